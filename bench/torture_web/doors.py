# SPDX-License-Identifier: EUPL-1.2
"""Where text comes in: the fields of every form and the names that pages read, each with what keeps the text and where it is shown.

A new form needs a ``Door``: a test fails where a field of a form has none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import STATE_SESSION_KEY
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from fido2.utils import websafe_encode

from bench.torture_web.doors_of_drafts import of_drafts
from bench.torture_web.doors_of_lab import of_lab
from bench.torture_web.fields import CASE, Door, Stage, last, named, same
from bench.torture_web.passkey import Passkey
from bench.torture_web.visitors import signed_in
from comity.web.accounts.models import Invitation, Role, Unit, User
from comity.web.api.models import Token
from comity.web.drafting.models import Draft
from comity.web.library.models import Contact, ContactImport, Decision, ErrorReport

QUESTION = {"requesting": "AZ", "requested": "GE", "measure": "bank-records", "on": "2026-11-20"}


def doors(stage: Stage) -> list[Door]:
    """All of them."""
    return [*_accounts(stage), *_library(stage), *of_drafts(stage), *of_lab(stage), *_keys(stage), *_others(stage), *_asked(stage)]


def _accounts(stage: Stage) -> list[Door]:
    admin, side = stage.browsers[Role.ADMINISTRATOR], stage.side
    unit, user, today = side.one(Unit).pk, side.person(Role.HEAD), timezone.localdate().isoformat()
    invitation = Invitation.make(side.person(Role.APPROVER))
    post = {"unit": unit, "role": Role.OFFICER, "since": today, "until": ""}
    person = {"first_name": "A", "last_name": "B", "email": "", "language": "en"}
    page = f"/admin/users/{user.pk}/"
    words = "a harbour under three tall cranes"
    away = {"substitute": side.person(Role.OFFICER).pk, "since": today, "until": today}
    texts = frozenset({"first_name", "last_name", "email", "username", "since", "until", "name", "state"})
    return [
        Door(
            "invite",
            "/admin/invite/",
            admin,
            ("username", "first_name", "last_name", "email", "language", "unit", "role", "since", "until"),
            {**person, **post, "username": "somebody-new"},
            "InvitationForm",
            newest=last(User),
            shown=lambda row: ((admin, f"/admin/users/{row.pk}/"), (admin, "/admin/")),
            echo=texts,
        ),
        Door(
            "change an account",
            f"{page}change/",
            admin,
            ("first_name", "last_name", "email", "language"),
            person,
            "PersonForm",
            newest=same(User, user.pk),
            shown=lambda row: ((admin, page), (stage.browsers[Role.HEAD], "/")),
            echo=texts,
        ),
        Door("give a role", f"{page}roles/", admin, tuple(post), _under("post-", post), "PostForm", "post-", echo=texts),
        Door("absence of another", f"{page}absences/", admin, tuple(away), _under("away-", away), "AbsenceForm", "away-", echo=texts),
        Door("absence", "/absences/add/", stage.browsers[Role.HEAD], tuple(away), away, "AbsenceForm", echo=texts),
        Door(
            "unit",
            "/admin/units/",
            admin,
            ("name", "state", "within"),
            {"name": "A new unit", "state": "AZ", "within": ""},
            "UnitForm",
            newest=last(Unit),
            shown=lambda row: ((admin, "/admin/units/"), (admin, f"/admin/units/{row.pk}/")),
            echo=frozenset({"name"}),
        ),
        Door(
            "password",
            f"/invitation/{invitation}/",
            Client(),
            ("password", "again"),
            {"password": words, "again": words},
            "PasswordForm",
            given=lambda name, text: {"password": text, "again": text} if name == "again" else {name: text},
        ),
    ]


def _under(prefix: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {prefix + name: value for name, value in values.items()}


def _library(stage: Stage) -> list[Door]:
    officer, lawyer, side = stage.browsers[Role.OFFICER], stage.browsers[Role.TREATY_LAWYER], stage.side
    contact = {"state": "GE", "authority": "A", "role": "R", "unit": "U", "email": "a@example.org", "telephone": "1"}
    contact |= {"languages": "en", "hours": "1", "source": "S", "expires": ""}
    kept = side.one(Contact)
    report = ErrorReport.objects.create(where="/law/states/GE/", what="A", text="B", who=side.one(User))
    lines = frozenset({"authority", "role", "unit", "email", "telephone", "languages", "hours", "source", "expires"})

    def pages(row: Contact) -> tuple[tuple[Client, str], ...]:
        return ((officer, f"/law/directory/{row.pk}/"), (officer, "/law/directory/"), (officer, "/law/directory/export.csv"))

    return [
        Door(
            "add a contact",
            "/law/directory/new/",
            officer,
            tuple(contact),
            contact,
            "ContactForm",
            newest=last(Contact),
            shown=pages,
            echo=lines,
        ),
        Door(
            "correct a contact",
            f"/law/directory/{kept.pk}/correct/",
            officer,
            (*contact, "version"),
            {**contact, "version": kept.version},
            "ContactForm",
            newest=same(Contact, kept.pk),
            shown=pages,
            echo=lines,
        ),
        Door(
            "retire a contact",
            f"/law/directory/{kept.pk}/retire/",
            officer,
            ("why", "version"),
            {"why": "W", "version": kept.version},
            shown=lambda row: ((stage.browsers[Role.AUDITOR], "/audit/?act=contact.retire"),),
            told=frozenset({"why"}),
        ),
        Door(
            "contacts from a file",
            "/law/directory/import/",
            officer,
            ("file", "cell", "name"),
            form="ImportForm",
            newest=last(ContactImport),
            shown=lambda row: ((officer, f"/law/directory/import/{row.pk}/"),),
            given=_table,
        ),
        Door(
            "report",
            "/law/reports/new/",
            officer,
            ("what", "text", "at"),
            {"what": "A", "text": "B", "at": "/law/states/GE/"},
            "ReportForm",
            newest=last(ErrorReport),
            shown=lambda row: ((lawyer, f"/law/reports/{row.pk}/"), (lawyer, "/law/reports/")),
            echo=frozenset({"what", "text"}),
        ),
        Door(
            "decide",
            f"/law/reports/{report.pk}/decide/",
            lawyer,
            ("decision", "reason"),
            {"decision": Decision.DECLINED, "reason": "R"},
            "DecisionForm",
            newest=same(ErrorReport, report.pk),
            shown=lambda row: ((officer, f"/law/reports/{row.pk}/"), (stage.browsers[Role.AUDITOR], "/audit/?act=error.decide")),
            echo=frozenset({"reason"}),
        ),
        Door("apply a file", f"/law/directory/import/{side.one(ContactImport).pk}/apply/", officer, ("shown",), echo=frozenset()),
        Door("look", f"/law/directory/{kept.pk}/", officer, ("nothing",), by_get=True),
    ]


def _table(name: str, text: str) -> Mapping[str, Any]:
    """A file of contacts that is the text, holds it in a cell, or has it as its name."""
    cell = text.replace('"', '""')
    table = f'state,authority,source\r\nGE,"{cell if name == "cell" else "A"}",S\r\n'
    content = text if name == "file" else table
    return {"file": SimpleUploadedFile(named(text) if name == "name" else "contacts.csv", content.encode("utf-8", "surrogatepass"))}


def _others(stage: Stage) -> list[Door]:
    officer, auditor, side = stage.browsers[Role.OFFICER], stage.browsers[Role.AUDITOR], stage.side
    submitted = Draft.objects.create(unit=side.unit, author=side.one(User), holder=side.one(User), state=Draft.States.SUBMITTED, case=CASE)
    approver = stage.browsers[Role.APPROVER]
    return [
        Door(
            "token",
            "/api/tokens/new/",
            officer,
            ("words", "scopes", "days"),
            {"words": "W", "scopes": ["law"], "days": "7"},
            "TokenForm",
            newest=last(Token),
            column=lambda name: "name" if name == "words" else "",
            shown=lambda row: ((officer, "/api/tokens/"),),
            echo=frozenset({"words"}),
        ),
        Door(
            "return",
            f"/drafts/{submitted.pk}/return/",
            approver,
            ("why", "version"),
            {"why": "W", "version": submitted.version},
            shown=lambda row: ((officer, f"/drafts/{submitted.pk}/comments/"), (auditor, "/audit/?act=draft.return")),
            told=frozenset({"why"}),
        ),
        Door(
            "sign in",
            "/account/login/",
            Client(),
            ("login", "password", "remember", "next"),
            {"login": "nobody", "password": "p"},
            "SignInForm",
            echo=frozenset({"login"}),
        ),
        Door("say it again", "/account/reauthenticate/", officer, ("password", "next"), {"password": "p"}),
        Door("code", "/account/2fa/totp/activate/", approver, ("code",), {}),
        Door("passkey", "/account/2fa/webauthn/login/", Client(), ("credential",), {}),
        Door("new password", "/account/password/change/", officer, ("oldpassword", "password1", "password2"), {}),
        Door("language", "/language/", officer, ("language", "next"), {"language": "en", "next": "/"}),
        Door("trail as a table", "/audit/export/", auditor, ("act", "who", "since", "until"), {}, "SoughtForm"),
        Door(
            "trail",
            "/audit/",
            auditor,
            ("act", "who", "since", "until", "before"),
            {},
            "SoughtForm",
            by_get=True,
            echo=frozenset({"since", "until"}),
        ),
    ]


def _keys(stage: Stage) -> list[Door]:
    """Passkeys, and the way back in without a password."""
    officer, user = stage.browsers[Role.OFFICER], stage.side.one(User)
    key = Authenticator.objects.get(user=user, type=Authenticator.Type.WEBAUTHN)
    adding = _before_challenge(user)
    lists = "/account/2fa/webauthn/"
    return [
        Door(
            "add a passkey",
            f"{lists}add/",
            adding,
            ("name", "credential", "passwordless"),
            {"name": "N", "credential": json.dumps(Passkey().registered())},
            "AddKeyForm",
            shown=lambda row: ((adding, lists),),
            told=frozenset({"name"}),
        ),
        Door(
            "name of a passkey",
            f"{lists}keys/{key.pk}/edit/",
            officer,
            ("name",),
            form="RenameKeyForm",
            newest=same(Authenticator, key.pk),
            column=lambda name: "",
            shown=lambda row: ((officer, lists),),
            told=frozenset({"name"}),
        ),
        Door(
            "forgotten password",
            "/password/forgotten/",
            Client(),
            ("username",),
            form="ForgottenForm",
            echo=frozenset({"username"}),
        ),
    ]


def _before_challenge(user: User) -> Client:
    """A browser that was asked for a new key: the challenge is the one that the key of software answers."""
    browser = signed_in(user)
    session = browser.session
    session[STATE_SESSION_KEY] = {"challenge": websafe_encode(b"\0" * 32), "user_verification": None}
    session.save()
    return browser


def _asked(stage: Stage) -> list[Door]:
    """Searches, filters and other parameters of pages."""
    officer, admin, draft = stage.browsers[Role.OFFICER], stage.browsers[Role.ADMINISTRATOR], stage.side.one(Draft).pk
    question = (*QUESTION, "offence", "offence_on", "purpose", "stage", "role", "nationality", "fact.offence.dual", "find", "fact", "value")
    question = (*question, "plea", "more")
    pages: list[tuple[Client, str, tuple[str, ...], Mapping[str, Any]]] = [
        (admin, "/admin/", ("q", "after", "account"), {}),
        (admin, "/admin/tokens/", ("before",), {}),
        (officer, "/drafts/", ("words", "state", "whose", "ready", "archived", "order", "before"), {}),
        (officer, "/drafts/received/", ("before",), {}),
        (officer, f"/drafts/{draft}/case/persons/", ("beside", "all"), {}),
        (officer, f"/drafts/{draft}/comments/", ("path",), {}),
        (officer, f"/drafts/{draft}/versions/", ("old", "new", "before"), {}),
        (officer, f"/drafts/{draft}/papers/", ("paper", "lang"), {}),
        (officer, f"/drafts/{draft}/shared/", ("all", "after"), {}),
        (officer, "/law/", ("q", "kind", "measure", "on", "after"), {}),
        (officer, "/law/instruments/ets-030/", ("on",), {}),
        (officer, "/law/instruments/ets-030/changes/", ("on", "after"), {}),
        (officer, "/law/states/", ("q", "after"), {}),
        (officer, "/law/states/GE/", ("partner", "on"), {}),
        (officer, "/law/states/GE/measures/banking/", ("partner", "on"), {"partner": "AZ"}),
        (officer, "/law/measures/", ("q",), {}),
        (officer, "/law/offences/", ("q", "after"), {}),
        (officer, "/law/grounds/", ("q",), {}),
        (officer, "/law/glossary/", ("q", "after"), {}),
        (officer, "/law/reports/", ("decision", "after"), {}),
        (officer, "/law/reports/new/", ("at",), {}),
        (officer, "/law/directory/", ("q", "state", "standing", "after"), {}),
        (officer, "/law/directory/new/", ("state", "authority"), {}),
        (officer, "/law/directory/law/", ("q", "state", "after"), {}),
        (officer, "/law/directory/export.csv", ("q", "state", "standing"), {}),
        (officer, "/advice/", question, QUESTION),
        (officer, "/advice/answer/", question, QUESTION),
        (officer, "/advice/reasons/", ("basis", "requested"), {**QUESTION, "basis": "ets-030"}),
        (officer, "/advice/compare/", ("other_on", "other_requested", "other_measure"), QUESTION),
        (officer, "/advice/history/", ("offence",), QUESTION),
        (officer, "/advice/measures/", ("find", "measure"), {}),
        (officer, "/advice/answer.json", ("offence", "plea", "trace"), QUESTION),
        (Client(), "/account/login/", ("next",), {}),
    ]
    return [Door(f"asks {path}", path, browser, names, base, by_get=True) for browser, path, names, base in pages]
