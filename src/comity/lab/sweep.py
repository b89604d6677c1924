# SPDX-License-Identifier: EUPL-1.2
"""Work that is spread over processes: the same calls on one process, a pool, or a Dask cluster.

A task names its law instead of carrying it. A process that has not that law yet loads it once; children of a pool inherit what their
parent holds. Anything with ``map``, as ``concurrent.futures`` and ``distributed.Client.get_executor()`` give it, can run the tasks.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from comity.corpus.corpus import Corpus
from comity.corpus.load import load
from comity.lab.grid import Statuses
from comity.lab.reform import Reform, apply_all, differing
from comity.lab.world import START, World
from comity.model.errors import WrongInput

T = TypeVar("T")
R = TypeVar("R")
_HELD: dict[str, Corpus] = {}


@dataclass(frozen=True, slots=True)
class Law:
    """A body of law by its version, and the folder from which a process that does not hold it loads it ("": the one in use)."""

    version: str
    folder: str = ""


def hold(corpus: Corpus, folder: str = "") -> Law:
    """Keep a body of law in this process, and name it; a changed one of the same version gets a name of its own."""
    name, number = corpus.version, 1
    while _HELD.get(name, corpus) != corpus:
        name, number = f"{corpus.version}#{number}", number + 1
    _HELD.setdefault(name, corpus)
    return Law(name, folder)


def held(law: Law) -> Corpus:
    """The body of law of that name; loaded where this process does not hold it."""
    corpus = _HELD.get(law.version)
    if corpus is None:
        corpus = load(Path(law.folder) if law.folder else None)
        if corpus.version != law.version:
            raise WrongInput(f"this worker has the law {corpus.version}, not {law.version}", where="cluster", do="give all the same law")
        _HELD[law.version] = corpus
    return corpus


@lru_cache(maxsize=4)
def world_of(law: Law) -> World:
    """The world of a body of law; kept."""
    return World.of(held(law))


@lru_cache(maxsize=16)
def reformed(law: Law, reforms: tuple[Reform, ...]) -> World:
    """The world with reforms; the status of everybody under instruments that stay the same is taken over."""
    before = world_of(law)
    return world_like(before, apply_all(before.corpus, reforms))


def world_like(before: World, corpus: Corpus) -> World:
    """The world of a changed body of law, with the status of everybody under what stays the same taken over."""
    changed = frozenset(differing(before.corpus, corpus))
    known = {name: lines for name, lines in before.statuses.known.items() if name not in changed}
    moves = {name: points for name, points in before.statuses.moves.items() if name not in changed}
    return World(corpus, before.actors, Statuses(corpus, before.actors, known, moves))


def warm(law: Law) -> World:
    """The world of a body of law with everybody's status computed, so that children of a pool need not do it again."""
    world = world_of(law)
    for instrument in world.corpus.instruments:
        if not instrument.national and instrument.provisions:
            world.statuses.vector(instrument.id, START)
    return world


@contextmanager
def pool(workers: int = 0) -> Iterator[Executor | None]:
    """A pool of processes that inherit what this one holds; none for one worker, or where processes cannot be forked."""
    count = workers or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else workers or os.cpu_count() or 1
    if count < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield None
        return
    with ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("fork")) as executor:
        yield executor


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """A Dask cluster by the address of its scheduler; its workers need the same Comity and the same law."""
    from distributed import Client  # noqa: PLC0415 - an extra of its own

    with Client(address) as client:  # type: ignore[no-untyped-call]  # distributed has no types there
        executor: Any = client.get_executor()
        yield executor


def spread(action: Callable[[T], R], tasks: Iterable[T], executor: Executor | None = None) -> Iterator[R]:
    """The results of an action on tasks, in their order."""
    return map(action, tasks) if executor is None else executor.map(action, tasks)
