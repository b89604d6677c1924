# SPDX-License-Identifier: EUPL-1.2
"""Reading the trail: what is sought, page after page, and as CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from comity.web.audit.models import Entry

COLUMNS = ("number", "at", "who", "act", "kind", "object", "why", "detail", "previous", "hash")
DANGEROUS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")  # full-width signs too


@dataclass(frozen=True, slots=True)
class Sought:
    """Which entries; what is empty does not count."""

    act: str = ""
    who: int | None = None
    since: date | None = None
    until: date | None = None

    def entries(self) -> QuerySet[Entry]:
        """The newest first."""
        found = Entry.objects.select_related("who").order_by("-number")
        if self.act:
            found = found.filter(act=self.act)
        if self.who is not None:
            found = found.filter(who=self.who)
        if self.since is not None:
            found = found.filter(at__gte=_midnight(self.since))
        if self.until is not None:
            found = found.filter(at__lt=_midnight(self.until + timedelta(days=1)))
        return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def acts() -> list[str]:
    """Every act that occurs."""
    return list(Entry.objects.order_by("act").values_list("act", flat=True).distinct())


def inert(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) or text.lstrip().startswith(DANGEROUS) else text


class _Line:
    """What the writer writes to: it gives each line back."""

    def write(self, line: str) -> str:
        return line


def as_csv(entries: QuerySet[Entry]) -> Iterator[str]:
    """Lines, one at a time: the trail may be long."""
    writer = csv.writer(_Line())
    yield writer.writerow(COLUMNS)
    for entry in entries.iterator(chunk_size=1000):
        who = entry.who.get_username() if entry.who else ""
        detail = json.dumps(entry.detail, sort_keys=True, ensure_ascii=False)
        what = (entry.act, entry.kind, entry.object, entry.why, detail)
        cells = (entry.number, entry.at.isoformat(), who, *what, entry.previous, entry.hash)
        yield writer.writerow([inert(str(cell)) for cell in cells])
