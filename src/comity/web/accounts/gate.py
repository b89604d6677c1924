# SPDX-License-Identifier: EUPL-1.2
"""Who comes to a page, and what an act answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise

from comity.web.accounts.models import User
from comity.web.actions import Action, Refused

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
Page: TypeAlias = Callable[Concatenate[HttpRequest, P], R]


def for_roles(*roles: str) -> Callable[[Page[P, R]], Page[P, R]]:
    """The page is for those who hold one of the roles today; for others it is not there."""

    def around(view: Page[P, R]) -> Page[P, R]:
        @wraps(view)
        def inside(request: HttpRequest, /, *args: P.args, **options: P.kwargs) -> R:
            if not (request.user.is_authenticated and request.user.has_role(*roles)):
                raise Http404
            return view(request, *args, **options)

        return inside

    return around


def signed_in(request: HttpRequest) -> User:
    """Who asks; the middleware lets nobody else come this far."""
    if not request.user.is_authenticated:
        raise Http404
    return request.user


def done(request: HttpRequest, act: Action[Any], words: str | Promise) -> bool:
    """Run an act and say how it went."""
    try:
        act.run()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, str(words))
    return True


def within(form: forms.BaseForm, act: Action[Any]) -> Any:
    """Run an act that a form asked for; a refusal is shown beside what was typed, and the result is None."""
    try:
        return act.run()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
