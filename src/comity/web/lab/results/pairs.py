# SPDX-License-Identifier: EUPL-1.2
"""Every pair on every day, read from the change points that a map left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

LEVELS = ("treaty", "list", "conditional", "statute", "none", "unknown")
"""The strengths, strongest first: the order of every legend and table."""
ASKS, ASKED = "asks", "asked"
Change = tuple[str, Sequence[int], str]


@dataclass(frozen=True)
class Past:
    """The strengths of all ordered pairs from one day to another; a day is its ISO form, which sorts as days do."""

    actors: tuple[str, ...]
    digits: Mapping[str, str]
    born: Mapping[str, str]
    since: str
    on: str
    first: str
    changes: tuple[Change, ...]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Past:
        """From the content of ``changes.json``."""
        return cls(
            tuple(data["actors"]),
            {str(place): word for place, word in enumerate(data["strengths"])},
            data["exists_from"],
            data["since"],
            data["on"],
            "".join(data["first"]),
            tuple((day, places, digits) for day, places, digits in data["changes"]),
        )

    def exists(self, code: str, day: str) -> bool:
        """Whether an actor existed on a day."""
        return self.born.get(code, "") <= day

    def through(self, days: Sequence[str]) -> Iterator[list[str]]:
        """The digits of all pairs on each of some days, the earliest first; one list, changed from day to day."""
        now = list(self.first)
        at = 0
        for day in days:
            while at < len(self.changes) and self.changes[at][0] <= day:
                for place, digit in zip(self.changes[at][1], self.changes[at][2], strict=True):
                    now[place] = digit
                at += 1
            yield now

    def day(self, day: str) -> list[str]:
        """The digits of all pairs on a day."""
        return next(self.through([day]))

    def line(self, now: Sequence[str], code: str, way: str, day: str) -> dict[str, str]:
        """The strength of each other actor that existed, asked by one or asking it."""
        if not self.exists(code, day):
            return {}
        row, left_out = self._row(now, code, way), self._left_out(code, day)
        return {self.actors[place]: self.digits[digit] for place, digit in enumerate(row) if place not in left_out}

    def counts(self, now: Sequence[str], code: str, way: str, day: str) -> dict[str, int]:
        """How many pairs have each strength: those of one actor, or all where none is named."""
        found = dict.fromkeys(LEVELS, 0)
        for one in (code,) if code else self.actors:
            if self.exists(one, day):
                row = self._row(now, one, way)
                for digit, level in self.digits.items():
                    found[level] += row.count(digit)
                for place in self._left_out(one, day):
                    found[self.digits[row[place]]] -= 1
        return found

    def _row(self, now: Sequence[str], code: str, way: str) -> Sequence[str]:
        size, place = len(self.actors), self.actors.index(code)
        return now[place * size : (place + 1) * size] if way == ASKS else now[place::size]

    def _left_out(self, code: str, day: str) -> set[int]:
        """The places of those that are in no pair with an actor: itself, and who did not exist yet."""
        return {place for place, other in enumerate(self.actors) if other == code or (other in self.born and self.born[other] > day)}

    def partners(self, now: Sequence[str], day: str) -> dict[str, dict[str, int]]:
        """Of each actor that existed, how many others it can ask at each strength."""
        return {code: self.counts(now, code, ASKS, day) for code in self.actors if self.exists(code, day)}

    def years(self) -> list[str]:
        """The days of the time line: 1 January of each year, and the last day."""
        firsts = [f"{year}-01-01" for year in range(int(self.since[:4]), int(self.on[:4]) + 1)]
        return [*(day for day in firsts if day < self.on), self.on]

    def within(self, day: str) -> str:
        """A day as it was asked for, moved within the days that are known; the last one where it is no day."""
        try:
            asked = date.fromisoformat(day)
        except ValueError:
            return self.on
        return min(max(asked.isoformat(), self.since), self.on)
