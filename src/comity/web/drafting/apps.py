# SPDX-License-Identifier: EUPL-1.2
"""Cases, papers, approval."""

from __future__ import annotations

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    """Cases, papers, approval."""

    name = "comity.web.drafting"
    label = "drafting"
    default_auto_field = "django.db.models.BigAutoField"
