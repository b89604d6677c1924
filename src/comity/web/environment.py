# SPDX-License-Identifier: EUPL-1.2
"""What production must be told before it starts: checked at once, so that an administrator sees everything that is missing."""

from __future__ import annotations

from collections.abc import Mapping

SHORTEST_KEY = 40
KEYS = ("COMITY_SECRET_KEY", "COMITY_DATA_KEY")
NEEDED = {
    "COMITY_SECRET_KEY": "a random text of 40 letters or more, kept secret",
    "COMITY_DATA_KEY": "another one, under which files are encrypted; kept secret, and a copy of it apart from the backup",
    "COMITY_HOSTS": "the names under which it is reached, with commas",
    "DATABASE_URL": "postgres://user:password@host/name",
}


def wrong(environment: Mapping[str, str]) -> tuple[str, ...]:
    """What is missing or cannot be right, one line each; empty where production may start."""
    lines = [f"{name} is not set: {what}" for name, what in NEEDED.items() if not environment.get(name)]
    lines += [f"{name} is shorter than {SHORTEST_KEY} letters" for name in KEYS if 0 < len(environment.get(name, "")) < SHORTEST_KEY]
    if environment.get("COMITY_DATA_KEY") and environment.get("COMITY_DATA_KEY") == environment.get("COMITY_SECRET_KEY"):
        lines.append("COMITY_DATA_KEY is the same as COMITY_SECRET_KEY: they are changed at different times")
    if "*" in environment.get("COMITY_HOSTS", ""):
        lines.append("COMITY_HOSTS: write the names out; * is refused")
    return tuple(lines)
