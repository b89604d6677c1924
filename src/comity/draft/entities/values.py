# SPDX-License-Identifier: EUPL-1.2
"""Forms of values that FollowTheMoney's own cleaning leaves as they are: what is written in them comes back unchanged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from babel.core import get_global

_ENTITY_ID = re.compile(r"[0-9A-Za-z]([0-9A-Za-z.-]{0,98}[0-9A-Za-z])?")
_DAY = re.compile(r"~?([0-9]{4})(-[0-9]{2})?(-[0-9]{2})?")
_UNKNOWN_THERE = frozenset({"EA"})  # reserved in ISO 3166 for a part of a country
_BREAKS = re.compile(r"\n|<BR/>|<BR>|ESQ\.,|ESQ,|;", re.IGNORECASE)
_COMMAS = re.compile(r",\s?[,.]")
_QUOTED = re.compile(r"^[\"'](.*)[\"']$")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_ROUNDS = 20  # each round of cleaning shortens the text; hostile text that needs more is left to the note


def settled(text: str) -> str:
    """The text without invisible characters and outer space; lines stay."""
    return _until_settled(text.replace("\r\n", "\n").replace("\r", "\n"), _visible)


def on_one_line(text: str) -> str:
    """The text on one line with single spaces and without quotes around it, as names are written."""
    return _until_settled(settled(text), lambda value: _QUOTED.sub(r"\1", " ".join(value.split())).strip())


def address_form(text: str) -> str:
    """The text on one line, its parts divided by commas, as addresses are written."""
    return _until_settled(settled(text), lambda value: " ".join(_COMMAS.sub(", ", _BREAKS.sub(", ", value)).split()))


def _visible(text: str) -> str:
    shown = (_shown(character) for character in unicodedata.normalize("NFC", text))
    return unicodedata.normalize("NFC", "".join(shown)).strip()


def _shown(character: str) -> str:
    if character == "\n":
        return character
    category = unicodedata.category(character)
    return " " if character == "\t" or category[0] == "Z" else "" if category[0] == "C" else character


def _until_settled(text: str, clean: Callable[[str], str]) -> str:
    for _ in range(_ROUNDS):
        cleaned = clean(text)
        if cleaned == text:
            return text
        text = cleaned
    return ""


def distinct(values: Iterable[str]) -> list[str]:
    """The values that are not empty, each once, in their order."""
    return [value for value in dict.fromkeys(values) if value]


def day_form(text: str) -> str:
    """A day, month or year of the calendar; the year where the day is only known about; empty for anything else."""
    found = _DAY.fullmatch(text.strip())
    if not found or not text.isascii() or not 1000 <= int(found[1]) <= 2100:
        return ""
    written = text.strip().removeprefix("~")
    try:
        date.fromisoformat(written + "-01-01"[len(written) - 4 :] if len(written) < 10 else written)
    except ValueError:
        return ""
    return found[1] if text.strip().startswith("~") else written


def country_form(code: str) -> str:
    """The code of a country as FollowTheMoney writes it; empty where it knows none such."""
    return code.lower() if code.isascii() and len(code) == 2 and code in _countries() else ""


def actor_form(code: str) -> str:
    """The code of an actor for a code of FollowTheMoney; empty where there is none."""
    return code.strip().upper() if re.fullmatch(r"\s*[A-Za-z]{2}\s*", code) else ""


def _countries() -> frozenset[str]:
    """Countries with a language and a currency: neither unions nor states that are no more."""
    return (frozenset(get_global("territory_languages")) & frozenset(get_global("territory_currencies"))) - _UNKNOWN_THERE


def language_form(code: str) -> str:
    """The code of a language in a case for the code with three letters; the code itself where there is no shorter one."""
    wanted = code.strip().lower()
    return str(get_global("language_aliases").get(wanted, wanted)) if re.fullmatch("[a-z]{2,3}", wanted) else ""


def number_form(amount: float) -> str:
    """A number without exponent and without zeros at its end."""
    written = format(Decimal(repr(amount)), "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def number_of(text: str) -> float | None:
    """The number that a text is; None where it is none."""
    try:
        number = Decimal(text.strip()) if text.isascii() and "_" not in text else Decimal("nan")
    except InvalidOperation:
        return None
    return float(number) if number.is_finite() else None


def iban_form(text: str) -> str:
    """An international bank account number whose check digits are right, without spaces; empty for any other number."""
    compact = text.replace(" ", "").upper()
    if not compact.isascii() or not _IBAN.fullmatch(compact):
        return ""
    return compact if int("".join(str(int(sign, 36)) for sign in compact[4:] + compact[:4])) % 97 == 1 else ""


def is_entity_id(text: str) -> bool:
    """Whether other entities can refer to this id."""
    return _ENTITY_ID.fullmatch(text) is not None


def script_of(text: str) -> str:
    """The script of the first letter: LATIN, CYRILLIC, GEORGIAN ...; empty where there is no letter."""
    letter = next((sign for sign in text if sign.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""
