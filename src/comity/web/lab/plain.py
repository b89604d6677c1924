# SPDX-License-Identifier: EUPL-1.2
"""Questions as programs send them: the fields of a form as JSON has them, and what is wrong with them, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget
from django.utils.choices import flatten_choices

from comity.web.drafting.files import is_text
from comity.web.lab.asked.draft import NAMES, FilesField
from comity.web.lab.fields import MOST, SeveralField
from comity.web.lab.forms import LabForm
from comity.web.lab.reform_fields import RowsField, TextsField

Data = dict[str, Any]
_TEXT: Data = {"type": "string", "maxLength": 200}
_LONG: Data = {"type": "string"}


def schema_of(form_class: type[LabForm]) -> Data:
    """The question of a form as JSON Schema."""
    fields = form_class().fields
    return {
        "type": "object",
        "description": " ".join((form_class.__doc__ or "").split()),
        "properties": {name: {**_shape(field), "description": _described(field)} for name, field in fields.items()},
        "required": [name for name, field in fields.items() if field.required],
        "additionalProperties": False,
    }


def _described(field: forms.Field) -> str:
    return ": ".join(str(words) for words in (field.label, field.help_text) if words)


def _shape(field: forms.Field) -> Data:
    """The type of a field's value."""
    match field:
        case SeveralField():
            shape: Data = {"type": "array", "items": _TEXT, "minItems": field.least, "maxItems": MOST}
        case RowsField():
            cells = len(field.columns)
            shape = {"type": "array", "items": {"type": "array", "items": _TEXT, "minItems": cells, "maxItems": cells}, "maxItems": MOST}
        case TextsField():
            shape = {"type": "array", "items": _LONG, "maxItems": field.most}
        case FilesField():
            shape = {"type": "object", "properties": dict.fromkeys(NAMES, _LONG), "additionalProperties": False}
        case forms.BooleanField():
            shape = {"type": "boolean"}
        case forms.IntegerField():
            shape = {"type": "integer", "minimum": field.min_value, "maximum": field.max_value}
        case forms.DateField():
            shape = {"type": "string", "format": "date"}
        case forms.ChoiceField() if isinstance(field.widget, ChoiceWidget):
            choices: Iterator[tuple[Any, Any]] = flatten_choices(field.widget.choices)
            shape = {"type": "string", "enum": [str(value) for value, _words in choices]}
        case _:
            shape = _TEXT
    return shape


def misshapen(form_class: type[LabForm], question: Mapping[str, Any]) -> dict[str, str]:
    """Fields that the form does not have, or whose value is of another type, each with what is wrong."""
    fields = form_class().fields
    found = {name: f"there is no such field; use one of {', '.join(fields)}" for name in question if name not in fields}
    for name, field in fields.items():
        if name in question and not _fits(_shape(field), question[name]):
            found[name] = f"the value is no {_named(_shape(field))}"
    return found


def _named(shape: Data) -> str:
    return f"array of {_named(shape['items'])}" if shape["type"] == "array" else str(shape["type"])


def _fits(shape: Data, value: object) -> bool:
    """Whether a value has the type of a shape; what it says is for the form."""
    match shape["type"]:
        case "array":
            return isinstance(value, list) and all(_fits(shape["items"], item) for item in value)
        case "object":
            return isinstance(value, dict) and all(_fits(_LONG, item) for pair in value.items() for item in pair)
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str) and is_text(value)
