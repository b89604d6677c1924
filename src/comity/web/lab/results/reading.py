# SPDX-License-Identifier: EUPL-1.2
"""Reads what a job left."""

from __future__ import annotations

from typing import Any

import msgspec

from comity.web.jobs.kinds import RESULT
from comity.web.jobs.models import Job


def data_of(job: Job, name: str = RESULT) -> Any:
    """A file of JSON that it made."""
    content = job.result(name)
    return msgspec.json.decode(content) if content else None
