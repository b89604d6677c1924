# SPDX-License-Identifier: EUPL-1.2
"""Reports of errors: anybody makes them, treaty lawyers decide."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from comity.web.accounts.models import Role, User
from comity.web.actions import Refused
from comity.web.audit.models import Entry, broken
from comity.web.library.models import Decision, ErrorReport
from comity.web.library.report_actions import DecideReport, ReportError

Acts = Callable[[], list[Entry]]
PLACE = "/law/instruments/ets-030/#art-14"
SENT = {"at": PLACE, "what": "<b>title</b> of the article", "text": "See the official text."}


def test_a_report_goes_into_the_queue_and_is_decided(reader: Client, lawyer: Client, acts: Acts) -> None:
    assert 'value="/law/instruments/ets-030/#art-14"' in reader.get("/law/reports/new/", {"at": PLACE}).content.decode()
    answer = reader.post("/law/reports/new/", SENT)
    assert (answer.status_code, answer["Location"]) == (302, PLACE)
    report = ErrorReport.objects.get()
    assert (report.who.get_username(), report.where, report.decision) == ("reader", PLACE, Decision.OPEN)
    queue = lawyer.get("/law/reports/").content.decode()
    assert "&lt;b&gt;title&lt;/b&gt;" in queue
    address = f"/law/reports/{report.pk}/"
    assert "Record the decision" in lawyer.get(address).content.decode()
    assert "Record the decision" not in reader.get(address).content.decode()
    decided = lawyer.post(f"{address}decide/", {"decision": "accepted", "reason": "It is so."})
    assert decided.status_code == 302
    report.refresh_from_db()
    assert (report.decision, report.reason, str(report.decided_by)) == ("accepted", "It is so.", "lawyer")
    assert "It is so." in reader.get(address).content.decode()
    assert [entry.act for entry in acts()] == ["error.report", "error.decide"]
    assert broken() is None


def test_it_is_decided_once(reader: Client, lawyer: Client) -> None:
    reader.post("/law/reports/new/", SENT)
    address = f"/law/reports/{ErrorReport.objects.get().pk}/decide/"
    lawyer.post(address, {"decision": "declined", "reason": "No."})
    again = lawyer.post(address, {"decision": "accepted", "reason": "Yes."})
    assert again.status_code == 409
    assert "decided already" in again.content.decode()
    assert ErrorReport.objects.get().decision == "declined"


def test_others_neither_see_nor_decide(reader: Client, officer: Client, lawyer: Client) -> None:
    reader.post("/law/reports/new/", SENT)
    pk = ErrorReport.objects.get().pk
    assert officer.get(f"/law/reports/{pk}/").status_code == 404
    assert "title" not in officer.get("/law/reports/").content.decode().split("<main")[1]
    for client in (officer, reader):
        assert client.post(f"/law/reports/{pk}/decide/", {"decision": "accepted", "reason": "Mine."}).status_code == 404
    assert ErrorReport.objects.get().decision == Decision.OPEN
    assert lawyer.get(f"/law/reports/{pk}/decide/")["Location"] == f"/law/reports/{pk}/"


def test_what_was_typed_stays(reader: Client, lawyer: Client) -> None:
    answer = reader.post("/law/reports/new/", {**SENT, "text": ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "&lt;b&gt;title&lt;/b&gt; of the article" in page
    assert 'href="#id_text"' in page
    assert 'aria-describedby="id_text-hint id_text-error"' in page
    reader.post("/law/reports/new/", SENT)
    answer = lawyer.post(f"/law/reports/{ErrorReport.objects.get().pk}/decide/", {"decision": "accepted", "reason": " "})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "place",
    [
        "",
        "https://example.org/",
        "//example.org/law/",
        "/account/logout/",
        "/law/instruments/nowhere/",
        "/law/states/QQ/",
        "/law/instruments/ets-030/statements/nowhere/",
        "/law/\\example.org",
        "javascript:alert(1)",
        "/law/" + "a" * 400,
        "/law/instruments/ets-030/#\nx",
    ],
)
def test_a_report_leads_nowhere_else(reader: Client, place: str) -> None:
    assert reader.get("/law/reports/new/", {"at": place}).status_code == 404
    assert reader.post("/law/reports/new/", {**SENT, "at": place}).status_code == 404
    assert not ErrorReport.objects.exists()


def test_the_queue_is_paged_by_key(lawyer: Client, user: Callable[..., User]) -> None:
    who = user("someone")
    for number in range(45):
        ErrorReport.objects.create(where=PLACE, what=f"point-{number:02}", text="x", who=who)
    first = lawyer.get("/law/reports/").content.decode()
    assert "point-39" in first
    assert "point-40" not in first
    last = ErrorReport.objects.get(what="point-39").pk
    assert f"after={last}" in first
    second = lawyer.get("/law/reports/", {"after": last}).content.decode()
    assert "point-40" in second
    assert "point-39" not in second


def test_the_acts_check_by_themselves(user: Callable[..., User]) -> None:
    officer, lawyer = user("officer", Role.OFFICER), user("lawyer", Role.TREATY_LAWYER)
    report = ReportError(officer, ErrorReport(where=PLACE, what="x", text="y")).run()
    with pytest.raises(Refused):
        DecideReport(officer, report, "accepted", "why").run()
    for decision, why in (("open", "why"), ("accepted", " ")):
        with pytest.raises(Refused):
            DecideReport(lawyer, report, decision, why).run()
    officer.is_active = False
    with pytest.raises(Refused):
        ReportError(officer, ErrorReport(where=PLACE, what="x", text="y")).run()
    assert Entry.objects.count() == 1
