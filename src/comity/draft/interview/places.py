# SPDX-License-Identifier: EUPL-1.2
"""Exact places in the plain values of a case, such as ``persons[0].birth.day``: read, set and removed, always on a copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from msgspec import inspect

from comity.draft.case.case import Case
from comity.draft.case.read import Plain
from comity.draft.case.shape import PlaceKind, shapes

Steps = tuple[str | int, ...]
Presets = Mapping[Steps, Plain]
_STEP = re.compile(r"([a-z_]+)((?:\[[0-9]{1,4}\])*)")
_INDEX = re.compile(r"\[([0-9]+)\]")
_LETTERS = {"places": "l", "assets": "s", "annexes": "A"}  # of ids that this program gives; else the first letter of the list


def shown(steps: Steps) -> str:
    """A place as it is written."""
    text = ""
    for step in steps:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def steps_of(text: str) -> Steps:
    """The steps of a written place; ValueError where it is none. The name of a fact, with its points, is one step."""
    head, _, rest = text.partition(".")
    if head == "facts" and rest:
        return ("facts", rest)
    steps: list[str | int] = []
    for part in text.split("."):
        match = _STEP.fullmatch(part)
        if match is None:
            raise ValueError(text)
        steps += [match[1], *(int(number) for number in _INDEX.findall(match[2]))]
    return tuple(steps)


def place_of(steps: Steps) -> str:
    """The place without the numbers of items: the name of its label and of its shape."""
    return ".".join(step for step in steps if isinstance(step, str))


def stored(values: Plain, steps: Steps) -> Steps:
    """Where a place lies in these values: the one offence of a case stands under ``offence``."""
    if steps[:2] == ("offences", 0) and "offences" not in values:
        return ("offence", *steps[2:])
    return steps


def at(values: Any, steps: Steps) -> Any:
    """What stands at a place; None where nothing does."""
    found = values
    for step in stored(values, steps) if isinstance(values, dict) else steps:
        found = _inner(found, step)
    return found


def _inner(holder: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return holder[step] if isinstance(holder, list) and step < len(holder) else None
    if isinstance(holder, Mapping):
        return holder.get(step)
    return holder if isinstance(holder, str) and step == "what" else None  # a summary as plain text says what happened


def placed(values: Plain, steps: Steps, value: object, presets: Presets | None = None) -> Plain:
    """The values with something at a place; items that are made on the way get an id and their presets."""
    if steps[0] == "offences" and steps != ("offences", 0) and steps[1] != 0 and "offence" in values:
        values = {"offences": [values["offence"]], **{key: item for key, item in values.items() if key != "offence"}}
    steps = stored(values, steps)
    changed: Plain = _set(values, steps, value, _Making(values, presets or {}, ()))
    return changed


class _Making:
    """What a new item on the way gets."""

    def __init__(self, values: Plain, presets: Presets, done: Steps) -> None:
        self.values = values
        self.presets = presets
        self.done = done

    def then(self, step: str | int) -> _Making:
        """The same one step further."""
        return _Making(self.values, self.presets, (*self.done, step))

    def item(self) -> Plain:
        """A new item at this place."""
        own: Plain = {}
        if "id" in required().get(place_of(self.done), ()):
            own["id"] = free_id(self.values, str(self.done[0]))
        return {**own, **self.presets.get(self.done, {})}


def _set(holder: Any, steps: Steps, value: object, making: _Making) -> Any:
    step, rest = steps[0], steps[1:]
    here = making.then(step)
    if isinstance(step, int):
        items = list(holder) if isinstance(holder, list) else []
        if step < len(items):
            items[step] = _set(items[step], rest, value, here) if rest else value
        else:
            items.append(_set(here.item(), rest, value, here) if rest else value)
        return items
    if isinstance(holder, str):
        holder = {"what": holder}
    known = dict(holder) if isinstance(holder, Mapping) else {}
    known[step] = _set(known.get(step), rest, value, here) if rest else value
    return known


def appended(values: Plain, steps: Steps) -> Plain:
    """The values with one item more in a list."""
    if steps == ("offences",) and "offence" in values:
        return placed(values, ("offences", 1), {})
    item = (*steps, len(at(values, steps) or ()))
    named = "id" in required().get(place_of(item), ())
    return placed(values, item, {"id": free_id(values, str(steps[0]))} if named else {})


def free_id(values: Plain, name: str) -> str:
    """An id that no other item of the list has."""
    taken = {item.get("id") for item in values.get(name) or () if isinstance(item, Mapping)}
    letter = _LETTERS.get(name, name[0])
    number = 1
    while f"{letter}{number}" in taken:
        number += 1
    return f"{letter}{number}"


def without(values: Plain, steps: Steps) -> Plain:
    """The values with nothing at a place."""
    cut: Plain = _without(values, stored(values, steps))
    return cut


def _without(holder: Any, steps: Steps) -> Any:
    step, rest = steps[0], steps[1:]
    if isinstance(step, int):
        if not isinstance(holder, list) or step >= len(holder):
            return holder
        kept = [_without(holder[step], rest)] if rest else []
        return [*holder[:step], *kept, *holder[step + 1 :]]
    if not isinstance(holder, Mapping) or step not in holder:
        return holder
    inner = _without(holder[step], rest) if rest else None
    others = {key: item for key, item in holder.items() if key != step}
    return {key: inner if key == step else item for key, item in holder.items()} if inner else others


def leaves(values: Plain) -> Iterator[tuple[Steps, object]]:
    """Every value with its place; a text in several languages and a list of plain values are one."""
    yield from _leaves(values, ())


def _leaves(value: Any, steps: Steps) -> Iterator[tuple[Steps, object]]:
    shape = shapes().get(place_of(steps))
    written = shape is not None and shape.kind is PlaceKind.WRITTEN
    if isinstance(value, Mapping) and not written:
        for key, item in value.items():
            yield from _leaves(item, (*steps, key))
    elif isinstance(value, list) and value and isinstance(value[0], Mapping) and not written:
        for number, item in enumerate(value):
            yield from _leaves(item, (*steps, number))
    else:
        yield steps, value


@cache
def required() -> Mapping[str, tuple[str, ...]]:
    """What each part must have, by its place."""
    return dict(_required(inspect.type_info(Case), ""))


def _required(kind: inspect.Type, path: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(kind, inspect.VarTupleType):
        yield from _required(kind.item_type, path)
    elif isinstance(kind, inspect.UnionType):
        for option in kind.types:
            yield from _required(option, path)
    elif isinstance(kind, inspect.StructType):
        yield path, tuple(field.encode_name for field in kind.fields if field.required)
        for field in kind.fields:
            yield from _required(field.type, f"{path}.{field.encode_name}" if path else field.encode_name)


def lacking(values: Plain) -> tuple[Steps, ...]:
    """What parts must have and have not: a case is whole only without such places."""
    return tuple(_lacking(values, ()))


def _lacking(value: Any, steps: Steps) -> Iterator[Steps]:
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _lacking(item, (*steps, number))
    elif isinstance(value, Mapping):
        for name in required().get(place_of(steps), ()):
            if value.get(name) in (None, ""):
                yield (*steps, name)
        for key, item in value.items():
            yield from _lacking(item, (*steps, key))
