# SPDX-License-Identifier: EUPL-1.2
"""A programme measured before and after."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from comity.web.jobs.models import Job
from comity.web.knowledge import adviser
from comity.web.lab.fields import language
from comity.web.lab.forms import LabForm


class ProgrammeForm(LabForm):
    """Which programme."""

    kind = "programme"

    programme = forms.ChoiceField(label=gettext_lazy("Programme"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = self.fields["programme"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [(item.id, item.title.in_language(language())[0]) for item in adviser().corpus.programmes]

    def arguments(self) -> list[str]:
        """As the command has them."""
        return [self.cleaned_data["programme"]]


def title(job: Job) -> str:
    """What was asked."""
    named = job.question.get("programme", "")
    found = next((item for item in adviser().corpus.programmes if item.id == named), None)
    return found.title.in_language(language())[0] if found else named
