# SPDX-License-Identifier: EUPL-1.2
"""The operators on one row, against the printed tables of strong Kleene logic; the builder; the trace."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import product

import pytest

from comity.logic.program import Builder, Evaluation, Planes, evaluate, gather, spread
from comity.model.truth import Truth

N, U, Y = Truth.NO, Truth.UNKNOWN, Truth.YES

# S. C. Kleene, Introduction to Metamathematics, par. 64; the second operand across: no, unknown, yes
AND = {N: (N, N, N), U: (N, U, U), Y: (N, U, Y)}
OR = {N: (N, U, Y), U: (U, U, Y), Y: (Y, Y, Y)}
NOT = {N: Y, U: U, Y: N}
FIRST = {N: (N, N, N), U: (N, U, Y), Y: (Y, Y, Y)}


def of_two(op: str, left: Truth, right: Truth) -> Truth:
    builder = Builder()
    parts = (builder.leaf("left", "left"), builder.leaf("right", "right"))
    node = {"all": lambda: builder.all(parts), "any": lambda: builder.any(parts), "first": lambda: builder.first(*parts)}[op]()
    values = {"left": left, "right": right}
    return evaluate(builder.build(), lambda key: spread(values[str(key)], 1), 1).at(node, 0)


@pytest.mark.parametrize(("op", "table"), [("all", AND), ("any", OR), ("first", FIRST)])
@pytest.mark.parametrize(("left", "right"), list(product(Truth, Truth)))
def test_tables(op: str, table: dict[Truth, tuple[Truth, ...]], left: Truth, right: Truth) -> None:
    assert of_two(op, left, right) is table[left][right]


@pytest.mark.parametrize("truth", list(Truth))
def test_not(truth: Truth) -> None:
    builder = Builder()
    node = builder.no(builder.leaf("a", "a"))
    assert evaluate(builder.build(), lambda _: spread(truth, 1), 1).at(node, 0) is NOT[truth]


def test_groups_of_nothing() -> None:
    """All of nothing is true, any of nothing is not."""
    builder = Builder()
    every, some = builder.all([], "all of nothing"), builder.any([], "any of nothing")
    values = evaluate(builder.build(), lambda _: spread(U, 3), 3)
    assert [values.at(every, row) for row in range(3)] == [Y, Y, Y]
    assert [values.at(some, row) for row in range(3)] == [N, N, N]


def test_planes() -> None:
    planes = gather([Y, N, U, Y])
    assert planes == Planes(0b1001, 0b0010)
    assert [planes.at(row) for row in range(4)] == [Y, N, U, Y]
    assert spread(Y, 3) == Planes(0b111, 0)
    assert spread(N, 3) == Planes(0, 0b111)
    assert spread(U, 3) == Planes(0, 0)
    assert gather([]) == Planes(0, 0)


def test_equal_parts_become_one_node() -> None:
    builder = Builder()
    a, b = builder.leaf("a", "a"), builder.leaf("b", "b")
    assert builder.leaf("a", "a") == a
    assert builder.all([a, b]) == builder.all([a, b])
    assert builder.all([a, b]) != builder.all([b, a])  # the order is that of the law
    assert builder.all([a, b], "named") != builder.all([a, b])
    assert builder.no(a) == builder.no(a)
    program = builder.build()
    assert len(program.nodes) == len(set(program.nodes))
    assert program.leaves == ("a", "b")


def test_one_leaf_with_two_labels_is_filled_once() -> None:
    builder = Builder()
    one, other = builder.leaf("a", "a of one"), builder.leaf("a", "a of another")
    asked: list[Hashable] = []

    def fill(key: Hashable) -> Planes:
        asked.append(key)
        return spread(Y, 1)

    values = evaluate(builder.build(), fill, 1)
    assert one != other
    assert asked == ["a"]
    assert values.at(one, 0) is values.at(other, 0) is Y


def test_group_of_one() -> None:
    """Without words of its own it is that one; with words it stays, for the reader."""
    builder = Builder()
    a = builder.leaf("a", "a")
    assert builder.all([a]) == builder.any([a, a]) == a
    assert builder.all([a], "requirements") != a


def example() -> tuple[Evaluation, int]:
    """All of: a; not b; c, or else d."""
    builder = Builder()
    a, b, c, d = (builder.leaf(name, name) for name in "abcd")
    node = builder.all([a, builder.no(b), builder.first(c, d, "c or as d says")], "root")
    rows = {"a": [Y, Y, N, U], "b": [N, U, U, N], "c": [U, U, U, Y], "d": [Y, U, Y, N]}
    return evaluate(builder.build(), lambda key: gather(rows[str(key)]), 4), node


def test_missing() -> None:
    values, node = example()
    assert [values.at(node, row) for row in range(4)] == [Y, U, N, U]
    assert [values.missing(node, row) for row in range(4)] == [frozenset(), {"b", "c", "d"}, frozenset(), {"a"}]


def test_trace_is_a_cursor_on_the_evaluation() -> None:
    values, node = example()
    trace = values.trace(node, 1)
    assert (trace.op, trace.says, trace.truth) == ("all", "root", U)
    assert trace.missing() == values.missing(node, 1)
    a, negation, first = trace.parts
    assert (a.op, a.says, a.truth, a.parts) == ("leaf", "a", Y, ())
    assert (negation.op, negation.truth, negation.parts[0].says) == ("not", U, "b")
    assert (first.op, first.says, [part.says for part in first.parts]) == ("first", "c or as d says", ["c", "d"])
    assert values.planes(node) == Planes(0b0001, 0b0100)
