# SPDX-License-Identifier: EUPL-1.2
"""Acts on absences: everybody enters their own, an administrator those of others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from comity.web.accounts.models import Absence, Role, User
from comity.web.actions import Action, Refused


@dataclass(frozen=True, slots=True)
class Away:
    """Who is away, who stands in, both days included."""

    user: User
    substitute: User
    since: date
    until: date


def _may(who: User, user: User, substitute: User) -> None:
    """Refused for others, but not to an administrator, who must not stand in by their own word."""
    if who == user:
        return
    if not who.has_role(Role.ADMINISTRATOR):
        raise Refused(_("Only an administrator may do this for another."))
    if who == substitute:
        raise Refused(_("You cannot make yourself the substitute of another."))


class AddAbsence(Action[Absence]):
    """Enter an absence and who stands in."""

    name = "absence.add"

    def __init__(self, who: User, away: Away, why: str = "") -> None:
        super().__init__(who, why)
        self.away = away

    def check(self) -> None:
        """Refused where nobody is away, nobody can stand in, it is over, or it lies over another."""
        away = self.away
        _may(self.who, away.user, away.substitute)
        if away.user == away.substitute:
            raise Refused(_("Another person must stand in."))
        if away.until < away.since:
            raise Refused(_("The last day is before the first."))
        if away.until < timezone.localdate():
            raise Refused(_("These days are over."))
        if not away.substitute.is_active:
            raise Refused(_("The account of the substitute is closed."))
        meanwhile = Absence.objects.filter(since__lte=away.until, until__gte=away.since)
        if meanwhile.filter(user=away.user).exists():
            raise Refused(_("There is an absence on some of these days already: end that one first, or choose other days."))
        if meanwhile.filter(user=away.substitute).exists():
            raise Refused(_("Who is to stand in is away on some of these days."))

    def execute(self) -> Absence:
        """Save it."""
        return Absence.objects.create(user=self.away.user, substitute=self.away.substitute, since=self.away.since, until=self.away.until)

    def object(self, result: Absence) -> User:
        """The account of who is away."""
        return result.user

    def detail(self, result: Absence) -> dict[str, Any]:
        """Who stands in, and when."""
        return {"substitute": result.substitute_id, "since": result.since.isoformat(), "until": result.until.isoformat()}


class EndAbsence(Action[Absence]):
    """End an absence: yesterday was its last day; one that has not begun is taken back."""

    name = "absence.end"

    def __init__(self, who: User, absence: Absence, why: str = "") -> None:
        super().__init__(who, why)
        self.absence = absence

    def check(self) -> None:
        """Refused for others, and where it is over."""
        if self.who != self.absence.user and not self.who.has_role(Role.ADMINISTRATOR):
            raise Refused(_("Only an administrator may do this for another."))
        if self.absence.until < timezone.localdate():
            raise Refused(_("This absence is over."))

    def execute(self) -> Absence:
        """Whoever is back is in charge again."""
        yesterday = timezone.localdate() - timedelta(days=1)
        if self.absence.since > yesterday:
            self.absence.delete()
        else:
            self.absence.until = yesterday
            self.absence.save(update_fields=["until"])
        return self.absence

    def object(self, result: Absence) -> User:
        """The account of who was away."""
        return result.user

    def detail(self, result: Absence) -> dict[str, Any]:
        """Who stood in."""
        return {"substitute": result.substitute_id}
