# SPDX-License-Identifier: EUPL-1.2
"""The report of `comity law status`: each actor under its heading, as CONTRACT says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from comity.engine.status import status_report
from comity.model.law import EventKind, Instrument, InstrumentKind, Parties, StatusKind
from unit.engine.test_force import COMPLETE, FX, MEMBERS, READINGS, corpus, event, row

KEYS = ["instrument", "on", "complete", "complete_to", "parties", "territories", "provisional", "signed_only", "unknown"]


def report(instrument: Instrument, on: str = "2026-11-24") -> dict[str, Any]:
    return status_report(corpus(instrument), instrument, date.fromisoformat(on))


def codes(found: list[dict[str, Any]]) -> list[str]:
    return [item["actor"] for item in found]


def test_empty() -> None:
    assert report(FX) == {
        "instrument": "fx-001",
        "on": "2026-11-24",
        "complete": True,
        "complete_to": "2025-01-01",
        "parties": [],
        "territories": [],
        "provisional": [],
        "signed_only": [],
        "unknown": [],
    }
    assert list(report(FX)) == KEYS


@pytest.mark.parametrize(
    ("instrument", "complete", "complete_to"),
    [
        (FX, True, "2025-01-01"),
        (replace(FX, parties=Parties(complete=False)), False, None),
        (replace(FX, parties=Parties(complete=False, to=date(2020, 1, 1))), False, "2020-01-01"),
        (replace(FX, parties=None, members=MEMBERS), True, None),
        (replace(FX, parties=None), False, None),
    ],
)
def test_completeness(instrument: Instrument, complete: bool, complete_to: str | None) -> None:
    found = report(instrument)
    assert (found["complete"], found["complete_to"]) == (complete, complete_to)


def test_party() -> None:
    instrument = replace(FX, rows=(row(consent="1996-06-11", in_force="1996-09-11", ended="2030-01-01"),))
    party = {"actor": "XA", "since": "1996-09-11", "until": "2030-01-01", "source": "list of parties", "confidence": "high"}
    assert report(instrument)["parties"] == [party]
    assert report(instrument, "1996-09-11")["parties"] == [party]
    assert report(instrument, "1996-09-10")["parties"] == []
    assert report(instrument, "2030-01-01")["parties"] == []


def test_party_without_an_end() -> None:
    assert report(replace(FX, rows=(row(in_force="1996-09-11"),)))["parties"][0]["until"] is None


def test_parties_are_sorted() -> None:
    rows = tuple(row(in_force="1996-09-11", actor=code) for code in ("XC", "XA", "XB"))
    assert codes(report(replace(FX, rows=rows))["parties"]) == ["XA", "XB", "XC"]


def test_territories_are_no_parties() -> None:
    extension = row(StatusKind.TERRITORIAL_EXTENSION, in_force="1999-01-01", actor="XT", of="XA")
    instrument = replace(FX, rows=(row(in_force="1996-09-11"), extension))
    assert report(instrument)["territories"] == [{"actor": "XT", "of": "XA", "since": "1999-01-01"}]
    assert codes(report(instrument)["parties"]) == ["XA"]
    assert report(instrument, "1998-12-31")["territories"] == []


def test_provisional_application() -> None:
    instrument = replace(FX, rows=(row(StatusKind.PROVISIONAL_APPLICATION, signed="1990-01-01", in_force="1996-09-11"),))
    assert report(instrument)["provisional"] == [{"actor": "XA", "since": "1996-09-11"}]
    assert report(instrument)["parties"] == []
    assert report(instrument, "1996-09-10")["provisional"] == []


def test_provisional_application_that_ended() -> None:
    instrument = replace(FX, rows=(row(StatusKind.PROVISIONAL_APPLICATION, in_force="1996-09-11", ended="2001-01-01"),))
    assert codes(report(instrument, "2000-12-31")["provisional"]) == ["XA"]
    assert report(instrument, "2001-01-01")["provisional"] == []


@pytest.mark.parametrize(
    ("kind", "signed", "on", "expected"),
    [
        (StatusKind.SIGNATURE, "1991-01-01", "1990-12-31", []),
        (StatusKind.SIGNATURE, "1991-01-01", "1991-01-01", ["XA"]),
        (StatusKind.SIGNATURE, "", "1950-01-01", ["XA"]),
        (StatusKind.RATIFICATION, "1991-01-01", "1993-01-01", ["XA"]),
        (StatusKind.RATIFICATION, "1991-01-01", "1990-12-31", []),
        (StatusKind.RATIFICATION, "1991-01-01", "1996-09-11", []),
        (StatusKind.NOT_PARTY, "", "2026-11-24", []),
    ],
)
def test_signed_only(kind: StatusKind, signed: str, on: str, expected: list[str]) -> None:
    in_force = "1996-09-11" if kind is StatusKind.RATIFICATION else ""
    assert report(replace(FX, rows=(row(kind, signed=signed, in_force=in_force),)), on)["signed_only"] == expected


def test_unknown_are_rows_and_reports_without_a_usable_day() -> None:
    rows = (row(consent="1996-06-11"), row(consent="unknown", actor="XB", note="no day in the list"))
    instrument = replace(FX, rows=rows, events=(event(EventKind.UNKNOWN, "2005-01-01", actor="XC"),), parties=Parties(complete=False))
    assert report(instrument)["unknown"] == [
        {"actor": "XA", "why": "the day of entry into force is not known", "source": "list of parties"},
        {"actor": "XB", "why": "no day in the list", "source": "list of parties"},
        {"actor": "XC", "why": "as reported", "source": "list of parties"},
    ]
    assert codes(report(instrument, "1996-01-01")["unknown"]) == ["XB"]


def test_missing_rows_are_not_unknown_parties() -> None:
    """An incomplete list does not name everybody else."""
    assert report(replace(FX, parties=Parties(complete=False), unread=frozenset({"XA"})))["unknown"] == []


def test_rough_days() -> None:
    instrument = replace(FX, rows=(row(in_force="~1996"),))
    assert report(instrument, "1995-12-31")["unknown"] == []
    assert codes(report(instrument, "1996-06-01")["unknown"]) == ["XA"]
    assert report(instrument, "1997-01-01")["parties"][0]["since"] is None


def test_contested_end() -> None:
    instrument = replace(FX, rows=(row(in_force="1996-09-11"),), events=(replace(event(EventKind.END), readings=READINGS),))
    assert report(instrument, "2023-12-28")["parties"][0]["until"] == "2023-12-29"
    (contested,) = report(instrument, "2024-01-01")["unknown"]
    assert "2024-05-19" in contested["why"]
    after = report(instrument, "2025-04-14")
    assert after["unknown"] == after["parties"] == []


def test_members_of_a_union() -> None:
    instrument = replace(FX, kind=InstrumentKind.EU_ACT, parties=None, members=MEMBERS)
    assert codes(report(instrument, "2005-01-01")["parties"]) == ["XA", "XB"]
    assert codes(report(instrument, "2021-01-01")["parties"]) == ["XA", "XC"]
    assert report(instrument, "2005-01-01")["parties"][1]["until"] == "2020-02-01"


def test_created() -> None:
    party = report(replace(FX, creates=("XCT",)))["parties"][0]
    assert (party["actor"], party["since"], party["source"]) == ("XCT", "1970-01-01", "created by the instrument itself")


def test_not_in_force() -> None:
    rows = (row(in_force="1996-09-11"), row(consent="2000-01-01", actor="XB"), row(StatusKind.SIGNATURE, signed="2001-01-01", actor="XC"))
    found = report(replace(FX, in_force=None, rows=rows, parties=COMPLETE))
    assert found["parties"] == found["unknown"] == []
    assert found["signed_only"] == ["XC"]
