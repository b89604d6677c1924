# SPDX-License-Identifier: EUPL-1.2
"""Questions to the lab that take longer than an answer may: begun as jobs, as the pages begin them, and read when they are done."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from ninja import Path, Query, Router

from comity.web.api import job_schemas as out
from comity.web.api.access import Bearer, Limit, holder
from comity.web.api.bodies import MAX_QUESTION, json_body
from comity.web.api.models import Scope
from comity.web.api.paging import next_address
from comity.web.api.plain import json_response
from comity.web.api.problems import ProblemError
from comity.web.api.schemas import Key, Word
from comity.web.jobs.acts import CancelJob, StartJob, Wanted, done_before
from comity.web.jobs.kinds import kind_of
from comity.web.jobs.lifecycle import State
from comity.web.jobs.models import Job, JobFile, JobQuerySet
from comity.web.jobs.words import fault_of
from comity.web.knowledge import adviser
from comity.web.lab.asking import installed
from comity.web.lab.forms import LabForm
from comity.web.lab.plain import misshapen
from comity.web.lab.questions import FORMS

jobs = Router(tags=["lab"], auth=Bearer(Scope.LAB))


@jobs.post("", response={200: out.JobOut, 201: out.JobOut}, operation_id="createJob", throttle=Limit(10))
def create(request: HttpRequest) -> HttpResponse:
    """Begin a job: its kind and its question, with the fields that the page of that kind has.

    What was asked before, by the holder or a colleague, on the same law, is not computed again: the answer is that job, with status 200;
    `anew` asks for it all the same. So many jobs of one holder wait or run at once; one more is refused with 409.
    """
    asked = out.JobAsked.model_validate(json_body(request, MAX_QUESTION))
    if not installed():
        raise ProblemError(HTTPStatus.CONFLICT, "this installation lacks the parts of the lab", do="ask whoever runs it to add comity[lab]")
    with override("en"):
        form = _checked(FORMS[asked.kind], asked.question)
        wanted = Wanted(kind_of(form.kind), form.question(), form.arguments(), adviser().corpus.version, form.given_files())
        before = None if asked.anew else done_before(holder(request), wanted)
        job = before or StartJob(holder(request), wanted).run()
    response = json_response(line(visible(request, job.pk)), HTTPStatus.OK if before else HTTPStatus.CREATED)
    response["Location"] = f"{request.path.rstrip('/')}/{job.pk}"
    return response


def _checked(form_class: type[LabForm], question: dict[str, Any]) -> LabForm:
    """The form, filled in; a problem that names every field with a fault."""
    wrong = misshapen(form_class, question)
    if wrong:
        raise _problem(wrong)
    form = form_class(question)
    if not form.is_valid():
        raise _problem({name: " ".join(str(words) for words in faults) for name, faults in form.errors.items()})
    return form


def _problem(faults: dict[str, str]) -> ProblemError:
    listed = [{"where": f"body.question.{name}"[:200], "detail": words} for name, words in faults.items()]
    first = listed[0]
    return ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, first["detail"], where=first["where"], errors=listed[:50])


@jobs.get("", response=out.JobPage, operation_id="listJobs", throttle=Limit())
def listed(request: HttpRequest, asked: Query[out.JobFilter]) -> out.JobPage:
    """Jobs of the lab that the holder of the token may see, the newest first."""
    found = seen(request)
    if asked.after:
        found = found.filter(pk__lt=asked.after)
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    shown = list(found[: asked.limit + 1])
    items = [out.JobOut.model_validate(line(job)) for job in shown[: asked.limit]]
    more = next_address(request, str(items[-1].id)) if len(shown) > asked.limit else None
    return out.JobPage(items=items, next=more)


@jobs.get("/{id}", response=out.JobOut, operation_id="readJob", throttle=Limit())
def read(request: HttpRequest, id: Path[Key]) -> HttpResponse:
    """A job: how far it is, how it ended, its files. Ask again every few seconds while it waits or runs."""
    return json_response(line(visible(request, id)))


@jobs.post("/{id}/cancel", response=out.JobOut, operation_id="cancelJob", throttle=Limit())
def cancel(request: HttpRequest, id: Path[Key]) -> HttpResponse:
    """Stop a job that waits or runs; only who began it can. One that runs ends within seconds."""
    CancelJob(holder(request), visible(request, id)).run()
    return json_response(line(visible(request, id)))


@jobs.get("/{id}/files/{path:name}", operation_id="readJobFile", throttle=Limit(5))
def file(request: HttpRequest, id: Path[Key], name: Path[Word]) -> HttpResponse:
    """A file that a job made; `result.json` is what its command writes with `--json`."""
    content = visible(request, id).result(name)
    if content is None:
        raise ProblemError(HTTPStatus.NOT_FOUND, "the job has no such file", where="path.name", do="take the name from `files`")
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{name.rpartition("/")[2]}"'
    return response


def seen(request: HttpRequest) -> JobQuerySet:
    """Jobs of the lab that the holder may see, with the names of their files but not what those hold."""
    files = Prefetch("files", JobFile.objects.filter(given=False).defer("packed"))
    return Job.objects.visible_to(holder(request)).filter(kind__in=FORMS).order_by("-pk").prefetch_related(files)


def visible(request: HttpRequest, id_: int) -> Job:
    """The job, if the holder may see it; else there is none."""
    job = seen(request).filter(pk=id_).first()
    if job is None:
        raise ProblemError(HTTPStatus.NOT_FOUND, "there is no such job, or not for this token", where="path.id", do="see /lab/jobs")
    return job


def line(job: Job) -> dict[str, object]:
    """A job as plain values."""
    with override("en"):
        fault = fault_of(job) if job.status is State.FAILED else ""
    return {
        "id": job.pk,
        "kind": job.kind,
        "state": job.state,
        "question": job.question,
        "asked": job.asked.isoformat(),
        "began": _time(job.began),
        "ended": _time(job.ended),
        "step": job.step,
        "steps": job.steps,
        "doing": job.doing,
        "fault": fault,
        "files": [{"name": made.name, "size": made.size} for made in job.files.all()],
    }


def _time(when: datetime | None) -> str | None:
    return when.isoformat() if when else None
