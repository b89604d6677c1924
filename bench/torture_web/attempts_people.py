# SPDX-License-Identifier: EUPL-1.2
"""S9, by password, by session, by the form of another."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from functools import partial

from django.test import Client, override_settings

from bench.torture_web.house import LOGIN, WORDS, Attempt, House, is_inside, login
from bench.torture_web.routes import addresses, routes
from bench.torture_web.sides import password_of, person
from bench.torture_web.visitors import signed_in
from comity.web.accounts.acts import Deactivate
from comity.web.accounts.models import Role, User


def people(house: House) -> Iterator[Attempt]:
    """All of them."""
    for kind in (_passwords, _sessions, _forms):
        yield from kind(house)


def _passwords(house: House) -> Iterator[Attempt]:
    for number in range(30):
        yield Attempt(f"guess for one account: {number}", partial(_guess, "plain", f"guess {number}", f"192.0.2.{number}"))
        yield Attempt(f"guess from one address: {number}", partial(_guess, f"somebody-{number}", "guess", "192.0.2.1"))
    yield Attempt("locked: the right password after five wrong ones", partial(_locked, "plain"))
    yield Attempt("locked: the address after ten names", _locked_address)
    for text in (
        "",
        " ",
        "plain",
        password_of("plain").upper(),
        password_of("plain")[:-1],
        f" {password_of('plain')} ",
        "\x00",
        "%",
        "x" * 5000,
    ):
        yield Attempt(
            f"almost: {text[:20]!r}", partial(_guess, "plain", text, "192.0.2.9"), presented=bool(text.strip()) and "\x00" not in text
        )
    for name in ("plain' --", "plain\x00", "pla\u0131n", "*", "plain@example.org"):
        yield Attempt(f"another name: {name!r}", partial(_guess, name, password_of("plain"), "192.0.2.9"), presented="\x00" not in name)
    yield Attempt("closed account: password", partial(_closed, house))
    yield Attempt("demo account in production: password", partial(_demo, house))
    yield Attempt("password of another", partial(_guess, "plain", password_of("with-app"), "192.0.2.9"))
    yield Attempt("no password yet: empty", partial(_invited, house), presented=False)


def _guess(name: str, password: str, address: str) -> bool:
    client = Client(REMOTE_ADDR=address)
    login(client, name, password)
    return is_inside(client)


def _locked(name: str) -> bool:
    client = Client()
    for number in range(5):
        login(client, name, f"guess {number}")
    login(client, name, password_of(name))
    return is_inside(client)


def _locked_address() -> bool:
    client = Client(REMOTE_ADDR="192.0.2.3")
    for number in range(10):
        login(client, f"somebody-{number}", "guess")
    login(client, "plain", password_of("plain"))
    return is_inside(client)


def _closed(house: House) -> bool:
    Deactivate(house.administrator, User.objects.get(pk=house.plain.pk)).run()
    return _guess("plain", password_of("plain"), "192.0.2.9")


def _demo(house: House) -> bool:
    User.objects.filter(pk=house.plain.pk).update(demo=True)
    with override_settings(PRODUCTION=True):
        return _guess("plain", password_of("plain"), "192.0.2.9")


def _invited(house: House) -> bool:
    user = User(username="invited")
    user.set_unusable_password()
    user.save()
    return _guess("invited", "", "192.0.2.9")


def _sessions(house: House) -> Iterator[Attempt]:
    for number in range(10):
        yield Attempt(f"guessed session: {number}", partial(_with_session, secrets.token_hex(16)), presented=False)
    for value in ("", "../x", "a" * 4000, "\x00", "1"):
        yield Attempt(f"odd session: {value[:8]!r}", partial(_with_session, value), presented=False)
    yield Attempt("fixed session: the key goes on after sign-in", partial(_fixed, house), presented=False)
    yield Attempt("fixed session: a chosen key is taken", partial(_chosen, house), presented=False)
    for name, end in (
        ("signed out", _sign_out),
        ("closed", _close(house)),
        ("ended from another", _end_others),
        ("new password", _renew),
    ):
        yield Attempt(f"ended session: {name}", partial(_after, house, end), presented=False)
    yield Attempt("session of a demo account brought along", partial(_demo_session, house), presented=False)


def _with_session(key: str) -> bool:
    client = Client()
    client.cookies["sessionid"] = key.replace("\x00", "")
    return is_inside(client)


def _fixed(house: House) -> bool:
    client = Client()
    session = client.session
    session["chosen"] = "by the attacker"
    session.save()
    before = str(session.session_key)
    login(client, "plain", password_of("plain"))
    return _with_session(before)


def _chosen(house: House) -> bool:
    client = Client()
    client.cookies["sessionid"] = "chosenbysomebodyelse000000000000"
    login(client, "plain", password_of("plain"))
    return _with_session("chosenbysomebodyelse000000000000")


def _after(house: House, end: Callable[[Client], object]) -> bool:
    client = _signed_in()
    kept = client.cookies["sessionid"].value
    end(client)
    return _with_session(kept)


def _signed_in() -> Client:
    client = Client()
    login(client, "plain", password_of("plain"))
    assert is_inside(client), "the right password opens"
    return client


def _sign_out(client: Client) -> object:
    return client.post("/account/logout/")


def _close(house: House) -> Callable[[Client], object]:
    return lambda client: Deactivate(house.administrator, User.objects.get(pk=house.plain.pk)).run()


def _end_others(client: Client) -> object:
    return _signed_in().post("/account/sessions/")


def _renew(client: Client) -> object:
    other = _signed_in()
    other.post("/account/reauthenticate/", {"password": password_of("plain")})
    return other.post("/account/password/change/", {"oldpassword": password_of("plain"), "password1": WORDS, "password2": WORDS})


def _demo_session(house: House) -> bool:
    client = signed_in(house.plain)
    User.objects.filter(pk=house.plain.pk).update(demo=True)
    with override_settings(PRODUCTION=True):
        return is_inside(client)


def _forms(house: House) -> Iterator[Attempt]:
    everything = User.objects.filter(username="everything").first() or person("everything", house.side.unit, *Role.values)
    for route in routes():
        if route.interface or route.name in ("health", "metrics", "api:openapi"):
            continue
        path = next(iter(addresses(route, house.side, house.side))).path
        for name in ("no token", "a made-up token", "a token of another", "another origin"):
            yield Attempt(f"{name}: {route.name}", partial(_forged, everything, path, name))


def _forged(user: User, path: str, way: str) -> bool:
    """Whether a form that the user never saw is taken; what is closed to everybody is not there."""
    mine, theirs = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    mine.cookies.load({key: morsel.value for key, morsel in signed_in(user).cookies.items()})
    tokens = [str(client.get(page).cookies["csrftoken"].value) for client, page in ((mine, "/absences/"), (theirs, LOGIN))]
    sent = {"no token": "", "a made-up token": secrets.token_hex(32), "a token of another": tokens[1], "another origin": tokens[0]}[way]
    headers = {"Origin": "https://evil.example"} if way == "another origin" else {}
    answer = mine.post(path, {"csrfmiddlewaretoken": sent}, headers=headers)
    if answer.status_code == 404:  # closed to everybody, before any form is looked at
        mine.post("/absences/add/", {"csrfmiddlewaretoken": sent}, headers=headers)
    return answer.status_code not in (403, 404)
