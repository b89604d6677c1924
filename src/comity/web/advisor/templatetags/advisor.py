# SPDX-License-Identifier: EUPL-1.2
"""Tags and filters of the pages of advice."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from comity.web.advisor.asked import Asked

register = template.Library()


@register.filter
def entry(mapping: Mapping[str, object], key: str) -> object:
    """The value of a key; nothing where there is none."""
    return mapping.get(key, "")


@register.simple_tag
def hidden(asked: Asked) -> SafeString:
    """The whole question as hidden fields of a form."""
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', asked.pairs)
