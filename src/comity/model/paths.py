# SPDX-License-Identifier: EUPL-1.2
"""Places in a case file as paths (docs/drafting-data.md): ``persons[sought].birth.day``, ``orders.copy=original,certified-copy``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_STEP = re.compile(r"([a-z][a-z0-9_]*)(?:\[([a-z0-9,_-]+)\])?")
SELECTED = ("role", "kind", "id")


@dataclass(frozen=True, slots=True)
class Step:
    """One name of a path, and which items of a list are kept: those whose role, kind or id is one of ``only``; all where it is empty."""

    name: str
    only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Path:
    """A place in a case file; with ``values``, a test that what stands there is one of them."""

    text: str
    steps: tuple[Step, ...]
    values: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, text: str) -> Path:
        """Read a path; ValueError with what is wrong."""
        place, equals, values = text.partition("=")
        steps = []
        for part in _parts(place):
            match = _STEP.fullmatch(part)
            if match is None:
                raise ValueError(f"{part!r} is no step of a path")
            steps.append(Step(match[1], frozenset(match[2].split(",")) if match[2] else frozenset()))
        if equals and not values:
            raise ValueError("no value stands after =")
        return cls(text, tuple(steps), frozenset(values.split(",")) if equals else frozenset())

    @property
    def place(self) -> str:
        """The path without selectors and values: the name of its label."""
        return ".".join(step.name for step in self.steps)


@dataclass(frozen=True, slots=True)
class Found:
    """A value and its exact place, such as ``persons[0].birth.day``."""

    at: str
    value: object


def find(case: object, path: Path) -> tuple[Found, ...]:
    """Every place that the path reaches in the plain values of a case, in order; None where nothing stands there.

    A list without kept items gives nothing at all, so that "every item has it" and "there is one" can both be asked.
    """
    return tuple(_find(case, path.steps, ""))


def _find(value: object, steps: tuple[Step, ...], at: str) -> Iterator[Found]:
    if not steps:
        yield Found(at, value)
        return
    step, rest = steps[0], steps[1:]
    inner = value.get(step.name) if isinstance(value, Mapping) else None
    here = f"{at}.{step.name}" if at else step.name
    if isinstance(inner, list | tuple) and (rest or step.only):
        for number, item in enumerate(inner):
            if _kept(item, step.only):
                yield from _find(item, rest, f"{here}[{number}]")
    elif inner is None:
        yield Found(f"{here}{''.join(f'.{s.name}' for s in rest)}", None)
    elif rest and rest[0].name == "what" and isinstance(inner, str):
        yield Found(here, inner)  # a summary as plain text says what happened
    else:
        yield from _find(inner, rest, here)


def _kept(item: object, only: frozenset[str]) -> bool:
    return not only or (isinstance(item, Mapping) and any(item.get(key) in only for key in SELECTED))


def is_there(case: object, path: Path) -> bool:
    """Whether something stands at the path, for every kept item, and has one of the values where the path names some."""
    found = find(case, path)
    return bool(found) and all(_filled(item.value) and _fits(item.value, path.values) for item in found)


def lacking(case: object, path: Path) -> tuple[str, ...]:
    """The exact places where something is missing; the path itself where there is no item at all."""
    found = find(case, path)
    if not found:
        return (path.place,)
    return tuple(item.at for item in found if not (_filled(item.value) and _fits(item.value, path.values)))


def _filled(value: object) -> bool:
    """Whether a value says anything: not blank, and in a list or mapping at least one that is not."""
    if isinstance(value, Mapping):
        return any(_filled(item) for item in value.values())
    if isinstance(value, list | tuple):
        return any(_filled(item) for item in value)
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _fits(value: object, values: frozenset[str]) -> bool:
    if not values:
        return True
    if isinstance(value, list | tuple):
        return bool(values & {str(item) for item in value})
    return (str(value).lower() if isinstance(value, bool) else str(value)) in values


def _parts(place: str) -> list[str]:
    parts = place.split(".")
    if not all(parts):
        raise ValueError(f"{place!r} is no path")
    return parts
