# SPDX-License-Identifier: EUPL-1.2
"""A case before the law: the bases it relies on, what they demand and with what weight, and how it cites them."""

from __future__ import annotations

import pytest

from comity.draft.bases import bases_of
from comity.draft.case.read import read_case
from comity.draft.scene import Demand, Weight, scene_of
from comity.model.errors import WrongInput
from comity.model.law import Kind
from comity.model.truth import Truth
from unit.draft.before_the_law import TODAY, adviser, scene
from unit.draft.drafting_law import case, law


def relied(**changes: object) -> list[str]:
    return [result.plan.instrument.id for result in scene(changes).relied]


def test_what_is_relied_on() -> None:
    assert relied() == ["fx-001", "fx-002"]
    assert relied(bases=["fx-002"]) == ["fx-002"]
    assert relied(bases=["fx-002", "fx-001"]) == ["fx-002", "fx-001"], "the case says which comes first"
    assert relied(bases=["fx-005"]) == [], "it does not carry"
    assert relied(**{"facts/offence.political": True}) == ["fx-002"], "what is closed is not relied on"
    assert relied(**{"measure": "extradition", "facts/offence.political": True}) == ["fx-001"], "where all is closed, all is shown"
    assert relied(measure="inspection") == []


def weights(**changes: object) -> dict[str, tuple[Weight, Truth, str]]:
    demands = scene(changes).demands_of(Kind.CONTENT)
    return {f"{demand.rule.instrument.id} {demand.rule.article}": (demand.weight, demand.truth, demand.basis) for demand in demands}


def test_the_weight_of_demands() -> None:
    found = weights()
    assert found["fx-001 6(1)(b)"] == (Weight.FIRST, Truth.YES, "fx-001")
    assert found["fx-002 4"] == (Weight.FURTHER, Truth.YES, "fx-002")
    assert found["fx-003 2"] == (Weight.FURTHER, Truth.YES, "fx-003"), "a supplement demands beside a basis"
    assert found["xb-code 3"] == (Weight.BESIDE, Truth.YES, "")
    assert found["xa-code 7"] == (Weight.OWN, Truth.YES, "")
    assert "fx-001 6(2)" not in found
    assert weights(**{"facts/offence.fiscal": None})["fx-001 6(2)"] == (Weight.FIRST, Truth.UNKNOWN, "fx-001")
    assert weights(bases=["fx-002"])["fx-002 4"][0] is Weight.FIRST


def test_without_a_treaty_the_law_of_the_requested_state_comes_first() -> None:
    demands = scene({"bases": ["fx-005"]}).demands
    assert {demand.weight for demand in demands if demand.rule.instrument.id == "xb-code"} == {Weight.FIRST}
    assert "fx-003" not in {demand.rule.instrument.id for demand in demands}, "nothing to supplement"


def test_grounds_are_no_demands() -> None:
    kinds = {demand.kind for demand in scene().demands}
    assert Kind.CONTENT in kinds
    assert not kinds & {Kind.MUST_REFUSE, Kind.MAY_REFUSE, Kind.REQUIRE, Kind.BASIS, Kind.MAY_POSTPONE}


def test_elements_of_demands() -> None:
    before = scene()
    by_article = {demand.rule.article: demand for demand in before.demands_of(Kind.CONTENT)}
    element = before.element(by_article["6(1)(b)"])
    assert element is not None
    assert element.id == "account"
    assert before.element(by_article["6(4)"]) is None, "an element that the drafting data do not know"
    assert before.element(before.demands_of(Kind.USE_LIMIT)[0]) is None


def test_the_one_offence_stands_among_several() -> None:
    assert scene().values["offences"][0]["title"] == "Fraud"
    several = scene({"offence": None, "offences": [{"name": "fraud"}, {"name": "homicide"}]})
    assert [item["name"] for item in several.values["offences"]] == ["fraud", "homicide"]
    assert "offences" not in scene({"offence": None}).values


def test_the_telling_row_of_several_offences() -> None:
    offences = [{"name": "fraud", "penalty": {"max_months": 24}}, {"name": "homicide", "penalty": {"max_months": 6}}]
    several = scene({"measure": "extradition", "offence": None, "offences": offences})
    assert len(several.judgements) == 2
    assert several.judgement is several.judgements[several.row]
    assert several.on == TODAY


def test_what_the_law_does_not_know_is_refused() -> None:
    with pytest.raises(WrongInput):
        scene_of(read_case(case(measure="no-such")), adviser(), law()[1], TODAY)


def cited(**changes: object) -> list[tuple[str, tuple[str, ...]]]:
    return [(item.instrument.id, item.articles) for item in bases_of(scene(changes))]


def test_what_is_cited() -> None:
    assert cited() == [("fx-001", ("1",)), ("fx-002", ("1",))]
    assert cited(measure="inspection") == [("xb-code", ("1",))], "the way that the law of the requested state opens"
    assert cited(bases=["fx-005"], measure="escort") == []
    assert cited(**{"measure": "inspection", "facts/offence.fiscal": True}) == [("xb-code", ("1(2)",))], "the paragraph says enough"
    assert cited(measure="escort") == [("fx-001", ("1(2)",))], "the paragraph says enough"


def test_how_it_is_cited() -> None:
    first = bases_of(scene())[0]
    drafting = law()[1]
    assert first.words(drafting, "en").text == "General Convention, article 1"
    assert (first.words(drafting, "az").language, first.words(drafting, "az").mark.value) == ("en", "translate")


def test_demands_are_kept() -> None:
    before = scene()
    assert before.demands is before.demands
    assert all(isinstance(demand, Demand) for demand in before.demands)
