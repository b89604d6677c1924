# SPDX-License-Identifier: EUPL-1.2
"""Contradictions: of the law of a state and its treaties, or of chosen instruments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.web.jobs.models import Job
from comity.web.lab.fields import ActorField, DayField, InstrumentField, SeveralField, instrument_name, language, names
from comity.web.lab.forms import LabForm

LEAST = 2


class ContradictionsForm(LabForm):
    """A state, or instruments; not both."""

    kind = "contradictions"

    state = ActorField(
        label=gettext_lazy("The law of a state"),
        help_text=gettext_lazy("Its national law against itself and against every treaty that binds it"),
        required=False,
    )
    instruments = SeveralField(
        InstrumentField(required=False),
        label=gettext_lazy("Or these instruments against each other"),
        help_text=gettext_lazy("Two or more: a short name, words of the title, or the id"),
    )
    on = DayField(label=gettext_lazy("Law of the day"), help_text=gettext_lazy("Today where nothing is written"))

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given = super().clean() or {}
        state, instruments = given.get("state"), given.get("instruments") or []
        if self.errors:
            return given
        if state and instruments:
            raise forms.ValidationError({"state": _("Name a state or instruments, not both.")})
        if not state and len(instruments) < LEAST:
            raise forms.ValidationError({"state": _("Name a state, or two instruments.")})
        return given

    def arguments(self) -> list[str]:
        """As the command has them."""
        given = self.cleaned_data
        return [*self.option("state", given["state"]), *self.option("instruments", given["instruments"]), *self.option("on", given["on"])]


def title(job: Job) -> str:
    """What was asked."""
    state, on = job.question.get("state"), job.question.get("on", "")
    about = (
        names().bare_actor(state, language()) if state else ", ".join(instrument_name(id_) for id_ in job.question.get("instruments", []))
    )
    return f"{about}, {on}" if on else about
