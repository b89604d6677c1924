# SPDX-License-Identifier: EUPL-1.2
"""The value of a fact from what people type, and back into an address."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from comity.advise.reading import MOST
from comity.model.day import exact_day
from comity.model.drafting import Drafting
from comity.model.text import LANGUAGES
from comity.model.vocabulary import FactSpec, FactType
from comity.web.advisor.names import Names, folded

_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_NUMBER = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?")
_GAPS = re.compile(r"[ \u00a0\u202f']")
LISTS = {"purpose": "purpose", "stage": "stage", "person.role": "role"}
"""Facts whose words have a label among the words of drafting, and the name of the list there."""


class Unreadable(Exception):
    """It is no such value; the words are for the user."""


def day_of(text: str) -> date:
    """A day, written as 2026-11-24 or 24.11.2026."""
    dotted = _DOTTED.fullmatch(text.strip())
    try:
        if dotted:
            return date(int(dotted[3]), int(dotted[2]), int(dotted[1]))
        return exact_day(text.strip())
    except ValueError as error:
        raise Unreadable(_("Enter a day, such as 2026-11-24")) from error


def plain_of(spec: FactSpec, text: str, names: Names, drafting: Drafting) -> object:
    """The plain value, as a query holds it."""
    if spec.type is FactType.TRUTH:
        return _truth(text, drafting)
    if spec.type is FactType.DAY:
        return day_of(text).isoformat()
    if spec.type is FactType.SET:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if not parts:
            raise Unreadable(_("Enter what is known of this fact, or empty the line"))
        one = _state(names) if spec.unit == "states" else _word(spec, drafting)
        return list(dict.fromkeys(one(part) for part in parts))
    return _size(spec, text)


def written(spec: FactSpec, value: object) -> str:
    """A plain value as an address gives it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ",".join(value)
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else str(value)
    return str(value)


def label(fact: str, word: str, drafting: Drafting, language: str) -> str:
    """A word of a closed list as a person reads it."""
    return drafting.word(f"{LISTS[fact]}.{word}", language) if fact in LISTS else word


def _truth(text: str, drafting: Drafting) -> bool:
    said = folded(text)
    for value, word in ((True, "yes"), (False, "no")):
        known = {folded(drafting.word(f"truth.{word}", language)) for language in LANGUAGES}
        if said in known | {word, str(value).lower()}:
            return value
    raise Unreadable(_("Enter yes or no"))


def _state(names: Names) -> Callable[[str], str]:
    def code(part: str) -> str:
        found = names.actors(part)
        if len(found) == 1:
            return found[0]
        raise Unreadable(_("No state is called “%(name)s”: enter names or codes, apart by commas") % {"name": part[:60]})

    return code


def _word(spec: FactSpec, drafting: Drafting) -> Callable[[str], str]:
    def known(part: str) -> str:
        said = folded(part)
        for word in spec.values:
            labels = {folded(label(spec.name, word, drafting, language)) for language in LANGUAGES}
            if said in labels | {folded(word)}:
                return word
        if not spec.values:
            return part
        raise Unreadable(_("Enter one of: %(words)s") % {"words": ", ".join(spec.values)})

    return known


def _size(spec: FactSpec, text: str) -> float | str:
    bare = _GAPS.sub("", text.strip())
    money = spec.type is FactType.MONEY
    if money and bare.upper().endswith(spec.unit):
        bare = bare[: -len(spec.unit)]
    if not _NUMBER.fullmatch(bare):
        raise Unreadable(_("Enter a number in %(unit)s, such as 24") % {"unit": spec.unit or _("units")})
    size = float(bare.replace(",", "."))
    if size > MOST or (not money and size != int(size)):
        raise Unreadable(_("Enter a whole number in %(unit)s, such as 24") % {"unit": spec.unit or _("units")})
    return size
