# SPDX-License-Identifier: EUPL-1.2
"""The seeded defects of `tests/defects`: read, planted in a good file, and compared with what the check finds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import msgspec

from comity.advise.advise import Adviser
from comity.cli.files import typed
from comity.corpus.load import load, load_drafting
from comity.corpus.strict_yaml import read
from comity.draft.case.read import Plain, read_case
from comity.draft.check.check import check
from comity.draft.check.deficiency import Deficiency
from comity.draft.scene import Scene, scene_of

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
DEFECTS = ROOT / "tests" / "defects"
TODAY = date(2026, 11, 24)  # the examples name their own day

_MISSING = frozenset({"missing", "missing-whatever"})  # one check: with a norm that asks for it, and without
_STEP = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")
_FACTS = re.compile(r"((?:.+\.)?facts)\.(.+)")  # names of facts hold points


class Fault(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is done to the good file: exactly one of the three."""

    remove: str | tuple[str, ...] | None = None
    set: dict[str, Any] | None = None
    add: dict[str, Any] | None = None

    def __post_init__(self) -> None:
        """Refuse a fault that does nothing or two kinds of thing."""
        if sum(one is not None for one in (self.remove, self.set, self.add)) != 1:
            raise ValueError("a fault removes, sets or adds")

    @property
    def removed(self) -> tuple[str, ...]:
        """The places that are taken away."""
        return (self.remove,) if isinstance(self.remove, str) else self.remove or ()

    @property
    def places(self) -> tuple[str, ...]:
        """Every place that is touched."""
        return (*self.removed, *(self.set or {}), *(self.add or {}))


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the check must find; `instrument` and `article` empty: no norm but good practice asks for it."""

    code: str
    about: str = ""
    severity: Literal["", "refused", "returned", "delayed", "better"] = ""
    instrument: str = ""
    article: str = ""
    where: tuple[str, ...] = ()


class Defect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A good file, one fault, and what is to be found."""

    id: str
    case: str
    fault: Fault
    expect: Expected
    made: Literal["by-rule", "by-hand"]
    why: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    defects: tuple[Defect, ...]


def defects(folder: Path = DEFECTS) -> tuple[Defect, ...]:
    """The whole set, file by file."""
    found: list[Defect] = []
    for path in sorted(folder.glob("*.yaml")):
        found.extend(msgspec.convert(typed(read(path).data), _File, strict=False).defects)
    return tuple(found)


# -- planting


def planted(values: Plain, fault: Fault) -> Plain:
    """The values with the fault in them; KeyError where a place is not there."""
    spoiled = deepcopy(values)
    for place in fault.removed:
        _take(spoiled, place)
    for place, value in (fault.set or {}).items():
        _put(spoiled, place, value)
    for place, item in (fault.add or {}).items():
        holder, key = _holder(spoiled, place)
        holder.setdefault(key, []).append(item)
    return spoiled


def _keys(place: str) -> list[str | int]:
    facts = _FACTS.fullmatch(place)
    keys: list[str | int] = []
    for step in (facts[1] if facts else place).split("."):
        match = _STEP.fullmatch(step)
        if match is None:
            raise KeyError(f"{place}: {step} is no step")
        keys += [match[1], *([int(match[2])] if match[2] else [])]
    return [*keys, facts[2]] if facts else keys


def _holder(values: Plain, place: str) -> tuple[Any, Any]:
    """What holds the last key of a place, and the key; parts on the way that are absent are made."""
    *way, last = _keys(place)
    here: Any = values
    for key in way:
        here = here[key] if isinstance(key, int) else here.setdefault(key, {})
    return here, last


def _take(values: Plain, place: str) -> None:
    holder, key = _holder(values, place)
    if isinstance(holder, Mapping) and key not in holder:
        raise KeyError(f"{place} is not there to be removed")
    del holder[key]


def _put(values: Plain, place: str, value: object) -> None:
    holder, key = _holder(values, place)
    holder[key] = value


# -- running


@dataclass(frozen=True, slots=True)
class Result:
    """A defect and what the check says of it."""

    defect: Defect
    measure: str
    matching: tuple[Deficiency, ...]
    others: tuple[Deficiency, ...] = ()

    @property
    def found(self) -> bool:
        """Whether the check finds the fault."""
        return bool(self.matching)

    @property
    def right_article(self) -> bool:
        """Whether it names the norm that is expected, alone or among others."""
        wanted = (self.defect.expect.instrument, self.defect.expect.article)
        return any(wanted in norms_of(item) for item in self.matching)

    @property
    def right_severity(self) -> bool:
        """Whether it says how bad it is as expected."""
        wanted = self.defect.expect.severity
        return self.found and (not wanted or any(item.severity.value == wanted for item in self.matching))


def norms_of(item: Deficiency) -> tuple[tuple[str, str], ...]:
    """The norms that a deficiency names, the weightiest first."""
    return ((item.instrument, item.article), *item.also)


def matches(item: Deficiency, defect: Defect) -> bool:
    """Whether a deficiency is the expected one: its check, and what it concerns or where it lies.

    A missing element may be told with a wider one that lacks the same place.
    """
    expect = defect.expect
    if item.code != expect.code and not {item.code, expect.code} <= _MISSING:
        return False
    lies_there = any(_touch(place, other) for place in item.where for other in (*expect.where, *defect.fault.places))
    if expect.code in _MISSING:
        return item.about == expect.about or lies_there
    return item.about == expect.about if expect.about else lies_there


def _touch(one: str, other: str) -> bool:
    """Whether two places are the same or one lies in the other; a list stands for its items."""
    first, second = (re.sub(r"\[\d+\]", "", place) for place in (one, other))
    return first == second or first.startswith(f"{second}.") or second.startswith(f"{first}.")


class Bench:
    """Runs defects on the law of the checkout; plans are kept from one case to the next."""

    def __init__(self) -> None:
        self.drafting = load_drafting()
        self._good: dict[str, Plain] = {}
        self._scenes: dict[str, Scene] = {}  # of good files by name, of planted ones by the id of the defect

    @cached_property
    def adviser(self) -> Adviser:
        """One for all."""
        return Adviser(load())

    @property
    def cases(self) -> tuple[str, ...]:
        """The names of the good files."""
        return tuple(path.stem for path in sorted(EXAMPLES.glob("*.yaml")))

    def good(self, name: str) -> Plain:
        """The plain values of a good file."""
        if name not in self._good:
            self._good[name] = typed(read(EXAMPLES / f"{name}.yaml").data)  # type: ignore[assignment]
        return self._good[name]

    def scene(self, values: Plain) -> Scene:
        """A case before the law."""
        return scene_of(read_case(values), self.adviser, self.drafting, TODAY)

    def check_good(self, name: str) -> tuple[Deficiency, ...]:
        """What the check finds in a good file."""
        if name not in self._scenes:
            self._scenes[name] = self.scene(self.good(name))
        return check(self._scenes[name])

    def check_planted(self, defect: Defect) -> tuple[Deficiency, ...]:
        """What the check finds in the good file with the fault."""
        key = f"{defect.case}: {defect.id}"
        if key not in self._scenes:
            self._scenes[key] = self.scene(planted(self.good(defect.case), defect.fault))
        return check(self._scenes[key])

    def run(self, defect: Defect) -> Result:
        """Plant the fault and look; what the good file has already is not counted."""
        values = self.good(defect.case)
        before = {(item.code, item.about, item.where) for item in self.check_good(defect.case)}
        new = [item for item in self.check_planted(defect) if (item.code, item.about, item.where) not in before]
        matching = tuple(item for item in new if matches(item, defect))
        others = tuple(item for item in new if item not in matching)
        return Result(defect, str(values["measure"]), matching, others)

    def run_all(self, chosen: Iterable[Defect]) -> tuple[Result, ...]:
        """Every defect in turn."""
        return tuple(self.run(defect) for defect in chosen)

    def false_alarms(self) -> Iterator[tuple[str, Deficiency]]:
        """What the check says of good files: anything from delayed on is a false alarm."""
        for name in self.cases:
            for item in self.check_good(name):
                if item.severity.value != "better":
                    yield name, item
