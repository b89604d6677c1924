# SPDX-License-Identifier: EUPL-1.2
"""An append-only chain: each entry holds the hash of the one before, so that a change, a gap or a swap is found out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

GENESIS = "0" * 64
EACH = 1000
"""After so many entries a check says how far it is."""


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


def broken(progress: Callable[[int, int], None] = lambda number, of: None) -> int | None:
    """The number of the first entry that does not fit the chain; None where it is whole. Entries may be added while it looks.

    ``progress`` is told now and then how many entries of how many are checked.
    """
    head = Head.objects.filter(pk=1).first() or Head()
    previous, expected = GENESIS, 1
    for entry in Entry.objects.filter(number__lte=head.number).order_by("number").iterator():
        if entry.number != expected or entry.previous != previous or entry.hash != entry.computed():
            return expected
        previous, expected = entry.hash, expected + 1
        if entry.number % EACH == 0:
            progress(entry.number, head.number)
    if (head.number, head.hash) != (expected - 1, previous):
        return expected
    end = Coalesce(Subquery(Head.objects.filter(pk=1).values("number")), 0)
    beyond = Entry.objects.filter(number__gt=end).order_by("number").first()  # one statement, so that the end is not of another moment
    return beyond.number if beyond is not None else None
