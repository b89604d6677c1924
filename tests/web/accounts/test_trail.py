# SPDX-License-Identifier: EUPL-1.2
"""The audit trail as an auditor reads, checks and takes it out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from comity.web.accounts.models import Role, User
from comity.web.actions import Refused
from comity.web.audit.acts import Verify
from comity.web.audit.models import Entry, Head, broken, record
from comity.web.audit.trail import inert
from comity.web.jobs.models import Job
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
    page = client.get("/audit/").context
    assert page["head"].number == page["entries"][0].number  # what the page says is what it shows
    assert Entry.objects.filter(act="audit.consult", who=auditor).count() == 1


def test_the_chain_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_audit")
    assert capsys.readouterr().out == "whole, no entries\n"
    record(None, "one")
    call_command("verify_audit")
    end = capsys.readouterr().out.strip().rpartition(" ")[2]
    record(None, "two")
    call_command("verify_audit", kept=end)
    with pytest.raises(CommandError, match="written anew"):
        call_command("verify_audit", kept=end[:-2] + "zz")
    Entry.objects.filter(act="one").update(why="changed")
    with pytest.raises(CommandError, match="broken at entry 1"):
        call_command("verify_audit")
    head = Head.objects.get()
    assert head.number == Entry.objects.count()


def test_every_tampering_is_found() -> None:
    for number in range(1, 7):
        record(None, f"act-{number}")
    assert broken() is None
    entries = list(Entry.objects.values())
    tampered: list[tuple[Callable[[], object], int]] = [
        (lambda: Entry.objects.filter(number=3).update(why="changed"), 3),
        (lambda: Entry.objects.filter(number=3)._raw_delete("default"), 3),
        (lambda: Entry.objects.filter(number=6)._raw_delete("default"), 6),
        (lambda: Entry.objects.filter(number__gte=1)._raw_delete("default"), 1),
        (lambda: Entry.objects.bulk_create([Entry(number=7, at=timezone.now(), act="put in", previous="0", hash="x")]), 7),
        (lambda: Head.objects.update(number=5), 6),
        (lambda: Head.objects.update(hash="0" * 64), 7),
        (lambda: Head.objects.all().delete(), 1),
    ]
    head = Head.objects.values().get()
    for tamper, at in tampered:
        tamper()
        assert broken() == at
        Entry.objects.all()._raw_delete("default")
        Entry.objects.bulk_create([Entry(**entry) for entry in entries])
        Head.objects.update_or_create(pk=1, defaults=head)
        assert broken() is None


def test_an_entry_that_comes_while_it_looks_breaks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    record(None, "one")
    looked = Entry.computed

    def while_looking(entry: Entry) -> str:
        if entry.act == "one":
            monkeypatch.setattr(Entry, "computed", looked)
            record(None, "meanwhile")
        return looked(entry)

    monkeypatch.setattr(Entry, "computed", while_looking)
    assert broken() is None
    assert Entry.objects.count() == 2


def test_the_check_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("comity.web.audit.models.EACH", 2)
    monkeypatch.setenv("COMITY_PROGRESS", "1")
    for number in range(5):
        record(None, f"act-{number}")
    call_command("verify_audit", as_json=True)
    said = capsys.readouterr()
    assert [line.strip() for line in said.err.splitlines()] == ["progress: 2/5", "progress: 4/5"]
    assert json.loads(said.out) == {"broken": None, "entries": 5, "end": Head.objects.get().hash}


def address_of_data() -> str:
    """The database of this test, as a process of its own finds it."""
    kept = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{kept['NAME']}"
    return f"postgres://{kept['USER']}@{quote(str(kept['HOST']), safe='')}/{kept['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_an_auditor_checks_the_chain_as_a_job_of_their_own(
    auditor: User, client: Client, make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COMITY_HOME", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "comity.web.settings")
    monkeypatch.setenv("DATABASE_URL", address_of_data())
    record(None, "one")
    page = client.post("/audit/verify/", follow=True)
    assert "The chain is whole." in page.content.decode()
    job = Job.objects.get(kind="audit")
    begun = Entry.objects.get(act="audit.verify")
    assert (begun.who, begun.object, begun.detail) == (auditor, str(job.pk), {"job": "audit"})
    assert f"{begun.number - 1}:{begun.previous}" in page.content.decode()
    assert "The same on a command line" not in page.content.decode()
    colleague = Client()
    colleague.force_login(make("colleague", Role.AUDITOR))
    assert colleague.get(f"/jobs/{job.pk}/").status_code == 404
    Entry.objects.filter(act="one").update(why="changed")
    number = Entry.objects.get(act="one").number
    assert f"The chain is broken at entry {number}." in client.post("/audit/verify/", follow=True).content.decode()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMINISTRATOR])
def test_only_auditors_check(client: Client, make: Make, role: Role) -> None:
    other = make("other", role)
    client.force_login(other)
    assert client.post("/audit/verify/").status_code == 404
    with pytest.raises(Refused, match="Only an auditor"):
        Verify(other).run()
    assert not Job.objects.exists()
    assert not Entry.objects.filter(act="audit.verify").exists()


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
