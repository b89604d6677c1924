# SPDX-License-Identifier: EUPL-1.2
"""The world without facts of a case: who can ask whom for what, how strong the ground is, on which instruments, on any day.

The law of all pairs is compiled once for a measure (``compile_pair`` with ``ANYONE`` on both sides) and evaluated by the one evaluator
on a grid of pairs. Strength is read from force and scope:

========== ===============================================================================================
treaty     a general treaty in force between the two carries the measure
list       a treaty on one subject that covers the class of offence, or a gap-filling clause, carries it
conditional something may carry it: force, scope or content is not known, or hangs on the case
statute    no treaty; the law of the requested state opens a way
none       no treaty, and that law opens no way
unknown    no treaty, and that law is not in the corpus
========== ===============================================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from comity.corpus.corpus import Corpus
from comity.engine.compiler import ANYONE
from comity.engine.pair import compile_pair
from comity.engine.plans import BasisPlan, PairPlan
from comity.lab.grid import Grid, Statuses
from comity.logic.program import Evaluation, Planes, evaluate, pruned
from comity.model.actors import ActorKind
from comity.model.law import Content, Role
from comity.model.query import OffenceAsked

START = date(1950, 1, 1)


class Strength(IntEnum):
    """How strong the ground for a request is; the table stands in the module's docstring."""

    UNKNOWN = 0
    NONE = 1
    STATUTE = 2
    CONDITIONAL = 3
    LIST = 4
    TREATY = 5


@dataclass(frozen=True)
class Snapshot:
    """All pairs of a grid on one day: a strength for each, and for each instrument the pairs that it carries or may carry."""

    measure: str
    offence: str
    on: date
    actors: tuple[str, ...]
    asking: tuple[int, ...]
    asked: tuple[int, ...]
    strength: npt.NDArray[np.uint8]
    carried: Mapping[str, Planes]

    def cell(self, requesting: str, requested: str) -> Strength:
        """The strength of one pair."""
        i, j = self.asking.index(self.actors.index(requesting)), self.asked.index(self.actors.index(requested))
        return Strength(int(self.strength[i, j]))

    def bases(self, requesting: str, requested: str) -> tuple[tuple[str, bool], ...]:
        """The instruments of one pair; True where force and scope are known."""
        i, j = self.asking.index(self.actors.index(requesting)), self.asked.index(self.actors.index(requested))
        bit = i * len(self.asked) + j
        return tuple((name, bool(planes.yes >> bit & 1)) for name, planes in self.carried.items() if not planes.no >> bit & 1)


@dataclass(frozen=True)
class World:
    """All states and territories of a corpus, with the compiled law of each measure."""

    corpus: Corpus
    actors: tuple[str, ...]
    statuses: Statuses
    plans: dict[str, PairPlan] = field(default_factory=dict)
    lean: dict[str, PairPlan] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, corpus: Corpus, only: Iterable[str] = ()) -> World:
        """The world of a corpus: every state that exists today, and territories; ``only`` narrows it to some actors."""
        wanted = frozenset(only)
        kinds = (ActorKind.STATE, ActorKind.TERRITORY)
        living = [a.code for a in corpus.actors if a.kind in kinds and a.exists_until is None and (not wanted or a.code in wanted)]
        actors = tuple(sorted(living))
        return cls(corpus, actors, Statuses(corpus, actors))

    @property
    def grid(self) -> Grid:
        """All ordered pairs."""
        everyone = tuple(range(len(self.actors)))
        return Grid(self.statuses, everyone, everyone)

    def plan(self, measure: str) -> PairPlan:
        """The law of all pairs for a measure."""
        known = self.plans.get(measure)
        if known is None:
            known = self.plans[measure] = compile_pair(self.corpus, ANYONE, ANYONE, measure)
        return known

    def _lean(self, measure: str) -> PairPlan:
        """The law of all pairs cut down to what strength is read from: force, standing and scope of bases, and national ways."""
        known = self.lean.get(measure)
        if known is None:
            known = self.lean[measure] = _lean(self.plan(measure))
        return known

    def snapshot(self, measure: str, on: date, offence: str = "", grid: Grid | None = None) -> Snapshot:
        """All pairs of a grid on one day for a measure and a class of offence (none: whatever the offence)."""
        grid = grid or self.grid
        plan = self._lean(measure)
        values = evaluate(plan.program, grid.fill(plan.ledger, on, OffenceAsked(offence)), grid.rows)
        carried = {basis.instrument.id: _carries(values, basis, grid.full) for basis in plan.bases}
        strength = _strength(values, plan, carried, grid)
        return Snapshot(measure, offence, on, self.actors, grid.asking, grid.asked, strength, carried)

    def strengths(self, measure: str, on: date, offences: Sequence[str], grid: Grid) -> npt.NDArray[np.uint8]:
        """The strengths of a grid for several classes of offence at once: an array of classes x asking x asked."""
        plan = self._lean(measure)
        rows = grid.rows * len(offences)
        full = (1 << rows) - 1
        values = evaluate(plan.program, grid.fill(plan.ledger, on, *(OffenceAsked(offence) for offence in offences)), rows)
        carried = {basis.instrument.id: _carries(values, basis, full) for basis in plan.bases}
        layers = _layers(values, plan, carried, full)
        return _painted(layers, rows).reshape(len(offences), len(grid.asking), len(grid.asked))

    def strips(self, changed: Sequence[str]) -> tuple[Grid, Grid]:
        """The pairs in which some actors ask, and those in which they are asked."""
        places = tuple(self.actors.index(code) for code in changed)
        everyone = tuple(range(len(self.actors)))
        return Grid(self.statuses, places, everyone), Grid(self.statuses, everyone, places)

    def change_days(self, measure: str, since: date = START, until: date | None = None) -> Mapping[date, tuple[str, ...]]:
        """The days on which something may change for a measure, with the actors concerned; none: it concerns everybody."""
        leaves = self._lean(measure).program.leaves
        found: dict[date, set[str]] = {}
        for name in sorted({key.instrument for key in leaves if hasattr(key, "instrument")}):
            for day, codes in self._changes(name):
                found.setdefault(day, set()).update(codes)
        for key in leaves:
            for edge in (getattr(key, "since", None), getattr(key, "until", None)):
                if isinstance(edge, date):
                    found[edge] = set()
        end = until or date.fromisoformat(self.corpus.as_of)
        return {day: tuple(sorted(found[day] & set(self.actors))) for day in sorted(found) if since < day <= end}

    def _changes(self, name: str) -> Iterable[tuple[date, Iterable[str]]]:
        """The days on which the status of an actor, a statement or an event of an instrument begins or ends."""
        law = self.corpus.by_id[name]
        for code, line in zip(self.actors, self.statuses.of(name), strict=True):
            yield from ((start, (code,)) for start in line.starts)
        for statement in law.statements:
            days = (statement.since.first, statement.since.last, statement.until.first if statement.until else None)
            yield from ((day, (statement.by,)) for day in days if day is not None)
        for event in law.events:
            edges = [edge.first for edge in (event.since, event.until) if edge is not None and edge.first is not None]
            yield from ((day, (event.actor, *event.towards)) for day in (*edges, *(reading.on for reading in event.readings)))


def _lean(plan: PairPlan) -> PairPlan:
    bases = [basis for basis in plan.bases if basis.instrument.confirmed and {Role.PRIMARY, Role.FALLBACK} & set(basis.scopes)]
    national = plan.national
    wanted = [national.known, national.open, national.requirements]
    for basis in bases:
        wanted += [basis.force, basis.lacks, basis.not_replaced, *basis.scopes.values()]
    program, places = pruned(plan.program, wanted)
    return replace(
        plan,
        program=program,
        bases=tuple(
            replace(
                basis,
                force=places[basis.force],
                lacks=places[basis.lacks],
                not_replaced=places[basis.not_replaced],
                scopes={role: places[node] for role, node in basis.scopes.items()},
            )
            for basis in bases
        ),
        national=replace(national, known=places[national.known], open=places[national.open], requirements=places[national.requirements]),
    )


def _carries(values: Evaluation, basis: BasisPlan, full: int) -> Planes:
    """Where a basis is in force, stands and covers the case, as one that can carry: known, excluded, or neither."""
    scopes = [node for role, node in basis.scopes.items() if role in (Role.PRIMARY, Role.FALLBACK)]
    if not scopes or not basis.instrument.confirmed:
        return Planes(0, full)
    yes, no = 0, full
    for node in scopes:
        yes |= values.yes[node]
        no &= values.no[node]
    for node in (basis.force, basis.not_replaced):
        yes &= values.yes[node]
        no |= values.no[node]
    lacking = values.yes[basis.lacks]
    return Planes(yes & ~lacking, no | lacking)


def _strength(values: Evaluation, plan: PairPlan, carried: Mapping[str, Planes], grid: Grid) -> npt.NDArray[np.uint8]:
    return _painted(_layers(values, plan, carried, grid.full), grid.rows).reshape(len(grid.asking), len(grid.asked))


def _layers(values: Evaluation, plan: PairPlan, carried: Mapping[str, Planes], full: int) -> tuple[tuple[int, Strength], ...]:
    """The rows of each strength, the weakest first: a stronger one paints over a weaker one."""
    treaty = listed = maybe = 0
    for basis in plan.bases:
        planes = carried[basis.instrument.id]
        primary = basis.scopes.get(Role.PRIMARY)
        certain = planes.yes if basis.instrument.content is Content.FORMALISED else 0
        general = values.yes[primary] if primary is not None and basis.instrument.general(plan.measure) else 0
        treaty |= certain & general
        listed |= certain & ~general
        maybe |= full & ~planes.no
    national = plan.national
    known = values.yes[national.known]
    opens = known & ~values.no[national.open] & ~values.no[national.requirements]
    return (
        (known & ~opens, Strength.NONE),
        (opens, Strength.STATUTE),
        (maybe, Strength.CONDITIONAL),
        (listed, Strength.LIST),
        (treaty, Strength.TREATY),
    )


def _painted(layers: Iterable[tuple[int, Strength]], rows: int) -> npt.NDArray[np.uint8]:
    result = np.zeros(rows, dtype=np.uint8)
    for painted, strength in layers:
        result[bits(painted, rows)] = strength
    return result


def bits(rows: int, count: int) -> npt.NDArray[np.bool_]:
    """The bits of a plane as an array of truths, row 0 first."""
    data = np.frombuffer(rows.to_bytes((count + 7) // 8, "little"), dtype=np.uint8)
    return np.unpackbits(data, count=count, bitorder="little").astype(bool)
