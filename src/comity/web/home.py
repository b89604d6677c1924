# SPDX-License-Identifier: EUPL-1.2
"""Where the embedded application keeps its data: ``$COMITY_HOME``, by default the user's data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def home() -> Path:
    """The folder, made on first use and readable by its owner alone."""
    named = os.environ.get("COMITY_HOME")
    place = Path(named) if named else Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "comity"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def secret(name: str) -> str:
    """A secret of this installation, made at its first use and kept in a file that only its owner reads."""
    place = home() / f"{name}.secret"
    if not place.exists():
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return place.read_text(encoding="ascii")
