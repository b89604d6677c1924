# SPDX-License-Identifier: EUPL-1.2
"""Reads ``law/interpretations.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from comity.corpus.checks import wrong_sources
from comity.corpus.conditions import Names
from comity.corpus.problems import Problems
from comity.corpus.reform_documents import InterpretationDoc, InterpretationsDoc, QuestionDoc
from comity.corpus.scope import Scope, sources, text
from comity.corpus.vocabulary_files import unique
from comity.model.day import Day
from comity.model.interpretations import CommonReading, Interpretation, Question, Register
from comity.model.law import Instrument, StatementKind


def read_interpretations(path: Path, instruments: Mapping[str, Instrument], names: Names, problems: Problems) -> Register:
    """The register; empty where there is no file."""
    opened = problems.open(path, InterpretationsDoc) if path.exists() else None
    if opened is None:
        return Register()
    document, doc = opened
    scope = Scope(document, problems, names, doc.sources, doc.defaults)
    declared = sources(doc.sources)
    for _, what in wrong_sources(declared):
        scope.report("$.sources", what)
    unique([item.id for item in doc.questions], "questions", document, problems)
    unique([item.id for item in doc.interpretations], "interpretations", document, problems)
    questions = tuple(_question(item, f"$.questions[{i}]", instruments, scope) for i, item in enumerate(doc.questions))
    found = tuple(_interpretation(item, f"$.interpretations[{i}]", doc, scope) for i, item in enumerate(doc.interpretations))
    for i, item in enumerate(doc.interpretations):
        for what in _unfit(item, doc, instruments):
            scope.report(f"$.interpretations[{i}]", what)
    return Register(questions, found, tuple((source.id, source.words) for source in declared))


def _question(doc: QuestionDoc, path: str, instruments: Mapping[str, Instrument], scope: Scope) -> Question:
    scope.known([doc.instrument], scope.names.instruments, "instrument", path)
    law = instruments.get(doc.instrument)
    if law is not None and doc.article not in _articles(law):
        scope.report(path, f"{doc.instrument} has no article {doc.article!r} - write it as its provisions or its coverage do")
    proposed = doc.proposed
    if proposed is not None and not proposed.reasons:
        scope.report(path, "a proposed common reading gives its reasons")
    common = CommonReading(proposed.answer, text(proposed.reads), tuple(text(words) for words in proposed.reasons)) if proposed else None
    return Question(doc.id, doc.instrument, doc.article, text(doc.asks), common)


def _articles(law: Instrument) -> frozenset[str]:
    written = {rule.article for rule in law.provisions} | {line.article for line in law.coverage}
    return frozenset(written | {article.partition("(")[0] for article in written})


def _interpretation(doc: InterpretationDoc, path: str, register: InterpretationsDoc, scope: Scope) -> Interpretation:
    source, confidence = scope.provenance(doc.source, doc.confidence, path)
    question = next((item for item in register.questions if item.id == doc.question), None)
    scope.known([doc.state] if doc.state else [], scope.names.actors, "actor", path)
    return Interpretation(
        id=doc.id,
        question=doc.question,
        instrument=question.instrument if question else "",
        article=question.article if question else "",
        court=doc.court,
        case=doc.case,
        on=scope.day(doc.on, path) or Day(),
        answer=doc.answer,
        reads=text(doc.reads),
        direction=doc.direction,
        source=source,
        confidence=confidence,
        state=doc.state,
        departs_from=doc.departs_from,
        statement=doc.statement,
    )


def _unfit(doc: InterpretationDoc, register: InterpretationsDoc, instruments: Mapping[str, Instrument]) -> Iterator[str]:
    question = next((item for item in register.questions if item.id == doc.question), None)
    if question is None:
        yield f"there is no question {doc.question!r} - name one of this file"
        return
    earlier = next((item for item in register.interpretations if item.id == doc.departs_from), None)
    if doc.departs_from and (earlier is None or earlier.question != doc.question):
        yield f"it departs from {doc.departs_from!r}, which is no reading on this question - name one that is"
    elif earlier is not None and earlier.answer == doc.answer:
        yield f"it departs from {doc.departs_from} and gives the same answer - correct one of the two"
    law = instruments.get(question.instrument)
    made = next((item for item in law.statements if item.id == doc.statement), None) if law else None
    if doc.statement and (made is None or made.kind is not StatementKind.READING):
        yield f"{question.instrument} has no statement {doc.statement!r} of kind reading - name one that is there"
