# SPDX-License-Identifier: EUPL-1.2
"""Whose accounts are attacked, and what an attempt is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from bench.torture_web.passkey import Passkey
from bench.torture_web.sides import Side, person, side
from comity.web.accounts.models import Role, User

LOGIN = "/account/login/"
INSIDE = ("/", "/drafts/", "/admin/", "/audit/", "/api/tokens/", "/account/sessions/", "/account/2fa/", "/account/password/change/")
WORDS = "a harbour under three tall cranes"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A way in: ``run`` says whether it opened anything; ``presented`` whether something was shown that can be recorded as refused."""

    name: str
    run: Callable[[], bool]
    presented: bool = True


@dataclass(frozen=True)
class House:
    """The people on whose accounts it is tried."""

    side: Side
    plain: User
    app: User
    secret: str
    codes: tuple[str, ...]
    key: Passkey
    owner: User
    administrator: User

    @classmethod
    def built(cls) -> House:
        """One with a password alone, one with an app and codes, one with a passkey."""
        made = side("home")
        unit, secret, key = made.unit, generate_totp_secret(), Passkey()
        app, owner = person("with-app", unit, Role.OFFICER), person("with-key", unit, Role.OFFICER)
        TOTP.activate(app, secret)
        codes = tuple(RecoveryCodes.activate(app).generate_codes())
        Authenticator.objects.create(user=owner, type=Authenticator.Type.WEBAUTHN, data={"name": "K", "credential": key.registered()})
        return cls(made, person("plain", unit, Role.OFFICER), app, secret, codes, key, owner, made.person(Role.ADMINISTRATOR))


def is_inside(client: Client) -> bool:
    """Whether the start page opens."""
    return bool(client.get("/").status_code == 200)


def login(client: Client, name: str, password: str, **more: str) -> None:
    """The first page of signing in."""
    client.post(LOGIN, {"login": name, "password": password, **more})
