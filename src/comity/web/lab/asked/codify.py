# SPDX-License-Identifier: EUPL-1.2
"""One act from many sources: of a state, or of chosen instruments, by a policy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.lab.codify.policy import INSTRUMENT, Rule
from comity.web.jobs.models import Job
from comity.web.lab.asked.narrowed import Group, GroupedForm
from comity.web.lab.fields import ActorField, DayField, InstrumentField, SeveralField, instrument_name, language, names
from comity.web.library.labels import language_name

POLICIES = {
    Rule.WIDEST.value: gettext_lazy("Widest cooperation: what stands least in the way"),
    Rule.SAFEGUARD.value: gettext_lazy("Strongest safeguard: what protects the person most"),
    Rule.COMMON.value: gettext_lazy("Most common: what most sources say"),
    Rule.NAMED.value: gettext_lazy("What one instrument says, and where it is silent the most common"),
}
LANGUAGES = ("en", "az", "ru", "fr")


def _languages() -> list[tuple[str, str]]:
    return [(code, language_name(code).capitalize()) for code in LANGUAGES]


class CodifyForm(GroupedForm):
    """Whose act, from what, by which policy, in which language."""

    kind = "codify"
    groups = (
        Group(gettext_lazy("Sources"), "", ("state", "instruments", "on")),
        Group(gettext_lazy("Choice where the sources differ"), "", ("policy", "instrument")),
        Group("", "", ("lang",)),
    )

    state = ActorField(
        label=gettext_lazy("State"),
        help_text=gettext_lazy("Whose act it is: its own law and the treaties in force for it"),
        required=False,
    )
    instruments = SeveralField(
        InstrumentField(required=False),
        label=gettext_lazy("Only these instruments"),
        help_text=gettext_lazy("A short name, words of the title, or the id; without a state, two or more"),
    )
    on = DayField(label=gettext_lazy("Law of the day"))
    policy = forms.ChoiceField(
        label=gettext_lazy("Policy"),
        choices=list(POLICIES.items()),
        initial=Rule.WIDEST.value,
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("No policy weakens what protects a person, or a norm of the rank of the constitution."),
    )
    instrument = InstrumentField(label=gettext_lazy("Which instrument"), help_text=gettext_lazy("Only for the last policy"), required=False)
    lang = forms.ChoiceField(
        label=gettext_lazy("Language of the act"),
        choices=_languages,
        initial="en",
        required=False,
        help_text=gettext_lazy("English is complete; a clause without a version in another language is given in English."),
    )

    def clean(self) -> dict[str, Any]:
        """Something to codify; an instrument for the policy that names one."""
        given = super().clean() or {}
        if self.errors:
            return given
        given["policy"], given["lang"] = given["policy"] or Rule.WIDEST.value, given["lang"] or "en"
        if not given["state"] and len(given["instruments"]) < 2:
            raise forms.ValidationError({"state": _("Name a state, or two instruments.")})
        if given["policy"] == Rule.NAMED.value and not given["instrument"]:
            raise forms.ValidationError({"instrument": _("Name the instrument that decides.")})
        if given["instrument"] and given["instruments"] and given["instrument"] not in given["instruments"]:
            raise forms.ValidationError({"instrument": _("It is none of the sources.")})
        if given["policy"] != Rule.NAMED.value:
            given["instrument"] = ""
        return given

    def arguments(self) -> list[str]:
        """As the command has them."""
        given = self.cleaned_data
        policy = f"{INSTRUMENT}{given['instrument']}" if given["policy"] == Rule.NAMED.value else given["policy"]
        return [
            *self.option("state", given["state"]),
            *self.option("instruments", given["instruments"]),
            f"--policy={policy}",
            f"--lang={given['lang']}",
            *self.option("on", given["on"]),
        ]


def policy_words(name: str) -> str:
    """A policy in words."""
    if name.startswith(INSTRUMENT):
        return _("what %(law)s says, and where it is silent the most common") % {"law": instrument_name(name.removeprefix(INSTRUMENT))}
    return str(POLICIES.get(name, name))


def title(job: Job) -> str:
    """Whose act, from what."""
    asked = job.question
    state = names().bare_actor(asked["state"], language()) if asked.get("state") else ""
    return ": ".join(part for part in (state, ", ".join(instrument_name(id_) for id_ in asked.get("instruments", []))) if part)
