# SPDX-License-Identifier: EUPL-1.2
"""Days that may be known only roughly, or not at all."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from comity.model.truth import Truth

_ROUGH = re.compile(r"~?([0-9]{4})(?:-([0-9]{2}))?")
_EXACT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def exact_day(text: str) -> date:
    """The day written ``2003-10-02``; ValueError for any other form or no such day."""
    if not _EXACT.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class Day:
    """A day between ``first`` and ``last``; equal when exact, both None when unknown."""

    first: date | None = None
    last: date | None = None

    @classmethod
    def parse(cls, text: str) -> Day:
        """Read ``2003-10-02``, ``~2023``, ``2023-05`` or ``unknown``; ValueError for anything else."""
        if text == "unknown":
            return cls()
        rough = _ROUGH.fullmatch(text)
        if rough is None:
            exact = exact_day(text)
            return cls(exact, exact)
        year, month = int(rough[1]), rough[2]
        if month is None:
            return cls(date(year, 1, 1), date(year, 12, 31))
        return cls(date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1]))

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return self.first is not None

    @property
    def exact(self) -> date | None:
        """The day itself, if it is known exactly."""
        return self.first if self.first == self.last else None

    def reached(self, on: date) -> Truth:
        """Whether it has come by a day: a rough day is unknown from its first to its last possible day, an unknown one always."""
        if self.first is None or self.last is None:
            return Truth.UNKNOWN
        if on < self.first:
            return Truth.NO
        return Truth.YES if on > self.last or self.first == self.last else Truth.UNKNOWN

    def edges(self) -> tuple[date, ...]:
        """The days on which ``reached`` changes."""
        if self.first is None or self.last is None:
            return ()
        return (self.first,) if self.first == self.last else (self.first, self.last + timedelta(days=1))

    @property
    def text(self) -> str:
        """As written: an ISO day, a span, or ``unknown``."""
        if self.first is None or self.last is None:
            return "unknown"
        return self.first.isoformat() if self.first == self.last else f"{self.first.isoformat()}/{self.last.isoformat()}"


UNKNOWN_DAY = Day()
