# SPDX-License-Identifier: EUPL-1.2
"""The advisor without a mouse: from the skip link to an answered question, each stop of the way seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from comity.web.accounts.models import User

pytestmark = pytest.mark.needs("chromium")
STOPS = 250
FOCUSED = "document.activeElement.matches({selector!r})"
SEEN = """() => {
  const style = getComputedStyle(document.activeElement);
  const label = document.activeElement.labels && document.activeElement.labels[0];
  const beside = label ? getComputedStyle(label, "::before").boxShadow : "none";
  return style.outlineStyle !== "none" || style.boxShadow !== "none" || beside !== "none";
}"""


def go_to(page: Page, selector: str) -> None:
    """Press the tabulator until the focus is there; it must be seen at each stop."""
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        assert page.evaluate(SEEN), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate(FOCUSED.format(selector=selector)):
            return
    pytest.fail(f"the tabulator does not reach {selector}")


def test_the_advisor_by_keyboard(signed_in: Callable[..., Page], office: dict[str, User]) -> None:
    page = signed_in(office["officer"])
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED.format(selector=".govuk-skip-link"))
    page.keyboard.press("Enter")
    go_to(page, ".comity-card--main a")
    page.keyboard.press("Enter")
    expect(page.locator("#requesting")).to_be_visible()
    go_to(page, "#requesting")
    page.keyboard.type("AZ")
    go_to(page, "#requested")
    page.keyboard.type("Georgia")
    go_to(page, "#find")
    page.keyboard.type("bank records")
    expect(page.locator("[name=measure]")).not_to_have_count(0)
    expect(page.locator("[name=measure][value=extradition]")).to_have_count(0)
    go_to(page, "[name=measure]")
    while not page.evaluate(FOCUSED.format(selector="[value=bank-records]")):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_be_visible()
    asked = page.locator(".advice-question__asks").first.inner_text()
    go_to(page, "li.advice-question input, li.advice-question button")
    if page.evaluate(FOCUSED.format(selector="input")):
        page.keyboard.type("fraud")
    page.keyboard.press("Enter")
    expect(page.locator("li.advice-question .advice-question__asks", has_text=asked)).to_have_count(0)
