# SPDX-License-Identifier: EUPL-1.2
"""The pairs of some actors with everybody, for all classes of offence of a measure at once: what the lab looks at before and after.

Rows of a block are class x pair: row ``c * pairs + p``. Offences that no condition of the law of a measure tells apart are one class and
are evaluated once. Strength and carrying instruments are read by ``World.snapshot``; nothing here has a meaning of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from comity.corpus.corpus import Corpus
from comity.engine.leaves import BetweenLeaf, ForceLeaf, Ledger, OffenceLeaf
from comity.engine.offences import class_of
from comity.engine.plans import PairPlan
from comity.lab.grid import Grid, Statuses, vector
from comity.lab.world import World
from comity.logic.program import Planes, pruned
from comity.model.law import Reach
from comity.model.query import OffenceAsked
from comity.model.truth import Truth

Pair = tuple[str, str]
Cells = npt.NDArray[np.uint8]
Fill = Callable[[Hashable], Planes]
BLOCK = 120_000  # rows evaluated together: every node keeps two planes of that many bits


@dataclass(frozen=True)
class Strips:
    """Every ordered pair with one of some actors on a side, each pair once; nobody with itself."""

    statuses: Statuses
    asking: Grid
    asked: Grid

    @classmethod
    def of(cls, world: World, actors: Iterable[str], *, among: bool = False) -> Strips:
        """The strips of these actors, whoever of them is in the world; ``among`` them alone, or with everybody."""
        wanted = set(actors)
        inside = tuple(i for i, code in enumerate(world.actors) if code in wanted)
        outside = tuple(i for i, code in enumerate(world.actors) if code not in wanted)
        everyone = tuple(range(len(world.actors)))
        others = () if among else outside
        return cls(world.statuses, Grid(world.statuses, inside, inside if among else everyone), Grid(world.statuses, others, inside))

    def under(self, statuses: Statuses) -> Strips:
        """The same pairs, with other lists of parties."""
        asking, asked = (Grid(statuses, grid.asking, grid.asked) for grid in (self.asking, self.asked))
        return Strips(statuses, asking, asked)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs in the order of the rows."""
        names = self.statuses.actors
        return tuple((names[one], names[other]) for grid in (self.asking, self.asked) for one in grid.asking for other in grid.asked)

    @cached_property
    def real(self) -> npt.NDArray[np.bool_]:
        """The rows that are pairs of two."""
        return np.array([one != other for one, other in self.pairs], dtype=bool)

    def fill(self, ledger: Ledger, on: date) -> Fill:
        """The planes of leaves over the pairs, without an offence; each leaf once."""
        grids = (self.asking, self.asked)
        fills = [grid.fill(ledger, on, OffenceAsked()) for grid in grids]
        known: dict[Hashable, Planes] = {}

        def planes(key: Hashable) -> Planes:
            found = known.get(key)
            if found is None:
                one, two = (fill(key) for fill in fills)
                shift = self.asking.rows
                found = known[key] = Planes(one.yes | two.yes << shift, one.no | two.no << shift)
            return found

        return planes


@dataclass(frozen=True)
class Block(Grid):
    """A grid whose lines are classes of offence and whose columns are pairs, so that ``World.snapshot`` reads it as any other."""

    leaves: Fill = field(default=lambda key: Planes(0, 0))
    classes: tuple[OffenceAsked, ...] = ()
    settled: Truth = Truth.UNKNOWN  # what unknown force is taken for: YES the best case, NO the worst

    @classmethod
    def of(cls, strips: Strips, leaves: Fill, classes: Sequence[str], settled: Truth = Truth.UNKNOWN) -> Block:
        """All pairs of the strips, for each of some offences."""
        asked = tuple(OffenceAsked(name) for name in classes)
        return cls(strips.statuses, tuple(range(len(asked))), tuple(range(len(strips.pairs))), leaves, asked, settled)

    def fill(self, ledger: Ledger, on: date, *offences: OffenceAsked) -> Fill:
        """The planes of leaves over all rows: those that read the offence differ by line, the others are repeated."""
        width, full = len(self.asked), (1 << len(self.asked)) - 1
        starts = sum(1 << (line * width) for line in range(len(self.classes)))

        def planes(key: Hashable) -> Planes:
            if isinstance(key, OffenceLeaf):
                truths = [class_of(ledger.corpus, asked, key.classes) for asked in self.classes]
                lines = vector(truths)
                return Planes(_lines(lines.yes, width, full), _lines(lines.no, width, full))
            base = self._settle(key, self.leaves(key), full)
            return Planes(base.yes * starts, base.no * starts)

        return planes

    def _settle(self, key: Hashable, base: Planes, full: int) -> Planes:
        if self.settled is Truth.UNKNOWN:
            return base
        unknown = full & ~(base.yes | base.no)
        binds = self.settled is Truth.YES
        if isinstance(key, ForceLeaf) and not key.on:
            return Planes(base.yes | unknown, base.no) if binds else Planes(base.yes, base.no | unknown)
        if isinstance(key, BetweenLeaf):
            return Planes(base.yes, base.no | unknown) if binds else Planes(base.yes | unknown, base.no)
        return base


def _lines(bits: int, width: int, full: int) -> int:
    rows, line = 0, 0
    while bits >> line:
        if bits >> line & 1:
            rows |= full << (line * width)
        line += 1
    return rows


def classes_of(corpus: Corpus, plans: Iterable[PairPlan], offences: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Offences that none of these programs tells apart, together."""
    leaves = sorted({key.classes for plan in plans for key in plan.program.leaves if isinstance(key, OffenceLeaf)})
    found: dict[tuple[Truth, ...], list[str]] = {}
    for name in offences:
        truths = tuple(class_of(corpus, OffenceAsked(name), classes) for classes in leaves)
        found.setdefault(truths, []).append(name)
    return tuple(tuple(names) for names in found.values())


def leaves_of_strength(plan: PairPlan) -> tuple[Hashable, ...]:
    """The leaves from which strength is read: those of force, standing and scope of bases, and of national ways."""
    national = plan.national
    roots = [national.known, national.open, national.requirements]
    for basis in plan.bases:
        roots += [basis.force, basis.lacks, basis.not_replaced, *basis.scopes.values()]
    return pruned(plan.program, roots)[0].leaves


def unknown_force(plan: PairPlan, leaves: Fill, full: int) -> bool:
    """Whether anybody's status from which strength is read is unknown."""
    return any(
        full & ~(planes.yes | planes.no)
        for key in leaves_of_strength(plan)
        if isinstance(key, BetweenLeaf) or (isinstance(key, ForceLeaf) and not key.on)
        for planes in (leaves(key),)
    )


def touched(measure: str, plan: PairPlan, before: Corpus, after: Corpus, instruments: Sequence[str]) -> bool:
    """Whether the law of a measure may change with these instruments.

    The program of all pairs reads every instrument that serves the measure, whoever is bound; so it is enough that it names one of them,
    or that the changed text of one speaks of the measure.
    """
    names = frozenset(instruments)
    if any(getattr(key, "instrument", "") in names for key in plan.program.leaves):
        return True
    return any(
        own in (measure, "")
        for name in names
        if _text(before, name) != _text(after, name)
        for corpus in (before, after)
        for own in _own_measures(corpus, name)
    )


def _text(corpus: Corpus, name: str) -> tuple[object, ...]:
    law = corpus.by_id.get(name)
    return (law.provisions, law.statements, law.relations, law.in_force is None) if law is not None else ()


def _own_measures(corpus: Corpus, name: str) -> Iterable[str]:
    """The measures that an instrument's own text names; "" where it may reach all."""
    law = corpus.by_id.get(name)
    if law is None:
        return
    added = [effect.add for statement in law.statements for effect in statement.effects if effect.add is not None]
    for rule in (*law.provisions, *added):
        yield from rule.measures
        if rule.fact or rule.reach is Reach.ALL or not rule.measures:
            yield ""
