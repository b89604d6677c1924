# SPDX-License-Identifier: EUPL-1.2
"""From plain values to a case, from a case to the query in it: every wrong value is refused with its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from math import isfinite
from typing import Any

import msgspec

from comity.advise.reading import read_query
from comity.corpus.corpus import Corpus
from comity.draft.case.case import SCHEMA, Case
from comity.model.drafting import Drafting
from comity.model.errors import WrongInput
from comity.model.paths import find
from comity.model.query import Query
from comity.model.said import Said, joined, remark, said

Plain = dict[str, Any]
MOST_ITEMS = 2_000  # of any list of a case: a larger one belongs in an annex
MOST_LEVELS = 24  # of mappings and lists within each other
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`", re.DOTALL)
_AT = re.compile(r"(.*?)(?: - at `(?:key` in `)?\$\.?([^`]*)`)?\Z", re.DOTALL)  # what, and where: of a wrong key, the mapping that holds it
_WHOLE = "case file"  # the place of what belongs to no field
_NAME = re.compile(r"\w[\w.-]{0,80}")
_NUMBERS = ("Expected `float", "Expected `int")
_DAYS = ("Invalid RFC3339", "Expected `date")  # how the reader calls what is no day
_QUERY = ("id", "requesting", "requested", "measure", "on", "purpose", "stage", "pleas", "lang")
_OFFENCE = ("name", "iccs", "on")
_CONCERNED = ("sought", "convicted", "accused", "suspect")  # whose nationality and role the law asks for, before all others


def read_case(raw: object) -> Case:
    """The typed case; WrongInput says what, where and what to do."""
    if not isinstance(raw, Mapping):
        raise WrongInput(
            said("this is no case"), do=said("write a mapping with schema: {schema}, requesting, requested and measure", schema=SCHEMA)
        )
    if raw.get("schema", SCHEMA) != SCHEMA:
        what = said("the schema is {schema}", schema=repr(str(raw["schema"])[:60]))
        raise WrongInput(what, where="schema", do=said("write {schema}", schema=SCHEMA))
    for place, wrong, do in _too_large(raw, "", MOST_LEVELS):
        raise WrongInput(wrong, where=place, do=do)
    endless = dict(_endless(raw, ""))
    try:
        case = msgspec.convert(_without_nulls(raw), Case, strict=False)
    except msgspec.ValidationError as error:
        raise _wrong(error, endless) from error
    for place, value in endless.items():  # where any value may stand, such as that of a fact
        raise _no_number(place, value)
    return case


def _without_nulls(value: object) -> object:
    """What is null is absent: both mean unknown."""
    if isinstance(value, Mapping):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


def _too_large(value: object, at: str, levels: int) -> Iterator[tuple[str, Said, Said]]:
    """Lists that are too long and values nested too deeply: place, what is wrong, what to do."""
    if levels == 0 and isinstance(value, Mapping | list):
        deep = said("nested deeper than {number} levels", number=str(MOST_LEVELS))
        yield at, deep, said("no place of a case is so deep: see docs/case-file.md")
        return
    if isinstance(value, list) and len(value) > MOST_ITEMS:
        yield at, said("more than {number} items", number=str(MOST_ITEMS)), said("put the list into an annex")
    for place, item in _within(value, at):
        yield from _too_large(item, place, levels - 1)


def _endless(value: object, at: str) -> Iterator[tuple[str, float]]:
    """Numbers without a bound, and what is no number though it is called one: place and value."""
    if isinstance(value, float) and not isfinite(value):
        yield at, value
    for place, item in _within(value, at):
        yield from _endless(item, place)


def _within(value: object, at: str) -> Iterator[tuple[str, object]]:
    """What a mapping or list holds, each with its place."""
    if isinstance(value, Mapping):
        yield from ((_place(at, str(key)), item) for key, item in value.items())
    elif isinstance(value, list):
        yield from ((f"{at}[{number}]", item) for number, item in enumerate(value))


def _place(at: str, key: str) -> str:
    """A name as paths write it; any other key in quotes, so that it can be seen where it is empty or has several lines."""
    if not _NAME.fullmatch(key):
        return f"{at or _WHOLE}[{key[:60]!r}]"
    return f"{at}.{key}" if at else key


def _no_number(where: str, value: float) -> WrongInput:
    return WrongInput(said("{value} is no number", value=str(value)), where=where, do=said("write a number"))


def _wrong(error: msgspec.ValidationError, endless: Mapping[str, float]) -> WrongInput:
    what, place = _AT.findall(str(error))[0]
    where = place or _WHOLE
    unknown = _UNKNOWN.match(what)
    if unknown:
        known = _fields_at(place)
        close = difflib.get_close_matches(unknown[1], known, n=2, cutoff=0.6)
        return WrongInput(said("unknown field {name}", name=repr(unknown[1])), where=where, do=_instead(close, known))
    if what.startswith("Object missing required field"):
        return WrongInput(said("{name} is missing", name=what.partition("`")[2].rstrip("`")), where=where, do=said("add it"))
    if where in endless and what.startswith(_NUMBERS):
        return _no_number(where, endless[where])
    if what.startswith(_DAYS):
        return WrongInput(said("no day of the calendar"), where=where, do=said("write a day such as 2026-11-24"))
    return WrongInput(remark(what[0].lower() + what[1:]), where=where, do=said("see docs/case-file.md for what may stand here"))


def _instead(close: list[str], known: list[str]) -> Said:
    if close:
        return said("did you mean {names}?", names=joined(" or ", close))
    return said("use one of: {names}", names=", ".join(known)) if known else said("leave it out")


def _fields_at(where: str) -> list[str]:
    """The fields of the mapping at a place, for advice."""
    shape: Any = Case
    for step in re.findall(r"[a-z_]+", where):
        shape = next((kind for field in msgspec.structs.fields(shape) if field.encode_name == step for kind in _structs(field.type)), None)
        if shape is None:
            return []
    return [field.encode_name for field in msgspec.structs.fields(shape)]


def _structs(kind: Any) -> Iterator[type]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind
    for inner in getattr(kind, "__args__", ()):
        yield from _structs(inner)


def plain(case: Case) -> Plain:
    """The case as plain values, without what is empty: what paths walk through and what is written to files."""
    built: Plain = msgspec.json.decode(msgspec.json.encode(case))
    return built


# -- the query in a case


def query_of(case: Case, corpus: Corpus, drafting: Drafting, today: date) -> Query:
    """The question that the case puts, with the facts that its other parts settle.

    A fact given by name must agree with what the case says elsewhere; WrongInput where it does not.
    """
    values = plain(case)
    raw: Plain = {key: values[key] for key in _QUERY if values.get(key)}
    offences = [_offence(values, offence, drafting) for offence in (values.get("offences") or [values.get("offence") or {}])]
    raw["offences" if case.offences else "offence"] = offences if case.offences else offences[0]
    raw["facts"] = _merged(dict(values.get("facts") or {}), _implied(values, drafting, offence=False))
    raw["person"] = _person(case)
    return read_query(raw, corpus, today)


def _offence(values: Plain, offence: Plain, drafting: Drafting) -> Plain:
    own = {key: offence[key] for key in _OFFENCE if offence.get(key)}
    within = {**values, "offences": [offence]}
    facts = _merged(dict(offence.get("facts") or {}), _implied(within, drafting, offence=True))
    given = values.get("facts") or {}
    for name, value in facts.items():
        if name in given and given[name] != value:
            raise _disagree(name, given[name], value)
    return {**own, **({"facts": facts} if facts else {})}


def _implied(values: Plain, drafting: Drafting, *, offence: bool) -> Plain:
    """Facts that a value of the case settles: what ``law/drafting/facts.yaml`` says, and the assurances that are given."""
    found: Plain = {}
    for name, path in drafting.facts.items():
        if (path.steps[0].name == "offences") is offence:
            reached = [item.value for item in find(values, path) if item.value not in (None, "")]
            if reached and all(value == reached[0] for value in reached):
                found[name] = _tested(reached[0], path.values)
    if not offence:
        for item in values.get("assurances") or ():
            found[_assured(item["kind"])] = True
    return found


def _tested(value: object, values: frozenset[str]) -> object:
    if isinstance(value, Mapping):
        return value.get("amount")
    return str(value).lower() in values if values else value


def _assured(kind: str) -> str:
    return "request.reciprocity_assured" if kind == "reciprocity" else f"assurance.{kind.replace('-', '_')}"


def _merged(given: Plain, implied: Plain) -> Plain:
    for name, value in implied.items():
        if given.get(name) is not None and given[name] != value:
            raise _disagree(name, given[name], value)
    return {**implied, **given}


def _disagree(name: str, given: object, value: object) -> WrongInput:
    what = said("{fact} is given as {given}, but the case says {value} elsewhere", fact=name, given=repr(given), value=repr(value))
    return WrongInput(what, where=f"facts.{name}", do=said("correct one of the two"))


def _person(case: Case) -> Plain:
    """Nationality and role that the law asks for: as the query gives them, else those of the person concerned."""
    given = case.person
    concerned = [person for role in _CONCERNED for person in case.persons if person.role == role]
    first = concerned[0] if len(concerned) == 1 else None
    nationality = list(given.nationality) if given and given.nationality else list(first.nationality) if first else []
    role = given.role if given and given.role else first.role if first and first.role != "sought" else ""
    return {**({"nationality": nationality} if nationality else {}), **({"role": role} if role else {})}
