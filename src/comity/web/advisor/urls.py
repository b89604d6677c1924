# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app."""

from __future__ import annotations

from django.urls import URLPattern, path

from comity.web.advisor import views

app_name = "advisor"
urlpatterns: list[URLPattern] = [
    path("", views.ask, name="ask"),
    path("measures/", views.measures, name="measures"),
    path("answer/", views.answer, name="answer"),
    path("reasons/", views.reasons, name="reasons"),
    path("compare/", views.compare, name="compare"),
    path("history/", views.history, name="history"),
    *(path(f"answer.{form}", views.export, {"form": form}, name=form) for form in views.FORMS),
]
