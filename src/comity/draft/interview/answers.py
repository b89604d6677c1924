# SPDX-License-Identifier: EUPL-1.2
"""From what was typed to the value of a place; what is no answer is refused with the reason and an example."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from comity.corpus.corpus import Corpus
from comity.draft.interview.slots import AnswerKind, Slot
from comity.draft.interview.words import said
from comity.model.day import Day, exact_day
from comity.model.drafting import Drafting
from comity.model.text import LANGUAGES, Text

_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_A_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"
_PERIOD = re.compile(rf"({_A_DAY})?\s*(\.\.+|-|–|—|/|to|until|,|до|по|dək|au|à|\s)\s*({_A_DAY})?")
_NUMBER = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f'][0-9]{3})+|[0-9]{1,15}")
_AMOUNT = re.compile(r"([0-9][0-9 \u00a0\u202f']*)([.][0-9]{1,2})?")
_CURRENCY = re.compile(r"\b[A-Za-z]{3}\b")
_SPACES = re.compile(r"[ \u00a0\u202f']")
_UNREADABLE = re.compile("[\ud800-\udfff]")
_YES = frozenset({"y", "yes", "true", "1", "bəli", "b", "hə", "да", "д", "oui", "o"})
_NO = frozenset({"n", "no", "false", "0", "2", "xeyr", "x", "yox", "нет", "н", "non"})
_NAMED = 3  # letters from which the beginning of a name is taken for it
_LONGEST_SHOWN = 60


class Refused(Exception):
    """An answer that is none, with the words for the one who gave it."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True)
class Reader:
    """Reads answers given in one language."""

    corpus: Corpus
    drafting: Drafting
    lang: str

    def read(self, slot: Slot, text: str) -> object:
        """The plain value; Refused says what is wrong."""
        if _UNREADABLE.search(text):
            raise self._no("unreadable")
        if slot.several and slot.kind in (AnswerKind.ACTOR, AnswerKind.WORD, AnswerKind.LANGUAGE):
            items = [part.strip() for part in text.split(",") if part.strip()]
            return list(dict.fromkeys(str(self._one(slot, item)) for item in items))
        value = self._one(slot, text)
        return [value] if slot.several else value

    def _one(self, slot: Slot, text: str) -> object:
        readers: Mapping[AnswerKind, Callable[[Slot, str], object]] = {
            AnswerKind.WORD: self._word,
            AnswerKind.TRUTH: self._truth,
            AnswerKind.DAY: self._day,
            AnswerKind.ROUGH_DAY: self._rough_day,
            AnswerKind.NUMBER: self._number,
            AnswerKind.ACTOR: self._actor,
            AnswerKind.LANGUAGE: self._language,
            AnswerKind.MONEY: self._money,
            AnswerKind.PERIOD: self._period,
            AnswerKind.MEASURE: self._measure,
            AnswerKind.OFFENCE: self._offence,
            AnswerKind.UNDERTAKING: self._undertaking,
        }
        reader = readers.get(slot.kind)
        return reader(slot, text.strip()) if reader else text

    def _no(self, name: str, /, **values: object) -> Refused:
        return Refused(said(name, self.lang, **values))

    # -- days, numbers, amounts

    def day(self, text: str) -> str:
        """A day as 2026-11-24 or 24.11.2026; Refused for any other."""
        dotted = _DOTTED.fullmatch(text)
        try:
            if dotted:
                return date(int(dotted[3]), int(dotted[2]), int(dotted[1])).isoformat()
            return exact_day(text).isoformat()
        except ValueError as error:
            raise self._no("no-day", given=_short(text)) from error

    def _day(self, _: Slot, text: str) -> str:
        return self.day(text)

    def _rough_day(self, _: Slot, text: str) -> str:
        if _DOTTED.fullmatch(text):
            return self.day(text)
        try:
            Day.parse(text)
        except ValueError as error:
            raise self._no("no-rough-day", given=_short(text)) from error
        return text

    def _period(self, _: Slot, text: str) -> object:
        text = text.lower()
        match = _PERIOD.fullmatch(text.removeprefix("from").removeprefix("с ").removeprefix("du").strip())
        if match is None or not (match[1] or match[3]):
            raise self._no("no-period", given=_short(text))
        since, until = (self.day(part) if part else "" for part in (match[1], match[3]))
        if since and until and until < since:
            raise self._no("period-reversed", first=since, second=until)
        return {**({"from": since} if since else {}), **({"until": until} if until else {})}

    def _number(self, slot: Slot, text: str) -> int:
        if not _NUMBER.fullmatch(text):
            raise self._no("no-number", given=_short(text), unit=f" ({slot.unit})" if slot.unit else "")
        return int(_SPACES.sub("", text))

    def _money(self, slot: Slot, text: str) -> object:
        found = _CURRENCY.findall(text)
        amount = _AMOUNT.fullmatch(_CURRENCY.sub("", text).strip())
        if len(found) != 1 or amount is None or (slot.unit and found[0].upper() != slot.unit):
            raise self._no("no-amount", given=_short(text), unit=slot.unit or "EUR")
        number = f"{_SPACES.sub('', amount[1])}{amount[2] or ''}"
        if slot.unit:
            return f"{number} {slot.unit}"
        return {"amount": number, "currency": found[0].upper()}

    # -- closed lists

    def _truth(self, _: Slot, text: str) -> bool:
        answer = self.yes_or_no(text)
        if answer is None:
            raise self._no("no-truth", given=_short(text))
        return answer

    def yes_or_no(self, text: str) -> bool | None:
        """True for yes, False for no, in any of the languages; None for anything else."""
        word = folded(text.strip())
        return True if word in _YES else False if word in _NO else None

    def _word(self, slot: Slot, text: str) -> str:
        if text.isascii() and text.isdigit() and 1 <= int(text) <= len(slot.words):
            return slot.words[int(text) - 1][0]
        named = [(word, (word, label)) for word, label in slot.words]
        choices = " / ".join(word for word, _ in slot.words)
        return self._named(named, text, "no-word", choices)

    def _undertaking(self, _: Slot, text: str) -> object:
        """False where none is given; else the words of the undertaking."""
        answer = self.yes_or_no(text)
        if answer:
            raise self._no("undertaking-words")
        return text if answer is None else False

    # -- names

    def _actor(self, _: Slot, text: str) -> str:
        named = [(actor.code, (actor.code, *_all(actor.name))) for actor in self.corpus.actors]
        return self._named(named, text, "no-actor")

    def _language(self, _: Slot, text: str) -> str:
        names = ((name.partition(".")[2], words) for name, words in self.drafting.words.items() if name.startswith("language."))
        named = [(code, (code, *_all(words))) for code, words in names]
        if re.fullmatch("[a-z]{2,3}", text):
            return text
        return self._named(named, text, "no-language")

    def _measure(self, _: Slot, text: str) -> str:
        named = [(measure.id, (measure.id, *_all(measure.name))) for measure in self.corpus.vocabulary.measures]
        return self._named(named, text, "no-measure")

    def _offence(self, _: Slot, text: str) -> str:
        if text.isascii() and text.isdigit():
            return text  # a code of the international classification
        named = [(item.id, (item.id, *_all(item.name))) for item in self.corpus.vocabulary.offences]
        return self._named(named, text, "no-offence")

    def _named(self, named: Sequence[tuple[str, tuple[str, ...]]], text: str, refusal: str, choices: str = "") -> str:
        """The one thing of that name, or whose name alone begins so; with the nearest names where there is none."""
        word = folded(text)
        exact = [id_ for id_, names in named if any(folded(name) == word for name in names)]
        begins = [id_ for id_, names in named if len(word) >= _NAMED and any(folded(name).startswith(word) for name in names)]
        for found in (exact, begins):
            if len(found) == 1:
                return found[0]
        raise self._no(refusal, given=_short(text), close=choices or self._near(named, word, begins))

    def _near(self, named: Sequence[tuple[str, tuple[str, ...]]], word: str, begins: Iterable[str]) -> str:
        known = {folded(name): (id_, names) for id_, names in named for name in names}
        near = [id_ for id_, names in named if len(word) >= _NAMED and any(word in folded(name) for name in names)]
        near += [known[name][0] for name in difflib.get_close_matches(word, known, n=5, cutoff=0.5)]
        shown = dict.fromkeys((*begins, *near))
        names_of = dict(named)
        index = 1 + LANGUAGES.index(self.lang)
        return "; ".join(f"{id_} ({names_of[id_][index] if len(names_of[id_]) > index else ''})" for id_ in list(shown)[:8]) or "?"


def folded(text: str) -> str:
    """Without regard to capitals, the Azerbaijani dotted one among them."""
    return text.casefold().replace("i\u0307", "i")


def _all(text: Text) -> tuple[str, ...]:
    """The versions of all languages, English where there is none."""
    return tuple(text.in_language(language)[0] for language in LANGUAGES)


def _short(text: str) -> str:
    return repr(text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}...")
