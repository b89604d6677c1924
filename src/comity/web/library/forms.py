# SPDX-License-Identifier: EUPL-1.2
"""Forms of reports and of the directory."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.web.knowledge import actor_choices
from comity.web.library.contact_csv import FIELDS, MOST_BYTES
from comity.web.library.models import Contact, Decision, ErrorReport


class Dressed:
    """Gives the fields of a form the classes of the patterns and ties hints and errors to them."""

    fields: dict[str, forms.Field]

    def dress(self) -> None:
        """Set the attributes of each field."""
        kinds = ((forms.Textarea, "govuk-textarea"), (forms.Select, "govuk-select"), (forms.ClearableFileInput, "govuk-file-upload"))
        for name, field in self.fields.items():
            css = next((css for kind, css in kinds if isinstance(field.widget, kind)), "govuk-input")
            described = [f"id_{name}-hint"] if field.help_text else []
            if name in self.errors:  # type: ignore[attr-defined]  # a form beside this class has it
                css += f" {css}--error"
                described.append(f"id_{name}-error")
            field.widget.attrs["class"] = css
            if described:
                field.widget.attrs["aria-describedby"] = " ".join(described)


class ReportForm(Dressed, forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no parameter at run time
    """What is wrong, and what should stand there."""

    class Meta:
        model = ErrorReport
        fields = ("what", "text")
        labels = {"what": _("What is wrong?"), "text": _("What should stand there, and what shows it?")}
        help_texts = {
            "what": _("In a few words, such as: the day of entry into force"),
            "text": _("Name the official text or page. Give no personal data and nothing from a case."),
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}


class DecisionForm(Dressed, forms.Form):
    """What becomes of a report, and why."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[(Decision.ACCEPTED, Decision.ACCEPTED.label), (Decision.DECLINED, Decision.DECLINED.label)],
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("The one who reported it reads this.")
    )


class ContactForm(Dressed, forms.ModelForm):  # type: ignore[type-arg]  # as above
    """A contact of an authority."""

    state = forms.ChoiceField(label=_("State or organisation"))

    class Meta:
        model = Contact
        fields = FIELDS
        help_texts = {
            "role": _("What it does, such as: central authority for extradition"),
            "email": _("Of the office, never of a person"),
            "languages": _("Those in which it can be written to, as codes: en, fr"),
            "hours": _("With the time zone; 24/7 where it always answers"),
            "source": _("What says so: a letter, a page with its address, a meeting with its day"),
            "expires": _("The day after which it must not be used any more, if one is known"),
        }
        widgets = {"expires": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = self.fields["state"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [("", ""), *actor_choices()]


class ImportForm(Dressed, forms.Form):
    """A file of contacts."""

    file = forms.FileField(
        label=_("File"), help_text=_("CSV in UTF-8 with the columns of the export, at most 1 MB. An empty id adds a contact.")
    )

    def clean_file(self) -> str:
        """The text of the file."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 1 MB"))
        try:
            text: str = file.read().decode("utf-8")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("The file is not in UTF-8")) from error
        if "\0" in text:
            raise forms.ValidationError(_("The file is not a text"))
        return text
