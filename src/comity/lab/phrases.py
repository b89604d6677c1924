# SPDX-License-Identifier: EUPL-1.2
"""Reads the phrases in which conditions and acts are worded: ``law/vocabulary/phrases/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from comity.corpus.documents import Strict, Words
from comity.corpus.load import CHECKOUT
from comity.corpus.problems import Problems
from comity.corpus.scope import text
from comity.model.errors import WrongInput, WrongLaw
from comity.model.text import Text

PACKAGED = Path(__file__).with_name("_phrases")


class FactPhrasesDoc(Strict, frozen=True):
    """How a fact is said: a truth (yes, no), a size, a word of a set (is, not_is) or a state in a role (has, not_has).

    ``name.both`` and ``name.either`` say at once what would else be said of each side, joined by "and" and by "or".
    """

    yes: Words | str = ""
    no: Words | str = ""
    size: Words | str = ""
    is_: dict[str, Words | str] = msgspec.field(default_factory=dict, name="is")
    not_is: dict[str, Words | str] = msgspec.field(default_factory=dict)
    has: dict[str, Words | str] = msgspec.field(default_factory=dict)
    not_has: dict[str, Words | str] = msgspec.field(default_factory=dict)


class FactsDoc(Strict, frozen=True):
    """facts.yaml"""

    facts: dict[str, FactPhrasesDoc]


class ActDoc(Strict, frozen=True):
    """act.yaml"""

    words: dict[str, Words | str]
    families: dict[str, list[str]]
    terms: list[str]
    voice: list[list[str]]
    without_treaty: dict[str, str]


@dataclass(frozen=True)
class Phrases:
    """The phrases, by name; ``families`` puts families of measures under the forms of cooperation, in the order of the act."""

    facts: Mapping[tuple[str, str, str], Text]
    words: Mapping[str, Text]
    families: Mapping[str, tuple[str, ...]]
    terms: tuple[str, ...]
    voice: tuple[tuple[str, str], ...]
    without_treaty: tuple[str, str]


@cache
def load_phrases(folder: Path | None = None) -> Phrases:
    """The phrases of a folder; without one those of the checkout, or the packaged ones."""
    beside = CHECKOUT / "vocabulary" / "phrases"
    place = folder or (beside if beside.is_dir() else PACKAGED)
    if not place.is_dir():
        raise WrongInput("the phrases of the act are not there", where=str(place), do="install the package again")
    problems = Problems()
    facts = problems.open(place / "facts.yaml", FactsDoc)
    act = problems.open(place / "act.yaml", ActDoc)
    if facts is None or act is None:
        raise WrongLaw(tuple(problems.found))
    return Phrases(
        facts=_facts(facts[1]),
        words={name: text(words) for name, words in act[1].words.items()},
        families={form: tuple(families) for form, families in act[1].families.items()},
        terms=tuple(act[1].terms),
        voice=tuple((pattern, words) for pattern, words in act[1].voice),
        without_treaty=(act[1].without_treaty["topic"], act[1].without_treaty["fact"]),
    )


def _facts(doc: FactsDoc) -> Mapping[tuple[str, str, str], Text]:
    found: dict[tuple[str, str, str], Text] = {}
    for name, phrases in doc.facts.items():
        for how in ("yes", "no", "size"):
            words = getattr(phrases, how)
            if words:
                found[name, how, ""] = text(words)
        for how in ("is_", "not_is", "has", "not_has"):
            for value, words in getattr(phrases, how).items():
                found[name, how.rstrip("_"), value] = text(words)
    return found
