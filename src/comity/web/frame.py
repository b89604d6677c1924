# SPDX-License-Identifier: EUPL-1.2
"""What every page shows around its content."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.web.accounts.models import Role


class Item(NamedTuple):
    """An entry of the menu: the name of its route and its words."""

    route: str
    words: str | Promise
    under: str
    roles: tuple[str, ...] = ()  # empty: for all


MENU = (
    Item("advisor:ask", _("Advice"), "advice"),
    Item("library:instruments", _("Law"), "law"),
    Item("drafting:list", _("Drafts"), "drafts"),
    Item("lab:start", _("Reform lab"), "lab"),
    Item("api:docs", _("API"), "api"),
    Item("audit:entries", _("Audit trail"), "audit", (Role.AUDITOR,)),
    Item("accounts:users", _("Administration"), "admin", (Role.ADMINISTRATOR,)),
)

_WITHIN = {"jobs": "lab"}
"""Parts that have no entry of their own, by the entry under which they stand."""


def frame(request: HttpRequest) -> dict[str, object]:
    """The menu with the entry that is open, for those who are signed in."""
    first = request.path.strip("/").partition("/")[0]
    first = _WITHIN.get(first, first)
    entries = []
    if request.user.is_authenticated:
        held = {role for _unit, role in request.user.roles()}
        for item in MENU:
            if item.roles and not held.intersection(item.roles):
                continue
            try:
                entries.append({"url": reverse(item.route), "words": item.words, "open": item.under == first})
            except NoReverseMatch:
                continue  # an app that this installation leaves out
    return {"menu": entries}
