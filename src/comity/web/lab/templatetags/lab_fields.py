# SPDX-License-Identifier: EUPL-1.2
"""Filters of the lab."""

from __future__ import annotations

from django import forms, template

from comity.web.lab.reform_fields import Rows

register = template.Library()
_KINDS = ((forms.CheckboxInput, "box"), (forms.RadioSelect, "dots"), (Rows, "rows"))


@register.filter
def kind_of_field(field: forms.BoundField) -> str:
    """How a field is laid out: a box, dots, rows, or one field under its label."""
    return next((name for kind, name in _KINDS if isinstance(field.field.widget, kind)), "field")
