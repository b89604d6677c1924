# SPDX-License-Identifier: EUPL-1.2
"""``comity interpretations``: how states and courts read an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click
import msgspec

from comity.cli.style import faint, folded, heading
from comity.corpus.corpus import Corpus
from comity.corpus.load import load
from comity.model.errors import WrongInput
from comity.model.interpretations import Divergence, Interpretation, Question, Register, changing, divergences, in_time, same_article
from comity.model.law import Instrument, Statement


@click.command()
@click.argument("instrument", required=False)
@click.argument("article", required=False)
@click.option("--diverging", is_flag=True, help="Only questions that are answered in different ways.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def interpretations(*, instrument: str | None, article: str | None, diverging: bool, as_json: bool) -> int:
    """How states and courts read an article, where they diverge, and a proposed common reading.

    Example: comity interpretations ets-005 3
    """
    corpus = load()
    questions = _chosen(corpus, instrument, article)
    split = {found.question.id: found for found in divergences(corpus.readings)}
    shown = [question for question in questions if not diverging or question.id in split]
    laws = corpus.instruments if instrument is None else (corpus.by_id[instrument],)
    readings = changing(laws, article or "")
    if as_json:
        content = {
            "questions": [_plain(question, corpus.readings, split) for question in shown],
            "statements": [_plain_rule(*rule) for rule in readings],
        }
        click.echo(msgspec.json.encode(content).decode())
        return 0
    for question in shown:
        _print(question, corpus.readings, split.get(question.id))
    for law, statement in readings:
        click.echo(heading(f"{law.id} {', '.join(statement.to)}: a reading that changes answers"))
        click.echo(folded(f"{statement.by}, {statement.court or 'courts'}, {statement.since.text}: {statement.says.en}", 2))
    click.echo(faint(f"{len(shown)} questions, {sum(q.id in split for q in shown)} of them answered in different ways."))
    return 0


def _chosen(corpus: Corpus, instrument: str | None, article: str | None) -> list[Question]:
    if instrument is not None and instrument not in corpus.by_id:
        raise WrongInput(f"unknown instrument {instrument!r}", where="INSTRUMENT", do="see `comity law list`")
    return [
        question
        for question in corpus.readings.questions
        if (instrument is None or question.instrument == instrument) and (article is None or same_article(question.article, article))
    ]


def _kind(found: Divergence) -> str:
    kinds = [words for words, holds in (("between courts or states", found.between), ("over time", found.over_time)) if holds]
    return " and ".join(kinds)


def _print(question: Question, register: Register, split: Divergence | None) -> None:
    click.echo(heading(f"{question.instrument} {question.article}: {question.asks.en}"))
    if split is not None:
        click.echo(folded(f"answered in different ways {_kind(split)}: {', '.join(answer for answer, _ in split.answers)}", 2))
    for item in in_time(register, question.id):
        place = f" ({item.state})" if item.state else ""
        departs = f" It departs from {item.departs_from}." if item.departs_from else ""
        click.echo(folded(f"- {item.on.text} {item.court}{place}, {item.case}: {item.answer}", 2))
        click.echo(folded(f"{item.reads.en} [{item.direction.value} cooperation; {item.confidence.value} confidence]{departs}", 6))
    if question.proposed is not None:
        click.echo(folded(f"Proposed common reading (a proposal, no law): {question.proposed.reads.en}", 2))
        for reason in question.proposed.reasons:
            click.echo(folded(f"because {reason.en}", 6))
    click.echo("")


def _plain(question: Question, register: Register, split: Mapping[str, Divergence]) -> dict[str, Any]:
    words = dict(register.sources)
    found, common = split.get(question.id), question.proposed
    return {
        "id": question.id,
        "instrument": question.instrument,
        "article": question.article,
        "asks": question.asks.en,
        "diverges": None
        if found is None
        else {"answers": [answer for answer, _ in found.answers], "over_time": found.over_time, "between": found.between},
        "readings": [_plain_reading(item, words) for item in in_time(register, question.id)],
        "proposed": None
        if common is None
        else {"proposal": True, "answer": common.answer, "reads": common.reads.en, "reasons": [reason.en for reason in common.reasons]},
    }


def _plain_reading(item: Interpretation, words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": item.id,
        "state": item.state or None,
        "court": item.court,
        "case": item.case,
        "on": item.on.text,
        "answer": item.answer,
        "reads": item.reads.en,
        "direction": item.direction.value,
        "departs_from": item.departs_from or None,
        "statement": item.statement or None,
        "source": words.get(item.source, item.source),
        "confidence": item.confidence.value,
    }


def _plain_rule(law: Instrument, statement: Statement) -> dict[str, Any]:
    return {"instrument": law.id, "articles": list(statement.to), "by": statement.by, "court": statement.court, "says": statement.says.en}
