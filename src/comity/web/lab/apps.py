# SPDX-License-Identifier: EUPL-1.2
"""The reform lab."""

from __future__ import annotations

from django.apps import AppConfig


class LabConfig(AppConfig):
    """Questions about the law as a whole; what takes long is a job."""

    name = "comity.web.lab"
    label = "lab"

    def ready(self) -> None:
        """Name the kinds of job."""
        from comity.web.jobs.kinds import name_kind  # noqa: PLC0415 - models are there only now
        from comity.web.lab.kinds import KINDS  # noqa: PLC0415

        for kind in KINDS:
            name_kind(kind)
