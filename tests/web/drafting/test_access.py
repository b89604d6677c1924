# SPDX-License-Identifier: EUPL-1.2
"""Who sees and does what: to whom a draft is foreign there is none; nobody approves what they wrote."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from comity.draft.case.read import Plain
from comity.web.accounts.models import Absence, Role, Unit, User
from comity.web.actions import Refused
from comity.web.audit.models import Entry
from comity.web.drafting.acts import Approve, HandOver, Submit, TakeBack
from comity.web.drafting.editing import Save
from comity.web.drafting.entries import Entry as Typed
from comity.web.drafting.entries import seal
from comity.web.drafting.models import Draft, ReceivedRequest
from comity.web.drafting.receiving import Incoming, Receive
from web.drafting.conftest import Person, SignedIn

GETS = (
    "",
    "case/persons/",
    "papers/",
    "papers/request.en/",
    "papers/request.en.pdf",
    "papers/request.en.docx",
    "request.json",
    "case.yaml",
    "package.zip",
    "plan/",
    "plan.svg",
    "plan.pdf",
    "comments/",
    "versions/",
    "shared/",
    f"shared/{'0' * 64}",
)
POSTS = (
    "case/persons/save/",
    "add/",
    "remove/",
    "undo/",
    "restore/",
    "archive/",
    "annexes/",
    "comments/",
    "comments/1/settle/",
    "hand-over/",
    "submit/",
    "approve/",
    "return/",
    "withdraw/",
    "take-back/",
    "share/",
    "shared/take-in/",
    "shared/1/",
)
SECRETS = (b"Example Trade", b"GE00EX", "Nümunə".encode(), b"XX-2026")


def foreign(client: Client, draft: Draft) -> None:
    """Nothing of the draft is there: no page, no byte, no act."""
    before = (draft.version, draft.state)
    for part in GETS:
        answer = client.get(f"/drafts/{draft.pk}/{part}")
        assert answer.status_code == 404, part
        assert not any(secret in answer.content for secret in SECRETS), part
    for part in POSTS:
        answer = client.post(f"/drafts/{draft.pk}/{part}", {"list": "persons", "item": "persons[0]", "version": draft.version, "why": "x"})
        assert answer.status_code == 404, part
    listed = client.get("/drafts/")
    assert not any(secret in listed.content for secret in SECRETS)
    draft.refresh_from_db()
    assert (draft.version, draft.state) == before


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.TREATY_LAWYER])
def test_other_roles_of_the_unit_see_no_drafts(person: Person, signed_in: SignedIn, draft: Draft, role: Role) -> None:
    foreign(signed_in(person("other", role)), draft)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.OFFICER, Role.APPROVER, Role.HEAD, Role.PROSECUTOR])
def test_other_units_see_no_drafts(person: Person, signed_in: SignedIn, draft: Draft, other_unit: Unit, role: Role) -> None:
    foreign(signed_in(person("other", role, within=other_unit)), draft)


@pytest.mark.django_db
def test_without_any_role(person: Person, signed_in: SignedIn, draft: Draft) -> None:
    client = signed_in(person("other"))
    foreign(client, draft)
    assert client.post("/drafts/start/", {"from": "nothing"}).status_code == 403
    assert Draft.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.OFFICER, Role.APPROVER, Role.HEAD, Role.PROSECUTOR])
def test_the_unit_sees_its_drafts(person: Person, signed_in: SignedIn, draft: Draft, role: Role) -> None:
    client = signed_in(person("other", role))
    assert b"Example Trade" in client.get("/drafts/").content
    assert client.get(f"/drafts/{draft.pk}/").status_code == 200


@pytest.mark.django_db
def test_who_left_the_unit_sees_their_own_and_changes_nothing(officer: User, signed_in: SignedIn, draft: Draft) -> None:
    officer.memberships.all().delete()
    client = signed_in(officer)
    assert client.get(f"/drafts/{draft.pk}/").status_code == 200
    with pytest.raises(Refused):
        Submit(officer, draft).run()
    with pytest.raises(Refused):
        Save(officer, draft, [Typed("case.reference", "new", seal("XX-2026/0117"), 1)]).run()


@pytest.mark.django_db
def test_a_substitute_sees_while_the_other_is_away(person: Person, officer: User, draft: Draft) -> None:
    other = person("other")
    assert not Draft.objects.visible_to(other).exists()
    Absence.objects.create(user=officer, substitute=other, since=timezone.localdate(), until=timezone.localdate())
    assert Draft.objects.visible_to(other).exists()


@pytest.mark.django_db
def test_four_eyes(person: Person, officer: User, approver: User, draft: Draft, signed_in: SignedIn) -> None:
    both = person("both", Role.OFFICER, Role.APPROVER)
    Save(both, draft, [Typed("case.reference", "XX-2", seal("XX-2026/0117"), draft.version)]).run()
    officer.memberships.create(unit=draft.unit, role=Role.HEAD)
    Submit(officer, draft).run()
    entries = Entry.objects.count()
    for user in (officer, both):  # the author, and one who wrote in it
        with pytest.raises(Refused, match="second person"):
            Approve(user, draft).run()
        assert "Approve</button>" not in signed_in(user).get(f"/drafts/{draft.pk}/").content.decode()
    assert Entry.objects.filter(act__startswith="draft.").exclude(act="draft.consult").count() == entries
    Approve(approver, draft).run()
    draft.refresh_from_db()
    assert draft.state == "approved"
    for late in (TakeBack(officer, draft), Save(officer, draft, [Typed("case.reference", "XX-3", seal("XX-2"), draft.version)])):
        with pytest.raises(Refused):
            late.run()
    assert Draft.objects.get().case["case"]["reference"] == "XX-2"


@pytest.mark.django_db
def test_only_the_role_approves(person: Person, officer: User, draft: Draft) -> None:
    Submit(officer, draft).run()
    with pytest.raises(Refused, match="role"):
        Approve(person("other", Role.OFFICER), draft).run()


@pytest.mark.django_db
def test_who_approves_approves_what_they_saw(officer: User, approver: User, draft: Draft, signed_in: SignedIn) -> None:
    Submit(officer, draft).run()
    draft.refresh_from_db()
    page = signed_in(approver).post(f"/drafts/{draft.pk}/approve/", {"version": draft.version - 1}, follow=True).content.decode()
    assert "was changed since you opened this page" in page
    assert "was changed since" in signed_in(approver).post(f"/drafts/{draft.pk}/approve/", {}, follow=True).content.decode()
    draft.refresh_from_db()
    assert draft.state == "submitted"


@pytest.mark.django_db
def test_hand_over_only_within_the_unit(person: Person, officer: User, draft: Draft, other_unit: Unit, signed_in: SignedIn) -> None:
    colleague, stranger = person("colleague", Role.PROSECUTOR), person("stranger", Role.OFFICER, within=other_unit)
    with pytest.raises(Refused):
        HandOver(officer, draft, stranger).run()
    client = signed_in(officer)
    assert "stranger" not in client.get(f"/drafts/{draft.pk}/").content.decode()
    client.post(f"/drafts/{draft.pk}/hand-over/", {"to": str(colleague.pk), "note": "The annex is missing"})
    draft.refresh_from_db()
    assert (draft.holder, draft.author) == (colleague, officer)
    assert Entry.objects.filter(act="draft.hand-over").count() == 1


@pytest.mark.django_db
def test_received_requests_are_of_the_unit(officer: User, person: Person, signed_in: SignedIn, values: Plain, other_unit: Unit) -> None:
    row = Receive(officer, officer.memberships.get().unit, Incoming("request.json", b"a file", values)).run()
    for user in (person("a", Role.AUDITOR), person("b", Role.OFFICER, within=other_unit)):
        client = signed_in(user)
        assert client.get(f"/drafts/received/{row.pk}/").status_code == 404
        assert client.get(f"/drafts/received/{row.pk}/letter.en.pdf").status_code == 404
        assert b"request.json</span>" not in client.get("/drafts/received/").content
    assert ReceivedRequest.objects.visible_to(officer).count() == 1
