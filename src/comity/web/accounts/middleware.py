# SPDX-License-Identifier: EUPL-1.2
"""Everything but signing in is for those who are signed in, with a second factor where it is required."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from comity.web.pages import not_found

OPEN = (
    "/account/login/",
    "/account/logout/",
    "/account/inactive/",
    "/account/2fa/authenticate/",
    "/account/2fa/webauthn/login/",
    "/invitation/",
    "/password/forgotten/",
    "/health/",
    "/metrics/",
    "/static/",
    "/language/",
    "/api/openapi.json",
    "/api/v1/",
)
"""Without a session; the API and the metrics ask for a token themselves, an invitation is its own key."""

CLOSED = (
    "/account/signup/",
    "/account/email/",
    "/account/confirm-email/",
    "/account/password/reset/",
    "/account/password/set/",
    "/account/login/code/",
)
"""What the sign-in library offers and Comity does not: accounts, their addresses and lost passwords are the administrator's."""

FIRST_STEPS = ("/account/2fa/", "/account/reauthenticate/", "/account/password/change/")
"""What is needed to add the second factor that is required."""


class SignedInMiddleware:
    """Deny by default."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let through what is open, or who is signed in well enough."""
        if request.path.startswith(CLOSED):
            return not_found(request)
        if request.path.startswith(OPEN):
            return self.get_response(request)
        if request.user.is_authenticated and request.user.demo and settings.PRODUCTION:
            logout(request)  # a session that was brought along with the data
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if settings.SECOND_FACTOR_REQUIRED and not request.path.startswith(FIRST_STEPS) and not is_mfa_enabled(request.user):
            return redirect(reverse("mfa_index"))
        return self.get_response(request)
