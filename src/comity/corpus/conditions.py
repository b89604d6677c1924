# SPDX-License-Identifier: EUPL-1.2
"""Turns a condition as written into an expression, and checks the names in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from comity.corpus.documents import Condition
from comity.model.expression import ALWAYS, COMPARISONS, Expression, Op
from comity.model.law import Side
from comity.model.vocabulary import FactSpec, FactType

Report = Callable[[str, str], None]
_TRUTHS = {"True": "yes", "yes": "yes", "true": "yes", "False": "no", "no": "no", "false": "no", "unknown": "unknown"}


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a condition may use."""

    facts: Mapping[str, FactSpec]
    offences: frozenset[str]
    actors: frozenset[str]
    instruments: frozenset[str]


@dataclass(frozen=True, slots=True)
class Conditions:
    """Reads the conditions of one file."""

    names: Names
    named: Mapping[str, Condition]
    report: Report

    def read(self, condition: Condition | None, path: str, depth: int = 0) -> Expression:
        """The expression of a condition; ALWAYS where there is none, and a report where it is wrong."""
        if condition is None:
            return ALWAYS
        if depth > 30:
            self.report(path, "conditions refer to each other in a circle")
            return ALWAYS
        for group, op in ((condition.all, Op.ALL), (condition.any, Op.ANY)):
            if group is not None:
                word = op.value
                return Expression(op, tuple(self.read(part, f"{path}.{word}[{i}]", depth + 1) for i, part in enumerate(group)))
        if condition.no is not None:
            return Expression(Op.NOT, (self.read(condition.no, f"{path}.not", depth + 1),))
        if condition.condition:
            return self._named(condition.condition, path, depth)
        return self._fact(condition, path) if condition.fact else self._other(condition, path)

    def _named(self, name: str, path: str, depth: int) -> Expression:
        if name not in self.named:
            self.report(path, f"no condition is named {name!r} in this file - name one of {', '.join(sorted(self.named)) or 'none'}")
            return ALWAYS
        return self.read(self.named[name], path, depth + 1)

    def _other(self, condition: Condition, path: str) -> Expression:
        if condition.offence:
            return self._offence(_list(condition.offence), path)
        if condition.party:
            if condition.party not in self.names.instruments:
                self.report(path, f"no instrument has the id {condition.party!r}")
            return Expression(Op.PARTY, name=condition.party, value=(condition.who.value,))
        if condition.stated:
            return self._stated(condition, path)
        if condition.unknown:
            return Expression(Op.UNKNOWN, name=condition.unknown)
        self.report(path, "an empty condition - write all, any, not, fact, offence, party, stated, condition or unknown")
        return ALWAYS

    def _offence(self, offences: tuple[str, ...], path: str) -> Expression:
        for offence in offences:
            if offence not in self.names.offences and not offence.isdigit():
                self.report(path, f"unknown offence {offence!r} - use an alias of vocabulary/offences.yaml or an ICCS code")
        return Expression(Op.OFFENCE, value=offences)

    def _stated(self, condition: Condition, path: str) -> Expression:
        silent = _TRUTHS.get(str(condition.silent))
        if silent is None:
            self.report(path, f"silent is yes, no or unknown, not {condition.silent!r}")
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
            words = _list(condition.words)
            unknown = [word for word in words if spec.values and word not in spec.values]
            if spec.type is not FactType.SET or unknown:
                self.report(path, f"{spec.name} cannot be {', '.join(unknown) or 'compared with words'}: it is one of {', '.join(spec.values)}")
            return Expression(Op.IS, name=spec.name, value=words)
        if condition.has:
            return self._has(spec, _list(condition.has), path)
        if spec.type is not FactType.TRUTH:
            self.report(path, f"{spec.name} is a {spec.type.value}: compare it (at_least, is, has ...)")
        return Expression(Op.FACT, name=spec.name)

    def _has(self, spec: FactSpec, values: tuple[str, ...], path: str) -> Expression:
        if spec.type is not FactType.SET:
            self.report(path, f"{spec.name} is a {spec.type.value}, not a set")
        for value in values:
            if value not in (Side.REQUESTING.value, Side.REQUESTED.value) and value not in self.names.actors:
                self.report(path, f"unknown actor {value!r} - use requesting, requested or a code of law/actors/")
        return Expression(Op.HAS, name=spec.name, value=values)

    def _compare(self, spec: FactSpec, op: Op, bound: str, path: str) -> Expression:
        try:
            if spec.type is FactType.DAY:
                date.fromisoformat(bound)
            elif spec.type in (FactType.NUMBER, FactType.MONEY):
                float(bound.split()[0])
            else:
                self.report(path, f"{spec.name} is a {spec.type.value}: it has no size")
        except ValueError:
            self.report(path, f"{bound!r} is no {spec.type.value}")
        return Expression(op, name=spec.name, value=(bound,))


def _list(value: list[str] | str) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
