# SPDX-License-Identifier: EUPL-1.2
"""``law status`` agrees with the unchanged lists of parties, for every list and on many days.

What is expected is worked out here from the CSV files alone; the engine, the loader and ``law/`` have no part in it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from comity.corpus.corpus import Corpus
from comity.corpus.load import load
from comity.engine.status import status_report

LISTS = Path(__file__).resolve().parent / "treaty-status"
FILES = sorted(path.stem for path in LISTS.glob("*.csv"))
DAYS = tuple(date(year, 6, 15) for year in (1965, 1985, 1996, 2003, 2010, 2019, 2024, 2026))
NOT_CONSENT = {"", "signature", "territorial extension", "provisional application"}
ONE = timedelta(days=1)


@dataclass(frozen=True)
class Listed:
    """One row of a list."""

    actor: str
    kind: str
    signed: date | None
    consent: date | None
    in_force: date | None
    ended: date | None

    def binds(self, day: date) -> bool | None:
        """Whether it binds that day: an entry into force decides; with a consent day alone it is unknown from then on.

        With neither it is unknown; a ratification follows its signature, so that nobody is bound before signing.
        """
        if self.ended is not None and day >= self.ended:
            return False
        if self.in_force is not None:
            return day >= self.in_force
        first = self.consent or self.signed
        return None if first is None or day >= first else False


@cache
def corpus() -> Corpus:
    """The real body of law."""
    return load()


@cache
def rows(name: str) -> tuple[Listed, ...]:
    """The rows of a list as printed."""
    with (LISTS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Listed(
                row["iso2"],
                row["consent_type"],
                _day(row["signature"]),
                _day(row["consent_date"]),
                _day(row["entry_into_force"]),
                _day(row["denunciation"]),
            )
            for row in csv.DictReader(lines)
        )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def opens(name: str) -> date | None:
    """The entry into force of the treaty itself, which no list states; None while it is in force for nobody."""
    general = corpus().by_id[name].in_force
    return general.first if general is not None else None


def days_of(name: str) -> tuple[date, ...]:
    """The fixed days, and the day before and on which the list's first, middle and last party is bound."""
    starts = sorted(row.in_force for row in rows(name) if row.in_force is not None)
    chosen = {starts[0], starts[len(starts) // 2], starts[-1]} if starts else set()
    return tuple(sorted({*DAYS, *chosen, *(day - ONE for day in chosen)}))


def expected(name: str, day: date) -> dict[str, set[str]]:
    """Who stands in which part of the report."""
    general = opens(name)
    found: dict[str, set[str]] = {"parties": set(), "territories": set(), "provisional": set(), "unknown": set()}
    for row in rows(name):
        binds = row.binds(day)
        open_ = general is not None and day >= general
        if row.kind == "provisional application":
            if row.in_force is None or row.in_force <= day:
                found["provisional"].add(row.actor)
        elif row.kind == "territorial extension":
            if binds and open_:
                found["territories"].add(row.actor)
        elif row.kind not in NOT_CONSENT and open_:
            if binds:
                found["parties"].add(row.actor)
            elif binds is None:
                found["unknown"].add(row.actor)
    return found


def told(report: dict[str, Any]) -> dict[str, set[str]]:
    """The same parts of a report."""
    return {part: {item["actor"] for item in report[part]} for part in ("parties", "territories", "provisional", "unknown")}


def events_of(name: str) -> set[str]:
    """Actors of which the law knows more than the list: an event (a report, a contested end), or that the treaty itself created them."""
    law = corpus().by_id[name]
    return {event.actor for event in law.events if not event.towards} | set(law.creates)


@pytest.mark.parametrize("name", FILES)
def test_parties_agree(name: str) -> None:
    instrument = corpus().by_id[name]
    for day in days_of(name):
        report = told(status_report(corpus(), instrument, day))
        for part, wanted in expected(name, day).items():
            beside = events_of(name)
            assert report[part] - beside == wanted - beside, f"{name} on {day}: {part}: {sorted(report[part] ^ wanted)}"


@pytest.mark.parametrize("name", FILES)
def test_since_and_source_are_told(name: str) -> None:
    instrument = corpus().by_id[name]
    printed = {row.actor: row for row in rows(name)}
    for day in DAYS:
        for party in status_report(corpus(), instrument, day)["parties"]:
            if party["actor"] in corpus().by_id[name].creates:
                continue
            row = printed[party["actor"]]
            assert party["since"] == str(row.in_force), f"{name} {party['actor']}"
            assert party["until"] is None or row.ended is not None or party["actor"] in events_of(name)
            assert party["source"]
            assert party["confidence"] in {"high", "medium", "low"}


@pytest.mark.parametrize("name", FILES)
def test_a_signature_is_never_consent(name: str) -> None:
    signed = {row.actor for row in rows(name) if row.kind in {"", "signature"}}
    for day in DAYS:
        report = status_report(corpus(), corpus().by_id[name], day)
        assert not signed & {party["actor"] for party in report["parties"]}
    last = status_report(corpus(), corpus().by_id[name], DAYS[-1])
    assert signed - events_of(name) <= set(last["signed_only"]), name


def test_lists_that_lack_states_say_so() -> None:
    for name in ("ets-156", "ets-189"):
        report = status_report(corpus(), corpus().by_id[name], DAYS[-1])
        assert not report["complete"]
        assert "AZ" not in {item["actor"] for part in ("parties", "unknown") for item in report[part]}, "no row and no report"


def test_teeth_a_lost_row_is_found() -> None:
    """The comparison itself: a report from which one party is missing differs."""
    day = date(2003, 1, 1)
    report = told(status_report(corpus(), corpus().by_id["ets-024"], day))
    assert report == expected("ets-024", day)
    report["parties"].discard("AZ")
    assert report != expected("ets-024", day)
