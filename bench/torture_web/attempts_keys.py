# SPDX-License-Identifier: EUPL-1.2
"""S9, by invitations and tokens."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from django.test import Client, override_settings
from django.utils import timezone

from bench.torture_web.house import WORDS, Attempt, House
from bench.torture_web.sides import person
from comity.web.accounts.acts import Deactivate
from comity.web.accounts.models import Invitation, Role, User
from comity.web.api.acts import IssueToken, RevokeToken
from comity.web.api.models import Scope, Token, hash_of, new_secret


def keys(house: House) -> Iterator[Attempt]:
    """All of them."""
    for kind in (_invitations, _tokens):
        yield from kind(house)


def _invitations(house: House) -> Iterator[Attempt]:
    for name, spoil in (("used", _use), ("expired", _expire), ("superseded", _supersede), ("of a closed account", _shut(house))):
        for method in ("GET", "POST"):
            yield Attempt(f"invitation {name}: {method}", partial(_invitation, house, spoil, method))
    for token in (secrets.token_urlsafe(32), "x", "a" * 300, "%00", "..", "0" * 64):
        yield Attempt(f"guessed invitation: {token[:8]}", partial(_opened, token, "POST"))
    yield Attempt("invitation by its hash", partial(_hashed, house))


def _opened(token: str, method: str) -> bool:
    client = Client()
    answer = client.generic(
        method, f"/invitation/{token}/", f"password={WORDS}&again={WORDS}".replace(" ", "+"), "application/x-www-form-urlencoded"
    )
    return answer.status_code not in (404, 410)


def _invitation(house: House, spoil: Callable[[User, str], object], method: str) -> bool:
    user = person("newcomer", house.side.unit, Role.OFFICER)
    token = Invitation.make(user)
    spoil(user, token)
    return _opened(token, method)


def _use(user: User, token: str) -> object:
    return _opened(token, "POST")


def _expire(user: User, token: str) -> object:
    return Invitation.objects.filter(user=user).update(expires=timezone.now() - timedelta(seconds=1))


def _supersede(user: User, token: str) -> object:
    return Invitation.make(user)


def _shut(house: House) -> Callable[[User, str], object]:
    return lambda user, token: Deactivate(house.administrator, user).run()


def _hashed(house: House) -> bool:
    user = person("newcomer", house.side.unit, Role.OFFICER)
    return _opened(Invitation.sealed(Invitation.make(user)), "POST")


def _tokens(house: House) -> Iterator[Attempt]:
    for name, spoiled in (
        ("revoked", _revoked),
        ("run out", _run_out),
        ("of a closed account", _of_closed),
        ("of a demo account", _of_demo),
    ):
        yield Attempt(f"token {name}", partial(_spoiled, house, spoiled))
    for scope in Scope.values:
        for wanted, path in OPENED.items():
            if scope != wanted:
                yield Attempt(f"token with another scope: {scope} at {path}", partial(_scoped, house, scope, path))
    for secret in (new_secret(), "comity_", "x", "null", "' OR 1=1 --", "a" * 5000):
        yield Attempt(f"guessed token: {secret[:8]}", partial(_bearing, f"Bearer {secret}"))
    good = house.side.one(Token)
    yield Attempt("token by its hash", partial(_bearing, f"Bearer {good.hash}"))
    for header in ("Basic cGxhaW46cGxhaW4=", "Bearer", "", "bearer", "Token x"):
        yield Attempt(f"another scheme: {header}", partial(_bearing, header), presented=False)


OPENED = {Scope.LAW.value: "/law/measures", Scope.DIRECTORY.value: "/directory", Scope.DRAFTS_READ.value: "/drafts"}
"""What opens with one scope alone."""


def _bearing(header: str) -> bool:
    return bool(Client(headers={"Authorization": header}).get("/api/v1/drafts").status_code != 401)


def _scoped(house: House, scope: str, path: str) -> bool:
    secret = IssueToken(house.plain, "one scope", [scope], 1).run().secret
    return bool(Client(headers={"Authorization": f"Bearer {secret}"}).get(f"/api/v1{path}").status_code != 403)


def _spoiled(house: House, spoiled: Callable[[House], str]) -> bool:
    secret = spoiled(house)
    with override_settings(PRODUCTION=spoiled is _of_demo):
        return _bearing(f"Bearer {secret}")


def _revoked(house: House) -> str:
    issued = IssueToken(house.plain, "revoked", Scope.values, 1).run()
    RevokeToken(house.plain, issued.token).run()
    return issued.secret


def _run_out(house: House) -> str:
    secret = new_secret()
    yesterday = timezone.localdate() - timedelta(days=1)
    Token.objects.create(user=house.plain, name="old", scopes=Scope.values, hash=hash_of(secret), expires=yesterday)
    return secret


def _of_closed(house: House) -> str:
    secret = IssueToken(house.plain, "closed", Scope.values, 1).run().secret
    Deactivate(house.administrator, User.objects.get(pk=house.plain.pk)).run()
    return secret


def _of_demo(house: House) -> str:
    secret = IssueToken(house.plain, "demo", Scope.values, 1).run().secret
    User.objects.filter(pk=house.plain.pk).update(demo=True)
    return secret
