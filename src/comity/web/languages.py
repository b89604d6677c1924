# SPDX-License-Identifier: EUPL-1.2
"""The language in which somebody reads: kept in a cookie of the browser and in the account."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from comity.web.accounts.models import User

YEAR = 365 * 24 * 60 * 60
CHOSEN = "language-chosen"
"""Where a session keeps what was chosen before anybody signed in."""


def choose(request: HttpRequest, response: HttpResponseBase, code: str) -> None:
    """Read in this language from now on; who is not signed in yet takes the choice along to the account."""
    keep(response, code)
    if request.user.is_authenticated:
        _remember(request.user, code)
    else:
        request.session[CHOSEN] = code


def settle(request: HttpRequest, user: User) -> str:
    """At signing in: what was just chosen in this browser, else the language of the account; empty: as the browser asks."""
    chosen: str = request.session.pop(CHOSEN, "")
    if chosen:
        _remember(user, chosen)
    if user.language:
        translation.activate(user.language)
    return user.language


def keep(response: HttpResponseBase, code: str) -> None:
    """In this browser."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


def _remember(user: User, code: str) -> None:
    user.language = code
    user.save(update_fields=["language"])
