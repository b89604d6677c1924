# SPDX-License-Identifier: EUPL-1.2
"""A draft of one's own against instruments: its files are read by the strict loader, in a process of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.web.jobs.models import Job
from comity.web.lab.asked.compare import MOST
from comity.web.lab.fields import DayField, InstrumentField, SeveralField, instrument_name
from comity.web.lab.forms import LabForm
from comity.web.lab.results.compare import DRAFT

NEEDED = "instrument.yaml"
NAMES = (NEEDED, "provisions.yaml", "statements.yaml", "status.yaml", "status.csv", "cases.yaml")
MOST_BYTES = 1_000_000


class Files(forms.ClearableFileInput):
    """Several files at once; a program sends them as names with their texts."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The files."""
        sent = data.get(name)
        if isinstance(sent, Mapping):
            return [SimpleUploadedFile(called, str(text).encode()) for called, text in sent.items()]
        return super().value_from_datadict(data, files, name)


class FilesField(forms.FileField):
    """The files of one instrument, by their names; the value is each with its content."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=Files(attrs={"multiple": True, "accept": ".yaml,.csv"}), **options)

    def clean(self, data: Any, initial: Any = None) -> list[tuple[str, bytes]]:
        """Only names that the loader knows, each once, the first of them there, not too large."""
        given: list[UploadedFile[Any]] = list(data) if isinstance(data, list) else [data] if data else []
        if not given and not self.required:
            return []
        if not given:
            raise forms.ValidationError(_("Choose the files of the draft."))
        named = [str(file.name) for file in given]
        wrong = sorted({name[:60] for name in named if name not in NAMES})
        if wrong:
            raise forms.ValidationError(_("No file of an instrument is called so: %(names)s.") % {"names": ", ".join(wrong)})
        if NEEDED not in named or len(set(named)) < len(named):
            raise forms.ValidationError(_("%(name)s has to be among them, and each name once.") % {"name": NEEDED})
        if sum(file.size or 0 for file in given) > MOST_BYTES:
            raise forms.ValidationError(_("Together they are larger than 1 MB."))
        return sorted((str(file.name), file.read()) for file in given)


class DraftForm(LabForm):
    """The files of the draft, and up to four instruments."""

    kind = "compare"

    draft = FilesField(
        label=gettext_lazy("Files of the draft"),
        help_text=gettext_lazy(
            "In the format of the body of law: instrument.yaml, and provisions.yaml, statements.yaml, status.csv or .yaml"
        ),
    )
    instruments = SeveralField(
        InstrumentField(required=False),
        least=1,
        label=gettext_lazy("Against these instruments"),
        help_text=gettext_lazy("One to four: a short name, words of the title, or the id"),
    )
    on = DayField(label=gettext_lazy("Law of the day"), help_text=gettext_lazy("Today where nothing is written"))

    def clean_instruments(self) -> list[str]:
        """At most four beside the draft."""
        found: list[str] = self.cleaned_data["instruments"]
        if len(found) >= MOST:
            raise forms.ValidationError(_("At most %(number)d.") % {"number": MOST - 1})
        return found

    def question(self) -> dict[str, Any]:
        """Without the files, which a form cannot be filled with."""
        return {name: value for name, value in super().question().items() if name != "draft"}

    def given_files(self) -> list[tuple[str, bytes]]:
        """In a folder of their own, whose name is the label of the column."""
        return [(f"{DRAFT}/{name}", content) for name, content in self.cleaned_data["draft"]]

    def arguments(self) -> list[str]:
        """As the command has them."""
        return [*self.option("on", self.cleaned_data["on"]), DRAFT, *self.cleaned_data["instruments"]]


def title(job: Job) -> str:
    """What was asked."""
    others = ", ".join(instrument_name(id_) for id_ in job.question.get("instruments", []))
    return f"{_('The draft')} – {others}, {job.question.get('on', '')}"
