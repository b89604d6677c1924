# SPDX-License-Identifier: EUPL-1.2
"""Pages of measures, offences, grounds and terms: their names in every language, and where they are used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from comity.model.text import Text
from comity.web.knowledge import adviser
from comity.web.library import usage
from comity.web.library.folding import all_words, matches
from comity.web.library.paging import page_of
from comity.web.library.terms import glossary
from comity.web.library.views.common import asked, known, language, page


class Named(Protocol):
    """Anything with an id and a name in four languages."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def name(self) -> Text:
        """Its name."""


def _list(request: HttpRequest, section: str, items: Sequence[Named]) -> HttpResponse:
    words = asked(request, "q")
    found = [item for item in items if matches(words, (item.id, *all_words(item.name)))]
    return page(request, "words", section, words=words, page=page_of(request, found, lambda item: item.id, 70))


def _one(request: HttpRequest, section: str, item: Named, uses: list[usage.Use], **context: Any) -> HttpResponse:
    return page(request, "word", section, item=item, uses=uses[: usage.MOST], more=max(0, len(uses) - usage.MOST), **context)


@require_GET
def measures(request: HttpRequest) -> HttpResponse:
    """All measures."""
    return _list(request, "measures", adviser().corpus.vocabulary.measures)


@require_GET
def measure(request: HttpRequest, id_: str) -> HttpResponse:
    """A measure."""
    corpus = adviser().corpus
    item = known(corpus.measures, id_)
    near = [corpus.measures[name] for name in item.nearest if name in corpus.measures]
    return _one(request, "measures", item, usage.of_measure(corpus, id_), measure=item, near=near)


@require_GET
def offences(request: HttpRequest) -> HttpResponse:
    """All classes of offence."""
    return _list(request, "offences", adviser().corpus.vocabulary.offences)


@require_GET
def offence(request: HttpRequest, id_: str) -> HttpResponse:
    """A class of offence."""
    corpus = adviser().corpus
    item = known(corpus.offences, id_)
    within = [corpus.offences[name] for name in item.within if name in corpus.offences]
    return _one(request, "offences", item, usage.of_offence(corpus, id_), offence=item, within=within)


@require_GET
def grounds(request: HttpRequest) -> HttpResponse:
    """All grounds."""
    return _list(request, "grounds", adviser().corpus.vocabulary.grounds)


@require_GET
def ground(request: HttpRequest, id_: str) -> HttpResponse:
    """A ground."""
    corpus = adviser().corpus
    return _one(request, "grounds", known(corpus.grounds, id_), usage.of_ground(corpus, id_))


@require_GET
def terms(request: HttpRequest) -> HttpResponse:
    """The glossary."""
    return _list(request, "glossary", list(glossary().values()))


@require_GET
def term(request: HttpRequest, id_: str) -> HttpResponse:
    """A term: what it means, and the rules that say it."""
    item = known(glossary(), id_)
    uses = usage.of_words(adviser().corpus, item.name.in_language(language())[0], language())
    return _one(request, "glossary", item, uses, meaning=item.meaning)
