# SPDX-License-Identifier: EUPL-1.2
"""A grid that also knows who is bound as a member of a union."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date

from comity.engine.compiler import ANYONE
from comity.engine.leaves import Ledger, MemberLeaf
from comity.lab.grid import Grid, vector
from comity.lab.world import World
from comity.logic.program import Planes
from comity.model.law import Side
from comity.model.query import OffenceAsked
from comity.model.truth import Truth

MEMBER = "member"


@dataclass(frozen=True)
class MemberGrid(Grid):
    """All that a grid knows, and the leaf of membership."""

    def spread(self, bits: int, side: Side) -> int:
        """A vector over all actors as rows of the grid; where everybody stands on both sides, without a loop over actors."""
        size = len(self.statuses.actors)
        if len(self.asking) != size or len(self.asked) != size:
            return super().spread(bits, side)
        if side is Side.REQUESTED:
            return bits * self._every_line
        starts = int(("0" * (size - 1)).join(format(bits, "b")), 2)
        return starts * ((1 << size) - 1)

    def fill(self, ledger: Ledger, on: date, offence: OffenceAsked) -> Callable[[Hashable], Planes]:
        """The planes of a program's leaves over the grid."""
        others = super().fill(ledger, on, offence)

        def planes(key: Hashable) -> Planes:
            if isinstance(key, MemberLeaf) and key.actor.startswith(ANYONE):
                bound = [line.on(on).status == MEMBER for line in self.statuses.of(key.instrument)]
                members = vector([Truth.YES if member else Truth.NO for member in bound])
                return self.planes(members, Side(key.actor.removeprefix(ANYONE)))
            return others(key)

        return planes


def all_pairs(world: World) -> MemberGrid:
    """All ordered pairs of a world."""
    everyone = tuple(range(len(world.actors)))
    return MemberGrid(world.statuses, everyone, everyone)
