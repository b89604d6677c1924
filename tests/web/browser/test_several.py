# SPDX-License-Identifier: EUPL-1.2
"""Several offences and claims by keyboard: a line is added in place, the focus is in it, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from comity.web.accounts.models import User
from web.browser.test_keyboard import go_to

pytestmark = pytest.mark.needs("chromium")


def test_lines_are_added_by_keyboard(signed_in: Callable[..., Page], office: dict[str, User]) -> None:
    page = signed_in(office["officer"])
    page.goto("/advice/?requested=GE&measure=bank-records")
    go_to(page, "#offence")
    page.keyboard.type("Fraud")
    go_to(page, "[name=more][value=offence]")
    page.keyboard.press("Enter")
    expect(page.locator("#offence-2")).to_be_focused()
    page.keyboard.type("Drug trafficking")
    expect(page.locator("#offence")).to_have_value("Fraud")
    assert page.url.endswith("measure=bank-records"), "the line came in place"
    page.locator("details summary").last.press("Enter")
    go_to(page, "#plea")
    page.keyboard.type("Political offence")
    page.keyboard.press("Enter")
    expect(page.locator("#offences-apart")).to_be_visible()
    expect(page.locator("#claims")).to_be_visible()
    assert "offence=fraud&offence=drug-trafficking" in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_sideways_scroll_on_a_small_screen(signed_in: Callable[..., Page], office: dict[str, User], scheme: str) -> None:
    page = signed_in(office["officer"], "az")
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two that it takes
    page.set_viewport_size({"width": 360, "height": 800})
    asked = "requesting=AZ&requested=GE&measure=bank-records&on=2026-11-24&offence=fraud&offence=drug-trafficking&plea=political-offence"
    for address in (f"/advice/?{asked}&more=offence", f"/advice/answer/?{asked}", f"/advice/compare/?{asked}&other_on=1997-01-01"):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
