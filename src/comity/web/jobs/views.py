# SPDX-License-Identifier: EUPL-1.2
"""Pages of jobs: how far they are, how they ended, their files."""

from __future__ import annotations

import mimetypes
import shlex
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from comity.web.accounts.gate import signed_in
from comity.web.actions import Refused
from comity.web.jobs.acts import CancelJob, RemoveJob
from comity.web.jobs.kinds import kind_shown
from comity.web.jobs.lifecycle import State
from comity.web.jobs.models import Job
from comity.web.jobs.words import fault_of, progress_of, row_of

SIZE: Final = 40
_NUMBER: Final = 18


def visible(request: HttpRequest, pk: int) -> Job:
    """The job, if the user may see it; else there is none."""
    return get_object_or_404(Job.objects.visible_to(signed_in(request)), pk=pk)


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """One's own jobs and those of one's units, the newest first."""
    user = signed_in(request)
    jobs = Job.objects.visible_to(user).select_related("who")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdecimal() and len(before) < _NUMBER:
        jobs = jobs.filter(pk__lt=int(before))
    found = list(jobs[: SIZE + 1])
    rows = [row_of(job) for job in found[:SIZE]]
    more = found[SIZE - 1].pk if len(found) > SIZE else None
    return render(request, "jobs/list.html", {"rows": rows, "more": more, "first": not before})


@require_GET
def shown(request: HttpRequest, pk: int) -> HttpResponse:
    """A job: its progress, its fault or its results."""
    job = visible(request, pk)
    kind = kind_shown(job.kind)
    content = _content(request, job)
    if job.status is State.DONE:
        content |= {
            "template": kind.template,
            "result": kind.present(job, request.GET.dict()),
            "files": job.files.filter(given=False).defer("packed"),
        }
    return render(request, "jobs/job.html", content)


@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that tells how far it is; the page is asked for anew when the job has ended."""
    job = visible(request, pk)
    response = render(request, "jobs/progress.html", _content(request, job))
    if not job.is_open or job.is_lost:
        response["HX-Refresh"] = "true"
    return response


def _content(request: HttpRequest, job: Job) -> dict[str, object]:
    kind = kind_shown(job.kind)
    mine = job.who_id == signed_in(request).pk
    again = reverse(kind.asked_at) + f"?from={job.pk}"
    return {
        "job": job,
        "kind": kind.words,
        "title": kind.title(job),
        "mine": mine,
        "again": again,
        "doing": progress_of(job),
        "fault": fault_of(job) if job.status is State.FAILED else "",
        "ahead": Job.objects.open().filter(pk__lt=job.pk).count() if job.status is State.WAITING else 0,
        "command": "" if kind.secrets else shlex.join(["comity", *kind.opening, *job.arguments]),
    }


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop it."""
    job = visible(request, pk)
    try:
        CancelJob(signed_in(request), job).run()
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("jobs:job", pk=pk)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove it with its results."""
    job = visible(request, pk)
    try:
        RemoveJob(signed_in(request), job).run()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("jobs:job", pk=pk)
    messages.success(request, _("The job is removed."))
    return redirect("jobs:list")


@require_GET
def download(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One of its files; never shown within the application, always saved."""
    content = visible(request, pk).result(name)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type=mimetypes.guess_type(name)[0] or "application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{name.rpartition("/")[2]}"'
    return response
