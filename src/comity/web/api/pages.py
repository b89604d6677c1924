# SPDX-License-Identifier: EUPL-1.2
"""Pages about the interface: its documentation and one's tokens. They need a session; the interface itself needs a token."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST, require_safe

from comity.web.accounts.gate import done, for_roles
from comity.web.accounts.models import Role, User
from comity.web.actions import Refused
from comity.web.api.acts import IssueToken, RevokeToken
from comity.web.api.document import document
from comity.web.api.forms import TokenForm
from comity.web.api.guide import guide
from comity.web.api.models import Token
from comity.web.audit.models import record

PAGE = 100
administrators = for_roles(Role.ADMINISTRATOR)


@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """The OpenAPI document; it says what everyone may know, so it is open."""
    return JsonResponse(document())


@require_GET
def docs(request: HttpRequest) -> HttpResponse:
    """The documentation, from the OpenAPI document."""
    return render(request, "api/docs.html", {"guide": guide(request.build_absolute_uri("/").rstrip("/"))})


@require_GET
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens, and a form for a new one."""
    return _tokens(request, TokenForm())


@require_POST
@never_cache
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
@sensitive_variables("issued", "secret")
def issue(request: HttpRequest) -> HttpResponse:
    """Make a token and show it, once; whoever sits down at an open browser does not get so far without the password or a second factor."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _tokens(request, form)
    given = form.cleaned_data
    try:
        issued = IssueToken(_user(request), given["words"], given["scopes"], given["days"]).run()
    except Refused as refused:
        form.add_error("words", str(refused))
        return _tokens(request, form)
    return _tokens(request, TokenForm(), secret=issued.secret, token=issued.token)


@require_POST
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """End a token at once."""
    user = _user(request)
    done(request, RevokeToken(user, get_object_or_404(Token.objects.visible_to(user), pk=number)), _("The token is revoked."))
    return redirect("api:tokens")


@require_GET
@never_cache
@administrators
def all_tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of everybody, the newest first, page after page: what they open and when they were used. Looking is recorded."""
    kept = Token.objects.kept_by(_user(request))
    before = request.GET.get("before", "")
    if before.isascii() and before.isdecimal() and len(before) < 19:
        kept = kept.filter(pk__lt=int(before))
    found = list(kept[: PAGE + 1])
    record(request.user, "token.consult")
    more = found[PAGE - 1].pk if len(found) > PAGE else None
    return render(request, "api/all_tokens.html", {"tokens": found[:PAGE], "more": more})


@require_POST
@administrators
def revoke_any(request: HttpRequest, number: int) -> HttpResponse:
    """End the token of another at once."""
    user = _user(request)
    done(request, RevokeToken(user, get_object_or_404(Token.objects.kept_by(user), pk=number)), _("The token is revoked."))
    return redirect("all-tokens")


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the middleware has made sure
    return request.user


def _tokens(request: HttpRequest, form: TokenForm, **more: Any) -> HttpResponse:
    mine = Token.objects.visible_to(_user(request))[:100]
    return render(request, "api/tokens.html", {"form": form, "tokens": mine, **more})
