# SPDX-License-Identifier: EUPL-1.2
"""What a job says of itself, in the language of the page."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comity.web.jobs.kinds import kind_shown
from comity.web.jobs.models import Job
from comity.web.jobs.running import REFUSAL
from comity.web.knowledge import adviser


def row_of(job: Job) -> dict[str, object]:
    """A job in a list: itself, its kind in words, what was asked."""
    kind = kind_shown(job.kind)
    return {"job": job, "kind": kind.words, "title": kind.title(job)}


def progress_of(job: Job) -> str:
    """What it does now; a measure by its name."""
    measure = adviser().corpus.measures.get(job.doing)
    if measure is not None:
        return measure.name.in_language((get_language() or "en")[:2])[0]
    return job.doing


def fault_of(job: Job) -> str:
    """Why it failed and what to do."""
    if job.fault.startswith(REFUSAL):
        return job.fault.removeprefix(REFUSAL)
    known = {
        "interrupted": _("The application was stopped while it worked. Begin it again."),
        "too long": _("It took longer than a job may. Ask for less: one measure, a region, fewer reforms."),
        "too large": _("Its results are larger than a job may keep. Ask for less."),
    }
    ours = _("This is our own fault; it is in the log under number %(number)d. Begin it again, or tell whoever runs this installation.")
    return known.get(job.fault) or ours % {"number": job.pk}
