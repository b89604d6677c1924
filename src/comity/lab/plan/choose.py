# SPDX-License-Identifier: EUPL-1.2
"""The best k reforms as a mixed integer program, solved by HiGHS to proven optimality.

A reform is a binary; a conjunction is at most each of its reforms; a cover is at most the sum of its conjunctions and at most one. The
objective is the weight of all covers, so conjunctions and covers may be continuous: they are whole where the reforms are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np

from comity.lab.plan.covers import Conjunction, Found, Literal
from comity.model.errors import OurFault

SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Chosen:
    """The best set of literals, what it is worth in the model, and what no set can exceed."""

    literals: frozenset[Literal]
    value: float
    bound: float


@dataclass
class Program:
    """Rows and columns of a mixed integer program, as HiGHS takes them."""

    costs: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[float, float, dict[int, float]]] = field(default_factory=list)

    def column(self, cost: float = 0.0, *, whole: bool = False) -> int:
        """A variable between 0 and 1."""
        self.costs.append(cost)
        self.whole.append(whole)
        return len(self.costs) - 1

    def row(self, least: float, most: float, entries: Mapping[int, float]) -> None:
        """A constraint."""
        self.rows.append((least, most, dict(entries)))


class Model:
    """The program of a set function; further sets can be ruled out."""

    def __init__(self, found: Found, literals: Sequence[Literal], k: int) -> None:
        self.program = Program()
        self.literals = {literal: self.program.column(whole=True) for literal in literals}
        self.program.row(0, k, dict.fromkeys(self.literals.values(), 1.0))
        self._conjunctions: dict[Conjunction, int] = {}
        self.add(found)

    def add(self, found: Found) -> None:
        """A set function more; equal covers of several are not merged."""
        for any_of, weight in sorted(found.covers.items(), key=lambda item: sorted(map(sorted, item[0]))):
            self._cover(any_of, weight)
        for of, values in found.tables.items():
            self._table(of, values)

    def _conjunction(self, conjunction: Conjunction) -> int | None:
        """The variable of a conjunction; None where one of its literals is no candidate."""
        if not all(literal in self.literals for literal in conjunction):
            return None
        if len(conjunction) == 1:
            return self.literals[next(iter(conjunction))]
        known = self._conjunctions.get(conjunction)
        if known is None:
            known = self._conjunctions[conjunction] = self.program.column()
            for literal in conjunction:
                self.program.row(-highspy.kHighsInf, 0, {known: 1.0, self.literals[literal]: -1.0})
        return known

    def _cover(self, any_of: tuple[Conjunction, ...], weight: float) -> None:
        parts = [part for conjunction in any_of if (part := self._conjunction(conjunction)) is not None]
        if len(parts) == 1:
            self.program.costs[parts[0]] += weight
        elif parts:
            cover = self.program.column(weight)
            self.program.row(-highspy.kHighsInf, 0, {cover: 1.0, **dict.fromkeys(parts, -1.0)})

    def _table(self, of: tuple[Literal, ...], values: Mapping[Conjunction, float]) -> None:
        """Exactly one combination holds; each is tied to its literals, so that a loss cannot be left out."""
        there = [literal for literal in of if literal in self.literals]
        combinations: list[Conjunction] = [frozenset()]
        for literal in there:
            combinations += [chosen | {literal} for chosen in combinations]
        columns = {chosen: self.program.column(values.get(chosen, 0.0)) for chosen in combinations}
        self.program.row(1, 1, dict.fromkeys(columns.values(), 1.0))
        for literal in there:
            holding = {column: 1.0 for chosen, column in columns.items() if literal in chosen}
            self.program.row(0, 0, {**holding, self.literals[literal]: -1.0})

    def never(self, literals: frozenset[Literal]) -> None:
        """Rule out exactly this set."""
        entries = {column: 1.0 if literal in literals else -1.0 for literal, column in self.literals.items()}
        self.program.row(-highspy.kHighsInf, len(literals) - 1, entries)

    def best(self, seconds: float = SECONDS) -> Chosen:
        """The best set, and the proven bound."""
        solver = solver_of(self.program, seconds)
        solver.run()
        info = solver.getInfo()
        if solver.getModelStatus() not in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit):
            raise OurFault(f"HiGHS ended with {solver.getModelStatus()}")
        values = solver.getSolution().col_value
        chosen = frozenset(literal for literal, column in self.literals.items() if values[column] > 0.5)
        bound = max(float(info.mip_dual_bound), float(info.objective_function_value))
        return Chosen(chosen, float(info.objective_function_value), bound)


class _Quiet(highspy.Highs):
    """HiGHS that prints nothing, not even that it starts."""

    def enableCallbacks(self) -> None:
        """Be silent before the first word."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # highspy has no types there


def solver_of(program: Program, seconds: float = SECONDS) -> highspy.Highs:
    """HiGHS with a program, quiet, to be solved to the end."""
    starts, indices, values = [0], list[int](), list[float]()
    for _, _, entries in program.rows:
        indices.extend(entries)
        values.extend(entries.values())
        starts.append(len(indices))
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(program.costs), len(program.rows)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.array(program.costs)
    model.col_lower_, model.col_upper_ = np.zeros(len(program.costs)), np.ones(len(program.costs))
    model.row_lower_ = np.array([least for least, _, _ in program.rows], dtype=float)
    model.row_upper_ = np.array([most for _, most, _ in program.rows], dtype=float)
    model.integrality_ = [highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous for whole in program.whole]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = np.array(starts), np.array(indices), np.array(values)
    solver = _Quiet()  # type: ignore[no-untyped-call]  # highspy has no types there
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 1e-6)
    solver.setOptionValue("random_seed", 1)
    solver.setOptionValue("time_limit", seconds)
    solver.passModel(model)
    return solver
