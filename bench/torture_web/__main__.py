# SPDX-License-Identifier: EUPL-1.2
"""``python -m bench.torture_web PART [COUNT]``: one attack with its full count, and its row of the table."""

from __future__ import annotations

import sys
import time
from importlib import import_module

from bench.torture_web.home import prepared

PARTS = {
    "S6": "bench.torture_web.need_to_know",
    "S7": "bench.torture_web.naughty",
    "S7-case": "bench.torture_web.naughty_case",
    "S9": "bench.torture_web.door",
    "S10": "bench.torture_web.trail",
}


def main(arguments: list[str]) -> int:
    """Run it; 1 where something went wrong."""
    name, count = arguments[0], int(arguments[1]) if len(arguments) > 1 else None
    begun = time.monotonic()
    with prepared():
        from django.conf import settings  # noqa: PLC0415 - the settings are chosen first

        settings.API_RATE = 10**9
        row, faults = import_module(PARTS[name]).full(count)
    print(f"{name} | {row} | {len(faults)} faults | {time.monotonic() - begun:.0f} s")
    for fault in faults[:20]:
        print(f"    {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
