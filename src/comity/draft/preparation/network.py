# SPDX-License-Identifier: EUPL-1.2
"""The critical path: when each of some steps can begin at the soonest and must end at the latest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Step:
    """A step of so many days, after others; ``until`` is the day by which it must have ended, None where no day binds it."""

    id: str
    days: int
    after: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Times:
    """The days of a step: a step of no days begins and ends on one day, one of three days that begins on a Monday ends on Thursday.

    ``latest_start`` and ``latest_finish`` are None where no day binds the step or what comes after it; ``governed_by`` is the step whose
    day it is. ``critical``: the plan as a whole ends later if this step does.
    """

    start: date
    finish: date
    latest_start: date | None
    latest_finish: date | None
    governed_by: str
    critical: bool

    @property
    def slack(self) -> int | None:
        """Days to spare; below zero: so many days too late."""
        return (self.latest_finish - self.finish).days if self.latest_finish else None


def times(steps: Sequence[Step], begin: date) -> Mapping[str, Times]:
    """The days of every step; steps stand after those that they come after."""
    starts: dict[str, date] = {}
    ends: dict[str, date] = {}
    for step in steps:
        starts[step.id] = max((ends[name] for name in step.after), default=begin)
        ends[step.id] = starts[step.id] + timedelta(days=step.days)
    last = max(ends.values(), default=begin)
    bound = _bound(steps)
    spare = _spare(steps, ends, last)
    return {step.id: _times(step, starts[step.id], ends[step.id], bound, spare) for step in steps}


def _times(step: Step, start: date, end: date, bound: Mapping[str, tuple[date, str]], spare: Mapping[str, int]) -> Times:
    latest, by = bound.get(step.id, (None, ""))
    return Times(start, end, latest - timedelta(days=step.days) if latest else None, latest, by, spare[step.id] == 0)


def _bound(steps: Sequence[Step]) -> Mapping[str, tuple[date, str]]:
    """The latest end of each step that a day binds, itself or through what comes after it, and the step whose day that is."""
    found: dict[str, tuple[date, str]] = {}
    for step in reversed(steps):
        own = [(step.until, step.id)] if step.until else []
        later = [(found[s.id][0] - timedelta(days=s.days), found[s.id][1]) for s in steps if step.id in s.after and s.id in found]
        if own or later:
            found[step.id] = min(own + later, key=lambda pair: pair[0])
    return found


def _spare(steps: Sequence[Step], ends: Mapping[str, date], last: date) -> Mapping[str, int]:
    """Days by which each step may slip without moving the end of the whole."""
    latest: dict[str, date] = {}
    for step in reversed(steps):
        latest[step.id] = min((latest[s.id] - timedelta(days=s.days) for s in steps if step.id in s.after), default=last)
    return {step.id: (latest[step.id] - ends[step.id]).days for step in steps}
