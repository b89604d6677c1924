# SPDX-License-Identifier: EUPL-1.2
"""Jobs."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Long work with its progress and its results."""

    name = "comity.web.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
