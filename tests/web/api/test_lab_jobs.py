# SPDX-License-Identifier: EUPL-1.2
"""Jobs of the lab by program: begun, read, cancelled, their files; what is wrong is said field by field."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse

from comity.web.accounts.models import Membership, Role, Unit, User
from comity.web.api.document import document
from comity.web.audit.models import Entry
from comity.web.jobs.lifecycle import State
from comity.web.jobs.models import Job, JobFile
from comity.web.lab.asked.narrowed import WEIGHTS
from comity.web.lab.kinds import KINDS
from comity.web.lab.questions import FORMS
from web.api.conftest import Caller, Issue, data_of, problem_of

ASKED = {"state": "AZ", "ratify": ["ets-182"], "measures": ["hearing-video"], "offences": ["fraud"], "on": "2026-11-24"}
NOBODY = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
"""A queue that nobody works on."""


@pytest.fixture
def waiting(settings: Any) -> None:
    """Jobs stay in the queue."""
    settings.TASKS = NOBODY


def test_a_question_from_its_beginning_to_its_files(caller: Caller) -> None:
    answer = caller.send("/lab/jobs", {"kind": "simulate", "question": ASKED})
    job = data_of(answer)
    assert (answer.status_code, job["state"], job["kind"]) == (201, "done", "simulate")
    assert answer["Location"] == f"/api/v1/lab/jobs/{job['id']}"
    assert job["question"]["ratify"] == ["ets-182"]
    assert data_of(caller.get(f"/lab/jobs/{job['id']}")) == job
    assert {file["name"] for file in job["files"]} == {"cells.csv", "effect.json", "report.md", "result.json", "rights.csv"}
    content = caller.get(f"/lab/jobs/{job['id']}/files/result.json")
    assert json.loads(content.content)["totals"]["won"] > 0
    assert len(content.content) == next(file["size"] for file in job["files"] if file["name"] == "result.json")
    again = caller.send("/lab/jobs", {"kind": "simulate", "question": ASKED})
    assert (again.status_code, data_of(again)["id"]) == (200, job["id"])
    anew = caller.send("/lab/jobs", {"kind": "simulate", "question": ASKED, "anew": True})
    assert (anew.status_code, data_of(anew)["id"] > job["id"]) == (201, True)
    assert Entry.objects.filter(act="job.start").count() == 2
    assert caller.client.get(reverse("jobs:job", args=[job["id"]])).status_code == 302  # a token opens no page


@pytest.mark.usefixtures("waiting")
def test_the_page_and_the_program_ask_the_same(caller: Caller, office: dict[str, User]) -> None:
    number = data_of(
        caller.send(
            "/lab/jobs",
            {
                "kind": "simulate",
                "question": {**ASKED, "bilateral": [["Türkiye", "chisinau-2002"]], "each": True, "weights": ["partners: {TR: 10}"]},
            },
        )
    )["id"]
    caller.client.force_login(office["officer"])
    typed = {
        **ASKED,
        "state": "Azerbaijan",
        "bilateral-partner": ["TR", ""],
        "bilateral-model": ["chisinau-2002", ""],
        "each": "on",
        "weights": "partners: {TR: 10}",
    }
    assert caller.client.post(reverse("lab:simulate"), typed)["Location"] == reverse("jobs:job", args=[number])
    assert JobFile.objects.get(job=number, given=True).name == WEIGHTS


@pytest.mark.parametrize(
    ("kind", "question", "where", "said"),
    [
        ("simulate", {"state": "AZ"}, "body.question.ratify", "Name at least one reform"),
        ("simulate", {"state": "AZ", "ratify": ["ets-182"], "kind": "x"}, "body.question.kind", "no such field"),
        ("simulate", {"state": "AZ", "ratify": "ets-182"}, "body.question.ratify", "no array of string"),
        ("simulate", {"state": ["AZ"], "ratify": ["ets-182"]}, "body.question.state", "no string"),
        ("simulate", {"state": "AZ", "bilateral": [["TR"]]}, "body.question.bilateral", "Row 1"),
        ("simulate", {"state": "AZ", "ratify": ["--help"]}, "body.question.ratify", "Nothing is called so"),
        ("simulate", {"state": "AZ", "draft": {"x": "id: x"}}, "body.question.draft", "No file of an instrument"),
        ("simulate", {"state": "AZ", "draft": {"../instrument.yaml": "id: ["}}, "body.question.draft", "draft/instrument.yaml:"),
        ("compare", {"instruments": ["ets-030"]}, "body.question.draft", "Choose the files"),
        ("simulate", {"state": "AZ", "reserve": ["\0"]}, "body.question.reserve", "no array of string"),
        ("plan", {"states": ["AZ"], "k": 0}, "body.question.k", "greater than or equal to 1"),
        ("plan", {"states": ["AZ"], "k": "2"}, "body.question.k", "no integer"),
        ("plan", {"states": ["AZ"], "k": 2, "rights_never_fall": "yes"}, "body.question.rights_never_fall", "no boolean"),
        ("codify", {"state": "AZ", "policy": "instrument"}, "body.question.instrument", "Name the instrument"),
        ("contradictions", {}, "body.question.state", "Name a state"),
        ("replay", {"replay": "none"}, "body.question.replay", "Select a valid choice"),
        ("unknown", {}, "kind", "use one of"),
    ],
)
def test_what_is_wrong_stands_at_its_field(caller: Caller, kind: str, question: dict[str, Any], where: str, said: str) -> None:
    found = problem_of(caller.send("/lab/jobs", {"kind": kind, "question": question}), 422)
    assert found["where"] == where
    assert said in found["detail"]
    assert not Job.objects.exists()


def test_a_body_is_json_of_its_size(caller: Caller) -> None:
    problem_of(caller.send("/lab/jobs", "{"), 400)
    problem_of(caller.send("/lab/jobs", {"kind": "simulate"}), 422)
    problem_of(caller.send("/lab/jobs", "x" * 5_000_001), 413)
    problem_of(caller.send("/lab/jobs", "a=b", media_type="text/plain"), 415)


def test_the_scope_is_needed(issue: Issue) -> None:
    caller = Caller(issue("law", "advice"))
    problem_of(caller.get("/lab/jobs"), 403)
    problem_of(caller.send("/lab/jobs", {"kind": "simulate", "question": ASKED}), 403)


@pytest.mark.usefixtures("waiting")
def test_so_many_at_once(caller: Caller, settings: Any) -> None:
    settings.JOBS_AT_ONCE = 2
    for measure in ("hearing-video", "extradition"):
        assert data_of(caller.send("/lab/jobs", {"kind": "simulate", "question": {**ASKED, "measures": [measure]}}))["state"] == "waiting"
    refused = problem_of(caller.send("/lab/jobs", {"kind": "simulate", "question": {**ASKED, "measures": ["jit"]}}), 409)
    assert "You have 2 jobs" in refused["detail"]
    first = data_of(caller.get("/lab/jobs"))["items"][-1]["id"]
    assert data_of(caller.send(f"/lab/jobs/{first}/cancel", ""))["state"] == "cancelled"
    problem_of(caller.send(f"/lab/jobs/{first}/cancel", ""), 409)
    data_of(caller.send("/lab/jobs", {"kind": "simulate", "question": {**ASKED, "measures": ["jit"]}}))


def test_jobs_are_listed_by_key(caller: Caller, office: dict[str, User]) -> None:
    made = [
        Job.objects.create(who=office["officer"], kind=kind, state=state)
        for kind in ("simulate", "plan")
        for state in (State.DONE, State.FAILED, State.DONE)
    ]
    Job.objects.create(who=office["officer"], kind="verify-audit", state=State.DONE)  # a job, but none of the lab
    seen, address = [], "/lab/jobs?limit=2"
    while address:
        found = data_of(caller.get(address.removeprefix("/api/v1")))
        seen += [item["id"] for item in found["items"]]
        address = found["next"]
    assert seen == [job.pk for job in reversed(made)]
    assert len(data_of(caller.get("/lab/jobs", state="failed"))["items"]) == 2
    assert len(data_of(caller.get("/lab/jobs", kind="plan"))["items"]) == 3
    failed = data_of(caller.get(f"/lab/jobs/{made[1].pk}"))
    assert f"number {made[1].pk}" in failed["fault"]
    problem_of(caller.get("/lab/jobs", kind="other"), 422)


def test_another_unit_sees_nothing(caller: Caller, issue: Issue, office: dict[str, User]) -> None:
    other = Unit.objects.create(name="Another authority", state="AZ")
    stranger = User.objects.create_user("stranger")
    Membership.objects.create(user=stranger, unit=other, role=Role.OFFICER)
    office["stranger"] = stranger
    job = Job.objects.create(who=office["officer"], unit=Unit.objects.get(name="Central authority"), kind="plan", state=State.DONE)
    JobFile.of(job, "result.json", b"{}")
    JobFile.of(job, "weights.yaml", b"{}", given=True)
    foreign = Caller(issue("lab", who="stranger"))
    assert data_of(foreign.get("/lab/jobs"))["items"] == []
    for path in (f"/lab/jobs/{job.pk}", f"/lab/jobs/{job.pk}/files/result.json"):
        problem_of(foreign.get(path), 404)
    problem_of(foreign.send(f"/lab/jobs/{job.pk}/cancel", ""), 404)
    colleague = Caller(issue("lab", who="approver"))
    assert colleague.get(f"/lab/jobs/{job.pk}/files/result.json").status_code == 200
    problem_of(colleague.send(f"/lab/jobs/{job.pk}/cancel", ""), 409)
    for name in ("weights.yaml", "nothing", "../result.json", "%2e%2e/result.json"):
        problem_of(caller.get(f"/lab/jobs/{job.pk}/files/{name}"), 404)


def test_every_question_of_the_pages_can_be_asked_by_program() -> None:
    assert set(FORMS) == {kind.name for kind in KINDS}
    schemas = document()["components"]["schemas"]
    assert {item["$ref"].rpartition("/")[2] for item in schemas["JobAsked"]["properties"]["question"]["anyOf"]} <= set(schemas)
    assert schemas["JobAsked"]["properties"]["kind"]["enum"] == list(FORMS)
    assert schemas["SimulateQuestion"]["properties"].keys() == FORMS["simulate"].base_fields.keys()
    assert "az-cooperation-2027" in schemas["ProgrammeQuestion"]["properties"]["programme"]["enum"]
