# SPDX-License-Identifier: EUPL-1.2
"""Who comes in, and how much at once."""

from __future__ import annotations

import time
from contextlib import suppress
from http import HTTPStatus
from math import ceil

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from comity.web.accounts.models import User
from comity.web.api.meter import WINDOW, meter
from comity.web.api.models import Scope, Token, hash_of
from comity.web.api.problems import ProblemError
from comity.web.audit.refusals import address_of, refused

RATE = 600
"""Units that a token may spend in a window; ``API_RATE`` of the settings wins."""

WRONG = 20
"""Wrong tokens that may come from an address in a window before it has to wait; ``API_WRONG`` of the settings wins."""


def until_next_window() -> float:
    """Seconds until the next window."""
    return WINDOW - time.time() % WINDOW


class Bearer(HttpBearer):
    """A token with a scope; there is no other way in, a session opens nothing here."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """The token, its day of use noted; 403 where it does not open this.

        A wrong one is counted, and after too many from an address it is told to wait; a right one is held back by nobody else's mistakes.
        """
        today = timezone.localdate()
        found = Token.objects.presented(token, today)
        if found is None:
            failures = Failures(request)
            if failures.too_many():
                what = "too many wrong tokens from this address"
                raise ProblemError(HTTPStatus.TOO_MANY_REQUESTS, what, where="Authorization", retry_after=ceil(until_next_window()))
            failures.add()
            refused(request, "token.refused", on=Token.objects.filter(hash=hash_of(token)).first() or "")
            return None
        if self.scope.value not in found.scopes:
            refused(request, "token.refused", on=found, scope=self.scope.value)
            raise ProblemError(HTTPStatus.FORBIDDEN, f"the token does not open {self.scope.value}", where="Authorization")
        found.used(today)
        request.user = SimpleLazyObject(lambda: found.user)  # type: ignore[assignment]  # most operations need only the token
        return found


def holder(request: HttpRequest) -> User:
    """Whose token it is."""
    assert isinstance(request.user, User)  # noqa: S101 - set by Bearer, without which no operation runs
    return request.user


class Failures:
    """The wrong tokens that came from an address in this window."""

    def __init__(self, request: HttpRequest) -> None:
        self._key = f"api-wrong-{address_of(request)}-{int(time.time()) // WINDOW}"

    def too_many(self) -> bool:
        """Whether the address has to wait for the next window."""
        return bool(cache.get(self._key, 0) >= getattr(settings, "API_WRONG", WRONG))

    def add(self) -> None:
        """Count it."""
        cache.add(self._key, 0, timeout=2 * WINDOW)
        with suppress(ValueError):  # gone in between: the window is over
            cache.incr(self._key)


class Limit(BaseThrottle):
    """So many units a minute for each token; an operation costs as much as it works."""

    def __init__(self, cost: int = 1) -> None:
        self.cost = cost

    def allow_request(self, request: HttpRequest) -> bool:
        """Count; whether the token still has units."""
        token: Token = request.auth  # type: ignore[attr-defined]  # set by Bearer
        return meter.spend(token.hash, self.cost, getattr(settings, "API_RATE", RATE))

    def wait(self) -> float:
        """Seconds until the next window."""
        return until_next_window()
