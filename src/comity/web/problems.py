# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with what a person gave, in the language of the page; the command line and the API say it in English."""

from __future__ import annotations

from django.utils.translation import get_language

from comity.model.errors import WrongInput
from comity.model.said import Speaker, in_line
from comity.model.text import LANGUAGES
from comity.web.knowledge import adviser, drafting


def explained(error: WrongInput) -> str:
    """Where it is, what is wrong and what to do."""
    code = (get_language() or "en").partition("-")[0]
    lang = code if code in LANGUAGES else "en"
    speaker = Speaker(adviser().corpus.phrases, lang)
    place = _place(error.where, lang)
    parts = [place, " " if place.endswith("?") else ": "] if place else []
    parts.append(speaker.say(error.what))
    parts += [" - ", speaker.say(error.do)] if error.do else []
    return in_line(parts, lang)


def _place(where: str, lang: str) -> str:
    """How the form calls a fact or a place of the case; the place itself where it has no name, and in English."""
    fact = adviser().corpus.facts.get(where.removeprefix("facts."))
    if lang == "en":
        return where
    return fact.asks.in_language(lang)[0] if fact is not None else drafting().label(where, lang)
