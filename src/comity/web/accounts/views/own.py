# SPDX-License-Identifier: EUPL-1.2
"""What everybody does for themselves: accept an invitation, say when they are away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comity.web.accounts.absences import AddAbsence, EndAbsence
from comity.web.accounts.acts import AcceptInvitation
from comity.web.accounts.forms import AbsenceForm, PasswordForm
from comity.web.accounts.gate import done, posted, signed_in, within
from comity.web.accounts.models import Absence, Invitation
from comity.web.audit.refusals import refused


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password; a link that opens nothing looks the same whatever the reason."""
    found = Invitation.found(token)
    if found is None:
        known = Invitation.objects.filter(token=Invitation.sealed(token)).select_related("user").first()
        refused(request, "invitation.refused", on=known.user if known else "")
        return render(request, "accounts/invitation_gone.html", status=410)
    form = PasswordForm(found.user, request.POST or None)
    if request.method == "POST" and form.is_valid() and within(form, AcceptInvitation(token, found.user, form.cleaned_data["password"])):
        return redirect("account_login")
    return render(request, "accounts/invitation.html", {"form": form, "invited": found.user}, status=422 if form.errors else 200)


@require_GET
def absences(request: HttpRequest) -> HttpResponse:
    """When I am away, and for whom I stand in."""
    return _absences(request, AbsenceForm(signed_in(request)))


def _absences(request: HttpRequest, form: AbsenceForm) -> HttpResponse:
    today = timezone.localdate()
    user = signed_in(request)
    content = {
        "form": form,
        "absences": user.absences.filter(until__gte=today).select_related("substitute").order_by("since"),
        "stands_in": user.stands_in.filter(until__gte=today).select_related("user").order_by("since"),
        "today": today,
    }
    return render(request, "accounts/absences.html", content, status=422 if form.errors else 200)


@posted("accounts:absences")
def absent(request: HttpRequest) -> HttpResponse:
    """Enter my absence."""
    form = AbsenceForm(signed_in(request), request.POST)
    if form.is_valid() and within(form, AddAbsence(signed_in(request), form.away())):
        return redirect("accounts:absences")
    return _absences(request, form)


@require_POST
def back(request: HttpRequest, number: int) -> HttpResponse:
    """I am back."""
    absence = get_object_or_404(Absence, pk=number, user=signed_in(request))
    done(request, EndAbsence(signed_in(request), absence), _("The absence has ended."))
    return redirect("accounts:absences")
