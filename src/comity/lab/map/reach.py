# SPDX-License-Identifier: EUPL-1.2
"""Who can do what with whom: every measure of the vocabulary beside the one that is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from comity.lab.map.view import View, count

Strengths = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Reach:
    """How many pairs have each strength for one measure, in one direction."""

    measure: str
    direction: str
    counts: dict[str, int]


def every_measure(seen: View, say: Callable[[str], None]) -> Mapping[str, Strengths]:
    """All pairs for every measure of the vocabulary, on the day and for the offence of the question."""
    wanted, asked = list(seen.corpus.measures), seen.question
    found = {}
    for number, measure in enumerate(wanted, start=1):
        say(f"{number}/{len(wanted)} {measure}")
        found[measure] = seen.world.snapshot(measure, asked.on, asked.offence).strength
    return found


def reach(seen: View, strengths: Mapping[str, Strengths]) -> tuple[Reach, ...]:
    """The number of pairs by strength for every measure."""
    return tuple(
        Reach(measure, direction, count(found, cells))
        for measure, found in strengths.items()
        for direction, cells in seen.directions.items()
    )
