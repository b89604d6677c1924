# SPDX-License-Identifier: EUPL-1.2
"""Finds actors, measures, offences and facts by what people call them: any of the four languages, any letter case, or the code."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from comity.corpus.corpus import Corpus
from comity.model.said import mapped
from comity.model.text import LANGUAGES, Text
from comity.model.vocabulary import FactSpec, Measure

_CODE_AT_END = re.compile(r"\(([\w.-]+)\)\s*$")
_GAPS = re.compile(r"[\W_]+")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+|[a-z]{4,}")
_LETTERS = str.maketrans({"ı": "i", "ə": "e", "ё": "е"})
_ROMAN = str.maketrans(
    dict(zip("абвгдезиклмнопрстуфхцэ", "abvgdeziklmnoprstufhce", strict=True))
    | {"ж": "zh", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "i", "ь": "", "ю": "iu", "я": "ia", "y": "i", "ғ": "g", "қ": "k"}
)
_CLOSE = 0.75
MOST_NEAR = 3


class Option(NamedTuple):
    """A suggestion of a search field: what is filled in, and its other names."""

    value: str
    others: str


def folded(text: str) -> str:
    """A text as it is compared: without case, accents and punctuation."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return _GAPS.sub(" ", bare.translate(_LETTERS)).strip()


def romanised(text: str) -> str:
    """A folded text in Latin letters, for those who type a Cyrillic name without a Cyrillic keyboard."""
    return folded(text).translate(_ROMAN)


def versions(text: Text) -> list[str]:
    """The words in every language that has them, each once."""
    return list(dict.fromkeys(word for language in LANGUAGES if (word := getattr(text, language))))


def coded(name: str, code: str) -> str:
    """A name with its code, as search fields show it."""
    return f"{name} ({code})"


class Names:
    """The names of one body of law; holds no case facts."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    @cached_property
    def _actors(self) -> _Index:
        return _Index((actor.code, [actor.code, *versions(actor.name)]) for actor in self.corpus.actors)

    @cached_property
    def _offences(self) -> _Index:
        return _Index((offence.id, [offence.id, *versions(offence.name)]) for offence in self.corpus.vocabulary.offences)

    @cached_property
    def _facts(self) -> _Index:
        return _Index((fact.name, [fact.name, *versions(fact.asks)]) for fact in self.corpus.vocabulary.facts)

    @cached_property
    def _grounds(self) -> _Index:
        grounds = self.corpus.vocabulary.grounds
        return _Index((ground.id, [ground.id, *versions(ground.name)]) for ground in grounds)

    def actors(self, typed: str) -> tuple[str, ...]:
        """The codes of the actors that are called so: one, several or none."""
        at_end = _CODE_AT_END.search(typed)
        if at_end and at_end[1].upper() in self.corpus.by_code:
            return (at_end[1].upper(),)
        bare = typed.strip()
        return (bare,) if bare in self.corpus.by_code else self._actors.called(typed)

    def near_actors(self, typed: str, language: str) -> list[str]:
        """Actors that may be meant, with their codes."""
        return [self.actor(code, language) for code in self._actors.near(typed)]

    def actor(self, code: str, language: str) -> str:
        """The name of an actor with its code; what was given where there is none."""
        actor = self.corpus.by_code.get(code)
        return coded(actor.name.in_language(language)[0], code) if actor else code

    def bare_actor(self, code: str, language: str) -> str:
        """The name of an actor; the code where there is none."""
        actor = self.corpus.by_code.get(code)
        return actor.name.in_language(language)[0] if actor else code

    def named(self, words: str, language: str, sides: Sequence[str] = ()) -> str:
        """A sentence with the names of instruments in place of their ids, and those of the two sides in place of their codes."""
        return mapped(words, lambda part: self._named(part, language, sides))

    def _named(self, words: str, language: str, sides: Sequence[str]) -> str:
        laws = self.corpus.by_id
        for code in sides:
            words = re.sub(rf"(?<![\w-]){re.escape(code)}(?![\w-])", self.bare_actor(code, language).replace("\\", ""), words)

        def name(found: re.Match[str]) -> str:
            law = laws.get(found[0])
            return law.short.in_language(language)[0] if law else found[0]

        return _ID.sub(name, words)

    def offence(self, typed: str) -> str | None:
        """The alias of a class of offence; None where the words are no such name."""
        at_end = _CODE_AT_END.search(typed)
        if at_end and at_end[1] in self.corpus.offences:
            return at_end[1]
        found = self._offences.called(typed)
        return found[0] if len(found) == 1 else None

    def near_offences(self, typed: str) -> list[str]:
        """The aliases that may be meant by other words."""
        return self._offences.near(typed)

    def ground(self, typed: str) -> str | None:
        """The ground of that name."""
        found = self._grounds.called(typed)
        return found[0] if len(found) == 1 else None

    def ground_name(self, typed: str, language: str) -> str:
        """The name of a ground; other words as they are."""
        ground = self.corpus.grounds.get(typed)
        return ground.name.in_language(language)[0] if ground else typed

    def offence_name(self, typed: str, language: str) -> str:
        """The name of a class of offence; other words as they are."""
        offence = self.corpus.offences.get(typed)
        return offence.name.in_language(language)[0] if offence else typed

    def fact(self, typed: str) -> FactSpec | None:
        """The fact of that name, or that is asked in these words."""
        found = self._facts.called(typed)
        return self.corpus.facts[found[0]] if len(found) == 1 else None

    def measures(self, typed: str) -> dict[str, list[Measure]]:
        """Measures by family, those whose name in any language holds every word; all where nothing is typed."""
        wanted = folded(typed).split()
        found: dict[str, list[Measure]] = {}
        for measure in self.corpus.vocabulary.measures:
            names = self._measure_words[measure.id]
            if all(word in names for word in wanted):
                found.setdefault(measure.family, []).append(measure)
        return found

    @cached_property
    def _measure_words(self) -> Mapping[str, str]:
        return {measure.id: folded(" ".join([measure.id, *versions(measure.name)])) for measure in self.corpus.vocabulary.measures}

    def actor_options(self, language: str) -> list[Option]:
        """All actors for a search field, by their name in a language."""
        found = [_option(actor.name, actor.code, language) for actor in self.corpus.actors]
        return sorted(found, key=lambda option: folded(option.value))

    def offence_options(self, language: str) -> list[Option]:
        """All classes of offence for a search field."""
        found = []
        for offence in self.corpus.vocabulary.offences:
            name = offence.name.in_language(language)[0]
            found.append(Option(name, " · ".join([*(word for word in versions(offence.name) if word != name), *offence.iccs])))
        return sorted(found, key=lambda option: folded(option.value))

    def ground_options(self, language: str) -> list[Option]:
        """All grounds for a search field."""
        found = []
        for ground in self.corpus.vocabulary.grounds:
            name = ground.name.in_language(language)[0]
            found.append(Option(name, " · ".join(word for word in versions(ground.name) if word != name)))
        return sorted(found, key=lambda option: folded(option.value))

    def fact_options(self, language: str) -> list[Option]:
        """All facts for a search field."""
        return [Option(fact.asks.in_language(language)[0], fact.name) for fact in self.corpus.vocabulary.facts]


def _option(name: Text, code: str, language: str) -> Option:
    shown = name.in_language(language)[0]
    return Option(coded(shown, code), " · ".join(word for word in versions(name) if word != shown))


class _Index:
    """Names as they are compared; in Latin letters where nothing is called so."""

    def __init__(self, items: Iterable[tuple[str, Iterable[str]]]) -> None:
        named: dict[str, dict[str, None]] = {}
        roman: dict[str, dict[str, None]] = {}
        for key, names in items:
            for name in names:
                named.setdefault(folded(name), {}).setdefault(key)
                roman.setdefault(romanised(name), {}).setdefault(key)
        self.named = {name: tuple(keys) for name, keys in named.items()}
        self.roman = {name: tuple(keys) for name, keys in roman.items()}

    def called(self, typed: str) -> tuple[str, ...]:
        """The keys of what is called so: one, several or none."""
        return self.named.get(folded(typed)) or self.roman.get(romanised(typed), ())

    def near(self, typed: str) -> list[str]:
        """The keys of what may be meant: it begins so, holds every word, or is written nearly so."""
        wanted = romanised(typed)
        begins = [name for name in self.roman if wanted and name.startswith(wanted)]
        holds = [name for name in self.roman if wanted and all(word in name for word in wanted.split())]
        close = difflib.get_close_matches(wanted, self.roman, n=MOST_NEAR, cutoff=_CLOSE)
        return list(dict.fromkeys(key for name in [*begins, *close, *holds] for key in self.roman[name]))[:MOST_NEAR]
