# SPDX-License-Identifier: EUPL-1.2
"""What stands in the text of a request for sure: names as this body of law has them, and labels as our papers write them. Pure.

Nothing is guessed: where two readings are possible, or a name is not exactly one of ours, the field stays empty and is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from comity.corpus.corpus import Corpus
from comity.draft.case.read import Plain
from comity.draft.interview.places import placed, steps_of
from comity.model.drafting import Drafting
from comity.model.text import LANGUAGES, Text

_SHORTEST = 4
_ARROW = re.compile(r"^(.+?) → (.+)$", re.MULTILINE)
_MIDDLE_DOT = "\N{MIDDLE DOT}"


@dataclass(frozen=True, slots=True)
class Sure:
    """A place of the case, its value, and the words of the text that say it."""

    place: str
    value: str
    words: str


def recognised(text: str, corpus: Corpus, drafting: Drafting, ours: str) -> tuple[Sure, ...]:
    """What the text of a request that came to the state ``ours`` says for sure."""
    squeezed = " ".join(text.split())
    found = [*_sides(text, squeezed, corpus, ours), *_measure(squeezed, corpus, drafting), *_labelled(text, drafting)]
    return tuple(found)


def values_of(found: Iterable[Sure]) -> Plain:
    """The values of a case that holds what was recognised."""
    values: Plain = {}
    for item in found:
        values = placed(values, steps_of(item.place), item.value)
    return values


def _texts(text: Text) -> Iterator[str]:
    for language in LANGUAGES:
        words, told = text.in_language(language)
        if told == language and len(words) >= _SHORTEST:
            yield words


def _named(squeezed: str, names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Which things are named in a text, with the words; a name within a longer one that is named too does not count."""
    spots = [
        (match.start(), match.end(), key, words)
        for key, several in names.items()
        for words in several
        for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", squeezed)
    ]
    whole = [spot for spot in spots if not any(o[0] <= spot[0] and spot[1] <= o[1] and o[1] - o[0] > spot[1] - spot[0] for o in spots)]
    return {key: words for _start, _end, key, words in whole}


def _sides(text: str, squeezed: str, corpus: Corpus, ours: str) -> Iterator[Sure]:
    """Who asks whom: as our own papers say on each page, else two states are named and one of them is ours."""
    names = {actor.code: tuple(_texts(actor.name)) for actor in corpus.actors}
    pairs = {pair for line in _ARROW.finditer(text) if (pair := _pair(line[1], line[2], names))}
    if len(pairs) == 1:
        ((requesting, asks), (requested, asked)) = pairs.pop()
        yield Sure("requesting", requesting, f"{asks} → {asked}")
        yield Sure("requested", requested, f"{asks} → {asked}")
        return
    named = _named(squeezed, names)
    if len(named) == 2 and ours in named:
        other = next(code for code in named if code != ours)
        yield Sure("requesting", other, named[other])
        yield Sure("requested", ours, named[ours])


def _pair(before: str, after: str, names: Mapping[str, Iterable[str]]) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """The two states at the sides of an arrow, each with its words: before it nothing else stands, after it the number of the page may."""
    asks = before.rpartition(_MIDDLE_DOT)[2].strip()
    by_name = {words: code for code, several in names.items() for words in several}
    asked = max((words for words in by_name if re.match(rf"{re.escape(words)}(?!\w)", after.lstrip())), key=len, default="")
    return ((by_name[asks], asks), (by_name[asked], asked)) if asks in by_name and asked else None


def _measure(squeezed: str, corpus: Corpus, drafting: Drafting) -> Iterator[Sure]:
    """For what: one measure alone is named, or is that of the title."""
    names = {measure.id: [*_texts(measure.name)] for measure in corpus.vocabulary.measures}
    for paper in drafting.papers:
        if len(paper.measures) == 1 and not paper.answer:
            names.get(next(iter(paper.measures)), []).extend(_texts(paper.title))
    named = _named(squeezed, names)
    if len(named) == 1:
        ((measure, words),) = named.items()
        yield Sure("measure", measure, words)


def _labelled(text: str, drafting: Drafting) -> Iterator[Sure]:
    """The reference, where one line has our label for it; the label tells the language too."""
    lines: dict[tuple[str, str], str] = {}
    for language in LANGUAGES:
        label = drafting.word("letter.reference", language)
        for match in re.finditer(rf"^{re.escape(label)}:? +(\S.{{0,100}})$", text, re.MULTILINE):
            lines[language, match[1].strip()] = match[0].strip()
    if len(lines) == 1:
        ((language, reference), words), *_rest = lines.items()
        yield Sure("case.reference", reference, words)
        yield Sure("case.language", language, words)
