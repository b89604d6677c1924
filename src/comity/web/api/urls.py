# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from comity.web.api import pages
from comity.web.api.interface import VERSION, patterns

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("openapi.json", pages.openapi, name="openapi"),
    path("docs/", pages.docs, name="docs"),
    path("tokens/", pages.tokens, name="tokens"),
    path("tokens/new/", pages.issue, name="issue"),
    path("tokens/<int:number>/revoke/", pages.revoke, name="revoke"),
    path(f"v{VERSION}/", include((patterns(), "v1"))),
]
