# SPDX-License-Identifier: EUPL-1.2
"""The facts of a case as variables of the solver, typed by the vocabulary: each has a flag "known" and a value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import z3  # type: ignore[import-untyped]  # it ships no types

from comity.corpus.corpus import Corpus
from comity.engine.leaves import CompareLeaf, HoldsLeaf, OffenceLeaf, TruthLeaf
from comity.engine.offences import class_of
from comity.lab.contradictions.formula import Spells
from comity.model.expression import Op
from comity.model.query import FactValue, OffenceAsked
from comity.model.truth import Truth
from comity.model.vocabulary import FactSpec, FactType

OFFENCE = "offence"
OTHER = ""  # another member of a set than those that a condition names
_FIRST_DAY, _LAST_DAY, _MOST = date(1950, 1, 1).toordinal(), date(2100, 1, 1).toordinal(), 10**9

Leaf = TruthLeaf | CompareLeaf | HoldsLeaf | OffenceLeaf | Spells
Both = tuple[Any, Any]  # the conditions that a leaf is YES, and that it is NO


def fact_of(leaf: Leaf) -> str:
    """The fact that a leaf reads."""
    return OFFENCE if isinstance(leaf, OffenceLeaf) else leaf.name


@dataclass
class Variable:
    """One fact: whether it is known, and its value or its members."""

    name: str
    known: Any
    value: Any = None
    members: dict[str, Any] = field(default_factory=dict)
    candidates: tuple[int, ...] = ()


class Variables:
    """The variables for some leaves, and the limits that the vocabulary sets them."""

    def __init__(self, corpus: Corpus, leaves: Iterable[Leaf], never_more: Sequence[Sequence[str]] = ()) -> None:
        self.corpus = corpus
        self.leaves = tuple(leaves)
        self.limits: list[Any] = []
        self.named: dict[str, Variable] = {}
        for leaf in self.leaves:
            self._declare(fact_of(leaf))
        for smaller, larger in never_more:
            if smaller in self.named and larger in self.named:
                one, other = self.named[smaller], self.named[larger]
                self.limits.append(z3.Implies(z3.And(one.known, other.known), one.value <= other.value))

    @property
    def all(self) -> list[Variable]:
        """The variables by name."""
        return [self.named[name] for name in sorted(self.named)]

    def _declare(self, name: str) -> Variable:
        known = self.named.get(name)
        if known is not None:
            return known
        variable = self.named[name] = Variable(name, z3.Bool(f"known {name}"))
        spec = self.corpus.facts.get(name)
        if name == OFFENCE:
            self._integer(variable, 0, len(self.corpus.offences) - 1)
        elif spec is None or spec.type is FactType.TRUTH:
            variable.value = z3.Bool(f"is {name}")
        elif spec.type is FactType.SET:
            self._set(variable, spec)
        else:
            day = spec.type is FactType.DAY
            self._integer(variable, *((_FIRST_DAY, _LAST_DAY) if day else (0, _MOST)))
        if spec is not None and spec.same_as:
            self._declare(spec.same_as)
        return variable

    def _integer(self, variable: Variable, least: int, most: int) -> None:
        variable.value = z3.Int(f"size of {variable.name}")
        self.limits.append(z3.And(variable.value >= least, variable.value <= most))
        edges = {least}
        for leaf in self.leaves:
            if isinstance(leaf, CompareLeaf) and leaf.name == variable.name:
                bound = _integer(leaf.bound)
                edges |= {bound - 1, bound, bound + 1}
            if isinstance(leaf, Spells) and leaf.name == variable.name:
                edges |= {start for start, _ in leaf.steps if start > _FIRST_DAY}
        possible = sorted(edge for edge in edges if least <= edge <= most)
        variable.candidates = (*(edge for edge in possible if edge), *(edge for edge in possible if not edge))  # nothing at all comes last

    def _set(self, variable: Variable, spec: FactSpec) -> None:
        same = [leaf for leaf in self.leaves if isinstance(leaf, HoldsLeaf) and spec.name in self._family(leaf.name)]
        words = sorted({word for leaf in same for word in leaf.words if self._can_hold(spec.name, word)})
        names = [*words, *([OTHER] if not spec.values or set(spec.values) - set(words) else [])]
        variable.members = {word: _member(spec.name, word) for word in names}
        held = list(variable.members.values())
        self.limits.append(z3.Or(held))
        if spec.values:
            self.limits.append(z3.AtMost(*held, 1))

    def _can_hold(self, name: str, word: str) -> bool:
        spec = self.corpus.facts.get(name)
        return spec is None or not spec.values or word in spec.values

    def _family(self, name: str) -> tuple[str, ...]:
        spec = self.corpus.facts.get(name)
        return (name, spec.same_as) if spec is not None and spec.same_as else (name,)

    # -- leaves

    def planes(self, leaf: Leaf) -> Both:
        """When a leaf is YES and when it is NO."""
        own = self._one(leaf, self.named[fact_of(leaf)])
        spec = self.corpus.facts.get(fact_of(leaf))
        if spec is None or not spec.same_as:
            return own
        variable = self.named[spec.name]
        base = self._one(leaf, self.named[spec.same_as])
        silent = z3.Not(variable.known)
        return z3.Or(own[0], z3.And(silent, base[0])), z3.Or(own[1], z3.And(silent, base[1]))

    def _one(self, leaf: Leaf, variable: Variable) -> Both:
        if isinstance(leaf, OffenceLeaf):
            return self._offence(leaf, variable)
        if isinstance(leaf, Spells):
            return self._spells(leaf, variable)
        if isinstance(leaf, HoldsLeaf):
            held = z3.Or([_member(variable.name, word) for word in sorted(leaf.words) if self._can_hold(variable.name, word)])
        elif isinstance(leaf, CompareLeaf):
            held = _compare(leaf.op, variable.value, _integer(leaf.bound))
        else:
            held = variable.value
        return z3.And(variable.known, held), z3.And(variable.known, z3.Not(held))

    def _offence(self, leaf: OffenceLeaf, variable: Variable) -> Both:
        truths = [class_of(self.corpus, OffenceAsked(alias), leaf.classes) for alias in self.corpus.offences]
        yes, no = (z3.Or([variable.value == i for i, truth in enumerate(truths) if truth is wanted]) for wanted in (Truth.YES, Truth.NO))
        return z3.And(variable.known, yes), z3.And(variable.known, no)

    def _spells(self, leaf: Spells, variable: Variable) -> Both:
        spans: dict[Truth, list[Any]] = {Truth.YES: [], Truth.NO: [], Truth.UNKNOWN: []}
        for (start, truth), end in zip(leaf.steps, [*(start for start, _ in leaf.steps[1:]), _LAST_DAY + 1], strict=True):
            spans[truth].append(z3.And(variable.value >= start, variable.value < end))
        yes, no = (z3.Or(spans[truth]) for truth in (Truth.YES, Truth.NO))
        return z3.And(variable.known, yes), z3.And(variable.known, no)

    # -- values

    def value(self, variable: Variable, model: Any) -> FactValue:
        """The value of a known fact in a model of the solver."""
        if variable.members:
            return frozenset(self._word(variable, word) for word, held in variable.members.items() if z3.is_true(model[held]))
        if z3.is_bool(variable.value):
            return bool(z3.is_true(model[variable.value]))
        number: int = model.eval(variable.value, model_completion=True).as_long()
        spec = self.corpus.facts[variable.name]
        return date.fromordinal(number) if spec.type is FactType.DAY else float(number)

    def _word(self, variable: Variable, word: str) -> str:
        """A member; for another than those named the first word or state that no condition names."""
        if word != OTHER:
            return word
        named = set(variable.members)
        spec = self.corpus.facts[variable.name]
        return next(item for item in (spec.values or sorted(self.corpus.by_code)) if item not in named)


def _member(name: str, word: str) -> Any:
    return z3.Bool(f"{name} holds {word or 'another'}")


def _integer(bound: float | date) -> int:
    return bound.toordinal() if isinstance(bound, date) else int(bound)


def _compare(op: Op, value: Any, bound: int) -> Any:
    if op is Op.AT_LEAST:
        return value >= bound
    if op is Op.MORE_THAN:
        return value > bound
    return value <= bound if op is Op.AT_MOST else value < bound
