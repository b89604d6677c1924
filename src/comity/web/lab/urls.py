# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app."""

from __future__ import annotations

from django.urls import path, re_path

from comity.web.lab import comparisons, programmes, readings, views

app_name = "lab"
_ONE = r"^jobs/(?P<pk>[0-9]{1,18})/"
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
    path("simulate/", views.simulate, name="simulate"),
    path("replay/", views.replay, name="replay"),
    path("plan/", views.plan, name="plan"),
    path("codify/", views.codify, name="codify"),
    re_path(_ONE + r"effect\.svg$", views.effect_map, name="effect-map"),
    re_path(_ONE + r"act\.pdf$", views.act_preview, name="act-preview"),
]
