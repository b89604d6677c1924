# SPDX-License-Identifier: EUPL-1.2
"""Programmes of reform as they are written down, and the way to their figures."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from comity.web.accounts.gate import signed_in
from comity.web.jobs.lifecycle import State
from comity.web.jobs.models import Job
from comity.web.knowledge import adviser
from comity.web.lab.asked.programme import ProgrammeForm
from comity.web.lab.asking import ask, installed
from comity.web.lab.results.programme import content
from comity.web.library.views.common import known


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """All programmes, the newest first."""
    found = sorted(adviser().corpus.programmes, key=lambda item: (item.since, item.id), reverse=True)
    rows = [(item, len(item.steps), sum(step.done is not None and step.done.on.known for step in item.steps)) for item in found]
    return render(request, "lab/programmes.html", {"rows": rows})


@require_GET
def shown(request: HttpRequest, programme: str) -> HttpResponse:
    """One programme as it is written down; its figures where it was measured last."""
    found = known({item.id: item for item in adviser().corpus.programmes}, programme)
    jobs = Job.objects.visible_to(signed_in(request)).filter(kind=ProgrammeForm.kind, state=State.DONE.value)
    last = next((job for job in jobs[:50] if job.question.get("programme") == found.id), None)
    return render(request, "lab/programme.html", {"result": content(found), "last": last, "installed": installed()})


@require_http_methods(["GET", "POST"])
def measure(request: HttpRequest) -> HttpResponse:
    """Its indicators before and after."""
    return ask(request, ProgrammeForm, "lab/programme_form.html")
