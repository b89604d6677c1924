# SPDX-License-Identifier: EUPL-1.2
"""The truth of a leaf in a row: facts of each type, facts that follow others, days that are facts."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from datetime import date

import pytest

from comity.corpus.corpus import Corpus
from comity.engine.compiler import Compiler
from comity.engine.force import timeline
from comity.engine.leaves import CompareLeaf, ForceLeaf, HoldsLeaf, KnownLeaf, Ledger, OffenceLeaf, SpanLeaf, TruthLeaf
from comity.logic.program import Planes
from comity.model.expression import Op
from comity.model.query import FactValue, OffenceAsked, Row
from comity.model.text import Text
from comity.model.truth import Truth
from comity.model.vocabulary import FactSpec, FactType, Offence, Vocabulary
from unit.engine.test_force import ACTORS, FX, N, U, Y, row

FACTS = (
    FactSpec("nationality", FactType.SET, Text("?"), unit="states"),
    FactSpec("nationality.later", FactType.SET, Text("?"), unit="states", same_as="nationality"),
    FactSpec("penalty", FactType.NUMBER, Text("?")),
)
LAW = Corpus("test", "2026-11-24", Vocabulary((), (Offence("fraud", Text("fraud")),), (), FACTS, ()), ACTORS, (FX,))
DAY = date(2010, 1, 1)


def ledger(defaults: Mapping[str, FactValue] | None = None) -> Ledger:
    found = Compiler(LAW, "XA", "XB").ledger()
    return Ledger(found.corpus, found.timelines, found.between, found.statements, defaults or {})


def truth(key: Hashable, facts: Mapping[str, FactValue] | None = None, **more: FactValue) -> Truth:
    return ledger(more).truth(key, Row(DAY, OffenceAsked("fraud"), facts or {}))


@pytest.mark.parametrize(
    ("key", "facts", "expected"),
    [
        (TruthLeaf("dual"), {}, U),
        (TruthLeaf("dual"), {"dual": True}, Y),
        (TruthLeaf("dual"), {"dual": False}, N),
        (CompareLeaf(Op.AT_LEAST, "penalty", 12.0), {}, U),
        (CompareLeaf(Op.AT_LEAST, "penalty", 12.0), {"penalty": 11.0}, N),
        (CompareLeaf(Op.AT_LEAST, "penalty", 12.0), {"penalty": 12.0}, Y),
        (CompareLeaf(Op.MORE_THAN, "penalty", 12.0), {"penalty": 12.0}, N),
        (CompareLeaf(Op.MORE_THAN, "penalty", 12.0), {"penalty": 13.0}, Y),
        (CompareLeaf(Op.AT_MOST, "penalty", 12.0), {"penalty": 12.0}, Y),
        (CompareLeaf(Op.AT_MOST, "penalty", 12.0), {"penalty": 13.0}, N),
        (CompareLeaf(Op.LESS_THAN, "penalty", 12.0), {"penalty": 12.0}, N),
        (CompareLeaf(Op.LESS_THAN, "penalty", 12.0), {"penalty": 11.0}, Y),
        (CompareLeaf(Op.LESS_THAN, "on", DAY), {"on": date(2009, 12, 31)}, Y),
        (CompareLeaf(Op.LESS_THAN, "on", DAY), {"on": DAY}, N),
        (HoldsLeaf("nationality", frozenset({"XA"})), {}, U),
        (HoldsLeaf("nationality", frozenset({"XA"})), {"nationality": frozenset({"XA", "XB"})}, Y),
        (HoldsLeaf("nationality", frozenset({"XA"})), {"nationality": frozenset({"XB"})}, N),
        (HoldsLeaf("nationality", frozenset({"XA"})), {"nationality": frozenset()}, N),
        (HoldsLeaf("nationality.later", frozenset({"XA"})), {"nationality": frozenset({"XA"})}, Y),
        (
            HoldsLeaf("nationality.later", frozenset({"XA"})),
            {"nationality": frozenset({"XA"}), "nationality.later": frozenset({"XB"})},
            N,
        ),
        (OffenceLeaf(("fraud",)), {}, Y),
        (SpanLeaf(None, None), {}, Y),
        (SpanLeaf(DAY, None), {}, Y),
        (SpanLeaf(None, DAY), {}, N),
        (SpanLeaf(date(2010, 1, 2), None), {}, N),
        (SpanLeaf(None, date(2010, 1, 2)), {}, Y),
    ],
)
def test_truth(key: Hashable, facts: Mapping[str, FactValue], expected: Truth) -> None:
    assert truth(key, facts) is expected


def test_law_of_a_side_answers_where_the_case_does_not() -> None:
    assert truth(TruthLeaf("coercive"), coercive=True) is Y
    assert truth(TruthLeaf("coercive"), {"coercive": False}, coercive=True) is N


def test_unknown_leaf_is_a_defect() -> None:
    with pytest.raises(TypeError, match="no such leaf"):
        truth("nothing")


def test_force_on_a_day_that_is_a_fact() -> None:
    instrument = replace(FX, rows=(row(in_force="2000-01-01"),))
    found = ledger()
    key = ForceLeaf("fx-001", "XA", "on")
    lines = {key: timeline(LAW, instrument, "XA")}
    of = Ledger(found.corpus, lines, found.between, found.statements, {})
    assert [of.truth(key, Row(DAY, facts=facts)) for facts in ({}, {"on": date(1999, 1, 1)}, {"on": DAY})] == [U, N, Y]


def test_planes_of_one_and_of_many_rows() -> None:
    rows = [Row(DAY, facts={"dual": True}), Row(DAY), Row(DAY, facts={"dual": False})]
    assert ledger().fill(rows)(TruthLeaf("dual")) == Planes(0b001, 0b100)
    assert ledger().fill(rows)(KnownLeaf(Y, "always")) == Planes(0b111, 0)
    for one, planes in zip(rows, (Planes(1, 0), Planes(0, 0), Planes(0, 1)), strict=True):
        assert ledger().fill([one])(TruthLeaf("dual")) == planes
