# SPDX-License-Identifier: EUPL-1.2
"""Three-valued truth (strong Kleene logic)."""

from __future__ import annotations

from enum import IntEnum


class Truth(IntEnum):
    """NO, UNKNOWN or YES; an unknown is a value, never a default."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    @property
    def opposite(self) -> Truth:
        """Not it: YES and NO change places."""
        return Truth(Truth.YES - self)

    @property
    def word(self) -> str:
        """The word that answers use."""
        return self.name.lower()
