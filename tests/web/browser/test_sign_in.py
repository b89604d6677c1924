# SPDX-License-Identifier: EUPL-1.2
"""A person signs in, changes the language, signs out; a stranger reads the page of signing in alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from comity.web.accounts.models import User
from web.conftest import password_of

pytestmark = [pytest.mark.needs("chromium")]


def test_signs_in_changes_the_language_and_signs_out(page: Page, office: dict[str, User]) -> None:
    page.goto("/")
    page.locator("[name=login]").fill("officer")
    page.locator("[name=password]").fill(password_of("officer"))
    page.keyboard.press("Enter")
    expect(page).to_have_url("/")
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator("button[name=language][value=az]").click()
    assert page.locator("html").get_attribute("lang") == "az"
    page.locator("form[action$='/logout/'] button").click()
    page.goto("/")
    assert "/account/login/" in page.url


def test_a_wrong_password_says_so_and_keeps_the_name(page: Page, office: dict[str, User]) -> None:
    page.goto("/account/login/")
    page.locator("[name=login]").fill("officer")
    page.locator("[name=password]").fill("not-this-one")
    page.keyboard.press("Enter")
    expect(page.locator("[name=login]")).to_have_value("officer")
    assert "/account/login/" in page.url
