# SPDX-License-Identifier: EUPL-1.2
"""The audit trail."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what, when and why, in a chain of hashes."""

    name = "comity.web.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
