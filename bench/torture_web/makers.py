# SPDX-License-Identifier: EUPL-1.2
"""One object of every kind, with marks in all its texts. A new model gets a function here."""

from __future__ import annotations

import hashlib
import re
from base64 import b32encode
from datetime import timedelta
from secrets import token_bytes
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import encrypt
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.utils import timezone

from bench.torture_web.passkey import Passkey
from bench.torture_web.sides import Side, maker
from comity.draft.case.read import Plain
from comity.draft.case.shape import PlaceKind, shapes
from comity.draft.interview.places import leaves, place_of, placed
from comity.web.accounts.models import Absence, Invitation, Membership, Role, Unit, User
from comity.web.api.acts import IssueToken
from comity.web.api.models import Scope, Token
from comity.web.audit.models import Entry, record
from comity.web.drafting.acts import HandOver, Remark, Share, Start
from comity.web.drafting.editing import AddItem, Attach
from comity.web.drafting.files import example
from comity.web.drafting.models import AnnexFile, Comment, Draft, DraftVersion, Handover, ReceivedRequest
from comity.web.drafting.received import Receive
from comity.web.library.models import Contact, ContactImport, Decision, ErrorReport

EXAMPLE = "bank-records"


@maker(Unit)
def _unit(side: Side) -> Model:
    return side.unit


@maker(User)
def _user(side: Side) -> Model:
    return side.person(Role.OFFICER)


@maker(Membership)
def _membership(side: Side) -> Model:
    return Membership.objects.filter(user=side.one(User), unit=side.unit)[0]


@maker(Absence)
def _absence(side: Side) -> Model:
    today = timezone.localdate()
    away, other = side.person(Role.PROSECUTOR), side.person(Role.HEAD)
    return Absence.objects.create(user=away, substitute=other, since=today + timedelta(days=30), until=today + timedelta(days=40))


@maker(Invitation)
def _invitation(side: Side) -> Model:
    user = side.person(Role.APPROVER)
    side.hidden(Invitation, Invitation.make(user))
    found = Invitation.objects.get(user=user)
    side.hidden(Invitation, found.token)
    return found


@maker(Entry)
def _entry(side: Side) -> Model:
    return record(side.one(User), "draft.withdraw", on="0", why=side.mark(Entry), place=side.mark(Entry))


@maker(ErrorReport)
def _report(side: Side) -> Model:
    text = side.mark(ErrorReport)
    lawyer = side.person(Role.TREATY_LAWYER)
    return ErrorReport.objects.create(
        where="/law/states/GE/", what=text, text=text, reason=text, who=side.one(User), decision=Decision.ACCEPTED, decided_by=lawyer
    )


@maker(Contact)
def _contact(side: Side) -> Model:
    text = side.mark(Contact)
    names = ("authority", "role", "unit", "telephone", "languages", "hours", "source")
    word = text.partition(" ")[0]
    return Contact.objects.create(state="GE", email=f"{word}@example.org", **dict.fromkeys(names, text))


@maker(ContactImport)
def _import(side: Side) -> Model:
    text = side.mark(ContactImport)
    return ContactImport.objects.create(who=side.one(User), text=f"state,authority,source\r\nGE,{text},{text}\r\n")


def marked(values: Plain, text: str) -> Plain:
    """The values of a case with a mark before each of its free texts."""
    for steps, value in tuple(leaves(values)):
        shape = shapes().get(place_of(steps))
        if shape is not None and shape.kind in (PlaceKind.TEXT, PlaceKind.WRITTEN) and not _FORMED & {place_of(steps), str(steps[-1])}:
            values = placed(values, steps, _said(value, text))
    return values


_FORMED = frozenset(
    {"id", "iccs", "currency", "of", "from", "sha256", "offence.name", "offences.name", "bases", "measure", "purpose", "stage"}
)
"""What refers to another part, or is no free text."""


def _said(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        return {key: _said(item, text) for key, item in value.items()}
    if isinstance(value, list):
        return [_said(item, text) for item in value]
    return value if _REFERENCE.fullmatch(str(value)) else f"{text} {value}"[:390]


_REFERENCE = re.compile(r"[A-Za-z][0-9]{1,3}")
"""The id of another part."""


@maker(Draft)
def _draft(side: Side) -> Model:
    text = side.mark(Draft)
    officer = side.one(User)
    draft = Start(officer, side.unit, marked(example(EXAMPLE), text), "example").run()
    AddItem(officer, draft, ("annexes",)).run()
    draft.refresh_from_db()
    draft.case["annexes"][-1].update(title=text, id="A99")
    draft.wrong = {"case.reference": {"typed": text, "says": text}}
    draft.before = {"case": draft.case, "wrong": draft.wrong}
    draft.save()
    return draft


@maker(AnnexFile)
def _annex(side: Side) -> Model:
    text = side.mark(AnnexFile)
    content = text.encode()
    side.hidden(AnnexFile, hashlib.sha256(content).hexdigest(), Entry)
    draft = side.one(Draft)
    wrong, before = draft.wrong, draft.before
    kept = Attach(side.one(User), draft, "A99", SimpleUploadedFile(f"{text}.txt", content)).run()
    Draft.objects.filter(pk=draft.pk).update(wrong=wrong, before=before)
    draft.refresh_from_db()
    return kept


@maker(DraftVersion)
def _version(side: Side) -> Model:
    side.one(AnnexFile)
    kept = Share(side.one(User), side.one(Draft)).run()
    side.one(Draft).refresh_from_db()
    return kept


@maker(Comment)
def _comment(side: Side) -> Model:
    side.one(DraftVersion)
    return Remark(side.one(User), side.one(Draft), "case.title", side.mark(Comment)).run()


@maker(Handover)
def _handover(side: Side) -> Model:
    side.one(DraftVersion)
    made = HandOver(side.one(User), side.one(Draft), side.person(Role.PROSECUTOR), side.mark(Handover)).run()
    side.one(Draft).refresh_from_db()
    return made


@maker(ReceivedRequest)
def _received(side: Side) -> Model:
    text = side.mark(ReceivedRequest)
    sha256 = side.hidden(ReceivedRequest, hashlib.sha256(text.encode()).hexdigest(), Entry)
    return Receive(side.one(User), side.unit, f"{text}.json", (marked(example(EXAMPLE), text), sha256)).run()


@maker(Token)
def _token(side: Side) -> Model:
    issued = IssueToken(side.one(User), side.mark(Token), Scope.values, 30).run()
    side.hidden(Token, issued.secret)
    side.hidden(Token, issued.token.hash)
    return issued.token


@maker(Authenticator)
def _authenticator(side: Side) -> Model:
    user, secret = side.one(User), side.hidden(Authenticator, b32encode(token_bytes(20)).decode())
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(secret)})
    for code in RecoveryCodes.activate(user).generate_codes():
        side.hidden(Authenticator, code)
    data = {"name": side.mark(Authenticator), "credential": Passkey().registered()}
    made: Model = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)
    return made


@maker(UserSession)
def _session(side: Side) -> Model:
    store = SessionStore()
    store.create()
    key = side.hidden(UserSession, str(store.session_key))
    made: Model = UserSession.objects.create(user=side.one(User), session_key=key, ip="192.0.2.77", user_agent=side.mark(UserSession))
    return made
