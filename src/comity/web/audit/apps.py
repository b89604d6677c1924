# SPDX-License-Identifier: EUPL-1.2
"""The audit trail."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what, when and why, in a chain of hashes."""

    name = "comity.web.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name its kind of job."""
        from comity.web.audit.checking import CHECK  # noqa: PLC0415 - models are there only now
        from comity.web.jobs.kinds import name_kind  # noqa: PLC0415

        name_kind(CHECK)
