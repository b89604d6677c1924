# SPDX-License-Identifier: EUPL-1.2
"""How states and courts read an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.model.day import Day
from comity.model.law import Confidence, Instrument, Statement, StatementKind
from comity.model.text import Text


class Direction(StrEnum):
    """What a reading does to cooperation."""

    WIDENS = "widens"
    NARROWS = "narrows"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Interpretation:
    """One reading: of which article, on which question, by whom, when, and the answer in one word and in words."""

    id: str
    question: str
    instrument: str
    article: str
    court: str
    case: str
    on: Day
    answer: str
    reads: Text
    direction: Direction
    source: str
    confidence: Confidence
    state: str = ""
    departs_from: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class CommonReading:
    """A reading that Comity proposes for all, with its reasons: a proposal, not law."""

    answer: str
    reads: Text
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an article, and the common reading proposed, if any."""

    id: str
    instrument: str
    article: str
    asks: Text
    proposed: CommonReading | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """The register of readings, with the words of their sources."""

    questions: tuple[Question, ...] = ()
    interpretations: tuple[Interpretation, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()


def of_place(register: Register, instrument: str, article: str = "") -> tuple[Interpretation, ...]:
    """The readings of an instrument, or of one article of it and its paragraphs (and of the article that a paragraph belongs to)."""
    return tuple(
        item for item in register.interpretations if item.instrument == instrument and (not article or same_article(item.article, article))
    )


def in_time(register: Register, question: str) -> tuple[Interpretation, ...]:
    """The readings that answer a question, the oldest first; those without a day last."""
    return tuple(sorted((item for item in register.interpretations if item.question == question), key=_when))


def changing(laws: Iterable[Instrument], article: str = "") -> tuple[tuple[Instrument, Statement], ...]:
    """The statements of kind reading, which change answers; on an article and its paragraphs where one is named."""
    return tuple(
        (law, made)
        for law in laws
        for made in law.statements
        if made.kind is StatementKind.READING and (not article or any(same_article(place, article) for place in made.to))
    )


def same_article(first: str, second: str) -> bool:
    """Whether one is the other, or a paragraph of it."""
    return first == second or first.startswith(f"{second}(") or second.startswith(f"{first}(")


@dataclass(frozen=True, slots=True)
class Divergence:
    """A question that is answered in different ways: ``over_time`` by one court, or ``between`` courts and states at the same time."""

    question: Question
    answers: tuple[tuple[str, tuple[Interpretation, ...]], ...]
    over_time: bool
    between: bool


def divergences(register: Register) -> tuple[Divergence, ...]:
    """Every question with more than one answer; a reading that a later one departs from no longer stands beside it."""
    found = []
    for question in register.questions:
        items = [item for item in register.interpretations if item.question == question.id]
        answers = tuple(dict.fromkeys(item.answer for item in items))
        if len(answers) < 2:
            continue
        left = {item.departs_from for item in items}
        standing = {item.answer for item in items if item.id not in left}
        grouped = tuple((answer, tuple(sorted((i for i in items if i.answer == answer), key=_when))) for answer in answers)
        found.append(Divergence(question, grouped, any(left - {""}), len(standing) > 1))
    return tuple(found)


def _when(item: Interpretation) -> tuple[date, str]:
    return item.on.first or date.max, item.id
