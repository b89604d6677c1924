# SPDX-License-Identifier: EUPL-1.2
"""Reforms of the past: one of those that the body of law lists with their days."""

from __future__ import annotations

from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.lab.replay import ReplayDoc, read_replays
from comity.web.jobs.models import Job
from comity.web.lab.asked.narrowed import Group, WeighedForm, weights_field
from comity.web.lab.fields import language


@cache
def replays() -> dict[str, ReplayDoc]:
    """Each by its id."""
    return {item.id: item for item in read_replays().replays}


def says(item: ReplayDoc) -> str:
    """What happened, in the language of the page where it is there."""
    return item.says if isinstance(item.says, str) else getattr(item.says, language(), "") or item.says.en


def _choices() -> list[tuple[str, Any]]:
    return [(item.id, f"{says(item)} ({item.before.isoformat()} – {item.after.isoformat()})") for item in replays().values()]


class ReplayForm(WeighedForm):
    """Which."""

    kind = "replay"
    groups = (
        Group("", "", ("replay",)),
        Group(_("Set weights"), "", ("weights",), folded=True),
    )

    replay = forms.ChoiceField(label=_("Reform"), choices=_choices, widget=forms.RadioSelect)
    weights = weights_field()

    def arguments(self) -> list[str]:
        """As the command has them."""
        return [f"--replay={self.cleaned_data['replay']}", *self.weighed()]


def title(job: Job) -> str:
    """What happened."""
    item = replays().get(job.question.get("replay", ""))
    return says(item) if item else str(job.question.get("replay", ""))
