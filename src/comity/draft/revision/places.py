# SPDX-License-Identifier: EUPL-1.2
"""Exact places of a case, such as ``persons[0].address``: the text there, the case with another, where the place is in a later version."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from comity.draft.case.read import Plain
from comity.draft.case.shape import PlaceKind, Shape, shapes
from comity.model.errors import WrongInput

_STEP = re.compile(r"([a-z_]+)(?:\[([0-9]{1,6})\])?")
_NUMBER = re.compile(r"\[[0-9]+\]")
_SUMMARY = Shape(PlaceKind.TEXT)  # as plain text; as a mapping it holds places
_BY_HAND = "make the change in the case by hand, then accept it with --by-hand"


TEXTS = (PlaceKind.WRITTEN, PlaceKind.TEXT)


def shape_at(path: str) -> Shape | None:
    """What may stand at a place; None where a case has no such place."""
    return _SUMMARY if path == "summary" else shapes().get(_NUMBER.sub("", path))


def texts_at(case: Plain, path: str) -> Mapping[str, str]:
    """The texts at a place by their language, one in the case's own language where it is given without; nothing where there is none."""
    try:
        place: Any = case
        for name, number in _steps(path):
            place = place[name] if number is None else place[name][number]
    except (KeyError, IndexError, TypeError, WrongInput):
        return {}
    if isinstance(place, str):
        return {language_of(case): place}
    return {str(key): text for key, text in place.items() if isinstance(text, str)} if isinstance(place, dict) else {}


def language_of(case: Plain) -> str:
    """The language in which plain text of a case stands."""
    return str((case.get("case") or {}).get("language") or "en")


def changed(case: Plain, path: str, text: str, language: str = "") -> Plain:
    """A copy of the case with another text at an exact place; without the place where the text is empty.

    A text in another language than the case's own is put beside it, where a place may have several. WrongInput where the case has no
    such place, or no text stands there.
    """
    shape = shape_at(path)
    *inner, (name, number) = _steps(path)
    if shape is None or shape.kind not in TEXTS or shape.several is (number is None):
        raise _nowhere(path)
    copy: Plain = deepcopy(case)
    place: Any = copy
    try:
        for step, item in inner:
            place = _entered(place, step, item)
        holder, key = (place, name) if number is None else (place[name], number)
        known = holder.get(key) if number is None else holder[key]
    except (KeyError, IndexError, TypeError, AttributeError):
        raise _nowhere(path) from None
    if not isinstance(known, str | dict | None) or (isinstance(known, dict) and shape.kind is PlaceKind.TEXT):
        raise _nowhere(path)
    _put(holder, key, _text(known, text, language_of(case), language if shape.kind is PlaceKind.WRITTEN else ""))
    return copy


def _entered(place: Any, name: str, number: int | None) -> Any:
    """A part of a place; one that is not there yet is opened, an item of a list is not."""
    if number is None and isinstance(place, dict):
        return place.setdefault(name, {})
    return place[name][number]


def _text(known: object, text: str, own: str, language: str) -> object:
    code = language or own
    if isinstance(known, dict):
        return {**known, code: text} if text else {other: words for other, words in known.items() if other != code}
    if code == own:
        return text
    return {**({own: known} if known else {}), code: text} if text else known


def _put(holder: Any, key: Any, value: object) -> None:
    if value or isinstance(holder, dict):
        holder[key] = value or ""
    else:
        del holder[key]


def moved(path: str, old: Plain, new: Plain) -> str | None:
    """Where a place of one version is in another: items are followed by their id, else by what they hold; None where it is gone."""
    before: Any = old
    after: Any = new
    found = []
    try:
        for name, number in _steps(path):
            before, after = before.get(name, {}), after.get(name, {})
            if number is None:
                found.append(name)
                continue
            other = _same_item(before, number, after)
            if other is None:
                return None
            found.append(f"{name}[{other}]")
            before, after = before[number], after[other]
    except (IndexError, AttributeError, KeyError, TypeError):
        return None
    return ".".join(found)


def _same_item(before: list[Any], number: int, after: list[Any]) -> int | None:
    item = before[number]
    if isinstance(item, Mapping) and "id" in item:
        return next((place for place, other in enumerate(after) if isinstance(other, Mapping) and other.get("id") == item["id"]), None)
    if number < len(after) and after[number] == item:
        return number
    equal = [place for place, other in enumerate(after) if other == item]
    come = [place for place in equal if place >= len(before) or before[place] != item]  # not those that stood there already
    if come or len(before) == len(after):
        return come[0] if come else number
    return equal[0] if equal else None


def _steps(path: str) -> list[tuple[str, int | None]]:
    found = [_STEP.fullmatch(part) for part in path.split(".")]
    if not all(found):
        raise _nowhere(path)
    return [(match[1], int(match[2]) if match[2] else None) for match in found if match]


def _nowhere(path: str) -> WrongInput:
    return WrongInput("the case has no such place for a text", where=path, do=_BY_HAND)


def gone(path: str) -> WrongInput:
    """The error for a remark on a place that the case has no more."""
    return WrongInput("this place is no longer in the case", where=path, do=_BY_HAND)


def altered(path: str, version: int) -> WrongInput:
    """The error for a remark on a text that was changed since."""
    return WrongInput(f"this text was changed after version {version}", where=path, do=_BY_HAND)
