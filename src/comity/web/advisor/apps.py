# SPDX-License-Identifier: EUPL-1.2
"""Advice as pages."""

from __future__ import annotations

from django.apps import AppConfig


class AdvisorConfig(AppConfig):
    """Advice as pages."""

    name = "comity.web.advisor"
    label = "advisor"
    default_auto_field = "django.db.models.BigAutoField"
