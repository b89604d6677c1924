# SPDX-License-Identifier: EUPL-1.2
"""Who is bound by what on a day.

Status is computed from dated events (docs/legal-model.md, "status.csv" and "status.yaml"), never stored. The rules on unknown days:
an entry into force decides where it is known; with a consent day alone force is unknown from that day; with neither it is unknown;
nobody is bound while the instrument itself is not in force; a rough day is unknown from its first to its last possible day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from comity.corpus.corpus import Corpus
from comity.model.actors import ActorKind
from comity.model.day import Day
from comity.model.law import CONSENTS, Confidence, EventKind, Instrument, Membership, StatusEvent, StatusKind, StatusRow
from comity.model.truth import Truth

BEGINNING = date.min
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Force:
    """Whether an instrument binds an actor, since when, and what says so.

    ``status``: party, member, created, extension, signed, provisional, not-party, before, ended, suspended, missing, unread, incomplete,
    not-in-force, reported, contested.
    """

    truth: Truth
    status: str
    since: str | None = None
    source: str = ""
    confidence: Confidence = Confidence.HIGH
    says: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The change points of an actor's status; the first starts with time itself."""

    starts: tuple[date, ...]
    forces: tuple[Force, ...]

    def on(self, day: date) -> Force:
        """The status on a day."""
        return self.forces[bisect_right(self.starts, day) - 1]


def timeline(corpus: Corpus, instrument: Instrument, code: str) -> Timeline:
    """The status of an actor under an instrument through time."""
    points = list(_points(corpus, instrument, code))
    for event in instrument.events:
        if event.actor == code and not event.towards:
            points = _with_event(points, event, instrument)
    points = list(_within_general_force(points, instrument))
    return Timeline(tuple(start for start, _ in points), tuple(force for _, force in points))


def _points(corpus: Corpus, instrument: Instrument, code: str) -> Iterable[tuple[date, Force]]:
    rows = [row for row in instrument.rows if row.actor == code]
    if code in instrument.creates:
        start = instrument.in_force.first if instrument.in_force and instrument.in_force.first else BEGINNING
        since = instrument.in_force.text if instrument.in_force and instrument.in_force.known else None
        yield BEGINNING, Force(Truth.NO, "before")
        yield start, Force(Truth.YES, "created", since, "", says="created by the instrument itself")
    elif rows:
        yield from _row_points(rows)
    elif instrument.members is not None:
        yield from _member_points(corpus, instrument.members, code)
    else:
        yield from _missing_points(corpus, instrument, code)


def _row_points(rows: list[StatusRow]) -> Iterable[tuple[date, Force]]:
    points: list[tuple[date, Force]] = []
    for row in rows:
        points.extend(_one_row(row))
    points.sort(key=lambda point: point[0])
    if not points or points[0][0] > BEGINNING:
        first = rows[0]
        yield BEGINNING, Force(Truth.NO, "before", None, first.source, first.confidence)
    yield from points


_UNBOUND = {StatusKind.SIGNATURE: "signed", StatusKind.NOT_PARTY: "not-party", StatusKind.PROVISIONAL_APPLICATION: "provisional"}


def _one_row(row: StatusRow) -> Iterable[tuple[date, Force]]:
    if row.signed is not None and row.kind is not StatusKind.NOT_PARTY:
        yield row.signed.first or BEGINNING, Force(Truth.NO, "signed", row.signed.text, row.source, row.confidence, row.note)
    status = _UNBOUND.get(row.kind)
    if status is not None:
        if row.kind is not StatusKind.SIGNATURE:
            day = row.in_force
            yield (
                (day.first if day and day.first else BEGINNING),
                Force(Truth.NO, status, day.text if day else None, row.source, row.confidence, row.note),
            )
        elif row.signed is None:
            yield BEGINNING, Force(Truth.NO, "signed", None, row.source, row.confidence, row.note)
        return
    bound = "party" if row.kind in CONSENTS else "extension"
    known = row.in_force is not None and row.in_force.known
    force = Force(Truth.YES if known else Truth.UNKNOWN, bound, None, row.source, row.confidence, row.note)
    if known and row.in_force is not None:
        force = replace(force, since=row.in_force.text)
        yield from _from_day(row.in_force, force, Truth.UNKNOWN)
    else:
        known_from = [day.first for day in (row.consent, row.signed) if day is not None and day.first is not None]
        start = known_from[0] if known_from else BEGINNING
        yield start, replace(force, says=row.note or "the day of entry into force is not known")
    if row.ended is not None:
        over = Force(Truth.NO, "ended", None, row.source, row.confidence, row.note)
        if row.ended.known:
            yield from _from_day(row.ended, over, Truth.UNKNOWN)
        else:
            yield BEGINNING, replace(over, truth=Truth.UNKNOWN, says="it ended on a day that is not known")


def _from_day(day: Day, force: Force, meanwhile: Truth) -> Iterable[tuple[date, Force]]:
    """From an exact day the new status; through a rough one ``meanwhile``, and the new status after its last possible day."""
    if day.first is None or day.last is None:
        return
    if day.exact is None:
        yield day.first, replace(force, truth=meanwhile)
        yield day.last + ONE, force
    else:
        yield day.first, force


def _member_points(corpus: Corpus, members: Membership, code: str) -> Iterable[tuple[date, Force]]:
    bare = Force(Truth.NO, "not-member", None, members.source, members.confidence)
    yield BEGINNING, bare
    union = corpus.by_code.get(members.of)
    for member in union.members if union else ():
        if member.actor != code:
            continue
        start = max(member.since, members.since)
        ends = [day for day in (member.until, members.until) if day is not None]
        end = min(ends) if ends else None
        for opt_out in members.except_:
            if opt_out.actor == code:
                if opt_out.until is not None:
                    start = max(start, opt_out.until)
                elif opt_out.since is not None:
                    end = min(end, opt_out.since) if end else opt_out.since
                else:
                    end = start
        if end is None or start < end:
            yield start, Force(Truth.YES, "member", start.isoformat(), members.source, members.confidence, f"as a member of {members.of}")
            if end is not None:
                yield end, replace(bare, status="ended")


def _missing_points(corpus: Corpus, instrument: Instrument, code: str) -> Iterable[tuple[date, Force]]:
    actor = corpus.by_code.get(code)
    parties = instrument.parties
    if parties is None or (actor is not None and actor.kind in (ActorKind.COURT, ActorKind.ORGANISATION)):
        yield BEGINNING, Force(Truth.NO, "no-party-possible", says="not open to it")
        return
    if actor is not None and actor.kind is ActorKind.TERRITORY and actor.of:
        yield from _territory_points(corpus, instrument, actor.of)
        return
    if parties.open_to and code not in parties.open_to:
        yield BEGINNING, Force(Truth.NO, "no-party-possible", says="not open to it")
    elif code in instrument.unread:
        yield BEGINNING, Force(Truth.UNKNOWN, "unread", says="its line in the list was not read", confidence=Confidence.LOW)
    elif not parties.complete:
        yield BEGINNING, Force(Truth.UNKNOWN, "incomplete", says="the list of parties is incomplete", confidence=Confidence.LOW)
    else:
        to = parties.to.isoformat() if parties.to else ""
        yield BEGINNING, Force(Truth.NO, "missing", says=f"not in the list of parties, complete to {to}")
        if parties.after_unknown and parties.to is not None:
            says = f"not in the list of parties, which ends on {to}; later joiners are not known"
            yield parties.to + ONE, Force(Truth.UNKNOWN, "incomplete", says=says, confidence=Confidence.LOW)


def _territory_points(corpus: Corpus, instrument: Instrument, state: str) -> Iterable[tuple[date, Force]]:
    extended = any(row.kind is StatusKind.TERRITORIAL_EXTENSION for row in instrument.rows)
    parent = timeline(corpus, instrument, state)
    for start, force in zip(parent.starts, parent.forces, strict=True):
        if force.truth is Truth.NO:
            yield start, force
        elif extended:
            yield start, replace(force, truth=Truth.NO, status="missing", since=None, says=f"{state} has not extended it to this territory")
        else:
            says = f"whether {state}'s consent extends to this territory is not recorded"
            yield start, replace(force, truth=Truth.UNKNOWN, status="incomplete", since=None, says=says)


def _with_event(points: list[tuple[date, Force]], event: StatusEvent, instrument: Instrument) -> list[tuple[date, Force]]:
    base = Force(Truth.NO, "ended", None, event.source, event.confidence, event.says.en)
    if event.readings:
        first, last = event.readings[0].on, event.readings[-1].on
        days = "; ".join(
            f"{reading.on.isoformat()}: {reading.says or instrument.source(reading.source).what}" for reading in event.readings
        )
        contested = replace(base, truth=Truth.UNKNOWN, status="contested", says=f"{event.says.en} - readings of the day: {days}")
        kept = [point for point in points if point[0] < first]
        settled = replace(base, says=contested.says)
        if event.kind is EventKind.START:
            settled = replace(settled, truth=Truth.YES, status="party", since=f"{first.isoformat()}/{last.isoformat()}")
        return [*kept, (first, contested), (last, settled)] if first < last else [*kept, (first, settled)]
    start = event.since.first if event.since is not None and event.since.first else BEGINNING
    if event.kind is EventKind.UNKNOWN:
        reported = replace(base, truth=Truth.UNKNOWN, status="reported")
        opened = points if points[0][0] < start or start == BEGINNING else [(BEGINNING, replace(base, status="before")), *points]
        return _cut(opened, start, event, reported)
    if event.kind in (EventKind.END, EventKind.SUSPENSION):
        return _cut(points, start, event, replace(base, status="ended" if event.kind is EventKind.END else "suspended"))
    return points


def _cut(points: list[tuple[date, Force]], start: date, event: StatusEvent, force: Force) -> list[tuple[date, Force]]:
    before = [point for point in points if point[0] < start]
    until = event.until.first if event.until is not None else None
    if until is None:
        return [*before, (start, force)]
    after = [point for point in points if point[0] >= until]
    resumed = [point for point in points if point[0] <= until][-1]
    return [*before, (start, force), (until, resumed[1]), *after]


def _within_general_force(points: list[tuple[date, Force]], instrument: Instrument) -> Iterable[tuple[date, Force]]:
    general = instrument.in_force
    if general is None:
        for start, force in points:
            status = "not-in-force" if force.status in ("party", "missing", "incomplete", "unread", "reported") else force.status
            says = "; ".join(part for part in ("the instrument is not in force", force.says) if part)
            yield start, replace(force, truth=Truth.NO, status=status, since=None, says=says)
        return
    opens = general.first
    if opens is None or instrument.national:
        yield from points
        return
    closed = [(start, replace(f, truth=Truth.NO, since=None) if f.truth is Truth.UNKNOWN else f) for start, f in points if start < opens]
    last = next((force for start, force in reversed(points) if start <= opens), None)
    yield from closed
    if last is not None and last.truth is Truth.UNKNOWN and all(start != opens for start, _ in points):
        yield opens, last
    yield from (point for point in points if point[0] >= opens)


@dataclass(frozen=True, slots=True)
class Between:
    """An event that stops an instrument between two actors, with the days between which it does."""

    event: StatusEvent
    start: date
    end: date | None

    def on(self, day: date) -> Truth:
        """YES where the instrument does not work between the two, UNKNOWN where that may have lapsed."""
        if day < self.start or (self.end is not None and day >= self.end):
            return Truth.NO
        return Truth.UNKNOWN if self.event.lapses else Truth.YES


def between(instrument: Instrument, one: str, other: str) -> tuple[Between, ...]:
    """The events that keep an instrument from working between two actors, whatever each has signed."""
    found = []
    for event in instrument.events:
        stops = event.kind in (EventKind.SUSPENSION, EventKind.NOT_APPLIED, EventKind.NOT_RECOGNISED) or event.no_relations
        pairs = (event.actor == one and other in event.towards) or (event.actor == other and one in event.towards)
        if stops and pairs:
            start = event.since.first if event.since is not None and event.since.first else BEGINNING
            found.append(Between(event, start, event.until.first if event.until is not None else None))
    return tuple(found)
