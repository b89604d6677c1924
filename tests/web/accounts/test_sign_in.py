# SPDX-License-Identifier: EUPL-1.2
"""Signing in: what opens, what does not, and what the trail keeps of it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from pytest_django import Settings

from comity.web.accounts.models import Role
from comity.web.audit.models import Entry, broken
from web.accounts.conftest import PASSWORD, Make

LOGIN = "/account/login/"
NOW = 60_000_000
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_clock_of_codes_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(totp, "yield_hotp_counters_from_time", lambda: iter((NOW - 1, NOW, NOW + 1)))


def acts() -> list[str]:
    return list(Entry.objects.values_list("act", flat=True))


def sign_in(client: Client, name: str = "officer", password: str = PASSWORD) -> int:
    return client.post(LOGIN, {"login": name, "password": password}).status_code


def code(secret: str, steps: int = 0) -> str:
    counter = NOW + steps
    seal = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    at = seal[-1] & 15
    return f"{(int.from_bytes(seal[at : at + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


def with_app(client: Client) -> str:
    """Add an authenticator app; its secret. The session then asks for the password once more."""
    address = "/account/2fa/totp/activate/"
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    secret: str = client.get(address).context["form"].secret
    assert client.post(address, {"code": code(secret, -1)}).status_code == 302
    return secret


def test_the_right_password_opens_a_new_session(client: Client, make: Make) -> None:
    make("officer", Role.OFFICER)
    client.get(LOGIN)
    client.cookies["sessionid"] = "chosenbysomebodyelse000000000000"
    assert sign_in(client) == 302
    assert client.cookies["sessionid"].value != "chosenbysomebodyelse000000000000"
    assert client.get("/").status_code == 200
    assert acts() == ["session.begin"]


def test_the_key_of_a_session_changes_when_it_is_signed_in(client: Client, make: Make) -> None:
    make("officer")
    session = client.session
    session["something"] = 1
    session.save()
    before = session.session_key
    sign_in(client)
    assert client.session.session_key not in (None, before)


def test_a_wrong_password_tells_nothing_about_accounts(client: Client, make: Make) -> None:
    officer = make("officer")
    answers = [client.post(LOGIN, {"login": name, "password": "wrong"}) for name in ("officer", "nobody-here")]
    shown = [answer.context["form"].errors for answer in answers]
    assert shown[0] == shown[1]
    assert [(entry.act, entry.who, entry.object) for entry in Entry.objects.all()] == [
        ("session.refused", None, str(officer.pk)),
        ("session.refused", None, ""),
    ]
    assert "nobody-here" not in str(list(Entry.objects.values()))
    assert "wrong" not in str(list(Entry.objects.values()))


def test_too_many_wrong_passwords_lock_the_account(client: Client, make: Make) -> None:
    officer = make("officer")
    for number in range(5):
        sign_in(client, password=f"guess {number}")
    assert sign_in(client) == 200  # the right one does not open it now
    assert client.get("/").status_code == 302
    assert acts() == ["session.refused"] * 5 + ["session.locked"]
    assert Entry.objects.get(act="session.locked").object == str(officer.pk)


def test_brute_force_opens_nothing(make: Make) -> None:
    make("officer")
    for number in range(40):
        client = Client(REMOTE_ADDR=f"192.0.2.{number % 8}")
        sign_in(client, password=f"guess {number}")
        assert client.get("/").status_code == 302
    assert acts().count("session.begin") == 0
    assert broken() is None


def test_nothing_is_posted_without_the_token(make: Make) -> None:
    make("officer")
    client = Client(enforce_csrf_checks=True)
    answer = client.post(LOGIN, {"login": "officer", "password": PASSWORD})
    assert answer.status_code == 403
    assert "too old" in answer.content.decode()
    assert acts() == ["form.refused"]


def test_signing_out_ends_the_session_and_only_by_post(client: Client, make: Make) -> None:
    make("officer")
    sign_in(client)
    kept = client.cookies["sessionid"].value
    client.get("/account/logout/")
    assert client.get("/").status_code == 200
    client.post("/account/logout/")
    client.cookies["sessionid"] = kept
    assert client.get("/").status_code == 302
    assert acts() == ["session.begin", "session.end"]


@pytest.mark.parametrize("address", ["signup/", "email/", "password/reset/", "password/set/", "login/code/", "confirm-email/x/"])
def test_nobody_signs_up_or_gets_a_password_by_e_mail(client: Client, make: Make, address: str) -> None:
    assert client.get(f"/account/{address}").status_code == 404
    make("officer")
    sign_in(client)
    assert client.get(f"/account/{address}").status_code == 404


def test_no_page_of_sign_in_links_to_sign_up(client: Client) -> None:
    page = client.get(LOGIN).content.decode()
    assert "signup" not in page
    assert "password/reset" not in page
    assert "style=" not in page


def test_a_closed_account_stays_closed(client: Client, make: Make) -> None:
    make("officer", is_active=False)
    sign_in(client)
    assert client.get("/").status_code == 302
    assert acts() == ["session.refused"]


def test_demo_accounts_are_refused_in_production(client: Client, make: Make, settings: Settings) -> None:
    make("officer", demo=True)
    sign_in(client)
    assert client.get("/").status_code == 200
    settings.PRODUCTION = True
    assert client.get("/").status_code == 302  # also a session that was brought along
    sign_in(client)
    assert client.get("/").status_code == 302


def test_a_second_factor_is_required_where_the_settings_say_so(client: Client, make: Make, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    make("officer")
    sign_in(client)
    for address in ("/", "/advice/", "/absences/", "/account/sessions/"):
        assert client.get(address)["Location"] == "/account/2fa/"
    with_app(client)
    assert client.get("/").status_code == 200


@pytest.mark.django_db(transaction=True)  # the library tells of a new factor after the transaction
def test_an_app_is_asked_for_and_its_code_works_once(client: Client, make: Make) -> None:
    officer = make("officer")
    sign_in(client)
    secret = with_app(client)
    stored = Authenticator.objects.get(user=officer, type="totp").data["secret"]
    assert secret not in stored
    used = code(secret)
    first, second = Client(), Client()
    for browser in (first, second):
        assert sign_in(browser) == 302
        assert browser.get("/").status_code == 302  # the password alone is not enough
        browser.post("/account/2fa/authenticate/", {"code": used})
    assert first.get("/").status_code == 200
    assert second.get("/").status_code == 302
    assert acts() == [
        "session.begin",
        "second-factor.add",
        "second-factor.add",
        "session.begin",
        "second-factor.refused",
    ]


@pytest.mark.parametrize(
    "credential", ["{}", "not json", '{"response": {"userHandle": "MQ"}}', '{"id": "AA", "rawId": "AA", "type": "public-key"}']
)
def test_a_passkey_that_is_none_opens_nothing(client: Client, make: Make, credential: str) -> None:
    make("officer")
    assert client.get("/account/2fa/webauthn/login/", HTTP_ACCEPT="application/json").json()["request_options"]
    assert client.post("/account/2fa/webauthn/login/", {"credential": credential})["Location"] == LOGIN
    assert client.get("/").status_code == 302
    assert set(acts()) <= {"second-factor.refused"}


def test_guessing_codes_locks(client: Client, make: Make) -> None:
    make("officer")
    sign_in(client)
    secret = with_app(client)
    thief = Client()
    sign_in(thief)
    for number in range(6):
        thief.post("/account/2fa/authenticate/", {"code": f"{number:06}"})
    thief.post("/account/2fa/authenticate/", {"code": code(secret)})
    assert thief.get("/").status_code == 302


def test_a_recovery_code_works_once(client: Client, make: Make) -> None:
    make("officer")
    sign_in(client)
    with_app(client)
    shown = client.get("/account/2fa/recovery-codes/").context["unused_codes"]
    assert client.get("/account/2fa/recovery-codes/download/").content.decode().split()[-1] in shown
    for opens in (True, False):
        browser = Client()
        sign_in(browser)
        browser.post("/account/2fa/authenticate/", {"code": shown[0]})
        assert (browser.get("/").status_code == 200) is opens


def test_other_sessions_can_be_ended(client: Client, make: Make) -> None:
    make("officer")
    other = Client()
    sign_in(client)
    sign_in(other)
    assert client.get("/account/sessions/").context["session_count"] == 2
    client.post("/account/sessions/")
    assert (client.get("/").status_code, other.get("/").status_code) == (200, 302)
    assert acts() == ["session.begin", "session.begin", "session.end-others"]


def test_a_new_password_ends_other_sessions(client: Client, make: Make) -> None:
    make("officer")
    other = Client()
    sign_in(client)
    sign_in(other)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    words = "four other words apart"
    content = {"oldpassword": PASSWORD, "password1": words, "password2": words}
    assert client.post("/account/password/change/", content).status_code == 302
    assert (client.get("/").status_code, other.get("/").status_code) == (200, 302)
    assert acts()[-1] == "password.change"


@pytest.mark.parametrize("address", ["password/change/", "2fa/", "sessions/", "2fa/webauthn/", "reauthenticate/", "logout/"])
def test_every_page_of_the_account_looks_like_the_rest(client: Client, make: Make, address: str) -> None:
    make("officer")
    sign_in(client)
    page = client.get(f"/account/{address}", follow=True).content.decode()
    assert 'class="govuk-template"' in page
    assert "<script>" not in page
    assert "style=" not in page
