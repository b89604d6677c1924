# SPDX-License-Identifier: EUPL-1.2
"""Before the door: a link to choose a password, and what to do without one."""

from __future__ import annotations

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from comity.web.accounts.acts import AcceptInvitation
from comity.web.accounts.forms import ForgottenForm, PasswordForm
from comity.web.accounts.gate import within
from comity.web.accounts.letters import send_password_link
from comity.web.accounts.models import Invitation, User
from comity.web.audit.models import record
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


@never_cache
@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """A new link by e-mail where a server is named; without one the page says whom to ask. It never tells whether there is an account."""
    by_mail = bool(settings.EMAIL_HOST)
    form = ForgottenForm(request.POST or None)
    if not (by_mail and request.method == "POST" and form.is_valid()):
        return render(request, "accounts/forgotten.html", {"form": form, "by_mail": by_mail}, status=422 if form.errors else 200)
    name = form.cleaned_data["username"]
    if not ratelimit.consume(request, action="reset_password", key=name.lower()):
        return render(request, "429.html", status=429)
    user = User.objects.filter(username__iexact=name).first()
    record(None, "password.forgotten", on=user or "")
    send_password_link.enqueue(user.pk if user else 0, request.build_absolute_uri("/").rstrip("/"))
    return render(request, "accounts/forgotten.html", {"by_mail": True, "asked": True})
