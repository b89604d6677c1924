# SPDX-License-Identifier: EUPL-1.2
"""What a reform changes in one measure: cells won, lost and changed, safeguards, and what hangs on data that are not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from comity.lab.field import BLOCK, Block, Cells, Fill, Pair, Strips, unknown_force
from comity.lab.safeguards import Safeguard, Safeguards, safeguards
from comity.lab.world import Strength, World, bits
from comity.logic.program import evaluate
from comity.model.truth import Truth

WON, LOST, CHANGED = "won", "lost", "changed"


class Move(NamedTuple):
    """Cells of one pair that move alike: the offences, the strengths, the instruments that came and went."""

    measure: str
    way: str
    pair: Pair
    before: Strength
    after: Strength
    came: tuple[str, ...]
    went: tuple[str, ...]
    offences: tuple[str, ...]
    weight: float


class Topic(NamedTuple):
    """In how many cells a safeguard is kept, before and after, where a request was and stays possible, and where it becomes possible."""

    gained: int = 0
    lost: int = 0
    new_with: int = 0
    new_without: int = 0

    def plus(self, other: Topic) -> Topic:
        """Both together."""
        return Topic(*(one + two for one, two in zip(self, other, strict=True)))


class Worth(NamedTuple):
    """What all cells are worth before and after."""

    before: float = 0.0
    after: float = 0.0

    @property
    def gain(self) -> float:
        """What the reform brings."""
        return self.after - self.before

    def plus(self, other: Worth) -> Worth:
        """Both together."""
        return Worth(self.before + other.before, self.after + other.after)


NOTHING = Worth()


@dataclass(frozen=True)
class Effect:
    """What a reform changes in one measure, or in all."""

    measures: tuple[str, ...] = ()
    cells: int = 0
    moves: tuple[Move, ...] = ()
    worth: Worth = NOTHING
    worst: Worth = NOTHING
    best: Worth = NOTHING
    open: int = 0
    topics: Mapping[str, Topic] = field(default_factory=dict)
    rules: Mapping[Safeguard, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class View:
    """One measure, before or after: strengths as known, at worst and at best, by class and pair; who carries; the safeguards."""

    strength: Cells
    worst: Cells
    best: Cells
    carries: Mapping[str, npt.NDArray[np.bool_]]
    guards: Safeguards


class Measured(NamedTuple):
    """A measure with the classes of offence and the pairs that are looked at."""

    measure: str
    classes: tuple[tuple[str, ...], ...]
    on: date


def view(world: World, strips: Strips, measured: Measured, *, scenarios: bool = True) -> View:
    """All cells of a measure in a world; ``scenarios`` False leaves out the best and the worst case."""
    plan = world.plan(measured.measure)
    leaves = strips.fill(plan.ledger, measured.on)
    size = max(1, BLOCK // max(1, len(strips.pairs)))
    names = [offences[0] for offences in measured.classes]
    parts = [_view(world, strips, measured, leaves, names[i : i + size], scenarios) for i in range(0, len(names), size)]
    return _joined(parts, len(strips.pairs), size)


def _view(world: World, strips: Strips, measured: Measured, leaves: Fill, names: Sequence[str], scenarios: bool) -> View:  # noqa: PLR0917, PLR0913
    plan = world.plan(measured.measure)
    block = Block.of(strips, leaves, names)
    known = world.snapshot(measured.measure, measured.on, grid=block)
    worst = best = known.strength
    if scenarios and unknown_force(plan, leaves, (1 << len(strips.pairs)) - 1):
        worst, best = (
            world.snapshot(measured.measure, measured.on, grid=Block.of(strips, leaves, names, settled)).strength
            for settled in (Truth.NO, Truth.YES)
        )
    values = evaluate(plan.program, block.fill(plan.ledger, measured.on, block.classes[0]), block.rows)
    shape = known.strength.shape
    carries = {name: bits(block.full & ~planes.no, block.rows).reshape(shape) for name, planes in known.carried.items()}
    return View(known.strength, worst, best, carries, safeguards(plan, values, known.carried, block.full))


def _joined(parts: Sequence[View], pairs: int, size: int) -> View:
    if len(parts) == 1:
        return parts[0]
    kept: dict[str, int] = {}
    reached: dict[Safeguard, int] = {}
    possible = 0
    for number, part in enumerate(parts):
        shift = number * size * pairs
        possible |= part.guards.possible << shift
        for topic, rows in part.guards.kept.items():
            kept[topic] = kept.get(topic, 0) | rows << shift
        for rule, rows in part.guards.reached.items():
            reached[rule] = reached.get(rule, 0) | rows << shift
    strength, worst, best = (np.concatenate([getattr(part, name) for part in parts]) for name in ("strength", "worst", "best"))
    carries = {name: np.concatenate([part.carries[name] for part in parts]) for name in parts[0].carries}
    return View(strength, worst, best, carries, Safeguards(kept, reached, possible))
