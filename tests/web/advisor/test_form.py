# SPDX-License-Identifier: EUPL-1.2
"""The form: what it offers, what it understands, what it says of what it does not understand."""

from __future__ import annotations

import pytest
from django.test import Client

from comity.web.advisor import words as wording
from comity.web.advisor.views import names
from comity.web.knowledge import adviser
from web.advisor.advice_reading import BASE, answered, errors, every, parsed, words


def test_it_asks_on_behalf_of_the_own_state_today(officer: Client) -> None:
    tree = parsed(officer.get("/advice/"))
    assert every(tree, id="requesting")[0].get("value") == "Azerbaijan (AZ)"
    assert len(every(tree, id="on")[0].get("value")) == len("2026-11-24")
    assert len(every(every(tree, id="measures")[0], "input")) == len(adviser().corpus.measures)
    assert every(tree, "form", action="/advice/answer/")[0].get("method") == "get"


def test_every_family_of_measures_says_what_one_wants_to_achieve() -> None:
    assert {measure.family for measure in adviser().corpus.vocabulary.measures} <= set(wording.FAMILIES)


@pytest.mark.parametrize("name", ["Georgia", "Gürcüstan", "грузия", "géorgie", "GEORGIE", "ge", "Georgia (GE)"])
def test_actors_are_found_in_any_language_and_by_code(officer: Client, name: str) -> None:
    assert "requested=GE&" in officer.get("/advice/answer/", {**BASE, "requested": name})["Location"]


@pytest.mark.parametrize(("typed", "code"), [("gruziya", "GE"), ("Azerbaydzhan", "AZ"), ("Rossiya", "RU"), ("turkiye", "TR")])
def test_cyrillic_names_are_found_in_latin_letters(typed: str, code: str) -> None:
    assert names().actors(typed) == (code,)


def test_what_may_be_meant_is_named(officer: Client) -> None:
    said = errors(officer.get("/advice/answer/", {**BASE, "requested": "Gruzia"}))["requested"]
    assert "did you mean Georgia (GE)" in said
    assert names().near_offences("otmyvanie") == ["money-laundering"]


@pytest.mark.parametrize("name", ["Отмывание денег (легализация преступных доходов)", "blanchiment d’argent", "MONEY LAUNDERING"])
def test_offences_are_found_in_any_language(officer: Client, name: str) -> None:
    assert officer.get("/advice/answer/", {**BASE, "offence": name})["Location"].endswith("offence=money-laundering")


def test_other_words_for_an_offence_are_kept(officer: Client) -> None:
    page = answered(officer, offence="selling the moon")
    assert "selling the moon" in words(parsed(page))
    assert page.context["asked"].query.rows[0].offence.name == "selling the moon"


def test_measures_are_searched_in_any_language_and_the_chosen_one_stays(officer: Client) -> None:
    tree = parsed(officer.get("/advice/measures/", {"find": "банк счет", "measure": "extradition"}))
    found = [item.get("value") for item in every(tree, "input")]
    assert "bank-records" in found
    assert found.count("extradition") == 1
    assert "checked" in every(tree, id="measure-extradition")[0].attrib
    assert "Nothing is called" in words(parsed(officer.get("/advice/measures/", {"find": "zzz"})))


def test_the_search_works_without_scripts_and_loses_nothing(officer: Client) -> None:
    given = {"find": "bank", "requested": "Geor", "offence": "my words", "purpose": "prosecution", "fact": "offence.dual", "value": "y"}
    tree = parsed(officer.get("/advice/", given))
    assert every(tree, id="requested")[0].get("value") == "Geor"
    assert every(tree, id="offence")[0].get("value") == "my words"
    assert every(every(tree, id="purpose")[0], "option", selected="")[0].get("value") == "prosecution"
    assert every(tree, id="fact-1")[0].get("value") == "offence.dual"
    assert every(tree, id="value-1")[0].get("value") == "y"
    assert 0 < len(every(every(tree, id="measures")[0], "input")) < 10


WRONG = {
    "requesting": "Nowhere",
    "requested": "Azerb",
    "measure": "teleport",
    "on": "yesterday",
    "offence_on": "2026-13-01",
    "purpose": "fun",
    "stage": "stage left",
    "role": "hero",
    "nationality": "Martian",
    "fact.offence.dual": "perhaps",
    "fact.sentence.imposed_months": "many",
    "fact.asset.value": "100 USD",
    "fact.request.decision_on": "soon",
    "fact.person.residence": "the moon",
    "fact.transfer.sentencing_state": "both of them",
    "fact.no.such.fact": "1",
}


@pytest.mark.parametrize("field", WRONG)
def test_every_field_says_what_is_wrong_and_keeps_what_was_typed(officer: Client, field: str) -> None:
    page = officer.get("/advice/answer/", {**BASE, field: WRONG[field]})
    assert page.status_code == 422
    assert list(errors(page)) == [field]
    tree = parsed(page)
    if field != "measure":
        element = every(tree, id=field)[0]
        kept = element.get("value") or [option.get("value") for option in every(element, "option", selected="")][-1]
        assert kept == WRONG[field]
        assert f"{field}-error" in element.get("aria-describedby")
    for name, value in BASE.items():
        if name != field:
            shown = every(tree, id=f"measure-{value}" if name == "measure" else name)[0]
            assert shown.get("value") in (value, "Azerbaijan (AZ)", "Georgia (GE)", "Money laundering")


def test_all_that_is_missing_is_said_at_once(officer: Client) -> None:
    assert list(errors(officer.get("/advice/answer/"))) == ["requesting", "requested", "measure"]


def test_further_facts_by_name_or_question(officer: Client) -> None:
    asks = adviser().corpus.facts["offence.political"].asks.ru
    given = {**BASE, "fact": ["offence.dual", asks, ""], "value": ["YES", "нет", ""]}
    location = officer.get("/advice/answer/", given)["Location"]
    assert location.endswith("&fact.offence.dual=yes&fact.offence.political=no")


def test_further_facts_that_are_wrong(officer: Client) -> None:
    given = {**BASE, "fact": ["whatever", "offence.dual", "offence.political"], "value": ["yes", "", "maybe"]}
    page = officer.get("/advice/answer/", given)
    assert list(errors(page)) == ["fact-1", "value-2", "value-3"]
    assert [element.get("value") for element in every(parsed(page), "input", name="value")] == ["yes", "", "maybe", ""]


def test_the_same_side_twice_and_a_fact_given_twice(officer: Client) -> None:
    assert list(errors(officer.get("/advice/answer/", {**BASE, "requested": "Azerbaijan"}))) == ["requested"]
    given = {**BASE, "fact.offence.dual": "yes", "fact": "offence.dual", "value": "no"}
    assert list(errors(officer.get("/advice/answer/", given))) == ["value-1"]


def test_a_fact_that_contradicts_the_others(officer: Client) -> None:
    given = {"fact.offence.max_penalty_months.requesting": "60", "fact.offence.serious": "no"}
    page = answered(officer, **given)
    assert (page.status_code, list(errors(page))) == (422, ["fact.offence.serious"])
    further = {**BASE, "fact.offence.max_penalty_months.requesting": "60", "fact": "offence.serious", "value": "no"}
    assert list(errors(officer.get("/advice/answer/", further))) == ["value-1"]


@pytest.mark.parametrize("written", ["24.11.2026", "24/11/2026", "2026-11-24"])
def test_days_as_people_write_them(officer: Client, written: str) -> None:
    assert "on=2026-11-24" in officer.get("/advice/answer/", {**BASE, "on": written}, follow=True).request["QUERY_STRING"]


def test_purpose_and_role_in_the_words_of_the_user(officer: Client) -> None:
    page = answered(officer, purpose="prosecution", stage="investigation", role="suspect", nationality="Азербайджан, GE")
    assert page.context["asked"].fields["nationality"] == "AZ,GE"
    assert page.context["asked"].query.rows[0].facts["person.nationality"] == frozenset({"AZ", "GE"})
    assert "Azerbaijan, Georgia" in words(parsed(page))
