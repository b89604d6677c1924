# SPDX-License-Identifier: EUPL-1.2
"""A real browser before a live server. Whatever a page asks of another host, says on the console or fails at fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, Route, sync_playwright
from pytest_django.live_server_helper import LiveServer

from comity.web.accounts.models import User

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PATIENCE = 60_000
ASYNC_UNSAFE = "DJANGO_ALLOW_ASYNC_UNSAFE"


@dataclass
class Guard:
    """What went wrong behind a page; ``expected`` are the answers below 500 that a test asks for by intention."""

    home: str
    faults: list[str] = field(default_factory=list)

    def route(self, route: Route, request: Request) -> None:
        """Let through our own host alone, and the pages that the browser itself shows a PDF with."""
        if request.url.startswith((self.home, "data:", "blob:", "chrome:", "chrome-extension:")):
            route.continue_()
            return
        self.faults.append(f"asked another host: {urlsplit(request.url).netloc}: {request.url}")
        route.abort()

    def said(self, message: ConsoleMessage) -> None:
        """No word of warning or error on the console."""
        if message.type in ("error", "warning"):
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def answered(self, response: Response) -> None:
        """No fault of the server."""
        if response.status >= 500:
            self.faults.append(f"{response.status}: {response.url}")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for a module. While it runs a loop runs in this thread, which Django would take for asynchronous code."""
    before = os.environ.get(ASYNC_UNSAFE)
    os.environ[ASYNC_UNSAFE] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()
    if before is None:
        del os.environ[ASYNC_UNSAFE]
    else:
        os.environ[ASYNC_UNSAFE] = before


@pytest.fixture(scope="session")
def live_server(django_db_setup: None, live_server: LiveServer) -> LiveServer:
    """The server begins after the data are there, or it would look into those of the machine."""
    return live_server


@pytest.fixture
def guard(live_server: LiveServer) -> Iterator[Guard]:
    """Fails the test at its end if anything went wrong behind its pages."""
    guard = Guard(live_server.url)
    yield guard
    assert not guard.faults, "\n".join(dict.fromkeys(guard.faults))


@pytest.fixture
def context(chromium: Browser, guard: Guard) -> Iterator[BrowserContext]:
    """A browser without any cookie; reduced motion, so that a picture is a picture."""
    context = chromium.new_context(base_url=guard.home, viewport=WIDE, reduced_motion="reduce", accept_downloads=True)  # type: ignore[arg-type]  # a plain dict is what it takes
    context.set_default_timeout(PATIENCE)
    context.route("**/*", guard.route)
    context.on("console", guard.said)
    context.on("response", guard.answered)
    context.on("weberror", lambda error: guard.faults.append(f"script: {error.error}"))
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of a browser in which nobody is signed in."""
    return context.new_page()


def session_of(user: User, home: str, language: str) -> list[dict[str, str]]:
    """The cookies of a browser in which a user is signed in and reads a language."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = {settings.SESSION_COOKIE_NAME: session, settings.LANGUAGE_COOKIE_NAME: language}
    return [{"name": name, "value": value, "url": home} for name, value in cookies.items()]


@pytest.fixture
def signed_in(context: BrowserContext, guard: Guard) -> Callable[[User, str], Page]:
    """A page of a browser in which a user is signed in and reads a language."""

    def open_page(user: User, language: str = "en") -> Page:
        context.add_cookies(session_of(user, guard.home, language))  # type: ignore[arg-type]  # plain dicts are what it takes
        return context.new_page()

    return open_page
