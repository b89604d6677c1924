# SPDX-License-Identifier: EUPL-1.2
"""A forgotten password: a link by e-mail where a server is named, else whom to ask; nobody learns which accounts there are."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from comity.web.accounts.models import Invitation, User
from comity.web.audit.models import Entry
from web.accounts.conftest import PASSWORD, Make

pytestmark = pytest.mark.django_db
PAGE = "/password/forgotten/"
WORDS = "four other words apart"


@pytest.fixture
def server(settings: Settings) -> None:
    """A server for e-mail."""
    settings.EMAIL_HOST = "mail.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def link() -> str:
    return re.search(r"http://testserver(/invitation/\S+)", str(mail.outbox[-1].body)).group(1)  # type: ignore[union-attr]  # or the test fails


def test_every_link_to_it_works(client: Client, make: Make) -> None:
    make("officer")
    login = client.get("/account/login/").content.decode()
    client.post("/account/login/", {"login": "officer", "password": PASSWORD})
    for page in (login, *(client.get(f"/account/{at}/").content.decode() for at in ("password/change", "reauthenticate"))):
        assert f'href="{PAGE}"' in page or "orgot" not in page
        assert "/password/reset/" not in page
    assert f'href="{PAGE}"' in login
    assert Client().get(PAGE).status_code == 200


def test_without_a_server_the_page_says_whom_to_ask(client: Client, make: Make) -> None:
    make("officer", email="officer@example.org")
    assert '<form method="post" novalidate' not in client.get(PAGE).content.decode()
    client.post(PAGE, {"username": "officer"})
    assert not Invitation.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.usefixtures("server")
def test_a_link_comes_by_e_mail_and_works_once(client: Client, make: Make) -> None:
    officer = make("officer", email="officer@example.org", language="fr")
    assert "officer@" not in client.post(PAGE, {"username": "OFFICER"}).content.decode()
    assert mail.outbox[0].to == ["officer@example.org"]
    at = link()
    assert client.post(at, {"password": WORDS, "again": WORDS}).status_code == 302
    assert client.get(at).status_code == 410
    officer.refresh_from_db()
    assert officer.check_password(WORDS)
    assert [(entry.act, entry.who, entry.object) for entry in Entry.objects.all()] == [
        ("password.forgotten", None, str(officer.pk)),
        ("invitation.accept", officer, str(officer.pk)),
        ("invitation.refused", None, str(officer.pk)),  # the second time
    ]


@pytest.mark.usefixtures("server")
def test_the_link_is_short_lived_and_the_old_password_opens_until_it_is_used(client: Client, make: Make) -> None:
    make("officer", email="officer@example.org")
    client.post(PAGE, {"username": "officer"})
    assert Invitation.objects.get().expires <= timezone.now() + timedelta(hours=1)
    assert client.post("/account/login/", {"login": "officer", "password": PASSWORD}).status_code == 302
    Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert Client().get(link()).status_code == 410


@pytest.mark.usefixtures("server")
def test_the_answer_is_the_same_whether_there_is_an_account_or_not(make: Make) -> None:
    make("officer", email="officer@example.org")
    make("silent")
    make("closed", email="closed@example.org", is_active=False)
    invited = make("invited", email="invited@example.org")
    invited.set_unusable_password()
    invited.save()
    plain = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"')
    names = ("officer", "nobody-here", "silent", "closed", "invited")
    answers = {plain.sub("", Client().post(PAGE, {"username": name}).content.decode()) for name in names}
    assert len(answers) == 1
    assert [letter.to for letter in mail.outbox] == [["officer@example.org"]]
    assert "nobody-here" not in str(list(Entry.objects.values()))
    assert Entry.objects.filter(act="password.forgotten").count() == len(names)


@pytest.mark.usefixtures("server")
def test_asking_again_and_again_is_stopped(make: Make) -> None:
    make("officer", email="officer@example.org")
    statuses = [Client(REMOTE_ADDR=f"192.0.2.{number}").post(PAGE, {"username": "officer"}).status_code for number in range(7)]
    assert statuses == [200] * 5 + [429] * 2
    assert len(mail.outbox) == 5
    assert User.objects.get().check_password(PASSWORD)
