# SPDX-License-Identifier: EUPL-1.2
"""Turns a query as written (a mapping from JSON, YAML or the command line) into a Query, or says what is wrong with it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from comity.corpus.corpus import Corpus
from comity.model.day import exact_day
from comity.model.errors import WrongInput
from comity.model.query import FactValue, OffenceAsked, Query, Row
from comity.model.said import Said, joined, remark, said
from comity.model.text import LANGUAGES
from comity.model.vocabulary import FactSpec, FactType

QUERY_KEYS = frozenset(
    [
        "id",
        "requesting",
        "requested",
        "measure",
        "on",
        "offence",
        "offences",
        "purpose",
        "stage",
        "person",
        "pleas",
        "facts",
        "lang",
        "trace",
    ]
)
CASE_KEYS = frozenset({"schema", "case", "summary"})
LONGEST = 60  # characters of a wrong value that a message repeats
MOST = 1e12  # no length, age or amount is larger
_PERSON = {"nationality": "person.nationality", "role": "person.role"}
_FACT_KEYS = {"purpose": "purpose", "stage": "stage"}


def read_query(raw: object, corpus: Corpus, today: date, *, case: bool = False) -> Query:
    """The query; WrongInput says what, where and what to do.

    ``case``: the mapping is a case file, whose further keys belong to other commands and are left alone.
    """
    query = _mapping(raw, "query")
    if not case:
        _known(query, QUERY_KEYS, "query")
    requesting = _actor(query, "requesting", corpus)
    requested = _actor(query, "requested", corpus)
    if requesting == requested:
        same = said("the requesting and the requested side are the same")
        raise WrongInput(same, where="requested", do=said("name two different actors"))
    facts = _facts(query, corpus)
    on = _day(query.get("on"), "on") or today
    offences = _offences(query, facts, corpus)
    rows = tuple(Row(on, offence, MappingProxyType(own)) for offence, own in offences)
    return Query(
        requesting=requesting,
        requested=requested,
        measure=_one_of(query.get("measure"), corpus.measures, "measure", "measure"),
        rows=rows,
        id=_text(query.get("id"), "id") or None,
        pleas=tuple(_one_of(plea, corpus.grounds, "ground", "pleas") for plea in _list(query.get("pleas"), "pleas")),
        lang=_one_of("en" if query.get("lang") is None else query["lang"], LANGUAGES, "language", "lang"),
        trace=_truth(query.get("trace", False), "trace"),
    )


# -- parts


def _mapping(raw: object, where: str) -> Mapping[str, Any]:
    """A mapping; nothing where there is none."""
    if raw is None and where != "query":
        return {}
    if not isinstance(raw, Mapping):
        do = said("write an object with names and values")
        if where == "query":
            do = said("write an object with requesting, requested and measure")
        raise WrongInput(said("{value} is not a mapping of names to values", value=shown(raw)), where=where, do=do)
    return raw


def shown(raw: object) -> str:
    """A value as an error message shows it: not more than a line of it."""
    try:
        words = repr(raw)
    except ValueError:  # a number of too many digits
        return said("a huge number")
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}..."


def _known(raw: Mapping[str, Any], keys: frozenset[str], where: str) -> None:
    for key in raw:
        if key not in keys:
            raise WrongInput(said("unknown field {name}", name=repr(key)), where=where, do=_suggest(str(key), keys))


def _suggest(word: str, among: Iterable[str]) -> Said:
    known = sorted(among)
    close = difflib.get_close_matches(word, known, n=3, cutoff=0.5)
    if close:
        return said("did you mean {names}?", names=joined(" or ", close))
    return said("use one of: {names}", names=f"{', '.join(known[:12])}{' ...' if len(known) > 12 else ''}")


def _one_of(raw: object, among: Iterable[str], what: str, where: str) -> str:
    word = _text(raw, where)
    if not word:
        raise WrongInput(said("no {what} is given", what=remark(what)), where=where, do=said("name a {what}", what=remark(what)))
    if word not in among:
        raise WrongInput(said("unknown {what} {name}", what=remark(what), name=repr(word)), where=where, do=_suggest(word, among))
    return word


def _actor(query: Mapping[str, Any], key: str, corpus: Corpus) -> str:
    code = _text(query.get(key), key)
    if not code:
        raise WrongInput(said("no actor is given"), where=key, do=said("name an actor by its code, such as AZ"))
    if code in corpus.by_code:
        return code
    named = [actor.code for actor in corpus.actors if code.casefold() in (actor.code.casefold(), actor.name.en.casefold())]
    advice = said("did you mean {names}?", names=named[0]) if named else _suggest(code.upper(), corpus.by_code)
    raise WrongInput(said("unknown actor {name}", name=repr(code)), where=key, do=advice)


def _text(raw: object, where: str) -> str:
    if raw is None:
        return ""
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        raise WrongInput(said("{value} is not text", value=shown(raw)), where=where, do=said("write it as text"))
    return str(raw)


def _truth(raw: object, where: str) -> bool:
    if isinstance(raw, bool):
        return raw
    raise WrongInput(said("{value} is neither true nor false", value=shown(raw)), where=where, do=said("write true or false"))


def _list(raw: object, where: str) -> list[object]:
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise WrongInput(said("{value} is no list", value=shown(raw)), where=where, do=said("write a list"))
    return raw


def _day(raw: object, where: str) -> date | None:
    if raw is None or isinstance(raw, date):
        return raw
    try:
        return exact_day(_text(raw, where))
    except ValueError as error:
        raise WrongInput(said("{value} is no day", value=shown(raw)), where=where, do=said("write a day such as 2026-11-24")) from error


def _offences(query: Mapping[str, Any], facts: dict[str, FactValue], corpus: Corpus) -> list[tuple[OffenceAsked, dict[str, FactValue]]]:
    if query.get("offence") is not None and query.get("offences") is not None:
        raise WrongInput(said("both offence and offences are given"), where="offences", do=said("keep one of them"))
    several = _list(query.get("offences"), "offences")
    if query.get("offences") is not None and not several:
        raise WrongInput(said("the list of offences is empty"), where="offences", do=said("name at least one, or leave it out"))
    asked = several or [query.get("offence")]
    if len(asked) == 1:
        facts.setdefault("offence.connected_extraditable", False)  # the query speaks of one offence only
    return [_offence(raw, "offence" if not several else f"offences[{i}]", facts, corpus) for i, raw in enumerate(asked)]


def _offence(raw: object, where: str, facts: dict[str, FactValue], corpus: Corpus) -> tuple[OffenceAsked, dict[str, FactValue]]:
    own = dict(facts)
    if raw is None:
        return OffenceAsked(), own
    if isinstance(raw, str):
        return OffenceAsked(raw), own
    offence = _mapping(raw, where)
    _known(offence, frozenset({"name", "iccs", "on", "facts"}), where)
    for name, value in _mapping(offence.get("facts"), f"{where}.facts").items():
        if name not in corpus.facts:
            raise WrongInput(said("unknown fact {name}", name=repr(name)), where=f"{where}.facts", do=_suggest(name, corpus.facts))
        if value is not None:
            own[name] = fact_value(corpus.facts[name], value, corpus)
    day = _day(offence.get("on"), f"{where}.on")
    if day is not None:
        own["offence.on"] = day
    iccs = _text(offence.get("iccs"), f"{where}.iccs")
    if iccs and not (iccs.isascii() and iccs.isdigit()):
        raise WrongInput(said("{value} is no ICCS code", value=repr(iccs)), where=f"{where}.iccs", do=said("write digits such as 07041"))
    return OffenceAsked(_text(offence.get("name"), f"{where}.name"), iccs), own


def _facts(query: Mapping[str, Any], corpus: Corpus) -> dict[str, FactValue]:
    given: dict[str, object] = {}
    for key, name in _FACT_KEYS.items():
        given[name] = query.get(key)
    person = _mapping(query.get("person"), "person")
    _known(person, frozenset(_PERSON), "person")
    for key, name in _PERSON.items():
        given[name] = person.get(key)
    for name, value in _mapping(query.get("facts"), "facts").items():
        if given.get(name) is not None and value is not None and value != given[name]:
            twice = said("{fact} is given twice with different values", fact=name)
            raise WrongInput(twice, where=f"facts.{name}", do=said("keep one"))
        given[name] = value
    found: dict[str, FactValue] = {}
    for name, value in given.items():
        if name not in corpus.facts:
            raise WrongInput(said("unknown fact {name}", name=repr(name)), where="facts", do=_suggest(name, corpus.facts))
        if value is not None:
            found[name] = fact_value(corpus.facts[name], value, corpus)
    return found


def fact_value(spec: FactSpec, raw: object, corpus: Corpus) -> FactValue:
    """A fact's value of the right type; WrongInput for any other."""
    where = f"facts.{spec.name}"
    if spec.type is FactType.TRUTH:
        return _truth(raw, where)
    if spec.type is FactType.DAY:
        day = _day(raw, where)
        if day is None:
            raise WrongInput(said("no day"), where=where, do=said("write a day such as 2026-11-24"))
        return day
    if spec.type is FactType.SET:
        return _words(spec, raw, corpus, where)
    return _size(spec, raw, where)


def _size(spec: FactSpec, raw: object, where: str) -> float:
    money = spec.type is FactType.MONEY
    if money and isinstance(raw, str):
        amount, _, currency = raw.partition(" ")
        if currency != spec.unit:
            raise WrongInput(
                said("{value} is not in {unit}", value=shown(raw), unit=spec.unit),
                where=where,
                do=said("write an amount such as 100 {unit}", unit=spec.unit),
            )
        raw = _number(amount, where)
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 <= raw <= MOST:
        what = said("{value} is no {kind}", value=shown(raw), kind=remark(spec.type.value))
        raise WrongInput(what, where=where, do=said("write an amount such as 100 {unit}", unit=spec.unit) if money else _whole(spec))
    if not money and raw != int(raw):
        raise WrongInput(said("{value} is not a whole number", value=shown(raw)), where=where, do=_whole(spec))
    return float(raw)


def _whole(spec: FactSpec) -> Said:
    return said("write a whole number of {unit}", unit=remark(spec.unit or "units"))


def _number(text: str, where: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise WrongInput(said("{value} is no number", value=repr(text)), where=where, do=said("write digits")) from error


def _words(spec: FactSpec, raw: object, corpus: Corpus, where: str) -> frozenset[str]:
    items = raw if isinstance(raw, list) else [raw]
    words = frozenset(_text(item, where) for item in items)
    known: Iterable[str] = spec.values or (corpus.by_code if spec.unit == "states" else words)
    for word in sorted(words):
        if word not in known:
            raise WrongInput(said("{fact} cannot be {value}", fact=spec.name, value=repr(word)), where=where, do=_suggest(word, known))
    return words


def fact_from_text(spec: FactSpec, text: str) -> object:
    """The plain value of ``NAME=VALUE`` on a command line; ``unknown`` is unknown."""
    if text == "unknown":
        return None
    if spec.type is FactType.TRUTH:
        return {"true": True, "yes": True, "false": False, "no": False}.get(text.lower(), text)
    if spec.type is FactType.SET:
        return [word.strip() for word in text.split(",")]
    if spec.type is FactType.NUMBER:
        try:
            return float(text)
        except ValueError:
            return text
    return text
