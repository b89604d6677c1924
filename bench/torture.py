# SPDX-License-Identifier: EUPL-1.2
"""``python -m bench.torture``: the parts of the tables "nothing lost" and "no one in" that are there, each with its full count."""

from __future__ import annotations

import sys

from bench import torture_api

PARTS = (torture_api.main,)


def main() -> int:
    """Run every part; fails if one fails, after all have run."""
    return max(part([]) for part in PARTS)


if __name__ == "__main__":
    sys.exit(main())
