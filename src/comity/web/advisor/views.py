# SPDX-License-Identifier: EUPL-1.2
"""Pages of advice.

An answer is found by its address alone: nothing of a question is stored, cached or logged, and no entry is made in the audit trail, since
a question names states, an offence and facts of law, and no person (docs: advice holds no personal data). A draft that is begun from an
answer is an act of its own, with its own entry.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, wraps
from typing import Any, NamedTuple
from urllib.parse import urlencode

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from comity.advise.data import answer_data, encoded
from comity.documents.letter_docx import letter_docx
from comity.documents.letter_pdf import letter_pdf
from comity.model.answer import Answer
from comity.model.errors import WrongInput
from comity.model.text import LANGUAGES
from comity.web.accounts.models import Membership, User
from comity.web.advisor import facts, form, words
from comity.web.advisor.asked import Asked, Problem, Typed, contradicted, place_of, refused, typed
from comity.web.advisor.compare import differing, points
from comity.web.advisor.history import history as changes
from comity.web.advisor.names import Names
from comity.web.advisor.page import Page
from comity.web.advisor.paper import paper
from comity.web.advisor.reasons import reasons as trees
from comity.web.advisor.understand import understand
from comity.web.knowledge import adviser, drafting
from comity.web.library.models import Contact
from comity.web.library.standing import Standing
from comity.web.problems import explained

View = Callable[..., HttpResponse]
OTHERS = ("other_on", "other_requested", "other_measure")
UNPROCESSABLE = 422
MOST_CONTACTS = 20


@cache
def names() -> Names:
    """The names of the installed body of law."""
    return Names(adviser().corpus)


def language() -> str:
    """The user's language, one of those of the body of law."""
    code = (get_language() or "en").partition("-")[0]
    return code if code in LANGUAGES else "en"


def private(view: View) -> View:
    """An address may hold facts of a case: its answer is kept nowhere on the way."""

    @wraps(view)
    def wrapped(request: HttpRequest, **rest: Any) -> HttpResponse:
        response = view(request, **rest)
        response["Cache-Control"] = "no-store, private"
        patch_vary_headers(response, ["HX-Request", "Accept-Language", "Cookie"])
        return response

    return wrapped


# -- the form


@require_GET
@private
def ask(request: HttpRequest) -> HttpResponse:
    """The form, filled in with what stands in the address; empty, it asks on behalf of the user's own state."""
    given = typed(request.GET)
    fields = dict(given.fields)
    if "requesting" not in request.GET:
        fields["requesting"] = _own_state(request)
    fields["on"] = fields["on"] or _today().isoformat()
    return render(request, "advisor/ask.html", _form(request, replace(given, fields=fields)))


@require_GET
@private
def measures(request: HttpRequest) -> HttpResponse:
    """The cards of measures that fit what is searched for."""
    found = form.measures(names(), request.GET.get("find", ""), request.GET.get("measure", ""), language())
    return render(request, "advisor/_measures.html", found)


def _form(request: HttpRequest, given: Typed, problems: tuple[Problem, ...] = ()) -> dict[str, Any]:
    shown = form.form(form.Filled(given, problems, request.GET.get("more", "")), names(), drafting(), language())
    return {**shown, **form.measures(names(), request.GET.get("find", ""), given.fields["measure"], language())}


def _own_state(request: HttpRequest) -> str:
    """The state of a unit to which the user belongs today."""
    if not isinstance(request.user, User):
        return ""
    states = Membership.objects.filter(user=request.user).order_by("since", "pk").values_list("unit__state", flat=True)
    return next((state for state in states if state in adviser().corpus.by_code), "")


def _today() -> date:
    return timezone.localdate()


# -- the answer


def _asked(request: HttpRequest) -> Asked:
    return understand(typed(request.GET), names(), drafting(), today=_today(), language=language())


def _answered(asked: Asked) -> tuple[Asked, Answer | None]:
    """The answer, or the question with what is wrong with it."""
    if asked.query is None:
        return asked, None
    try:
        return asked, adviser().answer(asked.query)
    except WrongInput as problem:
        return contradicted(asked, problem), None


def _wrong(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The form again with what is wrong; for a page that waits for a part of itself, the address of that form."""
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse()
        response["HX-Redirect"] = f"{reverse('advisor:answer')}?{request.GET.urlencode()}"
        return response
    given = replace(asked.typed, fields={**asked.typed.fields, "on": asked.typed.fields["on"] or asked.fields["on"]})
    return render(request, "advisor/ask.html", _form(request, given, asked.problems), status=UNPROCESSABLE)


@require_GET
@private
def answer(request: HttpRequest) -> HttpResponse:
    """The answer; an address written otherwise leads to the one address of this question, which can be shared."""
    asked, found = _answered(_asked(request))
    if found is None:
        return _wrong(request, asked)
    part = request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers
    if not part and request.GET.urlencode() != asked.address:
        return redirect(f"{reverse('advisor:answer')}?{asked.address}")
    response = render(request, "advisor/_answer.html" if part else "advisor/answer.html", _answer(request, asked, found))
    if part:
        response["HX-Push-Url"] = f"{reverse('advisor:answer')}?{asked.address}"
    return response


def _page(found: Answer) -> Page:
    return Page(found, names(), drafting(), _instrument)


@cache
def _instrument(id_: str) -> str:
    """The address of an instrument in the law browser."""
    return _address("library:instrument", id_)


def _answer(request: HttpRequest, asked: Asked, found: Answer) -> dict[str, Any]:
    lang = language()
    asks = facts.questions(found.questions, names(), drafting(), lang)
    unnamed = [(name, text) for name, text in asked.pairs if name == "offence" and names().offence(text) is None and not text.isdigit()]
    return {
        "page": _page(found),
        "asked": asked,
        "apart": _apart(asked),
        "unnamed": [_unnamed(asked, text) for _name, text in unnamed],
        "to_replace": (unnamed or [("offence", text) for text in asked.lists["offence"]])[:1],
        "questions": asks,
        "first_questions": asks[:5],
        "further_questions": asks[5:],
        "given": facts.given(asked, names(), drafting(), lang),
        "actors": names().actor_options(lang) if any(item.kind == facts.STATES for item in asks) else (),
        "offences": names().offence_options(lang) if any(item.kind == facts.OFFENCE for item in asks) else (),
        "draft_url": _address("drafting:start"),
        "state_url": _address("library:state", asked.fields["requested"]),
        "contacts": _contacts(asked.fields["requested"]),
        "directory_url": f"{_address('library:directory')}?{urlencode({'state': asked.fields['requested']})}",
        "query_json": msgspec.json.encode(_told(asked)).decode(),
        "share": request.build_absolute_uri(f"{reverse('advisor:answer')}?{asked.address}"),
    }


def _contacts(state: str) -> list[Contact]:
    """The contacts of this house at the requested side, those that can be relied on first."""
    today = _today()
    found = Contact.objects.filter(state=state).exclude(retired_on__lte=today)[:MOST_CONTACTS]
    return sorted(found, key=lambda contact: list(Standing).index(contact.standing(today)))


def _apart(asked: Asked) -> dict[str, Any] | None:
    """For several offences: the verdict for each, and where their answers differ."""
    query = asked.query
    if query is None or len(query.rows) == 1:
        return None
    pages = [_page(adviser().answer(replace(query, rows=(row,)))) for row in query.rows]
    alone = [asked.without(*(("offence", other) for other in asked.lists["offence"] if other != text)) for text in asked.lists["offence"]]
    return {
        "sides": [Side(page.offence, page.offence, address, page.verdict, page.tone) for page, address in zip(pages, alone, strict=True)],
        "points": differing(points(*pages)),
    }


def _unnamed(asked: Asked, text: str) -> dict[str, Any]:
    """Words that are no kind of offence known here, and the kinds that may be meant, each with the address that takes it."""
    near = names().near_offences(text)
    meant = [{"name": names().offence_name(alias, language()), "address": asked.instead("offence", text, alias)} for alias in near]
    return {"text": text, "meant": meant}


def _told(asked: Asked) -> dict[str, Any]:
    """The question as a query, as drafts begin with it."""
    return {name: value for name, value in asked.mapping.items() if name != "lang"}


def _address(route: str, *named: str) -> str:
    """The address of a route; nothing where this installation leaves it out."""
    try:
        return reverse(route, args=named)
    except NoReverseMatch:
        return ""


@require_GET
@private
def reasons(request: HttpRequest) -> HttpResponse:
    """The tree of reasons of one basis: a part of the answer, or a page of its own."""
    asked, found = _answered(_asked(request))
    if found is None or asked.query is None:
        return _wrong(request, asked)
    basis = request.GET.get("basis", "")
    steps = trees(adviser(), names(), asked.query, basis)
    if not steps:
        raise Http404
    part = request.headers.get("HX-Request") == "true"
    page = _page(found)
    context = {"trees": steps, "page": page, "asked": asked, "norm": page.norm(basis)}
    return render(request, "advisor/_reasons.html" if part else "advisor/reasons.html", context)


# -- compare, history


class Side(NamedTuple):
    """The head of a side: what it is called, whole and in short, where its answer stands and what it comes to."""

    name: str
    short: str
    address: str
    verdict: str
    tone: str


def _beside(pages: Sequence[Page], addresses: Sequence[str]) -> list[Side]:
    """The heads of answers; in short, what differs between them."""
    told = [(page.requested, page.measure, str(page.answer.query["on"])) for page in pages]
    differ = [place for place in range(3) if len({names[place] for names in told}) > 1]
    return [
        Side(
            f"{page.requesting} → {' · '.join(names)}",
            " · ".join(names[place] for place in differ),
            address,
            page.verdict,
            page.tone,
        )
        for page, names, address in zip(pages, told, addresses, strict=True)
    ]


@require_GET
@private
def compare(request: HttpRequest) -> HttpResponse:
    """This answer beside that for another day, another partner or another measure."""
    asked, found = _answered(_asked(request))
    if found is None:
        return _wrong(request, asked)
    lang = language()
    others = {name: request.GET.get(name, "").strip() for name in OTHERS}
    context: dict[str, Any] = {
        "asked": asked,
        "page": _page(found),
        "others": dict(others),
        "actors": names().actor_options(lang),
        **form.measures(names(), "", others["other_measure"], lang),
    }
    if any(others.values()):
        changed = {name.removeprefix("other_"): value for name, value in others.items() if value}
        second = understand(typed(QueryDict(asked.changed(**changed))), names(), drafting(), today=_today(), language=lang)
        second, other = _answered(second)
        context["second"] = second
        context["problems"] = [Problem(f"other_{p.field}" if f"other_{p.field}" in OTHERS else OTHERS[0], p.words) for p in second.problems]
        context["errors"] = {problem.field: problem.words for problem in context["problems"]}
        if other is not None:
            context["right"] = _page(other)
            context["points"] = points(context["page"], context["right"])
            context["sides"] = _beside([context["page"], context["right"]], [asked.address, second.address])
    status = UNPROCESSABLE if context.get("problems") else 200
    return render(request, "advisor/compare.html", context, status=status)


@require_GET
@private
def history(request: HttpRequest) -> HttpResponse:
    """The days on which the answer for this pair changes."""
    asked, found = _answered(_asked(request))
    if found is None or asked.query is None:
        return _wrong(request, asked)
    page = _page(found)
    told = changes(adviser(), asked.query)
    spans = [
        {
            "since": span.since,
            "tone": span.verdict,
            "verdict": words.VERDICTS[span.verdict][0],
            "gained": [page.norm(id_) for id_ in span.gained],
            "lost": [page.norm(id_) for id_ in span.lost],
            "number": len(span.bases),
            "address": asked.changed(on=span.since.isoformat()),
        }
        for span in told.spans
    ]
    return render(request, "advisor/history.html", {"asked": asked, "page": page, "spans": spans, "cut": told.cut})


# -- export


@require_GET
@private
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The answer as JSON, PDF or DOCX."""
    asked, found = _answered(_asked(request))
    if found is None:
        return _wrong(request, asked)
    kind, write = _EXPORTS[form]
    page = _page(found)
    try:
        content = write(request, asked, page)
    except WrongInput as problem:
        words_ = _("This cannot be set in a PDF or DOCX: %(problem)s") % {"problem": explained(problem)}
        place = place_of(problem.where or "offence")
        return _wrong(request, refused(asked, Problem(place, words_)))
    response = HttpResponse(content, content_type=kind)
    name = "-".join(str(found.query[key]) for key in ("requesting", "requested", "measure", "on"))
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _letter(request: HttpRequest, asked: Asked, page: Page) -> Any:
    address = request.build_absolute_uri(reverse("advisor:ask"))
    return paper(page, facts.given(asked, names(), drafting(), language()), address)


def _data(request: HttpRequest, asked: Asked, page: Page) -> bytes:
    """The answer as data; with the tree of reasons where ``trace`` asks for it."""
    found = page.answer
    if asked.query is not None and request.GET.get("trace"):
        found = adviser().answer(replace(asked.query, trace=True))
    return msgspec.json.format(encoded(answer_data(found)), indent=2)


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXPORTS: dict[str, tuple[str, Callable[[HttpRequest, Asked, Page], bytes]]] = {
    "json": ("application/json", _data),
    "pdf": ("application/pdf", lambda request, asked, page: letter_pdf(_letter(request, asked, page))),
    "docx": (_DOCX, lambda request, asked, page: letter_docx(_letter(request, asked, page))),
}
FORMS = tuple(_EXPORTS)
