# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from comity.web.lab import views

app_name = "lab"
urlpatterns = [
    path("", views.start, name="start"),
    path("contradictions/", views.contradictions, name="contradictions"),
    path("map/", views.map_, name="map"),
]
