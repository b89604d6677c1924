# SPDX-License-Identifier: EUPL-1.2
"""Comparisons: answered at once, shared by their address, taken along as files."""

from __future__ import annotations

import shlex
from functools import cache

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from comity.lab.compare.comparison import Comparison, plain
from comity.lab.compare.report import page, table
from comity.lab.phrases import load_phrases
from comity.lab.wording import Wording
from comity.web.knowledge import adviser
from comity.web.lab.asked.compare import CompareForm
from comity.web.lab.asking import installed
from comity.web.lab.comparing import INSTRUMENTS, STATES, compared
from comity.web.lab.fields import language
from comity.web.lab.results.compare import shown

FILES = {"html": "text/html; charset=utf-8", "csv": "text/csv; charset=utf-8", "json": "application/json"}


@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """The form, and where it was filled in the comparison."""
    asked = STATES in request.GET or INSTRUMENTS in request.GET
    form = CompareForm(request.GET) if asked else CompareForm()
    content: dict[str, object] = {"form": form, "installed": installed()}
    if asked and form.is_valid():
        wording = None if language() == "en" else _wording(language())
        data = plain(_found(form), wording)
        content |= {
            "result": shown(data, request.GET.dict(), form.address),
            "address": form.address,
            "files": [(kind, f"compare.{kind}") for kind in FILES],
            "command": shlex.join(["comity", "compare", *form.arguments()]),
        }
    form.dress()
    return render(request, "lab/compare.html", content, status=422 if form.errors else 200)


@require_GET
def compare_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The same comparison as a file; never shown within the application, always saved."""
    form = CompareForm(request.GET)
    if kind not in FILES or not form.is_valid():
        raise Http404
    found = _found(form)
    makers = {"html": lambda: page(found).encode(), "csv": lambda: table(found).encode(), "json": lambda: msgspec.json.encode(plain(found))}
    response = HttpResponse(makers[kind](), content_type=FILES[kind])
    response["Content-Disposition"] = f'attachment; filename="compare.{kind}"'
    return response


def _found(form: CompareForm) -> Comparison:
    given = form.cleaned_data
    return compared(adviser().corpus, form.sides, form.of, given["on"], given["topics"])


@cache
def _wording(spoken: str) -> Wording:
    return Wording(adviser().corpus, load_phrases(), spoken)
