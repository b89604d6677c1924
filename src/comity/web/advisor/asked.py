# SPDX-License-Identifier: EUPL-1.2
"""A question as it stands in an address: what was typed, what is understood by it, and what is wrong with it, field by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.model.errors import WrongInput
from comity.model.query import Query
from comity.web.problems import explained

FIELDS = ("requesting", "requested", "measure", "on", "offence_on", "purpose", "stage", "role", "nationality")
"""Fields with one value."""

LISTS = ("offence", "plea")
"""Fields that may stand several times."""

ORDER = ("requesting", "requested", "measure", "on", "offence", "offence_on", "purpose", "stage", "role", "nationality", "plea")
"""All fields in the order of an address."""

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
MOST_LINES = 300
_NUMBERED = re.compile(r"(offence|plea)s\[(\d+)\]")

LABELS: Mapping[str, str | Promise] = {
    "requesting": gettext_lazy("Who asks?"),
    "requested": gettext_lazy("Who is asked?"),
    "measure": gettext_lazy("What is needed?"),
    "on": gettext_lazy("Day on which the request is received"),
    "offence": gettext_lazy("Offence"),
    "plea": gettext_lazy("Claim that the person raises"),
    "offence_on": gettext_lazy("Day of the offence"),
    "purpose": gettext_lazy("Purpose"),
    "stage": gettext_lazy("Stage of the case"),
    "role": gettext_lazy("Role of the person"),
    "nationality": gettext_lazy("Nationality of the person"),
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in an address, as it was typed: fields, fields that stand several times, facts by name, lines of further facts."""

    fields: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
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
    lists: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, str]
    mapping: Mapping[str, Any]
    problems: tuple[Problem, ...]
    query: Query | None

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The question as names and values, in one order: equal questions have equal addresses."""
        own = [(name, text) for name in ORDER for text in self._of(name) if text]
        return (*own, *((FACT + name, text) for name, text in sorted(self.facts.items())))

    def _of(self, name: str) -> tuple[str, ...]:
        return self.lists[name] if name in LISTS else (self.fields.get(name, ""),)

    @property
    def address(self) -> str:
        """The part of an address behind the question mark."""
        return urlencode(self.pairs)

    def changed(self, **values: str) -> str:
        """The address with other values of some fields; an empty one leaves the field out."""
        pairs = [*((name, text) for name, text in self.pairs if name not in values), *values.items()]
        return urlencode([pair for pair in sorted(pairs, key=lambda pair: _place(pair[0])) if pair[1]])

    def without(self, *taken: tuple[str, str]) -> str:
        """The address without some fields or facts of these values."""
        return urlencode([pair for pair in self.pairs if pair not in taken])

    def instead(self, field: str, text: str, other: str) -> str:
        """The address with one value of a field replaced."""
        return urlencode([(name, other if (name, value) == (field, text) else value) for name, value in self.pairs])


def typed(given: QueryDict) -> Typed:
    """What stands in the parameters of an address: the last value of each, all of a list, and the lines of further facts in pairs."""
    names, values = given.getlist("fact"), given.getlist("value")
    further = tuple((name, values[i] if i < len(values) else "") for i, name in enumerate(names[:MOST_LINES]))
    facts = {key.removeprefix(FACT): str(given[key]) for key in given if key.startswith(FACT)}
    return Typed(
        {name: str(given.get(name, "")) for name in FIELDS},
        {name: tuple(text for text in given.getlist(name)[:MOST_LINES] if text.strip()) for name in LISTS},
        dict(list(facts.items())[:MOST_LINES]),
        tuple(line for line in further if any(part.strip() for part in line)),
    )


def contradicted(asked: Asked, problem: WrongInput) -> Asked:
    """The question with what the adviser found wrong with it."""
    words = _("The other facts, and the law between the two, settle this otherwise: leave it out or correct the others")
    place = place_of(problem.where)
    further = [FACT + name for name, _text in asked.typed.further]
    if place in further:
        place = f"value-{further.index(place) + 1}"
    return refused(asked, Problem(place, words if problem.where.startswith("facts.") else explained(problem)))


def refused(asked: Asked, problem: Problem) -> Asked:
    """The question with something that is wrong with it."""
    return replace(asked, problems=(problem,), query=None)


def place_of(where: str) -> str:
    """The field of the form of a place in a query."""
    numbered = _NUMBERED.match(where)
    if numbered:
        return line_id(numbered[1], int(numbered[2]) + 1)
    name = where.removeprefix("facts.")
    if name in SAME_AS:
        return SAME_AS[name]
    if where.startswith("facts."):
        return FACT + name
    known = {"person.nationality": "nationality", "person.role": "role", "offence.on": "offence_on"}
    return known.get(where) or next((own for own in ORDER if where.startswith(own)), "requesting")


def line_id(field: str, number: int) -> str:
    """The place on the page of one line of a field that stands several times."""
    return field if number == 1 else f"{field}-{number}"


def parameter(fact: str) -> str:
    """The name under which an address gives a fact."""
    return SAME_AS.get(fact, FACT + fact)


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)
