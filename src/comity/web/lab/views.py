# SPDX-License-Identifier: EUPL-1.2
"""Pages of the lab."""

from __future__ import annotations

from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods

from comity.web.accounts.gate import signed_in
from comity.web.drafting.papers import IN_FRAME
from comity.web.jobs.lifecycle import State
from comity.web.jobs.models import Job
from comity.web.jobs.words import row_of
from comity.web.lab.asked.codify import CodifyForm
from comity.web.lab.asked.contradictions import ContradictionsForm
from comity.web.lab.asked.draft import DraftForm
from comity.web.lab.asked.map import MapForm
from comity.web.lab.asked.plan import PlanForm
from comity.web.lab.asked.replay import ReplayForm
from comity.web.lab.asked.simulate import SimulateForm
from comity.web.lab.asking import ask, installed
from comity.web.lab.results.effect import drawn


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


@require_http_methods(["GET", "POST"])
def simulate(request: HttpRequest) -> HttpResponse:
    """What reforms would change."""
    return ask(request, SimulateForm, "lab/simulate.html")


@require_http_methods(["GET", "POST"])
def replay(request: HttpRequest) -> HttpResponse:
    """What reforms of the past changed."""
    return ask(request, ReplayForm, "lab/replay.html")


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """The best reforms."""
    return ask(request, PlanForm, "lab/plan.html")


@require_http_methods(["GET", "POST"])
def codify(request: HttpRequest) -> HttpResponse:
    """One act from many sources."""
    return ask(request, CodifyForm, "lab/codify.html")


def _done(request: HttpRequest, pk: int, *kinds: str) -> Job:
    """A job that is done, of one of these kinds, if the user may see it."""
    jobs = Job.objects.visible_to(signed_in(request)).filter(kind__in=kinds, state=State.DONE.value)
    return get_object_or_404(jobs, pk=pk)


@require_GET
def effect_map(request: HttpRequest, pk: int) -> HttpResponse:
    """What changes with each partner, on a map of the world."""
    picture = drawn(_done(request, pk, "simulate", "replay", "plan"))
    response = HttpResponse(picture, content_type="image/svg+xml; charset=utf-8")
    response["Cache-Control"] = "private, max-age=3600"
    return response


@require_GET
@xframe_options_sameorigin
@csp(IN_FRAME)  # type: ignore[arg-type]  # its type knows no arguments of the address
def act_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The act as a PDF, within its page."""
    content = _done(request, pk, "codify").result("act.pdf")
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="act.pdf"'
    return response
