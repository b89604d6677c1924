# SPDX-License-Identifier: EUPL-1.2
"""The check of the whole chain as a job: it takes long where the trail is long."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from comity.web.jobs.kinds import RESULT, Kind, Query
from comity.web.jobs.models import Job

_TITLE = _("The whole chain")


def _present(job: Job, query: Query) -> Mapping[str, Any]:
    """Whether it was whole, how many entries it had, and its end."""
    content = job.result(RESULT)
    return dict(json.loads(content)) if content else {}


def _title(job: Job) -> str:
    return str(_TITLE)


CHECK: Final = Kind(
    name="audit",
    words=_("Check of the audit trail"),
    module="comity.web",
    opening=("verify_audit", "--json"),
    template="audit/checked.html",
    asked_at="audit:entries",
    present=_present,
    title=_title,
    secrets=True,
    private=True,
)
