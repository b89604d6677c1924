# SPDX-License-Identifier: EUPL-1.2
"""Values of a case as words of a language: days, amounts, names, words of lists, free text marked for translation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from comity.documents.letter import Mark, Words
from comity.draft.case.read import read_case
from comity.draft.papers.values import Values, apart, exact_or_as_written, in_language, language_name, long_day, place_of
from comity.model.paths import Found, Path, find
from comity.model.text import Text
from unit.draft.drafting_law import case, law


def values(changes: Mapping[str, object] | None = None, language: str = "en", **more: object) -> Values:
    return Values.of(read_case(case(changes, **more)), *law(), language)


def said(path: str, changes: Mapping[str, object] | None = None, language: str = "en") -> list[str]:
    return [words.text for words in values(changes, language).words(Path.parse(path))]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "24 November 2026"), ("az", "24 noyabr 2026"), ("ru", "24 ноября 2026\N{NARROW NO-BREAK SPACE}г."), ("fr", "24 novembre 2026")],
)
def test_days(language: str, expected: str) -> None:
    assert long_day(date(2026, 11, 24), language) == expected
    assert exact_or_as_written("2026-11-24", language) == expected
    assert exact_or_as_written("~1980", language) == "~1980"
    assert long_day(date(2026, 3, 1), "fr") == "1er mars 2026"


@pytest.mark.parametrize(
    ("path", "changes", "expected"),
    [
        ("case.reference", {}, ["R-1"]),
        ("case.dated", {}, ["20 November 2026"]),
        ("case.channel", {}, ["between ministries"]),
        ("case.urgency.level", {"case/urgency": {"level": "urgent"}}, ["urgent"]),
        ("case.urgency", {}, []),
        ("requesting", {}, ["Alphaland"]),
        ("persons.role", {}, ["suspect"]),
        ("persons.names", {}, ["Ann Example", "Annie (also called)"]),
        ("persons.names.full", {}, ["Ann Example", "Annie"]),
        ("persons.birth.day", {}, ["2 May 1980"]),
        ("persons.birth.day", {"persons/0/birth/day": "1980-05"}, ["1980-05"]),
        ("persons.birth.day", {"persons/0/birth/day": "~1980"}, ["about 1980"]),
        ("persons.birth", {}, ["Date of birth: 2 May 1980"]),
        ("persons.birth", {"persons/0/birth": {}}, []),
        ("persons.nationality", {}, ["Alphaland"]),
        ("persons.nationality", {"persons/0/nationality": ["XA", "ZZ"]}, ["Alphaland", "ZZ"]),
        ("persons.languages", {"persons/0/languages": ["fr", "zxx", "qqq"]}, ["French", "No linguistic content", "qqq"]),
        ("persons.minor", {"persons/0/minor": True}, ["yes"]),
        ("persons.minor", {"persons/0/minor": False}, ["no"]),
        ("persons.minor", {}, []),
        ("accounts.holder", {}, ["Ann Example"]),
        ("accounts.holder", {"accounts/0/holder": "nobody"}, ["nobody"]),
        ("accounts.holder", {"accounts/0/holder": "c1", "companies": [{"id": "c1", "name": "Example Ltd"}]}, ["Example Ltd"]),
        ("orders.annex", {}, ["Annex 1"]),
        ("orders.annex", {"orders/0/annex": "A9"}, ["A9"]),
        ("orders.copy", {}, ["certified copy"]),
        ("offences.damage", {"offence/damage": {"amount": 1234567.5, "currency": "EUR"}}, ["1,234,567.50 EUR"]),
        ("offences.damage", {"offence/damage": {"amount": 0, "currency": "EUR"}}, ["0.00 EUR"]),
        ("offences.damage", {"offence/damage": {"amount": 1e15, "currency": "EUR"}}, ["1,000,000,000,000,000.00 EUR"]),
        ("offences.penalty.max_months", {}, ["96"]),
        ("offences.period", {"offence/period": {"from": "2025-01-01"}}, ["1 January 2025 \N{EN DASH}"]),
        ("offences.period", {"offence/period": {"until": "2025-02-01"}}, ["\N{EN DASH} 1 February 2025"]),
        (
            "offences.period",
            {"offence/period": {"from": "2025-01-01", "until": "2025-02-01", "times": "at night"}},
            ["1 January 2025 \N{EN DASH} 1 February 2025, at night"],
        ),
        ("offences.period", {"offence/period": {"times": "at night"}}, ["at night"]),
        ("offences.period", {"offence/period": {}}, []),
        ("asked.items", {}, ["Statements", "Contracts"]),
        ("assurances.kind", {"assurances": [{"kind": "death-penalty", "says": "x"}]}, ["no death penalty"]),
        ("case.title", {"case/title": ""}, []),
        ("team.purpose", {}, []),
    ],
)
def test_words(path: str, changes: Mapping[str, object], expected: list[str]) -> None:
    assert said(path, changes) == expected


def test_amounts_in_each_language() -> None:
    damage = {"offence/damage": {"amount": 1234.5, "currency": "EUR"}}
    assert said("offences.damage", damage, "az") == ["1.234,50 EUR"]
    assert said("offences.damage", damage, "ru") == ["1\N{NO-BREAK SPACE}234,50 EUR"]
    assert said("offences.damage", damage, "fr") == ["1\N{NARROW NO-BREAK SPACE}234,50 EUR"]


def test_words_keep_their_place() -> None:
    (first, second) = values().words(Path.parse("persons.names"))
    assert (first.path, second.path) == ("persons[0].names[0]", "persons[0].names[1]")
    assert [words.path for words in values().words(Path.parse("asked.items"))] == ["asked.items[0]", "asked.items[1]"]
    (day,) = values().words(Path.parse("persons.birth"))
    assert day.path == "persons[0].birth.day"


@pytest.mark.parametrize(
    ("written", "language", "expected"),
    [
        ("money", "en", Words("money", "asked.object")),
        ("money", "az", Words("money", "asked.object", "en", Mark.TRANSLATE)),
        ({"en": "money", "az": "pul"}, "az", Words("pul", "asked.object")),
        ({"en": "money", "az": "pul"}, "ru", Words("money", "asked.object", "en", Mark.TRANSLATE)),
        ({"az": "pul"}, "en", Words("pul", "asked.object", "az", Mark.TRANSLATE)),
        ({"ru": "деньги", "fr": "argent"}, "az", Words("деньги", "asked.object", "ru", Mark.TRANSLATE)),
        ({"en": "", "az": "pul"}, "en", Words("pul", "asked.object", "az", Mark.TRANSLATE)),
    ],
)
def test_free_text(written: object, language: str, expected: Words) -> None:
    assert values({"asked/object": written}, language).words(Path.parse("asked.object")) == (expected,)


def test_the_own_language_is_the_one_of_the_case() -> None:
    own = {"case/language": "az", "asked/object": {"en": "money", "az": "pul"}}
    assert values(own, "ru").words(Path.parse("asked.object")) == (Words("pul", "asked.object", "az", Mark.TRANSLATE),)


def test_marks_of_labelled_parts() -> None:
    (day, place) = values({"persons/0/birth/place": "Alpha City"}, "az").words(Path.parse("persons.birth"))
    assert (day.text, day.mark) == ("Doğum tarixi: 2 may 1980", Mark.NONE)
    assert (place.path, place.language, place.mark) == ("persons[0].birth.place", "en", Mark.TRANSLATE)


def test_an_item_of_a_list() -> None:
    one = values()
    (person,) = find(one.plain, Path.parse("persons[suspect]"))
    assert [words.text for words in one.item(person, Path.parse("birth.day"))] == ["2 May 1980"]
    assert [words.path for words in one.item(person, Path.parse("names"))] == ["persons[0].names[0]", "persons[0].names[1]"]
    assert one.item(person, Path.parse("custody.place")) == ()


def test_values_that_are_days_already() -> None:
    assert [words.text for words in values().at(Found("case.dated", date(2026, 1, 2)), "case.dated")] == ["2 January 2026"]


def test_a_person_without_a_name() -> None:
    assert said("accounts.holder", {"persons/0/names": []}) == ["p1"]


def test_places() -> None:
    assert place_of("persons[0].names[12].full") == "persons.names.full"
    assert place_of("case") == "case"


def test_names_of_languages() -> None:
    assert (language_name("az", "ru"), language_name("ka", "fr"), language_name("zz", "en")) == ("азербайджанский", "géorgien", "zz")
    assert language_name("az", "xx-not-there") == "az"


def test_values_with_a_separator() -> None:
    a, b = Words("a", "x"), Words("b", "y")
    assert apart((a, b), ", ") == (a, Words(", "), b)
    assert (apart((), ", "), apart((a,), ", ")) == ((), (a,))


def test_texts_of_the_law() -> None:
    assert in_language(Text("law", "qanun"), "az") == Words("qanun")
    assert in_language(Text("law"), "fr") == Words("law", language="en", mark=Mark.TRANSLATE)
