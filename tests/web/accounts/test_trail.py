# SPDX-License-Identifier: EUPL-1.2
"""The audit trail as an auditor reads, checks and takes it out."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from comity.web.accounts.models import Role, User
from comity.web.audit.models import Entry, Head, record
from comity.web.audit.trail import inert
from web.accounts.conftest import Make

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(make: Make, client: Client) -> User:
    """An auditor who is signed in."""
    user = make("auditor", Role.AUDITOR)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return user


def test_entries_are_paged_by_number_and_filtered(auditor: User, client: Client, make: Make) -> None:
    officer = make("officer")
    for number in range(230):
        record(officer, "draft.consult" if number % 2 else "draft.change", on=f"d{number}")
    seen: list[int] = []
    query = {"act": "draft.consult"}
    while True:
        page = client.get("/audit/", query).context
        seen += [entry.number for entry in page["entries"]]
        if page["before"] is None:
            break
        query["before"] = str(page["before"])
    assert len(seen) == len(set(seen)) == 115
    assert seen == sorted(seen, reverse=True)
    assert {entry.who for entry in client.get("/audit/", {"who": str(officer.pk)}).context["entries"]} == {officer}
    assert client.get("/audit/", {"since": "2099-01-01"}).context["entries"] == []
    assert client.get("/audit/", {"since": "not a day"}).status_code == 422
    assert client.get("/audit/", {"before": "9" * 40}).status_code == 200


def test_looking_is_an_entry(auditor: User, client: Client) -> None:
    client.get("/audit/")
    assert Entry.objects.filter(act="audit.consult", who=auditor).count() == 1


@pytest.mark.usefixtures("auditor")
def test_the_chain_is_checked(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    record(None, "one")
    assert "The chain is whole." in client.post("/audit/verify/", follow=True).content.decode()
    call_command("verify_audit")
    end = capsys.readouterr().out.strip().rpartition(" ")[2]
    record(None, "two")
    call_command("verify_audit", kept=end)
    with pytest.raises(CommandError, match="written anew"):
        call_command("verify_audit", kept=end[:-2] + "zz")
    Entry.objects.filter(act="one").update(why="changed")
    with pytest.raises(CommandError, match="broken at entry"):
        call_command("verify_audit")
    assert "The chain is broken" in client.post("/audit/verify/", follow=True).content.decode()
    assert Entry.objects.filter(act="audit.verify").count() == 2
    head = Head.objects.get()
    assert head.number == Entry.objects.count()


@pytest.mark.usefixtures("auditor")
def test_the_export_is_no_formula(client: Client) -> None:
    record(None, "draft.refuse", why='=HYPERLINK("http://evil.example")', on="-1+1")
    answer = client.post("/audit/export/", {"act": "draft.refuse"})
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode())))
    assert [(row["why"], row["object"]) for row in rows] == [('\'=HYPERLINK("http://evil.example")', "'-1+1")]
    assert Entry.objects.filter(act="audit.export").count() == 1


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_dangerous_cells_are_quoted(cell: str) -> None:
    assert inert(cell) == "'" + cell
    assert inert("plain") == "plain"
