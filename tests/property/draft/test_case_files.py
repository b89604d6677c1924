# SPDX-License-Identifier: EUPL-1.2
"""Any mapping of the shape of a case is read into a case that is written back equal, or refused with its place; so is any damage to it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from functools import cache
from math import inf
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import inspect

from comity.draft.case.case import Case
from comity.draft.case.read import plain, read_case
from comity.draft.case.shape import shapes
from comity.draft.papers.values import Values
from comity.model.errors import WrongInput
from comity.model.paths import Path, find, is_there, lacking
from unit.draft.drafting_law import GOOD, law

PLACE = re.compile(r"case file|[a-z_]+(\[\d+\]|\[(['\"])[^\n]*\2\]|\.[^\n]+)*", re.DOTALL)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAUGHTY = st.sampled_from(
    [
        "",
        " ",
        "\x00",
        "\x1b[2J",
        "\u202e",
        "NULL",
        "true",
        "-1",
        "1e400",
        "{sender}",
        "{{7*7}}",
        "#import",
        "<b>",
        "&amp;",
        "=1+1",
        "'; --",
        "\ufeff",
    ]
)
WRONG = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), TEXT, st.lists(TEXT, max_size=2), st.dictionaries(TEXT, TEXT, max_size=2)
)
BY_PATTERN = {
    "^[a-z]{2,3}$": st.from_regex("[a-z]{2,3}", fullmatch=True),
    "^[A-Z]{3}$": st.from_regex("[A-Z]{3}", fullmatch=True),
    "^[0-9a-f]{64}$": st.from_regex("[0-9a-f]{64}", fullmatch=True),
}


def of(kind: inspect.Type) -> st.SearchStrategy[Any]:
    """Plain values that fit a type of the model."""
    if isinstance(kind, inspect.Metadata):
        return of(kind.type)
    return next(make(kind) for type_, make in _MAKERS if isinstance(kind, type_))


def _text(kind: Any) -> st.SearchStrategy[Any]:
    if kind.pattern:
        return BY_PATTERN[kind.pattern]
    return st.one_of(TEXT, NAUGHTY).filter(lambda text: len(text) >= (kind.min_length or 0)).map(lambda text: text[: kind.max_length])


def _struct(kind: Any) -> st.SearchStrategy[Any]:
    needed = {field.encode_name: of(field.type) for field in kind.fields if field.required}
    optional = {field.encode_name: of(field.type) for field in kind.fields if not field.required}
    return st.fixed_dictionaries(needed, optional={name: values for name, values in optional.items() if name != "schema"})


_MAKERS: tuple[tuple[type[inspect.Type], Callable[[Any], st.SearchStrategy[Any]]], ...] = (
    (inspect.UnionType, lambda kind: st.one_of(*map(of, kind.types))),
    (inspect.NoneType, lambda _: st.none()),
    (inspect.StructType, lambda kind: st.deferred(lambda: _struct(kind))),
    (inspect.VarTupleType, lambda kind: st.lists(of(kind.item_type), max_size=2)),
    (inspect.DictType, lambda kind: st.dictionaries(of(kind.key_type), of(kind.value_type), max_size=2)),
    (inspect.LiteralType, lambda kind: st.sampled_from(kind.values)),
    (inspect.BoolType, lambda _: st.booleans()),
    (inspect.DateType, lambda _: st.dates().map(date.isoformat)),
    (inspect.IntType, lambda kind: st.integers(kind.ge, kind.le)),
    (inspect.FloatType, lambda kind: st.floats(kind.ge, kind.le)),
    (inspect.StrType, _text),
    (inspect.AnyType, lambda _: st.one_of(st.booleans(), st.integers(0, 10**9), TEXT, st.lists(TEXT, max_size=2))),
)


@cache
def parts() -> tuple[st.SearchStrategy[tuple[str, Any]], ...]:
    """One strategy for each key of a case, so that a case holds a few of them."""
    fields = inspect.type_info(Case).fields  # type: ignore[attr-defined]  # a struct
    return tuple(
        st.tuples(st.just(field.encode_name), of(field.type)) for field in fields if not field.required and field.encode_name != "schema"
    )


def cases() -> st.SearchStrategy[dict[str, Any]]:
    """Cases with some of their keys."""
    head = st.fixed_dictionaries({name: st.text("ABXYZ", min_size=1, max_size=3) for name in ("requesting", "requested", "measure")})
    return st.tuples(head, st.lists(st.one_of(*parts()), max_size=4)).map(lambda both: {**both[0], **dict(both[1])})


def holds(case: Case) -> None:
    """What is true of every case: it is written to plain values and JSON, and read back equal."""
    written = plain(case)
    assert read_case(written) == case
    assert read_case(json.loads(json.dumps(written))) == case
    assert plain(read_case(written)) == written


@given(cases())
def test_what_fits_is_read_and_written_back(raw: dict[str, Any]) -> None:
    before = deepcopy(raw)
    holds(read_case(raw))
    assert raw == before, "what is read is not changed"


def sites(value: Any) -> list[tuple[Any, Any]]:
    """Every place of plain values: the mapping or list, and the key or number in it."""
    found: list[tuple[Any, Any]] = []
    for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
        found.append((value, key))
        if isinstance(inner, dict | list):
            found.extend(sites(inner))
    return found


@given(st.one_of(cases(), st.just(GOOD)), st.data())
def test_damage_is_refused_with_its_place_or_read(raw: dict[str, Any], data: st.DataObject) -> None:
    damaged = deepcopy(raw)
    holder, key = data.draw(st.sampled_from(sites(damaged)))
    how = data.draw(st.sampled_from(["value", "drop", "add"]))
    if how == "drop":
        del holder[key]
    elif how == "value":
        holder[key] = data.draw(st.one_of(WRONG, NAUGHTY))
    elif isinstance(holder, dict):
        holder[data.draw(TEXT)] = data.draw(WRONG)
    else:
        holder.append(data.draw(WRONG))
    try:
        case = read_case(damaged)
    except WrongInput as error:
        refused = (error.where, error.what, error.do)
    else:
        holds(case)
        return
    assert all(refused)
    assert PLACE.fullmatch(refused[0]) or "`" in json.dumps(damaged), refused  # a name may look like the end of the message


@given(st.dictionaries(TEXT, WRONG, max_size=6))
@example({"": inf})
@example({"A0": inf})
def test_any_mapping_is_refused_with_a_place(raw: dict[str, Any]) -> None:
    with pytest.raises(WrongInput) as error:
        read_case(raw)
    assert PLACE.fullmatch(error.value.where)
    assert error.value.do


@given(cases(), st.sampled_from(sorted(set(shapes()) - {"annexes.sha256"})), st.sampled_from(["en", "az", "ru", "fr"]))
def test_every_place_of_any_case_has_words(raw: dict[str, Any], place: str, language: str) -> None:
    """Whatever stands at a place of the model is told in words with an exact place, and paths agree on whether it is there."""
    case = read_case(raw)
    values = Values.of(case, *law(), language)
    path = Path.parse(place)
    for words in values.words(path):
        assert words.text is not None
        assert words.path
    if is_there(values.plain, path):
        assert lacking(values.plain, path) == ()
        assert find(values.plain, path)
    else:
        assert lacking(values.plain, path)
