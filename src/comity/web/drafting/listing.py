# SPDX-License-Identifier: EUPL-1.2
"""The list of drafts: what is shown of it, in which order, and one page after another by key, never by counting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from comity.web.accounts.models import User
from comity.web.drafting.models import Draft

PAGE = 25
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Order:
    """By which field the list goes, the highest first or the lowest, and how that is called."""

    field: str
    falling: bool
    words: Any


ORDERS: Mapping[str, Order] = {
    "newest": Order("", True, _("Newest first")),
    "changed": Order("changed", True, _("Last changed first")),
    "oldest": Order("changed", False, _("Longest untouched first")),
    "title": Order("title", False, _("By title")),
}


def filtered(visible: QuerySet[Draft], asked: Mapping[str, str], user: User) -> QuerySet[Draft]:
    """The drafts that fit the filter; those put away only where they are asked for."""
    state, words = asked.get("state", ""), asked.get("words", "").replace("\x00", "").strip()[:_LONGEST]
    visible = visible.filter(archived__isnull=asked.get("archived") != "1")
    if state in Draft.States.values:
        visible = visible.filter(state=state)
    if asked.get("whose") == "mine":
        visible = visible.filter(Q(author=user) | Q(holder=user))
    if asked.get("ready") in ("yes", "no"):
        visible = visible.filter(stopping=0) if asked["ready"] == "yes" else visible.exclude(stopping=0)
    if words:
        visible = visible.filter(Q(title__icontains=words) | Q(reference__icontains=words))
    return visible


def order_of(asked: Mapping[str, str]) -> str:
    """The order that was asked for, else the newest first."""
    wanted = asked.get("order", "")
    return wanted if wanted in ORDERS else "newest"


def page_of(fitting: QuerySet[Draft], asked: Mapping[str, str]) -> tuple[list[Draft], dict[str, str]]:
    """One page, and what the address of the next adds; nothing where it is the last."""
    order = ORDERS[order_of(asked)]
    minus = "-" if order.falling else ""
    fields = [f"{minus}{order.field}"] if order.field else []
    rows = list(_behind(fitting, asked, order).order_by(*fields, f"{minus}pk")[: PAGE + 1])
    if len(rows) <= PAGE:
        return rows, {}
    last = rows[PAGE - 1]
    day = {"at": last.changed.isoformat()} if order.field == "changed" else {}
    return rows[:PAGE], {"before": str(last.pk), **day}


def _behind(fitting: QuerySet[Draft], asked: Mapping[str, str], order: Order) -> QuerySet[Draft]:
    """What comes behind the last row of the page before; of a title the address tells the number of its draft alone."""
    before = asked.get("before", "")
    if not (before.isascii() and before.isdigit() and len(before) < 19):
        return fitting
    way = "lt" if order.falling else "gt"
    behind = Q(**{f"pk__{way}": int(before)})
    if not order.field:
        return fitting.filter(behind)
    value = _day(asked.get("at", "")) if order.field == "changed" else _title(fitting, int(before))
    if value is None:
        return fitting
    return fitting.filter(Q(**{f"{order.field}__{way}": value}) | (Q(**{order.field: value}) & behind))


def _day(text: str) -> datetime | None:
    try:
        found = parse_datetime(text[:40])
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def _title(fitting: QuerySet[Draft], pk: int) -> str | None:
    return fitting.filter(pk=pk).values_list("title", flat=True).first()
