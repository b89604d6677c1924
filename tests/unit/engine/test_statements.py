# SPDX-License-Identifier: EUPL-1.2
"""When a statement counts: with and without a day, withdrawn, lapsed, to be checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from comity.engine.force import timeline
from comity.engine.statements import InEffect
from comity.model.day import Day
from comity.model.law import Confidence, Effect, Statement, StatementKind, StatusRow
from comity.model.text import Text
from comity.model.truth import Truth
from unit.engine.test_force import FX, N, U, Y, corpus, row

NOTHING = Statement("xa-1", "XA", StatementKind.RESERVATION, Text("x"), "s", Confidence.HIGH)
DATED = replace(NOTHING, since=Day.parse("2000-06-01"))
BOUND = row(in_force="1996-09-11")
ALL = (Effect(exclude_all=True),)


def in_effect(statement: Statement, maker: StatusRow) -> InEffect:
    instrument = replace(FX, rows=(maker,))
    return InEffect(statement, timeline(corpus(instrument), instrument, "XA"), date(2026, 11, 24))


TABLE: dict[str, tuple[Statement, StatusRow, dict[str, Truth]]] = {
    "from its day": (DATED, BOUND, {"2000-05-31": N, "2000-06-01": Y, "2000-06-02": Y}),
    "on some day of a year": (
        replace(NOTHING, since=Day.parse("~2000")),
        BOUND,
        {"1999-12-31": N, "2000-01-01": U, "2000-12-31": U, "2001-01-01": Y},
    ),
    "reservation without a day: from its maker's entry into force": (NOTHING, BOUND, {"1996-09-10": N, "1996-09-11": Y, "2026-11-24": Y}),
    "declaration without a day: likewise": (replace(NOTHING, kind=StatementKind.DECLARATION), BOUND, {"1996-09-10": N, "1996-09-11": Y}),
    "without a day, maker's force unknown: counts where the treaty may": (
        NOTHING,
        row(consent="1996-06-11"),
        {"1996-06-10": N, "1996-06-11": Y},
    ),
    "notification without a day: current only": (
        replace(NOTHING, kind=StatementKind.NOTIFICATION),
        BOUND,
        {"1996-09-11": U, "2026-11-23": U, "2026-11-24": Y, "2027-01-01": Y},
    ),
    "authority without a day: current only": (replace(NOTHING, kind=StatementKind.AUTHORITY), BOUND, {"2026-11-23": U, "2026-11-24": Y}),
    "notification with a day": (replace(DATED, kind=StatementKind.NOTIFICATION), BOUND, {"2000-05-31": N, "2000-06-01": Y}),
    "withdrawn": (replace(DATED, until=Day.parse("2010-01-01")), BOUND, {"2009-12-31": Y, "2010-01-01": N, "2010-01-02": N}),
    "withdrawn some time in a year": (
        replace(DATED, until=Day.parse("2010")),
        BOUND,
        {"2009-12-31": Y, "2010-01-01": U, "2010-12-31": U, "2011-01-01": N},
    ),
    "withdrawn, nobody knows when": (replace(DATED, until=Day()), BOUND, {"2000-05-31": N, "2000-06-01": U, "2026-11-24": U}),
    "lapses with an event nobody recorded": (replace(DATED, lapses="peace"), BOUND, {"2000-05-31": N, "2000-06-01": U, "2026-11-24": U}),
    "to be checked for withdrawal: in effect": (replace(DATED, check="after 2020"), BOUND, {"2000-06-01": Y, "2026-11-24": Y}),
    "lapses, merely to be checked": (replace(DATED, lapses="peace", check="after 2020"), BOUND, {"2000-06-01": Y}),
    "lapses, to be checked, against the whole treaty": (
        replace(DATED, lapses="peace", check="after 2020", effects=ALL),
        BOUND,
        {"2000-06-01": U},
    ),
}


@pytest.mark.parametrize(("statement", "maker", "expected"), TABLE.values(), ids=TABLE)
def test_in_effect(statement: Statement, maker: StatusRow, expected: dict[str, Truth]) -> None:
    found = in_effect(statement, maker)
    assert {day: found.on(date.fromisoformat(day)) for day in expected} == expected


def test_day_unknown_is_said() -> None:
    assert in_effect(NOTHING, BOUND).day_unknown
    assert not in_effect(DATED, BOUND).day_unknown
