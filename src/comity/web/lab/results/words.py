# SPDX-License-Identifier: EUPL-1.2
"""Subjects and senses of a comparison in the language of the page: from the body of law where it has the word, else in English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from comity.lab.compare.topics import Topic
from comity.model.text import Text
from comity.web.knowledge import adviser, drafting
from comity.web.lab.fields import language
from comity.web.library.labels import WORDS, label, language_name
from comity.web.library.templatetags.library import said
from comity.web.library.terms import glossary

Shown = SafeString | str
ASKING, RELATION, DEEMED = " (when it asks)", "relation to ", "deemed: "
SUBJECTS: Mapping[str, str | Promise] = {
    "the way of the request": gettext_lazy("the way of the request"),
    "the authority": gettext_lazy("the authority"),
    "the language of the request": gettext_lazy("the language of the request"),
    "object of request": gettext_lazy("Object of the request"),
    "addressee": gettext_lazy("Addressee"),
    "time from receipt": gettext_lazy("time from receipt"),
    "time from notice": gettext_lazy("time from notice"),
    "time from decision": gettext_lazy("time from the decision"),
    "time from arrest": gettext_lazy("time from the arrest"),
    "time from liberty": gettext_lazy("time from regaining liberty"),
    "time from request": gettext_lazy("time from the request"),
    "time from surrender": gettext_lazy("time from the surrender"),
    "time from preservation": gettext_lazy("time from the preservation"),
    "time from arrival": gettext_lazy("time from the arrival"),
}
SENSES: Mapping[str, str | Promise] = {
    "applies": "",
    "help is refused": gettext_lazy("must be refused"),
    "help may be refused": gettext_lazy("may be refused"),
    "help may be postponed": gettext_lazy("may be postponed"),
    "no reason to refuse": gettext_lazy("is no reason to refuse"),
    "is stated": gettext_lazy("must be stated"),
    "may be asked for": gettext_lazy("may be asked for"),
    "may be asked for (supplement)": gettext_lazy("may be asked for beside another treaty"),
    "may be asked for (fallback)": gettext_lazy("may be asked for where no other treaty serves"),
    "may be asked for (constraint)": gettext_lazy("limits how it may be asked for"),
    "deemed so": gettext_lazy("counts as so"),
    "deemed not so": gettext_lazy("counts as not so"),
    "bound": gettext_lazy("bound"),
}
TAILS: Mapping[str, str | Promise] = {
    ", by appreciation": gettext_lazy("by appreciation"),
    ", if a statement chose so": gettext_lazy("if a statement chose so"),
}
TRANSLATION: Mapping[str, str | Promise] = {
    "required": gettext_lazy("translation required"),
    "not required": gettext_lazy("translation not required"),
    "not spoken of": gettext_lazy("translation not spoken of"),
}
DOES: Mapping[str, str] = {
    "excludes the treaty": gettext_noop("excludes the treaty"),
    "excludes ": gettext_noop("excludes: {what}"),
    "puts another condition into ": gettext_noop("puts another condition into: {what}"),
    "chooses ": gettext_noop("chooses: {what}"),
    "objects to ": gettext_noop("objects to: {what}"),
}
"""What a statement does, by how its English words begin; what it names are rules of the treaty."""
_ADDS = re.compile(r"adds ([a-z ]+): (.+)")
_PERIOD = re.compile(r"(\d+) (hour|day|month)s?")


def subject(topic: str, words: str, first: Text | None) -> Shown:
    """What a point is about; ``first`` is the rule whose words name it where nothing else does."""
    bare = words.removesuffix(ASKING)
    shown = _subject(topic, bare, first)
    return format_html("{} ({})", shown, _("when it asks")) if bare != words else shown


def _subject(topic: str, words: str, first: Text | None) -> Shown:
    if words in SUBJECTS:
        return str(SUBJECTS[words])
    if topic == Topic.STATEMENTS:
        law, _space, article = words.partition(" ")
        return f"{_law(law)} {article}".strip()
    if words.startswith(RELATION):
        return _("Relation to %(what)s") % {"what": _law(words.removeprefix(RELATION))}
    named = _named(topic, words)
    return said(named or first or words)


def _named(topic: str, words: str) -> Text | None:
    """The name in the body of law of what is called so in English."""
    if topic == Topic.CONTENT:
        element = drafting().element(words.replace(" ", "-"))
        return element.name if element else None
    if words.startswith(DEEMED):
        spec = adviser().corpus.facts.get(words.removeprefix(DEEMED))
        return spec.asks if spec else None
    return _names().get(words)


def _law(id_: str) -> str:
    law = adviser().corpus.by_id.get(id_)
    return law.short.in_language(language())[0] if law else id_


@cache
def _names() -> Mapping[str, Text]:
    """Grounds, measures and treaties by the English words by which a comparison calls them."""
    corpus = adviser().corpus
    grounds = {ground.name.en.lower(): ground.name for ground in corpus.grounds.values()}
    measures = {measure.name.en: measure.name for measure in corpus.measures.values()}
    return {**{law.title.en: law.title for law in corpus.instruments}, **grounds, **measures}


def sense(words: str) -> Shown:
    """What is said on the point; empty where only that it applies."""
    tail = next((tail for tail in TAILS if words.endswith(tail)), "")
    bare = words.removesuffix(tail)
    if bare in SENSES:
        return f"{SENSES[bare]}, {TAILS[tail]}" if tail else str(SENSES[bare])
    if words.startswith("by way of: "):
        return drafting().word(f"channel.{words.removeprefix('by way of: ').replace(' ', '-')}", language())
    if "; translation " in words:
        return _languages(*words.split("; translation ", 1))
    if _PERIOD.match(words):
        return _PERIOD.sub(_period, words)
    return _of_statement(words) or (label(key) if (key := words.replace(" ", "-")) in WORDS or key in glossary() else said(words))


def _of_statement(words: str) -> Shown:
    """What a statement does; empty for anything else."""
    added = _ADDS.fullmatch(words)
    if added is not None:
        ground = adviser().corpus.grounds.get(added[2])
        named = said(ground.name) if ground else said(added[2])
        return format_html(_("adds: {kind}, {what}"), kind=label(added[1].replace(" ", "-")), what=named)
    return next((_(sentence).format(what=words.removeprefix(begin)) for begin, sentence in DOES.items() if words.startswith(begin)), "")


def _languages(spoken: str, translation: str) -> str:
    codes = spoken.removeprefix("in ").split(", ") if spoken.startswith("in ") else []
    named = ", ".join(language_name(code) for code in codes) or _("languages left open")
    return f"{named}; {TRANSLATION.get(translation, translation)}"


def _period(found: re.Match[str]) -> str:
    number = int(found[1])
    words = {
        "hour": ngettext("%(number)s hour", "%(number)s hours", number),
        "day": ngettext("%(number)s day", "%(number)s days", number),
        "month": ngettext("%(number)s month", "%(number)s months", number),
    }
    return words[found[2]] % {"number": number}


def gap(kind: str, of: str, names: Sequence[str]) -> Shown:
    """What two sides say differently."""
    parts = {"first": names[0], "second": names[1]}
    sentences = {
        "mandatory-optional": _("mandatory in %(first)s, optional in %(second)s"),
        "optional-mandatory": _("optional in %(first)s, mandatory in %(second)s"),
        "senses": _("they say different things"),
        "narrower": _("in fewer cases in %(first)s than in %(second)s"),
        "wider": _("in more cases in %(first)s than in %(second)s"),
        "other": _("in other cases in %(first)s than in %(second)s"),
        "untried": _("under conditions too long to compare"),
    }
    words = sentences[kind] % parts
    return format_html("{}: {}", meant, words) if of and (meant := sense(of)) else words
