# SPDX-License-Identifier: EUPL-1.2
"""Tags and filters of our own that every template may use."""

from __future__ import annotations

from django import forms, template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def has_role(user: object, roles: str) -> bool:
    """Whether the user holds one of the roles (words apart by commas) today."""
    check = getattr(user, "has_role", None)
    return bool(check and check(*roles.split(",")))


@register.filter
def govuk(field: BoundField) -> SafeString:
    """A field of a form in the look of the patterns, tied to its hint and its error; it has a label, so it needs no placeholder."""
    widget = field.field.widget
    attributes: dict[str, str | bool] = {"class": _look(widget), "placeholder": False}
    described = [f"{field.auto_id}_{part}" for part, there in (("helptext", field.help_text), ("error", field.errors)) if there]
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if field.errors and isinstance(attributes["class"], str):
        attributes["class"] += f" {attributes['class'].split()[0]}--error"
    return field.as_widget(attrs=attributes)


def _look(widget: forms.Widget) -> str:
    if isinstance(widget, forms.Select):
        return "govuk-select"
    if isinstance(widget, forms.Textarea):
        return "govuk-textarea"
    if isinstance(widget, forms.CheckboxInput):
        return "govuk-checkboxes__input"
    narrow = isinstance(widget, forms.DateInput) or widget.attrs.get("autocomplete") == "one-time-code"
    return f"govuk-input govuk-input--width-{10 if narrow else 20}"


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether the label stands behind the field."""
    return isinstance(field.field.widget, forms.CheckboxInput)
