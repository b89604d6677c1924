# SPDX-License-Identifier: EUPL-1.2
"""A newcomer in under five minutes: signs in, asks, answers two questions, drafts; a second person approves; the PDF is there."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from comity.draft.case.things import LANGUAGES
from comity.web.accounts.models import User
from comity.web.drafting.files import example
from web.browser.conftest import Guard
from web.browser.pictures import Album
from web.conftest import password_of
from web.drafting.typing_in import texts_of

pytestmark = pytest.mark.needs("chromium")
SECTIONS: tuple[str, ...] = (
    "question",
    "case",
    "offences",
    "summary",
    "asked",
    "persons",
    "companies",
    "accounts",
    "orders",
    "procedure",
    "confidentiality",
)
SECTIONS += ("annexes", "signatories", "facts")
LIMIT = 5 * 60
TURNS = 9
SET = """(form, texts) => {
  for (const field of form.elements) {
    if (!(field.name in texts)) continue;
    if (field.type === "checkbox") field.checked = texts[field.name].includes(field.value);
    else field.value = texts[field.name];
  }
}"""


def sign_in(page: Page, name: str, album: Album) -> None:
    """Through the form, as a person does."""
    page.goto("/")
    page.locator(f"button[name=language][value={album.language}]").click()
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(password_of(name))
    album.keep(page, "sign-in")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/")
    album.keep(page, "start")


def ask(page: Page, album: Album) -> None:
    """Who asks whom for what; then two questions that are open."""
    page.locator(".comity-card--main a").click()
    page.locator("#requesting").fill("AZ")
    page.locator("#requested").fill("Gürcüstan" if album.language == "az" else "Georgia")
    page.locator("#offence").fill("money-laundering")
    page.locator("[name=measure][value=bank-records]").check()
    album.keep(page, "ask")
    page.locator("form:has(#requesting)").evaluate("form => form.requestSubmit()")
    expect(page.locator("#answer")).to_be_visible()
    album.keep(page, "answer")
    for _ in range(2):
        first = page.locator("li.advice-question").first
        asked = first.locator(".advice-question__asks").inner_text()
        first.locator("button[value=no], button[value=false]").first.click()
        expect(page.locator("li.advice-question .advice-question__asks", has_text=asked)).to_have_count(0)
    album.keep(page, "answered")


def complete(page: Page, draft: str, typed: dict[str, object], album: Album) -> None:
    """Type what every section offers, add what it does not hold yet."""
    for section in SECTIONS:
        for _ in range(TURNS):
            page.goto(f"{draft}case/{section}/?all=1&beside=en")
            shown = set(page.locator("[name^='v:']").evaluate_all("all => all.map(one => one.name.slice(2))"))
            here = [key for key in typed if key in shown]
            if here:
                enter(page, {key: typed.pop(key) for key in here})
                page.locator("form[action$='/save/'] .comity-actions button:not([name])").click()
                continue
            left = next((key for key in typed if key.startswith((f"{section}[", f"{section}."))), None)
            if left is None or section == "facts":  # of facts it shows those alone that decide something
                break
            page.locator(f"button[name=list][value='{left.rpartition('[')[0] or section}']").click()
        if section in ("summary", "asked"):
            page.goto(f"{draft}case/{section}/")
            album.keep(page, section)
    assert all(key.startswith("facts.") for key in typed), typed


def enter(page: Page, texts: dict[str, object]) -> None:
    """The fields that a page shows: the first as a person types it, which saves by itself; the others at once, for the button below."""
    plain = [key for key, text in texts.items() if isinstance(text, str)]
    first = page.locator(f"[name='v:{plain[0]}']") if plain else None
    if first is not None and first.evaluate("one => one.tagName") != "SELECT":
        with page.expect_response(lambda answer: answer.url.endswith("/save/")):
            first.fill(str(texts[plain[0]]))
            first.blur()
    page.locator("form[action$='/save/']").evaluate(SET, {f"v:{key}": text for key, text in texts.items()})


def act(page: Page, event: str) -> None:
    """A button of the overview."""
    page.locator(f"form[action$='/{event}/'] button").click()


@pytest.fixture
def second(chromium: Browser, guard: Guard, context: BrowserContext) -> BrowserContext:
    """A browser of another person, with the same guard."""
    other = chromium.new_context(base_url=guard.home, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    other.route("**/*", guard.route)
    other.on("console", guard.said)
    other.on("response", guard.answered)
    return other


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for what is uploaded."""
    monkeypatch.setenv("COMITY_HOME", str(tmp_path / "home"))


@pytest.mark.parametrize("language", ["en", "az"])
def test_from_sign_in_to_the_approved_pdf(
    language: str, page: Page, second: BrowserContext, office: dict[str, User], record_property: Callable[[str, object], None]
) -> None:
    began = time.monotonic()
    album = Album("request", language)
    sign_in(page, "officer", album)
    ask(page, album)
    page.locator("form[action$='/drafts/start/'] button").click()
    expect(page).to_have_url(re.compile(r"/drafts/\d+/"))
    draft = re.sub(r"(/drafts/\d+/).*", r"\1", page.url)
    album.keep(page, "draft")
    unwritten = tuple(f"@{other}" for other in LANGUAGES if other not in ("en", language))
    typed = {key: text for key, text in texts_of(example("bank-records")).items() if not key.endswith(unwritten)}
    complete(page, draft, {**typed, "offences[0].damage": "480000 EUR"}, album)
    page.goto(draft)
    album.keep(page, "complete")
    page.goto(f"{draft}papers/")
    album.keep(page, "papers")
    page.goto(draft)
    act(page, "submit")
    other = second.new_page()
    sign_in(other, "approver", Album("approval", language))
    other.goto(draft)
    album.keep(other, "approve")
    act(other, "approve")
    page.goto(f"{draft}papers/")
    with page.expect_download() as waiting:
        page.locator("a[href$='.pdf']").first.click()
    pdf = waiting.value.path().read_bytes()
    page.goto(draft)
    album.keep(page, "approved")
    second.close()
    assert pdf.startswith(b"%PDF")
    record_property("seconds", round(time.monotonic() - began))
    assert time.monotonic() - began < LIMIT
