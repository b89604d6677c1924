# SPDX-License-Identifier: EUPL-1.2
"""The law, states, measures and terms to browse."""

from __future__ import annotations

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """The law, states, measures and terms to browse."""

    name = "comity.web.library"
    label = "library"
    default_auto_field = "django.db.models.BigAutoField"
