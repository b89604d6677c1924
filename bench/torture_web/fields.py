# SPDX-License-Identifier: EUPL-1.2
"""What a door is: a form or an address through which text comes in, with what keeps the text and where it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.http.response import HttpResponseBase
from django.test import Client

from bench.torture_web.sides import Side
from bench.torture_web.visitors import signed_in
from comity.web.accounts.models import Role

CASE = {"schema": "comity.case/1", "requesting": "AZ", "requested": "GE", "measure": "bank-records"}
Found = Callable[[], Model | None]


@dataclass(frozen=True)
class Door:
    """A form or an address: the fields that take text, what is right in the others, and what became of it.

    ``newest`` is the row that holds what was accepted, ``column`` where in it; ``shown`` the pages that show it, ``told`` the fields whose
    text they must show; ``echo`` the fields that come back as typed where they are wrong.
    """

    name: str
    path: str
    browser: Client
    fields: tuple[str, ...]
    base: Mapping[str, Any] = field(default_factory=dict)
    form: str = ""
    prefix: str = ""
    newest: Found | None = None
    column: Callable[[str], str] = str
    shown: Callable[[Any], tuple[tuple[Client, str], ...]] = lambda row: ()
    told: frozenset[str] = frozenset()
    echo: frozenset[str] = frozenset()
    by_get: bool = False
    given: Callable[[str, str], Mapping[str, Any]] | None = None

    def send(self, name: str, text: str) -> HttpResponseBase:
        """The form with a text in one of its fields."""
        data = {**self.base, **(self.given(name, text) if self.given else {self.prefix + name: text})}
        if self.by_get:
            return self.browser.get(self.path, data)
        return self.browser.post(self.path, data)


@dataclass(frozen=True)
class Stage:
    """The people and objects on which the doors work."""

    side: Side
    browsers: Mapping[str, Client]

    @classmethod
    def of(cls, side: Side) -> Stage:
        """A side with everybody signed in; its second officer may hand over to the first."""
        return cls(side, {role: signed_in(side.person(role)) for role in Role.values})


def last(kind: type[Model]) -> Found:
    """The row of a kind that was made last."""
    return lambda: kind._base_manager.order_by("-pk").first()


def same(kind: type[Model], key: Any) -> Found:
    """One row, whatever happens to it."""
    return lambda: kind._base_manager.get(pk=key)


def named(text: str) -> str:
    """A name that a file can be sent under: the client of these tests refuses an empty one."""
    return text.replace("\x00", "").strip() or "x"
