# SPDX-License-Identifier: EUPL-1.2
"""Addresses."""

from __future__ import annotations

from django.urls import include, path

from comity.web import metrics, pages
from comity.web.api import pages as tokens

urlpatterns = [
    path("", pages.home, name="home"),
    path("health/", pages.health, name="health"),
    path("language/", pages.language, name="language"),
    path("metrics/", metrics.metrics, name="metrics"),
    path("", include("comity.web.accounts.urls")),
    path("admin/tokens/", tokens.all_tokens, name="all-tokens"),
    path("admin/tokens/<int:number>/revoke/", tokens.revoke_any, name="revoke-any"),
    path("audit/", include("comity.web.audit.urls")),
    path("account/", include("allauth.urls")),
    path("advice/", include("comity.web.advisor.urls")),
    path("law/", include("comity.web.library.urls")),
    path("drafts/", include("comity.web.drafting.urls")),
    path("lab/", include("comity.web.lab.urls")),
    path("jobs/", include("comity.web.jobs.urls")),
    path("api/", include("comity.web.api.urls")),
]
handler403 = "comity.web.pages.forbidden"
handler404 = "comity.web.pages.not_found"
handler500 = "comity.web.pages.fault"
