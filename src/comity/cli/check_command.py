# SPDX-License-Identifier: EUPL-1.2
"""``comity check``: what a request lacks, and what the receiving side would answer."""

from __future__ import annotations

from collections.abc import Iterable

import click
import msgspec

from comity.cli.case_files import Opened, language_named, opened
from comity.cli.files import write_files
from comity.cli.style import folded, heading
from comity.documents.letter import Letter
from comity.documents.letter_text import letter_text
from comity.documents.text import printable
from comity.draft.answer import Reply, reply_to
from comity.draft.case.base import Language
from comity.draft.check.check import stops
from comity.draft.check.deficiency import Deficiency
from comity.draft.package import Writer, answer_named, files
from comity.draft.request_file import deficiency_data
from comity.model.drafting import Paper
from comity.model.errors import WrongInput
from comity.model.said import plain_words

_SIDES = ("requesting", "requested")


@click.command()
@click.argument("case", metavar="CASE.yaml|request.json")
@click.option("--as", "side", metavar="SIDE", default="requesting", show_default=True, help="requesting, or requested: the receiving side.")
@click.option("--lang", metavar="LANG", help="en, az, ru or fr (default: the case's).")
@click.option("-o", "--output", "folder", metavar="DIR", help="With --as requested: write the letter there.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def check(case: str, side: str, lang: str | None, folder: str | None, as_json: bool) -> int:
    """What a request lacks and what is wrong with it, each with severity and article.

    Exit code 1 where something will be refused or returned. With --as requested: what the receiving side finds under the treaty and its
    own law, and the letter that follows: acknowledgement, demand for information, postponement or refusal.

    Example: comity check examples/bank-records.yaml --as requested
    """
    if side not in _SIDES:
        raise WrongInput(f"unknown side {side!r}", where="--as", do=f"write {' or '.join(_SIDES)}")
    result = opened(case)
    language = language_named(lang) if lang else result.scene.case.case.language
    reply = reply_to(result.scene, result.found) if side == "requested" else None
    letter = _letter(result, reply, language) if reply else None
    if as_json:
        click.echo(msgspec.json.encode(_data(result, reply, letter, language), enc_hook=plain_words).decode())
    else:
        click.echo("\n".join(_report(result, language)))
        if letter is not None:
            click.echo("\n" + letter_text(letter))
    if folder is not None and reply is not None:
        _write(result, reply, language, folder)
    return 1 if stops(result.found) else 0


def _letter(result: Opened, reply: Reply, language: Language) -> Letter:
    writer = Writer(result.scene, deficiencies=reply.deficiencies, grounds=reply.grounds)
    return writer.letters([_answer(result, reply)], [language])[0].letter


def _answer(result: Opened, reply: Reply) -> Paper:
    return answer_named(result.scene.drafting, reply.kind.value, result.scene.query.measure)


def _write(result: Opened, reply: Reply, language: Language, folder: str) -> None:
    writer = Writer(result.scene, deficiencies=reply.deficiencies, grounds=reply.grounds)
    written = writer.letters([_answer(result, reply)], [language])
    click.echo(f"wrote {', '.join(write_files(folder, dict(files(written))))}", err=True)


def _data(result: Opened, reply: Reply | None, letter: Letter | None, language: Language) -> dict[str, object]:
    scene = result.scene
    return {
        "schema": "comity.check/1",
        "verdict": scene.judgement.verdict.value,
        "bases": [item.plan.instrument.id for item in scene.relied],
        "deficiencies": [deficiency_data(item, language) for item in result.found],
        **({"answer": reply.kind.value, "letter": letter_text(letter)} if reply and letter else {}),
    }


def _report(result: Opened, language: Language) -> Iterable[str]:
    scene = result.scene
    measure = scene.corpus.measures[scene.query.measure].name.in_language(language)[0]
    yield heading(f"{scene.query.requesting} to {scene.query.requested}, {measure}: {scene.judgement.verdict.value}")
    relied = ", ".join(item.plan.instrument.id for item in scene.relied) or "the law of the requested state"
    yield folded(f"relies on {relied}", 2)
    if not result.found:
        yield folded("Nothing is missing and nothing is wrong, as far as this body of law can tell.", 2)
    severity = None
    for item in result.found:
        if item.severity is not severity:
            severity = item.severity
            yield ""
            yield heading(scene.drafting.word(f"severity.{severity.value}", language))
        yield from _lines(item, language)


def _lines(item: Deficiency, language: Language) -> Iterable[str]:
    norm = f" [{item.instrument} {item.article}]".replace(" ]", "]") if item.instrument else ""
    yield _folded(f"- {item.says.in_language(language)[0]}{norm}", 2)
    yield _folded(f"{', '.join(item.where)}: {item.do.in_language(language)[0]}" if item.where else item.do.in_language(language)[0], 6)
    if item.law.en:
        yield _folded(f"{item.law.in_language(language)[0]} ({item.source}; confidence {item.confidence})", 6)


def _folded(words: str, indent: int) -> str:
    """Words that hold something of the case: no control character of it reaches the terminal."""
    return folded(printable(words), indent)
