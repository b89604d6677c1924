# SPDX-License-Identifier: EUPL-1.2
"""Turns a condition as written into an expression, and checks the names in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from comity.corpus.documents import Condition
from comity.model.expression import ALWAYS, COMPARISONS, Expression, Op
from comity.model.law import Side
from comity.model.vocabulary import FactSpec, FactType

Report = Callable[[str, str], None]
_TRUTHS = {"True": "yes", "yes": "yes", "true": "yes", "False": "no", "no": "no", "false": "no", "unknown": "unknown"}
_OPERATORS = ("all", "any", "no", "fact", "offence", "party", "stated", "condition", "unknown")
_COMPARED = (*(op.value for op in COMPARISONS), "words", "has")
_WRITTEN = {"no": "not", "words": "is"}  # where the field of the shape is not named as the key of the file
_EMPTY: Mapping[str, tuple[object, ...]] = {name: (None,) if name in ("all", "any", "no") else ("", []) for name in _OPERATORS}
_BELONGS = {"party": ("who", "on"), "stated": ("by", "silent")}
_PLAIN = Condition()
_CODE = re.compile(r"[0-9]{1,8}")
_BOUND = re.compile(r"([0-9]+(?:\.[0-9]+)?)(?: ([A-Z]{3}))?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MAX_PARTS = 5_000


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a condition may use."""

    facts: Mapping[str, FactSpec]
    offences: frozenset[str]
    actors: frozenset[str]
    instruments: frozenset[str]


class _TooLarge(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Conditions:
    """Reads the conditions of one file."""

    names: Names
    named: Mapping[str, Condition]
    report: Report
    _parts: list[int] = field(default_factory=lambda: [0])  # how many the condition at hand has, its named conditions written out

    def read(self, condition: Condition | None, path: str) -> Expression:
        """The expression of a condition; ALWAYS where there is none, and a report where it is wrong."""
        self._parts[0] = 0
        try:
            return self._read(condition, path, ())
        except _TooLarge:
            self.report(path, f"more than {MAX_PARTS} parts once its named conditions are written out - make it smaller")
            return ALWAYS

    def _read(self, condition: Condition | None, path: str, within: tuple[str, ...]) -> Expression:
        if condition is None:
            return ALWAYS
        self._parts[0] += 1
        if self._parts[0] > MAX_PARTS:
            raise _TooLarge
        if not self._one_operator(condition, path):
            return ALWAYS
        for group, op in ((condition.all, Op.ALL), (condition.any, Op.ANY)):
            if group is not None:
                return self._group(group, op, path, within)
        if condition.no is not None:
            return Expression(Op.NOT, (self._read(condition.no, f"{path}.not", within),))
        if condition.condition:
            return self._named(condition.condition, path, within)
        return self._fact(condition, path) if condition.fact else self._other(condition, path)

    def _one_operator(self, condition: Condition, path: str) -> bool:
        used = [name for name in _OPERATORS if getattr(condition, name) not in _EMPTY[name]]
        if not used:
            self.report(path, "an empty condition - write all, any, not, fact, offence, party, stated, condition or unknown")
        elif len(used) > 1:
            self.report(path, f"{' and '.join(_written(used))} in one condition - put them into an all or any")
        compared = [name for name in _COMPARED if getattr(condition, name) not in ("", [])]
        if compared and (used != ["fact"] or len(compared) > 1):
            self.report(path, f"{' and '.join(_written(compared))} in one condition - compare one fact once, and join several by all")
            return False
        for owner, names in _BELONGS.items():
            lost = [name for name in names if owner not in used and getattr(condition, name) != getattr(_PLAIN, name)]
            if lost:
                self.report(path, f"{' and '.join(lost)} without {owner} - remove it, or write {owner}")
        return len(used) == 1

    def _group(self, group: list[Condition], op: Op, path: str, within: tuple[str, ...]) -> Expression:
        if not group:
            self.report(path, f"{op.value} of nothing - write its parts, or leave the condition out")
        return Expression(op, tuple(self._read(part, f"{path}.{op.value}[{i}]", within) for i, part in enumerate(group)))

    def _named(self, name: str, path: str, within: tuple[str, ...]) -> Expression:
        if name in within:
            self.report(path, f"conditions refer to each other in a circle: {' -> '.join((*within, name))} - break it")
            return ALWAYS
        if name not in self.named:
            self.report(path, f"no condition is named {name!r} in this file - name one of {', '.join(sorted(self.named)) or 'none'}")
            return ALWAYS
        return self._read(self.named[name], path, (*within, name))

    def _other(self, condition: Condition, path: str) -> Expression:
        if condition.offence:
            return self._offence(_list(condition.offence), path)
        if condition.party:
            if condition.party not in self.names.instruments:
                self.report(path, f"no instrument has the id {condition.party!r} - name a folder of law/instruments/")
            return Expression(Op.PARTY, name=condition.party, value=(condition.who.value, self._day_fact(condition.on, path)))
        if condition.stated:
            return self._stated(condition, path)
        return Expression(Op.UNKNOWN, name=condition.unknown)

    def _day_fact(self, name: str, path: str) -> str:
        spec = self.names.facts.get(name)
        if name and (spec is None or spec.type is not FactType.DAY):
            self.report(path, f"{name!r} is no day among the facts - name one, such as offence.on")
        return name

    def _offence(self, offences: tuple[str, ...], path: str) -> Expression:
        for offence in offences:
            if offence not in self.names.offences and not _CODE.fullmatch(offence):
                self.report(path, f"unknown offence {offence!r} - use an alias of vocabulary/offences.yaml or an ICCS code")
        return Expression(Op.OFFENCE, value=offences)

    def _stated(self, condition: Condition, path: str) -> Expression:
        silent = _TRUTHS.get(str(condition.silent))
        if silent is None:
            self.report(path, f"silent is {condition.silent!r} - write yes, no or unknown")
        return Expression(Op.STATED, name=condition.stated, value=(condition.by.value, silent or "unknown"))

    def _fact(self, condition: Condition, path: str) -> Expression:
        spec = self.names.facts.get(condition.fact)
        if spec is None:
            self.report(path, f"unknown fact {condition.fact!r} - declare it in vocabulary/facts/ or use one that is there")
            return ALWAYS
        for op in COMPARISONS:
            bound = getattr(condition, op.value)
            if bound:
                return self._compare(spec, op, bound, path)
        if condition.words:
            return self._is(spec, _list(condition.words), path)
        if condition.has:
            return self._has(spec, _list(condition.has), path)
        if spec.type is not FactType.TRUTH:
            self.report(path, f"{spec.name} is a {spec.type.value} - compare it (at_least, is, has ...)")
        return Expression(Op.FACT, name=spec.name)

    def _is(self, spec: FactSpec, words: tuple[str, ...], path: str) -> Expression:
        unknown = [word for word in words if word not in spec.values]
        if spec.type is not FactType.SET or not spec.values:
            self.report(path, f"{spec.name} has no list of words - use at_least and the like for sizes, has for states")
        elif unknown:
            self.report(path, f"{spec.name} cannot be {', '.join(unknown)} - write one of {', '.join(spec.values)}")
        return Expression(Op.IS, name=spec.name, value=words)

    def _has(self, spec: FactSpec, values: tuple[str, ...], path: str) -> Expression:
        if spec.type is not FactType.SET or spec.values:
            self.report(path, f"{spec.name} is no set of states - use is for words, at_least and the like for sizes")
        for value in values:
            if value not in (Side.REQUESTING.value, Side.REQUESTED.value) and value not in self.names.actors:
                self.report(path, f"unknown actor {value!r} - use requesting, requested or a code of law/actors/")
        return Expression(Op.HAS, name=spec.name, value=values)

    def _compare(self, spec: FactSpec, op: Op, bound: str, path: str) -> Expression:
        if spec.type in (FactType.TRUTH, FactType.SET):
            self.report(path, f"{spec.name} is a {spec.type.value} and has no size - leave {op.value} out")
        elif not _fits(spec, bound):
            example = "2003-10-02" if spec.type is FactType.DAY else f"12 {spec.unit}" if spec.type is FactType.MONEY else "12"
            self.report(path, f"{bound!r} is no {spec.type.value} - write such as {example}")
            return ALWAYS
        return Expression(op, name=spec.name, value=(bound,))


def _fits(spec: FactSpec, bound: str) -> bool:
    if spec.type is FactType.DAY:
        try:
            return bool(_DAY.fullmatch(bound) and date.fromisoformat(bound))
        except ValueError:
            return False
    found = _BOUND.fullmatch(bound)
    return found is not None and len(bound) < 20 and found[2] in ((None, spec.unit) if spec.type is FactType.MONEY else (None,))


def _written(names: list[str]) -> list[str]:
    return [_WRITTEN.get(name, name) for name in names]


def _list(value: list[str] | str) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
