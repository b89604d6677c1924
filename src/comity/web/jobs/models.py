# SPDX-License-Identifier: EUPL-1.2
"""Jobs and their files. Who may see a job is a query: ``visible_to``."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.web.accounts.models import Unit, User
from comity.web.jobs.lifecycle import OPEN, State

LOST_AFTER = timedelta(seconds=60)
"""A job that runs gives a sign of life every second or two; after so long without one nobody works on it any more."""


def same_work(kind: str, arguments: Sequence[str], corpus: str, files: Sequence[tuple[str, bytes]] = ()) -> str:
    """What tells two jobs apart: what is called, with which files, on which body of law."""
    content = [kind, list(arguments), corpus, [(name, hashlib.sha256(part).hexdigest()) for name, part in files]]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs by who may see them."""

    def visible_to(self, user: User) -> JobQuerySet:
        """One's own, and those that a colleague began in a unit to which one belongs today."""
        return self.filter(Q(who=user) | Q(unit__in=user.units()))

    def open(self) -> JobQuerySet:
        """Those that wait or run."""
        return self.filter(state__in=[state.value for state in OPEN])


class Job(models.Model):
    """One piece of long work: ``question`` as the form had it, ``arguments`` as the program is called with them.

    ``unit`` is the unit whose members see it too; none for what concerns its author alone. ``step`` of ``steps`` and ``doing`` are its
    progress as it last told it; ``alive`` is its last sign of life.
    """

    class States(models.TextChoices):
        """The states of the life cycle, in words."""

        WAITING = State.WAITING.value, _("Waiting")
        RUNNING = State.RUNNING.value, _("Running")
        DONE = State.DONE.value, _("Done")
        FAILED = State.FAILED.value, _("Failed")
        CANCELLED = State.CANCELLED.value, _("Cancelled")

    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jobs")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="jobs")
    kind = models.CharField(max_length=40)
    question = models.JSONField(default=dict)
    arguments = models.JSONField(default=list)
    key = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=20, choices=States.choices, default=State.WAITING.value)
    step = models.PositiveIntegerField(null=True)
    steps = models.PositiveIntegerField(null=True)
    doing = models.CharField(max_length=200, blank=True)
    fault = models.TextField(blank=True)
    cancel = models.BooleanField(default=False)
    asked = models.DateTimeField(default=timezone.now)
    began = models.DateTimeField(null=True)
    alive = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        """The newest first."""

        ordering = ["-pk"]
        indexes = [models.Index(fields=["unit", "state"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def status(self) -> State:
        """The state as a word of the life cycle."""
        return State(self.state)

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.status in OPEN

    @property
    def is_lost(self) -> bool:
        """Whether it is said to run and nobody works on it: the machine or the worker went down."""
        return self.status is State.RUNNING and self.alive is not None and self.alive < timezone.now() - LOST_AFTER

    @property
    def took(self) -> timedelta | None:
        """How long it worked, or has worked so far."""
        return None if self.began is None else (self.ended or timezone.now()) - self.began

    def result(self, name: str) -> bytes | None:
        """The content of a file that it made."""
        found = self.files.filter(name=name, given=False).first()
        return None if found is None else found.content


class JobFile(models.Model):
    """A file that a job was given or has made, packed; it stands in the database, so that worker and pages need no common disk."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    given = models.BooleanField(default=False)
    size = models.PositiveBigIntegerField()
    packed = models.BinaryField()

    class Meta:
        """One of each name."""

        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["job", "given", "name"], name="one_job_file")]

    def __str__(self) -> str:
        return self.name

    @property
    def content(self) -> bytes:
        """What it holds."""
        return zlib.decompress(bytes(self.packed))

    @classmethod
    def of(cls, job: Job, name: str, content: bytes, **options: Any) -> JobFile:
        """A new one, saved."""
        return cls.objects.create(job=job, name=name, size=len(content), packed=zlib.compress(content, 6), **options)
