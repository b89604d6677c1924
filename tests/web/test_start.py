# SPDX-License-Identifier: EUPL-1.2
"""The start page: what waits for whom, no more than they may see, and the search for everything in the body of law."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from comity.web.accounts.models import Absence, Invitation, Role, Unit, User
from comity.web.audit.models import record
from comity.web.drafting.models import Draft
from comity.web.knowledge import adviser
from comity.web.library.models import Contact, ErrorReport
from comity.web.library.news import news
from comity.web.start import start
from web.conftest import person

pytestmark = pytest.mark.django_db


def draft(author: User, unit: Unit, state: str = "draft", holder: User | None = None) -> Draft:
    return Draft.objects.create(unit=unit, author=author, holder=holder or author, state=state, changed_by=author)


def waiting(user: User) -> dict[str, int]:
    """What waits for a user, by its words."""
    return Counter({str(task.words): task.number for task in start(user).tasks})


def test_an_officer_sees_their_own_drafts(office: dict[str, User]) -> None:
    unit, colleague = Unit.objects.get(), person("colleague", Unit.objects.get(), Role.OFFICER)
    draft(office["officer"], unit)
    draft(office["officer"], unit, "returned")
    draft(office["officer"], unit, "submitted")
    draft(office["officer"], unit, "approved")
    draft(colleague, unit)
    draft(colleague, unit, holder=office["officer"])
    shown = waiting(office["officer"])
    assert (shown["My drafts in work"], shown["Returned to me for correction"], shown["My drafts that wait for approval"]) == (2, 1, 1)
    assert "Waiting for my approval" not in shown


def test_who_left_the_unit_counts_its_drafts_no_more(office: dict[str, User]) -> None:
    unit, colleague = Unit.objects.get(), person("colleague", Unit.objects.get(), Role.OFFICER)
    draft(colleague, unit, holder=office["officer"])
    office["officer"].memberships.update(until=timezone.localdate() - timedelta(days=1))
    person_elsewhere = Unit.objects.create(name="Elsewhere", state="AZ")
    office["officer"].memberships.create(unit=person_elsewhere, role=Role.OFFICER, since=date(2026, 1, 2))
    assert waiting(office["officer"])["My drafts in work"] == 0


def test_an_approver_sees_what_waits_in_their_units_but_not_their_own_work(office: dict[str, User]) -> None:
    unit, elsewhere = Unit.objects.get(), Unit.objects.create(name="Elsewhere", state="GE")
    draft(office["officer"], unit, "submitted")
    draft(office["officer"], unit)
    draft(office["approver"], unit, "submitted")
    draft(person("stranger", elsewhere, Role.OFFICER), elsewhere, "submitted")
    helped = draft(office["officer"], unit, "submitted")
    helped.hands.add(office["approver"])
    assert waiting(office["approver"])["Waiting for my approval"] == 1


def test_reports_contacts_invitations_and_refusals_are_counted_for_who_minds_them(office: dict[str, User]) -> None:
    officer, approver = office["officer"], office["approver"]
    ErrorReport.objects.create(where="/law/", what="A day", text="Another", who=approver)
    Contact.objects.create(state="GE", authority="One", source="A letter")
    Contact.objects.create(state="GE", authority="Two", source="A letter", confirmed_on=timezone.localdate() - timedelta(days=200))
    Contact.objects.create(state="GE", authority="Three", source="A letter", confirmed_on=timezone.localdate())
    Invitation.make(officer)
    record(None, "session.refused")
    minded, other = waiting(officer), waiting(approver)
    assert (minded["Reports of errors to decide"], minded["Contacts never confirmed"], minded["Contacts to confirm again"]) == (1, 1, 1)
    assert (other["Invitations not used yet"], other["Refused at the door in seven days"]) == (1, 1)
    assert not minded.keys() & other.keys()


def test_every_link_of_what_waits_shows_as_many(client: Client, office: dict[str, User]) -> None:
    unit = Unit.objects.get()
    draft(office["officer"], unit, "returned")
    Contact.objects.create(state="GE", authority="One", source="A letter")
    for name in ("officer", "approver"):
        client.force_login(office[name])
        for task in start(office[name]).tasks:
            assert client.get(task.url).status_code == 200, task.url
    client.force_login(office["approver"])
    Invitation.make(office["officer"])
    shown = client.get("/admin/", {"account": "invited"}).context["users"]
    assert [user.username for user in shown] == ["officer"]


def test_whoever_stands_in_reads_it_and_has_the_tasks(client: Client, office: dict[str, User]) -> None:
    today = timezone.localdate()
    Absence.objects.create(user=office["approver"], substitute=office["officer"], since=today, until=today)
    client.force_login(office["officer"])
    colleague = person("colleague", Unit.objects.get(), Role.OFFICER)
    draft(colleague, Unit.objects.get(), "submitted")
    page = client.get("/").content.decode()
    assert "You stand in for approver until" in page
    assert "Waiting for my approval" in page


def test_who_has_no_role_is_told_what_to_do(client: Client) -> None:
    client.force_login(User.objects.create_user("guest"))
    page = client.get("/").content.decode()
    assert "You hold no role today" in page
    assert "Begin a draft" not in page
    client.force_login(person("officer", Unit.objects.create(name="A unit", state="AZ"), Role.OFFICER))
    page = client.get("/").content.decode()
    assert 'href="/drafts/start/"' in page
    assert "Nothing waits for you now." in page


def test_the_latest_in_the_law_of_the_state(client: Client, office: dict[str, User]) -> None:
    today = date(2026, 11, 27)
    items = news(adviser().corpus, "AZ", today)
    assert 0 < len(items) <= 5
    assert [item.on for item in items] == sorted((item.on for item in items), reverse=True)
    assert all(item.on <= today for item in items)
    assert not [item for item in news(adviser().corpus, "AZ", date(1990, 1, 1)) if item.on > date(1990, 1, 1)]
    assert news(adviser().corpus, "", today) == ()
    client.force_login(office["officer"])
    assert "Latest in the law of Azerbaijan" in client.get("/").content.decode()


def test_the_start_page_asks_little_of_the_database(
    client: Client, office: dict[str, User], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(person("everything", Unit.objects.get(), *Role))
    with django_assert_max_num_queries(30):
        client.get("/")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("georgia", "/law/states/GE/"),
        ("Gürcüstan", "/law/states/GE/"),
        ("bank-records", "/law/measures/bank-records/"),
        ("ets-030", "/law/instruments/ets-030/"),
    ],
)
def test_one_field_finds_everything(client: Client, office: dict[str, User], words: str, found: str) -> None:
    client.force_login(office["officer"])
    assert f'href="{found}"' in client.get("/law/find/", {"q": words}).content.decode()


@pytest.mark.parametrize("words", ["", "qqqqqq", "<script>", "%", "\x00", "a" * 5000])
def test_the_search_bears_everything(client: Client, office: dict[str, User], words: str) -> None:
    client.force_login(office["officer"])
    answer = client.get("/law/find/", {"q": words})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()
