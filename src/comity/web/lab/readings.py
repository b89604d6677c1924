# SPDX-License-Identifier: EUPL-1.2
"""The register of readings: how states and courts answer questions on articles, where they diverge, what is proposed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from comity.model.interpretations import Divergence, Interpretation, Question, changing, divergences, in_time, same_article
from comity.model.law import Instrument, Statement
from comity.model.text import Text
from comity.web.knowledge import adviser
from comity.web.lab.fields import instrument_name, language, names
from comity.web.lab.results.norms import address
from comity.web.library.folding import all_words, matches
from comity.web.library.paging import page_of
from comity.web.library.views.common import asked, known


class Sought(NamedTuple):
    """What of the register is shown."""

    words: str = ""
    instrument: str = ""
    article: str = ""
    state: str = ""
    court: str = ""
    diverging: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> Sought:
        """From the address."""
        q, instrument, article, state, court = (asked(request, name) for name in ("q", "instrument", "article", "state", "court"))
        return cls(q, instrument, article, state, court, asked(request, "diverging") == "yes")


class Asked(NamedTuple):
    """A question with its readings in time order and what they diverge on."""

    question: Question
    readings: tuple[Interpretation, ...]
    split: Divergence | None

    @property
    def answers(self) -> tuple[Text, ...]:
        """Each answer once."""
        return tuple(answer_words(answer) for answer in dict.fromkeys(item.answer for item in self.readings))

    @property
    def address(self) -> str:
        """Where its article stands."""
        return address(self.question.instrument, self.question.article)


class Reading(NamedTuple):
    """One reading as its page shows it."""

    item: Interpretation
    answer: Text
    source: str
    departs_from: Interpretation | None


def answer_words(answer: str) -> Text:
    """The answer that a reading gives, as words: the register names it in English."""
    return Text(en=answer.replace("-", " "))


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """All questions, narrowed."""
    sought, everything = Sought.of(request), all_asked()
    found = [item for item in everything if _wanted(item, sought)]
    laws = [law for law in adviser().corpus.instruments if not sought.instrument or law.id == sought.instrument]
    content = {
        "sought": sought,
        "page": page_of(request, found, lambda item: item.question.id),
        "diverging": sum(item.split is not None for item in everything),
        "instruments": _choices({item.question.instrument for item in everything}, instrument_name),
        "states": _choices({item.state for item in _readings(everything) if item.state}, lambda code: names().bare_actor(code, language())),
        "courts": sorted({item.court for item in _readings(everything)}),
        "statements": () if sought.diverging or sought.words else _statements(laws, sought),
    }
    return render(request, "lab/readings.html", content)


@require_GET
def shown(request: HttpRequest, question: str) -> HttpResponse:
    """A question with its readings in time order and the common reading that is proposed."""
    found = known({item.question.id: item for item in all_asked()}, question)
    sources = dict(adviser().corpus.readings.sources)
    by_id = {item.id: item for item in found.readings}
    readings = [
        Reading(item, answer_words(item.answer), sources.get(item.source, item.source), by_id.get(item.departs_from))
        for item in found.readings
    ]
    proposed = found.question.proposed
    content = {
        "asked": found,
        "readings": readings,
        "groups": [(answer_words(answer), items) for answer, items in found.split.answers] if found.split else [],
        "proposed": proposed,
        "proposed_answer": answer_words(proposed.answer) if proposed else None,
        "statements": changing([adviser().corpus.by_id[found.question.instrument]], found.question.article),
    }
    return render(request, "lab/reading.html", content)


def all_asked() -> tuple[Asked, ...]:
    """Every question of the register."""
    register = adviser().corpus.readings
    split = {found.question.id: found for found in divergences(register)}
    return tuple(Asked(question, in_time(register, question.id), split.get(question.id)) for question in register.questions)


def _readings(everything: Iterable[Asked]) -> Iterable[Interpretation]:
    return (reading for item in everything for reading in item.readings)


def _wanted(item: Asked, sought: Sought) -> bool:
    question = item.question
    if sought.instrument and question.instrument != sought.instrument:
        return False
    if sought.article and not same_article(question.article, sought.article):
        return False
    if sought.diverging and item.split is None:
        return False
    of = [reading for reading in item.readings if sought.state in ("", reading.state) and sought.court in ("", reading.court)]
    return bool(of or not (sought.state or sought.court)) and matches(sought.words, _texts(item))


def _texts(item: Asked) -> list[str]:
    question, law = item.question, adviser().corpus.by_id[item.question.instrument]
    texts = [question.asks, law.title, law.short, *(reading.reads for reading in item.readings)]
    if question.proposed is not None:
        texts += [question.proposed.reads, *question.proposed.reasons]
    said = [words for text in texts for words in all_words(text)]
    return [*said, question.id, law.id, *(part for reading in item.readings for part in (reading.court, reading.case, reading.answer))]


def _statements(laws: Iterable[Instrument], sought: Sought) -> tuple[tuple[Instrument, Statement], ...]:
    found = changing(laws, sought.article)
    return tuple((law, made) for law, made in found if sought.state in ("", made.by) and sought.court in ("", made.court))


def _choices(codes: Iterable[str], name: Callable[[str], str]) -> list[tuple[str, str]]:
    return sorted(((code, name(code)) for code in codes), key=lambda pair: pair[1].casefold())
