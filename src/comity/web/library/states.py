# SPDX-License-Identifier: EUPL-1.2
"""What the pages of states show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from comity.advise.advise import Adviser
from comity.corpus.corpus import Corpus
from comity.model.actors import Actor
from comity.model.errors import WrongInput
from comity.model.law import Instrument, Source, Statement
from comity.model.query import Query, Row
from comity.model.truth import Truth
from comity.model.vocabulary import Measure
from comity.web.problems import explained


@dataclass(frozen=True, slots=True)
class Standing:
    """An instrument and what it is for the state on the day."""

    law: Instrument
    status: str
    since: str
    says: str
    source: Source | None
    confidence: str


@dataclass(frozen=True, slots=True)
class Treaties:
    """The treaties of a state on a day."""

    in_force: tuple[Standing, ...]
    signed: tuple[Standing, ...]
    unknown: tuple[Standing, ...]


def treaties(adviser: Adviser, code: str, on: date) -> Treaties:
    """What binds a state on a day, what it only signed, and where it is not known."""
    standing = [_standing(adviser, law, code, on) for law in _concerned(adviser.corpus, code)]
    in_force = tuple(item for item, truth in standing if truth is Truth.YES)
    signed = tuple(item for item, truth in standing if truth is Truth.NO and item.status == "signed" and _begun(item, on))
    return Treaties(in_force, signed, tuple(item for item, truth in standing if truth is Truth.UNKNOWN))


def _concerned(corpus: Corpus, code: str) -> Iterator[Instrument]:
    ids = corpus.concerned.get(code, frozenset())
    return (law for law in corpus.instruments if law.id in ids and not law.national)


def _begun(item: Standing, on: date) -> bool:
    return not item.since or item.since[:10] <= on.isoformat()


def _standing(adviser: Adviser, law: Instrument, code: str, on: date) -> tuple[Standing, Truth]:
    force = adviser.status(law, code).on(on)
    source = law.source(force.source) if force.source else None
    return Standing(law, force.status, force.since or "", force.says, source, force.confidence.value), force.truth


def statements_by(corpus: Corpus, code: str) -> list[tuple[Instrument, tuple[Statement, ...]]]:
    """The statements of a state, treaty by treaty."""
    made = ((law, tuple(statement for statement in law.statements if statement.by == code)) for law in corpus.instruments)
    return [(law, statements) for law, statements in made if statements]


def source_of(actor: Actor, id_: str) -> Source | None:
    """The source of a datum of an actor."""
    return next((source for source in actor.sources if source.id == id_), None)


def families(corpus: Corpus) -> dict[str, list[Measure]]:
    """Measures by family, in the order of the vocabulary."""
    found: dict[str, list[Measure]] = {}
    for measure in corpus.vocabulary.measures:
        found.setdefault(measure.family, []).append(measure)
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """What a state can ask of a partner for one measure; ``error`` where nothing can be said."""

    measure: Measure
    verdict: str = ""
    basis: str = ""
    basis_title: str = ""
    error: str = ""


def measure_lines(adviser: Adviser, pair: tuple[str, str], family: str, on: date, language: str) -> list[Line]:
    """One question to the adviser for each measure of a family."""
    return [_line(adviser, pair, measure, on, language) for measure in families(adviser.corpus).get(family, [])]


def _line(adviser: Adviser, pair: tuple[str, str], measure: Measure, on: date, language: str) -> Line:
    try:
        answer = adviser.answer(Query(pair[0], pair[1], measure.id, (Row(on),), lang=language))
    except WrongInput as error:
        return Line(measure, error=explained(error))
    first = answer.bases[0] if answer.bases else None
    return Line(measure, answer.verdict, first.instrument if first else "", first.title if first else "")
