# SPDX-License-Identifier: EUPL-1.2
"""The best k reforms: candidates from the corpus, their set function by evaluation, the optimum by HiGHS, checked against the lab."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from itertools import chain

from comity.lab.effects import Effect
from comity.lab.plan.candidates import Candidate, Offer
from comity.lab.plan.choose import Chosen, Model
from comity.lab.plan.covers import Conjunction, Literal
from comity.lab.plan.function import Progress, SetFunction, Wish, concerned_by, literal_of, set_function
from comity.lab.simulate import Question, simulate
from comity.lab.sweep import Law, held
from comity.model.errors import OurFault, WrongInput

TRIES = 30  # sets that let a safeguard fall and are ruled out one by one
SAME = 1e-6


@dataclass(frozen=True)
class Plan:
    """The chosen reforms and what the lab says of them together; what the proof says of all others."""

    chosen: tuple[Candidate, ...]
    effect: Effect
    predicted: float
    bound: float
    alone: tuple[float, ...]
    together: tuple[tuple[Candidate, ...], ...]
    offered: Offer
    ruled_out: int = 0
    equals: tuple[int, ...] = ()

    @property
    def gain(self) -> float:
        """What the plan brings, computed by the lab."""
        return self.effect.worth.gain

    @property
    def gap(self) -> float:
        """How far the proven bound lies above what the plan brings, as a share of it; 0 where it is the optimum."""
        over = max(0.0, self.bound - self.gain)
        if over <= SAME * max(1.0, abs(self.bound)):
            return 0.0
        return over / self.gain if self.gain > 0 else float("inf")


def plan(law: Law, wish: Wish, executor: Executor | None = None, progress: Progress | None = None) -> Plan:
    """The best reforms of a wish."""
    return best_plan(law, wish, set_function(law, wish, executor, progress), executor)


def best_plan(law: Law, wish: Wish, function: SetFunction, executor: Executor | None = None) -> Plan:
    """The best reforms by a set function, checked against the lab."""
    return _Planner(law, wish, function, executor).plan()


class _Planner:
    def __init__(self, law: Law, wish: Wish, function: SetFunction, executor: Executor | None) -> None:
        self.law, self.wish, self.found, self.executor = law, wish, function.whole(), executor
        self.offered, self.parts = function.bench.offered, self.found.parts()
        offered = self.offered.candidates
        self.candidates = {literal_of(item): item for item in offered if literal_of(item) not in function.fallen}
        self.out = len(offered) - len(self.candidates)

    def plan(self) -> Plan:
        """The best set; where rights may not fall, the best of which the lab says that none falls."""
        model = Model(self.found, list(self.candidates), self.wish.k)
        for _ in range(TRIES):
            best = model.best()
            needed = self._needed(best.literals)
            effect = self._effect(needed)
            if not (self.wish.rights_never_fall and any(topic.lost for topic in effect.topics.values())):
                return self._result(replace(best, literals=needed), effect)
            model.never(best.literals)
            self.out += 1
        raise WrongInput(
            f"none of the {TRIES} best plans leaves every safeguard standing", where="--rights-never-fall", do="ask for fewer reforms"
        )

    def _needed(self, literals: frozenset[Literal]) -> frozenset[Literal]:
        """Without those that add nothing."""
        value = self.found.value(literals)
        for literal in sorted(literals):
            if self.found.value(literals - {literal}) >= value - SAME * max(1.0, value):
                literals -= {literal}
        return literals

    def _effect(self, literals: frozenset[Literal]) -> Effect:
        reforms = tuple(self.candidates[literal].reform for literal in sorted(literals))
        if not reforms:
            return Effect()
        wish = self.wish
        states = concerned_by(held(self.law), wish.states)
        return simulate(self.law, Question(reforms, wish.on, wish.on, states, wish.measures, wish.offences, wish.counted), self.executor)

    def _result(self, best: Chosen, effect: Effect) -> Plan:
        self._agree(best, effect)
        ordered = self._order(best.literals)
        return Plan(
            chosen=tuple(self.candidates[literal] for literal in ordered),
            effect=effect,
            predicted=best.value,
            bound=best.bound + self.found.slack,
            alone=tuple(self.found.value(frozenset({literal})) for literal in ordered),
            together=tuple(self._together(best.literals)),
            offered=self.offered,
            ruled_out=self.out,
            equals=tuple(self._equals(literal, best) for literal in ordered),
        )

    def _agree(self, best: Chosen, effect: Effect) -> None:
        """The lab, which compiles the law with just this set anew, computes what the set function says, but for what that left open."""
        apart = abs(effect.worth.gain - best.value)
        if apart > self.found.slack + SAME * max(1.0, abs(best.value)):
            raise OurFault(f"the set function gives {best.value}, the law computed anew {effect.worth.gain}")

    def _order(self, literals: frozenset[Literal]) -> list[Literal]:
        """The step that adds most first."""
        done: list[Literal] = []
        rest = set(literals)
        while rest:
            step = max(sorted(rest), key=lambda literal: self.found.value(frozenset({*done, literal})))
            done.append(step)
            rest.discard(step)
        return done

    def _together(self, literals: frozenset[Literal]) -> Iterator[tuple[Candidate, ...]]:
        """Chosen reforms that pay only together."""
        seen: set[Conjunction] = set()
        for conjunction in chain.from_iterable(self.found.covers):
            if len(conjunction) > 1 and conjunction <= literals and conjunction not in seen:
                seen.add(conjunction)
                if self.found.value(conjunction) > sum(self.found.value(frozenset({literal})) for literal in conjunction) + SAME:
                    yield tuple(self.candidates[literal] for literal in sorted(conjunction))

    def _equals(self, literal: Literal, best: Chosen) -> int:
        """How many other candidates would do as well in the place of one."""
        rest = best.literals - {literal}
        lost = self.found.value(best.literals) - self.found.value(rest)
        near = max(1.0, best.value) * SAME
        return sum(
            abs(self._added(rest, other) - lost) <= near for other in self.candidates if other not in best.literals and other in self.parts
        )

    def _added(self, chosen: frozenset[Literal], other: Literal) -> float:
        """What one more literal adds."""
        more = chosen | {other}
        won = sum(
            weight
            for any_of, weight in self.parts[other]
            if any(part <= more for part in any_of) and not any(part <= chosen for part in any_of)
        )
        tables = [(frozenset(literals), values) for literals, values in self.found.tables.items() if other in literals]
        return won + sum(values.get(more & of, 0.0) - values.get(chosen & of, 0.0) for of, values in tables)
