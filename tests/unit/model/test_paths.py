# SPDX-License-Identifier: EUPL-1.2
"""Paths of docs/drafting-data.md: what they reach, when something is there, which places lack it."""

from __future__ import annotations

import pytest

from comity.model.drafting import Block, Drafting, Element, Severity
from comity.model.paths import Found, Path, Step, find, is_there, lacking
from comity.model.text import NO_WORDS, Text

CASE = {
    "case": {"reference": "R-1", "title": "", "urgent": False},
    "summary": "It happened",
    "persons": [
        {"id": "p1", "role": "sought", "names": [{"full": "A"}, {"full": "B"}], "birth": {"day": "1980-05-02"}},
        {"id": "p2", "role": "witness", "names": [], "birth": {"day": " "}, "languages": ["en", "fr"]},
    ],
    "orders": [
        {"kind": "arrest-warrant", "copy": "original"},
        {"kind": "judgment", "copy": "copy", "final": True},
    ],
    "annexes": [],
    "amount": 0,
}


@pytest.mark.parametrize(
    ("text", "steps", "values"),
    [
        ("summary", (Step("summary"),), ()),
        ("case.reference", (Step("case"), Step("reference")), ()),
        ("persons[sought].birth.day", (Step("persons", frozenset({"sought"})), Step("birth"), Step("day")), ()),
        ("orders[arrest-warrant,judgment].on", (Step("orders", frozenset({"arrest-warrant", "judgment"})), Step("on")), ()),
        ("orders.copy=original,certified-copy", (Step("orders"), Step("copy")), ("original", "certified-copy")),
    ],
)
def test_parse(text: str, steps: tuple[Step, ...], values: tuple[str, ...]) -> None:
    assert Path.parse(text) == Path(text, steps, frozenset(values))


@pytest.mark.parametrize("text", ["", ".", "a.", ".a", "a..b", "A", "a-b", "a[]", "a[b", "a[b]c", "a[B]", "a b", "1", "a=", "a.b=", "a\n"])
def test_no_path(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no|no value stands"):
        Path.parse(text)


def test_place_is_the_name_of_the_label() -> None:
    assert Path.parse("orders[judgment].copy=original").place == "orders.copy"


def reached(text: str) -> list[tuple[str, object]]:
    return [(item.at, item.value) for item in find(CASE, Path.parse(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("case.reference", [("case.reference", "R-1")]),
        ("persons.birth.day", [("persons[0].birth.day", "1980-05-02"), ("persons[1].birth.day", " ")]),
        ("persons[sought].names.full", [("persons[0].names[0].full", "A"), ("persons[0].names[1].full", "B")]),
        ("persons[p2,nobody].role", [("persons[1].role", "witness")]),
        ("persons[sought]", [("persons[0]", CASE["persons"][0])]),  # type: ignore[index]  # a plain mapping
        ("annexes", [("annexes", [])]),
        ("annexes.title", []),
        ("persons[victim].names", []),
        ("team.leaders.name", [("team.leaders.name", None)]),
        ("orders.final", [("orders[0].final", None), ("orders[1].final", True)]),
        ("case.reference.inner", [("case.reference.inner", None)]),
        ("summary.what", [("summary", "It happened")]),
        ("summary.when", [("summary.when", None)]),
    ],
)
def test_find(text: str, expected: list[tuple[str, object]]) -> None:
    assert reached(text) == expected


def test_find_in_what_is_no_case() -> None:
    assert find(None, Path.parse("a.b")) == (Found("a.b", None),)
    assert find(["x"], Path.parse("a[k]")) == (Found("a", None),)
    assert find({"a": ["x", {"kind": "k"}]}, Path.parse("a[k]")) == (Found("a[1]", {"kind": "k"}),)
    assert find({"a": ({"b": 1},)}, Path.parse("a.b")) == (Found("a[0].b", 1),), "a tuple is a list"


@pytest.mark.parametrize(
    ("text", "there", "lacks"),
    [
        ("case.reference", True, ()),
        ("case.title", False, ("case.title",)),
        ("case.urgent", True, ()),
        ("case.urgent=false", True, ()),
        ("case.urgent=true", False, ("case.urgent",)),
        ("amount", True, ()),
        ("amount=0", True, ()),
        ("annexes", False, ("annexes",)),
        ("annexes.title", False, ("annexes.title",)),
        ("persons.birth.day", False, ("persons[1].birth.day",)),
        ("persons[sought].birth.day", True, ()),
        ("persons[witness].names", False, ("persons[1].names",)),
        ("persons[witness].languages=fr,de", True, ()),
        ("persons[witness].languages=de", False, ("persons[1].languages",)),
        ("persons[witness].languages=ru,fr", True, ()),
        ("orders.copy=original,certified-copy", False, ("orders[1].copy",)),
        ("orders[arrest-warrant].copy=original,certified-copy", True, ()),
        ("orders[charge].copy", False, ("orders.copy",)),
        ("orders.final=true", False, ("orders[0].final",)),
        ("summary.what", True, ()),
        ("team", False, ("team",)),
    ],
)
def test_what_is_there_and_what_lacks(text: str, there: bool, lacks: tuple[str, ...]) -> None:
    path = Path.parse(text)
    assert is_there(CASE, path) is there
    assert lacking(CASE, path) == lacks


@pytest.mark.parametrize("value", [{"en": " "}, {"en": "", "az": ""}, [""], [{"en": ""}], {"day": ""}])
def test_empty_values_within_a_value_are_not_there(value: object) -> None:
    assert not is_there({"summary": {"what": value}}, Path.parse("summary.what"))


def test_a_place_of_the_model_with_a_digit_is_a_path() -> None:
    assert Path.parse("annexes.sha256").place == "annexes.sha256"


# -- what drafting reads


def test_severities_from_the_worst() -> None:
    assert list(Severity) == ["refused", "returned", "delayed", "better"]
    assert [item.stops for item in Severity] == [True, True, False, False]


def test_names_of_elements_places_and_words() -> None:
    element = Element("facts", Text("Facts"), (), Severity.RETURNED)
    drafting = Drafting(
        elements=(element,),
        places={"case.reference": Text("Reference", "İstinad")},
        words={"role.suspect": Text("suspect", fr="suspect (fr)")},
    )
    assert drafting.element("facts") is element
    assert drafting.element("nothing") is None
    assert drafting.label("case.reference", "az") == "İstinad"
    assert drafting.label("case.reference", "ru") == "Reference"
    assert drafting.label("case.unheard", "en") == "case.unheard"
    assert drafting.word("role.suspect", "fr") == "suspect (fr)"
    assert drafting.word("role.judge", "fr") == "judge"
    assert drafting.word("plain", "fr") == "plain"


def test_an_empty_block_says_nothing() -> None:
    assert Block().say == NO_WORDS
    assert Drafting().papers == ()
