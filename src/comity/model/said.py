# SPDX-License-Identifier: EUPL-1.2
"""Sentences as values: a phrase and what stands in its places, said in English here and in the other languages at the border.

A ``Said`` is its English words. Whoever shows it in another language asks a ``Speaker``, which knows the phrases of
``law/vocabulary/sentences``. What has no words in that language stays English, and the ``Spoken`` words say so part by part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from html import escape
from typing import Any, NamedTuple, SupportsIndex

from comity.model.text import Text

PLACE = re.compile(r"\{(\w+)\}")
Part = str | Text
"""What stands in a place: a name, number or day as it is, words of the law in up to four languages, or another sentence."""


class Said(str):
    """A sentence: its English words, the phrase that it is made from and the parts in the phrase's places."""

    __slots__ = ("parts", "phrase")
    phrase: str
    parts: Mapping[str, Part]

    def __new__(cls, words: str, phrase: str, parts: Mapping[str, Part]) -> Said:
        made = str.__new__(cls, words)
        made.phrase = phrase
        made.parts = parts
        return made

    def __getnewargs__(self) -> tuple[str, str, Mapping[str, Part]]:  # type: ignore[override]
        return str(self), self.phrase, self.parts


def said(phrase: str, **parts: Part) -> Said:
    """A sentence from an English phrase with named places."""
    return Said(phrase.format_map(parts), phrase, parts)


def remark(words: str) -> Said:
    """Words of the law's data that are only written in English; the phrases have some of them in the other languages."""
    return Said(words, words, {})


def told(words: Text) -> Said:
    """What the law says, as a sentence."""
    return Said(words.en, "{says}", {"says": words})


def joined(gap: str, sentences: Iterable[str]) -> str:
    """Sentences in one line, apart by what stands between them."""
    parts = list(sentences)
    if len(parts) == 1:
        return parts[0]
    places = {f"p{number}": part for number, part in enumerate(parts)}
    return Said(gap.join(parts), gap.join(f"{{{name}}}" for name in places), places)


class Span(NamedTuple):
    """A part of a spoken sentence and the language it is in."""

    words: str
    lang: str


class Spoken(str):
    """A sentence in a language, with the parts that are in another one; as HTML it marks them."""

    __slots__ = ("lang", "spans")
    lang: str
    spans: tuple[Span, ...]

    def __new__(cls, spans: Iterable[Span], lang: str) -> Spoken:
        kept = tuple(_run_together(spans))
        made = super().__new__(cls, "".join(span.words for span in kept))
        made.spans = kept
        made.lang = lang
        return made

    def __html__(self) -> str:
        """The words for a page."""
        return "".join(escape(words) if lang == self.lang else f'<span lang="{lang}">{escape(words)}</span>' for words, lang in self.spans)

    def __getitem__(self, place: SupportsIndex | slice) -> str:
        if not isinstance(place, slice):
            return super().__getitem__(place)
        begun, ended, _ = place.indices(len(self))
        return Spoken(self._between(begun, ended), self.lang)

    def _between(self, begun: int, ended: int) -> Iterator[Span]:
        start = 0
        for words, lang in self.spans:
            yield Span(words[max(begun - start, 0) : max(ended - start, 0)], lang)
            start += len(words)

    def strip(self, chars: str | None = None, /) -> str:
        """The words without what stands around them."""
        begun = len(self) - len(self.lstrip(chars))
        return self[begun : max(begun, len(self.rstrip(chars)))]


def _run_together(spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbours in one language as one span, empty ones left out."""
    last: Span | None = None
    for span in spans:
        if not span.words:
            continue
        if last is not None and last.lang == span.lang:
            last = Span(last.words + span.words, span.lang)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def spanned(words: str, lang: str) -> tuple[Span, ...]:
    """The spans of words that are in a language unless they say otherwise."""
    return words.spans if isinstance(words, Spoken) else (Span(words, lang),)


def in_line(parts: Iterable[str], lang: str) -> Spoken:
    """Parts one after the other as one sentence in a language."""
    return Spoken((span for part in parts for span in spanned(part, lang)), lang)


def mapped(words: str, change: Callable[[str], str]) -> str:
    """The words with a change made in each part."""
    if isinstance(words, Spoken):
        return Spoken((Span(change(part), lang) for part, lang in words.spans), words.lang)
    return change(words)


class Speaker(NamedTuple):
    """Says sentences in one language."""

    phrases: Mapping[str, Text]
    lang: str

    def say(self, words: str) -> str:
        """The sentence in the language; words that are no sentence as they are."""
        if not isinstance(words, Said):
            return words
        return str(words) if self.lang == "en" else Spoken(self._spans(words), self.lang)

    def _spans(self, part: Part) -> Iterator[Span]:
        if isinstance(part, Text):
            yield Span(*part.in_language(self.lang))
        elif isinstance(part, Said):
            yield from self._of(part)
        else:
            yield from spanned(part, self.lang)

    def _of(self, sentence: Said) -> Iterator[Span]:
        phrase, lang = self._phrase(sentence.phrase)
        if not sentence.parts:
            yield Span(phrase, lang)
            return
        for number, piece in enumerate(PLACE.split(phrase)):
            if number % 2:
                yield from self._spans(sentence.parts[piece])
            else:
                yield Span(piece, lang)

    def _phrase(self, phrase: str) -> tuple[str, str]:
        known = self.phrases.get(phrase)
        if known is not None:
            return known.in_language(self.lang)
        return phrase, "en" if has_words(phrase) else self.lang


def has_words(phrase: str) -> bool:
    """Whether a phrase says something besides what stands in its places."""
    return any(letter.isalpha() for letter in PLACE.sub("", phrase))


def plain_words(value: object) -> str:
    """The words of a sentence as plain text, for encoders that know no other."""
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError(f"no plain value: {type(value).__name__}")


def spoken(value: Any, say: Callable[[str], str]) -> Any:
    """A value with every sentence in it said; the value itself where there is none."""
    if isinstance(value, str):
        return say(value)
    if isinstance(value, tuple):
        items = tuple(spoken(item, say) for item in value)
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    kind: type = type(value)
    names = _names(kind)
    changed = {name: new for name in names if (new := spoken(old := getattr(value, name), say)) is not old}
    return replace(value, **changed) if changed else value


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass; of anything else none."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
