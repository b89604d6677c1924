# SPDX-License-Identifier: EUPL-1.2
"""How sign-in behaves: nobody signs up by themselves; demo accounts stay on loopback."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator invites."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **rest: Any) -> Any:
        """Refuse demo accounts in production."""
        if user.demo and settings.PRODUCTION:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **rest)
