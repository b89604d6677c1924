# SPDX-License-Identifier: EUPL-1.2
"""Pages by key: what is added or removed in between moves nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from django.http import HttpRequest

from comity.model.day import exact_day
from comity.model.errors import WrongInput
from comity.web.api.plain import today

T = TypeVar("T")


def page(request: HttpRequest, items: Sequence[T], key: Callable[[T], str], after: str, limit: int) -> tuple[list[T], str | None]:
    """The items after a key, and the address of the next page; ``items`` in the order of their keys."""
    start = bisect_right(items, after, key=key) if after else 0
    shown = list(items[start : start + limit])
    if start + limit >= len(items):
        return shown, None
    return shown, next_address(request, key(shown[-1]))


def next_address(request: HttpRequest, after: str) -> str:
    """The same question, after a key."""
    asked = request.GET.copy()
    asked["after"] = after
    return f"{request.path}?{asked.urlencode()}"


def day_named(written: str | None) -> date:
    """The day of a parameter, today where there is none; WrongInput for anything else."""
    if written is None:
        return today()
    try:
        return exact_day(written)
    except ValueError as error:
        raise WrongInput(f"{written!r} is no day", where="query.on", do="write a day such as 2003-01-01") from error
