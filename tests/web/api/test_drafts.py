# SPDX-License-Identifier: EUPL-1.2
"""Drafts: who sees them, versions that were changed meanwhile, and the audit trail."""

from __future__ import annotations

from typing import Any

import pytest

from comity.web.accounts.models import Membership, Role, Unit, User
from comity.web.audit.models import Entry, broken
from comity.web.drafting.models import Draft
from web.api.conftest import Caller, Issue, data_of, problem_of
from web.conftest import SINCE, person

CASE = {"requesting": "AZ", "requested": "GE", "measure": "bank-records", "case": {"reference": "EX-1"}}


def entries() -> list[tuple[str, str, str]]:
    """What the audit trail says on drafts: act, whose, which."""
    return [(e.act, e.who.username, e.object) for e in Entry.objects.filter(act__startswith="draft.") if e.who]


def test_a_draft_is_begun_read_and_changed(caller: Caller) -> None:
    answer = caller.send("/drafts", {"case": CASE})
    begun = data_of(answer)
    assert (answer.status_code, answer["ETag"], answer["Location"]) == (201, '"1"', f"/api/v1/drafts/{begun['id']}")
    assert (begun["version"], begun["state"], begun["reference"], begun["case"]["measure"]) == (1, "draft", "EX-1", "bank-records")
    path = f"/drafts/{begun['id']}"
    changed = caller.send(path, {"case": {**CASE, "measure": "freezing"}}, method="PUT", **{"If-Match": answer["ETag"]})
    assert (data_of(changed)["version"], changed["ETag"]) == (2, '"2"')
    read = caller.get(path)
    assert (data_of(read)["case"]["measure"], read["ETag"]) == ("freezing", '"2"')
    number = str(begun["id"])
    assert entries() == [("draft.start", "officer", number), ("draft.replace", "officer", number), ("draft.read", "officer", number)]
    assert broken() is None


def test_lists_hold_no_cases_and_are_no_consultation(caller: Caller) -> None:
    for _ in range(3):
        data_of(caller.send("/drafts", {"case": CASE}))
    before = Entry.objects.count()
    first = data_of(caller.get("/drafts", limit=2))
    rest = data_of(caller.get(first["next"].removeprefix("/api/v1")))
    numbers = [item["id"] for item in first["items"] + rest["items"]]
    assert numbers == sorted(numbers, reverse=True)
    assert (len(numbers), rest["next"]) == (3, None)
    assert "case" not in first["items"][0]
    assert data_of(caller.get("/drafts", state="approved"))["items"] == []
    assert Entry.objects.count() == before


def test_a_change_names_the_version_that_it_changes(caller: Caller) -> None:
    path = f"/drafts/{data_of(caller.send('/drafts', {'case': CASE}))['id']}"
    body = {"case": CASE}
    assert problem_of(caller.send(path, body, method="PUT"), 428)["where"] == "If-Match"
    for version in ('"2"', "*", "1", '"x"'):
        assert problem_of(caller.send(path, body, method="PUT", **{"If-Match": version}), 412)["where"] == "If-Match"
    data_of(caller.send(path, body, method="PUT", **{"If-Match": '"1"'}))
    problem_of(caller.send(path, body, method="PUT", **{"If-Match": '"1"'}), 412)
    assert Draft.objects.get().version == 2


def test_a_draft_that_is_locked_is_a_conflict(caller: Caller) -> None:
    draft = Draft.objects.get(pk=data_of(caller.send("/drafts", {"case": CASE}))["id"])
    Draft.objects.filter(pk=draft.pk).update(state="approved")
    problem_of(caller.send(f"/drafts/{draft.pk}", {"case": CASE}, method="PUT", **{"If-Match": '"1"'}), 409)


def test_drafts_of_others_are_not_there(caller: Caller, office: dict[str, User]) -> None:
    elsewhere = Unit.objects.create(name="Another unit", state="GE")
    stranger = person("stranger", elsewhere, Role.OFFICER)
    draft = Draft.objects.create(unit=elsewhere, author=stranger, holder=stranger, case=CASE)
    before = Entry.objects.count()
    assert data_of(caller.get("/drafts"))["items"] == []
    problem_of(caller.get(f"/drafts/{draft.pk}"), 404)
    problem_of(caller.send(f"/drafts/{draft.pk}", {"case": CASE}, method="PUT", **{"If-Match": '"1"'}), 404)
    problem_of(caller.send("/drafts", {"case": CASE, "unit": elsewhere.pk}), 422)
    assert Entry.objects.count() == before


def test_who_approves_reads_but_does_not_write(caller: Caller, issue: Issue) -> None:
    number = data_of(caller.send("/drafts", {"case": CASE}))["id"]
    approver = Caller(issue(who="approver"))
    assert data_of(approver.get(f"/drafts/{number}"))["id"] == number
    problem_of(approver.send("/drafts", {"case": CASE}), 403)
    problem_of(approver.send(f"/drafts/{number}", {"case": CASE}, method="PUT", **{"If-Match": '"1"'}), 403)


def test_who_drafts_in_several_units_names_one(caller: Caller, office: dict[str, User]) -> None:
    unit = Unit.objects.create(name="Second unit", state="AZ")
    Membership.objects.create(user=office["officer"], unit=unit, role=Role.PROSECUTOR, since=SINCE)
    assert problem_of(caller.send("/drafts", {"case": CASE}), 422)["where"] == "body.unit"
    assert data_of(caller.send("/drafts", {"case": CASE, "unit": unit.pk}))["unit"] == unit.pk


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({}, "body.case"),
        ([], "body.case"),
        ({"case": []}, "body.case"),
        ({"case": CASE, "more": 1}, "body"),
        ({"case": {**CASE, "requested": "AZ"}}, "requested"),
        ({"case": {**CASE, "unknown": 1}}, "case file"),
        ({"case": CASE, "unit": True}, "body.unit"),
        ({"case": CASE, "unit": [1]}, "body.unit"),
        ({"case": {**CASE, "summary": {"what": "a\x00b"}}}, "body.case.summary.what"),
    ],
)
def test_what_is_no_case_is_refused(caller: Caller, body: Any, where: str) -> None:
    assert problem_of(caller.send("/drafts", body), 422)["where"] == where
    assert not Draft.objects.exists()
