# SPDX-License-Identifier: EUPL-1.2
"""How many examples a property is tried with; all else is in the profiles of ``tests/conftest.py``."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import Phase, settings

USUAL = settings.get_profile("default").max_examples


def examples(count: int, *, phases: Collection[Phase] = tuple(Phase)) -> settings:
    """A number of examples, times the factor of ``make fuzz`` there."""
    return settings(max_examples=count * settings().max_examples // USUAL, phases=phases)
