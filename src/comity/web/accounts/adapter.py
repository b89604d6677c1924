# SPDX-License-Identifier: EUPL-1.2
"""How sign-in behaves: nobody signs up by themselves; demo accounts stay on loopback; secrets are sealed; what fails is recorded."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from comity.web.accounts.models import User
from comity.web.audit.models import record
from comity.web.languages import keep, settle


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator invites."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **rest: Any) -> Any:
        """Refuse demo accounts in production; record what is refused though right (the password of a closed account was)."""
        demo = user.demo and settings.PRODUCTION
        if demo or (not user.is_active and did_use_passwordless_login(request, user)):
            record(None, "session.refused", on=user)
        return self.respond_user_inactive(request, user) if demo else super().pre_login(request, user, **rest)

    def post_login(self, request: HttpRequest, user: Any, **rest: Any) -> HttpResponse:
        """Whoever is in reads in their language."""
        language = settle(request, user)
        response: HttpResponse = super().post_login(request, user, **rest)
        if language:
            keep(response, language)
        return response

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Record that an account, or a name that is none, is locked after too many wrong passwords."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            user = User.objects.filter(username__iexact=credentials.get("username", "")).first()
            record(None, "session.locked", on=user or "")
            raise


def _seal() -> MultiFernet:
    """The keys of this installation, the newest first; older ones still open what they sealed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"comity second factor" + key.encode()).digest())) for key in keys])


class SealedFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets of second factors are encrypted in the database: a stolen copy alone opens no account."""

    def encrypt(self, text: str) -> str:
        """Sealed under the newest key."""
        return _seal().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Opened with whichever key sealed it."""
        return _seal().decrypt(encrypted_text.encode("ascii")).decode()

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Record a passkey that was refused: the library tells only of refused codes."""
        request = context.request
        if code == "incorrect_code" and "credential" in request.POST:
            record(None, "second-factor.refused", on=request.user if request.user.is_authenticated else "", factor="webauthn")
        error: ValidationError = super().validation_error(code, *args)
        return error


class RecordedSessions(DefaultUserSessionsAdapter):  # type: ignore[misc]  # allauth has no types
    """That a user ends their other sessions is an act."""

    def end_sessions(self, sessions: Iterable[Any]) -> None:
        """End and record them, one entry for all."""
        ended = list(sessions)
        super().end_sessions(ended)
        if ended:
            record(context.request.user, "session.end-others", on=context.request.user, count=len(ended))
