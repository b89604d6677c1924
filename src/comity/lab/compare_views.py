# SPDX-License-Identifier: EUPL-1.2
"""Compares two views of a measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from comity.lab.effects import CHANGED, LOST, WON, Effect, Measured, Move, Topic, View, Worth
from comity.lab.field import Pair, Strips
from comity.lab.safeguards import Safeguard
from comity.lab.weights import Weights
from comity.lab.world import Strength, bits

Floats = npt.NDArray[np.float64]


def compared(strips: Strips, measured: Measured, views: tuple[View, View], weights: Weights, states: frozenset[str]) -> Effect:
    """What differs between two views of the same cells."""
    return _Comparison(strips, measured, views, weights, states).effect()


class _Comparison:
    def __init__(self, strips: Strips, measured: Measured, views: tuple[View, View], weights: Weights, states: frozenset[str]) -> None:
        self.strips = strips
        self.measured = measured
        self.before, self.after = views
        self.weights = weights
        self.sizes = np.array([len(names) for names in measured.classes])
        self.real = strips.real
        self.worths = np.array([weights.worth(strength) for strength in Strength])
        self.weight = self._weight(states)

    def effect(self) -> Effect:
        open_ = sum((view.worst != view.best) for view in (self.before, self.after)) > 0
        return Effect(
            measures=(self.measured.measure,),
            cells=int(self.sizes.sum()) * int(self.real.sum()),
            moves=tuple(self._moves()),
            worth=self._worth("strength"),
            worst=self._worth("worst"),
            best=self._worth("best"),
            open=int((open_ & self.real).sum(axis=1) @ self.sizes),
            topics=dict(self._topics()),
            rules=dict(self._rules()),
        )

    def _weight(self, states: frozenset[str]) -> Floats:
        """The weight of each class and pair: the offences of the class, the partner, the direction, the measure."""
        weights = self.weights
        lines = np.array([sum(weights.offence(name) for name in names) for names in self.measured.classes])
        columns = np.array([pair_weight(pair, states, weights) for pair in self.strips.pairs]) * self.real
        return np.asarray(np.outer(lines, columns) * weights.measure(self.measured.measure), dtype=np.float64)

    def _worth(self, name: str) -> Worth:
        before, after = (float((self.worths[getattr(view, name)] * self.weight).sum()) for view in (self.before, self.after))
        return Worth(before, after)

    # -- moves

    def _moves(self) -> Iterator[Move]:
        names = sorted({*self.before.carries, *self.after.carries})
        shape = self.before.strength.shape
        nobody = np.zeros(shape, dtype=bool)
        came, went = {}, {}
        for name in names:
            one, two = self.before.carries.get(name, nobody), self.after.carries.get(name, nobody)
            if (one != two).any():
                came[name], went[name] = two & ~one, one & ~two
        moved = self.before.strength != self.after.strength
        for rows in (*came.values(), *went.values()):
            moved = moved | rows
        moved &= self.real
        for column in np.flatnonzero(moved.any(axis=0)):
            yield from self._of_pair(int(column), moved, came, went)

    def _of_pair(self, column: int, moved: npt.NDArray[np.bool_], came: _Rows, went: _Rows) -> Iterator[Move]:
        found: dict[tuple[int, int, tuple[str, ...], tuple[str, ...]], list[int]] = {}
        for line in np.flatnonzero(moved[:, column]):
            cell = (int(line), column)
            key = (int(self.before.strength[cell]), int(self.after.strength[cell]), _there(came, cell), _there(went, cell))
            found.setdefault(key, []).append(int(line))
        for (before, after, new, old), lines in found.items():
            offences = tuple(name for line in lines for name in self.measured.classes[line])
            weight = float(self.weight[lines, column].sum() * (self.worths[after] - self.worths[before]))
            difference = self.worths[after] - self.worths[before]
            way = WON if difference > 0 else LOST if difference < 0 else CHANGED
            yield Move(self.measured.measure, way, self.strips.pairs[column], Strength(before), Strength(after), new, old, offences, weight)

    # -- safeguards

    def _topics(self) -> Iterator[tuple[str, Topic]]:
        one, two = self.before.guards, self.after.guards
        stays, new = one.possible & two.possible, two.possible & ~one.possible
        for topic in sorted({*one.kept, *two.kept}):
            before, after = one.kept.get(topic, 0), two.kept.get(topic, 0)
            counts = (stays & after & ~before, stays & before & ~after, new & after, new & ~after if after | before else 0)
            if any(counts):
                yield topic, Topic(*(self._count(rows) for rows in counts))

    def _rules(self) -> Iterator[tuple[Safeguard, tuple[int, int]]]:
        one, two = self.before.guards.reached, self.after.guards.reached
        for rule in {**one, **two}:
            before, after = one.get(rule, 0), two.get(rule, 0)
            if before != after:
                yield rule, (self._count(before), self._count(after))

    def _count(self, rows: int) -> int:
        """How many cells rows stand for."""
        if not rows:
            return 0
        lines = bits(rows, self.before.strength.size).reshape(self.before.strength.shape)
        return int((lines & self.real).sum(axis=1) @ self.sizes)


_Rows = Mapping[str, npt.NDArray[np.bool_]]


def _there(rows: _Rows, cell: tuple[int, int]) -> tuple[str, ...]:
    return tuple(name for name, truths in rows.items() if truths[cell])


def pair_weight(pair: Pair, states: frozenset[str], weights: Weights) -> float:
    """A pair of a state with a partner; both directions of two states that act together count once each."""
    requesting, requested = pair
    asks = requesting in states
    return weights.partner(requested if asks else requesting) * weights.direction(asks)


def total(effects: Sequence[Effect]) -> Effect:
    """The effects of several measures together."""
    topics: dict[str, Topic] = {}
    rules: dict[Safeguard, tuple[int, int]] = {}
    worth = worst = best = Worth()
    for effect in effects:
        worth, worst, best = worth.plus(effect.worth), worst.plus(effect.worst), best.plus(effect.best)
        for topic, counts in effect.topics.items():
            topics[topic] = topics.get(topic, Topic()).plus(counts)
        for rule, (before, after) in effect.rules.items():
            known = rules.get(rule, (0, 0))
            rules[rule] = (known[0] + before, known[1] + after)
    return Effect(
        measures=tuple(name for effect in effects for name in effect.measures),
        cells=sum(effect.cells for effect in effects),
        moves=tuple(move for effect in effects for move in effect.moves),
        worth=worth,
        worst=worst,
        best=best,
        open=sum(effect.open for effect in effects),
        topics=topics,
        rules=rules,
    )
