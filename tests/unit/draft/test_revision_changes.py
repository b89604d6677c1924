# SPDX-License-Identifier: EUPL-1.2
"""What differs between two cases, and where a place of one version is in another."""

from __future__ import annotations

from typing import Any

import pytest

from comity.draft.case.read import plain, read_case
from comity.draft.revision.changes import Change, changes
from comity.draft.revision.places import changed, moved, texts_at
from comity.model.errors import WrongInput
from unit.draft.revised import case


def values(**more: object) -> dict[str, Any]:
    return plain(case(**more))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": {"b": "x"}}, {"a": {"b": "y"}}, [Change("a.b", "x", "y")]),
        ({"a": "x"}, {}, [Change("a", "x", None)]),
        ({}, {"a": {"b": 1}}, [Change("a", None, {"b": 1})]),
        ({"a": True}, {"a": 1}, [Change("a", True, 1)]),
        ({"a": ["x", "y"]}, {"a": ["x", "z"]}, [Change("a[1]", "y", "z")]),
        ({"a": ["x"]}, {"a": ["x", "z"]}, [Change("a", ["x"], ["x", "z"])]),
        (
            {"a": [{"id": "p", "n": 1}]},
            {"a": [{"id": "q"}, {"id": "p", "n": 2}]},
            [Change("a[p].n", 1, 2), Change("a[q]", None, {"id": "q"})],
        ),
        ({"a": [{"id": "p"}, {"id": "q"}]}, {"a": [{"id": "q"}, {"id": "p"}]}, [Change("a", ["p", "q"], ["q", "p"])]),
        ({"a": [{"id": "p"}, {"id": "p"}]}, {"a": [{"id": "p"}]}, [Change("a", [{"id": "p"}, {"id": "p"}], [{"id": "p"}])]),
        ({"a": []}, {"a": [{"id": "p"}]}, [Change("a[p]", None, {"id": "p"})]),
    ],
)  # fmt: skip
def test_changes(old: object, new: object, expected: list[Change]) -> None:
    assert list(changes(old, new)) == expected


@pytest.mark.parametrize(
    ("path", "text", "language", "expected"),
    [
        ("persons[1].address", "3 Street", "", "3 Street"),
        ("persons[1].address", "3 Street", "en", "3 Street"),
        ("persons[1].address", "Улица 3", "ru", {"en": "2 Street", "ru": "Улица 3"}),
        ("summary.when", "in June", "en", {"en": "in June", "ru": "в мае"}),
        ("summary.when", "", "en", {"ru": "в мае"}),
        ("summary.link", "all of it", "fr", {"fr": "all of it"}),
        ("summary.where", "", "ru", ""),
        ("summary.link", "", "fr", ""),
        ("case.reference", "R-2", "fr", "R-2"),
        ("case.reference_requested", "B-7", "", "B-7"),
        ("persons[0].birth.place", "Baku", "", "Baku"),
        ("asked.items[1]", "All contracts", "", "All contracts"),
        ("offence.title", "Theft", "en", {"en": "Theft", "ru": "Мошенничество"}),
        ("persons[0].names[0].full", "A. Once", "", "A. Once"),
    ],
)
def test_a_text_is_changed_and_nothing_else(path: str, text: str, language: str, expected: object) -> None:
    before = values()
    after = changed(before, path, text, language)
    assert before == values(), "a copy"
    place: Any = after
    for step in path.replace("[", ".").replace("]", "").split("."):
        place = place[int(step) if step.isdigit() else step]
    assert place == expected
    read_case(after)
    assert len(changes(before, after)) <= 1


def test_an_item_is_taken_out() -> None:
    assert changed(values(), "asked.items[0]", "")["asked"]["items"] == ["Contracts"]


def test_a_plain_summary() -> None:
    assert changed(values(summary="It happened."), "summary", "It did.")["summary"] == "It did."
    assert dict(texts_at(values(summary="It happened."), "summary")) == {"en": "It happened."}


@pytest.mark.parametrize(
    "path",
    [
        "", "persons", "persons[0]", "persons[7].address", "persons.address", "persons[0].birth", "no.such", "a..b", "summary",
        "summary.what[0]",
        "asked.items", "asked.items[9]", "asked.period.from", "persons[0].role", "requesting", "facts.offence.dual", "persons[x].address",
        "asked.items[99999999]", "companies[0].name", "summary.what.en", "measure[0]", "__class__", "case.translations[0].language",
    ],
)  # fmt: skip
def test_what_is_no_place_of_a_text(path: str) -> None:
    with pytest.raises(WrongInput, match="no such place") as error:
        changed(values(), path, "x")
    assert "--by-hand" in error.value.do


def test_a_summary_as_text_has_no_parts() -> None:
    with pytest.raises(WrongInput, match="no such place"):
        changed(values(summary="It happened."), "summary.when", "in May")


def people(*ids: str) -> list[dict[str, Any]]:
    return [{"id": name, "role": "witness", "address": name} for name in ids]


@pytest.mark.parametrize(
    ("path", "new", "expected"),
    [
        ("persons[1].address", {"persons": people("p2")}, "persons[0].address"),
        ("persons[1].address", {"persons": people("p0", "p1", "p2")}, "persons[2].address"),
        ("persons[1].address", {"persons": people("p1")}, None),
        ("persons[1].address", {"persons": []}, None),
        ("persons[9].address", {}, None),
        ("asked.items[1]", {"asked": {"items": ["New", "Statements", "Contracts"]}}, "asked.items[2]"),
        ("asked.items[1]", {"asked": {"items": ["Statements", "All contracts"]}}, "asked.items[1]"),
        ("asked.items[1]", {"asked": {"items": ["Statements"]}}, None),
        ("asked.items[1]", {"asked": {}}, None),
        ("summary.when", {"summary": {"what": "x"}}, "summary.when"),
        ("summary.when", {"summary": "x"}, None),
        ("nothing[x]", {}, None),
    ],
)
def test_where_a_place_has_gone(path: str, new: dict[str, Any], expected: str | None) -> None:
    try:
        assert moved(path, values(), values(**new)) == expected
    except WrongInput:
        assert path == "nothing[x]"


@pytest.mark.parametrize(
    ("old", "new", "number", "expected"),
    [
        (["A", "A"], ["B", "A"], 0, 0),
        (["A", "A"], ["A", "B"], 1, 1),
        (["A", "A"], ["A"], 1, 0),
        (["A", "A"], ["B"], 1, None),
        (["A", "B"], ["B", "A"], 0, 1),
        (["A", "A", "B"], ["B", "A", "A"], 0, 2),
    ],
)
def test_an_item_is_not_taken_for_an_equal_one_beside_it(old: list[str], new: list[str], number: int, expected: int | None) -> None:
    found = moved(f"asked.items[{number}]", values(asked={"items": old}), values(asked={"items": new}))
    assert found == (None if expected is None else f"asked.items[{expected}]")


def test_texts() -> None:
    assert dict(texts_at(values(), "summary.when")) == {"en": "in May", "ru": "в мае"}
    assert dict(texts_at(values(case={"language": "fr"}), "persons[0].address")) == {"fr": "1 Street"}
    for path in ("", "persons", "persons[0].role.x", "persons[9].address", "asked.items[0].x", "a b"):
        assert not texts_at(values(), path)
