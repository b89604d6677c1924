# SPDX-License-Identifier: EUPL-1.2
"""What all pages of the app share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from comity.web.accounts.models import User

LONGEST = 200
T = TypeVar("T")


def page(request: HttpRequest, template: str, section: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of a section of the library."""
    return render(request, f"library/{template}.html", {"section": section, **context}, status=status)


def asked(request: HttpRequest, name: str) -> str:
    """What was typed into a field of the address: cut, and without what no database takes."""
    return request.GET.get(name, "").replace("\0", "").strip()[:LONGEST]


def language() -> str:
    """The language of the page."""
    return (translation.get_language() or "en")[:2]


def known(things: Mapping[str, T], name: str) -> T:
    """The thing of that name, or a page that says that there is none."""
    if name not in things:
        raise Http404(name)
    return things[name]


def signed_in(request: HttpRequest) -> User:
    """The user; the middleware lets nobody else come this far."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def number(text: str) -> int:
    """A small number that was sent; -1 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1
