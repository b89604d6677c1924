# SPDX-License-Identifier: EUPL-1.2
"""Every page of an account, and what it answers to what is typed wrong, speaks the language of its reader: our words and the library's."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import allauth
import django
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from comity.web.accounts.models import Role, User
from comity.web.accounts.words import LIBRARY
from web.accounts.conftest import PASSWORD, Make
from web.accounts.spoken import spoken
from web.accounts.test_sign_in import code

pytestmark = pytest.mark.django_db
NAMES = {"Comity", "API", "officer", "Officer", "second", "Second", "Fido"}
SAME = {"az": set(), "fr": {"Absences", "Absences – Comity", "Code", "Signature", "Sessions", "Sessions – Comity"}, "ru": set()}
"""What is written as in English."""
NOW = 60_000_000
WORDS = "four other words apart"
WRONG = "none of them"
SHORT, COMMON = "officer", "password1234"


@pytest.fixture(autouse=True)
def _the_clock_of_codes_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(totp, "yield_hotp_counters_from_time", lambda: iter((NOW - 1, NOW, NOW + 1)))
    monkeypatch.setattr(webauthn, "get_credentials", lambda user: [])  # the key of this test holds none


class Walk:
    """A person who reads one language and meets every page; ``pages`` are what they read, by where and when."""

    def __init__(self, user: User, language: str) -> None:
        self.client = Client()
        self.user = user
        self.pages: dict[str, str] = {}
        self.client.post("/language/", {"language": language})

    def get(self, address: str, when: str = "") -> None:
        """Read a page."""
        self._keep(f"{address} {when}", self.client.get(address, follow=True).content)

    def post(self, address: str, when: str, **typed: str) -> None:
        """Read what a form answers."""
        if when != "locked":
            cache.clear()
        self._keep(f"{address} {when}", self.client.post(address, typed, follow=True).content)

    def _keep(self, where: str, content: bytes) -> None:
        self.pages[re.sub(r"/\d+/", "/", where)] = content.decode()


def before_the_door(walk: Walk) -> None:
    """Without a session."""
    login = "/account/login/"
    walk.get(login)
    walk.post(login, "empty")
    walk.post(login, "wrong", login="officer", password=WRONG)
    walk.get("/account/inactive/")
    walk.get("/invitation/x/")
    walk.get("/password/forgotten/")
    walk.post("/password/forgotten/", "empty")
    walk.post("/password/forgotten/", "asked", username="officer")
    for _ in range(6):
        walk.post(login, "locked", login="officer", password=WRONG)
    walk.post(login, "in", login="officer", password=PASSWORD)


def password(walk: Walk) -> None:
    """Changed, and not."""
    at = "/account/password/change/"
    walk.get("/account/reauthenticate/")
    walk.post("/account/reauthenticate/", "wrong", password=WRONG)
    walk.post("/account/reauthenticate/", "right", password=PASSWORD)
    walk.get(at)
    walk.post(at, "empty")
    walk.post(at, "wrong", oldpassword=WRONG, password1=WORDS, password2=WORDS)
    walk.post(at, "different", oldpassword=PASSWORD, password1=WORDS, password2=WRONG)
    walk.post(at, "weak", oldpassword=PASSWORD, password1=SHORT, password2=SHORT)
    walk.post(at, "common", oldpassword=PASSWORD, password1=COMMON, password2=COMMON)
    walk.post(at, "done", oldpassword=PASSWORD, password1=WORDS, password2=WORDS)
    walk.post("/account/reauthenticate/", "again", password=WORDS)


def factors(walk: Walk) -> None:
    """An app, codes, keys: added, looked at, taken away."""
    at = "/account/2fa/"
    walk.get(at)
    walk.get(f"{at}recovery-codes/", "none")
    walk.get(f"{at}totp/activate/")
    walk.post(f"{at}totp/activate/", "empty")
    walk.post(f"{at}totp/activate/", "wrong", code="000000")
    secret = walk.client.get(f"{at}totp/activate/").context["form"].secret
    walk.post(f"{at}totp/activate/", "done", code=code(secret, -1))
    walk.get(at, "with an app")
    for part in ("recovery-codes/", "recovery-codes/generate/", "totp/deactivate/", "webauthn/", "webauthn/add/"):
        walk.get(at + part)
    walk.post(f"{at}webauthn/add/", "wrong", name="Fido", credential="{}")
    key = Authenticator.objects.create(user=walk.user, type=Authenticator.Type.WEBAUTHN, data={"name": "Fido", "credential": {}})
    for part in ("", f"keys/{key.pk}/edit/", f"keys/{key.pk}/remove/"):
        walk.get(f"{at}webauthn/{part}", "with a key")
    walk.post(f"{at}webauthn/keys/{key.pk}/edit/", "empty")
    walk.post(f"{at}webauthn/keys/{key.pk}/edit/", "done", name="Second")
    walk.get(at, "with all")
    walk.get("/account/2fa/reauthenticate/")
    walk.post("/account/2fa/reauthenticate/", "wrong", code="000000")
    walk.get("/account/reauthenticate/", "with an app")
    walk.post(f"{at}recovery-codes/generate/", "done")
    walk.get("/account/sessions/")
    walk.get("/account/logout/")
    walk.post("/account/logout/", "out")
    walk.post("/account/login/", "with a factor", login="officer", password=WORDS)
    walk.post(f"{at}authenticate/", "empty")
    walk.post(f"{at}authenticate/", "wrong", code="000000")
    walk.post(f"{at}authenticate/", "in", code=code(secret))
    walk.post("/account/reauthenticate/", "in", password=WORDS)
    walk.post(f"{at}webauthn/keys/{key.pk}/remove/", "done")
    walk.post(f"{at}totp/deactivate/", "done")


def own(walk: Walk) -> None:
    """Absences and tokens."""
    walk.get("/absences/")
    walk.post("/absences/add/", "empty")
    walk.post("/absences/add/", "wrong", substitute=str(User.objects.get(username="second").pk), since="2026-01-02", until="2026-01-01")
    walk.get("/api/tokens/")
    walk.post("/api/tokens/new/", "empty")


@pytest.fixture
def walked(make: Make, settings: Settings) -> dict[str, dict[str, str]]:
    """What each of four readers read."""
    settings.EMAIL_HOST = "mail.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    make("second", Role.OFFICER)
    read = {}
    for language in ("en", "az", "fr", "ru"):
        User.objects.filter(username="officer").update(username=f"before-{language}")
        walk = Walk(make("officer", Role.OFFICER, language=language), language)
        for part in (before_the_door, password, factors, own):
            part(walk)
        read[language] = walk.pages
    return read


def test_no_page_of_an_account_speaks_english_to_others(walked: dict[str, dict[str, str]]) -> None:
    english = walked.pop("en")
    faults = set()
    for language, pages in walked.items():
        assert pages.keys() == english.keys()
        for where, page in pages.items():
            assert f'<html lang="{language}"' in page, (language, where)
            same = {text for text in spoken(page) & spoken(english[where]) if text not in NAMES | SAME[language]}
            faults |= {f"{language} {where}: {text}" for text in same}
    assert not faults, "\n".join(sorted(faults))
    assert "Kod" in spoken(walked["az"]["/account/2fa/authenticate/ empty"])  # of an authenticator, not a code of laws
    assert "Код" in spoken(walked["ru"]["/account/2fa/authenticate/ empty"])


def test_our_words_for_the_libraries_are_for_what_they_say() -> None:
    places = [Path(allauth.__file__).parent / "locale", Path(django.__file__).parent / "contrib" / "auth" / "locale"]
    known: set[str] = {
        text[0] if isinstance(text, tuple) else text
        for place in places
        for text in vars(gettext.translation("django", place, ["fr"]))["_catalog"]
    }
    with translation.override("en"):
        assert not {str(text) for text in LIBRARY} - known
