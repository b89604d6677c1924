# SPDX-License-Identifier: EUPL-1.2
"""Accounts, units and roles."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who works here, in which unit, in which role."""

    name = "comity.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen at the door, and count."""
        import_module("comity.web.accounts.signals")
        import_module("comity.web.metrics")
