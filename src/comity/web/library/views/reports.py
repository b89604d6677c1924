# SPDX-License-Identifier: EUPL-1.2
"""Reports of errors: made at every datum, decided in a queue."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comity.web.accounts.models import Role
from comity.web.actions import Refused
from comity.web.knowledge import adviser
from comity.web.library.forms import DecisionForm, ReportForm
from comity.web.library.instruments import statement_of
from comity.web.library.models import Decision, ErrorReport
from comity.web.library.paging import Page, address, after
from comity.web.library.report_actions import DecideReport, ReportError
from comity.web.library.views.common import asked, number, page, signed_in

SIZE = 40
LONGEST = 300
ELSEWHERE = ("lab:question", "lab:programme")
"""Pages of data of the law that stand in another app."""


def _place(text: str) -> str:
    """The address of a datum of the law; 404 for anything else, so that no report leads elsewhere."""
    if not text.startswith("/") or text.startswith("//") or len(text) > LONGEST or not text.isprintable():
        raise Http404(text)
    parts = urlsplit(text)
    try:
        match = resolve(parts.path)
    except Resolver404 as error:
        raise Http404(text) from error
    if (match.app_name != "library" and match.view_name not in ELSEWHERE) or parts.netloc or not _there(match.kwargs):
        raise Http404(text)
    return text


def _there(named: dict[str, str]) -> bool:
    """Whether what an address names is there: instrument, statement, actor, question, programme."""
    corpus = adviser().corpus
    if "statement" in named:
        law = corpus.by_id.get(named["id_"])
        return law is not None and statement_of(law, named["statement"]) is not None
    if "question" in named:
        return any(item.id == named["question"] for item in corpus.readings.questions)
    if "programme" in named:
        return any(item.id == named["programme"] for item in corpus.programmes)
    if "code" in named:
        return named["code"] in corpus.by_code
    known = {*corpus.by_id, *corpus.measures, *corpus.offences, *corpus.grounds}
    return "id_" not in named or named["id_"] in known


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Say what is wrong with a datum."""
    place = _place(request.POST.get("at", "") if request.method == "POST" else request.GET.get("at", ""))
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        report = form.save(commit=False)
        report.where = place
        ReportError(signed_in(request), report).run()
        messages.success(request, _("Thank you. A treaty lawyer will look at it; what is decided stands under Reports."))
        return redirect(place)
    form.dress()
    return page(request, "report_new", "reports", 200 if request.method == "GET" else 422, form=form, place=place)


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """The queue for those who keep the law; for others what they reported."""
    user = signed_in(request)
    decision = asked(request, "decision") or Decision.OPEN
    reports = ErrorReport.objects.visible_to(user).select_related("who").order_by("pk")
    if decision in Decision.values:
        reports = reports.filter(decision=decision)
    start = number(after(request))
    rest = list(reports.filter(pk__gt=start)[: SIZE + 1])
    shown_ = rest[:SIZE]
    further = address(request, str(shown_[-1].pk)) if len(rest) > SIZE else ""
    listing = Page(shown_, further, address(request, "") if start >= 0 else "")
    keeper = user.has_role(Role.TREATY_LAWYER)
    return page(request, "reports", "reports", page=listing, decision=decision, decisions=Decision.choices, keeper=keeper)


@require_GET
def shown(request: HttpRequest, pk: int) -> HttpResponse:
    """One report, with the decision or the form for it."""
    report = get_object_or_404(ErrorReport.objects.visible_to(signed_in(request)), pk=pk)
    form = DecisionForm()
    form.dress()
    return _report(request, report, form)


def _report(request: HttpRequest, report: ErrorReport, form: DecisionForm, status: int = 200, refused: str = "") -> HttpResponse:
    may = signed_in(request).has_role(Role.TREATY_LAWYER) and report.decision == Decision.OPEN
    return page(request, "report", "reports", status, report=report, form=form, may_decide=may, refused=refused)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or decline a report."""
    user = signed_in(request)
    report = get_object_or_404(ErrorReport.objects.visible_to(user), pk=pk)
    if not user.has_role(Role.TREATY_LAWYER):
        raise Http404
    form = DecisionForm(request.POST)
    valid = form.is_valid()
    form.dress()
    if not valid:
        return _report(request, report, form, 422)
    try:
        DecideReport(user, report, form.cleaned_data["decision"], form.cleaned_data["reason"]).run()
    except Refused as refusal:
        report.refresh_from_db()
        return _report(request, report, form, 409, str(refusal))
    messages.success(request, _("The decision is recorded."))
    return redirect("library:reports")
