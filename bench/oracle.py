# SPDX-License-Identifier: EUPL-1.2
"""T4 in full: the engine against the logic program, on the real body of law and on invented ones.

``python bench/oracle.py [--samples 100000] [--worlds 2000] [--seed 1] [--workers N]`` prints what was compared, how often the
two agreed and how long it took; progress goes to standard error. The exit code is 1 where they differ on anything.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from comity.corpus.load import load
from comity.model.truth import Truth
from oracle.compare import KINDS, Comparison, Engine, Oracle, compare
from oracle.invented import invented
from oracle.samples import Sampler

CHUNK = 800
"""Samples that are grounded together: large enough to share the body of law, small enough for the memory of a laptop."""
WORLD = 40
"""Samples in each invented body of law."""
STRIDE = 1_000_003


class Worker:
    """What one process keeps: the body of law, the logic program over it, and the status of every actor so far."""

    def __init__(self) -> None:
        self.corpus = load()
        self.engine = Engine(self.corpus)
        self.oracle = Oracle(self.corpus)

    def real(self, seed: int, samples: int) -> Comparison:
        """Compare on the real law."""
        return compare(list(Sampler(self.corpus, seed).groups(samples)), self.engine, self.oracle)

    def world(self, seed: int, samples: int) -> Comparison:
        """Compare on an invented law."""
        corpus = invented(seed)
        return compare(list(Sampler(corpus, seed).groups(samples)), Engine(corpus), Oracle(corpus))


_kept: list[Worker] = []


def worker() -> Worker:
    """The worker of this process."""
    if not _kept:
        _kept.append(Worker())
    return _kept[0]


def on_real_law(task: tuple[int, int]) -> Comparison:
    """One chunk on the real law."""
    return worker().real(*task)


def on_invented_law(task: tuple[int, int]) -> Comparison:
    """One invented world."""
    return worker().world(*task)


def chunks(seed: int, samples: int) -> Iterator[tuple[int, int]]:
    """Seeds and sizes of the chunks that make up so many samples."""
    for number, start in enumerate(range(0, samples, CHUNK)):
        yield seed * STRIDE + number, min(CHUNK, samples - start)


def run(pool: ProcessPoolExecutor, what: Callable[[tuple[int, int]], Comparison], tasks: list[tuple[int, int]]) -> tuple[Comparison, float]:
    """Run all tasks, with progress on standard error."""
    total, began = Comparison(), time.perf_counter()
    wanted = sum(samples for _, samples in tasks)
    for found in pool.map(what, tasks):
        total.add(found)
        spent = time.perf_counter() - began
        print(f"\r{total.samples:>8,} of {wanted:,} samples, {spent:,.0f} s", end="", file=sys.stderr, flush=True)
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
    with ProcessPoolExecutor(asked.workers) as pool:
        real = report("real law", *run(pool, on_real_law, list(chunks(asked.seed, asked.samples))))
        worlds = [(asked.seed * STRIDE + number, WORLD) for number in range(asked.worlds)]
        return 0 if report("invented law", *run(pool, on_invented_law, worlds)) and real else 1


if __name__ == "__main__":
    sys.exit(main())
