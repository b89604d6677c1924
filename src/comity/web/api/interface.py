# SPDX-License-Identifier: EUPL-1.2
"""The interface as a whole: its operations, and what surrounds each of them (HEAD, OPTIONS, methods that are not allowed, caching)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, URLResolver, re_path
from ninja import NinjaAPI

from comity.web.api.advice import advice
from comity.web.api.cases import cases
from comity.web.api.directory import directory
from comity.web.api.drafts import drafts
from comity.web.api.lab import lab
from comity.web.api.lab_jobs import jobs
from comity.web.api.law import law
from comity.web.api.problems import ProblemError, answer_with_problems, as_problem, problem

VERSION = "1"
View = Callable[..., HttpResponseBase]


def _interface() -> NinjaAPI:
    api = NinjaAPI(title="Comity", version=VERSION, urls_namespace="comity-api", openapi_url=None, docs_url=None)
    answer_with_problems(api)
    for prefix, router in (
        ("/advice", advice),
        ("/law", law),
        ("/directory", directory),
        ("/drafts", drafts),
        ("/lab/jobs", jobs),
        ("/lab", lab),
        ("", cases),
    ):
        api.add_router(prefix, router, url_name_prefix="job" if router is jobs else None)  # drafts too are listed, read and begun
    return api


interface = _interface()


def border(view: View) -> View:
    """HEAD as GET without content, OPTIONS with what is allowed, anything else as the view says; nothing is cached."""

    @wraps(view)
    def bordered(request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        try:
            response = _answer(view, request, *args, **values)
        except Exception as error:  # noqa: BLE001 - the border of the interface: what escapes an operation is a problem too
            response = problem(request, as_problem(error))
        response["Cache-Control"] = "no-store"
        return response

    return bordered


def _answer(view: View, request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
    method = request.method
    if method == "HEAD":
        request.method = "GET"
    response = view(request, *args, **values)
    request.method = method
    if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
        return response
    allowed = _allowed(response)
    if method == "OPTIONS":
        answer: HttpResponse = HttpResponse(status=HTTPStatus.NO_CONTENT)
    else:
        answer = problem(request, ProblemError(HTTPStatus.METHOD_NOT_ALLOWED, f"{method} is not possible here"))
    answer["Allow"] = ", ".join(allowed)
    return answer


def _allowed(response: HttpResponseBase) -> list[str]:
    methods = {method.strip() for method in response["Allow"].split(",")}
    return sorted(methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set()))


def nowhere(request: HttpRequest) -> HttpResponse:
    """There is no such operation."""
    return problem(request, ProblemError(HTTPStatus.NOT_FOUND, "there is no such operation", where="path", do="see /api/openapi.json"))


def patterns() -> list[URLPattern | URLResolver]:
    """The addresses of the operations, each behind the border; whatever else stands under the version is a problem, not a page."""
    found: list[URLPattern | URLResolver] = []
    for pattern in interface.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            pattern.callback = border(pattern.callback)
            found.append(pattern)
    anywhere = border(nowhere)
    anywhere.csrf_exempt = True  # type: ignore[attr-defined]  # so that a wrong address is answered as such
    return [*found, re_path("", anywhere, name="nowhere")]
