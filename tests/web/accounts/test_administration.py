# SPDX-License-Identifier: EUPL-1.2
"""Accounts, roles, invitations, absences: who may what, and one entry for each act."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from comity.web.accounts.absences import AddAbsence, Away
from comity.web.accounts.acts import AddUnit, GrantRole, Invite, Person, Post
from comity.web.accounts.models import Absence, Invitation, Membership, Role, Unit, User
from comity.web.actions import Refused
from comity.web.audit.models import Entry
from web.accounts.conftest import PASSWORD, Make

pytestmark = pytest.mark.django_db
ON_USER = ("change", "roles", "absences", "invite", "deactivate", "reactivate", "forget-second-factors", "revoke-invitation")
WORDS = "four other words apart"


def acts() -> list[str]:
    return [act for act in Entry.objects.values_list("act", flat=True) if not act.startswith("session.")]


def invited(client: Client, unit: Unit, name: str = "newcomer") -> str:
    """Invite somebody; the address of the link."""
    content = {"username": name, "last_name": "New", "language": "en", "unit": unit.pk, "role": "officer", "since": timezone.localdate()}
    answer = client.post("/admin/invite/", content)
    assert answer.status_code == 200
    link: str = answer.context["link"]
    return link.removeprefix("http://testserver")


@pytest.mark.usefixtures("administrator")
def test_an_invitation_opens_an_account_once(client: Client, unit: Unit) -> None:
    link = invited(client, unit)
    guest = Client()
    assert guest.get(link).status_code == 200
    assert guest.post(link, {"password": "short", "again": "short"}).status_code == 422
    assert guest.post(link, {"password": WORDS, "again": "another"}).status_code == 422
    assert guest.post(link, {"password": WORDS, "again": WORDS})["Location"] == "/account/login/"
    assert guest.get(link).status_code == 410
    assert guest.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 410
    newcomer = User.objects.get(username="newcomer")
    assert newcomer.check_password(WORDS)
    assert newcomer.has_role(Role.OFFICER)
    assert acts() == ["user.invite", "invitation.accept", "invitation.refused", "invitation.refused"]
    assert Invitation.objects.get().token not in link


@pytest.mark.usefixtures("administrator")
def test_an_invitation_expires(client: Client, unit: Unit) -> None:
    link = invited(client, unit)
    Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert Client().post(link, {"password": WORDS, "again": WORDS}).status_code == 410
    assert not User.objects.get(username="newcomer").has_usable_password()


@pytest.mark.usefixtures("administrator")
def test_a_new_link_replaces_the_old_one(client: Client, unit: Unit) -> None:
    old = invited(client, unit)
    number = User.objects.get(username="newcomer").pk
    new = client.post(f"/admin/users/{number}/invite/").context["link"].removeprefix("http://testserver")
    assert Client().get(old).status_code == 410
    assert Client().get(new).status_code == 200
    assert Client().get("/invitation/guessed/").status_code == 410
    client.post(f"/admin/users/{number}/deactivate/")
    assert Client().get(new).status_code == 410


@pytest.mark.usefixtures("administrator")
def test_a_link_is_taken_back(client: Client, unit: Unit) -> None:
    link = invited(client, unit)
    at = f"/admin/users/{User.objects.get(username='newcomer').pk}/"
    assert "Take the link back" in client.get(at).content.decode()
    page = client.post(f"{at}revoke-invitation/", follow=True).content.decode()
    assert "The link opens nothing any more." in page
    assert "Take the link back" not in page
    assert Client().get(link).status_code == 410
    assert "There is no link" in client.post(f"{at}revoke-invitation/", follow=True).content.decode()
    assert [act for act in acts() if act != "user.consult"] == ["user.invite", "invitation.revoke", "invitation.refused"]


def test_an_invitation_is_sent_where_a_server_is_set_up(administrator: User, client: Client, unit: Unit, settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    person = {"username": "newcomer", "last_name": "New", "language": "en", "email": "new@example.org"}
    answer = client.post("/admin/invite/", {**person, "unit": unit.pk, "role": "officer", "since": timezone.localdate()})
    assert answer.context["sent"] is True
    assert answer.context["link"] in mail.outbox[0].body


def test_only_administrators_come_to_administration(make: Make, unit: Unit) -> None:
    victim = make("victim")
    absence = Absence.objects.create(user=victim, substitute=make("second"), since=date(2026, 1, 1), until=date(2099, 1, 1))
    membership = Membership.objects.create(user=victim, unit=unit, role=Role.OFFICER)
    reading = ["", "invite/", "units/", f"units/{unit.pk}/", f"users/{victim.pk}/"]
    writing = [
        "invite/",
        "units/",
        f"units/{unit.pk}/",
        *(f"users/{victim.pk}/{act}/" for act in ON_USER),
        f"roles/{membership.pk}/end/",
        f"absences/{absence.pk}/end/",
    ]
    for role in Role:
        if role == Role.ADMINISTRATOR:
            continue
        client = Client()
        client.force_login(make(role.value, role), backend="allauth.account.auth_backends.AuthenticationBackend")
        for address in reading:
            assert client.get(f"/admin/{address}").status_code == 404, (role, address)
        for address in writing:
            assert client.post(f"/admin/{address}").status_code == 404, (role, address)
        expected = 200 if role == Role.AUDITOR else 404
        assert client.get("/audit/").status_code == expected
    assert acts() == ["audit.consult"]


def test_nobody_manages_their_own_account(administrator: User, client: Client, unit: Unit) -> None:
    own = f"/admin/users/{administrator.pk}/"
    answer = client.post(f"{own}roles/", {"post-unit": unit.pk, "post-role": "officer", "post-since": "2026-01-01"})
    assert answer.status_code == 422
    for act in ("deactivate", "invite", "forget-second-factors"):
        client.post(f"{own}{act}/")
    membership = administrator.memberships.get()
    client.post(f"/admin/roles/{membership.pk}/end/")
    administrator.refresh_from_db()
    assert administrator.is_active
    assert administrator.roles() == {(unit.pk, "administrator")}
    assert acts() == ["user.consult"]  # the page came back with what is wrong


def test_an_administrator_does_not_become_a_substitute_by_their_own_word(administrator: User, make: Make) -> None:
    officer, today = make("officer", Role.OFFICER), timezone.localdate()
    with pytest.raises(Refused):
        AddAbsence(administrator, Away(officer, administrator, today, today)).run()
    assert acts() == []


def test_every_act_is_one_entry(administrator: User, client: Client, make: Make, unit: Unit) -> None:
    officer, second = make("officer", Role.OFFICER), make("second", Role.OFFICER)
    at, today = f"/admin/users/{officer.pk}", timezone.localdate().isoformat()
    client.post("/admin/units/", {"name": "Court", "state": "AZ"})
    court = Unit.objects.get(name="Court")
    client.post(f"/admin/units/{court.pk}/", {"name": "High court", "state": "GE", "within": unit.pk})
    client.post(f"{at}/change/", {"last_name": "Renamed", "language": "az"})
    client.post(f"{at}/roles/", {"post-unit": court.pk, "post-role": "prosecutor", "post-since": today})
    client.post(f"/admin/roles/{officer.memberships.get(role='prosecutor').pk}/end/")
    client.post(f"{at}/absences/", {"away-substitute": second.pk, "away-since": today, "away-until": today})
    client.post(f"/admin/absences/{officer.absences.get().pk}/end/")
    client.post(f"{at}/deactivate/")
    client.post(f"{at}/deactivate/")  # refused: no entry
    client.post(f"{at}/reactivate/")
    client.get(f"{at}/")
    assert acts() == [
        "unit.add",
        "unit.change",
        "user.change",
        "role.grant",
        "role.end",
        "absence.add",
        "absence.end",
        "user.deactivate",
        "user.reactivate",
        "user.consult",
    ]
    assert set(Entry.objects.exclude(act__startswith="session.").values_list("who", flat=True)) == {administrator.pk}
    assert "Renamed" not in str(list(Entry.objects.values("detail", "why", "object")))


@pytest.mark.parametrize("address", ["change", "roles", "absences"])
def test_the_address_of_a_form_leads_to_its_page(administrator: User, client: Client, address: str) -> None:
    at = f"/admin/users/{administrator.pk}/"
    assert client.get(f"{at}{address}/")["Location"] == at
    assert client.get("/absences/add/")["Location"] == "/absences/"


def test_a_refusal_keeps_what_was_typed(administrator: User, client: Client, make: Make, unit: Unit) -> None:
    make("officer")
    answer = client.post(
        "/admin/invite/",
        {"username": "OFFICER", "last_name": "Kept", "language": "en", "unit": unit.pk, "role": "officer", "since": "2026-01-01"},
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "govuk-error-summary" in page
    assert 'value="Kept"' in page
    with pytest.raises(Refused):
        Invite(administrator, Person("officer", "", "", "", "en"), Post(unit, Role.OFFICER, date(2026, 1, 1))).run()


def test_a_closed_account_ends_its_sessions(administrator: User, client: Client, make: Make) -> None:
    officer = make("officer", Role.OFFICER)
    theirs = Client()
    theirs.post("/account/login/", {"login": "officer", "password": PASSWORD})
    assert theirs.get("/").status_code == 200
    client.post(f"/admin/users/{officer.pk}/deactivate/")
    assert theirs.get("/").status_code == 302


@pytest.mark.parametrize(("day", "held"), [("2025-12-31", False), ("2026-01-01", True), ("2026-06-30", True), ("2026-07-01", False)])
def test_a_role_is_held_for_its_days(make: Make, unit: Unit, day: str, held: bool) -> None:
    user = make("officer")
    Membership.objects.create(user=user, unit=unit, role=Role.APPROVER, since=date(2026, 1, 1), until=date(2026, 6, 30))
    assert ((unit.pk, "approver") in user.roles(date.fromisoformat(day))) is held


@pytest.mark.parametrize(("day", "stands_in"), [("2026-02-28", False), ("2026-03-01", True), ("2026-03-10", True), ("2026-03-11", False)])
def test_a_substitute_has_the_roles_while_the_other_is_away(make: Make, unit: Unit, day: str, stands_in: bool) -> None:
    approver, officer = make("approver", Role.APPROVER), make("officer", Role.OFFICER)
    Absence.objects.create(user=approver, substitute=officer, since=date(2026, 3, 1), until=date(2026, 3, 10))
    on = date.fromisoformat(day)
    assert ((unit.pk, "approver") in officer.roles(on)) is stands_in
    assert (unit.pk, "officer") in officer.roles(on)
    assert (unit.pk, "officer") not in approver.roles(on)


def test_everybody_enters_their_own_absence_and_no_other(client: Client, make: Make) -> None:
    officer, second = make("officer", Role.OFFICER), make("second", Role.OFFICER)
    stranger = make("stranger")
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    today = timezone.localdate()
    days = {"since": today.isoformat(), "until": (today + timedelta(days=3)).isoformat()}
    assert client.post("/absences/add/", {"substitute": stranger.pk, **days}).status_code == 422  # not of the same unit
    assert client.post("/absences/add/", {"substitute": second.pk, **days, "until": "2026-01-01"}).status_code == 422
    assert client.post("/absences/add/", {"substitute": second.pk, **days}).status_code == 302
    foreign = Absence.objects.create(user=second, substitute=officer, since=today, until=today)
    assert client.post(f"/absences/{foreign.pk}/end/").status_code == 404
    assert client.post(f"/absences/{officer.absences.get().pk}/end/").status_code == 302
    assert client.get("/absences/").status_code == 200
    assert acts() == ["absence.add", "absence.end"]


@pytest.mark.parametrize(("first", "last", "entered"), [(-1, 0, False), (3, 9, False), (1, 2, False), (-9, -1, True), (4, 9, True)])
def test_absences_do_not_lie_over_each_other(make: Make, first: int, last: int, entered: bool) -> None:
    officer, second, third = make("officer", Role.OFFICER), make("second", Role.OFFICER), make("third", Role.OFFICER)
    today = timezone.localdate() + timedelta(days=30)
    AddAbsence(officer, Away(officer, second, today, today + timedelta(days=3))).run()
    days = (today + timedelta(days=first), today + timedelta(days=last))
    if entered:
        AddAbsence(officer, Away(officer, third, *days)).run()
        assert officer.absences.count() == 2
    else:
        with pytest.raises(Refused, match="already"):
            AddAbsence(officer, Away(officer, third, *days)).run()
        with pytest.raises(Refused, match="is away"):
            AddAbsence(third, Away(third, officer, *days)).run()


def test_a_page_with_errors_says_so_first(client: Client, make: Make) -> None:
    client.force_login(make("officer", Role.OFFICER), backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.post("/absences/add/", {}).content.decode()
    assert "<title>Error: Absences" in page
    for field in ("substitute", "since", "until"):
        assert f'href="#id_{field}"' in page
        assert f'id="id_{field}"' in page
        assert f'id="id_{field}_error"' in page


def test_the_same_role_is_not_given_twice(administrator: User, make: Make, unit: Unit) -> None:
    officer = make("officer", Role.OFFICER)
    with pytest.raises(Refused):
        GrantRole(administrator, officer, Post(unit, Role.OFFICER, date(2026, 5, 1))).run()


def test_a_unit_belongs_to_a_state_that_the_body_of_law_knows(administrator: User, client: Client) -> None:
    page = client.get("/admin/units/").content.decode()
    assert '<option value="GE">Georgia</option>' in page
    for state in ("QQ", "", "ge", "Georgia"):
        assert client.post("/admin/units/", {"name": "Court", "state": state}).status_code == 422
        with pytest.raises(Refused):
            AddUnit(administrator, Unit(name="Court", state=state)).run()
    assert client.post("/admin/units/", {"name": "Court", "state": "GE"}).status_code == 302
    assert "Georgia" in client.get("/admin/units/").content.decode()
    assert acts() == ["unit.add"]


@pytest.mark.usefixtures("administrator")
def test_users_are_paged_by_name(client: Client, make: Make) -> None:
    for number in range(60):
        make(f"user-{number:02}")
    first = client.get("/admin/")
    second = client.get("/admin/", {"after": first.context["more"]})
    names = [user.username for page in (first, second) for user in page.context["users"]]
    assert names == sorted(names)
    assert len(names) == len(set(names)) == 61
    assert [user.username for user in client.get("/admin/?q=user-07").context["users"]] == ["user-07"]
    assert "Nobody is called so." in client.get("/admin/?q=%25").content.decode()


def test_the_first_administrator_is_made_on_the_machine(capsys: pytest.CaptureFixture[str], client: Client) -> None:
    call_command("make_administrator", "first", "--unit", "Ministry", "--state", "az")
    link = capsys.readouterr().out.split("http://localhost:8000")[1].strip()
    assert client.post(link, {"password": WORDS, "again": WORDS}).status_code == 302
    assert User.objects.get(username="first").has_role(Role.ADMINISTRATOR)
    assert acts() == ["administrator.make", "invitation.accept"]
    for arguments in (
        ["first", "--unit", "Ministry"],
        ["second", "--unit", "Elsewhere"],
        ["third", "--unit", "Elsewhere", "--state", "QQ"],
    ):
        with pytest.raises(CommandError):
            call_command("make_administrator", *arguments)
