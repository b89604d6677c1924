# SPDX-License-Identifier: EUPL-1.2
"""What users add beside the law: reports of errors, contacts of the directory, and imports of contacts that wait for a decision."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.web.accounts.models import Role, User
from comity.web.library.standing import Standing, standing


class Decision(models.TextChoices):
    """What became of a report."""

    OPEN = "open", _("Waiting for review")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


class ReportQuerySet(models.QuerySet["ErrorReport"]):
    """Reports by who may read them."""

    def visible_to(self, user: User) -> ReportQuerySet:
        """All for those who keep the law; for others their own."""
        return self if user.has_role(Role.TREATY_LAWYER) else self.filter(who=user)


class ErrorReport(models.Model):
    """That a datum is wrong: where it stands, what is wrong with it, who says so, and what was decided."""

    where = models.CharField(_("where it stands"), max_length=300)
    what = models.CharField(_("what is wrong"), max_length=200)
    text = models.TextField(_("what should stand there, and what shows it"), max_length=4000)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.OPEN)
    reason = models.TextField(max_length=2000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        """A report that is decided has somebody who decided."""

        constraints = [
            models.CheckConstraint(condition=Q(decision="open") | Q(decided_by__isnull=False), name="somebody_decided_the_report"),
        ]

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class Contact(models.Model):
    """How to reach an authority: by role, never by the name of a person."""

    state = models.CharField(_("state or organisation"), max_length=8)
    authority = models.CharField(_("authority"), max_length=200)
    role = models.CharField(_("role in cooperation"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=60, blank=True)
    languages = models.CharField(_("languages"), max_length=100, blank=True)
    hours = models.CharField(_("hours"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=300)
    expires = models.DateField(_("expires on"), null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    retired_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """In the order in which the directory shows them."""

        ordering = ["state", "authority", "pk"]
        indexes = [models.Index(fields=["state", "authority", "id"], name="contact_order")]

    def __str__(self) -> str:
        return f"{self.state} {self.authority}"

    def standing(self, on: date | None = None) -> Standing:
        """How far it can be relied on, on a day."""
        return standing(self.confirmed_on, self.expires, self.retired_on, on or timezone.localdate())


class ContactImportQuerySet(models.QuerySet["ContactImport"]):
    """Imports by who may read them."""

    def visible_to(self, user: User) -> ContactImportQuerySet:
        """Their own."""
        return self.filter(who=user)


class ContactImport(models.Model):
    """A file of contacts that was read and not yet applied; once applied, the text is gone."""

    text = models.TextField()
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True, blank=True)

    objects = ContactImportQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.pk} {self.at:%Y-%m-%d}"
