# SPDX-License-Identifier: EUPL-1.2
"""A request of another state, looked at from the receiving side: what is missing or wrong under treaty and own law, and our letter."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from comity.documents.letter_docx import letter_docx
from comity.documents.letter_pdf import letter_pdf
from comity.draft.answer import Reply, reply_to
from comity.draft.bases import bases_of
from comity.draft.case.read import Plain
from comity.draft.case.things import LANGUAGES
from comity.draft.package import Writer, answer_named
from comity.draft.papers.written import WrittenPaper
from comity.draft.scene import Scene
from comity.model.errors import WrongInput
from comity.model.said import said
from comity.web.accounts.models import Unit, User
from comity.web.actions import Action, Refused
from comity.web.drafting import bench, files
from comity.web.drafting.access import VERDICTS, looked, or_why_not, units_of, user_of
from comity.web.drafting.desk import Desk
from comity.web.drafting.models import WRITERS, ReceivedRequest
from comity.web.drafting.panel import Panel
from comity.web.drafting.papers import DOCX, PDF, file, language_of
from comity.web.knowledge import adviser, drafting
from comity.web.problems import explained

PAGE = 25


class Receive(Action[ReceivedRequest]):
    """Take in a request that came from another state."""

    name = "request.receive"

    def __init__(self, who: User, unit: Unit | None, name: str, content: tuple[Plain, str]) -> None:
        super().__init__(who)
        self.unit = unit
        self.file = name
        self.case, self.sha256 = content

    def check(self) -> None:
        """Who drafts in the unit may."""
        if self.unit is None or self.unit.pk not in self.who.units(*WRITERS):
            raise Refused(_("Only officers and prosecutors of a unit take in requests for it."))

    def execute(self) -> ReceivedRequest:
        """Keep it as it came."""
        if self.unit is None:  # check() lets none through
            raise Refused
        return ReceivedRequest.objects.create(unit=self.unit, by=self.who, name=self.file, case=self.case, sha256=self.sha256)

    def detail(self, result: ReceivedRequest) -> dict[str, Any]:
        """The hash of the file and the unit."""
        return {"sha256": result.sha256, "unit": result.unit_id}


@require_http_methods(["GET", "POST"])
def requests(request: HttpRequest) -> HttpResponse:
    """The requests that came, and the form that takes one in."""
    user = user_of(request)
    units = units_of(user)
    wrong, status = "", 200
    if request.method == "POST":
        try:
            return redirect("drafting:received_request", Receive(user, units[0] if units else None, *_given(request)).run().pk)
        except WrongInput as error:
            wrong, status = explained(error), 422
        except Refused as refusal:
            wrong, status = str(refusal), 403
    shown = ReceivedRequest.objects.visible_to(user).select_related("by")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        shown = shown.filter(pk__lt=int(before))
    rows = list(shown[: PAGE + 1])
    context = {
        "rows": [{"request": row, "measure": _measure(row.case), "sides": _sides(row.case)} for row in rows[:PAGE]],
        "more": rows[PAGE - 1].pk if len(rows) > PAGE else "",
        "may_receive": bool(units),
        "wrong": wrong,
    }
    return render(request, "drafting/received.html", context, status=status)


def _given(request: HttpRequest) -> tuple[str, tuple[Plain, str]]:
    """Name, case and hash of the file that was uploaded; WrongInput where it holds no whole case."""
    given = request.FILES.get("file")
    if given is None:
        raise WrongInput(said("no file was chosen"), do=said("choose request.json or a case file"))
    name = files.shown_name(given.name or "")
    if (given.size or 0) > files.MOST_CASE_BYTES:
        raise files.too_long(name)
    content = given.read()
    case = files.case_of_file(name, content)
    bench.desk_of(case).interview.scene(case)
    return name, (case, hashlib.sha256(content).hexdigest())


def _measure(case: Plain) -> str:
    measure = adviser().corpus.measures.get(str(case.get("measure")))
    return measure.name.in_language(bench.spoken())[0] if measure else str(case.get("measure", ""))


def _sides(case: Plain) -> str:
    actors = (adviser().corpus.by_code.get(str(case.get(side))) for side in ("requesting", "requested"))
    return " → ".join(actor.name.in_language(bench.spoken())[0] for actor in actors if actor)


def _found(request: HttpRequest, pk: int) -> tuple[ReceivedRequest, Desk, Scene]:
    row = get_object_or_404(ReceivedRequest.objects.visible_to(user_of(request)).select_related("unit", "by"), pk=pk)
    standing = bench.desk_of(row.case, on=row.on.date())
    if standing.scene is None:
        raise Http404
    return row, standing, standing.scene


@require_GET
def received_request(request: HttpRequest, pk: int) -> HttpResponse:
    """What we find in a request, and the letter that follows."""
    row, standing, scene = _found(request, pk)
    looked(request, "request.consult", row)
    reply = reply_to(scene, standing.found)
    panel = Panel(standing)
    context = {
        "row": row,
        "measure": _measure(row.case),
        "sides": _sides(row.case),
        "panel": panel,
        "verdict": VERDICTS.get(panel.verdict, ""),
        "bases": [cited.words(drafting(), bench.spoken()).text for cited in bases_of(scene)],
        "answer": _letter(scene, reply, bench.spoken()).paper.title.in_language(bench.spoken())[0],
        "kind": reply.kind.value,
        "ours": scene.query.requested == row.unit.state,
        "languages": [(code, drafting().word(f"language.{code}", bench.spoken())) for code in LANGUAGES],
        "language": language_of(request, row.case),
    }
    return render(request, "drafting/received_request.html", context)


def _letter(scene: Scene, reply: Reply, language: str) -> WrittenPaper:
    wanted = next((code for code in LANGUAGES if code == language), None)
    if wanted is None:
        raise Http404
    writer = Writer(scene, deficiencies=reply.deficiencies, grounds=reply.grounds)
    return writer.letters([answer_named(scene.drafting, reply.kind.value, scene.query.measure)], [wanted])[0]


@require_GET
@or_why_not
def letter(request: HttpRequest, pk: int, language: str, ending: str) -> HttpResponse:
    """Our letter as PDF or DOCX."""
    row, standing, scene = _found(request, pk)
    written = _letter(scene, reply_to(scene, standing.found), language)
    looked(request, "request.letter", row, file=f"{written.name}.{ending}")
    if ending == "pdf":
        return file(letter_pdf(written.letter), PDF, f"{written.name}.pdf")
    return file(letter_docx(written.letter), DOCX, f"{written.name}.docx")
