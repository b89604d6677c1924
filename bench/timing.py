# SPDX-License-Identifier: EUPL-1.2
"""Measures, and what a measurement becomes in the table."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

MOST = 400


class Unequal(AssertionError):
    """A peer answered otherwise: the timing is worth nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    path: str
    measured: str
    goal: str = ""
    met: bool | None = None

    def __str__(self) -> str:
        verdict = {None: "", True: "met", False: "NOT MET"}[self.met]
        return f"{self.path:<58} {self.measured:<50} {self.goal:<22} {verdict}".rstrip()


def timed(action: Callable[[], object], times: int) -> list[float]:
    """Seconds of each run, sorted."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        found.append(time.perf_counter() - start)
    return sorted(found)


def at(seconds: list[float], share: float) -> float:
    """A percentile of sorted times."""
    return seconds[min(len(seconds) - 1, int(len(seconds) * share))]


def shown(seconds: float) -> str:
    """A time in the unit that fits."""
    if seconds < 1e-3:
        return f"{seconds * 1e6:.0f} us"
    return f"{seconds * 1e3:.2f} ms" if seconds < 1 else f"{seconds:.2f} s"


def equal(what: str, ours: object, theirs: object) -> None:
    """Stop where the two differ."""
    if ours != theirs:
        raise Unequal(f"{what}: ours {str(ours)[:MOST]}, theirs {str(theirs)[:MOST]}")


def printed(row: str, lines: Iterable[Line]) -> int:
    """Print the lines of a row as they come; 1 where a peer answered otherwise."""
    try:
        for line in lines:
            print(line, flush=True)
    except Unequal as error:
        print(f"{row}: UNEQUAL: {error}", flush=True)
        return 1
    return 0


def machine() -> str:
    """What it was measured on."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    system = f"{platform.machine()}, {platform.system()} {platform.release()}"
    return f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}, load {load}"
