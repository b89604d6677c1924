# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the audit trail."""

from __future__ import annotations

from django.urls import path

from comity.web.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.entries, name="entries"),
    path("verify/", views.verify, name="verify"),
    path("export/", views.export, name="export"),
]
