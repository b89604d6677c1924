# SPDX-License-Identifier: EUPL-1.2
"""Addresses that only a form sends to."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

FOR_PROGRAMS = "/api/v1/"


class FormAddressMiddleware:
    """Whoever comes to such an address without the form (language changed, page loaded anew) goes to the page that stands above it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page above may be the address of a form too: each step leads nearer to the start page."""
        response = self.get_response(request)
        lost = request.method == "GET" and response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
        return redirect(above(request.path)) if lost and not request.path.startswith(FOR_PROGRAMS) else response


def above(path: str) -> str:
    """The nearest address above that there is."""
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return path
