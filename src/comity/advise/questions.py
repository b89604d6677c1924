# SPDX-License-Identifier: EUPL-1.2
"""The questions still open, most useful first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from comity.advise.judge import Judgement, judge
from comity.engine.assess import Assessment, assess
from comity.engine.compiler import LAW
from comity.model.answer import Question
from comity.model.query import FactValue, Row
from comity.model.said import Speaker, said, told
from comity.model.truth import Truth
from comity.model.vocabulary import FactType


def questions(assessment: Assessment, row: int, judgement: Judgement, lang: str) -> tuple[Question, ...]:
    """Open facts of the bases that count, ordered by how many points hang on them."""
    matters: dict[str, dict[str, None]] = {}
    for point, node in _points(judgement):
        for name in _asked(assessment, node, row):
            matters.setdefault(name, {}).setdefault(point)
    facts = assessment.plan.ledger.corpus.facts
    say = Speaker(assessment.plan.ledger.corpus.phrases, lang).say
    ordered = sorted(matters.items(), key=lambda item: (-len(item[1]), item[0]))
    found = []
    for name, points in ordered:
        spec = facts.get(name)
        asks = spec.asks.in_language(lang)[0] if spec else say(said("Which class of offence is it (alias or ICCS code)?"))
        why = told(spec.why) if spec else ""
        found.append(Question(name, asks, tuple(points), why, spec.type.value if spec else "set"))
    return tuple(found)


def _asked(assessment: Assessment, node: int, row: int) -> frozenset[str]:
    """The facts to ask for a node: a conclusion that rules may settle is asked itself, not through every rule that may settle it."""
    names = frozenset(str(name) for name in assessment.missing(node, row) if not name.startswith(LAW))
    for conclusion, rules in assessment.plan.settling.items():
        if conclusion in names:
            names -= frozenset().union(*(assessment.missing(rule, row) for rule in rules)) - {conclusion}
    return names


def _points(judgement: Judgement) -> Iterable[tuple[str, int]]:
    for result in judgement.carrying:
        if result.outcome is Truth.UNKNOWN:
            yield said("{instrument} as a basis", instrument=result.plan.instrument.id), result.node
        for ground in result.grounds:
            if ground.truth is Truth.UNKNOWN:
                yield f"{ground.rule.instrument.id} {ground.rule.article} {ground.rule.ground}", ground.node
    if not judgement.carrying:
        for ground in judgement.statute.grounds:
            if ground.truth is Truth.UNKNOWN:
                yield f"{ground.rule.instrument.id} {ground.rule.article} {ground.rule.ground}", ground.node


def by_use(assessment: Assessment, row: int, asked: Sequence[Question]) -> tuple[Question, ...]:
    """The questions reordered by how much either answer would settle; one evaluation of two rows a question."""
    base = assessment.rows[row]
    facts = assessment.plan.ledger.corpus.facts
    tried: list[tuple[Question, Row]] = []
    for question in asked:
        spec = facts.get(question.fact)
        values = _trial_values(spec.type if spec else None, spec.values if spec else (), assessment)
        tried.extend((question, replace(base, facts={**base.facts, question.fact: value})) for value in values)
    if not tried:
        return tuple(asked)
    trial = assess(assessment.plan, [item for _, item in tried])
    open_now = _open_points(assessment, row)
    gains: dict[str, list[int]] = {}
    for i, (question, _) in enumerate(tried):
        gains.setdefault(question.fact, []).append(open_now - _open_points(trial, i))
    return tuple(sorted(asked, key=lambda question: (-sum(gains.get(question.fact, [0])), question.fact)))


def _open_points(assessment: Assessment, row: int) -> int:
    judgement = judge(assessment, row)
    return len(list(_points(judgement)))


def _trial_values(kind: FactType | None, words: tuple[str, ...], assessment: Assessment) -> list[FactValue]:
    if kind is FactType.TRUTH:
        return [True, False]
    if kind in (FactType.NUMBER, FactType.MONEY):
        return [0.0, 120.0]
    if kind is FactType.SET:
        actors = (assessment.plan.requesting, assessment.plan.requested)
        return [frozenset({word}) for word in (words or actors)[:2]]
    return []
