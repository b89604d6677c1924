# SPDX-License-Identifier: EUPL-1.2
"""Status through time against a plain reading of the rules, on invented rows and events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from comity.engine.force import timeline
from comity.engine.status import status_report
from comity.model.day import Day
from comity.model.law import Confidence, EventKind, Parties, StatusEvent, StatusKind, StatusRow
from comity.model.text import Text
from comity.model.truth import Truth
from unit.engine.test_force import FX, corpus

ONE = timedelta(days=1)
DATES = st.dates(date(1975, 1, 1), date(1985, 12, 31))
EXACT = DATES.map(lambda day: Day(day, day))
ROUGH = st.one_of(DATES.map(lambda day: Day.parse(f"~{day.year}")), DATES.map(lambda day: Day.parse(day.isoformat()[:7])))
KNOWN = st.one_of(EXACT, ROUGH)
ANY = st.one_of(KNOWN, st.just(Day()))


@st.composite
def consents(draw: st.DrawFn) -> StatusRow:
    """A row of a consent, with an entry into force, a consent day or neither, and perhaps an end."""
    in_force = draw(st.none() | ANY)
    consent = draw(ANY) if in_force is None else draw(st.none() | ANY)
    ended = draw(st.none() | KNOWN)
    return StatusRow("XA", StatusKind.RATIFICATION, "s", Confidence.HIGH, consent=consent, in_force=in_force, ended=ended)


@st.composite
def events(draw: st.DrawFn) -> StatusEvent:
    """An event towards all."""
    kind = draw(st.sampled_from([EventKind.END, EventKind.SUSPENSION, EventKind.UNKNOWN, EventKind.OBJECTION]))
    until = draw(st.none() | ANY) if kind is EventKind.SUSPENSION else None
    return StatusEvent(kind, "XA", "s", Confidence.HIGH, since=draw(ANY), until=until, says=Text("x"))


def since(day: Day, on: date) -> Truth:
    """Whether a day has come: unknown from its first to its last possible day."""
    if day.first is None or day.last is None:
        return Truth.UNKNOWN
    if on < day.first:
        return Truth.NO
    return Truth.YES if on > day.last or day.exact is not None else Truth.UNKNOWN


def by_row(row: StatusRow, on: date) -> Truth:
    """Bound by one row: it has begun and has not ended; without an entry into force never known to have begun."""
    if row.in_force is not None and row.in_force.known:
        begun = since(row.in_force, on)
    else:
        consent = row.consent if row.consent is not None else Day()
        begun = Truth.NO if consent.first is not None and on < consent.first else Truth.UNKNOWN
    ended = since(row.ended, on) if row.ended is not None else Truth.NO
    return min(begun, Truth(2 - ended))


def telling(days: Iterable[Day | None]) -> list[date]:
    """The days before, on and after every day that is spoken of."""
    known = [day for item in days if item is not None for day in (item.first, item.last) if day is not None]
    return sorted({moved for day in (*known, date(1974, 1, 1), date(1990, 1, 1)) for moved in (day - ONE, day, day + ONE)})


@given(consents())
def test_one_row(row: StatusRow) -> None:
    line = timeline(corpus(FX), replace(FX, rows=(row,)), "XA")
    for on in telling([row.consent, row.in_force, row.ended]):
        assert line.on(on).truth is by_row(row, on), (row, on)


@given(st.lists(consents(), min_size=2, max_size=3))
def test_several_rows_bind_where_one_does(rows: list[StatusRow]) -> None:
    line = timeline(corpus(FX), replace(FX, rows=tuple(rows)), "XA")
    for on in telling(day for row in rows for day in (row.consent, row.in_force, row.ended)):
        assert line.on(on).truth is max(by_row(row, on) for row in rows), (rows, on)


@given(st.lists(consents(), max_size=2), st.lists(events(), max_size=3))
def test_timelines_are_in_order_and_cover_all_time(rows: list[StatusRow], found: list[StatusEvent]) -> None:
    line = timeline(corpus(FX), replace(FX, rows=tuple(rows), events=tuple(found)), "XA")
    assert line.starts[0] == date.min
    assert list(line.starts) == sorted(line.starts)
    assert len(line.starts) == len(line.forces)
    assert line.on(date.min).truth is not Truth.YES
    line.on(date.max)


@given(st.lists(consents(), max_size=2), st.lists(events(), max_size=3))
def test_an_instrument_that_is_not_in_force_binds_nobody(rows: list[StatusRow], found: list[StatusEvent]) -> None:
    instrument = replace(FX, rows=tuple(rows), events=tuple(found), in_force=None, parties=Parties(complete=False))
    line = timeline(corpus(instrument), instrument, "XA")
    assert {force.truth for force in line.forces} == {Truth.NO}


@given(consents(), events())
def test_an_end_or_suspension_never_binds(row: StatusRow, event: StatusEvent) -> None:
    """Where a row alone says no, an end, a suspension or an objection says no too."""
    if event.kind is EventKind.UNKNOWN:
        return
    line = timeline(corpus(FX), replace(FX, rows=(row,), events=(event,)), "XA")
    for on in telling([row.consent, row.in_force, row.ended, event.since, event.until]):
        assert line.on(on).truth <= by_row(row, on), (row, event, on)


@given(st.lists(consents(), max_size=2), st.lists(events(), max_size=2), DATES)
def test_the_report_says_what_the_timeline_says(rows: list[StatusRow], found: list[StatusEvent], on: date) -> None:
    instrument = replace(FX, rows=tuple(rows), events=tuple(found))
    report = status_report(corpus(instrument), instrument, on)
    truth = timeline(corpus(instrument), instrument, "XA").on(on).truth
    listed = {name: [item["actor"] for item in report[name]] for name in ("parties", "unknown")}
    assert listed == {"parties": ["XA"] if truth is Truth.YES else [], "unknown": ["XA"] if truth is Truth.UNKNOWN else []}
