# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date

import pytest

from comity.model.day import Day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2003-10-02", date(2003, 10, 2), date(2003, 10, 2)),
        ("2004-02-29", date(2004, 2, 29), date(2004, 2, 29)),
        ("2003", date(2003, 1, 1), date(2003, 12, 31)),
        ("~2003", date(2003, 1, 1), date(2003, 12, 31)),
        ("2003-05", date(2003, 5, 1), date(2003, 5, 31)),
        ("~2003-05", date(2003, 5, 1), date(2003, 5, 31)),
        ("2004-02", date(2004, 2, 1), date(2004, 2, 29)),
        ("2100-02", date(2100, 2, 1), date(2100, 2, 28)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_parse(text: str, first: date, last: date) -> None:
    day = Day.parse(text)
    assert (day.first, day.last) == (first, last)
    assert day.known
    assert day.exact == (first if first == last else None)
    assert day.text == (first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}")


def test_unknown() -> None:
    day = Day.parse("unknown")
    assert day == Day()
    assert not day.known
    assert day.exact is None
    assert day.text == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "~",
            "soon",
            "UNKNOWN",
            "none",
            "2003-2-1",
            "2003/10/02",
            "02.10.2003",
            "03-10-02",
            "2003-13",
            "2003-00",
            "0000",
            "0000-01",
        ),
        *(
            "2003-02-30",
            "2003-10-32",
            "2003-00-01",
            "10000",
            "99999-01-01",
            "-2003",
            "2003-10-02T00:00",
            " 2003",
            "2003 ",
            "2003\n",
            "2003-10-02\n",
        ),
        *("20031002", "2003-W40-4", "2003W404", "2003-275", "~2003-10-02", "~~2003", "٢٠٠٣", "２００３", "2003-1０"),
    ],
)
def test_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the caller says where and what to do
        Day.parse(text)
