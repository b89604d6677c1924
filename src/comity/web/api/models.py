# SPDX-License-Identifier: EUPL-1.2
"""Tokens: what a program shows to be let in. Only the hash is kept; whoever reads the database learns no token."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.web.accounts.models import Role, User

PREFIX = "comity_"
BYTES = 32
LONGEST_DAYS = 365


class Scope(models.TextChoices):
    """What a token opens."""

    ADVICE = "advice", _("Advice")
    LAW = "law", _("Law")
    DIRECTORY = "directory", _("Directory")
    DRAFTS_READ = "drafts:read", _("Read drafts")
    DRAFTS_WRITE = "drafts:write", _("Write drafts")
    CHECK = "check", _("Check and draft a case that is sent along")
    LAB = "lab", _("Reform lab")


def new_secret() -> str:
    """A token as its holder gets it: 256 random bits behind a mark that scanners of leaked secrets know."""
    return PREFIX + secrets.token_urlsafe(BYTES)


def hash_of(secret: str) -> str:
    """What is kept of a token; 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


PRESENTED = """
select token.*, holder.is_active as holder_active, holder.demo as holder_demo
from api_token token join accounts_user holder on holder.id = token.user_id
where token.hash = %s and token.revoked is null and token.expires >= %s
"""
"""Asked with every call of the interface, so it stands as written: what the query builder makes of it takes eight times as long."""


class TokenQuerySet(models.QuerySet["Token"]):
    """Tokens by who may see them and whether they still open anything."""

    def visible_to(self, user: User) -> TokenQuerySet:
        """A user's own."""
        return self.filter(user=user)

    def kept_by(self, user: User) -> TokenQuerySet:
        """Those of everybody for an administrator; none for others."""
        return self.select_related("user") if user.has_role(Role.ADMINISTRATOR) else self.none()

    def live(self, on: date) -> TokenQuerySet:
        """Neither revoked nor run out; a token runs out at the end of its last day."""
        return self.filter(revoked=None, expires__gte=on)

    def presented(self, secret: str, on: date) -> Token | None:
        """The live token of an active user that a caller shows; compared in constant time."""
        shown = hash_of(secret)
        token = next(iter(self.raw(PRESENTED, [shown, on])), None)
        if token is None or not hmac.compare_digest(token.hash, shown):
            return None
        return token if token.holder_active and not (token.holder_demo and settings.PRODUCTION) else None


class Token(models.Model):
    """A token of a user for a program, with what it opens and until when."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    scopes = models.JSONField(default=list)
    hash = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(default=timezone.now)
    expires = models.DateField()
    last_used = models.DateField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()
    holder_active: bool  # only of one that was presented
    holder_demo: bool

    class Meta:
        """The newest first."""

        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.user}: {self.name}"

    @property
    def scope_labels(self) -> list[str]:
        """What it opens, in words."""
        return [str(Scope(scope).label) for scope in self.scopes if scope in Scope.values]

    def is_live(self) -> bool:
        """Whether it still opens anything."""
        return self.revoked is None and self.expires >= timezone.localdate()

    def used(self, on: date) -> None:
        """Note the day of use, once a day."""
        if self.last_used != on:
            Token.objects.filter(pk=self.pk).update(last_used=on)
