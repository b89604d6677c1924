# SPDX-License-Identifier: EUPL-1.2
"""Drafts, their versions, comments, hand-overs and annexes, and requests that were received.

Who may see what is a query: ``visible_to``. The case is kept as plain values, whole or not yet; what was typed and cannot stand is kept
beside it with the reason.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comity.web.accounts.models import Role, Unit, User
from comity.web.drafting.lifecycle import State
from comity.web.drafting.sealed_field import SealedJSONField

READERS = (Role.OFFICER, Role.PROSECUTOR, Role.APPROVER, Role.HEAD)
WRITERS = (Role.OFFICER, Role.PROSECUTOR)
APPROVERS = (Role.APPROVER, Role.HEAD)


def digest(case: dict[str, Any]) -> str:
    """The SHA-256 of the values of a case, whatever the order of their keys."""
    return hashlib.sha256(json.dumps(case, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts by who may see them."""

    def visible_to(self, user: User) -> DraftQuerySet:
        """One's own, and those of the units in which one drafts or approves today; for all others there are none."""
        return self.filter(Q(author=user) | Q(unit__in=user.units(*READERS)))

    def outgoing(self) -> DraftQuerySet:
        """Those that become requests of ours; in the others the text of a received request is entered."""
        return self.filter(received=None)


class Draft(models.Model):
    """A case that becomes a request; it belongs to a unit and its author, ``holder`` is who works on it now.

    Where it is not our own request, but one that was received as text and is entered here, ``received`` names that.

    ``version`` counts every change; ``shifted`` is the version in which items of a list last changed places. ``open`` holds the number of
    deficiencies by severity when it was last saved.
    """

    class States(models.TextChoices):
        """The states of the life cycle, in words."""

        DRAFT = State.DRAFT.value, _("Draft")
        SUBMITTED = State.SUBMITTED.value, _("Submitted for approval")
        APPROVED = State.APPROVED.value, _("Approved")
        RETURNED = State.RETURNED.value, _("Returned for correction")
        WITHDRAWN = State.WITHDRAWN.value, _("Withdrawn")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="drafts")
    received = models.OneToOneField("ReceivedRequest", null=True, on_delete=models.PROTECT, related_name="entered")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafts")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="held_drafts")
    hands = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    state = models.CharField(max_length=20, choices=States.choices, default=State.DRAFT.value)
    title = models.TextField(blank=True)
    reference = models.CharField(max_length=400, blank=True)
    measure = models.CharField(max_length=400, blank=True)
    requesting = models.CharField(max_length=8, blank=True)
    requested = models.CharField(max_length=8, blank=True)
    case = models.JSONField(default=dict)
    wrong = models.JSONField(default=dict, blank=True)
    open = models.JSONField(default=dict, blank=True)
    stopping = models.PositiveIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    shifted = models.PositiveIntegerField(default=1)
    archived = models.DateTimeField(null=True)
    begun = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = DraftQuerySet.as_manager()

    class Meta:
        """The newest first."""

        ordering = ["-pk"]
        indexes = [models.Index(fields=["unit", "state"]), models.Index(fields=["changed", "id"])]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def status(self) -> State:
        """The state as a word of the life cycle."""
        return State(self.state)


class DraftVersion(models.Model):
    """The case as it was when it was submitted, approved or shared; never changed."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    event = models.CharField(max_length=20)
    on = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    case = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        """One of each number in a draft."""

        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="one_version")]

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.number}"

    @property
    def whole(self) -> bool:
        """Whether the case is still what was hashed."""
        return digest(self.case) == self.sha256


class Step(models.Model):
    """The case as it was after one change; ``number`` is the version of the draft that it made.

    An undo stands for an earlier step: ``stands_for`` is its number.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    on = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=40, blank=True)
    stands_for = models.PositiveIntegerField(null=True)
    case = models.JSONField()
    wrong = models.JSONField(default=dict, blank=True)

    class Meta:
        """One of each number in a draft."""

        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="one_step")]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.number}"

    @property
    def position(self) -> int:
        """Where in the steps the draft stood after it."""
        return self.number if self.stands_for is None else self.stands_for


class Comment(models.Model):
    """A remark of a colleague on a place of the case, or on the whole."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="comments")
    path = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateTimeField(auto_now_add=True)
    text = models.TextField()
    settled = models.BooleanField(default=False)

    class Meta:
        """In the order in which they were made."""

        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.path}"


class Handover(models.Model):
    """That the work on a draft went from one colleague to another."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="handovers")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateTimeField(auto_now_add=True)
    note = models.TextField(blank=True)

    class Meta:
        """In the order in which they were made."""

        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.giver_id} {self.taker_id}"


class AnnexFile(models.Model):
    """The file of an annex: its name as it was given, its size and hash; the bytes lie sealed in the house (``store.py``)."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="files")
    annex = models.CharField(max_length=400)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order in which they came."""

        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.annex}"


class SharedPaper(models.Model):
    """A paper of a version that went to the other side, with the words that are compared with what comes back; the file is in the house."""

    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="papers")
    paper = models.CharField(max_length=100)
    language = models.CharField(max_length=2)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField()

    class Meta:
        """In the order in which they were written; each once in a version."""

        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "paper", "language"], name="one_shared_paper")]

    def __str__(self) -> str:
        return f"{self.version}: {self.paper}.{self.language}"


class TheirRemark(models.Model):
    """What the other side wrote on a paper that was shared, and what was decided on it: the parts are those of ``revision.record``.

    ``proposed`` is None where no other text is proposed, and empty where the words are to go.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="their_remarks")
    number = models.PositiveIntegerField()
    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=400, blank=True)
    by = models.CharField(max_length=400, blank=True)
    on = models.DateField()
    says = models.TextField(blank=True)
    about = models.TextField(blank=True)
    was = models.TextField(blank=True)
    proposed = models.TextField(null=True)
    language = models.CharField(max_length=400, blank=True)
    by_hand = models.BooleanField(default=False)
    source = models.CharField(max_length=400, blank=True)
    taken_in = models.DateTimeField(auto_now_add=True)
    taken_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    accepted = models.BooleanField(null=True)
    decided = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_by_hand = models.BooleanField(default=False)
    why = models.TextField(blank=True)

    class Meta:
        """One of each number in a draft."""

        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="one_remark")]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.number}"


class ReceivedQuerySet(models.QuerySet["ReceivedRequest"]):
    """Received requests by who may see them."""

    def visible_to(self, user: User) -> ReceivedQuerySet:
        """Those that one took in, and those of the units in which one drafts or approves today."""
        return self.filter(Q(by=user) | Q(unit__in=user.units(*READERS)))


class ReceivedRequest(models.Model):
    """A request of another state, as it came, to be looked at from the receiving side.

    The case stands sealed in the database, the file that came in the house (``store.py``) where ``filed``; ``sha256`` is its hash.
    What came as text has no case: it is entered in a draft.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="received_requests")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    case = SealedJSONField()
    text = SealedJSONField(default=str)
    filed = models.BooleanField(default=False)

    objects = ReceivedQuerySet.as_manager()

    class Meta:
        """The newest first."""

        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk}"
