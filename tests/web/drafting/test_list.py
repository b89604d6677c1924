# SPDX-License-Identifier: EUPL-1.2
"""The list of drafts: every order shows each draft once over its pages; what is finished is put away with a reason."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from comity.web.accounts.models import Role, Unit, User
from comity.web.audit.models import Entry
from comity.web.drafting.acts import Withdraw
from comity.web.drafting.listing import ORDERS
from comity.web.drafting.models import Draft
from web.drafting.conftest import Person, SignedIn

MANY = 60


@pytest.fixture
def client(officer: User, signed_in: SignedIn) -> Client:
    return signed_in(officer)


@pytest.fixture
def many(unit: Unit, officer: User) -> list[Draft]:
    titles = ("", "Same", "Ähnlich", "same", "Z")
    return [Draft.objects.create(unit=unit, author=officer, holder=officer, title=titles[number % 5], case={}) for number in range(MANY)]


def shown(page: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'<th scope="row"[^>]*><a class="govuk-link" href="/drafts/(\d+)/"', page)]


def walked(client: Client, order: str) -> list[int]:
    """The numbers of the drafts over all pages."""
    address, found = f"/drafts/?order={order}", []
    for _ in range(9):
        page = client.get(address).content.decode()
        found += shown(page)
        following = re.search(r'href="(\?[^"]*before=[^"]*)" rel="next"', page)
        if following is None:
            return found
        address = "/drafts/" + html.unescape(following[1])
    raise AssertionError("the pages do not end")


@pytest.mark.django_db
@pytest.mark.parametrize("order", ORDERS)
def test_every_order_shows_each_draft_once(client: Client, many: list[Draft], order: str) -> None:
    spec = ORDERS[order]
    minus = "-" if spec.falling else ""
    fields = [f"{minus}{spec.field}", f"{minus}pk"] if spec.field else ["-pk"]
    assert walked(client, order) == list(Draft.objects.order_by(*fields).values_list("pk", flat=True))


@pytest.mark.django_db
def test_what_changes_meanwhile_hides_nothing(client: Client, many: list[Draft]) -> None:
    page = client.get("/drafts/?order=changed").content.decode()
    first = shown(page)
    Draft.objects.get(pk=first[-1]).save()  # it goes to the top
    following = re.search(r'href="(\?[^"]*before=[^"]*)" rel="next"', page)
    assert following is not None
    second = shown(client.get("/drafts/" + html.unescape(following[1])).content.decode())
    assert second == list(Draft.objects.order_by("-changed", "-pk").values_list("pk", flat=True))[25:50]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["order=x", "order=changed&before=1&at=x", "order=changed&before=1&at=2026-13-45T00:00:00Z", "order=title&before=999"]
)
def test_addresses_that_make_no_sense(client: Client, many: list[Draft], query: str) -> None:
    assert len(shown(client.get(f"/drafts/?{query}").content.decode())) == 25


@pytest.mark.django_db
def test_a_title_stands_in_no_address(client: Client, many: list[Draft]) -> None:
    page = client.get("/drafts/?order=title").content.decode()
    assert not re.search(r'href="[^"]*(Same|same)', page)


@pytest.mark.django_db
def test_what_is_finished_is_put_away_with_a_reason(client: Client, officer: User, draft: Draft) -> None:
    address = f"/drafts/{draft.pk}/archive/"
    assert "not possible while" in client.post(address, {"why": "Done"}, follow=True).content.decode()
    Withdraw(officer, draft, why="Not needed").run()
    changed = Draft.objects.get().changed
    assert "Say why" in client.post(address, {"why": " "}, follow=True).content.decode()
    assert "Put away on" in client.post(address, {"why": "Done"}, follow=True).content.decode()
    assert shown(client.get("/drafts/").content.decode()) == []
    assert shown(client.get("/drafts/?archived=1").content.decode()) == [draft.pk]
    client.post(address, {"why": "Asked for again"})
    assert shown(client.get("/drafts/").content.decode()) == [draft.pk]
    acts = Entry.objects.filter(act__in=("draft.archive", "draft.take-out"))
    assert [(entry.act, entry.why) for entry in acts.order_by("number")] == [
        ("draft.archive", "Done"),
        ("draft.take-out", "Asked for again"),
    ]
    assert Draft.objects.get().changed == changed


@pytest.mark.django_db
def test_who_approves_puts_nothing_away(person: Person, officer: User, draft: Draft, signed_in: SignedIn) -> None:
    Withdraw(officer, draft, why="Not needed").run()
    reader = signed_in(person("reader", Role.APPROVER))
    assert "does not allow this" in reader.post(f"/drafts/{draft.pk}/archive/", {"why": "x"}, follow=True).content.decode()
    assert "Put away in the archive" not in reader.get(f"/drafts/{draft.pk}/").content.decode()
