# SPDX-License-Identifier: EUPL-1.2
"""The world through time as change points: every ordered pair x class of offence x day of one measure, without facts of a case.

The first day is computed whole. On each later day on which anything may change only the pairs of the actors concerned are computed
anew, and what differs is kept. Classes of offence that no condition of the measure tells apart are computed once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from comity.engine.leaves import OffenceLeaf
from comity.lab.world import START, World
from comity.model.query import OffenceAsked, Row

Strengths = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Change:
    """What changed on a day: flat places in classes x asking x asked, with the new strengths."""

    on: date
    places: npt.NDArray[np.int64]
    strengths: Strengths


@dataclass(frozen=True)
class History:
    """The change points of one measure, with the class that stands for each class of offence."""

    measure: str
    actors: tuple[str, ...]
    classes: tuple[str, ...]
    stands_for: Mapping[str, int]
    first: date
    last: date
    start: Strengths
    changes: tuple[Change, ...]

    @property
    def cells(self) -> int:
        """How many cells it holds: pairs x classes of offence x days."""
        pairs = len(self.actors) * (len(self.actors) - 1)
        return pairs * len(self.stands_for) * ((self.last - self.first).days + 1)

    @property
    def change_points(self) -> int:
        """How many cells change on how many days, added up."""
        return sum(len(change.places) for change in self.changes)

    def on(self, day: date) -> Strengths:
        """The strengths on a day: classes x asking x asked."""
        found = self.start.copy()
        flat = found.reshape(-1)
        for change in self.changes:
            if change.on > day:
                break
            flat[change.places] = change.strengths
        return found


def history(world: World, measure: str, offences: Sequence[str], since: date = START, *, until: date) -> History:
    """The change points of a measure from one day to another."""
    stands_for = alike(world, measure, offences)
    classes = tuple(dict.fromkeys(offences[place] for place in stands_for.values()))
    places = {name: classes.index(offences[place]) for name, place in stands_for.items()}
    start = world.strengths(measure, since, classes, world.grid)
    days = world.change_days(measure, since, until).items()
    return History(measure, world.actors, classes, places, since, until, start, tuple(changes_from(world, measure, classes, start, days)))


def changes_from(
    world: World, measure: str, classes: Sequence[str], start: Strengths, days: Iterable[tuple[date, Sequence[str]]]
) -> Iterator[Change]:
    """What changes on each of some days, the earliest first, each with the actors that it may concern (none: everybody)."""
    now = start.copy()
    for day, changed in days:
        before = now.copy()
        recompute(world, measure, day, classes, (changed, now))
        where = np.flatnonzero(now != before)
        if len(where):
            yield Change(day, where, now.reshape(-1)[where].copy())


def recompute(world: World, measure: str, day: date, classes: Sequence[str], what: tuple[Sequence[str], Strengths]) -> None:
    """Compute the pairs of some actors anew, in place; all pairs where no actor is named."""
    changed, now = what
    if not changed:
        now[:] = world.strengths(measure, day, classes, world.grid)
        return
    asking, asked = world.strips(changed)
    now[:, asking.asking, :] = world.strengths(measure, day, classes, asking)
    now[:, :, asked.asked] = world.strengths(measure, day, classes, asked)


def alike(world: World, measure: str, offences: Sequence[str]) -> Mapping[str, int]:
    """For each class of offence the place of the first one that no condition of the measure tells from it."""
    plan = world.plan(measure)
    leaves = [key for key in plan.program.leaves if isinstance(key, OffenceLeaf)]
    seen: dict[tuple[int, ...], int] = {}
    found: dict[str, int] = {}
    for place, name in enumerate(offences):
        row = Row(START, OffenceAsked(name))
        truths = tuple(int(plan.ledger.truth(key, row)) for key in leaves)
        found[name] = seen.setdefault(truths, place)
    return found
