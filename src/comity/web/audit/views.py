# SPDX-License-Identifier: EUPL-1.2
"""The audit trail, for auditors."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from comity.web.accounts.forms import Day
from comity.web.accounts.gate import for_roles, signed_in
from comity.web.accounts.models import Role, User
from comity.web.actions import Refused
from comity.web.audit.acts import Export, Verify, shown
from comity.web.audit.models import Entry, Head, record
from comity.web.audit.trail import Sought, acts, as_csv

PAGE = 100
auditors = for_roles(Role.AUDITOR)


class SoughtForm(forms.Form):
    """What is sought."""

    act = forms.ChoiceField(label=gettext_lazy("Act"), required=False)
    who = forms.ModelChoiceField(
        User.objects.order_by("username"), label=gettext_lazy("User"), required=False, empty_label=gettext_lazy("All")
    )
    since = forms.DateField(label=gettext_lazy("From"), required=False, widget=Day)
    until = forms.DateField(label=gettext_lazy("To"), required=False, widget=Day)

    def __init__(self, content: object) -> None:
        super().__init__(content)  # type: ignore[arg-type]  # QueryDict of GET or POST
        field = self.fields["act"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", _("All")), *((act, act) for act in acts())]

    def sought(self) -> Sought | None:
        """As a value; None where something is wrong."""
        if not self.is_valid():
            return None
        who = self.cleaned_data["who"]
        return Sought(self.cleaned_data["act"], who and who.pk, self.cleaned_data["since"], self.cleaned_data["until"])


@require_GET
@auditors
def entries(request: HttpRequest) -> HttpResponse:
    """Entries, the newest first; looking at them is an entry itself."""
    form = SoughtForm(request.GET)
    sought = form.sought()
    before = request.GET.get("before", "")
    head = Head.objects.filter(pk=1).first()
    found: list[Entry] = []
    if sought is not None:
        wanted = sought.entries()
        if before.isdecimal() and len(before) < 19:
            wanted = wanted.filter(number__lt=int(before))
        found = list(wanted[: PAGE + 1])
        record(request.user, "audit.consult", **shown(sought))
    kept = request.GET.copy()
    kept.pop("before", None)
    content = {
        "form": form,
        "entries": found[:PAGE],
        "before": found[PAGE - 1].number if len(found) > PAGE else None,
        "kept": kept.urlencode(),
        "first": not before,
        "head": head,
    }
    return render(request, "audit/entries.html", content, status=422 if form.errors else 200)


@require_POST
@auditors
def verify(request: HttpRequest) -> HttpResponse:
    """Begin the check of the chain; its page says how far it is and what it found."""
    try:
        job = Verify(signed_in(request)).run()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("audit:entries")
    return redirect("jobs:job", pk=job.pk)


@require_POST
@auditors
def export(request: HttpRequest) -> HttpResponseBase:
    """What is sought, as CSV."""
    sought = SoughtForm(request.POST).sought()
    if sought is None:
        return redirect("audit:entries")
    Export(signed_in(request), sought).run()
    response = StreamingHttpResponse(as_csv(sought.entries()), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response
