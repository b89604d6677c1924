# SPDX-License-Identifier: EUPL-1.2
"""Grids of pairs: all of a world, or those of one actor."""

from __future__ import annotations

from dataclasses import dataclass

from comity.lab.grid import Grid
from comity.lab.world import World
from comity.model.law import Side


@dataclass(frozen=True)
class WholeGrid(Grid):
    """A grid on which everybody stands on both sides, in order: a vector is spread without a loop over actors."""

    def spread(self, bits: int, side: Side) -> int:
        """A vector over all actors as rows of the grid."""
        if side is Side.REQUESTED:
            return bits * self._every_line
        size = len(self.asking)
        starts = int(("0" * (size - 1)).join(format(bits, "b")), 2)
        return starts * ((1 << size) - 1)


def all_pairs(world: World) -> Grid:
    """All ordered pairs of a world."""
    everyone = tuple(range(len(world.actors)))
    return WholeGrid(world.statuses, everyone, everyone)
