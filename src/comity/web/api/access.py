# SPDX-License-Identifier: EUPL-1.2
"""Who comes in, and how much at once."""

from __future__ import annotations

import time
from http import HTTPStatus

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from comity.web.accounts.models import User
from comity.web.api.models import Scope, Token, hash_of
from comity.web.api.problems import ProblemError
from comity.web.audit.refusals import refused

WINDOW = 60
RATE = 600
"""Units that a token may spend in a window; ``API_RATE`` of the settings wins."""


class Bearer(HttpBearer):
    """A token with a scope; there is no other way in, a session opens nothing here."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """The token, its day of use noted; 403 where it does not open this."""
        today = timezone.localdate()
        found = Token.objects.presented(token, today)
        if found is None:
            refused(request, "token.refused", on=Token.objects.filter(hash=hash_of(token)).first() or "")
            return None
        if self.scope.value not in found.scopes:
            refused(request, "token.refused", on=found, scope=self.scope.value)
            raise ProblemError(HTTPStatus.FORBIDDEN, f"the token does not open {self.scope.value}", where="Authorization")
        found.used(today)
        request.user = found.user
        return found


def holder(request: HttpRequest) -> User:
    """Whose token it is."""
    assert isinstance(request.user, User)  # noqa: S101 - set by Bearer, without which no operation runs
    return request.user


class Limit(BaseThrottle):
    """So many units a minute for each token; an operation costs as much as it works."""

    def __init__(self, cost: int = 1) -> None:
        self.cost = cost

    def allow_request(self, request: HttpRequest) -> bool:
        """Count; whether the token still has units."""
        token: Token = request.auth  # type: ignore[attr-defined]  # set by Bearer
        key = f"api-spent-{token.pk}-{int(time.time()) // WINDOW}"
        cache.add(key, 0, timeout=2 * WINDOW)
        try:
            spent = cache.incr(key, self.cost)
        except ValueError:  # gone in between: the window is over
            spent = self.cost
        return bool(spent <= getattr(settings, "API_RATE", RATE))

    def wait(self) -> float:
        """Seconds until the next window."""
        return WINDOW - time.time() % WINDOW
