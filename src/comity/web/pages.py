# SPDX-License-Identifier: EUPL-1.2
"""Pages that belong to no app: the start page, health, the language, errors."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from comity.web.accounts.gate import signed_in
from comity.web.knowledge import adviser
from comity.web.languages import choose
from comity.web.start import start


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits, what is new, and what one can do here."""
    return render(request, "comity/home.html", {"corpus": adviser().corpus, "start": start(signed_in(request))})


@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """Whether the application answers and its data are there; for whoever watches over it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "corpus": adviser().corpus.version})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Set the language of the pages, in a cookie and in the account."""
    code = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if code in dict(settings.LANGUAGES):
        choose(request, response, code)
    return response


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What is not allowed is not there: nobody learns what exists."""
    return not_found(request, exception)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page, or not for this user."""
    return render(request, "comity/not_found.html", status=404)


def fault(request: HttpRequest) -> HttpResponse:
    """Our own fault."""
    return render(request, "comity/fault.html", status=500)
