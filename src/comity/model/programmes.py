# SPDX-License-Identifier: EUPL-1.2
"""Programmes of reform as data: goals, steps, indicators, and what was decided on each step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.model.day import Day
from comity.model.law import Confidence
from comity.model.text import Text


class StepKind(StrEnum):
    """What a step does."""

    RATIFY = "ratify"
    ACCEDE = "accede"
    AMEND = "amend"
    WITHDRAW_RESERVATION = "withdraw-reservation"
    INSTITUTION = "institution"
    TRAINING = "training"
    OTHER = "other"


class Decision(StrEnum):
    """What is decided on a step after its effect was seen."""

    KEEP = "keep"
    AMEND = "amend"
    REPLACE = "replace"
    OPEN = "open"


class Measured(StrEnum):
    """How an indicator is measured: by the lab, or by hand."""

    COVERAGE = "coverage"
    PAIRS_WITHOUT_BASIS = "pairs-without-basis"
    IDLE_TREATIES = "idle-treaties"
    CONTRADICTIONS = "contradictions"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Done:
    """That a step was done, or that nobody knows (an unknown day without source)."""

    on: Day
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``done`` is None where it was not done."""

    id: str
    says: Text
    kind: StepKind
    source: str
    confidence: Confidence
    instrument: str = ""
    statement: str = ""
    due: Day | None = None
    done: Done | None = None
    indicator: str = ""
    decision: Decision = Decision.OPEN
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached, and the steps to it."""

    id: str
    says: Text
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """A value that somebody reported."""

    value: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured before and after; ``measures`` and ``offence`` say for what, where the lab measures."""

    id: str
    says: Text
    measure: Measured
    measures: tuple[str, ...] = ()
    offence: str = ""
    before: Reported | None = None
    after: Reported | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme of one state."""

    id: str
    title: Text
    state: str
    since: date
    until: date
    source: str
    confidence: Confidence
    goals: tuple[Goal, ...]
    indicators: tuple[Indicator, ...]
    sources: tuple[tuple[str, str], ...] = ()
    note: str = ""
    lesson: str = ""

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, goal by goal."""
        return tuple(step for goal in self.goals for step in goal.steps)
