# SPDX-License-Identifier: EUPL-1.2
"""The days of a plan for a calendar (RFC 5545): the days that bind, and the day by which each open stage must have begun."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta

from comity.documents.text import printable
from comity.draft.preparation.schedule import Schedule
from comity.draft.preparation.told import Told

_OCTETS = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def plan_calendar(plan: Schedule, language: str) -> bytes:
    """The calendar; the plan's first day stands as the time stamp, so that the same plan gives the same file."""
    told = Told(plan, language)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Comity//Preparation//EN", "CALSCALE:GREGORIAN"]
    for day, words in sorted(set(_events(told))):
        lines += _event(plan, day, words)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _events(told: Told) -> Iterator[tuple[date, str]]:
    for planned in told.plan.stages:
        for limit in planned.limits:
            if limit.day:
                yield limit.day, told.limit(limit)
        for clock in planned.awaited:
            if clock.runs_out:
                yield clock.runs_out, f"{told.word('awaited')}: {told.clock(clock)}"
        if planned.times.latest_start and not planned.done:
            yield planned.times.latest_start, f"{told.word('begin-by')}: {told.name(planned)}"


def _event(plan: Schedule, day: date, words: str) -> list[str]:
    known = f"{plan.scene.case.case.reference}|{plan.scene.case.measure}|{day}|{words}"
    return [
        "BEGIN:VEVENT",
        f"UID:{hashlib.sha256(known.encode()).hexdigest()[:32]}@comity.invalid",
        f"DTSTAMP:{plan.start:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        *([f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"] if day < date.max else []),
        f"SUMMARY:{printable(words).translate(_ESCAPED)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _folded(line: str) -> str:
    """At most 75 octets a line, never broken within a character."""
    pieces, now, room = [], "", _OCTETS
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append(now)
            now, room = "", _OCTETS - 1
        now += letter
        room -= size
    return "\r\n ".join([*pieces, now])
