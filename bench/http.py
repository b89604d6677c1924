# SPDX-License-Identifier: EUPL-1.2
"""P2: the same question over HTTP, and the page of its answer, beside an empty view of the same server: ``python -m bench.http``.

A real gunicorn with the settings of production, on SQLite in a folder of its own and on a free port of this machine. The empty view and the
interface take turns, so that both see the same load; every answer is compared with the one in this process. What is measured is what a
client on this machine waits for, with a connection that is kept.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.questions import largest, of_plan, questions
from bench.timing import Line, Unequal, at, equal, machine, printed, shown
from comity.advise.advise import Adviser
from comity.advise.data import answer_json
from comity.advise.reading import read_query
from comity.corpus.load import load
from comity.model.query import Query

ROOT = Path(__file__).resolve().parents[1]
SITE = "bench.http_site"
ASKED, ROUNDS, PAGES = 48, 20, 5
ADVICE = "/api/v1/advice"
LIMIT, SLOWEST = 3.0, 0.300
LISTENING = re.compile(r"Listening at: http://127\.0\.0\.1:(\d+)")
SECURE = {"X-Forwarded-Proto": "https", "Host": "localhost"}


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens the server: a token of the interface and a session of the pages."""

    token: str
    session: str


class Client:
    """One connection that is kept, as a program or a browser keeps it."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def timed(self, address: str, headers: Mapping[str, str] | None = None, body: bytes | None = None) -> tuple[float, bytes]:
        """Seconds until the last byte, and the content; an answer that is none stops all."""
        sent = {**SECURE, **(headers or {})}
        begun = time.perf_counter()
        self.connection.request("GET" if body is None else "POST", address, body, sent)
        answer = self.connection.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - begun
        if answer.status != http.client.OK:
            raise Unequal(f"{address}: {answer.status} {content[:200]!r}")
        return seconds, content


# -- the server


def environment(folder: Path) -> dict[str, str]:
    """What production is told, with SQLite in a folder."""
    return {
        "COMITY_MODE": "production",
        "COMITY_HOME": str(folder),
        "COMITY_SECRET_KEY": secrets.token_urlsafe(48),
        "COMITY_DATA_KEY": secrets.token_urlsafe(48),
        "COMITY_HOSTS": "localhost",
        "COMITY_BEHIND_PROXY": "1",
        "DATABASE_URL": f"sqlite:///{folder / 'comity.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": SITE,
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")])),
    }


def prepared() -> Keys:
    """The tables, and one officer with a second factor, a token and a session."""
    import django  # noqa: PLC0415 - the settings stand in the environment by now

    django.setup()
    from allauth.mfa.totp.internal.auth import TOTP  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client as Browser  # noqa: PLC0415

    from comity.web.accounts.models import Membership, Role, Unit, User  # noqa: PLC0415
    from comity.web.api.acts import IssueToken  # noqa: PLC0415

    for command in (["migrate"], ["createcachetable"], ["collectstatic", "--noinput"]):
        call_command(*command, verbosity=0)
    officer = User.objects.create_user("bench", password=None)
    Membership.objects.create(user=officer, unit=Unit.objects.create(name="Bench", state="AZ"), role=Role.OFFICER, since=date(2026, 1, 1))
    TOTP.activate(officer, "A" * 32)
    browser = Browser()
    browser.force_login(officer)
    return Keys(IssueToken(officer, "bench", ["advice"], 1).run().secret, browser.cookies["sessionid"].value)


@contextmanager
def server(folder: Path) -> Iterator[int]:
    """A gunicorn on a free port, with one process so that warm is warm; its port."""
    command = [sys.executable, "-m", "gunicorn", "comity.web.wsgi", "--bind", "127.0.0.1:0", "--workers", "1", "--threads", "4"]
    log = folder / "gunicorn.log"
    with log.open("wb") as said:
        running = subprocess.Popen([*command, "--timeout", "120", "--no-control-socket"], stderr=said, stdout=said, cwd=folder)  # noqa: S603 - our own program
    try:
        yield _port(running, log)
    finally:
        running.terminate()
        running.wait(30)


def _port(running: subprocess.Popen[bytes], log: Path) -> int:
    for _ in range(600):
        found = LISTENING.search(log.read_text(errors="replace"))
        if found:
            return int(found[1])
        if running.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"gunicorn did not start: {log.read_text(errors='replace')[-2000:]}")


# -- the questions


def told(query: Query) -> dict[str, Any]:
    """A query as a program sends it."""
    row = query.rows[0]
    facts = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in row.facts.items()}
    return {
        "requesting": query.requesting,
        "requested": query.requested,
        "measure": query.measure,
        "on": row.on.isoformat(),
        "offence": {"name": row.offence.name},
        "facts": facts,
    }


def page_address(raw: dict[str, Any]) -> str:
    """The address of the page that answers it."""
    facts = {f"fact.{name}": _written(value) for name, value in sorted(raw["facts"].items()) if name != "person.nationality"}
    nationality = {"nationality": ",".join(raw["facts"]["person.nationality"])} if "person.nationality" in raw["facts"] else {}
    own = {key: raw[key] for key in ("requesting", "requested", "measure", "on")}
    return f"/advice/answer/?{urlencode({**own, 'offence': raw['offence']['name'], **nationality, **facts})}"


def _written(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(int(value))) if isinstance(value, bool) else f"{value:g}"


def run() -> Iterator[Line]:
    """The lines of P2."""
    adviser = Adviser(load())
    asked = [told(query) for query in [*questions(adviser.corpus, ASKED), of_plan(largest(adviser))]]
    expected = [answer_json(adviser.answer(read_query(raw, adviser.corpus, date(2026, 11, 24)))) for raw in asked]
    with tempfile.TemporaryDirectory(prefix="comity-bench-") as name:
        os.environ.update(environment(Path(name)))
        keys = prepared()
        with server(Path(name)) as port:
            yield from _measured(Client(port), keys, asked, expected)


def _measured(client: Client, keys: Keys, asked: list[dict[str, Any]], expected: list[str]) -> Iterator[Line]:
    from bench.http_site import EMPTY  # noqa: PLC0415 - reads the settings, which stand by now

    bearer = {"Authorization": f"Bearer {keys.token}", "Content-Type": "application/json"}
    bodies = [json.dumps(raw).encode() for raw in asked]
    for body, answer in zip(bodies, expected, strict=True):  # the first round compiles the pairs
        equal("over HTTP", client.timed(ADVICE, bearer, body)[1].decode(), answer)
    session = {"Cookie": f"sessionid={keys.session}"}
    addresses = [page_address(raw) for raw in asked]
    sized = sorted(addresses, key=lambda address: -len(client.timed(address, session)[1]))
    empty: list[float] = []
    advice: list[float] = []
    pages: dict[str, list[float]] = {address: [] for address in sized[:PAGES]}
    sizes: dict[str, int] = {}
    for _ in range(ROUNDS):
        for body in bodies:
            empty.append(client.timed(EMPTY)[0])
            advice.append(client.timed(ADVICE, bearer, body)[0])
        for address, times in pages.items():
            seconds, content = client.timed(address, session)
            times.append(seconds)
            sizes[address] = len(content)
    ratio = at(sorted(advice), 0.5) / at(sorted(empty), 0.5)
    yield _line(f"P2 empty view, {len(empty)} times", empty)
    yield _line(f"   POST /api/v1/advice, {len(asked)} questions, {len(advice)} times", advice)
    yield Line("   p50 of advice beside the empty view", f"{ratio:.2f} x", f"<= {LIMIT:g} x", ratio <= LIMIT)
    sent = sorted(len(answer.encode()) for answer in expected)
    yield Line("   bytes of an answer", f"median {sent[len(sent) // 2] / 1e3:.0f} kB, most {sent[-1] / 1e3:.0f} kB")
    for address, times in pages.items():
        yield _line(f"   page of an answer, {sizes[address] / 1e3:.0f} kB", times, SLOWEST)
    yield Line("   answers compared", f"{len(asked)} answers, over HTTP and in this process: equal")


def _line(path: str, seconds: list[float], goal: float | None = None) -> Line:
    times = sorted(seconds)
    measured = f"p50 {shown(at(times, 0.5))}, p95 {shown(at(times, 0.95))}, p99 {shown(at(times, 0.99))}"
    return Line(path, measured, f"p95 <= {shown(goal)}" if goal else "", at(times, 0.95) <= goal if goal else None)


def main() -> int:
    """Print the table; 1 where an answer differs."""
    print(machine(), flush=True)
    return printed("P2", run())


if __name__ == "__main__":
    sys.exit(main())
