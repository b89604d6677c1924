# SPDX-License-Identifier: EUPL-1.2
"""Every ordered pair of actors as one row of bit planes.

Row ``i * n + j`` is actor i asking actor j. A condition on one side is a vector of n bits, spread over the grid by one multiplication.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from comity.corpus.corpus import Corpus
from comity.engine.compiler import ANYONE
from comity.engine.force import Timeline, timeline
from comity.engine.leaves import (
    ActorLeaf,
    BetweenLeaf,
    CompareLeaf,
    ForceLeaf,
    HoldsLeaf,
    KnownLeaf,
    LackLeaf,
    Ledger,
    OffenceLeaf,
    SpanLeaf,
    StatementLeaf,
    StatusLeaf,
    TruthLeaf,
)
from comity.logic.program import Planes
from comity.model.law import Side
from comity.model.query import NO_OFFENCE, FactValue, OffenceAsked, Row
from comity.model.truth import Truth

REQUESTING = f"{ANYONE}{Side.REQUESTING.value}"


class Moves(NamedTuple):
    """The change points of an instrument: from each day on, whom it binds, whom its list may lack, who has which status."""

    days: tuple[date, ...]
    bound: tuple[Planes, ...]
    lacking: tuple[int, ...]
    standing: tuple[Mapping[str, int], ...]


@dataclass(frozen=True)
class Statuses:
    """The status of every actor under every instrument, each computed once."""

    corpus: Corpus
    actors: tuple[str, ...]
    known: dict[str, tuple[Timeline, ...]] = field(default_factory=dict)
    moves: dict[str, Moves] = field(default_factory=dict, compare=False)

    def of(self, instrument: str) -> tuple[Timeline, ...]:
        """The timelines of all actors under an instrument, in the order of ``actors``."""
        found = self.known.get(instrument)
        if found is None:
            law = self.corpus.by_id[instrument]
            found = self.known[instrument] = tuple(timeline(self.corpus, law, code) for code in self.actors)
        return found

    def vector(self, instrument: str, on: date) -> Planes:
        """Whom an instrument binds on a day: one bit an actor."""
        moves = self._moves(instrument)
        return moves.bound[bisect_right(moves.days, on) - 1]

    def having(self, key: LackLeaf | StatusLeaf, on: date) -> Planes:
        """Whom a list of parties may simply lack, or who has a status."""
        moves = self._moves(key.instrument)
        place = bisect_right(moves.days, on) - 1
        yes = moves.lacking[place] if isinstance(key, LackLeaf) else moves.standing[place].get(key.status, 0)
        return Planes(yes, ((1 << len(self.actors)) - 1) & ~yes)

    @cached_property
    def state_facts(self) -> Mapping[str, Mapping[str, FactValue]]:
        """What is known of each actor whatever the case, by name."""
        found: dict[str, dict[str, FactValue]] = {}
        for code in self.actors:
            for fact in self.corpus.by_code[code].facts:
                value: FactValue = fact.value == "true" if fact.value in ("true", "false") else frozenset({fact.value})
                found.setdefault(fact.name, {})[code] = value
        return found

    def _moves(self, instrument: str) -> Moves:
        found = self.moves.get(instrument)
        if found is None:
            found = self.moves[instrument] = _moves_of(self.of(instrument))
        return found


def _moves_of(lines: Sequence[Timeline]) -> Moves:
    """The change points of all timelines merged, each with the vectors from that day on."""
    points = ((start, i, force) for i, line in enumerate(lines) for start, force in zip(line.starts, line.forces, strict=True))
    changes = sorted(points, key=lambda point: point[:2])
    days: list[date] = []
    found: list[tuple[Planes, int, Mapping[str, int]]] = []
    yes = no = lacking = 0
    standing: dict[str, int] = {}
    for day, same in groupby(changes, key=lambda change: change[0]):
        for _, i, force in same:
            bit = 1 << i
            yes = yes | bit if force.truth is Truth.YES else yes & ~bit
            no = no | bit if force.truth is Truth.NO else no & ~bit
            lacking = lacking | bit if force.lacking else lacking & ~bit
            standing = {status: bits & ~bit for status, bits in standing.items()}
            standing[force.status] = standing.get(force.status, 0) | bit
        days.append(day)
        found.append((Planes(yes, no), lacking, standing))
    return Moves(
        tuple(days), tuple(b for b, _, _ in found), tuple(lack for _, lack, _ in found), tuple(standing for _, _, standing in found)
    )


def vector(truths: Sequence[Truth]) -> Planes:
    """One bit an actor."""
    yes = no = 0
    for i, truth in enumerate(truths):
        if truth is Truth.YES:
            yes |= 1 << i
        elif truth is Truth.NO:
            no |= 1 << i
    return Planes(yes, no)


@dataclass(frozen=True)
class Grid:
    """Rows of the grid: the pairs of some requesting with some requested actors, given by their places in ``actors``."""

    statuses: Statuses
    asking: tuple[int, ...]
    asked: tuple[int, ...]

    @property
    def rows(self) -> int:
        """How many pairs there are."""
        return len(self.asking) * len(self.asked)

    @cached_property
    def full(self) -> int:
        """All rows."""
        return (1 << self.rows) - 1

    @cached_property
    def _every_line(self) -> int:
        width = len(self.asked)
        return sum(1 << (line * width) for line in range(len(self.asking)))

    @cached_property
    def _everyone(self) -> tuple[int, ...]:
        return tuple(range(len(self.statuses.actors)))

    def spread(self, bits: int, side: Side) -> int:
        """A vector over all actors as rows of the grid."""
        if not bits:
            return 0
        if side is Side.REQUESTED:
            return self._chosen(bits, self.asked) * self._every_line
        width = len(self.asked)
        starts = int(("0" * (width - 1)).join(format(self._chosen(bits, self.asking), "b")), 2)
        return starts * ((1 << width) - 1)

    def _chosen(self, bits: int, places: tuple[int, ...]) -> int:
        """The bits of some actors, in their order; all of them, in order, are the vector itself."""
        if places == self._everyone:
            return bits
        return sum((bits >> actor & 1) << place for place, actor in enumerate(places))

    def planes(self, planes: Planes, side: Side) -> Planes:
        """Both planes of a vector as rows of the grid."""
        return Planes(self.spread(planes.yes, side), self.spread(planes.no, side))

    def fill(self, ledger: Ledger, on: date, *offences: OffenceAsked) -> Callable[[Hashable], Planes]:
        """The planes of a program's leaves over the grid on a day, without facts of a case.

        Several classes of offence stand behind each other: row ``k * rows + r`` is row r of the grid for class k.
        """
        classes = offences or (NO_OFFENCE,)
        every_class = sum(1 << (k * self.rows) for k in range(len(classes)))
        whole = self.full * every_class

        def planes(key: Hashable) -> Planes:
            if isinstance(key, OffenceLeaf):
                return self._offences(key, ledger, on, classes)
            truth = _same_everywhere(key, ledger, on)
            if truth is not None:
                return Planes(whole, 0) if truth is Truth.YES else Planes(0, whole) if truth is Truth.NO else Planes(0, 0)
            one = self._of_pairs(key, on)
            return Planes(one.yes * every_class, one.no * every_class)

        return planes

    def _offences(self, key: OffenceLeaf, ledger: Ledger, on: date, classes: Sequence[OffenceAsked]) -> Planes:
        truths = [ledger.truth(key, Row(on, offence)) for offence in classes]
        yes, no = vector(truths)
        return Planes(*(sum(self.full << (k * self.rows) for k in range(len(classes)) if bits >> k & 1) for bits in (yes, no)))

    def _of_pairs(self, key: Hashable, on: date) -> Planes:
        """The planes of a leaf that hangs on who asks whom."""
        if isinstance(key, ForceLeaf):
            return self.planes(self.statuses.vector(key.instrument, on), _side(key.actor))
        if isinstance(key, LackLeaf | StatusLeaf):
            return self.planes(self.statuses.having(key, on), _side(key.actor))
        if isinstance(key, ActorLeaf):
            return self._acts(key)
        if isinstance(key, TruthLeaf | HoldsLeaf | CompareLeaf):
            return self._state(key)
        raise TypeError(f"no leaf of a grid: {key!r}")

    def _acts(self, key: ActorLeaf) -> Planes:
        actors = self.statuses.actors
        place = actors.index(key.code) if key.code in actors else None
        yes = self.spread(1 << place, key.side) if place is not None else 0
        return Planes(yes, self.full & ~yes)

    def _state(self, key: TruthLeaf | HoldsLeaf | CompareLeaf) -> Planes:
        """A fact of a state, whatever the case: ``state.<name>.<side>``."""
        name, _, side = key.name.removeprefix("state.").rpartition(".")
        known = self.statuses.state_facts.get(name, {})
        truths = [_holds(key, known.get(code)) for code in self.statuses.actors]
        return self.planes(vector(truths), Side(side))


def _same_everywhere(key: Hashable, ledger: Ledger, on: date) -> Truth | None:
    """The truth of a leaf that is the same for every pair; None where it hangs on the pair."""
    if isinstance(key, KnownLeaf):
        return key.truth
    if isinstance(key, TruthLeaf | HoldsLeaf | CompareLeaf) and not key.name.startswith("state."):
        return Truth.UNKNOWN  # a fact of a case
    if isinstance(key, ForceLeaf | BetweenLeaf | StatementLeaf) and key.on:
        return Truth.UNKNOWN  # on a day of the case
    if isinstance(key, StatementLeaf | BetweenLeaf | SpanLeaf):
        return ledger.truth(key, Row(on))
    return None


def _side(actor: str) -> Side:
    return Side(actor.removeprefix(ANYONE))


def _holds(key: TruthLeaf | HoldsLeaf | CompareLeaf, value: FactValue | None) -> Truth:
    if value is None:
        return Truth.UNKNOWN
    if isinstance(key, HoldsLeaf):
        return Truth.YES if isinstance(value, frozenset) and value & key.words else Truth.NO
    return Truth.YES if value is True else Truth.NO
