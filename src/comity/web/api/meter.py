# SPDX-License-Identifier: EUPL-1.2
"""What tokens spend in a minute: units are taken from the common count in blocks, so that most calls write nothing.

No token ever spends more than its rate over all processes; where it comes near, up to a block for each process may stay unused.
"""

from __future__ import annotations

import threading
import time

from django.core.cache import cache

WINDOW = 60
BLOCK = 20


class Meter:
    """The units that this process has taken and not yet spent, in the window of now."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._window = 0
        self._left: dict[str, int] = {}
        self._out: set[str] = set()

    def spend(self, key: str, cost: int, rate: int) -> bool:
        """Spend units of a token; whether it had them."""
        window = int(time.time()) // WINDOW
        with self._lock:
            if window != self._window:
                self._window, self._left, self._out = window, {}, set()
            if self._spent(key, cost):
                return True
            if key in self._out:
                return False
        wanted = max(BLOCK, cost)
        taken = self._taken(f"api-spent-{key}-{window}", wanted, rate)
        with self._lock:
            self._left[key] = self._left.get(key, 0) + taken
            if taken < wanted:
                self._out.add(key)
            return self._spent(key, cost)

    def _spent(self, key: str, cost: int) -> bool:
        left = self._left.get(key, 0)
        if left < cost:
            return False
        self._left[key] = left - cost
        return True

    def _taken(self, key: str, wanted: int, rate: int) -> int:
        """Take units from the count that all processes share: as many as are wanted, or what the rate leaves."""
        cache.add(key, 0, timeout=2 * WINDOW)
        try:
            spent = cache.incr(key, wanted)
        except ValueError:  # gone in between: the window is over
            spent = wanted
        return max(0, wanted - max(0, int(spent) - rate))


meter = Meter()
