# SPDX-License-Identifier: EUPL-1.2
"""What is sent along: for every name that a page reads, a value that leads to the other side, or else one that is right.

A test holds the names equal to those in the code, so that no new field is left out.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from bench.torture_web.questions import QUESTIONS, REFORM, question
from bench.torture_web.routes import Address, Route
from bench.torture_web.sides import SOUGHT, Side
from comity.web.accounts.models import Unit, User
from comity.web.drafting import store
from comity.web.drafting.files import example
from comity.web.drafting.models import Draft, SharedPaper
from comity.web.jobs.models import Job
from comity.web.library.models import Contact

CASE = b'{"schema": "comity.case/1", "requesting": "AZ", "requested": "GE", "measure": "bank-records"}'
WORDS = "a harbour under three tall cranes"


def sent(route: Route, other: Side) -> dict[str, Any]:
    """The fields of a form, all at once, with the ids of the other side."""
    if route.name in QUESTIONS:
        return question(route.name)
    today = timezone.localdate()
    user, unit, draft = str(other.one(User).pk), str(other.one(Unit).pk), other.one(Draft)
    posts = {
        **dict.fromkeys(("unit", "post-unit", "within"), unit),
        **dict.fromkeys(("to", "substitute", "away-substitute", "who"), user),
        **{name: today.isoformat() for name in ("since", "away-since", "post-since")},
        **{name: (today + timedelta(days=5)).isoformat() for name in ("until", "away-until", "post-until", "expires")},
        "version": str(draft.version),
        "annex": "A99",
        "list": "persons",
        "item": "persons[0]",
        "path": "case.title",
        "section": "persons",
        "then": "persons",
        "all": "1",
        "w:case.title@en": "0",
        "v:case.title@en": "x",
        "text": "A remark",
        "note": "A note",
        "why": "A reason",
        "what": "accept" if route.name == "drafting:decide" else "A day",
        "paper": str(other.one(SharedPaper).pk),
        "lang": ["en", "fr"],
        "requesting": "GE",
        "requested": "AZ",
        "measure": "bank-records",
        "at": "/law/states/GE/",
        "decision": "accepted",
        "reason": "A reason",
        "state": "s1" if route.name == "drafting:restore" else "GE",
        "authority": "An authority",
        "role": "officer",
        "post-role": "officer",
        "source": "A letter",
        "email": "office@example.org",
        "telephone": "1",
        "languages": "en",
        "hours": "1",
        "name": "A unit",
        "words": "A program",
        "scopes": ["law"],
        "days": "7",
        "shown": "0" * 64,
        "username": other.one(User).username if route.name == "accounts:forgotten" else f"new-{route.name.replace(':', '-')}",
        "first_name": "A",
        "last_name": "B",
        "language": "en",
        "next": "/",
        "from": "file" if route.name == "drafting:start" else "",
        "example": "",
        "query": "",
        "act": "",
        "password": WORDS,
        "again": WORDS,
        "login": "nobody-here",
        "oldpassword": WORDS,
        "password1": WORDS,
        "password2": WORDS,
        "code": "000000",
        "credential": json.dumps(_key(other)),
        "passwordless": "on",
        "remember": "on",
    }
    return posts | _files(route, other)


def _key(other: Side) -> Any:
    """The passkey of somebody of the other side, as their browser sent it when it was added."""
    return Authenticator.objects.get(user=other.one(User), type=Authenticator.Type.WEBAUTHN).data["credential"]


def _files(route: Route, other: Side) -> dict[str, Any]:
    contact = other.one(Contact)
    table = f"id,version,state,authority,source\r\n{contact.pk},{contact.version},GE,A,B\r\n".encode()
    if route.name == "library:contacts-import":
        return {"file": SimpleUploadedFile("contacts.csv", table)}
    if route.name in ("drafting:start", "drafting:received"):
        return {"file": SimpleUploadedFile("case.json", CASE)}
    if route.name == "drafting:take_in":
        return {"file": SimpleUploadedFile("paper.docx", store.content(str(other.one(Draft).pk), other.one(SharedPaper).sha256))}
    return {"file:A99": SimpleUploadedFile("annex.txt", b"x")} if route.name == "drafting:attach" else {}


def asked(other: Side) -> dict[str, Any]:
    """The parameters of a page, all at once: a search for what stands in every text of the other side, its ids as places to begin after."""
    draft = other.one(Draft)
    return {
        **dict.fromkeys(("q", "words", "find", "authority"), SOUGHT),
        **dict.fromkeys(("state", "standing", "whose", "ready", "kind", "decision", "account", "diverging", "more"), ""),
        "from": str(other.further[Job][0].pk),
        "instruments": ["ets-024", "ets-086"],
        "trace": "1",
        "all": "1",
        "who": str(other.one(User).pk),
        "before": str(draft.pk + 10_000),
        "at": "/law/states/GE/",
        "paper": "request",
        "lang": ["en", "fr"],
        "old": "s1",
        "new": "now",
        "path": "case.title",
        "beside": "fr",
        "requesting": "AZ",
        "requested": "GE",
        "measure": "bank-records",
        "on": "2026-11-20",
        "basis": "ets-030",
        "partner": "AZ",
        "next": f"/drafts/{draft.pk}/",
    }


def sent_by_program(address: Address, other: Side) -> tuple[str, str]:
    """The body of an operation and its media type."""
    name = address.route.name
    query = {"requesting": "AZ", "requested": "GE", "measure": "bank-records"}
    bodies: dict[str, object] = {
        "api:v1:create": {"case": query, "unit": other.one(Unit).pk},
        "api:v1:listed": {"case": query, "unit": other.one(Unit).pk},
        "api:v1:update": {"case": query},
        "api:v1:read": {"case": query},
        **{f"api:v1:job_{end}": {"kind": "simulate", "question": REFORM} for end in ("create", "listed")},
        "api:v1:compare": {"sides": ["ets-030", "ets-099"]},
        "api:v1:check": example("bank-records"),
        "api:v1:draft": query,
    }
    if name == "api:v1:batch":
        return json.dumps(query) + "\n", "application/x-ndjson"
    return json.dumps(bodies.get(name, query)), "application/json"
