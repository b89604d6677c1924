# SPDX-License-Identifier: EUPL-1.2
"""The foundation: nothing is open without signing in, health answers, the audit trail finds out what was changed."""

from __future__ import annotations

import pytest
from django.test import Client

from comity.web.accounts.models import User
from comity.web.audit.models import Entry, Head, Unchangeable, broken, record


@pytest.mark.django_db
def test_nothing_is_open_without_signing_in(client: Client) -> None:
    for address in ("/", "/advice/", "/law/", "/drafts/", "/nowhere/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"].startswith("/account/login/")) == (302, True)


@pytest.mark.django_db
def test_health(client: Client) -> None:
    assert client.get("/health/").json()["status"] == "ok"


@pytest.mark.django_db
def test_the_chain_finds_out_what_was_changed() -> None:
    user = User.objects.create_user("officer")
    for number in range(3):
        record(user, "looked", on=f"case-{number}")
    assert broken() is None
    entry = Entry.objects.get(number=2)
    with pytest.raises(Unchangeable):
        entry.save()
    with pytest.raises(Unchangeable):
        entry.delete()
    Entry.objects.filter(number=2).update(object="case-9")
    assert broken() == 2
    Entry.objects.filter(number=2).update(object="case-1")
    assert broken() is None
    last = Entry.objects.get(number=3)
    Entry.objects.filter(number=3)._raw_delete("default")
    assert broken() == 3
    last._state.adding = True
    last.save()
    assert broken() is None
    Entry.objects.filter(number=2)._raw_delete("default")
    assert broken() == 2


@pytest.mark.django_db
def test_the_chain_finds_out_that_its_end_was_moved() -> None:
    for number in range(3):
        record(None, "looked", on=f"case-{number}")
    second = Entry.objects.get(number=2)
    Head.objects.update(number=2, hash=second.hash)
    assert broken() == 3  # an entry behind the end
    Head.objects.update(number=3, hash="0" * 64)
    assert broken() == 4  # the end is not that of the last entry
    Head.objects.all().delete()
    assert broken() == 1
