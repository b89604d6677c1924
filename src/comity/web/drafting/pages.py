# SPDX-License-Identifier: EUPL-1.2
"""The list of drafts, the ways to begin one, its overview and its sections."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from comity.draft.case.read import Plain
from comity.draft.case.things import LANGUAGES
from comity.model.drafting import SEVERITIES
from comity.model.errors import WrongInput
from comity.model.said import remark, said
from comity.web.accounts.models import Unit, User
from comity.web.actions import Refused
from comity.web.drafting import bench, files
from comity.web.drafting.access import OWN_TITLES, beside, draft_of, looked, page, remarks, unit_of, units_of, user_of
from comity.web.drafting.acts import Start
from comity.web.drafting.archive import may_archive
from comity.web.drafting.entries import Outcome, own_language
from comity.web.drafting.form import SECTIONS, Form, anchor, section_of
from comity.web.drafting.listing import ORDERS, filtered, order_of, page_of
from comity.web.drafting.models import Draft
from comity.web.knowledge import adviser, drafting
from comity.web.problems import explained

_LONGEST_QUERY = 100_000


# -- the list


@require_GET
def drafts(request: HttpRequest) -> HttpResponse:
    """The drafts that the user may see, as they were asked for."""
    user = user_of(request)
    visible = Draft.objects.visible_to(user).outgoing().select_related("author", "holder", "unit")
    rows, more = page_of(filtered(visible, request.GET.dict(), user), request.GET.dict())
    query = request.GET.copy()
    for name in ("before", "at"):
        query.pop(name, None)
    query.update(more)
    return render(
        request,
        "drafting/list.html",
        {
            "rows": [_row(draft) for draft in rows],
            "more": query.urlencode() if more else "",
            "states": Draft.States.choices,
            "orders": [(name, order.words) for name, order in ORDERS.items()],
            "chosen": {name: request.GET.get(name, "") for name in ("state", "whose", "words", "ready", "archived")}
            | {"order": order_of(request.GET.dict())},
            "any": bool(rows) or visible.exists(),
            "may_start": bool(units_of(user)),
        },
    )


def _row(draft: Draft) -> dict[str, Any]:
    counts = [
        {
            "severity": severity.value,
            "words": drafting().word(f"severity.{severity.value}", bench.spoken()),
            "number": draft.open[severity.value],
        }
        for severity in SEVERITIES
        if draft.open.get(severity.value)
    ]
    return {"draft": draft, "heading": bench.heading(draft), "sides": bench.sides(draft), "counts": counts, "ready": draft.stopping == 0}


# -- beginning


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Begin a draft: from advice, a file, an example, or empty."""
    user = user_of(request)
    units = units_of(user)
    if request.method == "GET":
        return _starting(request, units)
    try:
        values, origin = _given(request)
        draft = Start(user, unit_of(request, units), values, origin).run()
    except WrongInput as error:
        return _starting(request, units, explained(error), status=422)
    except Refused as refusal:
        return _starting(request, units, str(refusal), status=403)
    standing = bench.desk(draft)
    return redirect("drafting:overview" if standing.begun else "drafting:section", draft.pk, *([] if standing.begun else ["question"]))


def _given(request: HttpRequest) -> tuple[Plain, str]:
    """The values to begin with, and from what they come."""
    query, file, example = request.POST.get("query", ""), request.FILES.get("file"), request.POST.get("example", "")
    if request.POST.get("from") == "file" and file is None:
        raise WrongInput(said("no file was chosen"), do=said("choose a case file"))
    if file is not None:
        if (file.size or 0) > files.MOST_CASE_BYTES:
            raise files.too_long(file.name or "")
        return _before_law(files.case_of_file(file.name or "", file.read())), "file"
    if query:
        return _before_law(_with_language(files.case_of_values(_query(query)))), "advice"
    if example:
        return files.example(example), "example"
    return {"case": {"language": bench.spoken()}}, "nothing"


def _query(text: str) -> object:
    if len(text) > _LONGEST_QUERY:
        raise WrongInput(said("larger than {number} letters", number=str(_LONGEST_QUERY)), where="query")
    try:
        return msgspec.json.decode(text.encode("utf-8", "surrogatepass"))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise WrongInput(said("not JSON: {why}", why=remark(str(error))), where="query", do=said("ask for advice anew")) from error


def _with_language(values: Plain) -> Plain:
    """A query says nothing of the language of the request: the user's own is where it starts."""
    return {key: item for key, item in {**values, "case": {"language": bench.spoken(), **values.get("case", {})}}.items() if key != "lang"}


def _before_law(values: Plain) -> Plain:
    """The values, if they can be put before the law; WrongInput with the place where not."""
    bench.desk_of(values).interview.start(values)
    return values


def _starting(request: HttpRequest, units: list[Unit], wrong: str = "", status: int = 200) -> HttpResponse:
    measures = adviser().corpus.measures
    named = [(name, measures[name].name.in_language(bench.spoken())[0]) for name in files.examples() if name in measures]
    return render(
        request,
        "drafting/start.html",
        {
            "units": units,
            "examples": sorted(named, key=lambda pair: pair[1]),
            "wrong": wrong,
            "most": files.MOST_CASE_BYTES // 1_000,
            "chosen": request.POST.get("from", ""),
        },
        status=status,
    )


# -- one draft


@require_GET
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """What there is to do, how complete the request is, and what can be done with it."""
    draft = draft_of(request, pk)
    looked(request, "draft.consult", draft, page="overview")
    standing = bench.desk(draft)
    form = _form(request, draft)
    colleagues = (
        User.objects.filter(is_active=True, memberships__unit=draft.unit).exclude(pk=draft.holder_id).distinct().order_by("username")
    )
    return render(
        request,
        "drafting/overview.html",
        {
            **page(request, draft, standing, "overview"),
            "sections": _sections(form),
            "colleagues": [user for user in colleagues if draft.unit_id in user.units("officer", "prosecutor")],
            "handovers": draft.handovers.select_related("giver", "taker"),
            "versions": draft.versions.select_related("by"),
            "may_archive": may_archive(user_of(request), draft),
        },
    )


def _form(request: HttpRequest, draft: Draft, conflicts: dict[str, Outcome] | None = None) -> Form:
    standing = bench.desk(draft)
    everything = request.GET.get("all") == "1" or request.POST.get("all") == "1"
    return Form(standing, draft.wrong, remarks(draft), beside(request), everything, conflicts or {})


def _sections(form: Form) -> list[dict[str, Any]]:
    return [{"section": item, "title": item.title or OWN_TITLES[item.name]} for item in form.sections()]


@require_GET
def section(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One section of the case as a form, with the check beside it."""
    draft = draft_of(request, pk)
    if name not in SECTIONS:
        raise Http404
    looked(request, "draft.consult", draft, page=name)
    return section_page(request, draft, name)


def section_page(request: HttpRequest, draft: Draft, name: str, conflicts: dict[str, Outcome] | None = None) -> HttpResponse:
    """The page of a section, with what could not be saved."""
    form = _form(request, draft, conflicts)
    block = form.block(name)
    sections = _sections(form)
    names = [item["section"].name for item in sections]
    at = names.index(name) if name in names else -1
    own = own_language(draft.case)
    context = {
        **page(request, draft, form.desk, "case"),
        "form": form,
        "part": block,
        "section": name,
        "title": block.title or OWN_TITLES[name],
        "sections": sections,
        "following": sections[at + 1] if 0 <= at < len(names) - 1 else None,
        "preceding": sections[at - 1] if at > 0 else None,
        "languages": [(code, drafting().word(f"language.{code}", bench.spoken())) for code in LANGUAGES if code != own],
        "wrongs": _wrongs(draft, name, conflicts or {}),
    }
    return render(request, "drafting/section.html", context)


def _wrongs(draft: Draft, name: str, conflicts: dict[str, Outcome]) -> list[tuple[str, str]]:
    """What the error summary of a section lists: the field and what is wrong."""
    kept = [(anchor(key), item["says"]) for key, item in draft.wrong.items() if section_of(key) == name]
    return [*kept, *((anchor(key), item.says or _("Somebody else changed this field meanwhile.")) for key, item in conflicts.items())]
