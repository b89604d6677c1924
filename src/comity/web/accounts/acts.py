# SPDX-License-Identifier: EUPL-1.2
"""Acts on accounts and units.

An administrator manages those of the whole installation, but never their own roles: nobody lets themselves in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone
from django.utils.translation import gettext as _

from comity.web.accounts.models import Invitation, Membership, Role, Unit, User
from comity.web.actions import Action, Refused
from comity.web.audit.models import record
from comity.web.knowledge import adviser


@dataclass(frozen=True, slots=True)
class Person:
    """What an account says about its holder."""

    username: str
    first_name: str
    last_name: str
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class Post:
    """A role in a unit, from a day and perhaps until one."""

    unit: Unit
    role: str
    since: date
    until: date | None = None


class Administration(Action[Any]):
    """An act of an administrator."""

    def check(self) -> None:
        """Refused to everybody else."""
        if not self.who.has_role(Role.ADMINISTRATOR):
            raise Refused(_("Only an administrator may do this."))


class OnUser(Administration):
    """An act of an administrator on the account of another."""

    def __init__(self, who: User, user: User, why: str = "") -> None:
        super().__init__(who, why)
        self.user = user

    def check(self) -> None:
        """Refused on the own account."""
        super().check()
        if self.user == self.who:
            raise Refused(_("Another administrator must do this: nobody manages their own account."))

    def object(self, result: Any) -> User:
        """The account."""
        return self.user


class Invite(Administration):
    """Make an account with its first role; the result is the account and the token of its invitation."""

    name = "user.invite"

    def __init__(self, who: User, person: Person, post: Post, why: str = "") -> None:
        super().__init__(who, why)
        self.person = person
        self.post = post

    def check(self) -> None:
        """Refused where the name is taken."""
        super().check()
        if User.objects.filter(username__iexact=self.person.username).exists():
            raise Refused(_("There is an account with this user name."))

    def execute(self) -> tuple[User, str]:
        """The account has no password until the invited person chooses one."""
        return _invited(self.person, self.post)

    def object(self, result: tuple[User, str]) -> User:
        """The account."""
        return result[0]

    def detail(self, result: tuple[User, str]) -> dict[str, Any]:
        """The first role."""
        return {"unit": self.post.unit.pk, "role": self.post.role}


def _invited(person: Person, post: Post) -> tuple[User, str]:
    user = User(
        username=person.username, first_name=person.first_name, last_name=person.last_name, email=person.email, language=person.language
    )
    user.set_unusable_password()
    user.save()
    Membership.objects.create(user=user, unit=post.unit, role=post.role, since=post.since, until=post.until)
    return user, Invitation.make(user)


def make_administrator(person: Person, unit: Unit) -> tuple[User, str]:
    """The first account of an installation, made on its machine: whoever commands the machine answers for it."""
    user, token = _invited(person, Post(unit, Role.ADMINISTRATOR, timezone.localdate()))
    record(None, "administrator.make", on=user, unit=unit.pk)
    return user, token


class InviteAgain(OnUser):
    """A new link: the first was lost or has expired, or the password was forgotten."""

    name = "user.invite-again"

    def check(self) -> None:
        """Refused for an account that is closed."""
        super().check()
        if not self.user.is_active:
            raise Refused(_("The account is closed: open it first."))

    def execute(self) -> tuple[User, str]:
        """The password stays until a new one is chosen."""
        return self.user, Invitation.make(self.user)


class RevokeInvitation(OnUser):
    """Take back a link that was not used: it opens nothing any more."""

    name = "invitation.revoke"

    def check(self) -> None:
        """Refused where there is none."""
        super().check()
        if not Invitation.objects.filter(user=self.user, used=None).exists():
            raise Refused(_("There is no link that was not used."))

    def execute(self) -> User:
        """The account and its password stay as they are."""
        Invitation.objects.filter(user=self.user, used=None).delete()
        return self.user


class AcceptInvitation(Action[User]):
    """The invited person chooses a password."""

    name = "invitation.accept"

    def __init__(self, token: str, user: User, password: str) -> None:
        super().__init__(user)
        self.token = token
        self.password = password

    def check(self) -> None:
        """Refused where the link was used or has expired, also a moment ago."""
        if not Invitation.objects.select_for_update().filter(token=Invitation.sealed(self.token), used=None).exists():
            raise Refused(_("This link was used before."))
        found = Invitation.found(self.token)
        if found is None or found.user != self.who:
            raise Refused(_("This link has expired."))

    def execute(self) -> User:
        """From now on the link opens nothing, and no session of an older password goes on."""
        self.who.set_password(self.password)
        self.who.save(update_fields=["password"])
        Invitation.objects.filter(user=self.who, used=None).update(used=timezone.now())
        end_sessions(self.who)
        return self.who


class ChangeUser(OnUser):
    """Change what the account says about its holder."""

    name = "user.change"

    def __init__(self, who: User, user: User, person: Person, why: str = "") -> None:
        super().__init__(who, user, why)
        self.person = person

    def execute(self) -> User:
        """The user name stays: entries and drafts name it."""
        self.user.first_name, self.user.last_name = self.person.first_name, self.person.last_name
        self.user.email, self.user.language = self.person.email, self.person.language
        self.user.save(update_fields=["first_name", "last_name", "email", "language"])
        return self.user


class Deactivate(OnUser):
    """Close an account: no sign-in, no session, no open invitation."""

    name = "user.deactivate"

    def check(self) -> None:
        """Refused where it is closed already."""
        super().check()
        if not self.user.is_active:
            raise Refused(_("The account is closed already."))

    def execute(self) -> User:
        """The account itself stays: the trail and the work name it."""
        self.user.is_active = False
        self.user.save(update_fields=["is_active"])
        Invitation.objects.filter(user=self.user, used=None).delete()
        end_sessions(self.user)
        return self.user


class Reactivate(OnUser):
    """Open an account again, with the password and the second factor that it had."""

    name = "user.reactivate"

    def check(self) -> None:
        """Refused where it is open."""
        super().check()
        if self.user.is_active:
            raise Refused(_("The account is open already."))

    def execute(self) -> User:
        """The roles that it holds today count again."""
        self.user.is_active = True
        self.user.save(update_fields=["is_active"])
        return self.user


class ForgetSecondFactors(OnUser):
    """Remove the second factors of somebody who lost them; the next sign-in asks for new ones where they are required."""

    name = "user.forget-second-factors"

    def check(self) -> None:
        """Refused where there are none."""
        super().check()
        if not Authenticator.objects.filter(user=self.user).exists():
            raise Refused(_("The account has no second factor."))

    def execute(self) -> User:
        """Sessions end with them."""
        Authenticator.objects.filter(user=self.user).delete()
        end_sessions(self.user)
        return self.user


class GrantRole(OnUser):
    """Give a role in a unit."""

    name = "role.grant"

    def __init__(self, who: User, user: User, post: Post, why: str = "") -> None:
        super().__init__(who, user, why)
        self.post = post

    def check(self) -> None:
        """Refused where the user holds it then, or where it would end before it begins."""
        super().check()
        if self.post.until is not None and self.post.until < self.post.since:
            raise Refused(_("The last day is before the first."))
        same = Membership.objects.filter(user=self.user, unit=self.post.unit, role=self.post.role)
        if same.filter(since=self.post.since).exists() or same.filter(since__lte=self.post.since, until=None).exists():
            raise Refused(_("The user holds this role in this unit then."))

    def execute(self) -> Membership:
        """From the first day on."""
        return Membership.objects.create(
            user=self.user, unit=self.post.unit, role=self.post.role, since=self.post.since, until=self.post.until
        )

    def detail(self, result: Membership) -> dict[str, Any]:
        """Which."""
        return {"unit": self.post.unit.pk, "role": self.post.role}


class EndRole(OnUser):
    """End a role at once; one that has not begun is taken back."""

    name = "role.end"

    def __init__(self, who: User, membership: Membership, why: str = "") -> None:
        super().__init__(who, membership.user, why)
        self.membership = membership

    def check(self) -> None:
        """Refused where it is over: its last day stays."""
        super().check()
        if self.membership.until is not None and self.membership.until < timezone.localdate():
            raise Refused(_("This role is over."))

    def execute(self) -> Membership:
        """Yesterday was the last day."""
        yesterday = timezone.localdate() - timedelta(days=1)
        if self.membership.since > yesterday:
            self.membership.delete()
        else:
            self.membership.until = yesterday
            self.membership.save(update_fields=["until"])
        return self.membership

    def detail(self, result: Membership) -> dict[str, Any]:
        """Which."""
        return {"unit": self.membership.unit_id, "role": self.membership.role}


class AddUnit(Administration):
    """Set up a unit."""

    name = "unit.add"

    def __init__(self, who: User, unit: Unit, why: str = "") -> None:
        super().__init__(who, why)
        self.unit = unit

    def check(self) -> None:
        """Refused where the body of law knows no such state or organisation."""
        super().check()
        must_be_known(self.unit.state)

    def execute(self) -> Unit:
        """Save it."""
        self.unit.save()
        return self.unit


class ChangeUnit(AddUnit):
    """Rename a unit, or put it within another."""

    name = "unit.change"

    def check(self) -> None:
        """Refused also where it would lie within itself."""
        super().check()
        above = self.unit.within
        while above is not None:
            if above == self.unit:
                raise Refused(_("A unit cannot lie within itself."))
            above = above.within


def must_be_known(state: str) -> None:
    """Refused where it is not the code of an actor of the body of law."""
    if state not in adviser().corpus.by_code:
        raise Refused(_("The body of law knows no such state or organisation."))


def end_sessions(user: User) -> None:
    """No session of this user goes on."""
    for session in UserSession.objects.filter(user=user):
        session.end()
