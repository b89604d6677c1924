# SPDX-License-Identifier: EUPL-1.2
"""A comparison: of states, of instruments, or of a draft with instruments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.lab.compare.topics import Topic
from comity.web.knowledge import adviser
from comity.web.lab.comparing import INSTRUMENTS, LEAST, STATES
from comity.web.lab.fields import ActorField, DayField, InstrumentField, SeveralField
from comity.web.lab.forms import LabForm

MOST = 5
TOPICS: Mapping[str, str | Promise] = {
    Topic.MEASURES: gettext_lazy("Measures"),
    Topic.GROUNDS: gettext_lazy("Grounds for refusal"),
    Topic.THRESHOLDS: gettext_lazy("Thresholds"),
    Topic.SAFEGUARDS: gettext_lazy("Safeguards of the person"),
    Topic.USE_LIMITS: gettext_lazy("Limits on use"),
    Topic.CONTENT: gettext_lazy("Content of the request"),
    Topic.FORM: gettext_lazy("Formalities"),
    Topic.LANGUAGE: gettext_lazy("Language"),
    Topic.CHANNEL: gettext_lazy("Channel"),
    Topic.CLOCKS: gettext_lazy("Time limits"),
    Topic.COSTS: gettext_lazy("Costs"),
    Topic.DUTIES: gettext_lazy("Duties"),
    Topic.RELATIONS: gettext_lazy("Relations to other instruments"),
    Topic.STATEMENTS: gettext_lazy("Statements"),
    Topic.TREATIES: gettext_lazy("Treaties that bind"),
}


class CompareForm(LabForm):
    """States, or instruments; not both."""

    kind = "compare"

    states = SeveralField(
        ActorField(required=False),
        label=gettext_lazy("States"),
        help_text=gettext_lazy("Two to five: their law, the treaties that bind them, their statements"),
    )
    instruments = SeveralField(
        InstrumentField(required=False),
        label=gettext_lazy("Or treaties, acts, statutes"),
        help_text=gettext_lazy("Two to five: a short name, words of the title, or the id"),
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Only these topics"),
        required=False,
        choices=list(TOPICS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    on = DayField(label=gettext_lazy("Law of the day"), help_text=gettext_lazy("Today where nothing is written"))

    def clean(self) -> dict[str, Any]:
        """Two to five of one sort; of states, those whose law is here."""
        given = super().clean() or {}
        if self.errors:
            return given
        states, instruments = given["states"], given["instruments"]
        field = STATES if states else INSTRUMENTS
        if states and instruments:
            raise forms.ValidationError({INSTRUMENTS: _("Name states or instruments, not both.")})
        if not LEAST <= len(states or instruments) <= MOST:
            raise forms.ValidationError({field: _("Name two to five.")})
        self._known(states)
        return given

    def _known(self, states: list[str]) -> None:
        corpus = adviser().corpus
        missing = [corpus.by_code[code].name.in_language("en")[0] for code in states if not corpus.national.get(code)]
        if missing:
            raise forms.ValidationError({STATES: _("The law of these is not here yet: %(names)s.") % {"names": ", ".join(missing)}})

    @property
    def of(self) -> str:
        """What is compared."""
        return STATES if self.cleaned_data["states"] else INSTRUMENTS

    @property
    def sides(self) -> list[str]:
        """Their codes or ids."""
        found: list[str] = self.cleaned_data[self.of]
        return found

    @property
    def address(self) -> str:
        """The question as the query of an address: the same for everybody who opens it."""
        given = self.cleaned_data
        pairs = [(self.of, side) for side in self.sides] + [("topics", name) for name in given["topics"]]
        return urlencode([*pairs, ("on", given["on"].isoformat())])

    def arguments(self) -> list[str]:
        """As the command has them."""
        given = self.cleaned_data
        topics = [name.replace(" ", "-") for name in given["topics"]]
        return [*self.sides, *(["--states"] if self.of == STATES else []), *self.option("topic", topics), *self.option("on", given["on"])]
