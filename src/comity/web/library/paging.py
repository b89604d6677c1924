# SPDX-License-Identifier: EUPL-1.2
"""Paging by key: a page begins after the last entry of the one before, so that nothing is skipped or seen twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest

T = TypeVar("T")
SIZE = 40
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The entries of one page, the query of the next one and of the first."""

    items: Sequence[T]
    further: str = ""
    first: str = ""
    total: int | None = None


def after(request: HttpRequest) -> str:
    """The key after which the page begins."""
    return request.GET.get("after", "")[:LONGEST]


def page_of(request: HttpRequest, items: Sequence[T], key: Callable[[T], str], size: int = SIZE) -> Page[T]:
    """A page of values that are at hand, in the order of their keys."""
    start = after(request)
    ordered = sorted(items, key=key)
    rest = [item for item in ordered if key(item) > start] if start else ordered
    shown = rest[:size]
    return Page(shown, address(request, key(shown[-1])) if len(rest) > size else "", address(request, "") if start else "", len(items))


def address(request: HttpRequest, start: str) -> str:
    """The query of the request with another key to begin after."""
    kept = [(name, value) for name, value in request.GET.items() if name != "after"]
    return "?" + urlencode(kept + ([("after", start)] if start else []))
