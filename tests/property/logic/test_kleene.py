# SPDX-License-Identifier: EUPL-1.2
"""The evaluator against the textbook: strong Kleene logic is min, max and 2 - x on no < unknown < yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from hypothesis import assume, example, given
from hypothesis import strategies as st

from comity.logic.program import Builder, Evaluation, Trace, evaluate, gather, spread
from comity.model.truth import Truth

LEAVES = ("a", "b", "c", "d", "e")
Row = Mapping[str, Truth]


@dataclass(frozen=True)
class Formula:
    """A formula as a tree, apart from the program under test."""

    op: str
    of: tuple[Formula, ...] = ()
    leaf: str = ""

    def truth(self, row: Row) -> Truth:
        """The definition, word for word."""
        parts = [part.truth(row) for part in self.of]
        match self.op:
            case "leaf":
                return row[self.leaf]
            case "all":
                return min(parts, default=Truth.YES)
            case "any":
                return max(parts, default=Truth.NO)
            case "not":
                return Truth(2 - parts[0])
            case _:
                return parts[0] if parts[0] is not Truth.UNKNOWN else parts[1]

    def build(self, builder: Builder) -> int:
        """The node of the program."""
        parts = [part.build(builder) for part in self.of]
        match self.op:
            case "leaf":
                return builder.leaf(self.leaf, self.leaf)
            case "all":
                return builder.all(parts)
            case "any":
                return builder.any(parts)
            case "not":
                return builder.no(parts[0])
            case _:
                return builder.first(parts[0], parts[1])

    def leaves(self) -> frozenset[str]:
        """The leaves."""
        return frozenset({self.leaf} if self.op == "leaf" else {name for part in self.of for name in part.leaves()})

    def given(self) -> frozenset[str]:
        """The leaves on which the first part of some ``first`` hangs: conclusions that are given, and win."""
        within = frozenset(name for part in self.of for name in part.given())
        return within | self.of[0].leaves() if self.op == "first" else within


def leaf(name: str) -> Formula:
    return Formula("leaf", leaf=name)


def larger(parts: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    """Formulas of formulas."""
    several = st.lists(parts, max_size=4).map(tuple)
    return st.one_of(
        st.builds(Formula, st.sampled_from(["all", "any"]), several),
        st.builds(Formula, st.just("not"), st.tuples(parts)),
        st.builds(Formula, st.just("first"), st.tuples(parts, parts)),
    )


FORMULAS = st.recursive(st.sampled_from(LEAVES).map(leaf), larger, max_leaves=20)
ROWS = st.lists(st.fixed_dictionaries({name: st.sampled_from(Truth) for name in LEAVES}), min_size=1, max_size=70)


@st.composite
def read_once(draw: st.DrawFn, operators: tuple[str, ...] = ("all", "any")) -> Formula:
    """A formula in which each leaf stands once."""
    parts = [leaf(name) for name in LEAVES[: draw(st.integers(1, len(LEAVES)))]]
    while len(parts) > 1:
        number = draw(st.integers(2, len(parts)))
        op = draw(st.sampled_from(operators))
        number = 2 if op == "first" else number
        group = Formula(op, tuple(parts[:number]))
        parts = [*parts[number:], Formula("not", (group,)) if draw(st.booleans()) else group]
    return parts[0]


def run(formula: Formula, rows: Sequence[Row]) -> tuple[Evaluation, int]:
    builder = Builder()
    node = formula.build(builder)
    return evaluate(builder.build(), lambda key: gather([row[str(key)] for row in rows]), len(rows)), node


@given(FORMULAS, ROWS)
def test_equals_the_textbook_in_every_row(formula: Formula, rows: list[Row]) -> None:
    values, node = run(formula, rows)
    assert [values.at(node, row) for row in range(len(rows))] == [formula.truth(row) for row in rows]


@given(FORMULAS, ROWS)
def test_row_of_many_equals_the_single_evaluation(formula: Formula, rows: list[Row]) -> None:
    values, node = run(formula, rows)
    for number, row in enumerate(rows):
        single, own = run(formula, [row])
        assert values.at(node, number) is single.at(own, 0)
        assert values.missing(node, number) == single.missing(own, 0)


@given(FORMULAS, ROWS)
def test_planes_never_overlap_nor_leave_their_rows(formula: Formula, rows: list[Row]) -> None:
    values, _ = run(formula, rows)
    for yes, no in zip(values.yes, values.no, strict=True):
        assert yes & no == 0
        assert (yes | no) >> len(rows) == 0


@given(FORMULAS)
def test_children_stand_before_parents(formula: Formula) -> None:
    builder = Builder()
    formula.build(builder)
    nodes = builder.build().nodes
    assert all(part < index for index, node in enumerate(nodes) if node.op != "leaf" for part in node.of)


@given(FORMULAS, ROWS, st.sampled_from(LEAVES), st.sampled_from([Truth.YES, Truth.NO]))
def test_learning_never_flips_what_is_settled(formula: Formula, rows: list[Row], name: str, truth: Truth) -> None:
    """A given conclusion may contradict what is derived: that is wrong input (CONTRACT, "Facts"), not learning."""
    assume(name not in formula.given())
    before, node = run(formula, rows)
    after, _ = run(formula, [{**row, name: truth} if row[name] is Truth.UNKNOWN else row for row in rows])
    for number in range(len(rows)):
        assert before.at(node, number) in (Truth.UNKNOWN, after.at(node, number))


CONTRADICTED = Formula("any", (Formula("not", (leaf("d"),)), Formula("all", (leaf("a"), Formula("first", (leaf("d"), leaf("b")))))))
"""To learn the conclusion ``d`` may contradict ``b``, from which it was derived; then ``a`` decides, which was of no matter before."""


@given(FORMULAS, ROWS)
@example(CONTRADICTED, [dict.fromkeys(LEAVES, Truth.UNKNOWN) | {"b": Truth.NO}])
def test_missing_is_empty_where_settled_and_enough_where_not(formula: Formula, rows: list[Row]) -> None:
    """Exactly the unsettled answers miss something, only unknown leaves are missing, and to learn them all settles the answer.

    A given conclusion may contradict what is derived: that is wrong input (CONTRACT, "Facts"), not learning.
    """
    values, node = run(formula, rows)
    for number, row in enumerate(rows):
        missing = values.missing(node, number)
        assert bool(missing) == (values.at(node, number) is Truth.UNKNOWN)
        assert all(row[name] is Truth.UNKNOWN for name in missing)
        for truths in () if missing & formula.given() else product([Truth.YES, Truth.NO], repeat=len(missing)):
            assert formula.truth({**row, **dict(zip(sorted(missing), truths, strict=True))}) is not Truth.UNKNOWN


@given(read_once(), ROWS)
def test_missing_are_the_leaves_that_can_decide(formula: Formula, rows: list[Row]) -> None:
    """Where each leaf stands once, a leaf is missing exactly if, some of the others learnt, it alone decides."""
    values, node = run(formula, rows[:5])
    for number, row in enumerate(rows[:5]):
        assert values.missing(node, number) == deciding(formula, row)


@given(read_once(("all", "any", "first")), ROWS)
def test_each_missing_leaf_can_decide(formula: Formula, rows: list[Row]) -> None:
    """The same with given conclusions; one that would only contradict what is settled is not missing."""
    values, node = run(formula, rows[:5])
    for number, row in enumerate(rows[:5]):
        assert values.missing(node, number) <= deciding(formula, row)


def deciding(formula: Formula, row: Row) -> frozenset[str]:
    unknown = [name for name in sorted(formula.leaves()) if row[name] is Truth.UNKNOWN]
    return frozenset(name for name in unknown if decides(formula, row, name, [other for other in unknown if other != name]))


def decides(formula: Formula, row: Row, name: str, others: Sequence[str]) -> bool:
    """Whether, with some of the others learnt, the answer is open and to learn this one settles it."""
    for truths in product(Truth, repeat=len(others)):
        learnt = {**row, **dict(zip(others, truths, strict=True))}
        if formula.truth(learnt) is Truth.UNKNOWN and any(
            formula.truth({**learnt, name: truth}) is not Truth.UNKNOWN for truth in (Truth.YES, Truth.NO)
        ):
            return True
    return False


@given(FORMULAS, ROWS)
def test_trace_is_the_computation(formula: Formula, rows: list[Row]) -> None:
    """Each node of the trace follows from its parts by the textbook, down to the leaves."""
    values, node = run(formula, rows)
    for number, row in enumerate(rows[:5]):
        trace = values.trace(node, number)
        assert trace.truth is formula.truth(row)
        assert trace.missing() == values.missing(node, number)
        follow(trace, row)


def follow(trace: Trace, row: Row) -> None:
    if trace.op == "leaf":
        assert trace.parts == ()
        assert trace.truth is row[trace.says]
        return
    level = Formula(trace.op, tuple(leaf(str(number)) for number in range(len(trace.parts))))
    assert trace.truth is level.truth({str(number): part.truth for number, part in enumerate(trace.parts)})
    for part in trace.parts:
        follow(part, row)


@given(st.lists(st.sampled_from(Truth), max_size=200))
def test_gather_and_at_are_inverse(truths: list[Truth]) -> None:
    planes = gather(truths)
    assert [planes.at(row) for row in range(len(truths))] == truths


@given(st.sampled_from(Truth), st.integers(1, 100))
def test_spread_is_gather_of_the_same(truth: Truth, rows: int) -> None:
    assert spread(truth, rows) == gather([truth] * rows)
