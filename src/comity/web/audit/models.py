# SPDX-License-Identifier: EUPL-1.2
"""An append-only chain: each entry holds the hash of the one before, so that a change, a gap or a swap is found out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

GENESIS = "0" * 64
PORTION = 1000
"""Entries that are read at once when the chain is checked."""


class Unchangeable(Exception):
    """Somebody tried to change or remove an entry."""


class Entry(models.Model):
    """One act: who, when, what, on what, why."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=60)
    kind = models.CharField(max_length=60, blank=True)
    object = models.CharField(max_length=100, blank=True)
    why = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        """In the order in which it happened."""

        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.act}"

    def computed(self) -> str:
        """The hash of the content and of the entry before."""
        content = [self.number, self.at.isoformat(), self.who_id, self.act, self.kind, self.object, self.why, self.detail, self.previous]
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def save(self, *args: Any, **options: Any) -> None:
        """Only new entries are saved."""
        if not self._state.adding:
            raise Unchangeable("entries of the audit trail are never changed")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Never."""
        raise Unchangeable("entries of the audit trail are never removed")


class Head(models.Model):
    """The end of the chain, locked while an entry is added."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"


def record(who: Any, act: str, *, on: models.Model | str = "", why: str = "", **detail: Any) -> Entry:
    """Add an entry within the transaction of the act itself: both happen or neither does."""
    with transaction.atomic():
        Head.objects.get_or_create(pk=1)
        head = Head.objects.select_for_update().get(pk=1)
        kind, name = (on._meta.label_lower, str(on.pk)) if isinstance(on, models.Model) else ("", on)
        entry = Entry(
            number=head.number + 1,
            at=timezone.now(),
            who=who if getattr(who, "pk", None) else None,
            act=act,
            kind=kind,
            object=name,
            why=why,
            detail=detail,
            previous=head.hash,
        )
        entry.hash = entry.computed()
        entry.save()
        head.number, head.hash = entry.number, entry.hash
        head.save()
        return entry


def broken() -> int | None:
    """The number of the first entry that does not fit the chain; None where it is whole.

    Entries are read in portions by their number, so that neither the memory nor the database holds a long trail at once. What is added
    meanwhile belongs to the chain: the end is read before the entries, and again after them.
    """
    before = _end()
    number, previous = 0, GENESIS
    for entry in _in_portions():
        if entry.number != number + 1 or entry.previous != previous or entry.hash != entry.computed():
            return number + 1
        number, previous = entry.number, entry.hash
        if number == before[0] and previous != before[1]:
            return number
    after = _end()
    return None if before[0] <= number <= after[0] else min(number, after[0]) + 1


def _end() -> tuple[int, str]:
    head = Head.objects.filter(pk=1).first()
    return (head.number, head.hash) if head else (0, GENESIS)


def _in_portions() -> Iterator[Entry]:
    last = 0
    while portion := list(Entry.objects.filter(number__gt=last).order_by("number")[:PORTION]):
        yield from portion
        last = portion[-1].number
