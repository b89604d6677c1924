# SPDX-License-Identifier: EUPL-1.2
"""People of all roles at work, and one way to do each act there is; each way is named by the act that it leads to."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.http.response import HttpResponseBase
from django.test import Client
from django.utils import timezone

from bench.torture_web.fields import CASE
from bench.torture_web.makers_drafting import EXAMPLE, marked
from bench.torture_web.sides import MAKERS, Side, person, side
from bench.torture_web.visitors import signed_in
from comity.draft.case.read import Plain
from comity.web.accounts.models import Absence, Invitation, Membership, Role, Unit, User
from comity.web.api.acts import IssueToken
from comity.web.api.models import Scope, Token
from comity.web.drafting.files import example
from comity.web.drafting.models import Draft, TheirRemark
from comity.web.library.models import Contact, ContactImport, Decision, ErrorReport

WRITER, KEEPER = (Role.OFFICER, Role.PROSECUTOR), (Role.OFFICER, Role.TREATY_LAWYER)
READER = (*WRITER, Role.APPROVER, Role.HEAD)
APPROVER = (Role.APPROVER, Role.HEAD)
MOST = 12
"""So many drafts are worked on; a new one ends the work on the oldest."""


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody sends: where, what, who should do it, and the reason that is given with it."""

    path: str
    data: dict[str, Any] | None = None
    roles: tuple[str, ...] = ()
    why: str = ""
    body: object = None
    method: str = ""
    program: bool = False


Way = Callable[["Town"], Request]
WAYS: dict[str, Way] = {}


def way(*acts: str) -> Callable[[Way], Way]:
    """The function says how these acts are done."""

    def register(function: Way) -> Way:
        WAYS.update(dict.fromkeys(acts, function))
        return function

    return register


@dataclass
class Town:
    """Two units, everybody with a browser and a program, and chance."""

    chance: random.Random
    units: tuple[Side, Side]
    browsers: dict[int, Client] = field(default_factory=dict)
    programs: dict[int, Client] = field(default_factory=dict)
    count: int = 0

    @classmethod
    def built(cls, seed: int) -> Town:
        """Two units with objects of every kind, and an account and a unit that nobody needs."""
        person("word0", Unit.objects.create(name="word0", state="AZ"), Role.OFFICER)
        units = side("home"), side("other")
        TheirRemark.objects.update(number=1)  # each is the only one of its draft; the next that comes in is the second
        return cls(random.Random(seed), units)  # noqa: S311 - a seeded choice of what is done

    def user(self, *roles: str) -> User:
        """Somebody with one of the roles, in one of the units; mostly in the first."""
        of = self.units[self.chance.random() < 0.2]
        return User.objects.get(pk=of.person(self.chance.choice(roles or tuple(Role.values))).pk)

    def browser(self, user: User) -> Client:
        """The browser of a user."""
        if user.pk not in self.browsers or self.browsers[user.pk].get("/health/").status_code != 200:
            self.browsers[user.pk] = signed_in(user)
        return self.browsers[user.pk]

    def program(self, user: User) -> Client:
        """The program of a user."""
        if user.pk not in self.programs:
            secret = IssueToken(user, f"town {user.pk}", Scope.values, 30).run().secret
            self.programs[user.pk] = Client(headers={"Authorization": f"Bearer {secret}"})
        return self.programs[user.pk]

    def some(self, kind: type[Model], **wanted: Any) -> Any:
        """One of a kind, of the last ones; the first that was made where none fits."""
        found = list(kind._base_manager.filter(**wanted).order_by("-pk")[:MOST])
        return self.chance.choice(found) if found else self.units[0].one(kind) if kind in MAKERS else None

    def draft(self, *states: str) -> Draft:
        """One of the drafts that are worked on, in one of the states where there is one."""
        found: Draft = self.some(Draft, **({"state__in": states} if states else {}))
        return found

    def word(self) -> str:
        """A word that was not there before."""
        self.count += 1
        return f"word{self.count}"

    def send(self, request: Request, user: User) -> HttpResponseBase:
        """Send it as this user."""
        client = self.program(user) if request.program else self.browser(user)
        client.raise_request_exception = False
        answer: HttpResponseBase
        if request.program:
            answer = client.generic(
                request.method or "GET", f"/api/v1{request.path}", json.dumps(request.body), "application/json", headers=request.data
            )
        else:
            answer = client.get(request.path) if request.data is None else client.post(request.path, request.data)
        return answer


# -- accounts

ADMIN = (Role.ADMINISTRATOR,)


@way("user.invite")
def _invite(town: Town) -> Request:
    today = timezone.localdate().isoformat()
    post = {"unit": town.units[0].unit.pk, "role": Role.OFFICER, "since": today}
    return Request("/admin/invite/", {"username": town.word(), "last_name": "N", "language": "en", **post}, ADMIN)


@way("user.invite-again")
def _again(town: Town) -> Request:
    return Request(f"/admin/users/{_somebody(town).pk}/invite/", {}, ADMIN)


def _somebody(town: Town) -> User:
    """An account that nobody works with, so that it can be closed."""
    found: User = town.some(User, username__startswith="word")
    return found


@way("invitation.accept")
def _accept(town: Town) -> Request:
    words = f"a harbour under three tall cranes {town.word()}"
    return Request(f"/invitation/{Invitation.make(_somebody(town))}/", {"password": words, "again": words})


@way("invitation.revoke")
def _revoke_link(town: Town) -> Request:
    invitation = town.some(Invitation, used=None, user__username__startswith="word")
    return Request(f"/admin/users/{invitation.user_id}/revoke-invitation/", {}, ADMIN)


@way("user.change")
def _change(town: Town) -> Request:
    return Request(f"/admin/users/{_somebody(town).pk}/change/", {"last_name": town.word(), "language": "en"}, ADMIN)


@way("user.deactivate", "user.reactivate", "user.forget-second-factors")
def _open_or_close(town: Town) -> Request:
    name = town.chance.choice(("deactivate", "reactivate", "forget-second-factors"))
    user = town.units[1].one(User) if name == "forget-second-factors" else _somebody(town)
    return Request(f"/admin/users/{user.pk}/{name}/", {}, ADMIN)


@way("role.grant")
def _grant(town: Town) -> Request:
    since = timezone.localdate() + timedelta(days=town.chance.randrange(400))
    post = {"post-unit": town.units[0].unit.pk, "post-role": town.chance.choice(Role.values), "post-since": since.isoformat()}
    return Request(f"/admin/users/{_somebody(town).pk}/roles/", post, ADMIN)


@way("role.end")
def _end_role(town: Town) -> Request:
    return Request(f"/admin/roles/{town.some(Membership, user__username__startswith='word').pk}/end/", {}, ADMIN)


@way("unit.add")
def _unit(town: Town) -> Request:
    return Request("/admin/units/", {"name": town.word(), "state": "AZ"}, ADMIN)


@way("unit.change")
def _rename(town: Town) -> Request:
    return Request(f"/admin/units/{town.some(Unit, name__startswith='word').pk}/", {"name": town.word(), "state": "AZ"}, ADMIN)


@way("absence.add")
def _absent(town: Town) -> Request:
    day = (timezone.localdate() + timedelta(days=50)).isoformat()
    substitute = town.units[0].person(Role.OFFICER).pk
    return Request("/absences/add/", {"substitute": substitute, "since": day, "until": day}, (Role.HEAD, Role.PROSECUTOR))


@way("absence.end")
def _back(town: Town) -> Request:
    return Request(f"/admin/absences/{town.some(Absence).pk}/end/", {}, ADMIN)


@way("user.consult")
def _look_at(town: Town) -> Request:
    return Request(f"/admin/users/{town.some(User).pk}/", None, ADMIN)


# -- the trail


@way("audit.verify", "audit.export", "audit.consult")
def _audit(town: Town) -> Request:
    path = town.chance.choice(("/audit/verify/", "/audit/export/", "/audit/"))
    return Request(path, None if path == "/audit/" else {}, (Role.AUDITOR,))


# -- the law and the directory


@way("error.report")
def _report(town: Town) -> Request:
    return Request("/law/reports/new/", {"at": "/law/states/GE/", "what": town.word(), "text": town.word()}, KEEPER)


@way("error.decide")
def _decide(town: Town) -> Request:
    why = town.word()
    report = town.some(ErrorReport, decision=Decision.OPEN)
    return Request(f"/law/reports/{report.pk}/decide/", {"decision": Decision.DECLINED, "reason": why}, (Role.TREATY_LAWYER,), why)


@way("contact.add")
def _contact(town: Town) -> Request:
    return Request("/law/directory/new/", {"state": "GE", "authority": town.word(), "source": "S"}, KEEPER)


@way("contact.correct", "contact.confirm", "contact.retire")
def _correct(town: Town) -> Request:
    contact, name, why = town.some(Contact, retired_on=None), town.chance.choice(("correct", "confirm", "retire")), town.word()
    data = {"version": contact.version, "why": "" if name == "correct" else why}
    more = {"state": "GE", "authority": town.word(), "source": "S"} if name == "correct" else {}
    return Request(f"/law/directory/{contact.pk}/{name}/", data | more, KEEPER, str(data["why"]))


@way("contacts.prepare-import")
def _prepare(town: Town) -> Request:
    table = f"state,authority,source\r\nGE,{town.word()},S\r\n".encode()
    return Request("/law/directory/import/", {"file": SimpleUploadedFile("contacts.csv", table)}, KEEPER)


@way("contacts.import")
def _apply(town: Town) -> Request:
    prepared: ContactImport = town.some(ContactImport, applied_at=None)
    page = town.browser(prepared.who).get(f"/law/directory/import/{prepared.pk}/")
    shown = (page.context or {}).get("shown", "")
    return Request(f"/law/directory/import/{prepared.pk}/apply/", {"shown": shown}, (f"={prepared.who_id}",))


@way("contacts.export")
def _export(town: Town) -> Request:
    return Request("/law/directory/export.csv")


# -- tokens


@way("token.issue")
def _issue(town: Town) -> Request:
    return Request("/api/tokens/new/", {"words": town.word(), "scopes": ["law"], "days": "7"})


@way("token.revoke")
def _revoke(town: Town) -> Request:
    token = town.some(Token, revoked=None, name__startswith="word")
    return Request(f"/api/tokens/{token.pk}/revoke/", {}, (f"={token.user_id}",))


def plain_case(town: Town) -> Plain:
    """A case that is worked on: mostly one with little in it, at times a complete one."""
    return marked(example(EXAMPLE), town.units[0].mark(Draft)) if town.chance.random() < 0.3 else dict(CASE)
