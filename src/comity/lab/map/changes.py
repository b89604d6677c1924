# SPDX-License-Identifier: EUPL-1.2
"""The change points of every pair, and the strengths of every measure: what a page needs to show another day, state or measure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from comity.lab.history import History, changes_from
from comity.lab.map.question import Question
from comity.lab.map.view import View, count, days
from comity.lab.world import Strength, World

CHANGES, MEASURES = "comity.map.changes/1", "comity.map.measures/1"
Progress = Callable[[str], None]
T = TypeVar("T")


def through_time(world: World, question: Question, say: Progress) -> History:
    """All pairs for the measure and offence of a question, from its first year to its day."""
    since = date(question.since, 1, 1)
    offence = (question.offence,)
    start = world.strengths(question.measure, since, offence, world.grid)
    wanted = _told(list(world.change_days(question.measure, since, question.on).items()), say)
    changes = tuple(changes_from(world, question.measure, offence, start, wanted))
    return History(question.measure, world.actors, offence, {question.offence: 0}, since, question.on, start, changes)


def _told(wanted: Sequence[tuple[date, T]], say: Progress) -> Iterator[tuple[date, T]]:
    """The days, each said when its turn comes; said once a year, for a line of progress is for people."""
    year = 0
    for number, (day, concerned) in enumerate(wanted, start=1):
        if day.year != year:
            year = day.year
            say(f"{number}/{len(wanted)} {year}")
        yield day, concerned


def counted(seen: View, past: History) -> tuple[tuple[date, str, dict[str, int]], ...]:
    """The number of pairs by strength on the days of the time line, by direction."""
    found: list[tuple[date, str, dict[str, int]]] = []
    for day in days(seen.question):
        strength, alive = past.on(day)[0], seen.asked_about(day)
        found.extend((day, direction, count(strength, cells & alive)) for direction, cells in seen.directions.items())
    return tuple(found)


def changes(seen: View, past: History) -> dict[str, Any]:
    """The first day whole, a line of digits for each that asks; then each day on which something changes: its pairs and new strengths.

    Pair ``i * n + j`` is actor i asking actor j.
    """
    born = {code: since.isoformat() for code in past.actors if (since := seen.corpus.by_code[code].exists_from) is not None}
    return {
        "schema": CHANGES,
        **_about(seen, past.actors),
        "measure": past.measure,
        "since": past.first.isoformat(),
        "exists_from": born,
        "first": [digits(row) for row in past.start[0]],
        "changes": [[change.on.isoformat(), change.places.tolist(), digits(change.strengths)] for change in past.changes],
    }


def measures(seen: View, strengths: Mapping[str, npt.NDArray[np.uint8]]) -> dict[str, Any]:
    """Every measure on the day of the question: one line of digits, in the order of pairs."""
    return {"schema": MEASURES, **_about(seen, seen.actors), "measures": {name: digits(found) for name, found in strengths.items()}}


def _about(seen: View, actors: Sequence[str]) -> dict[str, Any]:
    return {
        "offence": seen.question.offence,
        "on": seen.question.on.isoformat(),
        "corpus": seen.corpus.version,
        "strengths": [level.name.lower() for level in Strength],
        "actors": list(actors),
    }


def digits(strengths: npt.NDArray[np.uint8]) -> str:
    """One digit a strength, in the order of ``strengths``."""
    return (strengths.reshape(-1) + ord("0")).tobytes().decode("ascii")
