# SPDX-License-Identifier: EUPL-1.2
"""A question as it stands in an address: what was typed, what is understood by it, and what is wrong with it, field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.advise.reading import read_query
from comity.model.drafting import Drafting
from comity.model.errors import WrongInput
from comity.model.query import Query
from comity.model.vocabulary import FactSpec
from comity.web.advisor.names import Names
from comity.web.advisor.values import Unreadable, day_of, plain_of, written
from comity.web.problems import explained

FIELDS = ("requesting", "requested", "measure", "on", "offence", "offence_on", "purpose", "stage", "role", "nationality")
FACT = "fact."
SAME_AS = {
    "purpose": "purpose",
    "stage": "stage",
    "person.role": "role",
    "person.nationality": "nationality",
    "offence.on": "offence_on",
    "offence": "offence",
}
"""Facts that have a field of their own."""

FACT_OF = {name: fact for fact, name in SAME_AS.items() if name != "offence"}
ROWS = 3  # empty lines for further facts
MOST_FACTS = 300
UNKNOWN = "unknown"

LABELS: Mapping[str, str | Promise] = {
    "requesting": gettext_lazy("Who asks?"),
    "requested": gettext_lazy("Who is asked?"),
    "measure": gettext_lazy("What is needed?"),
    "on": gettext_lazy("Day on which the request is received"),
    "offence": gettext_lazy("Offence"),
    "offence_on": gettext_lazy("Day of the offence"),
    "purpose": gettext_lazy("Purpose"),
    "stage": gettext_lazy("Stage of the case"),
    "role": gettext_lazy("Role of the person"),
    "nationality": gettext_lazy("Nationality of the person"),
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in an address, as it was typed."""

    fields: Mapping[str, str]
    facts: Mapping[str, str] = field(default_factory=dict)
    further: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field: its place on the page and the words."""

    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is understood by it; ``query`` where nothing is wrong."""

    typed: Typed
    fields: Mapping[str, str]
    facts: Mapping[str, str]
    mapping: Mapping[str, Any]
    problems: tuple[Problem, ...]
    query: Query | None

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The question as names and values, in one order: equal questions have equal addresses."""
        own = [(name, self.fields[name]) for name in FIELDS if self.fields.get(name)]
        return (*own, *((FACT + name, text) for name, text in sorted(self.facts.items())))

    @property
    def address(self) -> str:
        """The part of an address behind the question mark."""
        return urlencode(self.pairs)

    def changed(self, **values: str) -> str:
        """The address with other values of some fields; an empty one leaves the field out."""
        fields = {**dict(self.pairs), **values}
        order = (*FIELDS, *(name for name, _text in self.pairs if name.startswith(FACT)))
        return urlencode([(name, fields[name]) for name in order if fields.get(name)])

    def without(self, name: str) -> str:
        """The address without one field or fact."""
        return urlencode([pair for pair in self.pairs if pair[0] != name])


def typed(given: Mapping[str, Any], several: Mapping[str, Sequence[str]]) -> Typed:
    """What stands in the parameters of an address: the last value of each, and the lines of further facts in pairs."""
    names, values = several.get("fact", ()), several.get("value", ())
    lines = tuple((name, values[i] if i < len(values) else "") for i, name in enumerate(names[:MOST_FACTS]))
    facts = {key.removeprefix(FACT): str(given[key]) for key in list(given) if key.startswith(FACT)}
    return Typed(
        {name: str(given.get(name, "")) for name in FIELDS},
        dict(list(facts.items())[:MOST_FACTS]),
        tuple(line for line in lines if any(part.strip() for part in line)),
    )


def understand(typed: Typed, names: Names, drafting: Drafting, *, today: date, language: str) -> Asked:
    """Read what was typed; every problem is found at once."""
    return _Reading(typed, names, drafting, today, language).asked()


class _Reading:
    def __init__(self, typed: Typed, names: Names, drafting: Drafting, today: date, language: str) -> None:
        self.typed = typed
        self.names = names
        self.drafting = drafting
        self.today = today
        self.language = language
        self.fields = {name: text.strip() for name, text in typed.fields.items()}
        self.facts: dict[str, str] = {}
        self.plain: dict[str, object] = {}
        self.problems: dict[str, Problem] = {}

    def asked(self) -> Asked:
        self._facts()
        self._sides()
        self._measure()
        self._days()
        self._words()
        self.fields["offence"] = self.names.offence(self.fields["offence"]) or self.fields["offence"]
        mapping = self._mapping()
        query = None if self.problems else self._query(mapping)
        ordered = sorted(self.problems.values(), key=lambda problem: _place(problem.field))
        return Asked(self.typed, self.fields, self.facts, mapping, tuple(ordered), query)

    def _wrong(self, place: str, words: str) -> None:
        self.problems.setdefault(place, Problem(place, words))

    # -- one field after the other

    def _sides(self) -> None:
        for name, empty in (
            ("requesting", _("Enter the state or organisation that asks")),
            ("requested", _("Enter the state or organisation that is asked")),
        ):
            text = self.fields[name]
            if not text:
                self._wrong(name, empty)
            else:
                self.fields[name] = self._actor(name, text)
        if self.fields["requesting"] and self.fields["requesting"] == self.fields["requested"] and not self.problems.keys() & SIDES:
            self._wrong("requested", _("The one that asks and the one that is asked are the same: choose two"))

    def _actor(self, place: str, text: str) -> str:
        codes = self.names.actors(text)
        if len(codes) == 1:
            return codes[0]
        near = [self.names.actor(code, self.language) for code in codes] or self.names.near_actors(text, self.language)
        words = _("No state or organisation is called “%(name)s”") % {"name": _short(text)}
        if codes:
            words = _("“%(name)s” may be several states or organisations") % {"name": _short(text)}
        if near:
            words += ": " + _("did you mean %(names)s?") % {"names": _(" or ").join(near)}
        self._wrong(place, words)
        return text

    def _measure(self) -> None:
        measure = self.fields["measure"]
        if not measure:
            self._wrong("measure", _("Choose what is needed"))
        elif measure not in self.names.corpus.measures:
            self._wrong("measure", _("There is no measure “%(name)s”: choose one of the list") % {"name": _short(measure)})

    def _days(self) -> None:
        self.fields["on"] = self.fields["on"] or self.today.isoformat()
        for name in ("on", "offence_on"):
            text = self.fields[name]
            if not text:
                continue
            try:
                self.fields[name] = day_of(text).isoformat()
            except Unreadable as problem:
                self._wrong(name, str(problem))

    def _words(self) -> None:
        for name in ("purpose", "stage", "role", "nationality"):
            if self.fields[name] == UNKNOWN:
                self.fields[name] = ""
            if self.fields[name]:
                spec = self.names.corpus.facts[FACT_OF[name]]
                value = self._value(name, spec, self.fields[name])
                if value is not None:
                    self.fields[name] = written(spec, value)

    # -- facts

    def _facts(self) -> None:
        for name, text in self.typed.facts.items():
            self._fact(FACT + name, name, text)
        for number, (name, text) in enumerate(self.typed.further, start=1):
            spec = self.names.fact(name)
            if spec is None:
                self._wrong(f"fact-{number}", _("There is no fact “%(name)s”: choose one of the list") % {"name": _short(name)})
            elif not text.strip():
                self._wrong(f"value-{number}", _("Enter what is known of this fact, or empty the line"))
            else:
                self._fact(f"value-{number}", spec.name, text)

    def _fact(self, place: str, name: str, text: str) -> None:
        text = text.strip()
        if not text or text == UNKNOWN:
            return
        if name in SAME_AS:
            own = SAME_AS[name]
            self.fields[own] = self.fields[own] or text
            return
        spec = self.names.corpus.facts.get(name)
        if spec is None:
            self._wrong(place, _("There is no fact “%(name)s”") % {"name": _short(name)})
            return
        value = self._value(place, spec, text)
        if value is None:
            return
        if name in self.facts and self.facts[name] != written(spec, value):
            self._wrong(place, _("This fact is given twice with different values: keep one"))
            return
        self.facts[name], self.plain[name] = written(spec, value), value

    def _value(self, place: str, spec: FactSpec, text: str) -> object | None:
        try:
            return plain_of(spec, text, self.names, self.drafting)
        except Unreadable as problem:
            self._wrong(place, str(problem))
            return None

    # -- the query

    def _mapping(self) -> dict[str, Any]:
        offence, fields = self.fields["offence"], self.fields
        key = "iccs" if offence.isascii() and offence.isdigit() else "name"
        asked = {key: offence, "on": fields["offence_on"]}
        person = {
            "nationality": [code.strip() for code in fields["nationality"].split(",") if code.strip()],
            "role": fields["role"],
        }
        found: dict[str, Any] = {name: fields[name] for name in ("requesting", "requested", "measure", "on", "purpose", "stage")}
        found["offence"] = _filled(asked)
        found["person"] = _filled(person)
        found["facts"] = self.plain
        return {**_filled(found), "lang": self.language}

    def _query(self, mapping: Mapping[str, Any]) -> Query | None:
        try:
            return read_query(mapping, self.names.corpus, self.today)
        except WrongInput as problem:
            self.add(problem)
            return None

    def add(self, problem: WrongInput) -> None:
        """What the reader of queries found."""
        self._wrong(place_of(problem.where), explained(problem))


SIDES = frozenset({"requesting", "requested"})


def contradicted(asked: Asked, problem: WrongInput) -> Asked:
    """The question with what the adviser found wrong with it."""
    words = _("The other facts, and the law between the two, settle this otherwise: leave it out or correct the others")
    place = place_of(problem.where)
    further = [FACT + name for name, _text in asked.typed.further]
    if place in further:
        place = f"value-{further.index(place) + 1}"
    text = words if problem.where.startswith("facts.") else explained(problem)
    return Asked(asked.typed, asked.fields, asked.facts, asked.mapping, (Problem(place, text),), None)


def place_of(where: str) -> str:
    """The field of the form of a place in a query."""
    name = where.removeprefix("facts.")
    if name in SAME_AS:
        return SAME_AS[name]
    if where.startswith("facts."):
        return FACT + name
    known = {"person.nationality": "nationality", "person.role": "role", "offence.on": "offence_on"}
    return known.get(where) or next((own for own in FIELDS if where.startswith(own)), "requesting")


def parameter(fact: str) -> str:
    """The name under which an address gives a fact."""
    return SAME_AS.get(fact, FACT + fact)


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", [], {}, None)}


def _place(name: str) -> int:
    return FIELDS.index(name) if name in FIELDS else len(FIELDS)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
