# SPDX-License-Identifier: EUPL-1.2
"""S10: people of all roles do all there is, by chance; each act that was done has exactly one entry, a refused one has none.

Three witnesses are compared after each request: the acts that ran, the rows that changed, and what the answer says of a case.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.cache import cache
from django.db.models import Model
from django.http.response import HttpResponseBase
from django.test import override_settings
from django.urls import Resolver404, resolve
from django.utils import timezone

from bench.torture_web import town_drafts, town_jobs  # noqa: F401 - registers the ways
from bench.torture_web.door import REFUSALS
from bench.torture_web.makers_jobs import WAITING
from bench.torture_web.reading import said
from bench.torture_web.sides import owned
from bench.torture_web.town import WAYS, Request, Town
from comity.web.accounts.models import Role, User
from comity.web.actions import Action
from comity.web.api.models import Token
from comity.web.audit.models import Entry, Head, broken
from comity.web.drafting.acts import Look
from comity.web.drafting.models import AnnexFile, Comment, Draft, DraftVersion, Handover, ReceivedRequest

OF_A_CASE: tuple[type[Model], ...] = (Draft, DraftVersion, Comment, Handover, AnnexFile, ReceivedRequest)
LISTS = frozenset({"drafting:list", "drafting:received", "api:v1:listed"})
"""They show what each case is called, and nothing in it; they are no entry."""

LOOKED = frozenset({"user.consult", "audit.consult", "audit.export", "contacts.export"})
"""Entries of acts that change nothing, beside the consultations of cases."""

NO_CHANGE = {Token: ("last_used",), User: ("last_login", "language")}
"""What is kept of the use of the application itself."""


@dataclass
class Report:
    """How many requests were made, which acts were done and refused, how many cases were disclosed, and what went wrong."""

    tried: int = 0
    done: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    disclosed: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass
class Witness:
    """The acts that ran: by whom, with which outcome."""

    done: list[tuple[str, int]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@contextmanager
def watched() -> Iterator[Witness]:
    """Sees every act that runs, whoever calls it."""
    witness, run = Witness(), Action.run

    def seen(self: Action[Any]) -> Any:
        try:
            result = run(self)
        except Exception:
            witness.refused.append(self.name)
            raise
        witness.done.append((self.name, self.who.pk))
        return result

    Action.run = seen  # type: ignore[method-assign]  # for the time of the run
    try:
        yield witness
    finally:
        Action.run = run  # type: ignore[method-assign]


def torture(town: Town, count: int) -> Report:
    """So many acts by chance; jobs that are begun wait."""
    report = Report()
    with watched() as witness, override_settings(TASKS=WAITING):
        for number in range(count):
            if number % 20 == 0:
                cache.clear()
            name = list(WAYS)[number % len(WAYS)] if number < len(WAYS) else town.chance.choice(list(WAYS))
            request = WAYS[name](town)
            user = _who(town, request)
            town.program(user) if request.program else town.browser(user)
            witness.done.clear()
            witness.refused.clear()
            _tried(town, request, user, witness, report)
    if (place := broken()) is not None:
        report.faults.append(f"the chain is broken at entry {place}")
    return report


def _who(town: Town, request: Request) -> User:
    """Mostly who may, at times anybody."""
    named = next((role[1:] for role in request.roles if role.startswith("=")), "")
    if town.chance.random() < 0.15:
        return town.user(*Role.values)
    return User.objects.get(pk=named) if named else town.user(*request.roles)


def _tried(town: Town, request: Request, user: User, witness: Witness, report: Report) -> None:
    before, last = rows(), _end()
    begun = timezone.now()
    answer = town.send(request, user)
    entries = list(Entry.objects.filter(number__gt=last).order_by("number"))
    report.tried += 1
    report.done.update(entry.act for entry in entries)
    report.refused += len(witness.refused)
    where = f"{user}: {request.path}"
    found = [
        *_of_answer(answer),
        *_of_entries(entries, user, begun, request),
        *_of_acts(entries, witness),
        *_of_rows(entries, witness, changed=rows() != before),
        *_of_case(town, answer, entries, request, report),
    ]
    report.faults += [f"{where} ({answer.status_code}): {fault}" for fault in found]


def _end() -> int:
    head = Head.objects.filter(pk=1).first()
    return head.number if head else 0


def _of_answer(answer: HttpResponseBase) -> Iterator[str]:
    if answer.status_code >= 500:
        yield "our own fault"


def _of_entries(entries: list[Entry], user: User, begun: Any, request: Request) -> Iterator[str]:
    """Who, when, what, on what, why."""
    for entry in entries:
        accepts = entry.act == "invitation.accept"
        if entry.act not in REFUSALS and entry.who_id != user.pk and not accepts:
            yield f"{entry.act} is said of {entry.who}"
        if not begun - timedelta(seconds=1) <= entry.at <= timezone.now():
            yield f"{entry.act} is said to be at {entry.at}"
        if (
            entry.act.startswith(("draft.", "request.", "user.", "unit.", "role.", "contact.", "error.", "token.", "job."))
            and not entry.object
        ):
            yield f"{entry.act} does not say on what"
    if request.why and entries and not any(entry.why == request.why for entry in entries if entry.act not in CONSULTED | REFUSALS):
        yield from (f"{entry.act} does not say why" for entry in entries if entry.act not in CONSULTED | REFUSALS | UNREASONED)


CONSULTED = (
    frozenset({"draft.consult", "draft.preview", "draft.download", "draft.annex-download", "draft.read"})
    | frozenset({"request.consult", "request.letter", "request.file"})
    | LOOKED
)
UNREASONED = frozenset({"draft.approve", "draft.take-back", "contact.confirm"})
"""Acts for which a reason may be given and is asked of nobody; where it is given it is kept."""


def _of_acts(entries: list[Entry], witness: Witness) -> Iterator[str]:
    """Every act that ran to its end has exactly one entry, and no entry is without an act."""
    ran = Counter(name for name, _who in witness.done)
    written = Counter(entry.act for entry in entries if entry.act not in REFUSALS)
    for name in ran | written:
        if ran[name] != written[name] and not (name in {"user.consult", "audit.consult", "contacts.export"} and written[name] == 1):
            yield f"{name} was done {ran[name]} times and has {written[name]} entries"


def _of_rows(entries: list[Entry], witness: Witness, *, changed: bool) -> Iterator[str]:
    """A change has an entry; what changed nothing is none of a change."""
    changes = [entry.act for entry in entries if entry.act not in CONSULTED | REFUSALS]
    if changed and not changes:
        yield f"something changed, and the trail has {[entry.act for entry in entries]}"
    if changes and not changed:
        yield f"nothing changed, and the trail has {changes}"


def _of_case(town: Town, answer: HttpResponseBase, entries: list[Entry], request: Request, report: Report) -> Iterator[str]:
    """An answer that says something of a case has an entry on it, and no more than one consultation."""
    looked = [entry for entry in entries if entry.act in CONSULTED]
    if len(looked) > 1:
        yield f"is looked at in {len(looked)} entries"
    if _route(request) in LISTS or answer.status_code != 200:
        return
    told = said(answer)
    marks = [mark for of in town.units for mark, kinds in of.marks.items() if kinds & set(OF_A_CASE) and Entry not in kinds]
    if any(mark in told for mark in marks) and "/audit/" not in request.path:
        report.disclosed += 1
        if not any(entry.kind.startswith("drafting.") for entry in entries):
            yield "says something of a case, and has no entry on it"


def _route(request: Request) -> str:
    try:
        return resolve(f"/api/v1{request.path}" if request.program else request.path).view_name
    except Resolver404:
        return ""


def rows() -> dict[str, str]:
    """The digest of every table of the application, but for the trail itself."""
    found = {}
    for kind in owned():
        if kind in (Entry, Head, UserSession):
            continue
        left_out = NO_CHANGE.get(kind, ())
        names = [item.attname for item in kind._meta.concrete_fields if item.name not in left_out]
        content = repr(list(kind._base_manager.order_by("pk").values_list(*names)))
        found[kind.__name__] = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return found


def names_of_acts() -> set[str]:
    """The names of all acts, from the classes; looking has a name for each kind of consultation."""
    own = (kind for kind in _below(Action) if kind is not Look and kind.__module__.startswith("comity."))
    return {kind.__dict__["name"] for kind in own if isinstance(kind.__dict__.get("name"), str)}


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for inner in kind.__subclasses__():
        yield inner
        yield from _below(inner)


def full(count: int | None = None) -> tuple[str, list[str]]:
    """Two thousand acts, or so many: the row of the table and what went wrong."""
    settings.API_RATE = 10**9
    wanted = count or 2000
    report = torture(Town.built(20261127), wanted)
    never = sorted((names_of_acts() | set(WAYS)) - set(report.done)) if wanted >= 2000 else []
    faults = [*report.faults, *(f"{name} was never done" for name in never)]
    row = (
        f"random acts of all roles | {report.tried} requests, {sum(report.done.values())} entries of {len(report.done)} acts, "
        f"{report.refused} refused, {report.disclosed} disclosures, chain whole"
    )
    return row, faults
