# SPDX-License-Identifier: EUPL-1.2
"""Acts on jobs: begin, cancel, remove."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import gettext as _

from comity.web.accounts.models import User
from comity.web.actions import Action, Refused
from comity.web.jobs.kinds import Kind
from comity.web.jobs.lifecycle import Event, State, follows
from comity.web.jobs.models import Job, JobFile, same_work
from comity.web.jobs.running import end, work

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done: the kind, the question as the form had it, the arguments, the files by name, the body of law."""

    kind: Kind
    question: Mapping[str, Any]
    arguments: Sequence[str]
    corpus: str
    files: Sequence[tuple[str, bytes]] = field(default=())

    @property
    def key(self) -> str:
        """The same for the same work."""
        return same_work(self.kind.name, self.arguments, self.corpus, self.files)


def done_before(user: User, wanted: Wanted) -> Job | None:
    """The newest job that the user may see and that did, or does, the same."""
    states = [State.DONE.value, State.RUNNING.value, State.WAITING.value]
    found = Job.objects.visible_to(user).filter(key=wanted.key, state__in=states, cancel=False).first()
    return None if found is None or found.is_lost else found


class StartJob(Action[Job]):
    """Put work into the queue."""

    name = "job.start"

    def __init__(self, who: User, wanted: Wanted) -> None:
        super().__init__(who)
        self.wanted = wanted

    def check(self) -> None:
        """By whoever has an account, so many at a time."""
        if not self.who.is_active:
            raise Refused(_("This account is closed."))
        if Job.objects.filter(who=self.who).open().count() >= settings.JOBS_AT_ONCE:
            raise Refused(
                _("You have %(number)d jobs that wait or run: wait for one to end, or cancel one.") % {"number": settings.JOBS_AT_ONCE}
            )

    def execute(self) -> Job:
        """Keep it with its files and queue it."""
        units = [] if self.wanted.kind.private else sorted(self.who.units())
        job = Job.objects.create(
            who=self.who,
            unit_id=units[0] if units else None,
            kind=self.wanted.kind.name,
            question=dict(self.wanted.question),
            arguments=list(self.wanted.arguments),
            key=self.wanted.key,
        )
        for name, content in self.wanted.files:
            JobFile.of(job, name, content, given=True)
        work.enqueue(job.pk)
        return job

    def detail(self, result: Job) -> dict[str, Any]:
        """What is done."""
        return {"job": result.kind}


class OnJob(Action[T]):
    """An act on a job, by the one who began it."""

    def __init__(self, who: User, job: Job) -> None:
        super().__init__(who)
        self.job = job

    def check(self) -> None:
        """The job as it is now, locked; refused to everybody else."""
        self.job = Job.objects.select_for_update().get(pk=self.job.pk)
        if self.job.who_id != self.who.pk:
            raise Refused(_("Only the one who began a job stops or removes it."))


class CancelJob(OnJob[Job]):
    """Stop work that waits or runs."""

    name = "job.cancel"

    def check(self) -> None:
        """While it is open."""
        super().check()
        if follows(self.job.status, Event.CANCEL) is None:
            raise Refused(_("This job has ended already."))

    def execute(self) -> Job:
        """What waits ends at once, and what nobody works on any more; what runs is told to stop."""
        self.job.cancel = True
        if self.job.status is State.WAITING or self.job.is_lost:
            end(self.job, Event.CANCEL)
        self.job.save()
        return self.job

    def detail(self, result: Job) -> dict[str, Any]:
        """What it was."""
        return {"job": result.kind}


class RemoveJob(OnJob[str]):
    """Remove a job that ended, with its results."""

    name = "job.remove"

    def check(self) -> None:
        """When it has ended."""
        super().check()
        if self.job.is_open and not self.job.is_lost:
            raise Refused(_("This job has not ended: cancel it first."))

    def execute(self) -> str:
        """Nothing of it stays but the entries of the audit trail."""
        number = str(self.job.pk)
        self.job.delete()
        return number

    def object(self, result: str) -> str:
        """Its number."""
        return f"jobs.job {result}"
