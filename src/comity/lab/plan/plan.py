# SPDX-License-Identifier: EUPL-1.2
"""The best k reforms: candidates from the corpus, their set function by evaluation, the optimum by HiGHS, checked against the lab."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import chain

import numpy as np

from comity.corpus.corpus import Corpus
from comity.lab.compare_views import pair_weight
from comity.lab.effects import Effect
from comity.lab.field import Strips, classes_of
from comity.lab.grid import Statuses
from comity.lab.plan.candidates import MODEL, NO_LIMITS, Candidate, Limits, Offer, everybody, offer
from comity.lab.plan.choose import Chosen, Model
from comity.lab.plan.covers import Conjunction, Found, Literal, covers
from comity.lab.plan.levels import Lawbook, both
from comity.lab.reform import Conclude, apply_all
from comity.lab.reform_parts import changed
from comity.lab.simulate import Question, simulate
from comity.lab.sweep import Law, held, spread, world_of
from comity.lab.weights import EQUAL, Weights
from comity.lab.world import Strength, World
from comity.model.actors import ActorKind
from comity.model.errors import OurFault, WrongInput

TRIES = 30  # sets that let a safeguard fall and are ruled out one by one
SAME = 1e-6
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Wish:
    """What a plan is for."""

    states: tuple[str, ...]
    k: int
    on: date
    measures: tuple[str, ...]
    offences: tuple[str, ...]
    weights: Weights = EQUAL
    limits: Limits = NO_LIMITS
    rights_never_fall: bool = False

    @property
    def counted(self) -> Weights:
        """The weights, partners with whom nothing is wanted being worth nothing."""
        nothing = dict.fromkeys(self.limits.not_with, 0.0)
        return replace(self.weights, partners={**self.weights.partners, **nothing})


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
    equals: tuple[int, ...] = field(default=())

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


@dataclass(frozen=True)
class Task:
    """The set function of one measure."""

    law: Law
    token: str
    measure: str


@dataclass(frozen=True)
class Bench:
    """The two bodies of law between which sets choose."""

    wish: Wish
    offered: Offer
    off: World
    on: World


_WISHES: dict[str, Wish] = {}


def literal_of(candidate: Candidate) -> Literal:
    """A candidate as the set function knows it."""
    reform = candidate.reform
    if isinstance(reform, Conclude):
        return candidate.choice, "+".join(sorted((reform.state, reform.partner)))
    return candidate.choice, reform.state


def partners_of(corpus: Corpus, world: World) -> tuple[str, ...]:
    """The states with which a treaty could be concluded."""
    return tuple(code for code in world.actors if corpus.by_code[code].kind is ActorKind.STATE)


@lru_cache(maxsize=2)
def bench_of(law: Law, token: str) -> Bench:
    """The law without and with all candidates of a wish."""
    wish, world, corpus = _WISHES[token], world_of(law), held(law)
    offered = offer(corpus, wish.states, partners_of(corpus, world), wish.on, wish.limits)
    general = [item.reform for item in offered.candidates if not item.partner]
    off, on = corpus, apply_all(corpus, general)
    for name in offered.models:
        treaty = everybody(corpus.by_id[name], corpus, world.actors, wish.on)
        on, off = changed(on, treaty), changed(off, replace(treaty, rows=()))
    known = dict(world.statuses.known)
    return Bench(
        wish, offered, World(off, world.actors, Statuses(off, world.actors, known)), World(on, world.actors, Statuses(on, world.actors))
    )


def function_of(task: Task) -> tuple[Found, frozenset[Literal], int]:
    """The set function of a measure, the literals that alone let a safeguard fall, and the number of cells."""
    bench = bench_of(task.law, task.token)
    wish = bench.wish
    plan = bench.on.plan(task.measure)
    strips = Strips.of(bench.on, concerned_by(bench.on.corpus, wish.states))
    book = Lawbook(
        task.measure, wish.on, bench.off, bench.on, strips, classes_of(bench.on.corpus, (plan,), wish.offences), frozenset(wish.states)
    )
    weights = wish.counted
    worths = np.array([weights.worth(strength) for strength in Strength])
    lines = [sum(weights.offence(name) for name in names) for names in book.classes]
    columns = [pair_weight(pair, book.states, weights) for pair in strips.pairs] * strips.real
    weight = np.outer(lines, columns) * weights.measure(task.measure)
    names = tuple(dict.fromkeys(candidate.choice for candidate in bench.offered.candidates))
    found = covers(book, names, worths, weight)
    fallen = frozenset(_fallen(book, names)) if wish.rights_never_fall else frozenset()
    return found, fallen, len(wish.offences) * int(strips.real.sum())


def concerned_by(corpus: Corpus, states: Sequence[str]) -> tuple[str, ...]:
    """The planning states; what their territories gain is shown by the simulation, and is no goal."""
    return tuple(sorted(set(states) & set(corpus.by_code)))


def _fallen(book: Lawbook, names: Sequence[str]) -> Iterator[Literal]:
    own = book.choices(names)
    for name, cells in zip(own, book.fallen([both([name]) for name in own]), strict=True):
        for column in np.flatnonzero(cells.any(axis=0)):
            one, other = book.strips.pairs[column]
            if name.startswith(MODEL):
                yield name, "+".join(sorted((one, other)))
            else:
                yield from ((name, state) for state in (one, other) if state in book.states)


def plan(law: Law, wish: Wish, executor_of: Callable[[], Executor | None] | None = None, progress: Progress | None = None) -> Plan:
    """The best reforms of a wish; those of a cluster's or a pool's processes and of one process are the same."""
    token = _hold(law, wish)
    bench = bench_of(law, token)
    if not bench.offered.candidates:
        raise WrongInput(
            f"there is nothing that {' or '.join(wish.states)} could do", where="plan", do="name models or treaties: --model, --also"
        )
    executor = executor_of() if executor_of is not None else None
    found, fallen = Found(), set[Literal]()
    tasks = [Task(law, token, measure) for measure in wish.measures]
    for number, (function, falls, _) in enumerate(spread(function_of, tasks, executor), start=1):
        found.add(function)
        fallen |= falls
        if progress is not None:
            progress(f"{number}/{len(tasks)} {tasks[number - 1].measure}")
    return _Planner(law, bench, found, fallen, executor).plan()


def _hold(law: Law, wish: Wish) -> str:
    """Keep a wish in this process, so that children of a pool inherit it."""
    token = f"{law.version}:{len(_WISHES)}"
    _WISHES[token] = wish
    return token


class _Planner:
    def __init__(self, law: Law, bench: Bench, found: Found, fallen: set[Literal], executor: Executor | None) -> None:
        self.law, self.wish, self.found, self.executor = law, bench.wish, found, executor
        self.offered = bench.offered
        self.candidates = {literal_of(item): item for item in bench.offered.candidates if literal_of(item) not in fallen}
        self.out = len(bench.offered.candidates) - len(self.candidates)

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
        value = self.found.value(best.literals)
        return sum(
            abs(self.found.value(rest | {other}) - value) <= SAME * max(1.0, value)
            for other in self.candidates
            if other not in best.literals
        )
