# SPDX-License-Identifier: EUPL-1.2
"""What leaves a draft: the papers as PDF and DOCX, the data, the package, the plan with its chart.

Until it is approved every page of it is marked as a draft.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from comity.documents.letter_docx import letter_docx
from comity.documents.letter_pdf import letter_pdf
from comity.draft.case.base import Language
from comity.draft.case.things import LANGUAGES
from comity.draft.case.write import values_yaml
from comity.draft.package import Writer, package, papers_of
from comity.draft.papers.written import WrittenPaper
from comity.draft.preparation.calendar import plan_calendar
from comity.draft.preparation.chart import plan_svg
from comity.draft.preparation.paper import PLAN, plan_letter
from comity.draft.preparation.schedule import Planned, Schedule, at_language, schedule, securing
from comity.draft.preparation.told import Told, said
from comity.draft.scene import Scene
from comity.web.drafting import bench
from comity.web.drafting.access import looked, or_why_not, outgoing_of, page
from comity.web.drafting.desk import Desk
from comity.web.drafting.lifecycle import State
from comity.web.drafting.models import Draft
from comity.web.knowledge import adviser, drafting

PDF, DOCX, SVG, ICS, ZIP, JSON, YAML = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "image/svg+xml",
    "text/calendar; charset=utf-8",
    "application/zip",
    "application/json",
    "application/yaml; charset=utf-8",
)
IN_FRAME = {"default-src": [NONE], "object-src": [SELF], "style-src": [UNSAFE_INLINE], "frame-ancestors": [SELF]}
"""A paper that is shown within our own page: it may be framed by it, and loads nothing."""


def language_of(request: HttpRequest, case: Mapping[str, Any]) -> Language:
    """The language that was asked for, else that of the case."""
    own = (case.get("case") or {}).get("language") or "en"
    wanted = request.GET.get("lang", own)
    return next((language for language in LANGUAGES if language == wanted), "en")


def _standing(draft: Draft) -> tuple[Desk, Scene]:
    """The desk and the scene of a draft; there are no papers before it can be put before the law."""
    standing = bench.desk(draft)
    if standing.scene is None:
        raise Http404
    return standing, standing.scene


def _marked(draft: Draft) -> bool:
    return draft.status is not State.APPROVED


def file(content: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    """A file to be saved, or to be shown in its place."""
    way = "inline" if inline else "attachment"
    headers = {"Content-Disposition": f'{way}; filename="{name}"', "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)


# -- papers


@require_GET
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """The papers of the package, one of them shown, all to be downloaded."""
    draft = outgoing_of(request, pk)
    looked(request, "draft.consult", draft, page="papers")
    standing = bench.desk(draft)
    made = papers_of(standing.scene) if standing.scene else ()
    language = language_of(request, draft.case)
    shown = next((paper.id for paper in made if paper.id == request.GET.get("paper")), made[0].id if made else "")
    context = {
        **page(request, draft, standing, "papers"),
        "papers": [{"id": paper.id, "title": paper.title.in_language(bench.spoken())[0]} for paper in made],
        "languages": [(code, drafting().word(f"language.{code}", bench.spoken())) for code in LANGUAGES],
        "language": language,
        "shown": shown,
        "marked": _marked(draft),
    }
    return render(request, "drafting/papers.html", context)


def _written(draft: Draft, name: str, language: str) -> WrittenPaper:
    """One paper in one language; 404 where the case has none of that name."""
    standing, scene = _standing(draft)
    wanted = next((code for code in LANGUAGES if code == language), None)
    paper = next((paper for paper in papers_of(scene) if paper.id == name), None)
    if wanted is None or paper is None:
        raise Http404
    return Writer(scene, standing.found, draft=_marked(draft)).letters([paper], [wanted])[0]


@require_GET
@xframe_options_sameorigin
@csp(IN_FRAME)
@or_why_not
def preview(request: HttpRequest, pk: int, name: str, language: str) -> HttpResponse:
    """The real PDF of a paper, within the page."""
    draft = outgoing_of(request, pk)
    written = _written(draft, name, language)
    looked(request, "draft.preview", draft, paper=written.name)
    return file(letter_pdf(written.letter), PDF, f"{written.name}.pdf", inline=True)


@require_GET
@or_why_not
def paper(request: HttpRequest, pk: int, name: str, language: str, ending: str) -> HttpResponse:
    """One paper to be saved."""
    draft = outgoing_of(request, pk)
    written = _written(draft, name, language)
    looked(request, "draft.download", draft, file=f"{written.name}.{ending}", marked=_marked(draft))
    if ending == "pdf":
        return file(letter_pdf(written.letter), PDF, f"{written.name}.pdf")
    return file(letter_docx(written.letter), DOCX, f"{written.name}.docx")


@require_GET
@or_why_not
def request_json(request: HttpRequest, pk: int) -> HttpResponse:
    """The request as data: the case, the law it rests on, every text of its papers."""
    draft = outgoing_of(request, pk)
    standing, scene = _standing(draft)
    made = package(scene, standing.found, [language_of(request, draft.case)], draft=_marked(draft))
    looked(request, "draft.download", draft, file="request.json", marked=_marked(draft))
    return file(made.files["request.json"], JSON, "request.json")


@require_GET
def case_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The case as a file, which may be incomplete."""
    draft = outgoing_of(request, pk)
    looked(request, "draft.download", draft, file="case.yaml")
    return file(values_yaml({"schema": "comity.case/1", **draft.case}).encode(), YAML, f"case-{draft.pk}.yaml")


@require_GET
@or_why_not
def whole(request: HttpRequest, pk: int) -> HttpResponse:
    """The package: all papers in the languages that were chosen, side by side where there are two, the data, the case."""
    draft = outgoing_of(request, pk)
    standing, scene = _standing(draft)
    chosen = [language for language in LANGUAGES if language in request.GET.getlist("lang")] or [language_of(request, draft.case)]
    made = dict(package(scene, standing.found, chosen, draft=_marked(draft), bilingual=len(chosen) == 2).files)
    made["case.yaml"] = values_yaml({"schema": "comity.case/1", **draft.case}).encode()
    looked(request, "draft.download", draft, file="package", languages=chosen, marked=_marked(draft))
    return file(_zipped(made), ZIP, f"request-{draft.pk}.zip")


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(name, content)
    return out.getvalue()


# -- the plan


def _plan(scene: Scene) -> Schedule:
    today = timezone.localdate()
    return schedule(scene, today, securing(scene, adviser(), today))


@require_GET
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """What to secure first, in which order, until when: the chart and the dates."""
    draft = outgoing_of(request, pk)
    looked(request, "draft.consult", draft, page="plan")
    standing = bench.desk(draft)
    context = page(request, draft, standing, "plan")
    if standing.scene is not None:
        lang = bench.spoken()
        made = at_language(_plan(standing.scene), lang)
        told = Told(made, lang)
        context |= {"told": told, "stages": [_stage(told, planned) for planned in made.stages]}
        context |= {"first": list(told.first()), "late": list(told.late())}
    return render(request, "drafting/plan.html", context)


def _stage(told: Told, planned: Planned) -> dict[str, Any]:
    times = planned.times
    return {
        "name": told.name(planned),
        "says": told.text(planned.stage.says),
        "who": told.who(planned),
        "begins": told.day(times.start),
        "ends": told.day(times.finish),
        "latest": told.day(times.latest_finish) if times.latest_finish else "",
        "state": told.state(planned),
        "done": planned.done,
        "late": planned.late,
        "missing": told.missing(planned),
        "norms": [said((words,)) for words in told.norms(planned)],
        "limits": [told.limit(limit) for limit in planned.limits],
    }


@require_GET
@or_why_not
def plan_file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The plan as chart, calendar, PDF or DOCX."""
    draft = outgoing_of(request, pk)
    lang = bench.spoken()
    made = at_language(_plan(_standing(draft)[1]), lang)
    if ending == "svg":
        looked(request, "draft.preview", draft, paper=PLAN)
        return file(plan_svg(made, lang), SVG, f"{PLAN}.svg", inline=True)
    looked(request, "draft.download", draft, file=f"{PLAN}.{ending}")
    if ending == "ics":
        return file(plan_calendar(made, lang), ICS, f"{PLAN}.ics")
    letter = plan_letter(made, lang)
    return file(letter_pdf(letter), PDF, f"{PLAN}.pdf") if ending == "pdf" else file(letter_docx(letter), DOCX, f"{PLAN}.docx")
