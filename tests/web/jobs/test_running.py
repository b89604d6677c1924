# SPDX-License-Identifier: EUPL-1.2
"""A job runs as a process of its own: what it says, makes and leaves behind, and every way in which it can end."""

from __future__ import annotations

import fcntl
import json
import logging
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.utils import timezone
from pytest_django.fixtures import Settings

from comity.web.accounts.models import User
from comity.web.audit.models import Entry
from comity.web.jobs import running
from comity.web.jobs.acts import CancelJob, RemoveJob
from comity.web.jobs.lifecycle import Event, State
from comity.web.jobs.models import LOST_AFTER, Job, JobFile
from comity.web.jobs.running import expire, stop_all, work
from comity.web.jobs.words import fault_of
from web.jobs.conftest import ANSWER, Begin, MakeKind, acts, browser_of

pytestmark = pytest.mark.django_db
PATIENCE = 60
SLEEPS = """
    import fcntl, subprocess, sys, time
    if sys.argv[1] == "child":
        kept = open(sys.argv[2], "w")
        fcntl.flock(kept, fcntl.LOCK_EX)
        kept.write("held")
        kept.flush()
        time.sleep(600)
    subprocess.Popen([sys.executable, "-m", "job_program", "child", sys.argv[2]])
    while not (open(sys.argv[2]).read() if __import__("os").path.exists(sys.argv[2]) else ""):
        time.sleep(0.01)
    print("progress: 1/2 half of it", file=sys.stderr, flush=True)
    if sys.argv[1] == "leave":
        print("{}")
        sys.exit(0)
    time.sleep(600)
"""
"""Begins a child that holds a lock on a file, and sleeps or leaves it alone."""


def released(lock: Path) -> bool:
    """Whether the child that held the lock is gone."""
    until = time.monotonic() + PATIENCE
    with lock.open() as file:
        while time.monotonic() < until:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.02)
            else:
                return True
    return False


def test_what_it_prints_and_writes_is_kept(make_kind: MakeKind, begin: Begin) -> None:
    program = """
        import pathlib, sys
        pathlib.Path("out/deep").mkdir()
        pathlib.Path("out/deep/a.csv").write_text("a")
        pathlib.Path("out/link.txt").symlink_to("/etc/hostname")
        print("progress: 3/40 the third", file=sys.stderr)
        print(pathlib.Path("law.yaml").read_text(), sys.argv[1:], end="")
    """
    job = begin(make_kind(program), "--on=2026-01-01", files=[("law.yaml", b"given")])
    assert job.status is State.DONE
    assert job.result("result.json") == b"given ['--on=2026-01-01']"
    assert {file.name for file in job.files.filter(given=False)} == {"deep/a.csv", "result.json"}
    assert job.began is not None
    assert job.ended is not None
    assert not job.fault


def test_wrong_input_is_shown_as_such(make_kind: MakeKind, begin: Begin, author: User) -> None:
    program = """
        import pathlib, sys
        print("measuring ...", file=sys.stderr)
        print(f"wrong input: {pathlib.Path('a.yaml').resolve()}: no <b>date</b> - write one", file=sys.stderr)
        print("the second line", file=sys.stderr)
        sys.exit(2)
    """
    job = begin(make_kind(program))
    assert job.status is State.FAILED
    assert fault_of(job) == "a.yaml: no <b>date</b> - write one\nthe second line"
    page = browser_of(author).get(f"/jobs/{job.pk}/").content.decode()
    assert "a.yaml: no &lt;b&gt;date&lt;/b&gt; - write one<br>the second line" in page


@pytest.mark.parametrize(
    "program",
    ["raise ValueError('a secret detail')", "import sys; print('our own fault: a secret detail', file=sys.stderr); sys.exit(3)", "pass"],
)
def test_an_own_fault_is_shown_without_detail_and_logged(
    make_kind: MakeKind, begin: Begin, author: User, caplog: pytest.LogCaptureFixture, program: str
) -> None:
    with caplog.at_level(logging.ERROR, logger=running.__name__):
        job = begin(make_kind(program))
    assert job.status is State.FAILED
    page = browser_of(author).get(f"/jobs/{job.pk}/").content.decode()
    assert f"in the log under number {job.pk}" in page
    assert "secret" not in page
    assert [record.__dict__["job"] for record in caplog.records] == [job.pk]
    assert ("secret" in str(caplog.records[0].__dict__["said"])) is ("secret" in program)


def test_a_fault_of_the_worker_ends_the_job(make_kind: MakeKind, begin: Begin, caplog: pytest.LogCaptureFixture) -> None:
    job = begin(make_kind(), files=[("../outside.txt", b"x")])
    assert job.status is State.FAILED
    assert fault_of(job).startswith("This is our own fault")
    assert "leads out of the folder" in caplog.text


def test_too_long(make_kind: MakeKind, begin: Begin, settings: Settings, tmp_path: Path) -> None:
    settings.JOB_SECONDS = 1
    job = begin(make_kind(SLEEPS), "stay", str(tmp_path / "lock"))
    assert (job.status, job.fault) == (State.FAILED, "too long")
    assert fault_of(job).startswith("It took longer")
    assert released(tmp_path / "lock")


def test_too_large(make_kind: MakeKind, begin: Begin, settings: Settings) -> None:
    settings.JOB_BYTES = 100
    job = begin(make_kind("open('out/a.txt', 'w').write('a' * 99); print('{}')"))
    assert (job.status, job.fault) == (State.FAILED, "too large")
    assert not job.files.exists()


def test_nothing_that_it_began_outlives_it(make_kind: MakeKind, begin: Begin, tmp_path: Path) -> None:
    job = begin(make_kind(SLEEPS), "leave", str(tmp_path / "lock"))
    assert job.status is State.DONE
    assert released(tmp_path / "lock")


@pytest.mark.parametrize("secrets", [False, True])
def test_the_environment_holds_secrets_only_where_the_kind_needs_them(
    make_kind: MakeKind, begin: Begin, monkeypatch: pytest.MonkeyPatch, secrets: bool
) -> None:
    for name in ("COMITY_SECRET_KEY", "DATABASE_URL", "COMITY_SMTP_PASSWORD", "SOMETHING_ELSE"):
        monkeypatch.setenv(name, "hidden")
    job = begin(make_kind("import json, os; print(json.dumps(dict(os.environ)))", secrets=secrets))
    given = json.loads(job.result("result.json") or b"{}")
    assert given["COMITY_PROGRESS"] == "1"
    hidden = {name for name, value in given.items() if value == "hidden"}
    assert hidden == ({"COMITY_SECRET_KEY", "DATABASE_URL", "COMITY_SMTP_PASSWORD", "SOMETHING_ELSE"} if secrets else set())
    if not secrets:
        assert not {name for name in given if name.startswith("COMITY_")} - {"COMITY_PROGRESS", "COMITY_HOME"}


def test_the_server_ends(make_kind: MakeKind, begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_stopping", threading.Event())
    stop_all()
    job = begin(make_kind("import time; time.sleep(600)"))
    assert (job.status, job.fault) == (State.FAILED, "interrupted")
    assert "Begin it again" in fault_of(job)


# -- cancelled


def waiting(author: User, *arguments: str) -> Job:
    """A job that nobody has begun to work on."""
    return Job.objects.create(who=author, kind="program", arguments=list(arguments), key="k")


def test_what_waits_is_cancelled_at_once(make_kind: MakeKind, author: User) -> None:
    make_kind()
    job = waiting(author)
    CancelJob(author, job).run()
    work.call(job.pk)
    job.refresh_from_db()
    assert job.status is State.CANCELLED
    assert not job.files.exists()
    assert acts() == ["job.cancel"]


class Worker(threading.Thread):
    """Does a job beside the test."""

    def __init__(self, job: Job) -> None:
        super().__init__(daemon=True)
        self.job = job

    def run(self) -> None:
        work.call(self.job.pk)
        connections.close_all()

    def works(self) -> Job:
        """The job, once its program has told its progress."""
        self.start()
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.job.refresh_from_db()
            if self.job.step:
                return self.job
            time.sleep(0.02)
        raise AssertionError("the job did not begin")


@pytest.mark.django_db(transaction=True)
def test_what_runs_is_stopped_with_all_that_it_began(make_kind: MakeKind, author: User, tmp_path: Path) -> None:
    make_kind(SLEEPS)
    worker = Worker(waiting(author, "stay", str(tmp_path / "lock")))
    job = worker.works()
    assert (job.status, job.step, job.steps, job.doing) == (State.RUNNING, 1, 2, "half of it")
    page = browser_of(author).get(f"/jobs/{job.pk}/progress/").content.decode()
    assert 'max="2" value="1"' in page
    CancelJob(author, job).run()
    worker.join(PATIENCE)
    job.refresh_from_db()
    assert job.status is State.CANCELLED
    assert released(tmp_path / "lock")
    assert acts() == ["job.cancel"]


@pytest.mark.django_db(transaction=True)
def test_what_is_removed_while_it_runs_is_stopped(make_kind: MakeKind, author: User, tmp_path: Path) -> None:
    make_kind(SLEEPS)
    worker = Worker(waiting(author, "stay", str(tmp_path / "lock")))
    worker.works().delete()
    worker.join(PATIENCE)
    assert not worker.is_alive()
    assert released(tmp_path / "lock")


def test_what_was_cancelled_as_lost_keeps_no_results(make_kind: MakeKind, author: User) -> None:
    make_kind()
    job = waiting(author)
    Job.objects.filter(pk=job.pk).update(state=State.CANCELLED.value)
    running._ended(job, Event.FINISH, results={"result.json": b"{}"})
    job.refresh_from_db()
    assert job.status is State.CANCELLED
    assert not job.files.exists()


# -- lost, and too old


def test_a_lost_job_says_so_and_can_be_cancelled_or_removed(make_kind: MakeKind, author: User) -> None:
    make_kind()
    long_ago = timezone.now() - LOST_AFTER - timedelta(seconds=1)
    jobs = [Job.objects.create(who=author, kind="program", key="k", state=State.RUNNING.value, alive=long_ago) for _ in range(2)]
    assert "Nobody works on it any more" in browser_of(author).get(f"/jobs/{jobs[0].pk}/").content.decode()
    assert CancelJob(author, jobs[0]).run().status is State.CANCELLED
    RemoveJob(author, jobs[1]).run()
    assert not Job.objects.filter(pk=jobs[1].pk).exists()
    assert acts() == ["job.cancel", "job.remove"]


def test_old_jobs_are_removed_each_with_an_entry(make_kind: MakeKind, author: User, settings: Settings) -> None:
    make_kind()
    settings.JOBS_KEPT = timedelta(days=30)
    now = timezone.now()
    old, recent = now - timedelta(days=31), now - timedelta(days=29)
    ended = Job.objects.create(who=author, kind="program", key="k", state=State.DONE.value, ended=old)
    JobFile.of(ended, "result.json", b"{}")
    lost = Job.objects.create(who=author, kind="program", key="k", state=State.RUNNING.value, alive=old)
    kept = [
        Job.objects.create(who=author, kind="program", key="k", state=State.DONE.value, ended=recent, alive=old),
        Job.objects.create(who=author, kind="program", key="k", asked=old),
    ]
    numbers = {str(ended.pk), str(lost.pk)}
    expire()
    expire()
    assert set(Job.objects.all()) == set(kept)
    assert not JobFile.objects.exists()
    entries = Entry.objects.filter(act="job.expire")
    assert sorted(entry.object for entry in entries) == sorted(numbers)
    assert all(entry.who is None for entry in entries)


def test_doing_a_job_removes_the_old_ones(make_kind: MakeKind, begin: Begin, author: User) -> None:
    old = Job.objects.create(who=author, kind="program", key="k", state=State.DONE.value, ended=timezone.now() - timedelta(days=400))
    begin(make_kind(ANSWER))
    assert not Job.objects.filter(pk=old.pk).exists()
