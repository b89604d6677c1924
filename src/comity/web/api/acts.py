# SPDX-License-Identifier: EUPL-1.2
"""Acts on tokens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from comity.web.accounts.models import Role, User
from comity.web.actions import Action, Refused
from comity.web.api.models import LONGEST_DAYS, Scope, Token, hash_of, new_secret

MOST_LIVE = 20


class Issued(NamedTuple):
    """A new token, and its text, which is shown once and kept nowhere."""

    token: Token
    secret: str


class IssueToken(Action[Issued]):
    """Make a token for oneself."""

    name = "token.issue"

    def __init__(self, who: User, words: str, scopes: Sequence[str], days: int) -> None:
        super().__init__(who)
        self.words = words
        self.scopes = sorted(set(scopes))
        self.days = days

    def check(self) -> None:
        """Who holds a role may, for at most a year, under a name of its own."""
        live = Token.objects.visible_to(self.who).live(timezone.localdate())
        if not self.who.roles():
            raise Refused(_("You hold no role today, so a token would open nothing."))
        if not self.scopes or not set(self.scopes) <= set(Scope.values):
            raise Refused(_("Choose what the token opens."))
        if not 1 <= self.days <= LONGEST_DAYS:
            raise Refused(_("A token is valid for at most a year."))
        if live.filter(name=self.words).exists():
            raise Refused(_("You have a token of this name already: choose another name, or revoke the old one first."))
        if live.count() >= MOST_LIVE:
            raise Refused(_("You have as many tokens as are allowed: revoke one first."))

    def execute(self) -> Issued:
        """Keep the hash, hand out the text."""
        secret = new_secret()
        expires = timezone.localdate() + timedelta(days=self.days)
        token = Token.objects.create(user=self.who, name=self.words, scopes=self.scopes, hash=hash_of(secret), expires=expires)
        return Issued(token, secret)

    def object(self, result: Issued) -> Token:
        """The token."""
        return result.token

    def detail(self, result: Issued) -> dict[str, Any]:
        """What it opens and until when."""
        return {"scopes": self.scopes, "expires": result.token.expires.isoformat()}


class RevokeToken(Action[Token]):
    """End a token at once: one's own, or as an administrator that of another."""

    name = "token.revoke"

    def __init__(self, who: User, token: Token) -> None:
        super().__init__(who)
        self.token = token

    def check(self) -> None:
        """By whose it is, and once."""
        if self.token.user_id != self.who.pk and not self.who.has_role(Role.ADMINISTRATOR):
            raise Refused(_("Only an administrator may do this for another."))
        if self.token.revoked is not None:
            raise Refused(_("This token is revoked already."))

    def execute(self) -> Token:
        """Mark it; the entry stays, so that the past can be read."""
        self.token.revoked = timezone.now()
        self.token.save(update_fields=["revoked"])
        return self.token

    def detail(self, result: Token) -> dict[str, Any]:
        """Whose it was."""
        return {"user": result.user_id}
