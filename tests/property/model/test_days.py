# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from comity.model.day import Day


@given(st.dates())
def test_exact_days_are_read_as_written(day: date) -> None:
    assert Day.parse(day.isoformat()) == Day(day, day)
    assert Day.parse(day.isoformat()).text == day.isoformat()


@given(st.dates(), st.sampled_from(["", "~"]))
def test_rough_days_hold_the_day(day: date, mark: str) -> None:
    for rough in (f"{mark}{day.year:04}", f"{mark}{day.year:04}-{day.month:02}"):
        span = Day.parse(rough)
        assert span.first is not None
        assert span.last is not None
        assert span.first <= day <= span.last
        assert span.exact is None
        assert span.first.day == 1


@given(st.text(max_size=12))
def test_anything_else_is_a_value_error(text: str) -> None:
    """Never another exception, and never a day whose text could not be read again."""
    try:
        day = Day.parse(text)
    except ValueError:
        return
    assert text == "unknown" or day.known
