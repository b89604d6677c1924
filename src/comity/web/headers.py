# SPDX-License-Identifier: EUPL-1.2
"""Headers of every answer beside those that Django sets: nothing is kept by browsers and proxies, nothing is listed by search engines."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class PrivateMiddleware:
    """Every page names its reader and may hold personal data; static files, which do not, say themselves how long they may be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Where the answer does not say otherwise."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response
