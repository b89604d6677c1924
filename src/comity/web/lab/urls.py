# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from comity.web.lab import comparisons, programmes, readings, views

app_name = "lab"
urlpatterns = [
    path("", views.start, name="start"),
    path("contradictions/", views.contradictions, name="contradictions"),
    path("compare/", comparisons.compare, name="compare"),
    path("interpretations/", readings.listed, name="interpretations"),
    path("interpretations/<str:question>/", readings.shown, name="question"),
    path("programmes/", programmes.listed, name="programmes"),
    path("programmes/measure/", programmes.measure, name="programme-measure"),
    path("programmes/<str:programme>/", programmes.shown, name="programme"),
    path("compare/draft/", views.compare_draft, name="compare-draft"),
    path("compare/compare.<str:kind>", comparisons.compare_file, name="compare-file"),
    path("map/", views.map_, name="map"),
]
