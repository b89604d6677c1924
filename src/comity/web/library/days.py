# SPDX-License-Identifier: EUPL-1.2
"""The day on which a page shows the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.model.day import exact_day


@dataclass(frozen=True, slots=True)
class DayAsked:
    """The day, what was typed, and what is wrong with it: then the day is today."""

    on: date
    typed: str
    error: str | Promise = ""


def day_asked(request: HttpRequest) -> DayAsked:
    """The day in the address, by default today."""
    typed = request.GET.get("on", "").strip()[:40]
    today = timezone.localdate()
    if not typed:
        return DayAsked(today, today.isoformat())
    try:
        return DayAsked(exact_day(typed), typed)
    except ValueError:
        return DayAsked(today, typed, _("Enter the day as year-month-day, such as 2026-01-31"))
