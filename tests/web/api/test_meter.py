# SPDX-License-Identifier: EUPL-1.2
"""Units are taken from the common count in blocks; no token spends more than its rate, however many processes serve it."""

from __future__ import annotations

import random
import threading

import pytest
from django.core.cache import cache

from comity.web.api.meter import BLOCK, WINDOW, Meter


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands until it is set; an empty common count."""
    cache.clear()
    now = [1_000_000.0]
    monkeypatch.setattr("comity.web.api.meter.time.time", lambda: now[0])
    return now


def test_a_token_has_exactly_its_rate_in_one_process() -> None:
    one = Meter()
    assert [one.spend("a", 1, 45) for _ in range(60)] == [True] * 45 + [False] * 15


@pytest.mark.parametrize("seed", range(8))
def test_several_processes_together_never_exceed_the_rate(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - seeded order, no secret
    processes, rate, spent = [Meter() for _ in range(4)], 200, 0
    for _ in range(600):
        cost = chance.choice([1, 1, 1, 5, 30])
        if chance.choice(processes).spend("a", cost, rate):
            spent += cost
    assert rate - 4 * (BLOCK + 30) <= spent <= rate


def test_a_new_minute_begins_anew(clock: list[float]) -> None:
    one = Meter()
    assert [one.spend("a", 10, 20) for _ in range(3)] == [True, True, False]
    clock[0] += WINDOW
    assert one.spend("a", 10, 20)


def test_what_is_dear_is_refused_while_what_is_cheap_still_passes() -> None:
    one = Meter()
    assert [one.spend("a", 30, 25), one.spend("a", 5, 25), one.spend("a", 25, 25), one.spend("b", 25, 25)] == [False, True, False, True]


def test_most_calls_write_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []
    taken = cache.incr

    def counted(key: str, delta: int = 1) -> int:
        written.append(delta)
        return taken(key, delta)

    monkeypatch.setattr("comity.web.api.meter.cache.incr", counted)
    one = Meter()
    for _ in range(5 * BLOCK):
        one.spend("a", 1, 10**6)
    assert written == [BLOCK] * 5
    for _ in range(50):
        one.spend("b", 1, 3)
    assert len(written) == 6, "once the count is spent, a flood of calls costs no write"


def test_threads_of_one_process_share_what_is_left() -> None:
    one = Meter()
    passed: list[bool] = []

    def many() -> None:
        passed.extend(one.spend("a", 1, 10**6) for _ in range(200))

    threads = [threading.Thread(target=many) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert passed == [True] * 800
