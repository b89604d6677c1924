# SPDX-License-Identifier: EUPL-1.2
"""S6: every route by everybody, with what is theirs and what is not.

What a visitor must not see is nowhere in an answer, its address is 404, and nothing of it changes. Each request is rolled back.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import islice
from typing import Any

from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import override_settings

from bench.torture_web import makers, makers_jobs  # noqa: F401 - registers the makers
from bench.torture_web.bodies import asked, sent, sent_by_program
from bench.torture_web.reading import said
from bench.torture_web.routes import Address, routes
from bench.torture_web.routes import addresses as addresses_of
from bench.torture_web.sides import MAKERS, Side, side
from bench.torture_web.visitors import Kinds, Visitor, foreign_to, programs, visitors
from comity.web.accounts.middleware import CLOSED, OPEN
from comity.web.accounts.models import Invitation
from comity.web.addresses import above

BROWSER = ("GET", "POST", "HEAD")
PROGRAM = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
SAFE = ("GET", "HEAD", "OPTIONS")
NOT_THERE = {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
NOT_OPENED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_FOUND, HTTPStatus.NO_CONTENT}
"""Without a token: a problem, or for OPTIONS the list of methods."""

NOT_OFFERED = {
    *(f"account_{name}" for name in ("signup", "email", "email_verification_sent", "confirm_email", "set_password", "confirm_login_code")),
    *(f"account_reset_password{end}" for end in ("", "_done", "_from_key", "_from_key_done")),
    "api:v1:nowhere",
}
"""Routes of the sign-in library that are closed to everybody, and the one that answers wherever there is none."""


@dataclass
class Report:
    """How many requests were made, how they were answered, which routes somebody reached, and what went wrong."""

    tried: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    reached: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class World:
    """Both sides, and who comes."""

    own: Side
    other: Side
    visitors: tuple[Visitor, ...]
    _before: dict[Kinds, dict[str, Any]] = field(default_factory=dict)

    def before(self, kept: Kinds) -> dict[str, Any]:
        """The state of what must not change; every request is rolled back, so that it is the same for all."""
        return self._before[kept]

    def look(self) -> None:
        """Remember the state for every visitor."""
        for visitor in self.visitors:
            kept = kept_from(visitor)
            if kept not in self._before:
                self._before[kept] = state(self.other, kept)


def world() -> World:
    """Two sides of equal make, and everybody who comes from the one to the other."""
    own, other = side("home"), side("foreign")
    made = World(own, other, (*visitors(own, other), *programs(own, other)))
    made.look()
    return made


class _Back(Exception):
    """Ends the transaction of a request without keeping anything."""


Try = tuple[Visitor, Address, str]


def tries(world: World) -> Iterator[Try]:
    """Every visitor, address and method: browsers everywhere, programs at the interface."""
    for route in routes():
        for address in addresses_of(route, world.own, world.other):
            for visitor in world.visitors:
                if visitor.program == route.interface:
                    for method in PROGRAM if route.interface else BROWSER:
                        yield visitor, address, method
                elif route.interface and visitor.known:
                    yield visitor, address, "GET"


def torture(world: World, wanted: Iterable[Try]) -> Report:
    """Try them all."""
    report = Report()
    with override_settings(TASKS=makers_jobs.WAITING, EMAIL_HOST="mail.example.org", API_WRONG=10**9):
        for visitor, address, method in wanted:
            _tried(world, visitor, address, method, report)
    return report


def sample(world: World, seed: int) -> list[Try]:
    """A seeded part: what is foreign by everybody, each with one method that reads and one that writes; of the others a share."""
    chance = random.Random(seed)  # noqa: S311 - a seeded choice of what is tried
    return [one for one in tries(world) if chance.random() < _share(one)]


def _share(one: Try) -> float:
    visitor, address, method = one
    foreign = bool(address.foreign & foreign_to(visitor))
    if method not in ("GET", "POST", "PUT"):
        return 0.01
    if foreign:
        return 0.15 if len(address.route.arguments) > 1 or not visitor.known else 0.4
    return 0.3 if address.path in LISTS and method == "GET" else 0.03


LISTS = (
    *("/", "/admin/", "/admin/tokens/", "/audit/", "/absences/", "/drafts/", "/drafts/received/", "/law/reports/", "/lab/", "/jobs/"),
    *("/api/tokens/", "/api/v1/drafts", "/api/v1/lab/jobs"),
)
"""Pages that list what users made."""


def _tried(world: World, visitor: Visitor, address: Address, method: str, report: Report) -> None:
    kept = kept_from(visitor)
    where = f"{visitor.name}: {method} {address.path} ({address.route.name})"
    try:
        with transaction.atomic():
            try:
                answer = _request(world, visitor, address, method)
            except Exception as error:  # what escapes is a fault to be listed
                report.faults.append(f"{where}: {error!r}")
                raise _Back from error
            report.tried += 1
            report.statuses[answer.status_code] += 1
            if visitor.known and not _not_there(address, method, answer):
                report.reached.add(address.route.name)
            report.faults += [f"{where}: {fault}" for fault in _judged(world, visitor, address, method, answer)]
            if method not in SAFE and state(world.other, kept) != world.before(kept):
                report.faults.append(f"{where}: something foreign changed")
            raise _Back
    except _Back:
        return


def _request(world: World, visitor: Visitor, address: Address, method: str) -> HttpResponseBase:
    client = visitor.client
    client.raise_request_exception = False
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    try:
        if address.route.interface:
            body, kind = sent_by_program(address, world.other)
            query = {"lang": "en"} if method in SAFE else {}
            return client.generic(method, address.path, body, content_type=kind, query_params=query, headers={"If-Match": '"1"'})
        if method in SAFE:
            return client.generic(method, address.path, query_params=asked(world.other))
        return client.post(address.path, sent(address.route, world.other))
    finally:
        client.cookies.clear()
        client.cookies.load(cookies)


def _not_there(address: Address, method: str, answer: HttpResponseBase) -> bool:
    """Whether it is said that nothing is there, or the visitor is led away from an address of a form whatever it names."""
    led_away = method == "GET" and answer.status_code == HTTPStatus.FOUND and answer["Location"] == above(address.path)
    return answer.status_code in NOT_THERE or led_away


def _judged(world: World, visitor: Visitor, address: Address, method: str, answer: HttpResponseBase) -> Iterator[str]:
    """What is wrong with an answer."""
    status = answer.status_code
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        yield f"our own fault, {status}"
    foreign = address.foreign & foreign_to(visitor)
    if address.route.interface:
        yield from _of_interface(visitor, address, status, bool(foreign))
    elif not visitor.known:
        yield from _of_stranger(address, answer)
    elif foreign and Invitation not in foreign and not _not_there(address, method, answer):
        yield f"{status} for what is not there"
    elif Invitation in foreign and status != HTTPStatus.GONE and not _not_there(address, method, answer):
        yield f"{status} for the hash of an invitation"
    hidden = foreign_to(visitor)
    told = said(answer)
    for mark, kinds in world.other.marks.items():
        if kinds <= hidden and mark in told and mark not in address.path.lower():
            yield f"says {mark!r} of {', '.join(kind.__name__ for kind in kinds)}"


def _of_interface(visitor: Visitor, address: Address, status: int, foreign: bool) -> Iterator[str]:
    if not visitor.known and status not in NOT_OPENED:
        yield f"{status} without a token"
    if not visitor.program and status not in NOT_OPENED:
        yield f"{status} with a session alone"
    if foreign and status not in NOT_OPENED:
        yield f"{status} for what is not there"


def _of_stranger(address: Address, answer: HttpResponseBase) -> Iterator[str]:
    if address.path.startswith(CLOSED):
        if answer.status_code != HTTPStatus.NOT_FOUND:
            yield f"{answer.status_code} where nothing is offered"
    elif not address.path.startswith(OPEN) and not (
        answer.status_code == HTTPStatus.FOUND and answer["Location"].startswith("/account/login/")
    ):
        yield f"{answer.status_code} for somebody who is not signed in"


# -- what must not change


def kept_from(visitor: Visitor) -> Kinds:
    """What a visitor must neither see nor end."""
    return foreign_to(visitor) - visitor.may_end


def state(other: Side, hidden: Kinds) -> dict[str, Any]:
    """The rows of the objects of the other side that a visitor must not see, and how many rows hang on them."""
    found: dict[str, Any] = {}
    for kind in MAKERS:
        if kind in hidden:
            key = other.one(kind).pk
            found[kind.__name__] = list(kind._base_manager.filter(pk=key).values())
            for link in kind._meta.related_objects:
                if link.related_model in MAKERS and link.related_model in hidden:
                    rows = link.related_model._base_manager.filter(**{link.field.name: key})
                    found[f"{kind.__name__} {link.related_model.__name__} {link.field.name}"] = rows.count()
    for kind, (made, as_kind) in other.further.items():
        if as_kind in hidden:
            found[f"further {kind.__name__}"] = list(kind._base_manager.filter(pk=made.pk).values())
    return found


def full(count: int | None = None) -> tuple[str, list[str]]:
    """Everything, or the first so many: the row of the table and what went wrong."""
    made = world()
    report = torture(made, islice(tries(made), count))
    names = {route.name for route in routes()}
    unreached = names - report.reached - NOT_OFFERED if count is None else set()
    faults = report.faults + [f"nobody reached {name}: say in bodies or ARGUMENTS what leads there" for name in sorted(unreached)]
    shown = ", ".join(f"{status}: {number}" for status, number in sorted(report.statuses.items()))
    return (
        f"routes x roles x foreign objects | {report.tried} requests on {len(names)} routes by {len(made.visitors)} visitors, {shown}",
        faults,
    )
