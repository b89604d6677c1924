# SPDX-License-Identifier: EUPL-1.2
"""Finds facts on which given conditions hold: as few as possible, found by z3.

A condition has three values. Each formula becomes two conditions of the solver, that it is YES and that it is NO; a fact that is not
known makes neither true. So a witness names only the facts that are needed, and everything else may stay unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import z3  # type: ignore[import-untyped]  # it ships no types

from comity.corpus.corpus import Corpus
from comity.lab.contradictions.formula import NO, UNKNOWN, YES, Formulas
from comity.lab.contradictions.variables import OFFENCE, Both, Variables
from comity.model.errors import OurFault
from comity.model.query import FactValue

_TRUTHS: Mapping[int, Both] = {
    YES: (z3.BoolVal(True), z3.BoolVal(False)),
    NO: (z3.BoolVal(False), z3.BoolVal(True)),
    UNKNOWN: (z3.BoolVal(False), z3.BoolVal(False)),
}


class Wanted(NamedTuple):
    """Formulas that must be YES, those that must be NO, those that must not be YES, and the definitions of facts among them."""

    yes: tuple[int, ...]
    no: tuple[int, ...] = ()
    not_yes: tuple[int, ...] = ()
    given: tuple[tuple[int, int], ...] = ()

    @property
    def hopeless(self) -> bool:
        """Whether the pair and the day alone exclude it."""
        return NO in self.yes or UNKNOWN in self.yes or YES in self.no or UNKNOWN in self.no or YES in self.not_yes


@dataclass(frozen=True, slots=True)
class Witness:
    """The facts, and the class of offence where it matters."""

    facts: Mapping[str, FactValue] = field(default_factory=dict)
    offence: str = ""


@dataclass
class Search:
    """The solver, with the answers to the questions it was asked before."""

    corpus: Corpus
    formulas: Formulas
    never_more: Sequence[Sequence[str]] = ()
    known: dict[Wanted, Witness | None] = field(default_factory=dict)
    planes: dict[int, Both] = field(default_factory=lambda: dict(_TRUTHS))

    def witness(self, wanted: Wanted) -> Witness | None:
        """The fewest facts on which all that is wanted holds; None where there are none."""
        if wanted.hopeless:
            return None
        yes, no, not_yes = (tuple(sorted({n for n in part if n > YES})) for part in (wanted.yes, wanted.no, wanted.not_yes))
        wanted = Wanted(yes, no, not_yes, wanted.given)
        if wanted not in self.known:
            self.known[wanted] = _Question(self, wanted).answer()
        return self.known[wanted]


class _Question:
    def __init__(self, search: Search, wanted: Wanted) -> None:
        formulas = self.formulas = search.formulas
        numbers = {*wanted.yes, *wanted.no, *wanted.not_yes, *(number for pair in wanted.given for number in pair)}
        leaves = sorted({leaf for number in numbers for leaf in formulas.leaves(number)})
        self.variables = Variables(search.corpus, [formulas.parts[leaf].leaf for leaf in leaves], search.never_more)  # type: ignore[misc]
        self.planes = search.planes
        self.solver = z3.Solver()
        self.solver.add(*self.variables.limits)
        self.solver.add(*(self._planes(number)[0] for number in wanted.yes))
        self.solver.add(*(self._planes(number)[1] for number in wanted.no))
        self.solver.add(*(z3.Not(self._planes(number)[0]) for number in wanted.not_yes))
        for fact, definition in wanted.given:
            for mine, other in zip(self._planes(fact), reversed(self._planes(definition)), strict=True):
                self.solver.add(z3.Not(z3.And(mine, other)))  # a fact given against its definition is wrong input

    def _planes(self, number: int) -> Both:
        known = self.planes.get(number)
        if known is None:
            known = self.planes[number] = self._made(number)
        return known

    def _made(self, number: int) -> Both:
        part = self.formulas.parts[number]
        if part.op == "leaf":
            return self.variables.planes(part.leaf)  # type: ignore[arg-type]
        children = [self._planes(child) for child in part.of]
        yes, no = [child[0] for child in children], [child[1] for child in children]
        if part.op == "not":
            return no[0], yes[0]
        if part.op == "all":
            return z3.And(yes), z3.Or(no)
        if part.op == "any":
            return z3.Or(yes), z3.And(no)
        return z3.Or(yes[0], z3.And(yes[1], z3.Not(no[0]))), z3.Or(no[0], z3.And(no[1], z3.Not(yes[0])))

    def answer(self) -> Witness | None:
        """The witness with the fewest facts; among those the same one every time."""
        if not self._holds():
            return None
        self._fewest()
        for variable in self.variables.all:
            if not self._prefer(z3.Not(variable.known)):
                self._settle_value(variable)
        model = self._model()
        known = [variable for variable in self.variables.all if z3.is_true(model[variable.known])]
        facts = {variable.name: self.variables.value(variable, model) for variable in known if variable.name != OFFENCE}
        offences = tuple(self.variables.corpus.offences)
        offence = next(
            (offences[model.eval(variable.value, model_completion=True).as_long()] for variable in known if variable.name == OFFENCE), ""
        )
        return Witness(facts, offence)

    def _holds(self, *more: Any) -> bool:
        """Whether everything, and this besides, can be had."""
        self.solver.push()
        try:
            self.solver.add(*more)
            answer = self.solver.check()
        finally:
            self.solver.pop()
        if answer == z3.unknown:
            raise OurFault("the solver gave up on a condition", do="report it")
        return bool(answer == z3.sat)

    def _model(self) -> Any:
        if self.solver.check() != z3.sat:
            raise OurFault("the solver lost its model", do="report it")
        return self.solver.model()

    def _fewest(self) -> None:
        flags = [variable.known for variable in self.variables.all]
        while flags:
            model = self._model()
            count = sum(1 for flag in flags if z3.is_true(model[flag]))
            self.solver.add(z3.AtMost(*flags, count))
            if count == 0 or not self._holds(z3.AtMost(*flags, count - 1)):
                return
            self.solver.add(z3.AtMost(*flags, count - 1))

    def _prefer(self, condition: Any) -> bool:
        """Add a condition if it can be had."""
        possible = self._holds(condition)
        if possible:
            self.solver.add(condition)
        return possible

    def _settle_value(self, variable: Any) -> None:
        """The smallest size, the smallest set, of the values that do."""
        if variable.members:
            for member in variable.members.values():
                self._prefer(z3.Not(member))
        elif z3.is_bool(variable.value):
            self._prefer(variable.value)
        elif variable.name == OFFENCE:
            any(self._prefer(variable.value == place) for place in range(len(self.variables.corpus.offences)))
        else:
            any(self._prefer(variable.value == edge) for edge in variable.candidates)
