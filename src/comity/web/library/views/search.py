# SPDX-License-Identifier: EUPL-1.2
"""One field for everything in the body of law: states, instruments, measures, offences and terms, by name in any language or by code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from comity.model.text import Text
from comity.web.knowledge import adviser
from comity.web.library import instruments
from comity.web.library.folding import all_words, matches
from comity.web.library.terms import glossary
from comity.web.library.views.common import asked, page

MOST = 10


class Hit(NamedTuple):
    """One thing that fits."""

    name: Text
    code: str
    url: str


class Group(NamedTuple):
    """Things of one kind: the first of them, how many there are, and where all are."""

    title: str | Promise
    hits: Sequence[Hit]
    number: int
    url: str


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """What fits, by kind."""
    words = asked(request, "q")
    groups = [group for group in _groups(words) if group.number] if words else []
    return page(request, "find", "", words=words, groups=groups)


def _groups(words: str) -> Iterator[Group]:
    corpus = adviser().corpus
    yield _group(_("States and organisations"), words, "states", "state", [(actor.name, actor.code) for actor in corpus.actors])
    laws = instruments.found(adviser(), instruments.Wanted(words=words))
    hits = [Hit(law.short, law.id, reverse("library:instrument", args=[law.id])) for law in laws]
    yield Group(_("Instruments"), hits[:MOST], len(hits), reverse("library:instruments"))
    yield _group(_("Measures"), words, "measures", "measure", [(item.name, item.id) for item in corpus.vocabulary.measures])
    yield _group(_("Offences"), words, "offences", "offence", [(item.name, item.id) for item in corpus.vocabulary.offences])
    yield _group(_("Terms"), words, "glossary", "term", [(item.name, item.id) for item in glossary().values()])


def _group(title: str | Promise, words: str, all_of: str, one: str, named: Sequence[tuple[Text, str]]) -> Group:
    found = [(name, code) for name, code in named if matches(words, (code, *all_words(name)))]
    hits = [Hit(name, code, reverse(f"library:{one}", args=[code])) for name, code in found[:MOST]]
    return Group(title, hits, len(found), reverse(f"library:{all_of}"))
