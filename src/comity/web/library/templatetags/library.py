# SPDX-License-Identifier: EUPL-1.2
"""Tags and filters of the library."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from urllib.parse import quote

from django import template
from django.forms import BaseForm
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.model.expression import Expression
from comity.model.law import Instrument, Source
from comity.model.said import Said, Speaker, remark
from comity.model.text import Text
from comity.web.knowledge import adviser
from comity.web.library import conditions, labels
from comity.web.library.instruments import head, slug
from comity.web.library.models import Contact
from comity.web.library.standing import Standing

register = template.Library()
STANDINGS = {
    Standing.CONFIRMED: (_("Confirmed"), "for"),
    Standing.UNCONFIRMED: (_("Not confirmed"), "open"),
    Standing.STALE: (_("Stale"), "open"),
    Standing.EXPIRED: (_("Expired"), "against"),
    Standing.RETIRED: (_("Retired"), "against"),
}


def _language() -> str:
    return (translation.get_language() or "en")[:2]


@register.filter
def said(text: Text | str) -> SafeString | str:
    """The words in the language of the page, a remark of the law too; marked with their own language where they are in another."""
    if isinstance(text, str):
        return Speaker(adviser().corpus.phrases, _language()).say(text if isinstance(text, Said) else remark(text))
    words, language = text.in_language(_language())
    return words if language == _language() else format_html('<span lang="{}">{}</span>', language, words)


@register.filter
def plainly(text: Text) -> str:
    """The words alone, for a title or an attribute."""
    return text.in_language(_language())[0]


@register.filter
def label(name: object) -> str:
    """The words for a name of a closed list."""
    return labels.label(str(getattr(name, "value", name)))


@register.filter
def language_name(code: str) -> str:
    """The name of a language."""
    return labels.language_name(code)


@register.filter
def actor(code: str) -> SafeString | str:
    """The name of an actor as a link to its page; the code where it has none."""
    known = adviser().corpus.by_code.get(code)
    if known is None:
        return code
    return format_html(
        '<a class="govuk-link" href="{}">{}</a>', reverse("library:state", args=[code]), known.name.in_language(_language())[0]
    )


@register.filter
def actor_name(code: str) -> str:
    """The name of an actor."""
    known = adviser().corpus.by_code.get(code)
    return known.name.in_language(_language())[0] if known else code


@register.filter
def measure(id_: str) -> str:
    """The name of a measure."""
    known = adviser().corpus.measures.get(id_)
    return known.name.in_language(_language())[0] if known else id_


@register.filter
def measure_links(ids: frozenset[str]) -> SafeString:
    """The names of measures as links to their pages; pages hold hundreds of equal sets, so each is made once a language."""
    return _measure_links(ids, _language())


@cache
def _measure_links(ids: frozenset[str], language: str) -> SafeString:
    measures = adviser().corpus.measures
    named = ((reverse("library:measure", args=[id_]), measures[id_].name.in_language(language)[0]) for id_ in sorted(ids))
    return format_html_join(", ", '<a class="govuk-link" href="{}">{}</a>', named)


@register.filter
def ground(id_: str) -> str:
    """The name of a ground."""
    known = adviser().corpus.grounds.get(id_)
    return known.name.in_language(_language())[0] if known else id_


@register.filter
def law_title(id_: str) -> str:
    """The short title of an instrument."""
    known = adviser().corpus.by_id.get(id_)
    return known.short.in_language(_language())[0] if known else id_


@register.filter
def anchor(article: str) -> str:
    """The anchor of an article, as ``articles`` gives it."""
    return slug(article)


@register.filter
def article_head(article: str) -> str:
    """The article of a paragraph."""
    return head(article)


@register.filter
def condition(expression: Expression) -> conditions.Shown | None:
    """A condition in words."""
    return conditions.shown(expression, _language())


@register.filter
def source_in(law: Instrument, id_: str) -> Source | None:
    """The source of a datum of an instrument."""
    return next((source for source in law.sources if source.id == id_), None)


@register.filter
def get(things: dict[str, object], name: str) -> object:
    """The thing of that name."""
    return things.get(name)


@register.filter
def standing_words(standing: Standing) -> str:
    """How far a contact can be relied on, in words."""
    return str(STANDINGS[standing][0])


@register.filter
def standing_tag(standing: Standing) -> SafeString:
    """The same as a tag."""
    words, css = STANDINGS[standing]
    return format_html('<span class="comity-tag comity-tag--{}">{}</span>', css, words)


@register.simple_tag
def datum(source: Source | None, confidence: object, at: str, day: str = "") -> SafeString:
    """Source, day and confidence of a datum, and the way to report an error; no template, as pages hold hundreds."""
    sure = format_html(" · {} {}", gettext("confidence:"), label(confidence)) if confidence else ""
    return format_html(
        '<span class="comity-source">{}{} · <a class="govuk-link comity-noprint" href="{}?at={}">{}'
        '<span class="govuk-visually-hidden"> {}</span></a></span>',
        _source(source, day),
        sure,
        _report(),
        quote(at),
        gettext("Report an error"),
        at,
    )


@cache
def _report() -> str:
    return reverse("library:report")


def _source(source: Source | None, day: str) -> SafeString | str:
    if source is None:
        return gettext("No source is recorded")
    what = said(source.what)
    if source.url.startswith(("https://", "http://")):
        what = format_html('<a class="govuk-link" href="{}" rel="noreferrer noopener">{}</a>', source.url, what)
    on = day or source.retrieved
    return format_html("{} {}{}", gettext("Source:"), what, f", {on}" if on else "")


@register.inclusion_tag("library/fields.html")
def form_fields(form: BaseForm) -> dict[str, object]:
    """The fields of a form in the patterns of the pages."""
    return {"form": form}


ACTS = {
    "contact.add": _("added"),
    "contact.correct": _("corrected"),
    "contact.confirm": _("confirmed"),
    "contact.retire": _("retired"),
}


@register.filter
def act_words(act: str) -> str:
    """An act on a contact in words."""
    return str(ACTS.get(act, act))


@register.filter
def field_label(name: str) -> str:
    """The label of a field of a contact."""
    words = str(getattr(Contact._meta.get_field(name), "verbose_name", name))
    return words[:1].upper() + words[1:]


@register.filter
def ordered(names: Iterable[str]) -> list[str]:
    """Names in a fixed order: sets have none."""
    return sorted(names)
