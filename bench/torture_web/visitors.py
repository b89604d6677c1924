# SPDX-License-Identifier: EUPL-1.2
"""Who tries the routes: every role of another unit, those of the same unit whose role does not read, and those who are nobody.

``may_see`` says what need to know gives each of them; everything else is foreign.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from bench.torture_web.sides import SINCE, Alone, Side, owned, person
from comity.web.accounts.models import Absence, Invitation, Membership, Role, Unit, User
from comity.web.api.acts import IssueToken, RevokeToken
from comity.web.api.models import Scope, Token, hash_of, new_secret
from comity.web.audit.models import Entry
from comity.web.drafting.models import (
    READERS,
    AnnexFile,
    Comment,
    Draft,
    DraftVersion,
    Handover,
    ReceivedRequest,
    SharedPaper,
    Step,
    TheirRemark,
)
from comity.web.jobs.models import Job, JobFile
from comity.web.library.models import Contact, ErrorReport

Kinds = frozenset[type]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OF_THE_HOUSE: Kinds = frozenset({Contact})
"""Kept by one unit and read by all: how to reach authorities abroad."""

OF_THE_ROLE: dict[str, Kinds] = {
    Role.ADMINISTRATOR: frozenset({User, Unit, Membership, Absence, Token}),
    Role.AUDITOR: frozenset({Entry, User}),
    Role.TREATY_LAWYER: frozenset({ErrorReport, User}),
}
"""What a role sees of the whole installation; names of accounts stand in the trail and beside reports."""

ENDED: dict[str, Kinds] = {Role.ADMINISTRATOR: frozenset({Invitation, Authenticator, UserSession})}
"""What ends by acts on accounts."""

OF_THE_UNIT: Kinds = frozenset(
    {Draft, DraftVersion, Step, Comment, Handover, AnnexFile, SharedPaper, TheirRemark, ReceivedRequest},
)
AMONG_COLLEAGUES: Kinds = frozenset({User, Unit})
JOBS: Kinds = frozenset({Job, JobFile})
"""What is computed in a unit, on the law alone, is seen by everybody who belongs to it today."""
LAW_ONLY = (Scope.ADVICE, Scope.LAW, Scope.CHECK, Scope.LAB)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who comes, with which credentials, and what they may see of the other side, or end without seeing it."""

    name: str
    client: Client
    may_see: Kinds
    may_end: Kinds = frozenset()
    known: bool = True
    program: bool = False


def signed_in(user: User) -> Client:
    """A browser in which the user has just signed in."""
    client = Client()
    client.force_login(user, backend=BACKEND)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def visitors(own: Side, other: Side) -> list[Visitor]:
    """Everybody who comes with a browser."""
    return [*_of_other_unit(own), *_of_the_unit(other), *_nobodies(own, other)]


def _of_other_unit(own: Side) -> Iterator[Visitor]:
    for role in Role.values:
        seen = OF_THE_HOUSE | OF_THE_ROLE.get(role, frozenset())
        yield Visitor(f"{role} of another unit", signed_in(own.person(role)), seen, ENDED.get(role, frozenset()))


def _of_the_unit(other: Side) -> Iterator[Visitor]:
    for role in Role.values:
        user = person(f"colleague-{role}", other.unit, role)
        seen = (
            OF_THE_HOUSE | AMONG_COLLEAGUES | JOBS | OF_THE_ROLE.get(role, frozenset()) | (OF_THE_UNIT if role in READERS else frozenset())
        )
        yield Visitor(f"{role} of the unit", signed_in(user), seen, ENDED.get(role, frozenset()))


def _nobodies(own: Side, other: Side) -> Iterator[Visitor]:
    yield Visitor("nobody", Client(), frozenset(), known=False)
    yield Visitor("without a role", signed_in(person("no-role", None)), OF_THE_HOUSE)
    closed = person("closed", other.unit, *Role.values)
    browser = signed_in(closed)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    yield Visitor("closed account", browser, frozenset(), known=False)
    yield Visitor("who left the unit", signed_in(_left(other, "left")), OF_THE_HOUSE | AMONG_COLLEAGUES)
    early = person("early", None)
    Membership.objects.create(user=early, unit=other.unit, role=Role.OFFICER, since=timezone.localdate() + timedelta(days=1))
    yield Visitor("not yet of the unit", signed_in(early), OF_THE_HOUSE | AMONG_COLLEAGUES)
    yield Visitor(
        "program in a browser",
        _bearing(IssueToken(own.person(Role.OFFICER), "browser", Scope.values, 1).run().secret),
        frozenset(),
        known=False,
    )


def _left(side: Side, name: str) -> User:
    user = person(name, None)
    until = timezone.localdate() - timedelta(days=1)
    for role in Role.values:
        Membership.objects.create(user=user, unit=side.unit, role=role, since=SINCE, until=until)
    return user


# -- programs


def programs(own: Side, other: Side) -> list[Visitor]:
    """Everybody who comes with a token, or with what is none."""
    return [*_with_tokens(own, other), *_without(own)]


def _bearing(secret: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {secret}"})


def _with_tokens(own: Side, other: Side) -> Iterator[Visitor]:
    for role in Role.values:
        for scopes in [[*Scope.values]] if role != Role.OFFICER else [[*Scope.values], *([scope] for scope in Scope.values)]:
            secret = IssueToken(own.person(role), f"visitor {scopes}", scopes, 1).run().secret
            seen = OF_THE_HOUSE if Scope.DIRECTORY in scopes else frozenset()
            yield Visitor(f"program of {role} of another unit, {' '.join(scopes)}", _bearing(secret), seen, program=True)
    for role in (role for role in Role.values if role not in READERS):
        secret = IssueToken(User.objects.get(username=f"colleague-{role}"), "visitor", Scope.values, 1).run().secret
        yield Visitor(f"program of {role} of the unit", _bearing(secret), OF_THE_HOUSE | JOBS, program=True)
    for scope in LAW_ONLY:
        secret = IssueToken(other.person(Role.OFFICER), f"only {scope}", [scope], 1).run().secret
        seen = JOBS | {Alone} if scope == Scope.LAB else frozenset()
        yield Visitor(f"program of the owner, {scope} only", _bearing(secret), seen, program=True)


def _without(own: Side) -> Iterator[Visitor]:
    officer = own.person(Role.OFFICER)
    yield Visitor("no token", Client(), frozenset(), known=False, program=True)
    yield Visitor("a session in the place of a token", signed_in(officer), frozenset(), known=False, program=True)
    yield Visitor("a token that is none", _bearing(new_secret()), frozenset(), known=False, program=True)
    yield Visitor("the hash of a token", _bearing(own.one(Token).hash), frozenset(), known=False, program=True)
    revoked = IssueToken(officer, "revoked", Scope.values, 1).run()
    RevokeToken(officer, revoked.token).run()
    yield Visitor("a revoked token", _bearing(revoked.secret), frozenset(), known=False, program=True)
    secret, yesterday = new_secret(), timezone.localdate() - timedelta(days=1)
    Token.objects.create(user=officer, name="old", scopes=Scope.values, hash=hash_of(secret), expires=yesterday)
    yield Visitor("a token that ran out", _bearing(secret), frozenset(), known=False, program=True)
    secret = new_secret()
    closed = User.objects.get(username="closed")
    Token.objects.create(user=closed, name="closed", scopes=Scope.values, hash=hash_of(secret), expires=timezone.localdate())
    yield Visitor("a token of a closed account", _bearing(secret), frozenset(), known=False, program=True)


def foreign_to(visitor: Visitor) -> Kinds:
    """What the visitor must not see."""
    return frozenset((*owned(), Alone)) - visitor.may_see
