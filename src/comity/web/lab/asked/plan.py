# SPDX-License-Identifier: EUPL-1.2
"""The best reforms of a state, or of several jointly, under constraints."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.lab.reform_parts import copy_of
from comity.model.errors import WrongInput
from comity.web.jobs.models import Job
from comity.web.knowledge import adviser
from comity.web.lab.asked.narrowed import NARROWING, Group, NarrowedForm
from comity.web.lab.fields import ActorField, DayField, InstrumentField, SeveralField, instrument_name, language, names

MOST_REFORMS = 50
MOST_STATES = 5


def _instruments(words: Any, hint: Any = "") -> SeveralField:
    return SeveralField(InstrumentField(required=False), label=words, help_text=hint)


class PlanForm(NarrowedForm):
    """Who acts, how many reforms, and what is ruled out."""

    kind = "plan"
    groups = (
        Group(gettext_lazy("Who acts, and when"), "", ("states", "k", "on")),
        Group(gettext_lazy("What is ruled out"), "", ("not_with", "keep", "rights_never_fall")),
        Group(gettext_lazy("What is considered"), "", ("no_bilateral", "models", "also"), folded=True),
        NARROWING,
    )

    states = SeveralField(
        ActorField(required=False),
        least=1,
        label=gettext_lazy("States"),
        help_text=gettext_lazy("One, or several that act jointly; several take longer"),
    )
    k = forms.IntegerField(
        label=gettext_lazy("How many reforms at most"),
        min_value=1,
        max_value=MOST_REFORMS,
        initial=5,
        widget=forms.NumberInput(attrs={"min": 1}),
    )
    on = DayField(
        label=gettext_lazy("Day of the reforms"), help_text=gettext_lazy("From that day they bind; before and after are compared on it")
    )
    not_with = SeveralField(
        ActorField(required=False),
        label=gettext_lazy("Nothing is wanted with"),
        help_text=gettext_lazy("No treaty with these partners, and what reaches them counts nothing"),
    )
    keep = _instruments(gettext_lazy("Stays as it is"), gettext_lazy("Nothing takes its place, and no statement to it is taken back"))
    rights_never_fall = forms.BooleanField(
        label=gettext_lazy("No safeguard of persons may fall"),
        help_text=gettext_lazy("Strict: whatever lets a safeguard fall in any cell is ruled out"),
        required=False,
    )
    no_bilateral = forms.BooleanField(label=gettext_lazy("No bilateral treaties"), required=False)
    models = _instruments(
        gettext_lazy("Models of bilateral treaties"), gettext_lazy("Where none is named: general conventions of the state")
    )
    also = _instruments(gettext_lazy("Consider these too"), gettext_lazy("Treaties that are not known to be open to the state"))

    def clean_states(self) -> list[str]:
        """Not too many at once."""
        states: list[str] = self.cleaned_data["states"]
        if len(states) > MOST_STATES:
            raise forms.ValidationError(_("At most %(number)d.") % {"number": MOST_STATES})
        return states

    def clean_models(self) -> list[str]:
        """Only treaties that can stand alone."""
        corpus, models = adviser().corpus, self.cleaned_data["models"]
        for id_ in models:
            try:
                copy_of(corpus.by_id[id_], corpus, ("XX", "XX"), DayField().clean(""))
            except WrongInput as error:
                raise forms.ValidationError(_("%(law)s cannot be a model.") % {"law": instrument_name(id_)}) from error
        return list(models)

    def clean(self) -> dict[str, Any]:
        """Nobody is ruled out who acts."""
        given = super().clean() or {}
        if set(given.get("states") or []) & set(given.get("not_with") or []):
            raise forms.ValidationError({"not_with": _("A state that acts cannot be ruled out.")})
        return given

    def arguments(self) -> list[str]:
        """As the command has them."""
        given = self.cleaned_data
        states = given["states"]
        return [
            f"--state={states[0]}" if len(states) == 1 else f"--several={','.join(states)}",
            f"-k{given['k']}",
            *self.option("not-with", given["not_with"]),
            *self.option("keep", given["keep"]),
            *self.option("model", given["models"]),
            *self.option("also", given["also"]),
            *(f"--{name.replace('_', '-')}" for name in ("rights_never_fall", "no_bilateral") if given[name]),
            *self.narrowed(),
        ]


def title(job: Job) -> str:
    """Whose plan."""
    asked = job.question
    states = ", ".join(names().bare_actor(code, language()) for code in asked.get("states", []))
    plan = _("the best plan of at most %(number)d") % {"number": asked.get("k", 0)}
    return f"{states}: {plan}"
