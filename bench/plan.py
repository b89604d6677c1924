# SPDX-License-Identifier: EUPL-1.2
"""P5 and P6: the best reforms of one state, and of several jointly, against HiGHS and CP-SAT on the same set function.

Run by ``make bench``, or alone: ``python -m bench.plan [STATE] [STATE,STATE...]``. What sets of reforms are worth is computed once by the
lab. Ours merges equal covers of all measures and solves with HiGHS. The peer of P5 is HiGHS on the program as it comes, measure by measure,
nothing merged; the peer of P6 is CP-SAT, which gets ten times our time. Optima must be equal, and ours at least what CP-SAT finds. The plan
is computed anew by the lab, from the law with just that set. Teeth: a set function without its largest cover must be found out.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ortools.sat.python import cp_model

from bench.timing import Line, Unequal, machine, printed, shown
from comity.corpus.load import load
from comity.lab.plan.choose import Chosen, Model
from comity.lab.plan.covers import Conjunction, Found, Literal
from comity.lab.plan.function import SetFunction, Wish, literal_of, set_function
from comity.lab.plan.plan import Plan, best_plan
from comity.lab.sweep import hold, pool, warm

STATE, SEVERAL = "AZ", "AZ,GE,MD,UA"
_NAMES = "extradition hearing-video transfer-sentenced-person freezing recognition-judgment traffic-data jit transfer-proceedings"
MEASURES = tuple(_NAMES.split())
K_ONE, K_SEVERAL = 5, 10
SAME = 1e-6
LEAST = 0.5  # seconds that CP-SAT gets at least


@dataclass(frozen=True)
class Case:
    """One wish with its set function, and what ours made of it."""

    wish: Wish
    function: SetFunction
    found: Plan
    ours: Chosen
    seconds: float
    prepared: float

    @property
    def literals(self) -> list[Literal]:
        """All candidates."""
        return [literal_of(candidate) for candidate in self.function.bench.offered.candidates]


def main(arguments: list[str]) -> int:
    """Print the table; 1 where values differ."""
    print(machine(), flush=True)
    one = arguments[0] if arguments else STATE
    several = arguments[1] if len(arguments) > 1 else SEVERAL
    parts: tuple[tuple[str, tuple[str, ...], int, Callable[[Case], Iterator[Line]]], ...] = (
        ("p5", (one,), K_ONE, _p5),
        ("p6", tuple(sorted(several.split(","))), K_SEVERAL, _p6),
    )
    return max(printed(row, lines(_case(states, k))) for row, states, k, lines in parts)


def _case(states: tuple[str, ...], k: int) -> Case:
    corpus = load()
    law = hold(corpus)
    warm(law)
    wish = Wish(states, k, date.fromisoformat(corpus.as_of), MEASURES, tuple(corpus.offences))
    with pool() as executor:
        start = time.perf_counter()
        function = set_function(law, wish, executor)
        prepared = time.perf_counter() - start
        found = best_plan(law, wish, function, executor)
    literals = [literal_of(candidate) for candidate in function.bench.offered.candidates]
    start = time.perf_counter()
    ours = Model(function.whole(), literals, k).best()
    return Case(wish, function, found, ours, time.perf_counter() - start, prepared)


# -- P5: one state


def _p5(case: Case) -> Iterator[Line]:
    yield from _about("P5", case)
    start = time.perf_counter()
    model = Model(Found(), case.literals, case.wish.k)
    for part in case.function.parts:
        model.add(part)
    theirs = model.best()
    seconds = time.perf_counter() - start
    _same("optimum of HiGHS, nothing merged", case.ours.value, theirs.value)
    ratio = f"{shown(case.seconds)} to {shown(seconds)}: {seconds / case.seconds:.1f} x"
    yield Line("P5 time to the proven optimum, ours to HiGHS", ratio, "no more time", case.seconds <= seconds)
    yield Line("P5 optima equal", f"{case.ours.value:,.0f} = {theirs.value:,.0f}")
    covers = case.function.whole().covers
    largest = max(covers, key=lambda any_of: covers[any_of])
    broken = Model(Found({any_of: weight for any_of, weight in covers.items() if any_of != largest}), case.literals, case.wish.k).best()
    if abs(broken.value - case.found.gain) <= SAME * max(1.0, case.found.gain):
        raise Unequal("a set function without its largest cover was not found out: the check is blind")
    yield Line("P5 teeth: a set function without its largest cover", f"{broken.value:,.0f}: differs from the law, as it must")


# -- P6: several states


def _p6(case: Case) -> Iterator[Line]:
    yield from _about("P6", case)
    limit = max(LEAST, 10 * case.seconds)
    value, bound, seconds = _cp_sat(case, limit)
    if value > case.ours.value + 1:
        raise Unequal(f"CP-SAT finds {value}, ours {case.ours.value}")
    words = f"ours {case.ours.value:,.0f} in {shown(case.seconds)}, CP-SAT {value:,.0f} in {shown(seconds)}"
    yield Line("P6 value, ours to CP-SAT with ten times the time", words, "at least as much", case.ours.value >= value - 1)
    yield Line(
        "P6 proven gap", f"ours {case.found.gap:.4f}, CP-SAT {max(0.0, bound / max(value, 1) - 1):.4f}", "aim <= 2", case.found.gap <= 2
    )


def _cp_sat(case: Case, limit: float) -> tuple[float, float, float]:
    """The value, the bound and the seconds of CP-SAT on the same set function, its weights rounded to whole numbers."""
    start = time.perf_counter()
    model = cp_model.CpModel()
    chosen = {literal: model.new_bool_var(str(number)) for number, literal in enumerate(case.literals)}
    model.add(sum(chosen.values()) <= case.wish.k)
    found = case.function.whole()
    known: dict[Conjunction, cp_model.IntVar] = {}
    terms = []
    for any_of, weight in found.covers.items():
        parts = [_conjunction(model, chosen, known, part) for part in any_of if all(literal in chosen for literal in part)]
        if parts:
            cover = model.new_bool_var("")
            model.add_bool_or([*parts, cover.negated()])
            terms.append(round(weight) * cover)
    for of, values in found.tables.items():
        terms += _table(model, chosen, of, values)
    model.maximize(sum(terms))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit
    solver.parameters.num_workers = 2
    solver.parameters.random_seed = 1
    solver.solve(model)
    return solver.objective_value, solver.best_objective_bound, time.perf_counter() - start


def _conjunction(
    model: cp_model.CpModel, chosen: dict[Literal, cp_model.IntVar], known: dict[Conjunction, cp_model.IntVar], part: Conjunction
) -> cp_model.IntVar:
    if len(part) == 1:
        return chosen[next(iter(part))]
    if part not in known:
        known[part] = model.new_bool_var("")
        for literal in part:
            model.add_implication(known[part], chosen[literal])
    return known[part]


def _table(
    model: cp_model.CpModel, chosen: dict[Literal, cp_model.IntVar], of: tuple[Literal, ...], values: dict[Conjunction, float]
) -> Iterator[cp_model.LinearExpr]:
    """Each combination that is worth something: it holds exactly where just these literals of the table are chosen."""
    for there, value in values.items():
        holds = model.new_bool_var("")
        literals = [chosen[literal] if literal in there else chosen[literal].negated() for literal in of if literal in chosen]
        model.add_bool_and(literals).only_enforce_if(holds)
        model.add_bool_or([*(literal.negated() for literal in literals), holds])
        yield round(value) * holds


# -- both


def _about(name: str, case: Case) -> Iterator[Line]:
    wish = case.wish
    what = f"{len(case.literals)} candidates, best {wish.k}, {len(wish.measures)} measures, {len(wish.offences)} classes of offence"
    yield Line(f"{name} {', '.join(wish.states)}", what)
    yield Line(f"{name} set function by evaluation", shown(case.prepared))
    _same("plan computed anew by the lab", case.found.gain, case.found.predicted)
    yield Line(f"{name} plan, computed anew from the law with just that set", f"{case.found.gain:,.0f} = {case.found.predicted:,.0f}")
    yield Line(f"{name} proven gap", f"{case.found.gap:.4f}")


def _same(what: str, ours: float, theirs: float) -> None:
    if abs(ours - theirs) > SAME * max(1.0, abs(ours)):
        raise Unequal(f"{what}: ours {ours}, theirs {theirs}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
