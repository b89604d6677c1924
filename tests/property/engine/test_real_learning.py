# SPDX-License-Identifier: EUPL-1.2
"""Learning a fact may settle an answer and never flips a settled one."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from comity.engine.assess import Assessment, assess
from comity.engine.leaves import Ledger, TruthLeaf
from comity.engine.plans import PairPlan
from comity.model.answer import Answer
from comity.model.errors import WrongInput
from comity.model.query import Row
from comity.model.truth import Truth
from property.engine.real_world import (
    CONNECTED,
    CORRECTIONS,
    Raw,
    adviser,
    derived_given,
    facts,
    offences,
    pleas,
    quick,
    raw_queries,
    read,
)

_NOT_LEARNT = CORRECTIONS | {CONNECTED}
_CLOSED = frozenset({"barred", "no-basis"})


@st.composite
def before_and_after(draw: st.DrawFn) -> tuple[Raw, Raw]:
    """A query, and the same with more facts known; perhaps the offence too."""
    first = draw(raw_queries(most=6, without=_NOT_LEARNT))
    plan = _plan(first)
    known: Mapping[str, Any] = first["facts"]  # type: ignore[assignment]
    learnt = draw(facts(plan, most=10, without={*_NOT_LEARNT, *known}))
    offence = first["offence"] or draw(offences())
    return first, {**first, "offence": offence, "facts": {**known, **learnt}}


def _plan(raw: Raw) -> PairPlan:
    return adviser().plan(str(raw["requesting"]), str(raw["requested"]), str(raw["measure"]))


def _assessed(raw: Raw) -> Assessment | None:
    """The assessment; None where given conclusions contradict the facts, which alone may be wrong."""
    try:
        return adviser().assess(read(raw))
    except WrongInput:
        given_facts: Mapping[str, object] = raw["facts"]  # type: ignore[assignment]
        assert derived_given(_plan(raw), given_facts), "wrong input without a given conclusion"
        return None


def flipped(before: Assessment, after: Assessment) -> list[str]:
    """Labels of the nodes that were settled and are something else now."""
    nodes = before.plan.program.nodes
    pairs = ((node, before.at(node, 0), after.at(node, 0)) for node in range(len(nodes)))
    changed = [(node, old, new) for node, old, new in pairs if old is not Truth.UNKNOWN and new is not old]
    return [f"{old.word} -> {new.word}: {nodes[node].says or nodes[node].op}" for node, old, new in changed]


@quick(280)
@given(before_and_after())
def test_no_node_flips(asked: tuple[Raw, Raw]) -> None:
    first, second = asked
    before, after = _assessed(first), _assessed(second)
    assume(before is not None and after is not None)
    assert before is not None
    assert after is not None
    assert not flipped(before, after)


@quick(200)
@given(before_and_after())
def test_settled_outcomes_grounds_and_verdicts_stay(asked: tuple[Raw, Raw]) -> None:
    first, second = asked
    assume(_assessed(first) is not None and _assessed(second) is not None)
    before, after = adviser().answer(read(first)), adviser().answer(read(second))
    assert not lost_outcomes(before, after)
    assert not lost_findings(before, after)
    assert verdict_stays(before.verdict, after.verdict), f"{before.verdict} became {after.verdict}"


def lost_outcomes(before: Answer, after: Answer) -> list[str]:
    """Bases whose settled outcome changed."""
    now = {basis.instrument: basis.outcome for basis in after.bases}
    return [
        f"{basis.instrument}: {basis.outcome} -> {now.get(basis.instrument)}"
        for basis in before.bases
        if basis.outcome != "unknown" and now.get(basis.instrument) != basis.outcome
    ]


def lost_findings(before: Answer, after: Answer) -> list[str]:
    """Grounds whose settled outcome changed; those of a basis that fell out meanwhile are no longer shown."""
    now = {_key(finding): finding.outcome for finding in after.findings}
    return [
        f"{_key(finding)}: {finding.outcome} -> {now[_key(finding)]}"
        for finding in before.findings
        if finding.outcome != "unknown" and finding.kind != "conflict" and now.get(_key(finding), finding.outcome) != finding.outcome
    ]


def _key(finding: Any) -> tuple[str, ...]:
    return (finding.kind, finding.ground, finding.instrument, finding.article, finding.says, finding.basis or "", finding.by)


def verdict_stays(before: str, after: str) -> bool:
    """Available stays; barred and no basis stay one of these two."""
    if before == "available":
        return after == before
    return before not in _CLOSED or after in _CLOSED


@quick(40)
@given(raw_queries(most=8), st.data())
def test_a_given_conclusion_that_contradicts_is_wrong_input(raw: Raw, data: st.DataObject) -> None:
    months = st.sampled_from([0, 6, 12, 48])
    likely: dict[str, object] = {
        "offence.dual": data.draw(st.booleans()),
        "offence.max_penalty_months.requesting": data.draw(months),
        "offence.max_penalty_months.requested": data.draw(months),
    }
    drawn: Mapping[str, object] = raw["facts"]  # type: ignore[assignment]
    given_facts: Mapping[str, object] = {**drawn, **likely}
    raw = {**raw, "measure": "extradition", "facts": given_facts}
    assessment = _assessed(raw)
    assume(assessment is not None)
    assert assessment is not None
    definitions = assessment.plan.definitions
    settled = sorted(name for name, node in definitions.items() if name not in given_facts and assessment.at(node, 0) is not Truth.UNKNOWN)
    assume(settled)
    name = data.draw(st.sampled_from(settled))
    value = assessment.at(definitions[name], 0) is Truth.YES
    adviser().assess(read({**raw, "facts": {**given_facts, name: value}}))
    with pytest.raises(WrongInput, match=name):
        adviser().assess(read({**raw, "facts": {**given_facts, name: not value}}))


@quick(60)
@given(raw_queries(), pleas())
def test_a_plea_changes_no_verdict_and_no_outcome(raw: Raw, more: list[str]) -> None:
    assume(_assessed(raw) is not None)
    before, after = adviser().answer(read({**raw, "pleas": []})), adviser().answer(read({**raw, "pleas": more}))
    assert after.verdict == before.verdict
    assert after.bases == before.bases
    assert set(more) <= {finding.ground for finding in after.findings}


def test_teeth_an_engine_that_takes_unknown_for_no_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    first = read({"requesting": "AZ", "requested": "GE", "measure": "extradition"}).rows
    second = [replace(row, facts={**row.facts, "offence.dual": True, "offence.political": False}) for row in first]
    plan = adviser().plan("AZ", "GE", "extradition")
    honest = Ledger.truth

    def hasty(self: Ledger, key: Hashable, row: Row) -> Truth:
        value = honest(self, key, row)
        return Truth.NO if isinstance(key, TruthLeaf) and value is Truth.UNKNOWN else value

    assert not flipped(assess(plan, first), assess(plan, second))
    monkeypatch.setattr(Ledger, "truth", hasty)
    assert flipped(assess(plan, first), assess(plan, second))


def test_teeth_verdicts() -> None:
    assert not verdict_stays("available", "conditional")
    assert not verdict_stays("barred", "conditional")
    assert verdict_stays("barred", "no-basis")
    assert verdict_stays("conditional", "available")
