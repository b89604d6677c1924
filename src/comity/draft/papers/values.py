# SPDX-License-Identifier: EUPL-1.2
"""What stands at a place of a case, as words of a language: days, amounts, names of states, words of closed lists, free text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from comity.corpus.corpus import Corpus
from comity.documents.letter import Mark, Words
from comity.draft.case.case import Case
from comity.draft.case.read import plain
from comity.draft.case.shape import PlaceKind, Shape, shapes
from comity.model.day import exact_day
from comity.model.drafting import Drafting
from comity.model.paths import Found, Path, find
from comity.model.text import Text

_LOCALES = {"en": "en_GB", "az": "az", "ru": "ru", "fr": "fr"}
_COLON = {"fr": "\N{NO-BREAK SPACE}:"}
_PERIOD = ("from", "until", "times")
_INNER = ("id",)  # what only links the parts of a case with each other


def long_day(day: date, language: str) -> str:
    """A day as a letter writes it: 24 November 2026."""
    text = format_date(day, "long", _LOCALES[language])
    return f"1er{text[1:]}" if language == "fr" and day.day == 1 else text


def exact_or_as_written(text: str, language: str) -> str:
    """A day that may be known only roughly: spelled out where it is exact, else as it was written."""
    try:
        return long_day(exact_day(text), language)
    except ValueError:
        return text


@dataclass(frozen=True)
class Values:
    """The values of one case in one language."""

    case: Case
    corpus: Corpus
    drafting: Drafting
    language: str
    plain: Mapping[str, object]

    @classmethod
    def of(cls, case: Case, corpus: Corpus, drafting: Drafting, language: str) -> Values:
        """The values of a case, its one offence among ``offences``."""
        values = plain(case)
        if case.offence is not None and not case.offences:
            values["offences"] = [values["offence"]]
        return cls(case, corpus, drafting, language, values)

    def words(self, path: Path) -> tuple[Words, ...]:
        """Everything at a path, in words; nothing where nothing stands there."""
        return tuple(words for found in find(self.plain, path) for words in self.at(found, path.place))

    def item(self, item: Found, path: Path) -> tuple[Words, ...]:
        """What stands at a path below one item of a list, whose place is ``item``."""
        place = f"{place_of(item.at)}.{path.place}"
        found = find(item.value, path)
        return tuple(words for inner in found for words in self.at(Found(f"{item.at}.{inner.at}", inner.value), place))

    def at(self, found: Found, place: str) -> Iterator[Words]:
        """The value of one place in words, one for each of several."""
        shape = shapes()[place]
        value = found.value
        if value is None or value == "":
            return
        if shape.several and isinstance(value, Sequence) and not isinstance(value, str):
            for number, inner in enumerate(value):
                yield from self._one(inner, f"{found.at}[{number}]", place, shape)
        else:
            yield from self._one(value, found.at, place, shape)

    def _one(self, value: object, at: str, place: str, shape: Shape) -> Iterator[Words]:
        if shape.kind is PlaceKind.WRITTEN:
            yield self.written(value, at)
        elif shape.kind is PlaceKind.PART and isinstance(value, Mapping):
            yield from self._part(value, at, place)
        else:
            yield Words(self._plain(value, place, shape), at)

    def written(self, value: object, at: str) -> Words:
        """Free text: the version of the language, else the original marked for translation."""
        own = self.case.case.language
        if isinstance(value, Mapping):
            if value.get(self.language):
                return Words(str(value[self.language]), at)
            original = next((code for code in (own, "en", *value) if value.get(code)), "")
            return Words(str(value.get(original, "")), at, original, Mark.TRANSLATE)
        if own == self.language:
            return Words(str(value), at)
        return Words(str(value), at, own, Mark.TRANSLATE)

    def _plain(self, value: object, place: str, shape: Shape) -> str:
        if shape.kind is PlaceKind.TRUTH:
            return self.drafting.word("truth.yes" if value else "truth.no", self.language)
        if shape.kind is PlaceKind.DAY:
            return long_day(value if isinstance(value, date) else date.fromisoformat(str(value)), self.language)
        if shape.kind is PlaceKind.ACTOR:
            return self.actor(str(value))
        if shape.kind is PlaceKind.LANGUAGE:
            return language_name(str(value), self.language)
        listed = self.drafting.lists.get(place)
        if listed:
            return self.drafting.word(f"{listed}.{str(value).replace('-', '_') if listed == 'assurance' else value}", self.language)
        return self._born(str(value)) if place.endswith("birth.day") else self._held(str(value), place)

    def _born(self, text: str) -> str:
        """A day of birth, spelled out where it is exact, and said to be about right where it is not."""
        if text.startswith("~"):
            return f"{self.drafting.word('letter.about', self.language)} {text[1:]}"
        return exact_or_as_written(text, self.language)

    def _held(self, value: str, place: str) -> str:
        """Holders and annexes are named by their ids in a case, and by their names in a paper."""
        last = place.rpartition(".")[2]
        if last in ("holder", "owner", "user"):
            return self.names.get(value, value)
        return self.annexes.get(value, value) if last in ("annex", "photo", "fingerprints") else value

    @property
    def names(self) -> Mapping[str, str]:
        """Names of persons and companies by id."""
        return {
            **{person.id: person.names[0].full for person in self.case.persons if person.names},
            **{company.id: company.name for company in self.case.companies},
        }

    @property
    def annexes(self) -> Mapping[str, str]:
        """What an annex is called in the text, by id: its number and title."""
        return {
            annex.id: f"{self.drafting.label('orders.annex', self.language)} {number}"
            for number, annex in enumerate(self.case.annexes, start=1)
        }

    def actor(self, code: str) -> str:
        """The name of an actor."""
        known = self.corpus.by_code.get(code)
        return known.name.in_language(self.language)[0] if known else code

    def _part(self, value: Mapping[str, object], at: str, place: str) -> Iterator[Words]:
        """A mapping within a field: an amount, a period and a name in their usual form, anything else as its labelled parts."""
        if "amount" in value:
            amount = format_decimal(str(value["amount"]), "#,##0.00", locale=_LOCALES[self.language])
            yield Words(f"{amount} {value['currency']}", at)
        elif "full" in value:
            kind = value.get("kind", "own")
            yield Words(f"{value['full']}" + ("" if kind == "own" else f" ({self.drafting.word(f'name.{kind}', self.language)})"), at)
        elif shapes()[place].parts == _PERIOD:
            yield from [Words(self._period(value), at)] if value else []
        else:
            yield from self._labelled(value, at, place)

    def _period(self, value: Mapping[str, object]) -> str:
        """From one day to another, with the times where minutes count."""
        since, until = (long_day(date.fromisoformat(str(value[end])), self.language) if end in value else "" for end in ("from", "until"))
        days = f"{since} \N{EN DASH} {until}".strip() if since or until else ""
        return ", ".join(part for part in (days, str(value.get("times", ""))) if part)

    def _labelled(self, value: Mapping[str, object], at: str, place: str) -> Iterator[Words]:
        for name in shapes()[place].parts:
            if name in value and name not in _INNER:
                inner = f"{place}.{name}"
                label = self.drafting.label(inner, self.language)
                for words in self.at(Found(f"{at}.{name}", value[name]), inner):
                    yield Words(f"{label}{_COLON.get(self.language, ':')} {words.text}", words.path, words.language, words.mark)


def place_of(at: str) -> str:
    """``persons[0].birth`` as ``persons.birth``."""
    return ".".join(part.partition("[")[0] for part in at.split("."))


def language_name(code: str, language: str) -> str:
    """A language called in another; its code where it has no name."""
    try:
        return Locale(language).languages.get(code) or code
    except UnknownLocaleError:
        return code


def apart(words: tuple[Words, ...], separator: str) -> tuple[Words, ...]:
    """Several values with a separator between."""
    return tuple(part for number, item in enumerate(words) for part in ((Words(separator), item) if number else (item,)))


def in_language(text: Text, language: str) -> Words:
    """A text of the law in a language; the English one, marked for translation, where it has no version."""
    words, own = text.in_language(language)
    return Words(words) if own == language else Words(words, language=own, mark=Mark.TRANSLATE)
