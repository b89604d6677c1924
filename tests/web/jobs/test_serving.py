# SPDX-License-Identifier: EUPL-1.2
"""The embedded application does jobs beside its pages, and leaves nothing running when it stops."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

SHORT = {"state": "AZ", "ratify": "ets-182", "measures": "hearing-video", "offences": "fraud", "on": "2026-11-24"}
LONG = {"state": "AZ", "ratify": "ets-182", "each": "on", "on": "2026-11-24"}
PATIENCE = 240.0


class Visitor:
    """A browser without a screen: cookies, forms with their token."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        """A page."""
        with self.opener.open(f"{self.home}{path}", timeout=60) as answer:
            return str(answer.read().decode())

    def post(self, path: str, values: dict[str, str]) -> str:
        """Send the form of a page; the address that it leads to."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path))
        assert token is not None
        body = urlencode({"csrfmiddlewaretoken": token[1], **values}).encode()
        with self.opener.open(f"{self.home}{path}", body, timeout=60) as answer:
            return str(answer.url.removeprefix(self.home))


class Served:
    """A server that runs, and a visitor who is signed in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("COMITY", "DJANGO", "DATABASE"))}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "comity.web", "serve", "--port", "0"],
            env={**kept, "COMITY_HOME": str(folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout is not None
        address = re.search(r"http://\S+", self.process.stdout.readline())
        password = re.search(r"officer, password (\S+)", self.process.stdout.readline())
        assert address is not None
        assert password is not None
        self.visitor = Visitor(address[0])
        self.visitor.post("/account/login/", {"login": "officer", "password": password[1]})

    def state(self) -> tuple[str, str]:
        """State and fault of the newest job, as the database has it."""
        with closing(sqlite3.connect(self.folder / "comity.sqlite3", timeout=20)) as data:
            found: tuple[str, str] = data.execute("select state, fault from jobs_job order by id desc limit 1").fetchone()
        return found

    def descendants(self) -> set[int]:
        """The processes that it has begun, and those begun by them."""
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout  # noqa: S607 - the system's own
        pairs = [line.split() for line in listed.splitlines()]
        found = {self.process.pid}
        while more := {int(pid) for pid, parent in pairs if int(parent) in found} - found:
            found |= more
        return found - {self.process.pid}

    def stop(self) -> None:
        """As a service manager stops it."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A server of this test alone."""
    server = Served(tmp_path)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()
        if server.process.stdout is not None:
            server.process.stdout.close()


def until(holds: Callable[[], bool]) -> None:
    """Wait for something that comes."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.1)


def is_alive(pid: int) -> bool:
    """Whether a process runs."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S607, S603 - as above
    return bool(state) and not state.startswith("Z")


@pytest.mark.needs("ps")
def test_jobs_are_done_while_pages_answer_and_none_outlives_the_server(served: Served) -> None:
    visitor = served.visitor
    address = visitor.post("/lab/simulate/", SHORT)
    assert re.fullmatch(r"/jobs/\d+/", address)
    until(lambda: served.state()[0] == "done")
    assert "cells won" in visitor.get(address)
    pages = served.descendants()

    running = visitor.post("/lab/simulate/", LONG)
    until(lambda: served.state()[0] == "running" and bool(served.descendants() - pages))
    assert "Step" in visitor.get(f"{running}progress/") or "seconds so far" in visitor.get(f"{running}progress/")
    assert visitor.get("/lab/")
    begun = served.descendants()
    served.stop()
    assert served.process.returncode == 0
    assert served.state() == ("failed", "interrupted")
    until(lambda: not any(is_alive(pid) for pid in begun))
