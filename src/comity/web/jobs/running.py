# SPDX-License-Identifier: EUPL-1.2
"""How a job runs: as a process of its own, watched over until it ends, is cancelled or takes too long."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import dropwhile
from pathlib import Path
from typing import IO, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from comity.web.audit.models import record
from comity.web.jobs.kinds import RESULT, Kind, kind_of
from comity.web.jobs.lifecycle import Event, State, follows
from comity.web.jobs.models import Job, JobFile

DONE: Final = (0, 1)
"""Exit codes of a command that gave its answer: done, and "the answer is no"; without an answer it failed all the same."""
WRONG_INPUT: Final = 2
REFUSAL: Final = "wrong input: "
BEAT: Final = 1.0
LESS_URGENT: Final = 10
_STEP = re.compile(r"(\d{1,9})/(\d{1,9})(?: (.*))?")
_PASSED = tuple("PATH HOME LANG LC_ALL TZ PYTHONPATH VIRTUAL_ENV TMPDIR COMITY_HOME".split())  # noqa: SIM905 - one of them looks like a state
"""What a process that needs no secrets gets of this one's environment."""
_log = logging.getLogger(__name__)
_stopping = threading.Event()


def stop_all() -> None:
    """This server ends: what runs is interrupted, and says so."""
    _stopping.set()


@task()
def work(number: int) -> None:
    """Do a job, whatever becomes of it; then remove what is too old."""
    job = _begun(number)
    if job is not None:
        _done(job)
    expire()


def _done(job: Job) -> None:
    try:
        with tempfile.TemporaryDirectory(prefix="comity-job-") as folder:
            _Run(job, kind_of(job.kind), Path(folder).resolve()).run()
    except Exception:  # noqa: BLE001 - the border of the worker
        _log.exception("job failed", extra={"job": job.pk})
        _ended(job, Event.FAIL, "")


def expire() -> None:
    """Remove jobs that ended, or were last worked on, too long ago; the audit trail keeps that they were."""
    before = timezone.now() - settings.JOBS_KEPT
    old = Job.objects.filter(Q(ended__lt=before) | Q(ended=None, alive__lt=before))
    for number in list(old.values_list("pk", flat=True)):
        with transaction.atomic():
            job = old.select_for_update().filter(pk=number).first()  # another worker may have removed it meanwhile
            if job is not None:
                record(None, "job.expire", on=job)
                job.delete()


def end(job: Job, event: Event, fault: str = "") -> None:
    """Note that it ended; not saved yet. Where it has ended already, nothing changes."""
    after = follows(job.status, event)
    if after is not None:
        job.state, job.fault, job.ended = after.value, fault, timezone.now()


@transaction.atomic
def _begun(number: int) -> Job | None:
    """The job, begun; None where it was cancelled or somebody else has begun it."""
    job = Job.objects.select_for_update().filter(pk=number).first()
    if job is None or job.status is not State.WAITING:
        return None
    job.state, job.began, job.alive = State.RUNNING.value, timezone.now(), timezone.now()
    job.save()
    return job


@transaction.atomic
def _ended(job: Job, event: Event, fault: str = "", results: Mapping[str, bytes] | None = None) -> None:
    """Keep how it ended, and its files."""
    kept = Job.objects.select_for_update().filter(pk=job.pk).first()
    if kept is None:
        return  # removed meanwhile
    if follows(kept.status, event) is None:
        return  # it ended otherwise meanwhile, and stays so
    end(kept, event, fault)
    kept.save()
    for name, content in (results or {}).items():
        JobFile.of(kept, name, content)


class _Run:
    """One process and what it says of itself."""

    def __init__(self, job: Job, kind: Kind, folder: Path) -> None:
        self.job, self.kind, self.folder = job, kind, folder
        self.said: deque[str] = deque(maxlen=40)
        self.doing = ""

    def run(self) -> None:
        """From the first file given to the last file kept."""
        for file in self.job.files.filter(given=True):
            self._put(file)
        (self.folder / "out").mkdir()
        with (self.folder / RESULT).open("wb") as output, self._started(output) as process:
            assert process.stderr is not None  # noqa: S101 - a pipe, by the call
            listener = threading.Thread(target=self._listen, args=(process.stderr,), daemon=True)
            listener.start()
            try:
                stopped = self._watch(process)
            finally:
                _kill(process)
                listener.join(5)
                process.stderr.close()
        self._close(process.returncode, stopped)

    def _put(self, file: JobFile) -> None:
        """A given file in its place, which lies within the folder whatever the file is called."""
        place = (self.folder / file.name).resolve()
        if not place.is_relative_to(self.folder):
            raise ValueError("the name of a given file leads out of the folder of the job")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.content)

    def _started(self, output: IO[bytes]) -> subprocess.Popen[bytes]:
        kept = os.environ if self.kind.secrets else {name: os.environ[name] for name in _PASSED if name in os.environ}
        command = [sys.executable, "-m", self.kind.module, *self.kind.opening, *self.job.arguments]
        process = subprocess.Popen(  # noqa: S603 - a module of ours, arguments that a form has checked, no shell
            command,
            cwd=self.folder,
            env={**kept, "COMITY_PROGRESS": "1", "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, LESS_URGENT)
        return process

    def _listen(self, stream: IO[bytes]) -> None:
        for line in stream:
            words = line.decode("utf-8", "replace").replace("\0", "").strip()
            mark, _, rest = words.partition(": ")
            if mark == "progress":
                self.doing = rest
            elif words:
                self.said.append(words)

    def _watch(self, process: subprocess.Popen[bytes]) -> str:
        """Wait for its end; why it was stopped, or nothing."""
        until = time.monotonic() + settings.JOB_SECONDS
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(BEAT)
                return ""
            if self._beat():
                return "cancelled"
            if _stopping.is_set():
                return "interrupted"
            if time.monotonic() > until:
                return "too long"

    def _beat(self) -> bool:
        """Give a sign of life and tell the progress; whether it is to be cancelled."""
        found = _STEP.fullmatch(self.doing)
        step, steps, doing = (int(found[1]), int(found[2]), found[3] or "") if found else (None, None, self.doing)
        Job.objects.filter(pk=self.job.pk).update(alive=timezone.now(), step=step, steps=steps, doing=doing[:200])
        return not Job.objects.filter(pk=self.job.pk, cancel=False).exists()

    def _close(self, code: int, stopped: str) -> None:
        if stopped == "cancelled":
            _ended(self.job, Event.CANCEL)
        elif stopped:
            _ended(self.job, Event.FAIL, stopped)
        elif code in DONE and (self.folder / RESULT).stat().st_size:
            self._keep()
        elif code == WRONG_INPUT:
            _ended(self.job, Event.FAIL, self._refusal())
        else:
            _log.error("job ended with code %d", code, extra={"job": self.job.pk, "said": list(self.said)[-3:]})
            _ended(self.job, Event.FAIL, "")

    def _refusal(self) -> str:
        """What the command said of wrong input, line by line, with nothing of where it ran."""
        lines = list(dropwhile(lambda words: not words.startswith(REFUSAL), self.said))
        return "\n".join(lines).replace(f"{self.folder}/", "")

    def _keep(self) -> None:
        made = {RESULT: self.folder / RESULT, **dict(_files(self.folder / "out"))}
        if sum(place.stat().st_size for place in made.values()) > settings.JOB_BYTES:
            _ended(self.job, Event.FAIL, "too large")
        else:
            _ended(self.job, Event.FINISH, results={name: place.read_bytes() for name, place in made.items()})


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for place in sorted(folder.rglob("*")):
        if place.is_file() and not place.is_symlink() and place.name != RESULT:
            yield place.relative_to(folder).as_posix(), place


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End it with all that it has begun, also what it left behind when it ended by itself."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
