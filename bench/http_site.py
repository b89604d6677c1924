# SPDX-License-Identifier: EUPL-1.2
"""What ``bench.http`` measures: a server with the settings of production, and one empty view behind the same middleware."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from comity.web.settings import *  # noqa: F403 - the settings of production, as they are

ROOT_URLCONF = "bench.http_site"
API_RATE = 10**9  # nobody sends so much; the count itself is part of what is measured
EMPTY = "/health/empty/"
"""Under an address that needs no session, as the programming interface does not."""


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing."""
    return HttpResponse(b"")


def __getattr__(name: str) -> object:
    if name != "urlpatterns":
        raise AttributeError(name)
    from comity.web.urls import urlpatterns  # noqa: PLC0415 - only once the settings stand

    return [path(EMPTY.removeprefix("/"), empty), *urlpatterns]
