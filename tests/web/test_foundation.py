# SPDX-License-Identifier: EUPL-1.2
"""The foundation: nothing is open without signing in, health answers, the audit trail finds out what was changed."""

from __future__ import annotations

import pytest
from django.test import Client

from comity.web.accounts.models import User
from comity.web.audit.models import Entry, Unchangeable, broken, record


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
    Entry.objects.filter(number=3)._raw_delete("default")
    assert broken() == 3
