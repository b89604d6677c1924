# SPDX-License-Identifier: EUPL-1.2
"""What waits for a person, for the start page: each thing one query, which counts no more than the person may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.web.accounts.models import Absence, Invitation, Role, Unit, User
from comity.web.audit.models import Entry
from comity.web.drafting.lifecycle import State
from comity.web.drafting.models import APPROVERS, WRITERS, Draft
from comity.web.knowledge import adviser
from comity.web.library.contact_actions import KEEPERS
from comity.web.library.models import Decision, ErrorReport
from comity.web.library.news import News, news
from comity.web.library.standing import Standing
from comity.web.library.views.directory import narrowed

WEEK = timedelta(days=7)
REFUSALS = ("session.refused", "session.locked", "second-factor.refused", "token.refused")


class Task(NamedTuple):
    """Something that waits: what, how much of it, where it is done; ``urgent`` where others wait too."""

    words: str | Promise
    number: int
    url: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Who looks at the start page, with the roles of the day."""

    user: User
    held: frozenset[tuple[int, str]]
    today: date

    def has(self, *roles: str) -> bool:
        """Whether one of the roles is held, in any unit."""
        return any(role in roles for _unit, role in self.held)

    def units(self, *roles: str) -> set[int]:
        """The units in which one of the roles is held."""
        return {unit for unit, role in self.held if role in roles}


class StateNews(NamedTuple):
    """The latest in the law of a state."""

    state: str
    items: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """The start page: what waits, for whom the person stands in, and what is new in the law of the states of their units."""

    tasks: tuple[Task, ...]
    stands_in: tuple[Absence, ...]
    news: tuple[StateNews, ...]
    role: bool


def start(user: User) -> Start:
    """For this user, today."""
    person = Person(user, frozenset(user.roles()), timezone.localdate())
    kinds = (_of_drafts, _of_approval, _of_law, _of_directory, _of_administration, _of_audit)
    tasks = tuple(task for kind in kinds for task in kind(person) if task.number)
    stands_in = Absence.objects.filter(substitute=user, since__lte=person.today, until__gte=person.today).select_related("user")
    states = Unit.objects.filter(pk__in={unit for unit, _role in person.held}).order_by("state").values_list("state", flat=True).distinct()
    latest = (StateNews(state, news(adviser().corpus, state, person.today)) for state in states)
    told = tuple(item for item in latest if item.items)
    return Start(tasks, tuple(stands_in), told, bool(person.held))


def _of_drafts(person: Person) -> Iterator[Task]:
    if not person.has(*WRITERS):
        return
    mine = Draft.objects.visible_to(person.user).filter(Q(author=person.user) | Q(holder=person.user))
    counts = mine.aggregate(
        work=Count("pk", filter=Q(state=State.DRAFT.value)),
        returned=Count("pk", filter=Q(state=State.RETURNED.value)),
        submitted=Count("pk", filter=Q(state=State.SUBMITTED.value)),
    )
    at = reverse("drafting:list")
    yield Task(_("My drafts in work"), counts["work"], f"{at}?whose=mine&state=draft")
    yield Task(_("Returned to me for correction"), counts["returned"], f"{at}?whose=mine&state=returned", urgent=True)
    yield Task(_("My drafts that wait for approval"), counts["submitted"], f"{at}?whose=mine&state=submitted")


def _of_approval(person: Person) -> Iterator[Task]:
    """What others submitted in the units in which one approves; nobody approves what they had a hand in."""
    if not person.has(*APPROVERS):
        return
    waiting = Draft.objects.filter(state=State.SUBMITTED.value, unit__in=person.units(*APPROVERS))
    own = Q(author=person.user) | Q(hands=person.user)
    count = waiting.exclude(pk__in=Draft.objects.filter(own).values("pk")).count()
    yield Task(_("Waiting for my approval"), count, f"{reverse('drafting:list')}?state=submitted", urgent=True)


def _of_law(person: Person) -> Iterator[Task]:
    if person.has(Role.TREATY_LAWYER):
        count = ErrorReport.objects.filter(decision=Decision.OPEN).count()
        yield Task(_("Reports of errors to decide"), count, f"{reverse('library:reports')}?decision=open", urgent=True)


def _of_directory(person: Person) -> Iterator[Task]:
    if person.has(*KEEPERS):
        at = reverse("library:directory")
        for standing, words in ((Standing.UNCONFIRMED, _("Contacts never confirmed")), (Standing.STALE, _("Contacts to confirm again"))):
            yield Task(words, narrowed("", "", standing.value, person.today).count(), f"{at}?standing={standing.value}")


def _of_administration(person: Person) -> Iterator[Task]:
    if not person.has(Role.ADMINISTRATOR):
        return
    unused = Invitation.objects.filter(used=None, user__is_active=True)
    yield Task(_("Invitations not used yet"), unused.count(), f"{reverse('accounts:users')}?account=invited")


def _of_audit(person: Person) -> Iterator[Task]:
    if person.has(Role.AUDITOR):
        since = person.today - WEEK
        count = Entry.objects.filter(act__in=REFUSALS, at__gte=timezone.now() - WEEK).count()
        yield Task(_("Refused at the door in seven days"), count, f"{reverse('audit:entries')}?since={since.isoformat()}")
