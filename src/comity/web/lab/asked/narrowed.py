# SPDX-License-Identifier: EUPL-1.2
"""What questions about reforms have in common: the day, measures and offences looked at, weights, and the groups of a long form."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.lab.weights import read_weights
from comity.model.errors import WrongInput, WrongLaw
from comity.web.advisor.names import Option
from comity.web.knowledge import adviser
from comity.web.lab.fields import OffenceField, SeveralField, measure_name
from comity.web.lab.forms import LabForm
from comity.web.lab.reform_fields import MeasureNamed, TextsField

WEIGHTS = "weights.yaml"
MOST_PROBLEMS = 5


class Group(NamedTuple):
    """Fields that stand together; ``folded`` ones are closed until somebody fills them."""

    legend: str | Promise
    hint: str | Promise
    names: tuple[str, ...]
    folded: bool = False


class GroupShown(NamedTuple):
    """A group with its fields as the page has them."""

    legend: str | Promise
    hint: str | Promise
    fields: Sequence[forms.BoundField]
    folded: bool
    open: bool


def weights_field() -> TextsField:
    """What matters to whoever asks."""
    return TextsField(
        label=_("Weights"),
        help_text=_(
            "Your own numbers for measures, partners and offences, as in: partners: {TR: 10, others: 1}. Without them all count alike."
        ),
    )


class GroupedForm(LabForm):
    """A question in groups of fields."""

    groups: ClassVar[tuple[Group, ...]] = ()

    @property
    def shown_groups(self) -> Iterator[GroupShown]:
        """Its groups; one that holds anything, or a fault, is open."""
        for group in self.groups:
            fields = [self[name] for name in group.names]
            filled = any(field.errors or (field.value() if field.name != "on" else None) for field in fields)
            yield GroupShown(group.legend, group.hint, fields, group.folded, bool(filled))

    def dress(self) -> None:
        """Boxes and dots have classes of their own."""
        super().dress()
        for field in self.fields.values():
            for kind, css in ((forms.CheckboxInput, "govuk-checkboxes__input"), (forms.RadioSelect, "govuk-radios__input")):
                if isinstance(field.widget, kind):
                    field.widget.attrs["class"] = css

    @property
    def suggestions(self) -> Mapping[str, Any]:
        """With the measures."""
        offered = dict(super().suggestions)
        if "measures" in set(self._offers()):
            offered["measures"] = measure_options()
        return offered


class WeighedForm(GroupedForm):
    """A question with weights."""

    def clean_weights(self) -> list[str]:
        """Weights that the lab can read."""
        texts: list[str] = self.cleaned_data["weights"]
        if texts:
            with tempfile.TemporaryDirectory(prefix="comity-form-") as folder:
                place = Path(folder) / WEIGHTS
                place.write_text(texts[0], encoding="utf-8")
                try:
                    read_weights(place, adviser().corpus)
                except WrongInput as error:
                    raise forms.ValidationError(fault_words(error, folder)) from error
        return texts

    def given_files(self) -> list[tuple[str, bytes]]:
        """The weights."""
        return [(WEIGHTS, text.encode()) for text in self.cleaned_data["weights"]]

    def weighed(self) -> list[str]:
        """The argument for the weights."""
        return [f"--weights={WEIGHTS}"] if self.cleaned_data["weights"] else []


class NarrowedForm(WeighedForm):
    """With measures and classes of offence; all where none is named."""

    measures = SeveralField(
        MeasureNamed(required=False), label=_("Only these measures"), help_text=_("All where none is named; fewer are faster")
    )
    offences = SeveralField(OffenceField(required=False), label=_("Only these offences"), help_text=_("All classes where none is named"))
    weights = weights_field()

    def narrowed(self) -> list[str]:
        """The arguments for measures, offences, weights and the day."""
        given = self.cleaned_data
        return [
            *self.option("measure", given["measures"]),
            *self.option("offence", given["offences"]),
            *self.weighed(),
            *self.option("on", given["on"]),
        ]


NARROWING = Group(_("Narrow the question, set weights"), "", ("measures", "offences", "weights"), folded=True)


def measure_options() -> list[Option]:
    """Measures by name."""
    return sorted(
        (Option(measure.id, measure_name(measure.id)) for measure in adviser().corpus.vocabulary.measures), key=lambda option: option.others
    )


def fault_words(error: WrongInput, folder: str) -> list[str]:
    """What the lab says is wrong, without the places of this machine."""
    if isinstance(error, WrongLaw):
        found = [problem.replace(f"{Path(folder).resolve()}/", "").replace(f"{folder}/", "") for problem in error.problems]
        return found[:MOST_PROBLEMS]
    where = f"{error.where.rpartition('/')[2]}: " if folder in error.where else ""
    return [f"{where}{error.what} - {error.do}" if error.do else f"{where}{error.what}"]
