# SPDX-License-Identifier: EUPL-1.2
"""The programming interface."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The programming interface."""

    name = "comity.web.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
