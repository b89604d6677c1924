# SPDX-License-Identifier: EUPL-1.2
"""Users and units, for administrators: accounts and roles, never cases."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comity.web.accounts.absences import AddAbsence, EndAbsence
from comity.web.accounts.acts import (
    AddUnit,
    ChangeUnit,
    ChangeUser,
    Deactivate,
    EndRole,
    ForgetSecondFactors,
    GrantRole,
    Invite,
    InviteAgain,
    OnUser,
    Reactivate,
    RevokeInvitation,
)
from comity.web.accounts.forms import AbsenceForm, InvitationForm, PersonForm, PostForm, UnitForm
from comity.web.accounts.gate import done, for_roles, signed_in, within
from comity.web.accounts.letters import send_invitation
from comity.web.accounts.models import Absence, Membership, Role, Unit, User
from comity.web.actions import Refused
from comity.web.audit.models import record

PAGE = 50
SIMPLE: dict[str, tuple[type[OnUser], str]] = {
    "deactivate": (Deactivate, gettext_noop("The account is closed.")),
    "reactivate": (Reactivate, gettext_noop("The account is open.")),
    "forget-second-factors": (ForgetSecondFactors, gettext_noop("The second factors are removed.")),
    "revoke-invitation": (RevokeInvitation, gettext_noop("The link opens nothing any more.")),
}
ACCOUNTS: dict[str, tuple[Promise, Q]] = {
    "open": (gettext_lazy("Open"), Q(is_active=True)),
    "invited": (gettext_lazy("With a link not used yet"), Q(is_active=True, invitations__isnull=False, invitations__used=None)),
    "closed": (gettext_lazy("Closed"), Q(is_active=False)),
}
administrators = for_roles(Role.ADMINISTRATOR)


@require_GET
@administrators
def users(request: HttpRequest) -> HttpResponse:
    """All accounts by user name, page after page by the last name shown."""
    account = request.GET.get("account", "")
    sought, after = (request.GET.get(name, "").replace("\0", "").strip() for name in ("q", "after"))
    found = User.objects.order_by("username").prefetch_related("memberships__unit")
    if sought:
        found = found.filter(Q(username__icontains=sought) | Q(first_name__icontains=sought) | Q(last_name__icontains=sought))
    if account in ACCOUNTS:
        found = found.filter(ACCOUNTS[account][1]).distinct()
    page = list(found.filter(username__gt=after)[: PAGE + 1])
    more = page[PAGE - 1].username if len(page) > PAGE else ""
    choices = [(name, words) for name, (words, _fits) in ACCOUNTS.items()]
    content = {"users": page[:PAGE], "more": more, "q": sought, "account": account, "accounts": choices, "today": timezone.localdate()}
    return render(request, "accounts/users.html", content)


@require_http_methods(["GET", "POST"])
@administrators
def invite(request: HttpRequest) -> HttpResponse:
    """Make an account and its invitation."""
    form = InvitationForm(request.POST or None, initial={"language": translation.get_language()})
    if request.method == "POST" and form.is_valid():
        made = within(form, Invite(signed_in(request), form.person(form.cleaned_data["username"]), form.post()))
        if made is not None:
            return _hand_over(request, *made)
    return render(request, "accounts/invite.html", {"form": form, "units": Unit.objects.exists()}, status=422 if form.errors else 200)


def _hand_over(request: HttpRequest, user: User, token: str) -> HttpResponse:
    """The page that shows the link, once; also by e-mail where a server is set up."""
    link = request.build_absolute_uri(reverse("accounts:invitation", args=[token]))
    content = {"invited": user, "link": link, "days": settings.INVITATION_DAYS, "sent": send_invitation(user, link)}
    response = render(request, "accounts/invited.html", content)
    response["Cache-Control"] = "no-store"
    return response


@require_GET
@administrators
def user(request: HttpRequest, number: int) -> HttpResponse:
    """One account."""
    return _user(request, get_object_or_404(User, pk=number))


def _user(
    request: HttpRequest, shown: User, *, person: PersonForm | None = None, post: PostForm | None = None, away: AbsenceForm | None = None
) -> HttpResponse:
    """The page of an account, also with what was wrong in a form of it; looking at it is recorded."""
    record(request.user, "user.consult", on=shown)
    forms = (person, post, away)
    initial = {name: getattr(shown, name) for name in ("first_name", "last_name", "email", "language")}
    content = {
        "shown": shown,
        "own": shown == request.user,
        "person": person or PersonForm(initial=initial),
        "post": post or PostForm(prefix="post"),
        "away": away or AbsenceForm(shown, prefix="away"),
        "memberships": shown.memberships.select_related("unit").order_by("-since", "unit__name"),
        "absences": shown.absences.select_related("substitute").order_by("-since"),
        "invitation": shown.invitations.filter(used=None).first(),
        "factors": Authenticator.objects.filter(user=shown).count(),
        "now": timezone.now(),
        "today": timezone.localdate(),
    }
    return render(request, "accounts/user.html", content, status=422 if any(forms) else 200)


@administrators
@require_POST
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Names, address, language."""
    shown = get_object_or_404(User, pk=number)
    form = PersonForm(request.POST)
    if form.is_valid() and within(form, ChangeUser(signed_in(request), shown, form.person(shown.username))):
        return redirect("accounts:user", number)
    return _user(request, shown, person=form)


@administrators
@require_POST
def grant(request: HttpRequest, number: int) -> HttpResponse:
    """Give a role."""
    shown = get_object_or_404(User, pk=number)
    form = PostForm(request.POST, prefix="post")
    if form.is_valid() and within(form, GrantRole(signed_in(request), shown, form.post())):
        return redirect("accounts:user", number)
    return _user(request, shown, post=form)


@administrators
@require_POST
def end_role(request: HttpRequest, number: int) -> HttpResponse:
    """End a role."""
    membership = get_object_or_404(Membership, pk=number)
    done(request, EndRole(signed_in(request), membership), _("The role has ended."))
    return redirect("accounts:user", membership.user_id)


@administrators
@require_POST
def absent(request: HttpRequest, number: int) -> HttpResponse:
    """Enter the absence of another."""
    shown = get_object_or_404(User, pk=number)
    form = AbsenceForm(shown, request.POST, prefix="away")
    if form.is_valid() and within(form, AddAbsence(signed_in(request), form.away())):
        return redirect("accounts:user", number)
    return _user(request, shown, away=form)


@administrators
@require_POST
def back(request: HttpRequest, number: int) -> HttpResponse:
    """End the absence of another."""
    absence = get_object_or_404(Absence, pk=number)
    done(request, EndAbsence(signed_in(request), absence), _("The absence has ended."))
    return redirect("accounts:user", absence.user_id)


@administrators
@require_POST
def act(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Close, open, remove second factors, take a link back."""
    shown = get_object_or_404(User, pk=number)
    kind, words = SIMPLE[name]
    done(request, kind(signed_in(request), shown), _(words))
    return redirect("accounts:user", number)


@administrators
@require_POST
def invite_again(request: HttpRequest, number: int) -> HttpResponse:
    """A new link."""
    shown = get_object_or_404(User, pk=number)
    try:
        made = InviteAgain(signed_in(request), shown).run()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts:user", number)
    return _hand_over(request, *made)


@require_http_methods(["GET", "POST"])
@administrators
def units(request: HttpRequest) -> HttpResponse:
    """All units, and one more."""
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and within(form, AddUnit(signed_in(request), form.save(commit=False))):
        return redirect("accounts:units")
    return render(request, "accounts/units.html", {"form": form, "units": _units()}, status=422 if form.errors else 200)


def _units() -> QuerySet[Unit]:
    return Unit.objects.select_related("within").order_by("name")


@require_http_methods(["GET", "POST"])
@administrators
def unit(request: HttpRequest, number: int) -> HttpResponse:
    """Rename a unit, or put it within another."""
    shown = get_object_or_404(Unit, pk=number)
    form = UnitForm(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid() and within(form, ChangeUnit(signed_in(request), form.save(commit=False))):
        return redirect("accounts:units")
    return render(request, "accounts/unit.html", {"form": form, "unit": shown}, status=422 if form.errors else 200)
