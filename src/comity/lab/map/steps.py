# SPDX-License-Identifier: EUPL-1.2
"""The classes into which numbers of partners fall."""

from __future__ import annotations

from typing import Final

STEPS: Final = (1, 26, 51, 101, 151)
"""The least number of each class but the first, which is none."""


def class_of(number: int) -> int:
    """The place of the class of a number of partners."""
    return sum(number >= bound for bound in STEPS)
