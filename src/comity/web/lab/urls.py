# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from comity.web.lab import comparisons, views

app_name = "lab"
urlpatterns = [
    path("", views.start, name="start"),
    path("contradictions/", views.contradictions, name="contradictions"),
    path("compare/", comparisons.compare, name="compare"),
    path("compare/draft/", views.compare_draft, name="compare-draft"),
    path("compare/compare.<str:kind>", comparisons.compare_file, name="compare-file"),
]
