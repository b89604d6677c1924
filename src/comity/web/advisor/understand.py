# SPDX-License-Identifier: EUPL-1.2
"""What is understood by what was typed: names in any language, days, words and facts, with every problem found at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from comity.advise.reading import read_query
from comity.model.drafting import Drafting
from comity.model.errors import WrongInput
from comity.model.query import Query
from comity.model.vocabulary import FactSpec
from comity.web.advisor.asked import FACT, FACT_OF, ORDER, SAME_AS, Asked, Problem, Typed, line_id, place_of
from comity.web.advisor.names import Names
from comity.web.advisor.values import Unreadable, day_of, plain_of, written
from comity.web.problems import explained

OFFENCE = "offence"
UNKNOWN = "unknown"
SIDES = frozenset({"requesting", "requested"})
MOST_OFFENCES = 20
_NUMBER = re.compile(r"-(\d+)$")


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
        self.offences = [text.strip() for text in typed.lists["offence"]]
        self.pleas: list[str] = []
        self.facts: dict[str, str] = {}
        self.plain: dict[str, object] = {}
        self.problems: dict[str, Problem] = {}

    def asked(self) -> Asked:
        self._facts()
        self._sides()
        self._measure()
        self._days()
        self._words()
        self._offences()
        self._pleas()
        mapping = self._mapping()
        query = None if self.problems else self._query(mapping)
        ordered = sorted(self.problems.values(), key=_place)
        lists = {"offence": tuple(self.offences), "plea": tuple(self.pleas)}
        return Asked(self.typed, self.fields, lists, self.facts, mapping, tuple(ordered), query)

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

    def _offences(self) -> None:
        """Their aliases, each once; other words stay as they are."""
        self.offences = list(dict.fromkeys(self.names.offence(text) or text for text in self.offences))
        if len(self.offences) > MOST_OFFENCES:
            self._wrong(line_id("offence", MOST_OFFENCES + 1), _("At most %(number)s offences: ask in parts") % {"number": MOST_OFFENCES})

    def _pleas(self) -> None:
        for number, text in enumerate(self.typed.lists["plea"], start=1):
            ground = self.names.ground(text)
            if ground is not None:
                self.pleas.append(ground)
            else:
                said = _("There is no ground “%(name)s”: choose one of the list") % {"name": _short(text)}
                self._wrong(line_id("plea", number), said)
        self.pleas = list(dict.fromkeys(self.pleas))

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
        if name == OFFENCE:
            self.offences = self.offences or [text]
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
        fields = self.fields
        found: dict[str, Any] = {name: fields[name] for name in ("requesting", "requested", "measure", "on", "purpose", "stage")}
        asked = [_filled({_key(text): text, "on": fields["offence_on"]}) for text in self.offences or [""]]
        found["offence" if len(asked) == 1 else "offences"] = asked[0] if len(asked) == 1 else asked
        nationality = [code.strip() for code in fields["nationality"].split(",") if code.strip()]
        found["person"] = _filled({"nationality": nationality, "role": fields["role"]})
        found["pleas"] = self.pleas
        found["facts"] = self.plain
        return {**_filled(found), "lang": self.language}

    def _query(self, mapping: Mapping[str, Any]) -> Query | None:
        try:
            return read_query(mapping, self.names.corpus, self.today)
        except WrongInput as problem:
            self._wrong(place_of(problem.where), explained(problem))
            return None


def _key(offence: str) -> str:
    """A code of the classification of crime is digits, anything else a name."""
    return "iccs" if offence.isascii() and offence.isdigit() else "name"


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", [], {}, None)}


def _place(problem: Problem) -> tuple[int, int]:
    """The order on the page: by field, then by line."""
    number = _NUMBER.search(problem.field)
    name = problem.field[: number.start()] if number else problem.field
    return ORDER.index(name) if name in ORDER else len(ORDER), int(number[1]) if number else 0


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
