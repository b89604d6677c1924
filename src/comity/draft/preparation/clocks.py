# SPDX-License-Identifier: EUPL-1.2
"""The time-limits that the law sets in a case: from which event they run, how long, and the day on which they have run."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain

from comity.draft.scene import Demand, Scene, Weight
from comity.model.drafting import ClockChoice
from comity.model.law import Kind, Value
from comity.model.paths import Path, find
from comity.model.text import Text
from comity.model.truth import Truth

ALIKE = frozenset({"arrest", "preservation"})  # events that are the same for a request and for what secures it
_HOURS = 24
_FRIDAY = 4
_MONTHS = 12
_YEARS = 9000  # what lies beyond the calendar is no day


class Unit(StrEnum):
    """What a time-limit counts."""

    DAYS = "days"
    HOURS = "hours"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Length:
    """How long a time-limit is, and which days it counts: ``calendar``, ``working`` or ``unsaid``."""

    number: int
    unit: Unit
    counts: str = "unsaid"

    def after(self, day: date) -> date | None:
        """The day on which a limit that starts on ``day`` has run; None beyond the calendar."""
        return self._moved(day, 1)

    def before(self, day: date) -> date | None:
        """The last day on which a limit may start that must have run by ``day``."""
        return self._moved(day, -1)

    def _moved(self, day: date, way: int) -> date | None:
        if self.number > _YEARS:
            return None
        try:
            if self.unit is Unit.MONTHS:
                return months_on(day, way * self.number)
            days = self.number // _HOURS if self.unit is Unit.HOURS else self.number
            return working_days_on(day, way * days) if self.counts == "working" else day + timedelta(days=way * days)
        except (OverflowError, ValueError):
            return None


def months_on(day: date, months: int) -> date:
    """The same day some calendar months on; the last day of a month that is too short."""
    number = day.year * _MONTHS + day.month - 1 + months
    year, month = divmod(number, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def working_days_on(day: date, days: int) -> date:
    """Some days on that are neither Saturday nor Sunday; public holidays are not known here."""
    step = timedelta(days=1 if days > 0 else -1)
    for _ in range(abs(days)):
        day += step
        while day.weekday() > _FRIDAY:
            day += step
    return day


@dataclass(frozen=True, slots=True)
class Clock:
    """A time-limit of one provision; ``started`` and ``runs_out`` are None where the day of its event is not known.

    ``open``: whether it applies hangs on a fact that is not known. ``relied``: not of a further basis that the request may, but need not,
    rely on; one that is counts all the same, as the plan takes no risk with a day.
    """

    measure: str
    starts: str
    length: Length
    then: str
    instrument: str
    article: str
    by: str
    says: Text
    source: str
    confidence: str
    named: frozenset[str]
    extends: str = ""
    open: bool = False
    relied: bool = True
    started: date | None = None
    places: tuple[str, ...] = ()

    @property
    def runs_out(self) -> date | None:
        """The day on which it has run."""
        return self.length.after(self.started) if self.started else None

    def fits(self, choice: ClockChoice) -> bool:
        """Whether a stage means this clock."""
        named = not choice.measures or bool(choice.measures & (self.named or {self.measure}))
        return self.starts == choice.starts and choice.then in self.then and named


def clocks_of(scene: Scene, subject: Scene) -> tuple[Clock, ...]:
    """The clocks of a measure in the case that ``subject`` is; each norm once, the sooner ones first."""
    found: dict[tuple[str, str, Length, str], Clock] = {}
    for demand in scene.demands_of(Kind.CLOCK):
        for length in lengths_of(demand.rule.provision.value):
            clock = _clock(scene, demand, length, subject)
            found.setdefault((clock.instrument, clock.article, clock.length, clock.starts), clock)
    return tuple(found.values())


def lengths_of(value: Value) -> Iterable[Length]:
    """The lengths that a provision sets; one that is no number cannot be counted and gives none."""
    for number, unit in ((value.days, Unit.DAYS), (value.hours, Unit.HOURS), (value.months, Unit.MONTHS)):
        if str(number).isdecimal():
            yield Length(int(number), unit, value.counts or "unsaid")


def _clock(scene: Scene, demand: Demand, length: Length, subject: Scene) -> Clock:
    rule, value = demand.rule, demand.rule.provision.value
    own = scene is subject
    places = subject.drafting.events.get(value.starts, ()) if own or value.starts in ALIKE else ()
    return Clock(
        measure=scene.query.measure,
        starts=value.starts,
        length=length,
        then=value.then,
        instrument=rule.instrument.id,
        article=rule.article,
        by=rule.by,
        says=rule.provision.says,
        source=scene.corpus.sources[rule.instrument.id, rule.provision.source].words,
        confidence=rule.provision.confidence.value,
        named=rule.provision.measures,
        extends=value.extends,
        open=demand.truth is Truth.UNKNOWN,
        relied=_relied(scene, demand),
        started=day_at(subject, places),
        places=tuple(path.place for path in places),
    )


def _relied(scene: Scene, demand: Demand) -> bool:
    """Not the clocks of a further basis that the request may, but need not, rely on."""
    relied = {result.plan.instrument.id for result in scene.relied}
    return demand.weight is not Weight.FURTHER or demand.basis in scene.case.bases or demand.basis not in relied


def day_at(scene: Scene, paths: Iterable[Path]) -> date | None:
    """The earliest day that stands at one of these places of the case."""
    return min((day for _, day in days_at(scene, paths)), default=None)


def days_at(scene: Scene, paths: Iterable[Path]) -> tuple[tuple[str, date], ...]:
    """Every day that stands at these places, with the name of its place."""
    found = chain.from_iterable(((path.place, item.value) for item in find(scene.values, path)) for path in paths)
    return tuple((place, date.fromisoformat(str(value))) for place, value in found if value)
