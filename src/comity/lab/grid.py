# SPDX-License-Identifier: EUPL-1.2
"""Every ordered pair of actors as one row of bit planes.

Row ``i * n + j`` is actor i asking actor j. A condition on one side is a vector of n bits, spread over the grid by one multiplication.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from comity.corpus.corpus import Corpus
from comity.engine.compiler import ANYONE
from comity.engine.force import Timeline, timeline
from comity.engine.leaves import ActorLeaf, CompareLeaf, ForceLeaf, HoldsLeaf, KnownLeaf, LackLeaf, Ledger, MemberLeaf, TruthLeaf, truth_of
from comity.logic.program import Planes
from comity.model.law import Side
from comity.model.query import FactValue, OffenceAsked, Row
from comity.model.truth import Truth

REQUESTING = f"{ANYONE}{Side.REQUESTING.value}"


@dataclass(frozen=True)
class Statuses:
    """The status of every actor under every instrument, each computed once."""

    corpus: Corpus
    actors: tuple[str, ...]
    known: dict[str, tuple[Timeline, ...]] = field(default_factory=dict)

    def of(self, instrument: str) -> tuple[Timeline, ...]:
        """The timelines of all actors under an instrument, in the order of ``actors``."""
        found = self.known.get(instrument)
        if found is None:
            law = self.corpus.by_id[instrument]
            found = self.known[instrument] = tuple(timeline(self.corpus, law, code) for code in self.actors)
        return found

    def vector(self, instrument: str, on: date) -> Planes:
        """Whom an instrument binds on a day: one bit an actor."""
        return vector([line.on(on).truth for line in self.of(instrument)])

    def having(self, key: LackLeaf | MemberLeaf, on: date) -> Planes:
        """Whom a list of parties may simply lack, or who is bound as a member of a union."""
        forces = (line.on(on) for line in self.of(key.instrument))
        return vector([truth_of(f.lacking if isinstance(key, LackLeaf) else f.member) for f in forces])


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

    def spread(self, bits: int, side: Side) -> int:
        """A vector over all actors as rows of the grid."""
        if side is Side.REQUESTED:
            line = sum(1 << place for place, actor in enumerate(self.asked) if bits >> actor & 1)
            return line * self._every_line
        width = len(self.asked)
        starts = sum(1 << (place * width) for place, actor in enumerate(self.asking) if bits >> actor & 1)
        return starts * ((1 << width) - 1)

    def planes(self, planes: Planes, side: Side) -> Planes:
        """Both planes of a vector as rows of the grid."""
        return Planes(self.spread(planes.yes, side), self.spread(planes.no, side))

    def fill(self, ledger: Ledger, on: date, offence: OffenceAsked) -> Callable[[Hashable], Planes]:
        """The planes of a program's leaves over the grid, on a day and for a class of offence, without facts of a case."""
        row = Row(on, offence)
        state_facts = self._state_facts(ledger.corpus)

        def planes(key: Hashable) -> Planes:
            if isinstance(key, ForceLeaf) and key.actor.startswith(ANYONE):
                side = _side(key.actor)
                return Planes(0, 0) if key.on else self.planes(self.statuses.vector(key.instrument, on), side)
            if isinstance(key, LackLeaf | MemberLeaf):
                return self.planes(self.statuses.having(key, on), _side(key.actor))
            if isinstance(key, ActorLeaf):
                return self._acts(key)
            if isinstance(key, TruthLeaf | HoldsLeaf | CompareLeaf) and key.name.startswith("state."):
                return self._state(key, state_facts)
            truth = key.truth if isinstance(key, KnownLeaf) else ledger.truth(key, row)
            return Planes(self.full, 0) if truth is Truth.YES else Planes(0, self.full) if truth is Truth.NO else Planes(0, 0)

        return planes

    def _acts(self, key: ActorLeaf) -> Planes:
        actors = self.statuses.actors
        place = actors.index(key.code) if key.code in actors else None
        yes = self.spread(1 << place, key.side) if place is not None else 0
        return Planes(yes, self.full & ~yes)

    def _state_facts(self, corpus: Corpus) -> Mapping[str, Mapping[str, FactValue]]:
        found: dict[str, dict[str, FactValue]] = {}
        for code in self.statuses.actors:
            for fact in corpus.by_code[code].facts:
                value: FactValue = fact.value == "true" if fact.value in ("true", "false") else frozenset({fact.value})
                found.setdefault(fact.name, {})[code] = value
        return found

    def _state(self, key: TruthLeaf | HoldsLeaf | CompareLeaf, facts: Mapping[str, Mapping[str, FactValue]]) -> Planes:
        """A fact of a state, whatever the case: ``state.<name>.<side>``."""
        name, _, side = key.name.removeprefix("state.").rpartition(".")
        known = facts.get(name, {})
        truths = [_holds(key, known.get(code)) for code in self.statuses.actors]
        return self.planes(vector(truths), Side(side))


def _side(actor: str) -> Side:
    return Side(actor.removeprefix(ANYONE))


def _holds(key: TruthLeaf | HoldsLeaf | CompareLeaf, value: FactValue | None) -> Truth:
    if value is None:
        return Truth.UNKNOWN
    if isinstance(key, HoldsLeaf):
        return Truth.YES if isinstance(value, frozenset) and value & key.words else Truth.NO
    return Truth.YES if value is True else Truth.NO
