# SPDX-License-Identifier: EUPL-1.2
"""Users, units, roles, substitutes and absences.

A role is held in a unit and for a time; what a user may do follows from the roles that are held today, their own and those of whom they
stand in for.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does in a unit."""

    OFFICER = "officer", _("Officer")
    APPROVER = "approver", _("Approver")
    HEAD = "head", _("Head of authority")
    PROSECUTOR = "prosecutor", _("Prosecutor")
    TREATY_LAWYER = "treaty-lawyer", _("Treaty lawyer")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Unit(models.Model):
    """A body, or a part of one, whose members share its cases as their roles allow."""

    name = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=8)
    within = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person with an account; ``demo`` accounts are refused in production. An empty language: as the browser asks."""

    language = models.CharField(max_length=2, default="en")
    demo = models.BooleanField(default=False)

    def roles(self, on: date | None = None) -> set[tuple[int, str]]:
        """The units and roles that the user holds on a day, or stands in for."""
        day = on or timezone.localdate()
        absent = Absence.objects.filter(substitute=self, since__lte=day, until__gte=day).values("user")
        held = Membership.objects.filter(Q(user=self) | Q(user__in=absent)).filter(since__lte=day).filter(Q(until=None) | Q(until__gte=day))
        return set(held.values_list("unit_id", "role"))

    def has_role(self, *roles: str) -> bool:
        """Whether the user holds one of the roles in any unit today."""
        return any(role in roles for _, role in self.roles())

    def units(self, *roles: str) -> set[int]:
        """The units in which the user holds one of the roles today, or any role."""
        return {unit for unit, role in self.roles() if not roles or role in roles}


class Membership(models.Model):
    """That a user holds a role in a unit, from a day and perhaps until one."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)

    class Meta:
        """One entry for each role in a unit that begins on a day."""

        constraints = [models.UniqueConstraint(fields=["user", "unit", "role", "since"], name="one_membership")]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.unit}"


class Absence(models.Model):
    """That a user is away and another stands in, both days included."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences")
    substitute = models.ForeignKey(User, on_delete=models.CASCADE, related_name="stands_in")
    since = models.DateField()
    until = models.DateField()

    class Meta:
        """An absence ends after it begins, and nobody stands in for themselves."""

        constraints = [
            models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="absence_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(user=models.F("substitute")), name="another_stands_in"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.substitute}"


class Invitation(models.Model):
    """A link that lets its holder choose the password of an account, once and for a time; only the hash of the link is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    token = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user} {self.made:%Y-%m-%d}"

    @classmethod
    def make(cls, user: User, lasts: timedelta | None = None) -> str:
        """A new one in the place of those not used; the token is known to nobody but the caller."""
        cls.objects.filter(user=user, used=None).delete()
        token = secrets.token_urlsafe(32)
        expires = timezone.now() + (lasts or timedelta(days=settings.INVITATION_DAYS))
        cls.objects.create(user=user, token=cls.sealed(token), expires=expires)
        return token

    @classmethod
    def found(cls, token: str) -> Invitation | None:
        """The invitation that this token still opens."""
        return cls.objects.filter(token=cls.sealed(token), used=None, expires__gt=timezone.now(), user__is_active=True).first()

    @staticmethod
    def sealed(token: str) -> str:
        """What is kept of a token."""
        return hashlib.sha256(token.encode()).hexdigest()
