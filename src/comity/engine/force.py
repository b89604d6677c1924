# SPDX-License-Identifier: EUPL-1.2
"""Who is bound by what on a day.

Status is computed from dated events (docs/legal-model.md, "status.csv" and "status.yaml"), never stored. Each row and event is a spell
with a beginning and an end that may be rough or unknown; on a day the spells of an actor are joined by three-valued logic: a row binds
from its entry into force (or, without one, is unknown from what is known of its consent) until its end; the strongest of several rows
counts; ends and suspensions take from what began before them; nobody is bound while the instrument itself is not in force.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from comity.corpus.corpus import Corpus
from comity.model.actors import ActorKind
from comity.model.day import UNKNOWN_DAY, Day
from comity.model.law import CONSENTS, Confidence, EventKind, Instrument, Membership, Statement, StatusEvent, StatusKind, StatusRow
from comity.model.said import joined, remark, said, told
from comity.model.truth import Truth

BEGINNING = date.min
ONE = timedelta(days=1)
ALWAYS = Day(BEGINNING, BEGINNING)


@dataclass(frozen=True, slots=True)
class Force:
    """Whether an instrument binds an actor, since when, and what says so.

    ``status``: party, member, created, extension, reported, contested; signed, provisional, not-party, before, ended, suspended, missing,
    not-member, no-party-possible, not-in-force; incomplete, unread.
    """

    truth: Truth
    status: str
    since: str | None = None
    source: str = ""
    confidence: Confidence = Confidence.HIGH
    says: str = ""

    @property
    def lacking(self) -> bool:
        """Whether a list that may be incomplete simply lacks the actor."""
        return self.status in ("incomplete", "unread")


@dataclass(frozen=True, slots=True)
class Timeline:
    """The change points of an actor's status; the first starts with time itself."""

    starts: tuple[date, ...]
    forces: tuple[Force, ...]

    def on(self, day: date) -> Force:
        """The status on a day."""
        return self.forces[bisect_right(self.starts, day) - 1]


@dataclass(frozen=True, slots=True)
class Spell:
    """Something that begins and may end: from ``begins`` it has the status ``force`` (of at most its truth), until ``ends``."""

    begins: Day
    ends: Day | None
    force: Force
    unknown_from: date | None = None  # without a day of beginning: the first day from which it may have begun
    lapses: StatusEvent | None = None  # an event that ends with another that nobody recorded

    def on(self, day: date) -> Truth:
        """How true it is on a day."""
        begun = self.begins.reached(day)
        if not self.begins.known:
            begun = Truth.NO if self.unknown_from is not None and day < self.unknown_from else Truth.UNKNOWN
        over = self.ends.reached(day) if self.ends is not None else Truth.NO
        most = Truth.UNKNOWN if self.lapses is not None and may_have_lapsed(self.lapses, day) else self.force.truth
        return min(begun, over.opposite, most)

    def edges(self) -> Iterable[date]:
        """The days on which it changes."""
        yield from self.begins.edges()
        yield from self.ends.edges() if self.ends is not None else ()
        if self.unknown_from is not None:
            yield self.unknown_from
        if self.lapses is not None and self.lapses.lapses_from is not None:
            yield self.lapses.lapses_from

    @property
    def first(self) -> date:
        """The first day on which it may have begun."""
        return self.begins.first or self.unknown_from or BEGINNING


def timeline(corpus: Corpus, instrument: Instrument, code: str) -> Timeline:
    """The status of an actor under an instrument through time."""
    status = _Status(corpus, instrument, code)
    starts = sorted({BEGINNING, *status.edges()})
    forces = [status.on(day) for day in starts]
    kept = [i for i, force in enumerate(forces) if i == 0 or force != forces[i - 1]]
    return Timeline(tuple(starts[i] for i in kept), tuple(forces[i] for i in kept))


class _Status:
    """One actor under one instrument: what binds it, what takes that away, and what is said where nothing binds it."""

    def __init__(self, corpus: Corpus, instrument: Instrument, code: str) -> None:
        self.corpus = corpus
        self.instrument = instrument
        rows = [row for row in instrument.rows if row.actor == code]
        events = [event for event in instrument.events if event.actor == code and not event.towards]
        starts = [event for event in events if event.kind is EventKind.START]
        dated = [row for row in rows if not starts or (row.in_force is not None and row.in_force.known)]
        self.binding = [_row_spell(row) for row in dated if row.kind in CONSENTS or row.kind is StatusKind.TERRITORIAL_EXTENSION]
        self.binding += [_start_spell(event, instrument) for event in starts]
        self.reports = [_report_spell(event) for event in events if event.kind is EventKind.UNKNOWN]
        self.binding += self.reports
        self.taking = [(event, _end_spell(event, instrument)) for event in events if event.kind in (EventKind.END, EventKind.SUSPENSION)]
        self.standing = [spell for row in rows for spell in _bare_spells(row)]
        states = {row.of for row in rows if row.kind is StatusKind.TERRITORIAL_EXTENSION}
        self.states = [timeline(corpus, instrument, state) for state in sorted(states)]
        if code in instrument.creates:
            day = instrument.in_force or UNKNOWN_DAY
            self.binding.append(Spell(day, None, _dated(_CREATED, day)))
        elif instrument.members is not None and not rows:
            self.binding += _member_spells(corpus, instrument.members, code)
            nobody = Force(Truth.NO, "not-member", None, instrument.members.source, instrument.members.confidence)
            self.standing.append(Spell(ALWAYS, None, nobody))
        elif not rows and not starts:
            self.standing += _missing_spells(corpus, instrument, code)
        elif rows:
            first = rows[0]
            self.standing.insert(0, Spell(ALWAYS, None, Force(Truth.NO, "before", None, first.source, first.confidence)))

    def edges(self) -> Iterable[date]:
        """Every day on which anything may change."""
        for spell in (*self.binding, *self.standing, *(taken for _, taken in self.taking)):
            yield from spell.edges()
        yield from self.instrument.in_force.edges() if self.instrument.in_force is not None else ()
        for line in self.states:
            yield from line.starts

    def on(self, day: date) -> Force:
        """The status on a day."""
        force = self._bound(day)
        standing = self._standing(day)
        not_begun = force is None or (force.truth is Truth.NO and force.status not in _TAKEN)
        if force is None or not_begun or (force.truth is Truth.UNKNOWN and standing.truth is Truth.YES):
            force = standing
        return self._in_general(force, day)

    def _bound(self, day: date) -> Force | None:
        """The strongest of what binds, less what ends or suspends what began before it; None where nothing has begun."""
        best: Force | None = None
        for spell in self.binding:
            force = self._less(spell, replace(spell.force, truth=spell.on(day)), day)
            if best is None or force.truth > best.truth or (force.truth is best.truth is Truth.NO and force.status in _TAKEN):
                best = force
        if best is not None and best.truth is not Truth.NO and self.states:
            fallen = [line.on(day) for line in self.states]
            if all(force.truth is Truth.NO and force.status in _TAKEN for force in fallen):
                return replace(fallen[0], says=said("its state is no longer bound"))
        if best is not None and best.truth is Truth.NO and best.status not in _TAKEN and self._was_bound(day):
            return replace(best, status="ended", since=None)
        return best

    def _was_bound(self, day: date) -> bool:
        return any(s.ends is not None and s.ends.reached(day) is Truth.YES and s.force.status != "reported" for s in self.binding)

    def _less(self, spell: Spell, force: Force, day: date) -> Force:
        for event, taken in self.taking:
            if taken.begins.known and spell.first > taken.first and event.kind is EventKind.END:
                continue  # bound anew after that end
            left = taken.on(day).opposite
            if left < force.truth:
                force = replace(taken.force, truth=left, status=taken.force.status if left is Truth.NO else "contested", since=None)
        for report in self.reports:
            if spell.first <= report.first and force.truth is Truth.YES and report.on(day) is Truth.UNKNOWN:
                force = report.force  # what came before the report hangs on it
        return force

    def _standing(self, day: date) -> Force:
        found = Force(Truth.NO, "before")
        for spell in self.standing:
            if spell.begins.reached(day) is not Truth.NO and (spell.ends is None or spell.ends.reached(day) is not Truth.YES):
                found = spell.force
        return found

    def _in_general(self, force: Force, day: date) -> Force:
        """Nobody is bound while the instrument itself is not in force."""
        general = self.instrument.in_force
        if general is None:
            status = "not-in-force" if force.status in ("party", "missing", "incomplete", "unread", "reported") else force.status
            says = _also(said("the instrument is not in force"), force.says)
            return replace(force, truth=Truth.NO, status=status, since=None, says=says)
        if not general.known or force.truth is Truth.NO or self.instrument.national:
            return force
        opened = general.reached(day)
        return replace(force, truth=min(force.truth, opened), since=None) if opened is not Truth.YES else force


_TAKEN = frozenset({"ended", "suspended", "contested"})
_CREATED = Force(Truth.YES, "created", says=said("created by the instrument itself"))


def _row_spell(row: StatusRow) -> Spell:
    """A consent or an extension."""
    status = "party" if row.kind in CONSENTS else "extension"
    force = Force(Truth.YES, status, None, row.source, row.confidence, remark(row.note))
    over = said("it ended on a day that is not known") if row.ended is not None and not row.ended.known else ""
    if row.in_force is not None and row.in_force.known:
        return Spell(row.in_force, row.ended, _dated(replace(force, says=_also(force.says, over)), row.in_force))
    known_from = [day.first for day in (row.consent, row.signed) if day is not None and day.first is not None]
    says = _also(remark(row.note) or said("the day of entry into force is not known"), over)
    return Spell(UNKNOWN_DAY, row.ended, replace(force, says=says), max(known_from, default=None))


def _dated(force: Force, day: Day) -> Force:
    """The force with its day: exact as ``since``, rough in words."""
    if day.exact is not None:
        return replace(force, since=day.exact.isoformat())
    if not day.known:
        return force
    return replace(force, says=_also(force.says, said("from a day in {day}", day=day.text)))


def _also(*parts: str) -> str:
    return joined("; ", (part for part in parts if part))


def _bare_spells(row: StatusRow) -> Iterable[Spell]:
    """What a row says of an actor that it does not bind: signed, applying provisionally, no party."""
    bare = Force(Truth.NO, "signed", None, row.source, row.confidence, remark(row.note))
    if row.kind is StatusKind.NOT_PARTY:
        yield Spell(ALWAYS, None, replace(bare, status="not-party"))
        return
    if row.signed is not None or row.kind is StatusKind.SIGNATURE:
        signed = row.signed if row.signed is not None and row.signed.known else ALWAYS
        yield Spell(signed, None, replace(bare, since=_exact(row.signed)))
    if row.kind is StatusKind.PROVISIONAL_APPLICATION:
        begins = row.in_force if row.in_force is not None and row.in_force.known else ALWAYS
        yield Spell(begins, row.ended, replace(bare, status="provisional", since=_exact(row.in_force)))


def _exact(day: Day | None) -> str | None:
    return day.exact.isoformat() if day is not None and day.exact is not None else None


def _span(event: StatusEvent) -> Day:
    """The day of an event: as given, or between its readings."""
    if event.readings:
        return Day(event.readings[0].on, event.readings[-1].on - ONE) if len(event.readings) > 1 else Day(*(event.readings[0].on,) * 2)
    return event.since or UNKNOWN_DAY


def _readings(event: StatusEvent, instrument: Instrument) -> str:
    words = (
        said("{day}: {says}", day=reading.on.isoformat(), says=remark(reading.says or instrument.source(reading.source).what))
        for reading in event.readings
    )
    readings = said("readings of the day: {readings}", readings=joined("; ", words)) if event.readings else ""
    return _also(told(event.says), readings)


def _start_spell(event: StatusEvent, instrument: Instrument) -> Spell:
    force = Force(Truth.YES, "party", None, event.source, event.confidence, _readings(event, instrument))
    span = _open_ended(event)
    return Spell(span, event.until, _dated(force, span))


def _end_spell(event: StatusEvent, instrument: Instrument) -> Spell:
    status = "ended" if event.kind is EventKind.END else "suspended"
    force = Force(Truth.YES, status, None, event.source, event.confidence, _readings(event, instrument))
    return Spell(_open_ended(event), event.until, force, lapses=event if event.lapses else None)


def _open_ended(event: StatusEvent) -> Day:
    """Two readings leave the time between them open; on the last of them all agree."""
    span = _span(event)
    if len(event.readings) > 1 and span.first == span.last:
        return Day(span.first, span.first)
    return span


def _report_spell(event: StatusEvent) -> Spell:
    return Spell(
        event.since or ALWAYS, event.until, Force(Truth.UNKNOWN, "reported", None, event.source, event.confidence, told(event.says))
    )


def _member_spells(corpus: Corpus, members: Membership, code: str) -> list[Spell]:
    """Bound as a member of a union, from the later of both days, less the times for which it opted out."""
    union = corpus.by_code.get(members.of)
    spans = [(max(m.since, members.since), _earlier(m.until, members.until)) for m in (union.members if union else ()) if m.actor == code]
    for opt_out in members.except_:
        if opt_out.actor == code:
            away = (opt_out.since or BEGINNING, opt_out.until)
            spans = [part for span in spans for part in _without(span, away)]
    return [
        Spell(
            Day(start, start),
            Day(end, end) if end is not None else None,
            Force(
                Truth.YES, "member", start.isoformat(), members.source, members.confidence, said("as a member of {union}", union=members.of)
            ),
        )
        for start, end in spans
        if end is None or start < end
    ]


def _earlier(one: date | None, other: date | None) -> date | None:
    days = [day for day in (one, other) if day is not None]
    return min(days) if days else None


def _without(span: tuple[date, date | None], away: tuple[date, date | None]) -> Iterable[tuple[date, date | None]]:
    """A span of time without another."""
    start, end = span
    if start < away[0]:
        yield start, _earlier(end, away[0])
    if away[1] is not None and (end is None or away[1] < end):
        yield max(start, away[1]), end


def _missing_spells(corpus: Corpus, instrument: Instrument, code: str) -> Iterable[Spell]:
    """What it means that an actor has no row."""
    actor = corpus.by_code.get(code)
    parties = instrument.parties
    closed = parties is None or (instrument.pair and code not in instrument.pair) or (parties.open_to and code not in parties.open_to)
    if parties is None or closed or (actor is not None and actor.kind in (ActorKind.COURT, ActorKind.ORGANISATION)):
        yield Spell(ALWAYS, None, Force(Truth.NO, "no-party-possible", says=said("not open to it")))
    elif actor is not None and actor.kind is ActorKind.TERRITORY and actor.of:
        yield from _territory_spells(corpus, instrument, actor.of)
    elif code in instrument.unread:
        yield Spell(ALWAYS, None, Force(Truth.UNKNOWN, "unread", None, "", Confidence.LOW, said("its line in the list was not read")))
    elif not parties.complete:
        yield Spell(ALWAYS, None, Force(Truth.UNKNOWN, "incomplete", None, "", Confidence.LOW, said("the list of parties is incomplete")))
    else:
        to = parties.to.isoformat() if parties.to else ""
        yield Spell(ALWAYS, None, Force(Truth.NO, "missing", says=said("not in the list of parties, complete to {day}", day=to)))
        if parties.after_unknown and parties.to is not None:
            says = said("not in the list of parties, which ends on {day}; later joiners are not known", day=to)
            after = parties.to + ONE
            yield Spell(Day(after, after), None, Force(Truth.UNKNOWN, "incomplete", None, "", Confidence.LOW, says))


def _territory_spells(corpus: Corpus, instrument: Instrument, state: str) -> Iterable[Spell]:
    """A territory without a row follows its state, unless the list shows extensions and none to it."""
    extended = any(row.kind is StatusKind.TERRITORIAL_EXTENSION for row in instrument.rows)
    parent = timeline(corpus, instrument, state)
    for start, force in zip(parent.starts, parent.forces, strict=True):
        yield Spell(Day(start, start), None, force if force.truth is Truth.NO else _of_territory(force, state, extended))


def _of_territory(force: Force, state: str, extended: bool) -> Force:
    """What a state's consent means for a territory that its list does not name."""
    if extended:
        return replace(
            force, truth=Truth.NO, status="missing", since=None, says=said("{state} has not extended it to this territory", state=state)
        )
    says = said("whether {state}'s consent extends to this territory is not recorded", state=state)
    return replace(force, truth=Truth.UNKNOWN, status="incomplete", since=None, says=says)


@dataclass(frozen=True, slots=True)
class Between:
    """An event that stops an instrument between two actors."""

    event: StatusEvent

    def on(self, day: date) -> Truth:
        """YES where the instrument does not work between the two, UNKNOWN where that may have lapsed or is only reported."""
        begun = self.event.since.reached(day) if self.event.since is not None else Truth.YES
        over = self.event.until.reached(day) if self.event.until is not None else Truth.NO
        doubtful = self.event.kind is EventKind.UNKNOWN or may_have_lapsed(self.event, day)
        most = Truth.UNKNOWN if doubtful else Truth.YES
        return min(begun, over.opposite, most)


def may_have_lapsed(made: StatusEvent | Statement, day: date) -> bool:
    """Whether what was made until an event that nobody recorded may have lapsed: never before the first day on which that can happen."""
    return bool(made.lapses) and (made.lapses_from is None or day >= made.lapses_from)


_STOPPING = (EventKind.SUSPENSION, EventKind.NOT_APPLIED, EventKind.NOT_RECOGNISED, EventKind.UNKNOWN)


def stopping(instrument: Instrument) -> tuple[Between, ...]:
    """The events that keep an instrument from working between their actor and those towards whom they speak."""
    events = (event for event in instrument.events if event.towards)
    return tuple(Between(event) for event in events if event.kind in _STOPPING or event.no_relations)
