# SPDX-License-Identifier: EUPL-1.2
"""T4 in full: the engine against the logic program, on the real body of law and on invented ones.

``python -m bench.oracle [--samples 100000] [--worlds 2000] [--seed 1] [--workers N]`` prints what was compared, how often the
two agreed and how long it took; progress goes to standard error. The exit code is 1 where they differ on anything.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from comity.corpus.corpus import Corpus
from comity.corpus.load import load
from comity.model.truth import Truth
from oracle.compare import KINDS, Comparison, Engine, Oracle, compare
from oracle.invented import invented
from oracle.samples import Sampler

CHUNK = 400
"""Samples that are grounded together, so that they share the body of law."""
WORLD, WORLDS = 40, 20
"""Samples in each invented body of law, and how many of these are one task."""
TASKS = 10
"""A process does so many tasks and makes room for another: clingo never gives back the memory of a symbol that it has seen."""
STRIDE = 1_000_003

Task = tuple[int, int]
"""A seed, and how many samples or worlds."""


@cache
def real_law() -> tuple[Corpus, Engine, Oracle]:
    """What a process keeps: the body of law, the status of every actor so far, and the logic program over it."""
    corpus = load()
    return corpus, Engine(corpus), Oracle(corpus)


def on_real_law(task: Task) -> Comparison:
    """One chunk on the real law."""
    corpus, engine, oracle = real_law()
    return compare(list(Sampler(corpus, task[0]).groups(task[1])), engine, oracle)


def on_invented_law(task: Task) -> Comparison:
    """Some invented worlds."""
    total = Comparison()
    for seed in range(task[0], task[0] + task[1]):
        corpus = invented(seed)
        total.add(compare(list(Sampler(corpus, seed).groups(WORLD)), Engine(corpus), Oracle(corpus)))
    return total


def tasks(seed: int, wanted: int, size: int) -> Iterator[Task]:
    """So many samples or worlds, in tasks of a size; no two tasks share a seed."""
    for start in range(0, wanted, size):
        yield seed * STRIDE + start, min(size, wanted - start)


def run(what: Callable[[Task], Comparison], given: Iterable[Task], workers: int) -> tuple[Comparison, float]:
    """Run all tasks, with progress on standard error."""
    total, began = Comparison(), time.perf_counter()
    with get_context("spawn").Pool(workers, maxtasksperchild=TASKS) as pool:
        for found in pool.imap_unordered(what, given):
            total.add(found)
            print(f"\r{total.samples:>8,} samples, {time.perf_counter() - began:,.0f} s", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return total, time.perf_counter() - began


def report(name: str, total: Comparison, spent: float) -> bool:
    """Print a table; whether they agree on everything."""
    print(f"{name}: {total.samples:,} samples (pair, measure, day) in {spent:,.0f} s")
    print(f"  {'question':<20}{'compared':>14}{'agreed':>14}{'differ':>8}   of these yes / unknown / no")
    for kind in KINDS:
        compared, agreed = total.compared[kind], total.agreed[kind]
        values = " / ".join(f"{total.values[kind, truth]:,}" for truth in (Truth.YES, Truth.UNKNOWN, Truth.NO))
        print(f"  {kind:<20}{compared:>14,}{agreed:>14,}{compared - agreed:>8,}   {values}")
    for difference in total.disagreements[:20]:
        print(f"  {difference}")
    return total.agrees


def main() -> int:
    """Run both comparisons."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=int, default=100_000, help="samples on the real law")
    parser.add_argument("--worlds", type=int, default=2_000, help=f"invented bodies of law, with {WORLD} samples each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    real = report("real law", *run(on_real_law, tasks(asked.seed, asked.samples, CHUNK), asked.workers))
    worlds = report("invented law", *run(on_invented_law, tasks(asked.seed, asked.worlds, WORLDS), asked.workers))
    return 0 if real and worlds else 1


if __name__ == "__main__":
    sys.exit(main())
