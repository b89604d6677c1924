# SPDX-License-Identifier: EUPL-1.2
"""The plan as a chart: one bar a stage, today's line, the days that bind; an SVG that reads in black and white and aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from textwrap import wrap
from xml.sax.saxutils import escape, quoteattr

from babel.dates import format_date

from comity.documents.text import printable
from comity.draft.preparation.schedule import Planned, Schedule
from comity.draft.preparation.told import Told

_WIDTH = 1180
_LEFT = 330
_RIGHT = 30
_TOP = 118
_ROW = 38
_BAR = 16
_LINE = 15
_LETTERS = 38  # of a label's line
_LETTERS_BELOW = 185
_FAR = 45  # days beyond the end of the plan that the chart still shows
_TICKS = 9
_STEPS = (1, 2, 7, 14, 28, 56, 91, 182, 364)
_FONT = 'font-family="Noto Sans, DejaVu Sans, Arial, sans-serif"'
_DOTTED = 'stroke="#8a1c1c" stroke-width="1.2" stroke-dasharray="3 3"'
_HALO = ' stroke="#ffffff" stroke-width="3" paint-order="stroke"'
_BOLD = ' font-weight="600"'
_LOCALES = {"en": "en_GB", "az": "az", "ru": "ru", "fr": "fr"}


def plan_svg(plan: Schedule, language: str) -> bytes:
    """The chart of a plan."""
    return "\n".join(_Chart(Told(plan, language)).lines()).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class _Mark:
    """A day that stands in the chart, with its number and what it is."""

    day: date
    row: int
    says: str
    binds: bool


@dataclass(frozen=True)
class _Chart:
    """The drawing of one plan in one language."""

    told: Told

    @property
    def plan(self) -> Schedule:
        """The plan."""
        return self.told.plan

    @cached_property
    def marks(self) -> tuple[_Mark, ...]:
        """Days that bind, and days by which the other side acts, as far as they lie within the chart."""
        found = []
        for row, planned in enumerate(self.plan.stages):
            found += [_Mark(limit.day, row, self.told.limit(limit), binds=True) for limit in planned.limits if limit.day]
            found += [
                _Mark(clock.runs_out, row, self.told.beside(self.told.clock(clock), self.told.day(clock.runs_out)), binds=False)
                for clock in planned.awaited
                if clock.runs_out
            ]
        near = (mark for mark in found if self._from <= mark.day <= self.plan.end + timedelta(days=_FAR))
        return tuple(sorted(near, key=lambda mark: mark.day))

    @property
    def _from(self) -> date:
        return self.plan.start - timedelta(days=_FAR)

    @cached_property
    def first(self) -> date:
        """The first day that is drawn."""
        return min((self.plan.start, *(mark.day for mark in self.marks)))

    @cached_property
    def last(self) -> date:
        """The last day that is drawn."""
        return max((self.plan.end, *(mark.day for mark in self.marks)))

    @cached_property
    def span(self) -> int:
        """Days from the first to the last."""
        return max((self.last - self.first).days, 1)

    def x(self, day: date) -> float:
        """Where a day is."""
        return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * (day - self.first).days / self.span, 1)

    @property
    def _bottom(self) -> int:
        return _TOP + _ROW * len(self.plan.stages)

    def lines(self) -> Iterator[str]:
        """The whole drawing."""
        below = list(self._below())
        height = self._bottom + 76 + _LINE * len(below)
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" role="img" '
            f'aria-labelledby="title desc" lang="{self.told.language}" {_FONT} font-size="13">'
        )
        yield f'<title id="title">{_said(f"{self.told.title}: {self.told.subtitle}")}</title>'
        yield f'<desc id="desc">{_said(" ".join(self._described()))}</desc>'
        yield f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>'
        yield _text(20, 32, self.told.title, size=20, more=_BOLD)
        yield _text(20, 54, self.told.subtitle, more=' fill="#333333"')
        for number, line in enumerate(wrap(self.told.assumption, _LETTERS_BELOW)):
            yield _text(20, 74 + number * _LINE, line, size=11, more=' fill="#555555"')
        yield from self._axis()
        for row, planned in enumerate(self.plan.stages):
            yield from self._stage(row, planned)
        yield from self._today()
        yield from self._marked()
        yield from self._legend()
        for number, line in enumerate(below):
            yield _text(20, self._bottom + 68 + number * _LINE, line, size=11)
        yield "</svg>"

    def _described(self) -> Iterator[str]:
        plan = self.plan
        yield self.told.word("chart-says", count=len(plan.stages), start=self.told.day(plan.start), end=self.told.day(plan.end))
        for planned in plan.stages:
            days = "" if planned.done else f" {self.told.day(planned.times.start)} - {self.told.day(planned.times.finish)};"
            yield f"{self.told.name(planned)}:{days} {self.told.state(planned)}."
        yield from (f"{mark.says}." for mark in self.marks)

    def _axis(self) -> Iterator[str]:
        step = next((days for days in _STEPS if self.span / days <= _TICKS), _STEPS[-1])
        for number in range(self.span // step + 1):
            day = self.first + timedelta(days=number * step)
            x = self.x(day)
            yield f'<line x1="{x}" y1="{_TOP - 6}" x2="{x}" y2="{self._bottom}" stroke="#d5d5d5" stroke-width="1"/>'
            yield _text(
                x, _TOP - 12, format_date(day, "d MMM", _LOCALES[self.told.language]), size=11, more=' text-anchor="middle" fill="#555555"'
            )

    def _stage(self, row: int, planned: Planned) -> Iterator[str]:
        top = _TOP + row * _ROW
        if row % 2 == 0:
            yield f'<rect x="10" y="{top}" width="{_WIDTH - 20}" height="{_ROW}" fill="#000000" fill-opacity="0.035"/>'
        label = wrap(f"{row + 1}. {self.told.name(planned)}", _LETTERS)[:2]
        for number, line in enumerate(label):
            weight = _BOLD if planned.stage.secures and not planned.done else ""
            yield _text(20, top + (23 if len(label) == 1 else 16 + number * _LINE), line, more=weight)
        yield from self._bar(top + (_ROW - _BAR) // 2, planned)

    def _bar(self, y: int, planned: Planned) -> Iterator[str]:
        times = planned.times
        x = self.x(self.plan.start if planned.done else times.start)
        if planned.done:
            yield _text(x + 10, y + 13, f"\N{CHECK MARK} {self.told.word('done')}", size=11, more=' fill="#444444"')
            return
        width = max(round(self.x(times.finish) - x, 1), 3)
        fill = "#1f2a3c" if times.critical else "#ffffff"
        yield f'<rect x="{x}" y="{y}" width="{width}" height="{_BAR}" rx="2" fill="{fill}" stroke="#1f2a3c" stroke-width="1.4"/>'
        latest = times.latest_finish
        if latest and self.first <= latest <= self.first + timedelta(days=self.span):
            at = self.x(latest)
            yield f'<path d="M{at} {y - 3} v{_BAR + 6} m-4 0 h8 m-8 {-_BAR - 6} h8" fill="none" stroke="#1f2a3c" stroke-width="1.6"/>'
        if planned.late:
            yield from self._beside(y, max(x + width, self.x(latest) if latest else 0), self.told.state(planned))

    def _beside(self, y: int, x: float, words: str) -> Iterator[str]:
        """Words beside a bar: to its right, or to its left where there is no room."""
        room = len(words) * 7 < _WIDTH - _RIGHT - x - 26
        yield _text(
            x + 26 if room else x - 14, y + 13, f"! {words}", size=11, more=f'{_BOLD}{_HALO} text-anchor="{"start" if room else "end"}"'
        )

    def _today(self) -> Iterator[str]:
        x = self.x(self.plan.start)
        yield f'<line x1="{x}" y1="{_TOP - 6}" x2="{x}" y2="{self._bottom + 4}" stroke="#000000" stroke-width="2"/>'

    def _marked(self) -> Iterator[str]:
        """A diamond on the row of its stage and a dotted line through the chart; the number leads to the words below."""
        for day, numbers in _by_day(self.marks):
            x = self.x(day)
            yield f'<line x1="{x}" y1="{_TOP - 6}" x2="{x}" y2="{self._bottom + 4}" {_DOTTED}/>'
            yield _text(
                x, self._bottom + 17, ", ".join(map(_letter, numbers)), size=11, more=f'{_BOLD} text-anchor="middle" fill="#8a1c1c"'
            )
        for mark in self.marks:
            x, y = self.x(mark.day), _TOP + mark.row * _ROW + _ROW / 2
            fill = "#8a1c1c" if mark.binds else "#ffffff"
            yield f'<path d="M{x} {y - 7} l7 7 l-7 7 l-7 -7 z" fill="{fill}" stroke="#8a1c1c" stroke-width="1.5"/>'

    def _legend(self) -> Iterator[str]:
        y = self._bottom + 38
        x = 20.0
        pieces = (
            ('<rect x="{x}" y="{b}" width="22" height="10" rx="2" fill="#1f2a3c" stroke="#1f2a3c"/>', "critical"),
            ('<rect x="{x}" y="{b}" width="22" height="10" rx="2" fill="#ffffff" stroke="#1f2a3c" stroke-width="1.4"/>', "other-stages"),
            ('<path d="M{m} {b} v10 m-4 0 h8 m-8 -10 h8" fill="none" stroke="#1f2a3c" stroke-width="1.6"/>', "latest"),
            ('<path d="M{m} {b} l5 5 l-5 5 l-5 -5 z" fill="#8a1c1c" stroke="#8a1c1c"/>', "day-that-binds"),
            ('<path d="M{m} {b} l5 5 l-5 5 l-5 -5 z" fill="#ffffff" stroke="#8a1c1c" stroke-width="1.5"/>', "day-awaited"),
            ('<line x1="{m}" y1="{b}" x2="{m}" y2="{e}" stroke="#000000" stroke-width="2"/>', "first-day"),
        )
        for drawn, name in pieces:
            word = self.told.word(name)
            yield drawn.format(x=x, m=x + 11, b=y - 10, e=y + 2)
            yield _text(x + 28, y, word, size=11)
            x += 28 + len(word) * 6.6 + 22

    def _below(self) -> Iterator[str]:
        """What each letter of the chart is, and the days that are not known."""
        for number, mark in enumerate(self.marks):
            yield from wrap(f"{_letter(number)}  {mark.says}", _LETTERS_BELOW, subsequent_indent="      ")
        counted = {limit.clock for planned in self.plan.stages for limit in planned.limits if limit.day}
        for clock in self.plan.clocks:
            if clock.started is None and clock not in counted:
                unknown = self.told.beside(self.told.clock(clock), self.told.word("unknown"))
                yield from wrap(f"?  {unknown}", _LETTERS_BELOW, subsequent_indent="      ")


def _by_day(marks: Sequence[_Mark]) -> Iterator[tuple[date, list[int]]]:
    for day in sorted({mark.day for mark in marks}):
        yield day, [number for number, mark in enumerate(marks) if mark.day == day]


def _letter(number: int) -> str:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return letters[number % len(letters)] + (str(number // len(letters) + 1) if number >= len(letters) else "")


def _said(words: str) -> str:
    return escape(printable(words))


def _text(x: float, y: float, words: str, *, size: int = 13, more: str = "") -> str:
    return f'<text x="{x}" y="{y}" font-size={quoteattr(str(size))}{more} xml:space="preserve">{_said(words)}</text>'
