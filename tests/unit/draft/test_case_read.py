# SPDX-License-Identifier: EUPL-1.2
"""A case file is read into types or refused with place, reason and advice; the query in it, with the facts that its parts settle."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import inf
from typing import Any

import pytest

from comity.draft.case.case import Case, Summary
from comity.draft.case.read import MOST_ITEMS, plain, query_of, read_case
from comity.draft.case.shape import PlaceKind, Shape, shapes
from comity.draft.request_file import case_in
from comity.model.errors import WrongInput
from comity.model.query import Query
from unit.draft.before_the_law import TODAY
from unit.draft.drafting_law import GOOD, LONG_ENOUGH, case, law

SHORT = {"requesting": "XA", "requested": "XB", "measure": "bank-records"}


def test_the_good_case_comes_back() -> None:
    read = read_case(GOOD)
    assert plain(read) == {**GOOD, "case": {key: value for key, value in GOOD["case"].items() if key != "language"}}, (
        "a default is not written"
    )
    assert read_case(plain(read)) == read
    assert isinstance(read.summary, Summary)
    assert read.offence is not None
    assert read.offence.on == date(2025, 3, 1)


def test_a_query_is_a_case() -> None:
    assert read_case(SHORT) == Case(requesting="XA", requested="XB", measure="bank-records")
    assert plain(read_case(SHORT)) == SHORT, "what is empty is not written"


def test_null_is_absent() -> None:
    assert read_case(case({"offence/on": None}) | {"on": None, "lang": None}) == read_case(case({"offence/on": None, "on": None}))
    assert read_case(SHORT | {"persons": [{"id": "p", "role": "suspect", "minor": None}]}).persons[0].minor is None


def test_words_of_yaml_become_numbers_days_and_truth() -> None:
    read = read_case(case({"offence/penalty": {"max_months": "96"}, "annexes/0/pages": "3", "signatories/0/sealed": "true"}))
    assert read.offence is not None
    assert read.offence.penalty is not None
    assert (read.offence.penalty.max_months, read.annexes[0].pages, read.signatories[0].sealed) == (96, 3, True)


WRONG: tuple[tuple[str, Mapping[str, object], str, str, str], ...] = (
    ("missing key", {"requesting": None}, "case file", "requesting is missing", "add it"),
    ("missing key within", {"persons/0/role": None}, "persons[0]", "role is missing", "add it"),
    ("missing key of a summary", {"summary/what": None}, "summary", "what is missing", "add it"),
    ("unknown field", {"perons": []}, "case file", "unknown field 'perons'", "did you mean persons or person?"),
    ("unknown field within", {"persons/0/nams": []}, "persons[0]", "unknown field 'nams'", "did you mean names?"),
    ("unknown field of a summary", {"summary/wen": "x"}, "summary", "unknown field 'wen'", "did you mean"),
    ("unknown field unlike any", {"case/zzz": 1}, "case", "unknown field 'zzz'", "use one of: reference, reference_requested"),
    ("wrong type: a list", {"persons": "nobody"}, "persons", "expected `array`, got `str`", "docs/case-file.md"),
    ("wrong type: a mapping", {"case": []}, "case", "expected `object`, got `array`", "docs/case-file.md"),
    ("wrong type: an item", {"accounts/0": 5}, "accounts[0]", "expected `object`, got `int`", "docs/case-file.md"),
    ("wrong type: text", {"case/reference": ["R"]}, "case.reference", "expected `str`, got `array`", "docs/case-file.md"),
    ("wrong type: a number", {"offence/penalty": {"max_months": "many"}}, "offence.penalty.max_months", "got `str`", "docs/case-file.md"),
    ("wrong type: truth", {"confidentiality": {"keep": "perhaps"}}, "confidentiality.keep", "expected `bool`", "docs/case-file.md"),
    ("wrong type: a summary", {"summary": 5}, "summary", "got `int`", "docs/case-file.md"),
    ("word of no list", {"persons/0/role": "boss"}, "persons[0].role", "invalid enum value 'boss'", "docs/case-file.md"),
    ("word that is no day either", {"persons/0/role": "update"}, "persons[0].role", "invalid enum value 'update'", "docs/case-file.md"),
    ("language of free text", {"summary/what": {"de": "x"}}, "summary.what", "invalid enum value 'de'", "docs/case-file.md"),
    ("30 February", {"offence/on": "2025-02-30"}, "offence.on", "no day of the calendar", "2026-11-24"),
    ("month 13", {"on": "2026-13-01"}, "on", "no day of the calendar", "2026-11-24"),
    ("a day as a number", {"offence/on": 20250301}, "offence.on", "no day of the calendar", "2026-11-24"),
    ("a day with an hour", {"orders/0/on": "2025-03-01T10:00:00"}, "orders[0].on", "no day of the calendar", "2026-11-24"),
    ("a day of words", {"asked/period": {"from": "in March"}}, "asked.period.from", "no day of the calendar", "2026-11-24"),
    ("negative months", {"offence/penalty": {"max_months": -1}}, "offence.penalty.max_months", ">= 0", "docs/case-file.md"),
    ("a number beyond reason", {"offence/penalty": {"max_months": 10**30}}, "offence.penalty.max_months", "<=", "docs/case-file.md"),
    ("no number", {"offence/damage": {"amount": "nan", "currency": "EUR"}}, "offence.damage.amount", "expected", "docs/case-file.md"),
    ("infinite", {"offence/damage": {"amount": inf, "currency": "EUR"}}, "offence.damage.amount", "is no number", "a number"),
    ("infinite where a day stands", {"on": inf}, "on", "no day of the calendar", "2026-11-24"),
    ("infinite where text stands", {"case/reference": inf}, "case.reference", "expected `str`, got `float`", "docs/case-file.md"),
    ("infinite fact", {"facts/asset.value": inf}, "facts.asset.value", "inf is no number", "write a number"),
    ("infinite fact in a list", {"facts/asset.value": [1, -inf]}, "facts.asset.value[1]", "-inf is no number", "write a number"),
    ("infinite fact without a name", {"facts": {"": inf}}, "facts['']", "inf is no number", "write a number"),
    ("infinite fact with a name of two lines", {"facts": {"a\nb": inf}}, "facts['a\\nb']", "inf is no number", "write a number"),
    ("infinite field without a name", {"": inf}, "case file", "unknown field ''", "use one of: schema, id"),
    ("infinite field that is unknown", {"persons/0/A0": inf}, "persons[0]", "unknown field 'A0'", "use one of: id, link, role"),
    ("many items without a name", {"": ["x"] * 3_000}, "case file['']", "more than", "annex"),
    ("currency", {"offence/damage": {"amount": 1, "currency": "euro"}}, "offence.damage.currency", "matching regex", "docs/case-file.md"),
    ("hash", {"annexes/0/sha256": "zz"}, "annexes[0].sha256", "matching regex", "docs/case-file.md"),
    ("long line", {"case/reference": "x" * 401}, "case.reference", "length <= 400", "docs/case-file.md"),
    ("long text", {"summary/what": "x" * 40_001}, "summary.what", "length <= 40000", "docs/case-file.md"),
    ("empty code", {"requesting": ""}, "requesting", "length >= 1", "docs/case-file.md"),
    ("language code", {"annexes/0/language": "English"}, "annexes[0].language", "matching regex", "docs/case-file.md"),
    ("schema", {"schema": "comity.case/2"}, "schema", "the schema is 'comity.case/2'", "write comity.case/1"),
    ("no schema", {"schema": ["x"]}, "schema", "the schema is \"['x']\"", "write comity.case/1"),
    ("many items", {"persons": [{"id": "p", "role": "suspect"}] * (MOST_ITEMS + 1)}, "persons", f"more than {MOST_ITEMS} items", "annex"),
    ("many items within", {"asked/items": ["x"] * 3_000}, "asked.items", f"more than {MOST_ITEMS} items", "annex"),
    ("many items of a fact", {"facts/person.nationality": ["XA"] * 3_000}, "facts.person.nationality", "more than", "annex"),
)


@pytest.mark.parametrize(("changes", "where", "what", "do"), [entry[1:] for entry in WRONG], ids=[entry[0] for entry in WRONG])
def test_wrong_values_are_refused(changes: Mapping[str, object], where: str, what: str, do: str) -> None:
    with pytest.raises(WrongInput) as error:
        read_case(case(changes))
    assert error.value.where == where
    assert what in error.value.what
    assert do in error.value.do


@pytest.mark.parametrize("key", [1, None, ("a",)])
def test_a_key_that_is_no_text(key: object) -> None:
    with pytest.raises(WrongInput) as error:
        read_case(SHORT | {"facts": {key: True}})
    assert (error.value.where, error.value.what.startswith("expected `str`")) == ("facts", True)


@pytest.mark.parametrize("raw", [None, 5, "text", [], [SHORT], True])
def test_no_case(raw: object) -> None:
    with pytest.raises(WrongInput, match="this is no case"):
        read_case(raw)


@pytest.mark.parametrize("levels", [30, 900, 100_000])
@pytest.mark.parametrize("where", ["facts", "persons"])
def test_deep_nesting(where: str, levels: int) -> None:
    deep: Any = []
    for number in range(levels):
        deep = [deep] if number % 2 else {"a": deep}
    with pytest.raises(WrongInput, match="nested deeper"):
        read_case(SHORT | {where: {"x": deep}})
    while deep:  # taken apart step by step: the interpreter would recurse
        (deep,) = deep.values() if isinstance(deep, dict) else deep


def test_long_lists_below_the_limit_are_read() -> None:
    assert len(read_case(case({"asked/items": ["x"] * MOST_ITEMS})).asked.items) == MOST_ITEMS


def test_a_field_with_a_hostile_name_is_refused() -> None:
    for name in ("x`\n` - at `$.y", "", "\x1b[2J", "__proto__", "a" * 10_000):
        with pytest.raises(WrongInput) as error:
            read_case(SHORT | {name: 1})
        assert error.value.where
        assert error.value.do


# -- the case in a request


def test_a_request_carries_its_case() -> None:
    assert case_in({"schema": "comity.request/1", "case": SHORT}) == SHORT
    assert case_in(SHORT) == SHORT
    assert case_in("text") == "text"


@pytest.mark.parametrize("raw", [{"schema": "comity.request/1"}, {"schema": "comity.request/1", "case": [SHORT]}])
def test_a_request_without_a_case(raw: object) -> None:
    with pytest.raises(WrongInput, match="this request holds no case") as error:
        case_in(raw)
    assert error.value.where == "case"


def test_a_request_of_another_schema() -> None:
    with pytest.raises(WrongInput, match=r"schema: the schema is 'comity.request/2'"):
        read_case(case_in({"schema": "comity.request/2", "case": SHORT}))


# -- the query in a case


def query(changes: Mapping[str, object] | None = None, **more: object) -> Query:
    return query_of(read_case(case(changes, **more)), *law(), TODAY)


def facts(changes: Mapping[str, object] | None = None, **more: object) -> dict[str, object]:
    (row,) = query(changes, **more).rows
    return dict(row.facts)


def test_the_query() -> None:
    asked = query({"id": "q7", "lang": "fr"})
    assert (asked.requesting, asked.requested, asked.measure, asked.id, asked.lang) == ("XA", "XB", "bank-records", "q7", "fr")
    assert asked.rows[0].on == date(2026, 11, 24)
    assert query({"on": None}).rows[0].on == TODAY


def test_facts_that_the_case_settles() -> None:
    known = facts({"persons/0/minor": True, "orders/0/kind": "confiscation-order"})
    assert known["offence.max_penalty_months.requesting"] == 96
    assert known["person.minor"] is not None
    assert "asset.order_final" in known
    assert "person.minor" not in facts()
    assert "offence.max_penalty_months.requesting" not in facts({"offence/penalty": None})


def test_several_persons_that_differ_settle_nothing() -> None:
    other = {"id": "p2", "role": "accused", "minor": False}
    assert "person.minor" not in facts({"persons/0/minor": True, "persons/1": other})
    assert "person.minor" in facts({"persons/0/minor": False, "persons/1": other})


def test_assurances_settle_their_facts() -> None:
    given = facts({"assurances": [{"kind": "death-penalty", "says": "none"}, {"kind": "reciprocity", "says": "likewise"}]})
    assert {"assurance.death_penalty", "request.reciprocity_assured"} <= set(given)


def test_an_amount_settles_a_fact() -> None:
    asset = {"id": "s1", "kind": "money", "description": "cash", "link": "x", "value": {"amount": 500, "currency": "EUR"}}
    assert "asset.value" in facts({"assets": [asset]})


def test_facts_of_several_offences() -> None:
    offences = [{"name": "fraud", "penalty": {"max_months": 12}}, {"name": "homicide", "penalty": {"max_months": 240}}]
    asked = query({"offence": None, "offences": offences})
    assert [dict(row.facts)["offence.max_penalty_months.requesting"] for row in asked.rows] == [12, 240]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"facts/offence.max_penalty_months.requesting": 95}, "facts.offence.max_penalty_months.requesting"),
        ({"offence/facts": {"offence.dual": False}}, "facts.offence.dual"),
        ({"offence/facts": {"offence.max_penalty_months.requesting": 1}}, "facts.offence.max_penalty_months.requesting"),
        ({"facts/person.minor": False, "persons/0/minor": True}, "facts.person.minor"),
        ({"facts/assurance.speciality": False, "assurances": [{"kind": "speciality", "says": "x"}]}, "facts.assurance.speciality"),
    ],
)
def test_facts_that_contradict_the_case_are_refused(changes: Mapping[str, object], where: str) -> None:
    with pytest.raises(WrongInput, match="but the case says") as error:
        query(changes)
    assert error.value.where == where


def test_a_fact_that_agrees_is_taken() -> None:
    assert facts({"facts/offence.max_penalty_months.requesting": 96})["offence.max_penalty_months.requesting"] == 96


@pytest.mark.parametrize(
    ("changes", "known"),
    [
        ({}, {"XA", "suspect"}),
        ({"person": {"nationality": ["XB"], "role": "witness"}}, {"XB", "witness"}),
        ({"persons/0/role": "sought"}, {"XA"}),
        ({"persons/0/role": "witness"}, set()),
        ({"persons/1": {"id": "p2", "role": "accused", "nationality": ["XB"]}}, set()),
        ({"persons": None}, set()),
    ],
)
def test_whose_nationality_and_role_count(changes: Mapping[str, object], known: set[str]) -> None:
    row = {**facts(changes)}
    found: set[str] = set()
    for name in ("person.nationality", "person.role"):
        value = row.get(name)
        found |= set(value) if isinstance(value, frozenset | tuple | list) else set()
    assert found == known


@pytest.mark.parametrize(
    "changes",
    [{"measure": "no-such"}, {"requested": "ZZ"}, {"facts/no.such.fact": True}, {"pleas": ["no-such"]}],
)
def test_what_the_law_does_not_know(changes: Mapping[str, object]) -> None:
    with pytest.raises(WrongInput):
        query(changes)


# -- the shape of a case file


@pytest.mark.parametrize(
    ("place", "shape"),
    [
        ("requesting", Shape(PlaceKind.ACTOR)),
        ("summary", Shape(PlaceKind.PART, parts=("what", "when", "where", "link"))),
        ("summary.what", Shape(PlaceKind.WRITTEN)),
        ("persons.birth.day", Shape(PlaceKind.TEXT)),
        ("persons.minor", Shape(PlaceKind.TRUTH)),
        ("persons.nationality", Shape(PlaceKind.ACTOR, several=True)),
        ("persons.languages", Shape(PlaceKind.LANGUAGE, several=True)),
        ("annexes.language", Shape(PlaceKind.LANGUAGE)),
        ("orders.on", Shape(PlaceKind.DAY)),
        ("orders.copy", Shape(PlaceKind.WORD, words=("certified-copy", "copy", "original"))),
        ("offences.penalty.max_months", Shape(PlaceKind.NUMBER)),
        ("offences.damage", Shape(PlaceKind.PART, parts=("amount", "currency"))),
        ("offences.damage.amount", Shape(PlaceKind.NUMBER)),
        ("asked.items", Shape(PlaceKind.WRITTEN, several=True)),
        ("asked.period.from", Shape(PlaceKind.DAY)),
        ("data.categories", Shape(PlaceKind.WORD, True, ("access", "computer", "content", "domain", "location", "subscriber", "traffic"))),
        ("case.urgency.level", Shape(PlaceKind.WORD, words=("immediate", "normal", "urgent"))),
    ],
)
def test_shape(place: str, shape: Shape) -> None:
    assert shapes()[place] == shape


def test_persons_are_several_parts() -> None:
    assert (shapes()["persons"].kind, shapes()["persons"].several) == (PlaceKind.PART, True)
    assert {"id", "role", "link", "names"} <= set(shapes()["persons"].parts)


def test_a_summary_of_plain_text() -> None:
    assert plain(read_case(SHORT | {"summary": LONG_ENOUGH}))["summary"] == LONG_ENOUGH
