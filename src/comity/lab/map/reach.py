# SPDX-License-Identifier: EUPL-1.2
"""Who can do what with whom: every measure of the vocabulary beside the one that is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from comity.lab.grid import Grid
from comity.lab.map.grids import all_pairs
from comity.lab.map.view import ALL, ASKED, ASKS, View, count
from comity.lab.world import Snapshot


@dataclass(frozen=True, slots=True)
class Reach:
    """How many pairs have each strength for one measure, in one direction."""

    measure: str
    direction: str
    counts: dict[str, int]


def reach(seen: View) -> tuple[Reach, ...]:
    """The number of pairs by strength for every measure that some treaty or law speaks of."""
    return tuple(item for measure in seen.corpus.measures for item in _reach(seen, measure))


def _reach(seen: View, measure: str) -> Iterator[Reach]:
    for direction, grid in _grids(seen).items():
        found = _snapshot(seen, measure, grid)
        others = np.array([[i != j for j in grid.asked] for i in grid.asking])
        yield Reach(measure, direction, count(found.strength, others))


def _grids(seen: View) -> dict[str, Grid]:
    if not seen.question.state:
        return {ALL: all_pairs(seen.world)}
    asks, asked = seen.world.strips([seen.question.state])
    return {ASKS: asks, ASKED: asked}


def _snapshot(seen: View, measure: str, grid: Grid) -> Snapshot:
    asked = replace(seen.question, measure=measure)
    return seen.world.snapshot(asked.measure, asked.on, asked.offence, grid)
