# SPDX-License-Identifier: EUPL-1.2
"""What differs between two states of a case, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs; None where it is absent."""

    path: str
    old: object
    new: object


def changes(old: object, new: object, at: str = "") -> tuple[Change, ...]:
    """Every field that differs between two plain values, in the order of the fields.

    Items of a list are compared by their id where each has one of its own, else by their place where the lists are equally long.
    """
    return tuple(_changes(old, new, at))


def _changes(old: object, new: object, at: str) -> Iterator[Change]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            if key in old and key in new:
                yield from _changes(old[key], new[key], f"{at}.{key}" if at else str(key))
            else:
                yield Change(f"{at}.{key}" if at else str(key), old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _lists(old, new, at)
    elif _written(old) != _written(new):
        yield Change(at, old, new)


def _written(value: object) -> bytes:
    """As a file has it: there 1 is not true."""
    return msgspec.json.encode(value, order="deterministic")


def _lists(old: list[object], new: list[object], at: str) -> Iterator[Change]:
    before, after = _by_id(old), _by_id(new)
    if before is not None and after is not None:
        yield from _items(before, after, at)
    elif len(old) == len(new):
        for number, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _changes(one, other, f"{at}[{number}]")
    else:
        yield Change(at, old, new)


def _by_id(items: Sequence[object]) -> dict[str, object] | None:
    """The items by their ids; None where one has none, or the same as another."""
    found: dict[str, object] = {item["id"]: item for item in items if isinstance(item, Mapping) and isinstance(item.get("id"), str)}
    return found if len(found) == len(items) else None


def _items(before: Mapping[str, object], after: Mapping[str, object], at: str) -> Iterator[Change]:
    for name in dict.fromkeys((*before, *after)):
        if name in before and name in after:
            yield from _changes(before[name], after[name], f"{at}[{name}]")
        else:
            yield Change(f"{at}[{name}]", before.get(name), after.get(name))
    old, new = [name for name in before if name in after], [name for name in after if name in before]
    if old != new:
        yield Change(at, old, new)  # the order alone
