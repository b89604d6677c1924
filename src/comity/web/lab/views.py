# SPDX-License-Identifier: EUPL-1.2
"""Pages of the lab."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from comity.web.accounts.gate import signed_in
from comity.web.jobs.models import Job
from comity.web.jobs.words import row_of
from comity.web.lab.asked.contradictions import ContradictionsForm
from comity.web.lab.asked.draft import DraftForm
from comity.web.lab.asked.map import MapForm
from comity.web.lab.asking import ask, installed


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """What the lab can be asked, and what was asked last."""
    jobs = Job.objects.visible_to(signed_in(request))[:8]
    return render(request, "lab/start.html", {"rows": [row_of(job) for job in jobs], "installed": installed()})


@require_http_methods(["GET", "POST"])
def contradictions(request: HttpRequest) -> HttpResponse:
    """Norms that collide."""
    return ask(request, ContradictionsForm, "lab/contradictions.html")


@require_http_methods(["GET", "POST"])
def compare_draft(request: HttpRequest) -> HttpResponse:
    """A draft of one's own against instruments."""
    return ask(request, DraftForm, "lab/draft.html")


@require_http_methods(["GET", "POST"])
def map_(request: HttpRequest) -> HttpResponse:
    """Who can do what with whom, and when."""
    return ask(request, MapForm, "lab/map.html")
