# SPDX-License-Identifier: EUPL-1.2
"""Who sees a job, who acts on it, what is recorded, how its files leave the application."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from comity.web.accounts.models import User
from comity.web.actions import Refused
from comity.web.audit.models import Entry
from comity.web.jobs import kinds
from comity.web.jobs.acts import CancelJob, RemoveJob, StartJob, Wanted, done_before
from comity.web.jobs.lifecycle import State
from comity.web.jobs.models import Job, JobFile
from web.jobs.conftest import Begin, MakeKind, acts, browser_of

pytestmark = pytest.mark.django_db
PARTS = ("", "progress/", "files/result.json")
ACTS = ("cancel/", "remove/")
WRITES = "open('out/page.html', 'w').write('<script>alert(1)</script>'); open('out/a.csv', 'w').write('a'); print('{}')"


def test_a_colleague_sees_it_and_a_foreigner_does_not(make_kind: MakeKind, begin: Begin, person: Callable[..., User]) -> None:
    job = begin(make_kind())
    colleague, foreigner = browser_of(person("colleague")), browser_of(person("foreigner", "Ministry of another state"))
    for part in PARTS:
        assert colleague.get(f"/jobs/{job.pk}/{part}").status_code == 200
        assert foreigner.get(f"/jobs/{job.pk}/{part}").status_code == 404
    for part in ACTS:
        assert foreigner.post(f"/jobs/{job.pk}/{part}").status_code == 404
    assert f"/jobs/{job.pk}/" in colleague.get("/jobs/").content.decode()
    assert f"/jobs/{job.pk}/" not in foreigner.get("/jobs/").content.decode()
    assert Client().get(f"/jobs/{job.pk}/").status_code == 302
    assert Job.objects.filter(pk=job.pk).exists()


def test_a_private_job_is_its_authors_alone(make_kind: MakeKind, begin: Begin, author: User, person: Callable[..., User]) -> None:
    job = begin(make_kind(private=True))
    colleague = browser_of(person("colleague"))
    for part in PARTS:
        assert colleague.get(f"/jobs/{job.pk}/{part}").status_code == 404
        assert browser_of(author).get(f"/jobs/{job.pk}/{part}").status_code == 200


def test_only_its_author_acts_on_it(make_kind: MakeKind, begin: Begin, author: User, person: Callable[..., User]) -> None:
    colleague = person("colleague")
    job = begin(make_kind())
    open_ = Job.objects.create(who=author, unit_id=job.unit_id, kind="program", key="k")
    before = Entry.objects.count()
    with pytest.raises(Refused, match="stops or removes it"):
        CancelJob(colleague, open_).run()
    with pytest.raises(Refused, match="removes it"):
        RemoveJob(colleague, job).run()
    with pytest.raises(Refused, match="ended already"):
        CancelJob(author, job).run()
    with pytest.raises(Refused, match="cancel it first"):
        RemoveJob(author, open_).run()
    assert Entry.objects.count() == before
    page = browser_of(colleague).get(f"/jobs/{open_.pk}/").content.decode()
    assert "/cancel/" not in page
    answer = browser_of(colleague).post(f"/jobs/{open_.pk}/cancel/", follow=True)
    assert "Only the one who began a job stops or removes it." in answer.content.decode()


def test_each_act_is_one_entry(make_kind: MakeKind, author: User) -> None:
    client, kind = browser_of(author), make_kind()
    job = StartJob(author, Wanted(kind, {}, (), "law")).run()
    assert acts() == ["job.start"]
    for part in PARTS:
        client.get(f"/jobs/{job.pk}/{part}")
    assert acts() == ["job.start"]
    assert client.post(f"/jobs/{job.pk}/remove/").status_code == 302
    open_ = Job.objects.create(who=author, kind="program", key="k")
    client.post(f"/jobs/{open_.pk}/cancel/")
    assert acts() == ["job.start", "job.remove", "job.cancel"]
    removed = Entry.objects.get(act="job.remove")
    assert (removed.who, removed.object) == (author, f"jobs.job {job.pk}")
    assert not JobFile.objects.filter(job_id=job.pk).exists()


def test_acts_are_posted(make_kind: MakeKind, begin: Begin, author: User) -> None:
    job = begin(make_kind())
    for part in ACTS:
        answer = browser_of(author).get(f"/jobs/{job.pk}/{part}")
        assert (answer.status_code, answer.get("Location")) == (302, f"/jobs/{job.pk}/")
    assert Job.objects.filter(pk=job.pk).exists()


def test_so_many_at_a_time(make_kind: MakeKind, author: User, person: Callable[..., User], settings: Settings) -> None:
    settings.JOBS_AT_ONCE = 2
    kind = make_kind()
    Job.objects.create(who=author, kind="program", key="k")
    Job.objects.create(who=author, kind="program", key="k", state=State.RUNNING.value)
    with pytest.raises(Refused, match="You have 2 jobs"):
        StartJob(author, Wanted(kind, {}, (), "law")).run()
    assert Job.objects.count() == 2
    assert acts() == []
    StartJob(person("colleague"), Wanted(kind, {}, (), "law")).run()
    Job.objects.filter(state=State.RUNNING.value).update(state=State.DONE.value)
    StartJob(author, Wanted(kind, {}, (), "law")).run()


def test_a_closed_account_begins_nothing(make_kind: MakeKind, author: User) -> None:
    author.is_active = False
    with pytest.raises(Refused, match="closed"):
        StartJob(author, Wanted(make_kind(), {}, (), "law")).run()


@pytest.mark.parametrize("name", ["page.html", "a.csv", "result.json"])
def test_files_are_saved_never_shown(make_kind: MakeKind, begin: Begin, author: User, name: str) -> None:
    job = begin(make_kind(WRITES))
    answer = browser_of(author).get(f"/jobs/{job.pk}/files/{name}")
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert f"/jobs/{job.pk}/files/{name}" in browser_of(author).get(f"/jobs/{job.pk}/").content.decode()


@pytest.mark.parametrize("name", ["nothing.csv", "../settings.py", "a.csv/", "%00", "given.yaml"])
def test_there_is_no_other_file(make_kind: MakeKind, begin: Begin, author: User, name: str) -> None:
    job = begin(make_kind(WRITES), files=[("given.yaml", b"x")])
    assert browser_of(author).get(f"/jobs/{job.pk}/files/{name}").status_code == 404


def test_the_page_of_a_job_that_ended_is_asked_for_anew(make_kind: MakeKind, begin: Begin, author: User) -> None:
    ended = begin(make_kind())
    open_ = Job.objects.create(who=author, kind="program", key="k")
    client = browser_of(author)
    assert client.get(f"/jobs/{ended.pk}/progress/")["HX-Refresh"] == "true"
    assert "HX-Refresh" not in client.get(f"/jobs/{open_.pk}/progress/")
    assert 'hx-trigger="every 2s"' in client.get(f"/jobs/{open_.pk}/").content.decode()


def test_the_list_is_paged_by_number(author: User, make_kind: MakeKind) -> None:
    make_kind()
    numbers = [Job.objects.create(who=author, kind="program", key="k", state=State.DONE.value).pk for _ in range(85)]
    client, seen, query = browser_of(author), [], ""
    while True:
        content = client.get(f"/jobs/{query}").context
        seen += [row["job"].pk for row in content["rows"]]
        if content["more"] is None:
            break
        query = f"?before={content['more']}"
    assert seen == sorted(numbers, reverse=True)
    assert client.get("/jobs/?before=" + "9" * 40).status_code == 200
    assert "There are no older jobs." in client.get("/jobs/?before=0").content.decode()


def test_a_kind_that_is_no_more_breaks_no_page(make_kind: MakeKind, begin: Begin, author: User, monkeypatch: pytest.MonkeyPatch) -> None:
    job = begin(make_kind())
    monkeypatch.delitem(kinds._KINDS, "program")
    client = browser_of(author)
    assert "program" in client.get("/jobs/").content.decode()
    assert client.get("/lab/").status_code == 200
    page = client.get(f"/jobs/{job.pk}/").content.decode()
    assert "does not show results of this kind any more" in page
    assert f"/jobs/{job.pk}/files/result.json" in page


def test_a_name_of_a_kind_is_taken_once(make_kind: MakeKind) -> None:
    kind = make_kind()
    kinds.name_kind(kind)
    with pytest.raises(ValueError, match="two kinds"):
        kinds.name_kind(kinds.Kind("program", "Another", "elsewhere", (), "jobs/gone.html", "jobs:list"))


# -- the same question again


def test_what_was_done_before_is_found_by_who_may_see_it(
    make_kind: MakeKind, begin: Begin, author: User, person: Callable[..., User]
) -> None:
    kind = make_kind()
    job = begin(kind, "--on=2026-01-01", files=[("a.yaml", b"a")])
    same = Wanted(kind, {}, ["--on=2026-01-01"], "law", [("a.yaml", b"a")])
    assert done_before(author, same) == job
    assert done_before(person("colleague"), same) == job
    assert done_before(person("foreigner", "Ministry of another state"), same) is None
    for other in (
        Wanted(kind, {}, ["--on=2026-01-02"], "law", [("a.yaml", b"a")]),
        Wanted(kind, {}, ["--on=2026-01-01"], "other law", [("a.yaml", b"a")]),
        Wanted(kind, {}, ["--on=2026-01-01"], "law", [("a.yaml", b"b")]),
        Wanted(kind, {}, ["--on=2026-01-01"], "law"),
        Wanted(make_kind(name="other"), {}, ["--on=2026-01-01"], "law", [("a.yaml", b"a")]),
    ):
        assert done_before(author, other) is None


@pytest.mark.parametrize("state", [State.FAILED, State.CANCELLED])
def test_what_came_to_nothing_is_not_found(make_kind: MakeKind, begin: Begin, author: User, state: State) -> None:
    kind = make_kind()
    job = begin(kind)
    Job.objects.filter(pk=job.pk).update(state=state.value)
    assert done_before(author, Wanted(kind, {}, (), "law")) is None


def test_a_form_leads_to_what_was_asked_before_or_asks_anew(make_kind: MakeKind, author: User) -> None:
    make_kind(name="contradictions")  # the question of the page, a quick answer
    client = browser_of(author)
    asked = {"state": "AZ", "on": "2026-01-01"}
    first = client.post("/lab/contradictions/", asked)["Location"]
    assert client.post("/lab/contradictions/", asked)["Location"] == first
    anew = client.post("/lab/contradictions/", {**asked, "anew": "yes"})["Location"]
    assert anew != first
    assert client.post("/lab/contradictions/", {**asked, "on": "2026-01-02"})["Location"] not in (first, anew)
    assert acts() == ["job.start"] * 3
