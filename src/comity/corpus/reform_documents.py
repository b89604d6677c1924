# SPDX-License-Identifier: EUPL-1.2
"""The shape of ``law/interpretations.yaml`` and of ``law/programmes/*.yaml``."""

from __future__ import annotations

from datetime import date

import msgspec

from comity.corpus.documents import Defaults, SourceDoc, Strict, Words
from comity.model.interpretations import Direction
from comity.model.law import Confidence
from comity.model.programmes import Decision, Measured, StepKind


class CommonReadingDoc(Strict, frozen=True):
    """A common reading that is proposed."""

    answer: str
    reads: Words | str
    reasons: list[Words | str]


class QuestionDoc(Strict, frozen=True):
    """What is asked of an article."""

    id: str
    instrument: str
    article: str
    asks: Words | str
    proposed: CommonReadingDoc | None = None


class InterpretationDoc(Strict, frozen=True):
    """One reading."""

    id: str
    question: str
    court: str
    case: str
    on: str
    answer: str
    reads: Words | str
    direction: Direction
    state: str = ""
    departs_from: str = ""
    statement: str = ""
    source: str = ""
    confidence: Confidence | None = None


class InterpretationsDoc(Strict, frozen=True):
    """interpretations.yaml"""

    questions: list[QuestionDoc]
    interpretations: list[InterpretationDoc]
    sources: dict[str, SourceDoc] = msgspec.field(default_factory=dict)
    defaults: Defaults = Defaults()


class DoneDoc(Strict, frozen=True):
    """That a step was done."""

    on: str
    source: str = ""
    confidence: Confidence | None = None


class StepDoc(Strict, frozen=True):
    """One step."""

    id: str
    says: Words | str
    kind: StepKind
    instrument: str = ""
    statement: str = ""
    due: str = ""
    done: DoneDoc | str = ""
    indicator: str = ""
    decision: Decision = Decision.OPEN
    reason: str = ""
    source: str = ""
    confidence: Confidence | None = None


class GoalDoc(Strict, frozen=True):
    """A goal."""

    id: str
    says: Words | str
    steps: list[StepDoc]


class ReportedDoc(Strict, frozen=True):
    """A value that somebody reported."""

    value: str
    source: str = ""
    confidence: Confidence | None = None


class ParamsDoc(Strict, frozen=True):
    """For which measures and offence the lab measures."""

    measures: list[str] = msgspec.field(default_factory=list)
    offence: str = ""


class IndicatorDoc(Strict, frozen=True):
    """An indicator."""

    id: str
    says: Words | str
    measure: Measured
    params: ParamsDoc = ParamsDoc()
    before: ReportedDoc | None = None
    after: ReportedDoc | None = None


class ProgrammeDoc(Strict, frozen=True):
    """programmes/*.yaml"""

    id: str
    title: Words | str
    state: str
    since: date = msgspec.field(name="from")
    until: date
    goals: list[GoalDoc]
    indicators: list[IndicatorDoc]
    source: str = ""
    confidence: Confidence | None = None
    note: str = ""
    lesson: str = ""
    sources: dict[str, SourceDoc] = msgspec.field(default_factory=dict)
    defaults: Defaults = Defaults()


SCHEMAS: dict[str, type[Strict]] = {"interpretations": InterpretationsDoc, "programme": ProgrammeDoc}
