# SPDX-License-Identifier: EUPL-1.2
"""Right to left, at twice the size, and on paper: nothing is lost, nothing lies over another, nothing scrolls sideways."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader
from pytest_django import Settings

from comity.web.accounts.models import Unit, User
from comity.web.drafting.acts import Start
from comity.web.drafting.files import example
from comity.web.jobs.lifecycle import State
from comity.web.jobs.models import Job
from web.browser.conftest import NARROW, Guard, session_of

pytestmark = pytest.mark.needs("chromium")
SHEETS = 30
QUESTION = "requesting=AZ&requested=GE&measure=bank-records"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT = """() => [...document.querySelectorAll("main *, header *, nav *")].filter(one => {
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const shown = box.width > 1 && box.height > 1 && style.visibility === "visible" && style.clip === "auto" && style.clipPath === "none";
  return shown && !one.closest(".comity-wide, .comity-family, .moj-sub-navigation__list, pre, details:not([open])")
    && (box.left < -1 || box.right > innerWidth + 1);
}).map(one => one.outerHTML.slice(0, 120))"""
"""What stands beyond the edge of the window, outside the parts that scroll by themselves."""
LEFT = """() => [...document.querySelectorAll("main *")].filter(one => getComputedStyle(one).textAlign === "left" && one.innerText
  && !one.closest("[dir=ltr], pre, code")).map(one => one.outerHTML.slice(0, 120))"""
"""What is set to the left, whatever the direction of the page."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for what is uploaded."""
    monkeypatch.setenv("COMITY_HOME", str(tmp_path / "home"))


@pytest.fixture
def pages(office: dict[str, User]) -> list[str]:
    """The main pages, with a whole draft."""
    draft = Start(office["officer"], Unit.objects.get(), example("bank-records"), "example").run()
    own = [f"/drafts/{draft.pk}/{part}" for part in ("", "case/persons/", "papers/", "plan/")]
    law = ["/law/instruments/ets-030/", "/law/states/GE/?partner=AZ", "/law/measures/", "/law/directory/", "/law/find/?q=records"]
    return ["/", "/advice/", f"/advice/answer/?{QUESTION}", *law, "/drafts/", *own, "/absences/", "/api/tokens/", "/account/sessions/"]


@pytest.fixture
def right_to_left(settings: Settings) -> None:
    """English as if it were written from right to left: the law has no words in a language that is."""
    settings.LANGUAGES_BIDI = ["en"]


def keep(page: Page, name: str) -> None:
    """A picture to look at, where ``COMITY_LOOKS`` names a folder."""
    if folder := os.environ.get("COMITY_LOOKS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def named(address: str) -> str:
    """The address as the name of a file."""
    return "".join(sign if sign.isalnum() else "-" for sign in address).strip("-")[:60] or "start"


def lost(page: Page, address: str) -> list[str]:
    """What the window does not show."""
    found: list[str] = page.evaluate(CUT)
    return [f"{address}: {one}" for one in found[:3]] + [f"{address}: scrolls sideways"] * (page.evaluate(OVERFLOW) > 0)


@pytest.mark.usefixtures("right_to_left")
def test_right_to_left(pages: list[str], office: dict[str, User], signed_in: Callable[..., Page]) -> None:
    page = signed_in(office["officer"])
    found: list[str] = []
    for address in pages:
        page.goto(address)
        assert page.locator("html").get_attribute("dir") == "rtl"
        keep(page, f"rtl-{named(address)}")
        found += lost(page, address)
        found += [f"{address}: set to the left: {one}" for one in page.evaluate(LEFT)[:3]]
    brand, user = page.locator(".comity-header__name").bounding_box(), page.locator(".comity-header__user").bounding_box()
    assert brand is not None
    assert user is not None
    assert brand["x"] > user["x"]
    assert not found, "\n".join(found)


def test_twice_the_size(pages: list[str], office: dict[str, User], chromium: Browser, guard: Guard) -> None:
    """A window of 1280 pixels at 200 per cent: 640 of them at a scale of two."""
    context = chromium.new_context(
        base_url=guard.home, viewport={"width": 640, "height": 450}, device_scale_factor=2, reduced_motion="reduce"
    )
    context.add_cookies(session_of(office["officer"], guard.home, "az"))  # type: ignore[arg-type]  # plain dicts are what it takes
    page = context.new_page()
    found: list[str] = []
    for address in pages:
        page.goto(address)
        keep(page, f"zoom-{named(address)}")
        found += lost(page, address)
    context.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("word", ["W" * 400, "a-word-of-an-address/" * 30], ids=["one word", "one of many parts"])
def test_a_long_title_of_a_job(word: str, office: dict[str, User], signed_in: Callable[..., Page]) -> None:
    """Wherever a job is named: in the list, on its page in every state, where it was asked; a kind that is no more too."""
    kinds = [("programme", state) for state in State if state is not State.DONE] + [(word[:40], state) for state in State]
    asked = {"programme": word}
    jobs = [
        Job.objects.create(who=office["officer"], kind=kind, key=kind, state=state, question=asked, arguments=[word], doing=word[:200])
        for kind, state in kinds
    ]
    page = signed_in(office["officer"])
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a plain dict is what it takes
    found: list[str] = []
    for address in ("/jobs/", "/lab/", "/lab/programmes/measure/", *(f"/jobs/{job.pk}/" for job in jobs)):
        page.goto(address)
        keep(page, f"title-{word[0]}-{named(address)}")
        found += lost(page, address)
    assert not found, "\n".join(found)


def test_on_paper(pages: list[str], office: dict[str, User], signed_in: Callable[..., Page], tmp_path: Path) -> None:
    """Printed pages have their content, in as many sheets as one may read, and neither menus, forms nor addresses of this machine."""
    page = signed_in(office["officer"])
    for address in pages:
        page.goto(address)
        printed = tmp_path / f"{named(address)}.pdf"
        page.locator("img").evaluate_all("all => Promise.all(all.map(one => one.decode()))")
        page.pdf(path=printed, format="A4")
        if looks := os.environ.get("COMITY_LOOKS"):
            (Path(looks) / f"print-{printed.name}").write_bytes(printed.read_bytes())
        text = "".join(sheet.extract_text() for sheet in PdfReader(printed).pages)
        heading = page.locator("h1").first.inner_text()
        assert "".join(heading.split()) in "".join(text.split()), address
        for word in ("Sign out", "Skip to main content", "Comity advises", "(/law/", "(/drafts/", "Withdraw the draft"):
            assert word not in text, (address, word)
        assert len(PdfReader(printed).pages) <= SHEETS, address
