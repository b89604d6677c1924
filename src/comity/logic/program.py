# SPDX-License-Identifier: EUPL-1.2
"""Flat programs of three-valued logic, evaluated on bit planes.

A row is one question. In ``Planes`` bit i of ``yes`` says that row i is YES, bit i of ``no`` that it is NO; neither bit: UNKNOWN;
never both. Strong Kleene logic (S. C. Kleene, Introduction to Metamathematics, 1952, par. 64) is then three integer operations,
whatever the number of rows. The operator ``first`` takes its first part where that is known and its second part elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from comity.model.truth import Truth

NOTHING: frozenset[str] = frozenset()


class Planes(NamedTuple):
    """The truth of one condition in every row."""

    yes: int
    no: int

    def at(self, row: int) -> Truth:
        """The truth in one row."""
        if self.yes >> row & 1:
            return Truth.YES
        return Truth.NO if self.no >> row & 1 else Truth.UNKNOWN


def spread(truth: Truth, rows: int) -> Planes:
    """The same truth in ``rows`` rows."""
    full = (1 << rows) - 1
    return Planes(full if truth is Truth.YES else 0, full if truth is Truth.NO else 0)


def gather(truths: Sequence[Truth]) -> Planes:
    """The planes of a column of truths."""
    yes = no = 0
    for row, truth in enumerate(truths):
        if truth is Truth.YES:
            yes |= 1 << row
        elif truth is Truth.NO:
            no |= 1 << row
    return Planes(yes, no)


class Node(NamedTuple):
    """One node; ``of`` holds earlier nodes, or the leaf's number."""

    op: str
    of: tuple[int, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Program:
    """Nodes, children before parents, and the keys of the leaves."""

    nodes: tuple[Node, ...]
    leaves: tuple[Hashable, ...]


class Builder:
    """Builds a program; equal sub-expressions become one node."""

    def __init__(self) -> None:
        self._nodes: list[Node] = []
        self._known: dict[Node, int] = {}
        self._leaves: dict[Hashable, int] = {}

    def _add(self, node: Node) -> int:
        index = self._known.get(node)
        if index is None:
            index = self._known[node] = len(self._nodes)
            self._nodes.append(node)
        return index

    def leaf(self, key: Hashable, says: str) -> int:
        """A condition that the caller fills in at evaluation."""
        return self._add(Node("leaf", (self._leaves.setdefault(key, len(self._leaves)),), says))

    def all(self, parts: Iterable[int], says: str = "") -> int:
        """True where every part is."""
        return self._group("all", tuple(parts), says)

    def any(self, parts: Iterable[int], says: str = "") -> int:
        """True where some part is."""
        return self._group("any", tuple(parts), says)

    def _group(self, op: str, parts: tuple[int, ...], says: str) -> int:
        parts = tuple(dict.fromkeys(parts))
        if len(parts) == 1 and not says:
            return parts[0]
        return self._add(Node(op, parts, says))

    def no(self, part: int, says: str = "") -> int:
        """True where the part is false."""
        return self._add(Node("not", (part,), says))

    def first(self, given: int, otherwise: int, says: str = "") -> int:
        """The first part where it is known, the second elsewhere."""
        return self._add(Node("first", (given, otherwise), says))

    def build(self) -> Program:
        """The finished program."""
        return Program(tuple(self._nodes), tuple(self._leaves))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every node's value in every row."""

    program: Program
    yes: Sequence[int]
    no: Sequence[int]
    _missing: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def planes(self, node: int) -> Planes:
        """The value of a node in all rows."""
        return Planes(self.yes[node], self.no[node])

    def at(self, node: int, row: int) -> Truth:
        """The value of a node in one row."""
        if self.yes[node] >> row & 1:
            return Truth.YES
        return Truth.NO if self.no[node] >> row & 1 else Truth.UNKNOWN

    def trace(self, node: int, row: int) -> Trace:
        """Why a node has its value in a row."""
        return Trace(self, node, row)

    def missing(self, node: int, row: int) -> frozenset[str]:
        """The leaves that keep a node unsettled in a row: empty where it is settled."""
        if (self.yes[node] | self.no[node]) >> row & 1:
            return NOTHING
        known = self._missing.get((node, row))
        if known is None:
            op, of, says = self.program.nodes[node]
            known = frozenset((says,)) if op == "leaf" else NOTHING.union(*(self.missing(part, row) for part in of))
            self._missing[node, row] = known
        return known


@dataclass(frozen=True, slots=True)
class Trace:
    """Why one node has its value in one row: a cursor on the evaluation, not a copy."""

    evaluation: Evaluation
    node: int
    row: int

    @property
    def truth(self) -> Truth:
        """The value here."""
        return self.evaluation.at(self.node, self.row)

    @property
    def op(self) -> str:
        """The operator here."""
        return self.evaluation.program.nodes[self.node].op

    @property
    def says(self) -> str:
        """The label here."""
        return self.evaluation.program.nodes[self.node].says

    @property
    def parts(self) -> tuple[Trace, ...]:
        """The parts that the value was made of."""
        op, of, _ = self.evaluation.program.nodes[self.node]
        return () if op == "leaf" else tuple(Trace(self.evaluation, part, self.row) for part in of)

    def missing(self) -> frozenset[str]:
        """The leaves that keep it unsettled."""
        return self.evaluation.missing(self.node, self.row)


def pruned(program: Program, wanted: Iterable[int]) -> tuple[Program, dict[int, int]]:
    """The part of a program that some nodes need, and where each of its nodes stands now."""
    needed: set[int] = set()
    stack = list(wanted)
    while stack:
        node = stack.pop()
        if node not in needed:
            needed.add(node)
            op, of, _ = program.nodes[node]
            stack.extend(() if op == "leaf" else of)
    places: dict[int, int] = {}
    leaves: dict[int, int] = {}
    nodes: list[Node] = []
    for node in sorted(needed):
        op, of, says = program.nodes[node]
        moved = (leaves.setdefault(of[0], len(leaves)),) if op == "leaf" else tuple(places[part] for part in of)
        places[node] = len(nodes)
        nodes.append(Node(op, moved, says))
    return Program(tuple(nodes), tuple(program.leaves[leaf] for leaf in leaves)), places


def evaluate(program: Program, fill: Callable[[Hashable], Planes], rows: int) -> Evaluation:
    """Evaluate a program over ``rows`` rows; ``fill`` gives the planes of a leaf's key."""
    conditions = [fill(key) for key in program.leaves]
    full = (1 << rows) - 1
    yes: list[int] = []
    no: list[int] = []
    for op, of, _ in program.nodes:
        if op == "leaf":
            y, n = conditions[of[0]]
        elif op == "all":
            y, n = full, 0
            for i in of:
                y &= yes[i]
                n |= no[i]
        elif op == "any":
            y, n = 0, full
            for i in of:
                y |= yes[i]
                n &= no[i]
        elif op == "not":
            y, n = no[of[0]], yes[of[0]]
        else:
            given, otherwise = of
            y = yes[given] | (yes[otherwise] & ~no[given])
            n = no[given] | (no[otherwise] & ~yes[given])
        yes.append(y)
        no.append(n)
    return Evaluation(program, yes, no)
