# SPDX-License-Identifier: EUPL-1.2
"""Steps over time: for each a lane with marks, in the coordinates of a picture."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from comity.model.day import Day
from comity.model.programmes import Programme, Step

WIDTH = 240
_EDGE = 6
_MARK = 10
_MOST_YEARS = 6


class Lane(NamedTuple):
    """Where the marks of a step stand: the day it is due, and beginning and length of when it was done; None where there is none."""

    due: float | None
    done: tuple[float, float] | None


class Span(NamedTuple):
    """The years that the picture shows."""

    first: date
    last: date
    begin: float
    end: float

    @classmethod
    def of(cls, programme: Programme) -> Span:
        """From the first year of the programme or of a step to the last."""
        days = [programme.since, programme.until, *_days(programme)]
        first, last = date(min(days).year, 1, 1), date(max(days).year, 12, 31)
        span = cls(first, last, 0.0, 0.0)
        return span._replace(begin=span.place(programme.since), end=span.place(programme.until))

    def place(self, day: date) -> float:
        """Where a day stands."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(_EDGE + share * (WIDTH - 2 * _EDGE), 1)

    @property
    def length(self) -> float:
        """How long the programme itself is."""
        return round(self.end - self.begin, 1)

    @property
    def years(self) -> list[tuple[int, float]]:
        """Years with the place of their first day, few enough to be read."""
        every = list(range(self.first.year, self.last.year + 1))
        step = -(-len(every) // _MOST_YEARS)
        return [(year, self.place(date(year, 1, 1))) for year in every[::step]]

    def lane(self, step: Step) -> Lane:
        """The marks of a step."""
        due = self.place(step.due.last) if step.due and step.due.last else None
        return Lane(due, self._mark(step.done.on) if step.done else None)

    def _mark(self, day: Day) -> tuple[float, float] | None:
        """A rough day is a long mark."""
        if day.first is None or day.last is None:
            return None
        begin, end = self.place(day.first), self.place(day.last)
        return round(begin - _MARK / 2, 1), round(end - begin + _MARK, 1)


def _days(programme: Programme) -> Iterator[date]:
    for step in programme.steps:
        for day in (step.due, step.done.on if step.done else None):
            if day is not None and day.first is not None and day.last is not None:
                yield day.first
                yield day.last
