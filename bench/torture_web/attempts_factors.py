# SPDX-License-Identifier: EUPL-1.2
"""S9, by codes and passkeys, and around them."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client, override_settings
from fido2.utils import websafe_encode

from bench.torture_web.house import INSIDE, LOGIN, Attempt, House, is_inside, login
from bench.torture_web.passkey import Passkey
from bench.torture_web.sides import password_of
from bench.torture_web.visitors import signed_in
from comity.web.accounts.models import User

FACTOR = "/account/2fa/authenticate/"
KEY = "/account/2fa/webauthn/login/"


def factors(house: House) -> Iterator[Attempt]:
    """All of them."""
    for kind in (_codes, _passkeys, _shortcuts, _addresses):
        yield from kind(house)


def _codes(house: House) -> Iterator[Attempt]:
    steps = [*range(-2, -12, -1), *range(3, 13)]
    yield from (Attempt(f"code of another time: {step}", partial(_timed, house, house.secret, step)) for step in steps)
    other = generate_totp_secret()
    yield from (Attempt(f"code of another app: {step}", partial(_timed, house, other, step)) for step in (-1, 0, 1))
    yield from (
        Attempt(f"guessed code: {code}", partial(_code, house, code)) for code in ("000000", "123456", "999999", "1234567", "٣٣٣٣٣٣")
    )
    yield Attempt("code used before", partial(_used_code, house))
    yield Attempt("code used before: in the same session", partial(_used_code, house, again=True))
    yield Attempt("too many codes: then the right one", partial(_guessed_codes, house))
    yield Attempt("recovery code used before", partial(_used_recovery, house))
    others = RecoveryCodes.activate(house.owner).generate_codes()[:3]
    yield from (Attempt(f"recovery code of another: {number}", partial(_code, house, code)) for number, code in enumerate(others))
    yield from (Attempt(f"guessed recovery code: {code}", partial(_code, house, code)) for code in ("00000000", "12345678"))
    yield Attempt("recovery codes made anew: an old one", partial(_renewed_recovery, house))


def _at(secret: str, counter: int) -> str:
    return str(format_hotp_value(hotp_value(secret, counter)))


def _code(house: House, code: str) -> bool:
    client = Client()
    login(client, "with-app", password_of("with-app"))
    client.post(FACTOR, {"code": code})
    return is_inside(client)


def _timed(house: House, secret: str, step: int) -> bool:
    return _code(house, _at(secret, int(time.time()) // 30 + step))


def _now(house: House) -> str:
    return _at(house.secret, int(time.time()) // 30)


def _used_code(house: House, *, again: bool = False) -> bool:
    code, client = _now(house), Client()
    login(client, "with-app", password_of("with-app"))
    client.post(FACTOR, {"code": code})
    assert is_inside(client), "the right code opens"
    if again:
        client.post("/account/logout/")
        login(client, "with-app", password_of("with-app"))
        client.post(FACTOR, {"code": code})
        return is_inside(client)
    return _code(house, code)


def _guessed_codes(house: House) -> bool:
    client = Client()
    login(client, "with-app", password_of("with-app"))
    for number in range(6):
        client.post(FACTOR, {"code": f"{number:06}"})
    client.post(FACTOR, {"code": _now(house)})
    return is_inside(client)


def _used_recovery(house: House) -> bool:
    assert _code(house, house.codes[0]), "the right code opens"
    return _code(house, house.codes[0])


def _renewed_recovery(house: House) -> bool:
    Authenticator.objects.filter(user=house.app, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(house.app)
    return _code(house, house.codes[1])


def _passkeys(house: House) -> Iterator[Attempt]:
    handle = _handle(house.owner)
    yield Attempt("passkey answer replayed", partial(_replayed, house))
    yield Attempt("passkey answer to another challenge", partial(_answered, house, lambda challenge: house.key.answer(_other(), handle)))
    yield Attempt("passkey of nobody", partial(_answered, house, lambda challenge: Passkey().answer(challenge, handle)))
    yield Attempt("passkey of another host", partial(_answered, house, lambda challenge: _of_host(house).answer(challenge, handle)))
    yield Attempt(
        "passkey without its holder", partial(_answered, house, lambda challenge: house.key.answer(challenge, handle, verified=False))
    )
    yield Attempt(
        "passkey for another user", partial(_answered, house, lambda challenge: house.key.answer(challenge, _handle(house.plain)))
    )
    yield Attempt("passkey from another origin", partial(_elsewhere, house))
    yield Attempt("passkey of a closed account", partial(_closed_key, house))
    yield Attempt("passkey of a demo account", partial(_demo_key, house))
    for text in (
        "{}",
        "[]",
        "1",
        '""',
        "null",
        '{"response": []}',
        '{"response": {"userHandle": 1}}',
        '{"response": {"userHandle": "____"}}',
        "x",
    ):
        yield Attempt(f"odd passkey: {text}", partial(_odd, text), presented=text not in ("{}", "[]", '""', "null", "x"))
    yield Attempt("passkey without a challenge", partial(_unasked, house))


def _handle(user: User) -> str:
    return str(websafe_encode(user_pk_to_url_str(user).encode()))


def _other() -> str:
    return str(websafe_encode(secrets.token_bytes(32)))


def _of_host(house: House) -> Passkey:
    key = Passkey("evil.example")
    key.id, key._key = house.key.id, house.key._key
    return key


def _challenge(client: Client) -> str:
    return str(client.get(KEY, headers={"Accept": "application/json"}).json()["request_options"]["publicKey"]["challenge"])


def _answered(house: House, answer: Callable[[str], dict[str, Any]]) -> bool:
    client = Client()
    client.post(KEY, {"credential": json.dumps(answer(_challenge(client)))})
    return is_inside(client)


def _replayed(house: House) -> bool:
    first, second = Client(), Client()
    given = json.dumps(house.key.answer(_challenge(first), _handle(house.owner)))
    first.post(KEY, {"credential": given})
    assert is_inside(first), "the right passkey opens"
    _challenge(second)
    second.post(KEY, {"credential": given})
    first.post("/account/logout/")
    first.post(KEY, {"credential": given})
    return is_inside(second) or is_inside(first)


def _elsewhere(house: House) -> bool:
    with override_settings(MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN=False):
        return _answered(house, lambda challenge: house.key.answer(challenge, _handle(house.owner), origin="https://evil.example"))


def _closed_key(house: House) -> bool:
    User.objects.filter(pk=house.owner.pk).update(is_active=False)
    return _answered(house, lambda challenge: house.key.answer(challenge, _handle(house.owner)))


def _demo_key(house: House) -> bool:
    User.objects.filter(pk=house.owner.pk).update(demo=True)
    with override_settings(PRODUCTION=True):
        return _answered(house, lambda challenge: house.key.answer(challenge, _handle(house.owner)))


def _odd(text: str) -> bool:
    client = Client(raise_request_exception=False)
    _challenge(client)
    assert client.post(KEY, {"credential": text}).status_code < 500
    return is_inside(client)


def _unasked(house: House) -> bool:
    client = Client()
    client.post(KEY, {"credential": json.dumps(house.key.answer(_other(), _handle(house.owner)))})
    return is_inside(client)


def _shortcuts(house: House) -> Iterator[Attempt]:
    for path in INSIDE:
        yield Attempt(f"past the second factor: {path}", partial(_past, path), presented=False)
        yield Attempt(f"without the second factor that is required: {path}", partial(_without, house, path), presented=False)
    for path in ("/drafts/", "/admin/", "/api/tokens/"):
        yield Attempt(f"past the second factor, posted: {path}", partial(_past, path, posted=True), presented=False)


def _past(path: str, *, posted: bool = False) -> bool:
    client = Client()
    login(client, "with-app", password_of("with-app"))
    answer = client.post(path, {}) if posted else client.get(path)
    return not (answer.status_code == 302 and answer["Location"].startswith("/account/"))


def _without(house: House, path: str) -> bool:
    client = signed_in(house.plain)
    with override_settings(SECOND_FACTOR_REQUIRED=True):
        answer = client.get(path)
        return answer.status_code == 200 and not path.startswith(("/account/2fa/", "/account/password/change/"))


def _addresses(house: House) -> Iterator[Attempt]:
    for path in (*INSIDE, LOGIN, "/api/v1/drafts"):
        yield Attempt(f"http in production: {path}", partial(_by_http, house, path), presented=False)
    for host in ("evil.example", "testserver.evil.example", "testserver@evil.example", "testserver:x", "", "testserver\r\nX: 1", "[::1]"):
        yield Attempt(f"another host: {host!r}", partial(_by_host, host.replace("\r\n", " ")), presented=False)
    for place in (
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "https:evil.example",
        "///evil.example",
    ):
        yield Attempt(f"led away: {place}", partial(_led_away, place), presented=False)


def _by_http(house: House, path: str) -> bool:
    with override_settings(SECURE_SSL_REDIRECT=True, SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True):
        answer = signed_in(house.plain).get(path)
        sent = Client().post(LOGIN, {"login": "plain", "password": password_of("plain")})
    return answer.status_code != 301 or not answer["Location"].startswith("https://") or "sessionid" in sent.cookies


def _by_host(host: str) -> bool:
    client = Client(raise_request_exception=False)
    answer = client.post(LOGIN, {"login": "plain", "password": password_of("plain")}, headers={"Host": host})
    return answer.status_code != 400 or "sessionid" in answer.cookies


def _led_away(place: str) -> bool:
    client = Client()
    answer = client.post(f"{LOGIN}?next={place}", {"login": "plain", "password": password_of("plain"), "next": place})
    return answer.status_code == 302 and answer["Location"] != "/"
