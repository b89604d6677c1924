# SPDX-License-Identifier: EUPL-1.2
"""The map in a real browser: it moves without the server and says what the server says; it does without scripts; axe finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from comity.web.accounts.models import User
from comity.web.jobs.models import Job
from web.browser.conftest import WIDE, Guard
from web.browser.test_every_page import OVERFLOW, judged, look
from web.lab.made_map import made_map

pytestmark = pytest.mark.needs("chromium")
TOTALS = "[...document.querySelectorAll('[data-total]')].map(mark => [mark.dataset.total, Number(mark.textContent)])"
FILLS = "Object.fromEntries([...document.querySelectorAll('a[data-code]')].map(shape => [shape.dataset.code, shape.getAttribute('fill')]))"
WHO = "[...document.querySelectorAll('[data-row]')].map(row => [row.dataset.row, [...row.querySelectorAll('a')].map(link => link.search)])"
AREAS = "[...document.querySelectorAll('.comity-areas [data-level]')].map(area => area.getBBox().height)"
ROUNDED = 0.2  # points; the server writes tenths
LATER = re.compile(r"19(8[7-9]|9\d)|20\d\d")
SMALLEST = {"width": 360, "height": 740}
VIEWS = ("", "?state=", "?show=matrix", "?show=matrix&what=measures", "?show=findings", "?show=network")


@pytest.fixture
def job(office: dict[str, User]) -> Job:
    """A map of Azerbaijan and Europe."""
    return made_map(office["officer"])


@pytest.fixture
def shown(office: dict[str, User], job: Job, signed_in: Callable[..., Page]) -> Page:
    """Its page, when the script has taken over."""
    page = signed_in(office["officer"])
    page.goto(f"/jobs/{job.pk}/")
    page.wait_for_selector("[data-ready]")
    return page


@pytest.fixture
def plain(chromium: Browser, guard: Guard, office: dict[str, User]) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    client = Client()
    client.force_login(office["officer"])
    context = chromium.new_context(base_url=guard.home, viewport=WIDE, java_script_enabled=False)  # type: ignore[arg-type]  # a plain dict is what it takes
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value, "url": guard.home}]
    )
    yield context.new_page()
    context.close()


def settled(page: Page, query: str) -> None:
    """Wait until tables and address have followed."""
    page.wait_for_url(lambda url: query in url)


def test_another_state_and_day_are_what_the_server_says(shown: Page, plain: Page, job: Job) -> None:
    for state, way, day in (("FR", "asks", "1999-01-01"), ("AZ", "asked", "2015-01-01"), ("", "asked", "1990-01-01")):
        shown.select_option("#state", state)
        if state:
            shown.select_option("#way", way)
        shown.fill("#day", day)
        shown.dispatch_event("#day", "change")
        settled(shown, f"state={state}&way={way}&day={day}")
        plain.goto(f"/jobs/{job.pk}/?state={state}&way={way}&day={day}")
        assert shown.evaluate(FILLS) == plain.evaluate(FILLS)
        assert shown.evaluate(TOTALS) == plain.evaluate(TOTALS)
        assert shown.evaluate(AREAS) == pytest.approx(plain.evaluate(AREAS), abs=ROUNDED)
        if state:
            assert [(level, sorted(links)) for level, links in shown.evaluate(WHO)] == [
                (level, sorted(links)) for level, links in plain.evaluate(WHO)
            ]
        else:
            ranking = "document.querySelector('[data-ranking]').innerText.split('\\n').map(line => line.trim())"
            assert sorted(shown.evaluate(ranking)) == sorted(plain.evaluate(ranking))


def test_the_keyboard_moves_and_chooses(shown: Page) -> None:
    shown.focus('a[data-code="AZ"]')
    assert shown.evaluate("document.querySelectorAll('a[data-code][tabindex=\"0\"]').length") == 1, "the map is one stop of the tab key"
    shown.keyboard.press("ArrowLeft")
    reached = shown.evaluate("document.activeElement.dataset.code")
    assert reached not in ("AZ", None)
    assert shown.text_content("[data-readout]").startswith(shown.text_content(f'#state option[value="{reached}"]'))  # type: ignore[arg-type, union-attr]  # both are there
    shown.keyboard.press("Enter")
    settled(shown, f"state={reached}&")
    assert shown.input_value("#state") == reached
    assert shown.get_attribute(f'a[data-code="{reached}"]', "fill") == "url(#land-own)"


def test_a_click_chooses_and_a_second_one_shows_all(shown: Page) -> None:
    for state in ("FR", ""):
        shown.locator('a[data-code="FR"]').dispatch_event("click")
        settled(shown, f"state={state}&")
    assert shown.is_visible("#least")
    assert not shown.is_visible("#way")
    firm = shown.evaluate(FILLS)
    shown.select_option("#least", "possible")
    assert shown.evaluate(FILLS) != firm


def test_the_slider_and_the_play_button(shown: Page) -> None:
    last = shown.text_content(".comity-atlas__day")
    shown.focus("[data-slider]")
    shown.keyboard.press("Home")
    assert shown.text_content(".comity-atlas__day") == "1 January 1985"
    assert shown.get_attribute("[data-slider]", "aria-valuetext") == "1 January 1985"
    assert shown.is_visible("[data-absent-note]"), "Azerbaijan did not exist yet"
    shown.keyboard.press("End")
    assert shown.text_content(".comity-atlas__day") == last
    shown.click("[data-play]")
    assert shown.text_content("[data-play]") == "Pause"
    expect(shown.locator(".comity-atlas__day")).to_have_text(LATER)
    shown.click("[data-play]")
    assert shown.text_content("[data-play]") == "Play"


def test_nearer_and_back(shown: Page) -> None:
    before = shown.get_attribute(".comity-world", "viewBox")
    shown.click('[data-zoom-by="1.6"]')
    nearer = shown.get_attribute(".comity-world", "viewBox")
    assert nearer != before
    shown.click('[data-zoom-by="0"]')
    assert shown.get_attribute(".comity-world", "viewBox") == "0 0 1000 442"


def test_the_matrix_is_one_stop_and_leads_on(office: dict[str, User], job: Job, signed_in: Callable[..., Page]) -> None:
    page = signed_in(office["officer"])
    page.goto(f"/jobs/{job.pk}/?show=matrix&rows=western-europe&columns=western-europe")
    first = page.locator("table[data-history] tbody a").first
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    focused = "document.activeElement"
    words = page.evaluate(f"{focused}.getAttribute('aria-label')")
    assert page.text_content("[data-pair-words]") == words
    assert page.evaluate("document.querySelectorAll('table[data-history] a[tabindex=\"0\"]').length") == 1
    asked = page.evaluate(f"Object.fromEntries(new URL({focused}.href).searchParams)")
    history = page.get_attribute("[data-pair-history]", "href") or ""
    assert history.startswith("/advice/history/?")
    assert f"requesting={asked['requesting']}&requested={asked['requested']}&measure=extradition" in history
    page.goto(history)
    assert page.is_visible("h1")
    page.go_back()
    page.locator("table[data-history] tbody a").first.click()
    page.wait_for_url("**/advice/answer/**")


def test_without_scripts_the_form_does_it(plain: Page, job: Job) -> None:
    plain.goto(f"/jobs/{job.pk}/")
    assert not plain.is_visible("[data-slider]")
    assert not plain.is_visible("[data-play]")
    plain.select_option("#state", "FR")
    plain.fill("#day", "1999-01-01")
    plain.click("[data-submit]")
    assert plain.get_attribute('a[data-code="FR"]', "fill") == "url(#land-own)"
    plain.locator('a[data-code="DE"] path').first.click(force=True)
    assert "state=DE" in plain.url
    assert "day=1999-01-01" in plain.url


def test_axe_finds_nothing(office: dict[str, User], job: Job, signed_in: Callable[..., Page]) -> None:
    page = signed_in(office["officer"])
    pages = ["/lab/map/", *(f"/jobs/{job.pk}/{view}" for view in VIEWS)]
    found = [fault for address in pages for fault in judged(page, address)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["en", "az"])
def test_nothing_is_cut_off_on_the_smallest_screen(
    office: dict[str, User], job: Job, signed_in: Callable[..., Page], language: str
) -> None:
    page = signed_in(office["officer"], language)
    for view in VIEWS:
        look(page, f"/jobs/{job.pk}/{view}", SMALLEST, "light")
        assert page.evaluate(OVERFLOW) <= 0, view


def test_on_paper_the_whole_map_and_all_rows_are_there(shown: Page) -> None:
    shown.set_viewport_size({"width": 700, "height": 1000})
    shown.locator("details:has([data-years])").evaluate("folded => { folded.open = true; }")  # paper shows what the screen shows
    shown.emulate_media(media="print")
    assert not shown.is_visible("[data-controls]")
    assert not shown.is_visible("[data-play]")
    assert shown.is_visible(".comity-world")
    assert shown.is_visible("[data-years]")
    assert shown.evaluate(OVERFLOW) <= 0
