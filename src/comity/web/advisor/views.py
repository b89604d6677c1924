# SPDX-License-Identifier: EUPL-1.2
"""Pages of advice.

An answer is found by its address alone: nothing of a question is stored, cached or logged, and no entry is made in the audit trail, since
a question names states, an offence and facts of law, and no person (docs: advice holds no personal data). A draft that is begun from an
answer is an act of its own, with its own entry.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, wraps
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
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
from comity.web.advisor import facts, words
from comity.web.advisor.asked import (
    FACT,
    FACT_OF,
    LABELS,
    ROWS,
    Asked,
    Problem,
    contradicted,
    place_of,
    typed,
    understand,
)
from comity.web.advisor.compare import compare as side_by_side
from comity.web.advisor.history import history as changes
from comity.web.advisor.names import Names
from comity.web.advisor.page import Page
from comity.web.advisor.paper import paper
from comity.web.advisor.reasons import reasons as trees
from comity.web.knowledge import adviser, drafting
from comity.web.problems import explained

View = Callable[..., HttpResponse]
OTHERS = ("other_on", "other_requested", "other_measure")
UNPROCESSABLE = 422


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
    given = typed(request.GET, _several(request))
    fields = dict(given.fields)
    if not request.GET.get("requesting"):
        fields["requesting"] = _own_state(request) if "requesting" not in request.GET else ""
    fields["on"] = fields["on"] or _today().isoformat()
    return render(request, "advisor/ask.html", _form(request, fields, given.facts, given.further, ()))


@require_GET
@private
def measures(request: HttpRequest) -> HttpResponse:
    """The cards of measures that fit what is searched for."""
    return render(request, "advisor/_measures.html", _measures(request.GET.get("find", ""), request.GET.get("measure", "")))


def _form(
    request: HttpRequest, fields: dict[str, str], known: Any, further: tuple[tuple[str, str], ...], problems: tuple[Problem, ...]
) -> dict[str, Any]:
    """What the form shows; whatever was typed stays."""
    lang = language()
    corpus = adviser().corpus
    for name in ("requesting", "requested"):
        if fields[name] in corpus.by_code:
            fields[name] = names().actor(fields[name], lang)
    fields["offence"] = names().offence_name(fields["offence"], lang)
    wrong = {problem.field: problem.words for problem in problems}
    lines = [*further, *[("", "")] * max(1, ROWS - len(further))]
    return {
        "fields": fields,
        "labels": LABELS,
        "errors": wrong,
        "problems": problems,
        "actors": names().actor_options(lang),
        "offences": names().offence_options(lang),
        "facts": names().fact_options(lang),
        "words": {name: facts.choices(corpus.facts[FACT_OF[name]], drafting(), lang) for name in ("purpose", "stage", "role")},
        "known": [
            facts.field_of(corpus.facts[name], drafting(), lang, text) if name in corpus.facts else _strange(name, text)
            for name, text in known.items()
        ],
        "further": [
            {"number": n, "name": name, "value": value, "wrong": wrong.get(f"fact-{n}"), "wrong_value": wrong.get(f"value-{n}")}
            for n, (name, value) in enumerate(lines, start=1)
        ],
        "more_open": any(fields[name] for name in ("purpose", "stage", "role", "nationality", "offence_on")) or bool(known or further),
        **_measures(request.GET.get("find", ""), fields["measure"]),
    }


def _strange(name: str, text: str) -> facts.Field:
    """A fact that the body of law does not know, kept as it was given."""
    return facts.Field(FACT + name, name, name, "en", "", facts.SIZE, (), "", (), text)


def _measures(find: str, chosen: str) -> dict[str, Any]:
    found = names().measures(find)
    measure = adviser().corpus.measures.get(chosen)
    if measure is not None and measure not in found.get(measure.family, []):
        found.setdefault(measure.family, []).insert(0, measure)
    lang = language()
    groups = [
        (family, words.of(words.FAMILIES, family), [facts.Choice(m.id, m.name.in_language(lang)[0]) for m in of_family])
        for family, of_family in found.items()
    ]
    return {"families": groups, "find": find, "chosen": chosen}


def _own_state(request: HttpRequest) -> str:
    """The state of a unit to which the user belongs today."""
    if not isinstance(request.user, User):
        return ""
    states = Membership.objects.filter(user=request.user).order_by("since", "pk").values_list("unit__state", flat=True)
    return next((state for state in states if state in adviser().corpus.by_code), "")


def _today() -> date:
    return timezone.localdate()


def _several(request: HttpRequest) -> dict[str, list[str]]:
    return {name: request.GET.getlist(name) for name in ("fact", "value")}


# -- the answer


def _asked(request: HttpRequest) -> Asked:
    return understand(typed(request.GET, _several(request)), names(), drafting(), today=_today(), language=language())


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
    given = asked.typed
    fields = {**given.fields, "on": given.fields["on"] or asked.fields["on"]}
    return render(request, "advisor/ask.html", _form(request, fields, given.facts, given.further, asked.problems), status=UNPROCESSABLE)


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
    return {
        "page": _page(found),
        "asked": asked,
        "questions": asks,
        "first_questions": asks[:5],
        "further_questions": asks[5:],
        "given": facts.given(asked, names(), drafting(), lang),
        "actors": names().actor_options(lang) if any(item.kind == facts.STATES for item in asks) else (),
        "offences": names().offence_options(lang) if any(item.kind == facts.OFFENCE for item in asks) else (),
        "draft_url": _address("drafting:start"),
        "state_url": _address("library:state", asked.fields["requested"]),
        "query_json": msgspec.json.encode(_told(asked)).decode(),
        "share": request.build_absolute_uri(f"{reverse('advisor:answer')}?{asked.address}"),
    }


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
        **_measures("", others["other_measure"]),
    }
    if any(others.values()):
        changed = {name.removeprefix("other_"): value for name, value in others.items() if value}
        second = understand(
            typed({**dict(asked.pairs), **changed}, {}), names(), drafting(), today=_today(), language=lang
        )  # fmt: skip
        second, other = _answered(second)
        context["second"] = second
        context["problems"] = [Problem(f"other_{p.field}" if f"other_{p.field}" in OTHERS else OTHERS[0], p.words) for p in second.problems]
        context["errors"] = {problem.field: problem.words for problem in context["problems"]}
        if other is not None:
            context["right"] = _page(other)
            context["points"] = side_by_side(context["page"], context["right"])
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
        return _wrong(request, Asked(asked.typed, asked.fields, asked.facts, asked.mapping, (Problem(place, words_),), None))
    response = HttpResponse(content, content_type=kind)
    name = "-".join(str(found.query[key]) for key in ("requesting", "requested", "measure", "on"))
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _letter(request: HttpRequest, asked: Asked, page: Page) -> Any:
    address = request.build_absolute_uri(reverse("advisor:ask"))
    return paper(page, facts.given(asked, names(), drafting(), language()), address)


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXPORTS: dict[str, tuple[str, Callable[[HttpRequest, Asked, Page], bytes]]] = {
    "json": (
        "application/json",
        lambda _request, _asked, page: msgspec.json.format(encoded(answer_data(page.answer)), indent=2),
    ),
    "pdf": ("application/pdf", lambda request, asked, page: letter_pdf(_letter(request, asked, page))),
    "docx": (_DOCX, lambda request, asked, page: letter_docx(_letter(request, asked, page))),
}
FORMS = tuple(_EXPORTS)
