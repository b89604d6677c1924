# SPDX-License-Identifier: EUPL-1.2
"""Fields of reforms: measures by name, statements and rules of a law, rows of several fields, texts that are typed or uploaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.model.law import Instrument
from comity.web.advisor.names import folded, versions
from comity.web.knowledge import adviser
from comity.web.lab.fields import MOST, Found, measure_name

MOST_LETTERS = 200_000


class MeasureNamed(Found):
    """A measure by its name in any language, or its id."""

    offers = "measures"

    def code(self, typed: str) -> str:
        """Its id."""
        wanted = folded(typed)
        known = adviser().corpus.measures
        found = [id_ for id_, measure in known.items() if wanted in (folded(id_), *map(folded, versions(measure.name)))]
        if len(found) == 1:
            return found[0]
        near = [id_ for id_, measure in known.items() if any(wanted in folded(text) for text in versions(measure.name))]
        raise self.refuse(typed, [measure_name(id_) for id_ in near[:3]])


class StatementField(Found):
    """A reservation or declaration, as ``instrument:statement``."""

    offers = "statements"
    unknown = gettext_lazy("There is no such statement: %(typed)s. Write the id of the treaty, a colon and the id of the statement.")

    def code(self, typed: str) -> str:
        """Instrument and statement."""
        law, id_ = _parts(typed)
        if law is None or all(made.id != id_ for made in law.statements):
            raise self.refuse(typed, [f"{law.id}:{made.id}" for made in law.statements[:3]] if law else [])
        return f"{law.id}:{id_}"


class RuleField(Found):
    """A rule of national law, as ``instrument:provision``."""

    offers = "rules"
    unknown = gettext_lazy("There is no such rule: %(typed)s. Write the id of the law, a colon and the id of the rule.")

    def code(self, typed: str) -> str:
        """Instrument and provision."""
        law, id_ = _parts(typed)
        if law is None or all(rule.id != id_ for rule in law.provisions):
            raise self.refuse(typed)
        return f"{law.id}:{id_}"


def _parts(typed: str) -> tuple[Instrument | None, str]:
    id_, _colon, part = typed.partition(":")
    return adviser().corpus.by_id.get(id_.strip()), part.strip()


class Rows(forms.TextInput):
    """Rows of fields that belong together: what is filled in, and two more. The fields of a column have one name."""

    template_name = "lab/rows.html"
    columns: Mapping[str, tuple[str | Promise, forms.Field]] = {}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[list[str]]:
        """The rows in which anything is written."""
        if not hasattr(data, "getlist"):
            return [[str(cell) for cell in row] for row in data.get(name, [])]
        columns = [data.getlist(f"{name}-{column}") for column in self.columns]
        rows = [[text.strip() for text in row] for row in zip(*columns, strict=False)]
        return [row for row in rows if any(row[: len(row) - self._chosen()])]

    def _chosen(self) -> int:
        """The last columns that always have a value."""
        return sum(isinstance(field, forms.ChoiceField) for _words, field in self.columns.values())

    def format_value(self, value: Any) -> Any:
        """As they are."""
        return [list(row) for row in value or []]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Each row with its cells; the first cell has the id that the label names."""
        context = super().get_context(name, value, attrs)
        first = context["widget"]["attrs"].get("id", f"id_{name}")
        empty = [""] * len(self.columns)
        rows = [*context["widget"]["value"], empty] if context["widget"]["value"] else [empty, empty]
        context["rows"] = [self._cells(name, first, number, row) for number, row in enumerate(rows)]
        return context

    def _cells(self, name: str, first: str, number: int, row: Sequence[str]) -> list[dict[str, Any]]:
        return [
            {
                "name": f"{name}-{column}",
                "id": first if number == place == 0 else f"{first}_{number}_{column}",
                "label": words,
                "value": text,
                "list": getattr(field, "offers", ""),
                "choices": field.widget.choices if isinstance(field.widget, forms.Select) else [],
            }
            for place, ((column, (words, field)), text) in enumerate(zip(self.columns.items(), row, strict=False))
        ]

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """With the templates of the application, which translate."""
        return mark_safe(render_to_string(self.template_name, self.get_context(name, value, attrs)))  # noqa: S308 - a template's output


class RowsField(forms.Field):
    """Several rows, each with the values of its columns; choices stand last."""

    def __init__(self, columns: Mapping[str, tuple[str | Promise, forms.Field]], **options: Any) -> None:
        widget = Rows()
        widget.columns = columns
        super().__init__(required=False, widget=widget, **options)
        self.columns = columns

    def clean(self, value: Any) -> list[list[str]]:
        """Each cell as its field has it; a row with a gap is an error."""
        rows = list(value or [])
        if len(rows) > MOST:
            raise ValidationError(_("At most %(number)d.") % {"number": MOST})
        found, faults = [], []
        for number, row in enumerate(rows, start=1):
            if len(row) != len(self.columns) or not all(row):
                faults.append(_("Row %(number)d: fill in every field.") % {"number": number})
                continue
            try:
                found.append([field.clean(text) for (_words, field), text in zip(self.columns.values(), row, strict=True)])
            except ValidationError as fault:
                faults += [_("Row %(number)d: %(fault)s") % {"number": number, "fault": words} for words in fault.messages]
        if faults:
            raise ValidationError(faults)
        return found


class Texts(forms.Textarea):
    """Texts that are typed in, or uploaded as files."""

    template_name = "lab/texts.html"
    many = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """What is typed, then the files; where there is room for one, the file wins."""
        typed = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        uploaded = files.getlist(f"{name}-file")
        kept = [] if uploaded and not self.many else [text for text in typed if text.strip()]
        return [*kept, *uploaded]

    def format_value(self, value: Any) -> Any:
        """The texts; a file that was refused is not shown again."""
        return [text for text in value or [] if isinstance(text, str)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Each text in its field, and the field for files."""
        context = super().get_context(name, value, attrs)
        texts = context["widget"]["value"] or [""]
        first = context["widget"]["attrs"].get("id", f"id_{name}")
        context["rows"] = [{"id": f"{first}_{number}" if number else first, "value": text} for number, text in enumerate(texts)]
        context["many"] = self.many
        return context

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """With the templates of the application, which translate."""
        return mark_safe(render_to_string(self.template_name, self.get_context(name, value, attrs)))  # noqa: S308 - a template's output


class TextsField(forms.Field):
    """Texts of a strict format, at most so many; the value is a list of them."""

    def __init__(self, most: int = 1, **options: Any) -> None:
        widget = Texts(attrs={"rows": 4, "spellcheck": "false", "dir": "ltr"})
        widget.many = most > 1
        super().__init__(required=False, widget=widget, **options)
        self.most = most

    def clean(self, value: Any) -> list[str]:
        """The texts."""
        texts = [text_of(one, MOST_LETTERS) for one in value or []]
        if len(texts) > self.most:
            raise ValidationError(_("At most %(number)d.") % {"number": self.most})
        return texts


def text_of(given: Any, most: int) -> str:
    """A text, or the text of a file; ValidationError for what is too large or no text."""
    if not isinstance(given, str):
        if given.size > most:
            raise ValidationError(_("%(name)s is too large.") % {"name": given.name})
        try:
            given = given.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(_("The file is not in UTF-8")) from error
    text = str(given).replace("\r\n", "\n")
    if len(text) > most:
        raise ValidationError(_("The text is too long."))
    if "\0" in text:
        raise ValidationError(_("The file is not a text"))
    return text
