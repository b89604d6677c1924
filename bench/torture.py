# SPDX-License-Identifier: EUPL-1.2
"""``python -m bench.torture``: the parts of the tables "nothing lost" and "no one in" that are there, each with its full count.

Each part is a program of its own, with a database of its own, and prints its row: what was tried, how often, what went wrong.
"""

from __future__ import annotations

import subprocess
import sys

PARTS = (
    ("bench.torture_web", "S6"),
    ("bench.torture_web", "S7"),
    ("bench.torture_web", "S7-case"),
    ("bench.torture_api",),
    ("bench.torture_web", "S9"),
    ("bench.torture_web", "S10"),
)


def main() -> int:
    """Run every part; fails if one fails, after all have run."""
    return max(subprocess.run([sys.executable, "-m", *part], check=False).returncode for part in PARTS)  # noqa: S603 - our own programs


if __name__ == "__main__":
    sys.exit(main())
