# SPDX-License-Identifier: EUPL-1.2
"""S7: every string in every field: kept and shown as it is, and without effect. Each request is rolled back."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus

from django.core.cache import cache
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client, override_settings

from bench.torture_web import makers, makers_drafting, makers_jobs  # noqa: F401 - they register themselves
from bench.torture_web.doors import doors
from bench.torture_web.fields import Door, Stage
from bench.torture_web.inert import Page, Shape, faults, is_page, logged, plain
from bench.torture_web.sides import side
from bench.torture_web.strings import STRINGS, spread

BENIGN = ("Benign words", "GE", "", "x" * 400, "2026-11-20", "1", "en", "AZ", "bank-records")
"""Texts without a sting, right and wrong ones: what their pages are made of, pages may be made of."""

BETWEEN: frozenset[Shape] = frozenset({("br", frozenset())})
"""What stands between the messages of one field."""


@dataclass
class Report:
    """How many fields there are, how many texts were sent, kept and seen, and what went wrong."""

    fields: int = 0
    sent: int = 0
    kept: int = 0
    seen: int = 0
    faults: list[str] = field(default_factory=list)


Try = tuple[Door, str, str]


def tries(stage: Stage, strings: Iterable[str] = STRINGS) -> Iterator[Try]:
    """Every string in every field."""
    texts = tuple(strings)
    for door in doors(stage):
        for name in door.fields:
            for text in texts:
                yield door, name, text


def sample(stage: Stage, seed: int, each: int) -> Iterator[Try]:
    """A seeded few for every field."""
    chance = random.Random(seed)  # noqa: S311 - a seeded choice of what is tried
    for door in doors(stage):
        for name in door.fields:
            for text in chance.sample(STRINGS, each):
                yield door, name, text


def torture(wanted: Iterable[Try]) -> Report:
    """Try them; where a page has what no page had before, texts without a sting show whether it is the page's own."""
    run = _Run()
    with logged() as lines, override_settings(TASKS=makers_jobs.WAITING, EMAIL_HOST="mail.example.org"):
        for door, name, text in wanted:
            cache.clear()
            where = f"{door.name}, {name}, {text[:60]!r}"
            run.report.faults += [f"{where}: {fault}" for fault in (*run.tried(door, name, text), *lines.faults())]
    run.report.fields = len(run.fields)
    return run.report


class _Run:
    """What is known of the pages so far, and what was found."""

    def __init__(self) -> None:
        self.report = Report()
        self.fields: set[tuple[str, str]] = set()
        self.learnt: set[tuple[str, str]] = set()
        self.known: set[Shape] = set(BETWEEN)

    def _learn(self, door: Door, name: str) -> None:
        """What the pages of a field are made of."""
        for text in BENIGN if door.by_get else BENIGN[:3]:
            with _rolled_back():
                answer = _sent(door, name, text)
                for one in (answer, *(_got(browser, path) for browser, path in _shown(door, answer))):
                    if is_page(one):
                        self.known |= Page(one).shapes
        self.learnt.add((door.name, name))

    def tried(self, door: Door, name: str, text: str) -> list[str]:
        """What is wrong with the answer to a text, and with the pages that show it."""
        self.report.sent += 1
        self.fields.add((door.name, name))
        found = self._once(door, name, text)
        if found and (door.name, name) not in self.learnt:
            self._learn(door, name)
            found = self._once(door, name, text)
        return found

    def _once(self, door: Door, name: str, text: str) -> list[str]:
        found: list[str] = []
        with _rolled_back():
            answer = _sent(door, name, text)
            found += faults(answer, self.known)
            if answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY and name in door.echo and not Page(answer).shows(text):
                found.append("does not come back as it was typed")
            pages = [_got(browser, path) for browser, path in _shown(door, answer)]
            for page in pages:
                found += faults(page, self.known)
            found += self._kept(door, name, text, pages if _accepted(door, answer) else None)
        return found

    def _kept(self, door: Door, name: str, text: str, pages: list[HttpResponseBase] | None) -> Iterator[str]:
        """What is kept is what was typed, and at least one page shows it."""
        if pages is None or not plain(text) or "\x00" in text:
            return
        row, column = (door.newest() if door.newest else None), door.column(name)
        value = getattr(row, column, None) if column else None
        held = value in _forms_of(text)
        self.report.kept += held
        if (held or name in door.told) and pages:
            self.report.seen += 1
            if not any(is_page(page) and Page(page).shows(str(value) if held else text) for page in pages):
                yield "is kept and shown nowhere, or otherwise"


@contextmanager
def _rolled_back() -> Iterator[None]:
    """Nothing of what is done within stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _sent(door: Door, name: str, text: str) -> HttpResponseBase:
    door.browser.raise_request_exception = False
    before = {key: morsel.value for key, morsel in door.browser.cookies.items()}
    try:
        return door.send(name, text)
    finally:
        door.browser.cookies.clear()
        door.browser.cookies.load(before)


def _got(browser: Client, path: str) -> HttpResponseBase:
    browser.raise_request_exception = False
    answer: HttpResponseBase = browser.get(path)
    return answer


def _accepted(door: Door, answer: HttpResponseBase) -> bool:
    return not door.by_get and answer.status_code in (HTTPStatus.OK, HTTPStatus.FOUND)


def _shown(door: Door, answer: HttpResponseBase) -> Iterator[tuple[Client, str]]:
    if _accepted(door, answer):
        yield from door.shown(door.newest() if door.newest else None)


def _forms_of(text: str) -> tuple[str, ...]:
    """A text as a form keeps it: without the spaces around it, the code of a state in capitals, the ends of lines alike."""
    bare = text.strip()
    return (bare, bare.upper(), text, bare.replace("\r\n", "\n").replace("\r", "\n"))


def full(count: int | None = None) -> tuple[str, list[str]]:
    """All strings, or so many of them, in all fields, an hour of work: the row of the table and what went wrong."""
    report = torture(tries(Stage.of(side("home")), spread(count)))
    row = f"naughty strings | {report.sent} texts in {report.fields} fields, {report.kept} kept as they are, {report.seen} seen on pages"
    return row, report.faults
