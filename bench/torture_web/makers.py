# SPDX-License-Identifier: EUPL-1.2
"""One object of every kind, with marks in all its texts. A new model gets a function here, or in a module beside this one."""

from __future__ import annotations

from base64 import b32encode
from datetime import timedelta
from secrets import token_bytes

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import encrypt
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import Model
from django.utils import timezone

from bench.torture_web import makers_drafting, makers_jobs  # noqa: F401 - they register themselves
from bench.torture_web.passkey import Passkey
from bench.torture_web.sides import Alone, Side, maker
from comity.web.accounts.models import Absence, Invitation, Membership, Role, Unit, User
from comity.web.api.acts import IssueToken
from comity.web.api.models import Scope, Token
from comity.web.audit.models import Entry, record
from comity.web.library.models import Contact, ContactImport, Decision, ErrorReport


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


@maker(Token)
def _token(side: Side) -> Model:
    issued = IssueToken(side.one(User), side.mark(Token), Scope.values, 30).run()
    side.hidden(Alone, issued.secret)
    side.hidden(Alone, issued.token.hash)
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
