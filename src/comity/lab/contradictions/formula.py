# SPDX-License-Identifier: EUPL-1.2
"""The conditions of a compiled pair with everything put in that is known of the pair and the day: what stays are the facts of a case.

Equal conditions are one formula, named by a number, so that the solver is asked each question once. The numbers 0, 1 and 2 are the truths
NO, UNKNOWN and YES.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from comity.engine.leaves import CompareLeaf, ForceLeaf, HoldsLeaf, KnownLeaf, OffenceLeaf, TruthLeaf
from comity.engine.plans import PairPlan
from comity.model.query import Row
from comity.model.truth import Truth

YES, UNKNOWN, NO = int(Truth.YES), int(Truth.UNKNOWN), int(Truth.NO)
_FACTS = (TruthLeaf, CompareLeaf, HoldsLeaf)


class Spells(NamedTuple):
    """A status that changes with the day that a fact names: from each start (an ordinal) the truth beside it."""

    name: str
    steps: tuple[tuple[int, Truth], ...]


class Part(NamedTuple):
    """One formula: an operator on others, or a leaf; ``sort`` keeps leaves of different types apart."""

    op: str
    of: tuple[int, ...] = ()
    leaf: Hashable = None
    sort: str = ""


@dataclass
class Formulas:
    """All formulas met so far."""

    parts: list[Part] = field(default_factory=lambda: [Part(truth.word) for truth in Truth])
    numbers: dict[Part, int] = field(default_factory=dict)
    _leaves: dict[int, frozenset[int]] = field(default_factory=dict)

    def add(self, part: Part) -> int:
        """The number of a formula."""
        number = self.numbers.get(part)
        if number is None:
            number = self.numbers[part] = len(self.parts)
            self.parts.append(part)
        return number

    def leaf(self, key: Hashable) -> int:
        """A fact's leaf."""
        return self.add(Part("leaf", (), key, type(key).__name__))

    def opposite(self, number: int) -> int:
        """Not it."""
        if number <= YES:
            return YES - number
        part = self.parts[number]
        return part.of[0] if part.op == "not" else self.add(Part("not", (number,)))

    def group(self, op: str, numbers: Iterable[int]) -> int:
        """All or any of some formulas."""
        neutral, decisive = (YES, NO) if op == "all" else (NO, YES)
        kept = sorted({number for number in numbers if number != neutral})
        if decisive in kept:
            return decisive
        if len(kept) < 2:
            return kept[0] if kept else neutral
        return self.add(Part(op, tuple(kept)))

    def first(self, given: int, otherwise: int) -> int:
        """The first where it is known, the second elsewhere."""
        if given in (YES, NO) or otherwise in (UNKNOWN, given):
            return given
        return otherwise if given == UNKNOWN else self.add(Part("first", (given, otherwise)))

    def leaves(self, number: int) -> frozenset[int]:
        """The leaves of a formula."""
        known = self._leaves.get(number)
        if known is None:
            part = self.parts[number]
            own = frozenset((number,)) if part.op == "leaf" else frozenset[int]()
            known = self._leaves[number] = own.union(*(self.leaves(child) for child in part.of))
        return known


class Reduction:
    """The formulas of one compiled pair on the day of a row, with the facts that the row takes for granted."""

    def __init__(self, plan: PairPlan, row: Row, formulas: Formulas) -> None:
        self.plan = plan
        self.formulas = formulas
        self.row = row
        self.definitions: dict[int, int] = {}
        self._known: dict[int, int] = {}

    def of(self, node: int) -> int:
        """The formula of a node of the plan's program."""
        known = self._known.get(node)
        if known is None:
            known = self._known[node] = self._reduce(node)
        return known

    def _reduce(self, node: int) -> int:
        op, of, _ = self.plan.program.nodes[node]
        if op == "leaf":
            return self._leaf(self.plan.program.leaves[of[0]])
        if op == "not":
            return self.formulas.opposite(self.of(of[0]))
        if op == "first":
            return self._first(self.of(of[0]), self.of(of[1]))
        return self.formulas.group(op, [self.of(child) for child in of])

    def _first(self, given: int, otherwise: int) -> int:
        """A fact that has a definition: where that is settled, giving the fact otherwise would be wrong input."""
        if self.formulas.parts[given].sort == TruthLeaf.__name__:
            if otherwise in (YES, NO):
                return otherwise
            self.definitions[given] = otherwise
        return self.formulas.first(given, otherwise)

    def _leaf(self, key: Hashable) -> int:
        if isinstance(key, KnownLeaf):
            return int(key.truth)
        if isinstance(key, OffenceLeaf):
            return self.formulas.leaf(key)
        if isinstance(key, ForceLeaf) and key.on:
            line = self.plan.ledger.timelines[key]
            steps = tuple((start.toordinal(), force.truth) for start, force in zip(line.starts, line.forces, strict=True))
            return self.formulas.leaf(Spells(key.on, steps))
        truth = self.plan.ledger.truth(key, self.row)
        return self.formulas.leaf(key) if truth is Truth.UNKNOWN and isinstance(key, _FACTS) else int(truth)

    def given(self, numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
        """The definitions of the facts in these formulas, and of the facts in those definitions."""
        found: dict[int, int] = {}
        open_ = [leaf for number in numbers for leaf in self.formulas.leaves(number)]
        while open_:
            leaf = open_.pop()
            if leaf in self.definitions and leaf not in found:
                found[leaf] = self.definitions[leaf]
                open_.extend(self.formulas.leaves(found[leaf]))
        return tuple(sorted(found.items()))
