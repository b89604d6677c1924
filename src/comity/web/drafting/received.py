# SPDX-License-Identifier: EUPL-1.2
"""A request of another state, looked at from the receiving side: what is missing or wrong under treaty and own law, and our letter."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

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
from comity.web.actions import Refused
from comity.web.drafting import bench, files, store
from comity.web.drafting.access import VERDICTS, as_file, looked, or_why_not, unit_of, units_of, user_of
from comity.web.drafting.desk import Desk
from comity.web.drafting.models import WRITERS, Draft, ReceivedRequest
from comity.web.drafting.panel import Panel
from comity.web.drafting.papers import DOCX, PDF, file
from comity.web.drafting.pdf_text import MOST_PDF_BYTES
from comity.web.drafting.receiving import Incoming, Receive, Transcribe, incoming, owner
from comity.web.drafting.recognised import Sure, recognised, values_of
from comity.web.knowledge import adviser, drafting
from comity.web.problems import explained

ENTERED = ("requesting", "requested", "measure", "case.language", "case.reference")
PAGE = 25


@require_http_methods(["GET", "POST"])
def requests(request: HttpRequest) -> HttpResponse:
    """The requests that came, and the form that takes one in."""
    user = user_of(request)
    units = units_of(user)
    wrong, status = "", 200
    if request.method == "POST":
        try:
            return redirect("drafting:received_request", Receive(user, unit_of(request, units), _given(request)).run().pk)
        except WrongInput as error:
            wrong, status = explained(error), 422
        except Refused as refusal:
            wrong, status = str(refusal), 403
    shown = ReceivedRequest.objects.visible_to(user).select_related("by", "entered").defer("text")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        shown = shown.filter(pk__lt=int(before))
    rows = list(shown[: PAGE + 1])
    context = {
        "rows": [{"request": row, "measure": _measure(case_of(row)), "sides": _sides(case_of(row))} for row in rows[:PAGE]],
        "more": rows[PAGE - 1].pk if len(rows) > PAGE else "",
        "units": units,
        "most": MOST_PDF_BYTES // 1_000_000,
        "wrong": wrong,
    }
    return render(request, "drafting/received.html", context, status=status)


def _given(request: HttpRequest) -> Incoming:
    """The file that was uploaded; WrongInput where it holds neither a whole case nor text."""
    given = request.FILES.get("file")
    if given is None:
        raise WrongInput(said("no file was chosen"), do=said("choose the file of the request"))
    name = files.shown_name(given.name or "")
    if (given.size or 0) > MOST_PDF_BYTES:
        raise files.too_long(name, MOST_PDF_BYTES)
    return incoming(name, given.read())


def _measure(case: Plain) -> str:
    measure = adviser().corpus.measures.get(str(case.get("measure")))
    return measure.name.in_language(bench.spoken())[0] if measure else str(case.get("measure", ""))


def _sides(case: Plain) -> str:
    actors = (adviser().corpus.by_code.get(str(case.get(side))) for side in ("requesting", "requested"))
    return " → ".join(actor.name.in_language(bench.spoken())[0] for actor in actors if actor)


def case_of(row: ReceivedRequest) -> Plain:
    """The case of a request: as it came, or as it is entered so far."""
    entered: Draft | None = getattr(row, "entered", None)
    case: Plain = entered.case if entered else row.case
    return case


def _row(request: HttpRequest, pk: int) -> ReceivedRequest:
    return get_object_or_404(ReceivedRequest.objects.visible_to(user_of(request)).select_related("unit", "by", "entered"), pk=pk)


def _standing(row: ReceivedRequest) -> Desk:
    return bench.desk_of(case_of(row), on=row.on.date())


def _found(request: HttpRequest, pk: int) -> tuple[ReceivedRequest, Desk, Scene]:
    row = _row(request, pk)
    standing = _standing(row)
    if standing.scene is None:
        raise Http404
    return row, standing, standing.scene


@require_GET
def received_request(request: HttpRequest, pk: int) -> HttpResponse:
    """What we find in a request, and the letter that follows; of one that came as text, what was recognised, until it is entered."""
    row = _row(request, pk)
    looked(request, "request.consult", row)
    standing = _standing(row)
    context = _about(request, row)
    if row.text and context["entered"] is None:
        return render(request, "drafting/received_text.html", {**context, **_asked(row, {})})
    if standing.scene is None:
        return render(request, "drafting/received_text.html", context)
    return render(request, "drafting/received_request.html", context | _analysis(request, row, standing, standing.scene))


def _about(request: HttpRequest, row: ReceivedRequest) -> dict[str, Any]:
    case = case_of(row)
    entered: Draft | None = getattr(row, "entered", None)
    return {
        "row": row,
        "entered": entered,
        "measure": _measure(case),
        "sides": _sides(case),
        "may_enter": row.unit_id in user_of(request).units(*WRITERS),
    }


def _analysis(request: HttpRequest, row: ReceivedRequest, standing: Desk, scene: Scene) -> dict[str, Any]:
    reply = reply_to(scene, standing.found)
    panel = Panel(standing)
    return {
        "panel": panel,
        "verdict": VERDICTS.get(panel.verdict, ""),
        "bases": [cited.words(drafting(), bench.spoken()).text for cited in bases_of(scene)],
        "answer": _letter(scene, reply, bench.spoken()).paper.title.in_language(bench.spoken())[0],
        "kind": reply.kind.value,
        "ours": scene.query.requested == row.unit.state,
        "languages": [(code, drafting().word(f"language.{code}", bench.spoken())) for code in LANGUAGES],
    }


# -- a request that came as text


def _asked(row: ReceivedRequest, typed: dict[str, str]) -> dict[str, Any]:
    """The form that asks who asks whom for what: filled with what the text says for sure, the rest open."""
    sure = recognised(row.text, adviser().corpus, drafting(), row.unit.state)
    told = {item.place: item for item in sure}
    held = {place: typed.get(place, told[place].value if place in told else "") for place in ENTERED}
    return {
        "fields": [_field(place, held[place], told[place].words if place in told and not typed else "") for place in ENTERED],
        "wrong": "",
    }


def _field(place: str, value: str, words: str) -> dict[str, Any]:
    lang = bench.spoken()
    corpus = adviser().corpus
    choices: list[tuple[str, str]] = []
    if place in ("requesting", "requested"):
        choices = [(actor.code, f"{actor.name.in_language(lang)[0]} ({actor.code})") for actor in corpus.actors]
    elif place == "measure":
        choices = [(item.id, item.name.in_language(lang)[0]) for item in corpus.vocabulary.measures]
    elif place == "case.language":
        choices = [(code, drafting().word(f"language.{code}", lang)) for code in LANGUAGES]
    label = drafting().label(place, lang)
    return {"place": place, "label": label, "value": value, "words": words, "choices": sorted(choices, key=lambda pair: pair[1])}


@require_POST
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin to enter what the text says, with what was confirmed of it."""
    row = _row(request, pk)
    typed = {place: request.POST.get(place, "").strip()[:400] for place in ENTERED}
    try:
        values = _confirmed(typed)
        draft = Transcribe(user_of(request), row, values).run()
    except (WrongInput, Refused) as error:
        why = explained(error) if isinstance(error, WrongInput) else str(error)
        looked(request, "request.consult", row)
        context = {**_about(request, row), **_asked(row, typed), "wrong": why}
        return render(request, "drafting/received_text.html", context, status=422)
    return redirect("drafting:overview", draft.pk)


def _confirmed(typed: dict[str, str]) -> Plain:
    """The values that were confirmed; WrongInput where one is missing or none of ours."""
    for place in ENTERED[:3]:
        if not typed[place]:
            raise WrongInput(said("say who asks whom, and for what"), where=place)
    sure = [Sure(place, text, "") for place, text in typed.items() if text]
    values = files.case_of_values(values_of(sure))
    bench.desk_of(values).interview.scene(values)
    return values


@require_GET
def original(request: HttpRequest, pk: int) -> FileResponse:
    """The file as it came."""
    row = _row(request, pk)
    if not row.filed:
        raise Http404
    content = store.content(owner(row), row.sha256)
    looked(request, "request.file", row, sha256=row.sha256)
    return as_file(content, row.name)


# -- the letter


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
