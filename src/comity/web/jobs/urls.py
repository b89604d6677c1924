# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app."""

from __future__ import annotations

from django.urls import path, re_path

from comity.web.jobs import views

app_name = "jobs"
_ONE = r"^(?P<pk>[0-9]{1,18})/"
urlpatterns = [
    path("", views.listed, name="list"),
    re_path(_ONE + r"$", views.shown, name="job"),
    re_path(_ONE + r"progress/$", views.progress, name="progress"),
    re_path(_ONE + r"cancel/$", views.cancel, name="cancel"),
    re_path(_ONE + r"remove/$", views.remove, name="remove"),
    re_path(_ONE + r"files/(?P<name>[A-Za-z0-9_./-]{1,120})$", views.download, name="file"),
]
