# SPDX-License-Identifier: EUPL-1.2
"""The body of law of this process: read once, kept with its compiled pairs."""

from __future__ import annotations

from functools import cache

from django.utils import translation

from comity.advise.advise import Adviser
from comity.corpus.load import load, load_drafting
from comity.model.drafting import Drafting


@cache
def adviser() -> Adviser:
    """The adviser on the installed body of law."""
    return Adviser(load())


@cache
def drafting() -> Drafting:
    """What drafting reads beside the law."""
    return load_drafting()


def actor_choices() -> list[tuple[str, str]]:
    """States, territories, courts and organisations by name in the language of the page."""
    language = (translation.get_language() or "en")[:2]
    names = [(actor.code, actor.name.in_language(language)[0]) for actor in adviser().corpus.actors]
    return sorted(names, key=lambda item: item[1].casefold())
