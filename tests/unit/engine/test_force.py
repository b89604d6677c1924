# SPDX-License-Identifier: EUPL-1.2
"""Who is bound on a day: tables of status rules, each with the day before, the day itself and the days after (docs/legal-model.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from comity.corpus.corpus import Corpus
from comity.engine.compiler import Compiler
from comity.engine.force import timeline
from comity.logic.program import evaluate
from comity.model.actors import Actor, ActorKind, Member
from comity.model.day import Day
from comity.model.law import (
    Confidence,
    EventKind,
    Instrument,
    InstrumentKind,
    Membership,
    OptOut,
    Parties,
    Reading,
    Source,
    StatusEvent,
    StatusKind,
    StatusRow,
)
from comity.model.query import Row
from comity.model.text import Text
from comity.model.truth import Truth
from comity.model.vocabulary import Vocabulary

N, U, Y = Truth.NO, Truth.UNKNOWN, Truth.YES
COMPLETE = Parties(complete=True, to=date(2025, 1, 1))
FX = Instrument(
    "fx-001",
    Text("Convention"),
    Text("Convention"),
    InstrumentKind.CONVENTION,
    sources=(Source("s", "list of parties"), Source("t", "another list")),
    in_force=Day.parse("1970-01-01"),
    parties=COMPLETE,
)


def actor(code: str, kind: ActorKind = ActorKind.STATE, *, of: str = "", members: tuple[Member, ...] = ()) -> Actor:
    return Actor(code, kind, Text(code), of=of, members=members)


ACTORS = (
    actor("XA"),
    actor("XB"),
    actor("XC"),
    actor("XT", ActorKind.TERRITORY, of="XA"),
    actor("XCT", ActorKind.COURT),
    actor("XO", ActorKind.ORGANISATION),
    actor(
        "XU",
        ActorKind.UNION,
        members=(
            Member("XA", date(1995, 1, 1)),
            Member("XB", date(2004, 5, 1), date(2020, 2, 1)),
            Member("XC", date(1980, 1, 1), date(1990, 1, 1)),
            Member("XC", date(2010, 1, 1)),
        ),
    ),
)


def corpus(instrument: Instrument) -> Corpus:
    return Corpus("test", "2026-11-24", Vocabulary((), (), (), (), ()), ACTORS, (instrument,))


def row(
    kind: StatusKind = StatusKind.RATIFICATION, signed: str = "", consent: str = "", in_force: str = "", ended: str = "", **more: str
) -> StatusRow:
    days = {
        name: Day.parse(text) if text else None
        for name, text in (("signed", signed), ("consent", consent), ("in_force", in_force), ("ended", ended))
    }
    return StatusRow(more.get("actor", "XA"), kind, "s", Confidence.HIGH, of=more.get("of", ""), note=more.get("note", ""), **days)


def event(kind: EventKind, since: str = "", until: str = "", *, actor: str = "XA", towards: tuple[str, ...] = ()) -> StatusEvent:
    return StatusEvent(
        kind,
        actor,
        "s",
        Confidence.HIGH,
        since=Day.parse(since) if since else None,
        until=Day.parse(until) if until else None,
        towards=towards,
        says=Text("as reported"),
    )


def on(instrument: Instrument, days: Iterable[str], code: str = "XA") -> list[Truth]:
    line = timeline(corpus(instrument), instrument, code)
    return [line.on(date.fromisoformat(day)).truth for day in days]


def check(instrument: Instrument, expected: dict[str, Truth], code: str = "XA") -> None:
    """The truth on each day, and that a timeline is in order and starts with time itself."""
    assert dict(zip(expected, on(instrument, expected, code), strict=True)) == expected
    line = timeline(corpus(instrument), instrument, code)
    assert line.starts[0] == date.min
    assert list(line.starts) == sorted(line.starts)


# -- one row

ALWAYS_NO = {"1969-12-31": N, "1996-09-11": N, "2026-11-24": N}
ROWS: dict[str, tuple[StatusRow, dict[str, Truth]]] = {
    "an entry into force decides": (
        row(signed="1991-01-01", consent="1996-06-11", in_force="1996-09-11"),
        {"1990-12-31": N, "1991-01-01": N, "1996-06-11": N, "1996-09-10": N, "1996-09-11": Y, "1996-09-12": Y, "2026-11-24": Y},
    ),
    "an entry into force without a consent day decides": (row(in_force="1996-09-11"), {"1996-09-10": N, "1996-09-11": Y, "1996-09-12": Y}),
    "an entry into force with an unknown consent day decides": (
        row(consent="unknown", in_force="1996-09-11"),
        {"1996-09-10": N, "1996-09-11": Y},
    ),
    "a consent day without an entry into force is unknown from it": (
        row(consent="1996-06-11"),
        {"1996-06-10": N, "1996-06-11": U, "1996-06-12": U, "2026-11-24": U},
    ),
    "the same where the entry into force is said to be unknown": (
        row(consent="1996-06-11", in_force="unknown"),
        {"1996-06-10": N, "1996-06-11": U, "2026-11-24": U},
    ),
    "with neither day it is unknown": (row(consent="unknown"), {"1969-12-31": N, "1970-01-01": U, "1996-06-11": U, "2026-11-24": U}),
    "with neither day nobody is bound before signing": (
        row(signed="1991-01-01", consent="unknown"),
        {"1990-12-31": N, "1991-01-01": U, "2026-11-24": U},
    ),
    "a rough consent day counts from its first": (
        row(consent="1996"),
        {"1995-12-31": N, "1996-01-01": U, "1996-12-31": U, "1997-01-01": U},
    ),
    "a rough entry into force is unknown from its first to its last day": (
        row(in_force="~1996"),
        {"1995-12-31": N, "1996-01-01": U, "1996-12-31": U, "1997-01-01": Y, "2026-11-24": Y},
    ),
    "the same within a month": (
        row(in_force="1996-09"),
        {"1996-08-31": N, "1996-09-01": U, "1996-09-30": U, "1996-10-01": Y},
    ),
    "an end is the first day on which it no longer binds": (
        row(in_force="1996-09-11", ended="2001-03-01"),
        {"1996-09-10": N, "1996-09-11": Y, "2001-02-28": Y, "2001-03-01": N, "2001-03-02": N, "2026-11-24": N},
    ),
    "a rough end is unknown from its first to its last day": (
        row(in_force="1996-09-11", ended="~2001"),
        {"2000-12-31": Y, "2001-01-01": U, "2001-12-31": U, "2002-01-01": N},
    ),
    "an end on an unknown day may have been any day since": (
        row(in_force="1996-09-11", ended="unknown"),
        {"1996-09-10": N, "1996-09-11": U, "2026-11-24": U},
    ),
    "an end within the rough entry into force stays an end": (
        row(in_force="~1996", ended="1996-07-01"),
        {"1995-12-31": N, "1996-01-01": U, "1996-06-30": U, "1996-07-01": N, "1997-01-01": N, "2026-11-24": N},
    ),
    "an end of an unknown force is an end": (
        row(consent="1996-06-11", ended="2001-03-01"),
        {"1996-06-10": N, "1996-06-11": U, "2001-02-28": U, "2001-03-01": N},
    ),
    "a signature binds nobody": (row(StatusKind.SIGNATURE, signed="1991-01-01"), {**ALWAYS_NO, "1991-01-01": N}),
    "a signature without a day binds nobody": (row(StatusKind.SIGNATURE), ALWAYS_NO),
    "a sourced non-party is none": (row(StatusKind.NOT_PARTY), ALWAYS_NO),
    "provisional application binds nobody as a party": (row(StatusKind.PROVISIONAL_APPLICATION, in_force="1996-09-11"), ALWAYS_NO),
    "provisional application without a day": (row(StatusKind.PROVISIONAL_APPLICATION), ALWAYS_NO),
    "a succession counts from independence": (
        row(StatusKind.SUCCESSION, consent="1993-06-01", in_force="1991-08-30"),
        {"1991-08-29": N, "1991-08-30": Y, "1993-06-01": Y},
    ),
}


@pytest.mark.parametrize(("datum", "expected"), ROWS.values(), ids=ROWS)
def test_one_row(datum: StatusRow, expected: dict[str, Truth]) -> None:
    check(replace(FX, rows=(datum,)), expected)


@pytest.mark.parametrize("kind", [StatusKind.ACCESSION, StatusKind.ACCEPTANCE, StatusKind.APPROVAL, StatusKind.DEFINITIVE_SIGNATURE])
def test_every_consent_binds(kind: StatusKind) -> None:
    check(replace(FX, rows=(row(kind, in_force="1996-09-11"),)), {"1996-09-10": N, "1996-09-11": Y})


def test_words_of_a_row() -> None:
    line = timeline(corpus(FX), replace(FX, rows=(row(signed="1991-01-01", in_force="1996-09-11", ended="2001-03-01", note="why"),)), "XA")
    days = ("1990-01-01", "1993-01-01", "1999-01-01", "2003-01-01")
    forces = [line.on(date.fromisoformat(day)) for day in days]
    assert [(force.status, force.since, force.source, force.says) for force in forces] == [
        ("before", None, "s", ""),
        ("signed", "1991-01-01", "s", "why"),
        ("party", "1996-09-11", "s", "why"),
        ("ended", None, "s", "why"),
    ]
    assert {force.confidence for force in forces} == {Confidence.HIGH}


def test_rough_days_are_shown_as_spans() -> None:
    line = timeline(corpus(FX), replace(FX, rows=(row(in_force="~1996"),)), "XA")
    during, after = line.on(date(1996, 6, 1)), line.on(date(2000, 1, 1))
    assert during.since is None
    assert after.since is None
    assert during.says == after.says == "from a day in 1996-01-01/1996-12-31"


# -- several rows

SEVERAL: dict[str, tuple[tuple[StatusRow, ...], dict[str, Truth]]] = {
    "left and came back": (
        (row(in_force="1980-01-01", ended="1990-01-01"), row(in_force="2000-01-01")),
        {"1979-12-31": N, "1980-01-01": Y, "1989-12-31": Y, "1990-01-01": N, "1999-12-31": N, "2000-01-01": Y},
    ),
    "in any order of the rows": (
        (row(in_force="2000-01-01"), row(in_force="1980-01-01", ended="1990-01-01")),
        {"1980-01-01": Y, "1990-01-01": N, "2000-01-01": Y},
    ),
    "signed anew while still bound": (
        (row(in_force="1980-01-01", ended="1990-01-01"), row(signed="1985-01-01", in_force="2000-01-01")),
        {"1984-12-31": Y, "1985-01-01": Y, "1989-12-31": Y, "1990-01-01": N, "2000-01-01": Y},
    ),
    "came back on the day it left": (
        (row(in_force="1980-01-01", ended="1990-01-01"), row(in_force="1990-01-01")),
        {"1989-12-31": Y, "1990-01-01": Y, "1990-01-02": Y},
    ),
    "another actor's row is another's": ((row(actor="XB", in_force="1980-01-01"),), ALWAYS_NO),
}


@pytest.mark.parametrize(("rows", "expected"), SEVERAL.values(), ids=SEVERAL)
def test_several_rows(rows: tuple[StatusRow, ...], expected: dict[str, Truth]) -> None:
    check(replace(FX, rows=rows), expected)


# -- no row

MISSING: dict[str, tuple[Instrument, str, dict[str, Truth], str]] = {
    "complete and carried on": (FX, "XA", {"2025-01-01": N, "2025-01-02": N, "2026-11-24": N}, "missing"),
    "complete, later joiners unknown": (
        replace(FX, parties=replace(COMPLETE, after_unknown=True)),
        "XA",
        {"1969-12-31": N, "2025-01-01": N, "2025-01-02": U, "2026-11-24": U},
        "incomplete",
    ),
    "incomplete": (
        replace(FX, parties=Parties(complete=False)),
        "XA",
        {"1969-12-31": N, "1970-01-01": U, "2026-11-24": U},
        "incomplete",
    ),
    "line not read": (replace(FX, unread=frozenset({"XA"})), "XA", {"1969-12-31": N, "1970-01-01": U, "2026-11-24": U}, "unread"),
    "another's line not read": (replace(FX, unread=frozenset({"XB"})), "XA", ALWAYS_NO, "missing"),
    "not open to it": (replace(FX, parties=Parties(complete=False, open_to=frozenset({"XB"}))), "XA", ALWAYS_NO, "no-party-possible"),
    "open to it": (
        replace(FX, parties=Parties(complete=False, open_to=frozenset({"XA"}))),
        "XA",
        {"1970-01-01": U, "2026-11-24": U},
        "incomplete",
    ),
    "a court joins nothing": (replace(FX, parties=Parties(complete=False)), "XCT", ALWAYS_NO, "no-party-possible"),
    "an organisation joins nothing": (replace(FX, parties=Parties(complete=False)), "XO", ALWAYS_NO, "no-party-possible"),
    "no list at all": (replace(FX, parties=None), "XA", ALWAYS_NO, "no-party-possible"),
    "an actor that nobody knows": (FX, "XQ", ALWAYS_NO, "missing"),
}


@pytest.mark.parametrize(("instrument", "code", "expected", "status"), MISSING.values(), ids=MISSING)
def test_no_row(instrument: Instrument, code: str, expected: dict[str, Truth], status: str) -> None:
    check(instrument, expected, code)
    force = timeline(corpus(instrument), instrument, code).on(date(2026, 11, 24))
    assert force.status == status
    assert force.says


def test_a_row_counts_for_more_than_an_unread_line() -> None:
    instrument = replace(FX, rows=(row(in_force="1996-09-11"),), unread=frozenset({"XA"}), parties=Parties(complete=False))
    check(instrument, {"1996-09-10": N, "1996-09-11": Y})


# -- the instrument itself

GENERAL: dict[str, tuple[Day | None, StatusRow, dict[str, Truth]]] = {
    "not in force binds nobody": (None, row(consent="1996-06-11"), {"1996-06-11": N, "2026-11-24": N}),
    "not in force, whatever a row says": (None, row(in_force="1996-09-11"), {"1996-09-11": N, "2026-11-24": N}),
    "a consent before it is unknown only from its entry into force": (
        Day.parse("2000-01-01"),
        row(consent="1996-06-11"),
        {"1996-06-10": N, "1996-06-11": N, "1999-12-31": N, "2000-01-01": U, "2026-11-24": U},
    ),
    "a consent on that day": (Day.parse("1996-06-11"), row(consent="1996-06-11"), {"1996-06-10": N, "1996-06-11": U}),
    "a consent after it": (Day.parse("1990-01-01"), row(consent="1996-06-11"), {"1990-01-01": N, "1996-06-10": N, "1996-06-11": U}),
    "an unknown consent ended before it": (
        Day.parse("2000-01-01"),
        row(consent="1996-06-11", ended="1998-01-01"),
        {"1996-06-11": N, "1998-01-01": N, "2000-01-01": N},
    ),
    "an entry into force that is unknown closes nothing": (Day(), row(consent="1996-06-11"), {"1996-06-10": N, "1996-06-11": U}),
    "a rough entry into force opens on its first day": (
        Day.parse("2000"),
        row(consent="1996-06-11"),
        {"1999-12-31": N, "2000-01-01": U, "2001-01-01": U},
    ),
}


@pytest.mark.parametrize(("general", "datum", "expected"), GENERAL.values(), ids=GENERAL)
def test_general_entry_into_force(general: Day | None, datum: StatusRow, expected: dict[str, Truth]) -> None:
    check(replace(FX, in_force=general, rows=(datum,)), expected)


@pytest.mark.parametrize("parties", [COMPLETE, Parties(complete=False), replace(COMPLETE, after_unknown=True)])
def test_not_in_force_is_said_and_never_unknown(parties: Parties) -> None:
    instrument = replace(FX, in_force=None, parties=parties, unread=frozenset({"XB"}))
    for code in ("XA", "XB"):
        force = timeline(corpus(instrument), instrument, code).on(date(2026, 11, 24))
        assert (force.truth, force.status) == (N, "not-in-force")
        assert force.says.startswith("the instrument is not in force")


def test_list_that_ended_before_the_entry_into_force() -> None:
    instrument = replace(FX, in_force=Day.parse("2026-01-01"), parties=replace(COMPLETE, after_unknown=True))
    check(instrument, {"2025-01-02": N, "2025-12-31": N, "2026-01-01": U})


def test_created_by_the_instrument() -> None:
    instrument = replace(FX, creates=("XCT",))
    check(instrument, {"1969-12-31": N, "1970-01-01": Y, "2026-11-24": Y}, "XCT")
    force = timeline(corpus(instrument), instrument, "XCT").on(date(2000, 1, 1))
    assert (force.status, force.since, force.says) == ("created", "1970-01-01", "created by the instrument itself")


def test_created_on_a_day_that_is_not_known() -> None:
    force = timeline(corpus(FX), replace(FX, creates=("XCT",), in_force=Day()), "XCT").on(date(2000, 1, 1))
    assert (force.truth, force.since) == (U, None)


# -- events

BOUND = row(in_force="1996-09-11")
READINGS = (Reading(date(2023, 12, 29), "s", "one"), Reading(date(2024, 5, 19), "t"), Reading(date(2025, 4, 14), "s", "three"))
EVENTS: dict[str, tuple[tuple[StatusRow, ...], tuple[StatusEvent, ...], dict[str, Truth]]] = {
    "an end": ((BOUND,), (event(EventKind.END, "2001-03-01"),), {"2001-02-28": Y, "2001-03-01": N, "2001-03-02": N}),
    "a rough end": (
        (BOUND,),
        (event(EventKind.END, "~2001"),),
        {"2000-12-31": Y, "2001-01-01": U, "2001-12-31": U, "2002-01-01": N},
    ),
    "an end on an unknown day": ((BOUND,), (event(EventKind.END, "unknown"),), {"1996-09-10": N, "1996-09-11": U, "2026-11-24": U}),
    "an end, and bound anew": (
        (BOUND, row(in_force="2010-01-01")),
        (event(EventKind.END, "2001-03-01"),),
        {"2001-02-28": Y, "2001-03-01": N, "2009-12-31": N, "2010-01-01": Y},
    ),
    "an end of nobody's bond": ((), (event(EventKind.END, "2001-03-01"),), ALWAYS_NO),
    "a suspension towards all": (
        (BOUND,),
        (event(EventKind.SUSPENSION, "2001-01-01", "2003-01-01"),),
        {"2000-12-31": Y, "2001-01-01": N, "2002-12-31": N, "2003-01-01": Y, "2003-01-02": Y},
    ),
    "a suspension without an end": (
        (BOUND,),
        (event(EventKind.SUSPENSION, "2001-01-01"),),
        {"2000-12-31": Y, "2001-01-01": N, "2026-11-24": N},
    ),
    "a suspension that ends some time in a year": (
        (BOUND,),
        (event(EventKind.SUSPENSION, "2001-01-01", "2003"),),
        {"2002-12-31": N, "2003-01-01": U, "2003-12-31": U, "2004-01-01": Y},
    ),
    "denounced while suspended": (
        (row(in_force="1996-09-11", ended="2002-01-01"),),
        (event(EventKind.SUSPENSION, "2001-01-01", "2003-01-01"),),
        {"2000-12-31": Y, "2001-06-01": N, "2002-06-01": N, "2003-01-01": N},
    ),
    "suspended twice": (
        (BOUND,),
        (event(EventKind.SUSPENSION, "2001-01-01", "2002-01-01"), event(EventKind.SUSPENSION, "2005-01-01", "2006-01-01")),
        {"2000-12-31": Y, "2001-01-01": N, "2002-01-01": Y, "2004-12-31": Y, "2005-01-01": N, "2006-01-01": Y},
    ),
    "reported to have joined": ((), (event(EventKind.UNKNOWN, "2005-01-01"),), {"2004-12-31": N, "2005-01-01": U, "2026-11-24": U}),
    "reported, no day": ((), (event(EventKind.UNKNOWN, "unknown"),), {"1970-01-01": U, "2026-11-24": U}),
    "reported, and later sourced": (
        (row(in_force="2010-01-01"),),
        (event(EventKind.UNKNOWN, "2005-01-01"),),
        {"2004-12-31": N, "2005-01-01": U, "2009-12-31": U, "2010-01-01": Y},
    ),
    "an event towards others only": ((BOUND,), (event(EventKind.SUSPENSION, "2001-01-01", towards=("XB",)),), {"2001-01-01": Y}),
    "an event of another": ((BOUND,), (event(EventKind.END, "2001-01-01", actor="XB"),), {"2001-01-01": Y}),
    "an objection ends nothing": ((BOUND,), (event(EventKind.OBJECTION, "2001-01-01"),), {"2001-01-01": Y}),
    "an end with several readings": (
        (BOUND,),
        (replace(event(EventKind.END), readings=READINGS),),
        {"2023-12-28": Y, "2023-12-29": U, "2024-05-19": U, "2025-04-13": U, "2025-04-14": N, "2025-04-15": N},
    ),
    "an end with one reading": (
        (BOUND,),
        (replace(event(EventKind.END), readings=READINGS[:1]),),
        {"2023-12-28": Y, "2023-12-29": N},
    ),
    "a start with several readings": (
        (),
        (replace(event(EventKind.START), readings=READINGS),),
        {"2023-12-28": N, "2023-12-29": U, "2025-04-13": U, "2025-04-14": Y, "2026-11-24": Y},
    ),
}


@pytest.mark.parametrize(("rows", "events", "expected"), EVENTS.values(), ids=EVENTS)
def test_events(rows: tuple[StatusRow, ...], events: tuple[StatusEvent, ...], expected: dict[str, Truth]) -> None:
    check(replace(FX, rows=rows, events=events), expected)


def test_all_readings_are_shown() -> None:
    instrument = replace(FX, rows=(BOUND,), events=(replace(event(EventKind.END), readings=READINGS),))
    line = timeline(corpus(instrument), instrument, "XA")
    for day in (date(2024, 1, 1), date(2026, 1, 1)):
        says = line.on(day).says
        assert all(words in says for words in ("as reported", "2023-12-29: one", "2024-05-19: another list", "2025-04-14: three"))
    assert line.on(date(2024, 1, 1)).status == "contested"
    assert line.on(date(2026, 1, 1)).status == "ended"


def test_report_says_so() -> None:
    instrument = replace(FX, events=(event(EventKind.UNKNOWN, "2005-01-01"),))
    force = timeline(corpus(instrument), instrument, "XA").on(date(2006, 1, 1))
    assert (force.status, force.says, force.source) == ("reported", "as reported", "s")


# -- territories

EXTENSION = row(StatusKind.TERRITORIAL_EXTENSION, in_force="1999-01-01", actor="XT", of="XA")
OTHER_EXTENSION = row(StatusKind.TERRITORIAL_EXTENSION, in_force="1999-01-01", actor="XC", of="XB")
TERRITORIES: dict[str, tuple[tuple[StatusRow, ...], dict[str, Truth], str]] = {
    "extended": ((BOUND, EXTENSION), {"1998-12-31": N, "1999-01-01": Y, "2026-11-24": Y}, "extension"),
    "extended, until the state left": (
        (row(in_force="1996-09-11", ended="2001-03-01"), EXTENSION),
        {"1998-12-31": N, "1999-01-01": Y, "2001-02-28": Y, "2001-03-01": N},
        "ended",
    ),
    "not extended, though others are": ((BOUND, OTHER_EXTENSION), {"1996-09-11": N, "2026-11-24": N}, "missing"),
    "nothing recorded": ((BOUND,), {"1996-09-10": N, "1996-09-11": U, "2026-11-24": U}, "incomplete"),
    "state not bound": ((), {"1996-09-11": N, "2026-11-24": N}, "missing"),
    "state no longer bound": (
        (row(in_force="1996-09-11", ended="2001-03-01"),),
        {"1996-09-10": N, "1996-09-11": U, "2001-02-28": U, "2001-03-01": N},
        "ended",
    ),
}


@pytest.mark.parametrize(("rows", "expected", "status"), TERRITORIES.values(), ids=TERRITORIES)
def test_territories(rows: tuple[StatusRow, ...], expected: dict[str, Truth], status: str) -> None:
    instrument = replace(FX, rows=rows)
    check(instrument, expected, "XT")
    assert timeline(corpus(instrument), instrument, "XT").on(date(2026, 11, 24)).status == status


# -- members of a union

MEMBERS = Membership("XU", date(2000, 1, 1), "s", Confidence.HIGH)
MEMBERSHIP: dict[str, tuple[Membership, str, dict[str, Truth]]] = {
    "from the act, for an older member": (MEMBERS, "XA", {"1999-12-31": N, "2000-01-01": Y, "2026-11-24": Y}),
    "from the accession, for a later member": (MEMBERS, "XB", {"2000-01-01": N, "2004-04-30": N, "2004-05-01": Y}),
    "to the day before it left": (MEMBERS, "XB", {"2020-01-31": Y, "2020-02-01": N, "2026-11-24": N}),
    "member before the act, and again after": (MEMBERS, "XC", {"1985-01-01": N, "2000-01-01": N, "2009-12-31": N, "2010-01-01": Y}),
    "no member": (MEMBERS, "XT", ALWAYS_NO),
    "of a union that nobody knows": (replace(MEMBERS, of="XQ"), "XA", ALWAYS_NO),
    "an act that ended": (replace(MEMBERS, until=date(2015, 1, 1)), "XA", {"2014-12-31": Y, "2015-01-01": N}),
    "an act that ended before it left": (
        replace(MEMBERS, until=date(2015, 1, 1)),
        "XB",
        {"2014-12-31": Y, "2015-01-01": N, "2020-02-01": N},
    ),
    "opted out": (replace(MEMBERS, except_=(OptOut("XA"),)), "XA", ALWAYS_NO),
    "another opted out": (replace(MEMBERS, except_=(OptOut("XB"),)), "XA", {"2000-01-01": Y}),
    "opted in later": (
        replace(MEMBERS, except_=(OptOut("XA", until=date(2005, 1, 1)),)),
        "XA",
        {"2000-01-01": N, "2004-12-31": N, "2005-01-01": Y},
    ),
    "opted out later": (
        replace(MEMBERS, except_=(OptOut("XA", since=date(2014, 12, 1)),)),
        "XA",
        {"1999-12-31": N, "2000-01-01": Y, "2014-11-30": Y, "2014-12-01": N, "2026-11-24": N},
    ),
    "opted out for a time": (
        replace(MEMBERS, except_=(OptOut("XA", date(2010, 1, 1), date(2015, 1, 1)),)),
        "XA",
        {"2000-01-01": Y, "2009-12-31": Y, "2010-01-01": N, "2014-12-31": N, "2015-01-01": Y},
    ),
    "opted out after it left": (
        replace(MEMBERS, except_=(OptOut("XB", since=date(2021, 1, 1)),)),
        "XB",
        {"2004-05-01": Y, "2020-01-31": Y, "2020-02-01": N},
    ),
}


@pytest.mark.parametrize(("members", "code", "expected"), MEMBERSHIP.values(), ids=MEMBERSHIP)
def test_members_of_a_union(members: Membership, code: str, expected: dict[str, Truth]) -> None:
    check(replace(FX, kind=InstrumentKind.EU_ACT, parties=None, members=members), expected, code)


def test_row_of_a_member_counts_for_more() -> None:
    check(replace(FX, members=MEMBERS, rows=(row(in_force="1996-09-11"),)), {"1996-09-11": Y, "1996-09-10": N})


# -- between two

TOWARDS = event(EventKind.SUSPENSION, "2022-12-23", towards=("XB", "XC"))


BOTH = (row(in_force="1996-09-11"), row(in_force="1996-09-11", actor="XB"), row(in_force="1996-09-11", actor="XC"))


def works(instrument: Instrument, one: str, other: str, days: Iterable[str]) -> list[Truth]:
    """Whether an instrument is in force between two on these days."""
    compiler = Compiler(corpus(instrument), one, other)
    node = compiler.force(instrument)
    rows = [Row(date.fromisoformat(day)) for day in days]
    values = evaluate(compiler.builder.build(), compiler.ledger().fill(rows), len(rows))
    return [values.at(node, number) for number in range(len(rows))]


@pytest.mark.parametrize(
    ("stop", "expected"),
    [
        (TOWARDS, {"2022-12-22": Y, "2022-12-23": N, "2026-11-24": N}),
        (replace(TOWARDS, until=Day.parse("2024-01-01")), {"2023-12-31": N, "2024-01-01": Y}),
        (replace(TOWARDS, since=Day()), {"1996-09-11": U, "2026-11-24": U}),
        (replace(TOWARDS, kind=EventKind.UNKNOWN), {"2022-12-22": Y, "2022-12-23": U}),
        (replace(TOWARDS, since=Day.parse("~2022")), {"2021-12-31": Y, "2022-01-01": U, "2022-12-31": U, "2023-01-01": N}),
        (replace(TOWARDS, until=Day.parse("2024")), {"2023-12-31": N, "2024-01-01": U, "2024-12-31": U, "2025-01-01": Y}),
        (replace(TOWARDS, lapses="peace"), {"2022-12-22": Y, "2022-12-23": U, "2026-11-24": U}),
        (replace(TOWARDS, kind=EventKind.NOT_APPLIED), {"2022-12-22": Y, "2022-12-23": N}),
        (replace(TOWARDS, kind=EventKind.NOT_RECOGNISED), {"2022-12-22": Y, "2022-12-23": N}),
        (replace(TOWARDS, kind=EventKind.OBJECTION, no_relations=True), {"2022-12-22": Y, "2022-12-23": N}),
    ],
)
def test_between(stop: StatusEvent, expected: dict[str, Truth]) -> None:
    instrument = replace(FX, rows=BOTH, events=(stop,))
    for one, other in (("XA", "XB"), ("XB", "XA"), ("XA", "XC")):
        assert dict(zip(expected, works(instrument, one, other, expected), strict=True)) == expected, (one, other)


@pytest.mark.parametrize(
    "stop",
    [
        replace(TOWARDS, kind=EventKind.OBJECTION),
        replace(TOWARDS, towards=("XC",)),
        replace(TOWARDS, actor="XC", towards=("XA", "XT")),
    ],
)
def test_not_between(stop: StatusEvent) -> None:
    assert works(replace(FX, rows=BOTH, events=(stop,)), "XA", "XB", ["2023-01-01"]) == [Y]


def test_day_before_on_and_after_every_start() -> None:
    """A status holds from its start to the day before the next."""
    instrument = replace(
        FX, rows=(row(signed="1991-01-01", in_force="1996-09-11", ended="2001"),), events=(event(EventKind.END, "2001-03-01"),)
    )
    line = timeline(corpus(instrument), instrument, "XA")
    assert len(line.starts) > 3
    for number, start in enumerate(line.starts[1:], start=1):
        assert line.on(start) in line.forces[number:]
        assert line.on(start - timedelta(days=1)) == line.forces[number - 1]
