# SPDX-License-Identifier: EUPL-1.2
"""What sets of reforms are worth: the set function of a wish, measure by measure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from uuid import uuid4

import numpy as np
import numpy.typing as npt

from comity.corpus.corpus import Corpus
from comity.lab.compare_views import pair_weight
from comity.lab.field import Strips, classes_of
from comity.lab.plan.candidates import MODEL, NO_LIMITS, Candidate, Limits, Offer, everybody, offer
from comity.lab.plan.covers import Found, Literal, covers
from comity.lab.plan.levels import Lawbook, both
from comity.lab.reform import Conclude, apply_all
from comity.lab.reform_parts import changed
from comity.lab.sweep import Law, held, spread, world_like, world_of
from comity.lab.weights import EQUAL, Weights
from comity.lab.world import Strength, World
from comity.model.actors import ActorKind
from comity.model.errors import WrongInput

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
class Task:
    """The set function of one measure."""

    law: Law
    token: str
    wish: Wish
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
    return Bench(wish, offered, world_like(world, off), world_like(world, on))


def function_of(task: Task) -> tuple[Found, frozenset[Literal]]:
    """The set function of a measure, and the literals that alone let a safeguard fall."""
    wish = _WISHES.setdefault(task.token, task.wish)
    bench = bench_of(task.law, task.token)
    plan = bench.on.plan(task.measure)
    strips = Strips.of(bench.on, concerned_by(bench.on.corpus, wish.states))
    book = Lawbook(
        task.measure, wish.on, bench.off, bench.on, strips, classes_of(bench.on.corpus, (plan,), wish.offences), frozenset(wish.states)
    )
    weights = wish.counted
    worths = np.array([weights.worth(strength) for strength in Strength])
    lines = [sum(weights.offence(name) for name in names) for names in book.classes]

    def weight_of(pairs: Strips) -> npt.NDArray[np.float64]:
        columns = [pair_weight(pair, book.states, weights) for pair in pairs.pairs] * pairs.real
        return np.asarray(np.outer(lines, columns) * weights.measure(task.measure), dtype=np.float64)

    names = tuple(dict.fromkeys(candidate.choice for candidate in bench.offered.candidates))
    found = covers(book, names, worths, weight_of)
    fallen = frozenset(_fallen(book, names)) if wish.rights_never_fall else frozenset()
    return found, fallen


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


@dataclass(frozen=True)
class SetFunction:
    """The candidates of a wish and, measure by measure, what sets of them are worth."""

    bench: Bench
    parts: tuple[Found, ...]
    fallen: frozenset[Literal]  # those that alone let a safeguard fall

    def whole(self) -> Found:
        """All measures together."""
        found = Found()
        for part in self.parts:
            found.add(part)
        return found


def set_function(law: Law, wish: Wish, executor: Executor | None = None, progress: Progress | None = None) -> SetFunction:
    """The set function of a wish; that of a cluster's or a pool's processes and of one process are the same."""
    token = hold_wish(wish)
    bench = bench_of(law, token)
    if not bench.offered.candidates:
        what = f"there is nothing that {' or '.join(wish.states)} could do"
        raise WrongInput(what, where="plan", do="name models or treaties: --model, --also")
    tasks = [Task(law, token, wish, measure) for measure in wish.measures]
    parts: list[Found] = []
    fallen: set[Literal] = set()
    for task, (part, falls) in zip(tasks, spread(function_of, tasks, executor), strict=True):
        parts.append(part)
        fallen |= falls
        if progress is not None:
            progress(f"{len(parts)}/{len(tasks)} {task.measure}")
    return SetFunction(bench, tuple(parts), frozenset(fallen))


def hold_wish(wish: Wish) -> str:
    """Keep a wish in this process, so that children of a pool inherit what is prepared for it."""
    token = uuid4().hex
    _WISHES[token] = wish
    return token
