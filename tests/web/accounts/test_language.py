# SPDX-License-Identifier: EUPL-1.2
"""The language in which somebody reads: that of the account, or what was just chosen in this browser."""

from __future__ import annotations

import pytest
from django.test import Client

from comity.web.accounts.models import User
from web.accounts.conftest import PASSWORD, Make

pytestmark = pytest.mark.django_db


def sign_in(client: Client) -> None:
    assert client.post("/account/login/", {"login": "officer", "password": PASSWORD}).status_code == 302


def reads(client: Client) -> str:
    """The language of the start page."""
    page = client.get("/").content.decode()
    return page.split('<html lang="')[1].split('"')[0]


def test_the_language_of_the_account_comes_with_signing_in(client: Client, make: Make) -> None:
    make("officer", language="ru")
    client.cookies["django_language"] = "fr"  # left by somebody who sat here before
    sign_in(client)
    page = client.get("/").content.decode()
    assert '<html lang="ru"' in page
    assert "Вы вошли как officer." in page  # said in it too
    assert reads(client) == "ru"


def test_what_was_just_chosen_goes_before_and_is_kept(client: Client, make: Make) -> None:
    make("officer", language="ru")
    client.post("/language/", {"language": "az"})
    sign_in(client)
    assert reads(client) == "az"
    assert User.objects.get().language == "az"
    elsewhere = Client()
    sign_in(elsewhere)
    assert reads(elsewhere) == "az"


def test_the_choice_of_one_person_is_not_that_of_the_next(client: Client, make: Make) -> None:
    make("officer", language="ru")
    make("second", language="fr")
    client.post("/language/", {"language": "az"})
    sign_in(client)
    client.post("/account/logout/")
    client.post("/account/login/", {"login": "second", "password": PASSWORD})
    assert reads(client) == "fr"


def test_an_account_without_a_language_reads_as_the_browser_asks(make: Make) -> None:
    make("officer", language="")
    client = Client(headers={"accept-language": "az"})
    sign_in(client)
    assert reads(client) == "az"


@pytest.mark.parametrize("code", ["xx", "", "../en"])
def test_a_language_that_there_is_not_changes_nothing(client: Client, make: Make, code: str) -> None:
    make("officer", language="ru")
    sign_in(client)
    client.post("/language/", {"language": code})
    assert reads(client) == "ru"


def test_nobody_is_sent_to_another_host(client: Client, make: Make) -> None:
    for there in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert client.post("/language/", {"language": "az", "next": there})["Location"] == "/"
