# SPDX-License-Identifier: EUPL-1.2
"""Everything but signing in is for those who are signed in, with a second factor where it is required."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

OPEN = ("/account/login/", "/account/2fa/authenticate/", "/account/2fa/webauthn/login/", "/health/", "/static/", "/language/", "/api/")
"""Without a session; the API asks for a token itself."""


class SignedInMiddleware:
    """Deny by default."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let through what is open, or who is signed in well enough."""
        if request.path.startswith(OPEN):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if settings.SECOND_FACTOR_REQUIRED and not is_mfa_enabled(request.user) and not request.path.startswith("/account/"):
            return redirect(reverse("mfa_index"))
        return self.get_response(request)
