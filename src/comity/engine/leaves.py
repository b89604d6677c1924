# SPDX-License-Identifier: EUPL-1.2
"""The leaves of a compiled program: conditions that are filled in for each row.

Each kind is a class of its own: leaves of two kinds are never equal, whatever their fields.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from comity.corpus.corpus import Corpus
from comity.engine.force import Between, Timeline
from comity.engine.offences import class_of
from comity.engine.statements import InEffect
from comity.logic.program import Planes, gather, spread
from comity.model.expression import Op
from comity.model.law import Side
from comity.model.query import FactValue, Row
from comity.model.truth import Truth


@dataclass(frozen=True, slots=True)
class ForceLeaf:
    """An instrument binds an actor on the day of the request, or on the day that a fact names."""

    instrument: str
    actor: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class LackLeaf:
    """A list of parties that may be incomplete simply lacks an actor."""

    instrument: str
    actor: str


@dataclass(frozen=True, slots=True)
class StatusLeaf:
    """An actor's status under an instrument is this one: a member of a union, applying provisionally, no longer bound."""

    instrument: str
    actor: str
    status: str


@dataclass(frozen=True, slots=True)
class ActorLeaf:
    """An actor stands on a side; only in programs for every pair."""

    side: Side
    code: str


@dataclass(frozen=True, slots=True)
class BetweenLeaf:
    """An event keeps an instrument from working between the two sides."""

    instrument: str
    number: int
    on: str = ""


@dataclass(frozen=True, slots=True)
class StatementLeaf:
    """A statement is in effect."""

    instrument: str
    statement: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class TruthLeaf:
    """A truth among the facts."""

    name: str


@dataclass(frozen=True, slots=True)
class CompareLeaf:
    """A number, a day or money against a bound."""

    op: Op
    name: str
    bound: float | date


@dataclass(frozen=True, slots=True)
class HoldsLeaf:
    """A set holds one of these words or codes."""

    name: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class OffenceLeaf:
    """The offence lies in one of these classes."""

    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpanLeaf:
    """The day of the request lies in a span."""

    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class KnownLeaf:
    """What is the same for every row: a truth, or law that is not known."""

    truth: Truth
    why: str


ONE_ROW = (Planes(0, 1), Planes(0, 0), Planes(1, 0))  # by truth: NO, UNKNOWN, YES
_TESTS: Mapping[Op, Callable[[float | date, float | date], bool]] = {
    Op.AT_LEAST: lambda value, bound: value >= bound,  # type: ignore[operator]
    Op.MORE_THAN: lambda value, bound: value > bound,  # type: ignore[operator]
    Op.AT_MOST: lambda value, bound: value <= bound,  # type: ignore[operator]
    Op.LESS_THAN: lambda value, bound: value < bound,  # type: ignore[operator]
}


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the leaves of one pair refer to."""

    corpus: Corpus
    timelines: Mapping[ForceLeaf, Timeline]
    between: Mapping[BetweenLeaf, Between]
    statements: Mapping[StatementLeaf, InEffect]
    defaults: Mapping[str, FactValue]

    def value(self, row: Row, name: str) -> FactValue | None:
        """A fact's value in a row: as given, as another fact that it follows, or as the law of a side says."""
        value = row.facts.get(name)
        if value is None:
            spec = self.corpus.facts.get(name)
            if spec is not None and spec.same_as:
                value = row.facts.get(spec.same_as)
        return self.defaults.get(name) if value is None else value

    def fill(self, rows: Sequence[Row]) -> Callable[[Hashable], Planes]:
        """The planes of a leaf over these rows."""
        if len(rows) == 1:
            only = rows[0]
            return lambda key: ONE_ROW[key.truth if isinstance(key, KnownLeaf) else self.truth(key, only)]

        def planes(key: Hashable) -> Planes:
            if isinstance(key, KnownLeaf):
                return spread(key.truth, len(rows))
            return gather([self.truth(key, row) for row in rows])

        return planes

    def truth(self, key: Hashable, row: Row) -> Truth:  # noqa: PLR0911 - one return a kind of leaf
        """The truth of one leaf in one row."""
        match key:
            case ForceLeaf():
                day = self._day(row, key.on)
                return self.timelines[key].on(day).truth if day is not None else Truth.UNKNOWN
            case LackLeaf():
                return truth_of(self.timelines[ForceLeaf(key.instrument, key.actor)].on(row.on).lacking)
            case StatusLeaf():
                return truth_of(self.timelines[ForceLeaf(key.instrument, key.actor)].on(row.on).status == key.status)
            case StatementLeaf():
                day = self._day(row, key.on)
                return self.statements[key].on(day) if day is not None else Truth.UNKNOWN
            case BetweenLeaf():
                day = self._day(row, key.on)
                return self.between[key].on(day) if day is not None else Truth.UNKNOWN
            case OffenceLeaf():
                return class_of(self.corpus, row.offence, key.classes)
            case SpanLeaf():
                inside = (key.since is None or row.on >= key.since) and (key.until is None or row.on < key.until)
                return Truth.YES if inside else Truth.NO
            case _:
                return self._fact(key, row)

    def _day(self, row: Row, on: str) -> date | None:
        """The day of the request, or the one that a fact names; None where that is not known."""
        day = self.value(row, on) if on else row.on
        return day if isinstance(day, date) else None

    def _fact(self, key: Hashable, row: Row) -> Truth:
        if not isinstance(key, TruthLeaf | CompareLeaf | HoldsLeaf):
            raise TypeError(f"no such leaf: {key!r}")
        value = self.value(row, key.name)
        if value is None:
            return Truth.UNKNOWN
        if isinstance(key, TruthLeaf):
            return Truth.YES if value is True else Truth.NO
        if isinstance(key, CompareLeaf):
            return Truth.YES if not isinstance(value, frozenset) and _TESTS[key.op](value, key.bound) else Truth.NO
        return Truth.YES if isinstance(value, frozenset) and value & key.words else Truth.NO


def truth_of(holds: bool) -> Truth:
    """YES or NO."""
    return Truth.YES if holds else Truth.NO
