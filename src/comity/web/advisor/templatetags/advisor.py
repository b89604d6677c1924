# SPDX-License-Identifier: EUPL-1.2
"""Tags and filters of the pages of advice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from comity.model.said import Spoken, in_line, mapped
from comity.web.advisor.asked import Asked

register = template.Library()


@register.filter
def entry(mapping: Mapping[str, object], key: str) -> object:
    """The value of a key; nothing where there is none."""
    return mapping.get(key, "")


@register.filter
def tone(state: str) -> str:
    """How the state of a ground or claim is coloured: what is triggered stands against the request."""
    return {"yes": "against", "no": "for"}.get(state, "open")


@register.filter
def beside(one: Iterable[object], other: Iterable[object]) -> Iterable[tuple[object, object]]:
    """The items of two rows in pairs."""
    return zip(one, other, strict=True)


@register.filter
def begun(words: str) -> str:
    """The words with a capital at their beginning, each part still in its language."""
    if not isinstance(words, Spoken):
        return capfirst(words)
    capital = {"i": "İ"} if words.lang == "az" else {}
    first = mapped(words[:1], lambda letter: capital.get(letter, letter.upper()))
    return in_line((first, words[1:]), words.lang)


@register.simple_tag
def hidden(asked: Asked, left_out: Collection[tuple[str, str]] = ()) -> SafeString:
    """The whole question as hidden fields of a form, some values left out."""
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', (pair for pair in asked.pairs if pair not in left_out))
