# SPDX-License-Identifier: EUPL-1.2
"""One evaluator: row i of many rows has the values of that row alone, at every node."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.advise.judge import judge
from comity.advise.listing import basis_of, listing
from comity.engine.assess import Assessment, assess
from comity.engine.plans import PairPlan
from comity.logic import program
from comity.logic.program import Evaluation, Planes
from comity.model.errors import WrongInput
from comity.model.query import Row
from property.engine.real_world import Raw, adviser, days, facts, measures, offences, pairs, quick, read


@st.composite
def questions_of_a_pair(draw: st.DrawFn) -> list[Raw]:
    """Several questions about one pair and measure."""
    requesting, requested = draw(pairs())
    measure = draw(measures())
    plan = adviser().plan(requesting, requested, measure)
    raw: Raw = {"requesting": requesting, "requested": requested, "measure": measure}
    count = draw(st.integers(2, 7))
    return [{**raw, "on": draw(days()).isoformat(), "offence": draw(offences()), "facts": draw(facts(plan))} for _ in range(count)]


def plan_and_rows(asked: list[Raw]) -> tuple[PairPlan, list[Row]]:
    """The compiled law of the pair, and the questions as rows."""
    queries = [read(raw) for raw in asked]
    plan = adviser().plan(queries[0].requesting, queries[0].requested, queries[0].measure)
    return plan, [row for query in queries for row in query.rows]


def differing(plan: PairPlan, rows: list[Row]) -> list[str]:
    """Labels of the nodes at which a row of the batch differs from the row alone."""
    many = assess(plan, rows)
    found = []
    for i, row in enumerate(rows):
        one = assess(plan, [row])
        nodes = [node for node in range(len(plan.program.nodes)) if many.at(node, i) is not one.at(node, 0)]
        found += [f"row {i}, node {node}: {plan.program.nodes[node].says}" for node in nodes]
    return found


@quick(150)
@given(questions_of_a_pair())
def test_row_of_a_batch_equals_the_single_answer(asked: list[Raw]) -> None:
    plan, rows = plan_and_rows(asked)
    assert not differing(plan, rows)
    many = assess(plan, rows)
    for i, row in enumerate(rows):
        assert _read(many, i) == _read(assess(plan, [row]), 0)


def _read(assessment: Assessment, row: int) -> object:
    """Everything that is read from the values of a row."""
    judgement = judge(assessment, row)
    entries = listing(assessment, row, judgement.results)
    bases = [basis_of(assessment, row, entry, 1, "en") for entry in entries.entries]
    grounds = [(g.rule.provision.id, g.truth, g.mandatory) for result in judgement.results for g in result.grounds]
    return judgement.verdict, bases, grounds, entries.unchecked


@quick(60)
@given(questions_of_a_pair())
def test_planes_are_never_both_yes_and_no(asked: list[Raw]) -> None:
    plan, rows = plan_and_rows(asked)
    values = assess(plan, rows).values
    full = (1 << len(rows)) - 1
    for yes, no in zip(values.yes, values.no, strict=True):
        assert not yes & no
        assert (yes | no) | full == full


def test_teeth_an_evaluator_that_leaks_between_rows_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = adviser().plan("AZ", "GE", "extradition")
    base: Raw = {"requesting": "AZ", "requested": "GE", "measure": "extradition"}
    rows = [*read({**base, "facts": {"offence.dual": True}}).rows, *read({**base, "facts": {"offence.dual": False}}).rows]
    assert not differing(plan, rows)
    right = program.evaluate

    def leaking(what: program.Program, fill: Callable[[Hashable], Planes], count: int) -> Evaluation:
        values = right(what, fill, count)
        return Evaluation(what, [yes | (yes << 1) & ((1 << count) - 1) for yes in values.yes], list(values.no))

    monkeypatch.setattr("comity.engine.assess.evaluate", leaking)
    assert differing(plan, rows)


def test_unknown_fact_is_wrong_input() -> None:
    with pytest.raises(WrongInput, match="unknown fact"):
        read({"requesting": "AZ", "requested": "GE", "measure": "extradition", "facts": {"offence.dull": True}})
