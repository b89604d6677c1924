# SPDX-License-Identifier: EUPL-1.2
"""What every page shows around its content."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Item(NamedTuple):
    """An entry of the menu: the name of its route and its words."""

    route: str
    words: str | Promise
    under: str


MENU = (
    Item("advisor:ask", _("Advice"), "advice"),
    Item("library:instruments", _("Law"), "law"),
    Item("drafting:list", _("Drafts"), "drafts"),
    Item("api:docs", _("API"), "api"),
)


def frame(request: HttpRequest) -> dict[str, object]:
    """The menu with the entry that is open, for those who are signed in."""
    first = request.path.strip("/").partition("/")[0]
    entries = []
    if request.user.is_authenticated:
        for item in MENU:
            try:
                entries.append({"url": reverse(item.route), "words": item.words, "open": item.under == first})
            except NoReverseMatch:
                continue  # an app that this installation leaves out
    return {"menu": entries}
