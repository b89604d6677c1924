# SPDX-License-Identifier: EUPL-1.2
"""Reforms that happened: what the corpus shows before and after, with the events between the two days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from comity.corpus.corpus import Corpus
from comity.corpus.documents import SourceDoc, Strict, Words
from comity.corpus.load import CHECKOUT
from comity.corpus.strict_yaml import read
from comity.engine.force import Force, timeline
from comity.lab.effects import Effect
from comity.lab.simulate import Question
from comity.lab.weights import Weights
from comity.model.errors import WrongInput
from comity.model.law import Instrument

FILE = "replays.yaml"


class ReplayDoc(Strict, frozen=True):
    """One past reform: who, between which days, by which instruments."""

    id: str
    says: Words | str
    before: date
    after: date
    source: str
    states: tuple[str, ...] = ()
    members: str = ""  # a union whose members of the day after act
    instruments: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    among: bool = False
    note: str = ""


class ReplaysDoc(Strict, frozen=True):
    """law/replays.yaml"""

    replays: tuple[ReplayDoc, ...]
    sources: dict[str, SourceDoc] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """That the status of an actor under an instrument changed on a day."""

    on: date
    actor: str
    instrument: str
    was: str
    became: str
    source: str


@dataclass(frozen=True)
class Replay:
    """A past reform as a question, with its events."""

    doc: ReplayDoc
    says: str
    source: str
    question: Question
    events: tuple[Event, ...]


def read_replays(folder: Path | None = None) -> ReplaysDoc:
    """The file of replays, read strictly."""
    path = (folder or CHECKOUT) / FILE
    if not path.is_file():
        raise WrongInput("there are no replays beside this body of law", where=str(path), do="write law/replays.yaml")
    try:
        return msgspec.convert(read(path).data, ReplaysDoc, strict=False)
    except msgspec.ValidationError as error:
        raise WrongInput(f"{error}", where=str(path), do="write id, says, states, before, after and source of each replay") from error


def replay(doc: ReplaysDoc, name: str, corpus: Corpus, weights: Weights) -> Replay:
    """A past reform by its id."""
    found = next((item for item in doc.replays if item.id == name), None)
    if found is None:
        raise WrongInput(f"unknown replay {name!r}", where="--replay", do=f"one of {', '.join(item.id for item in doc.replays)}")
    states = tuple(sorted(_states(found, corpus)))
    _check(found, doc, states, corpus)
    events = tuple(sorted(_events(found, states, corpus), key=lambda event: (event.on, event.actor, event.instrument)))
    instruments = tuple(found.instruments) or tuple(sorted({event.instrument for event in events}))
    question = Question(
        (),
        found.before,
        found.after,
        states,
        tuple(found.measures) or tuple(measure.id for measure in corpus.vocabulary.measures),
        tuple(offence.id for offence in corpus.vocabulary.offences),
        weights,
        instruments,
        found.among,
    )
    says = found.says if isinstance(found.says, str) else found.says.en
    source = doc.sources[found.source]
    return Replay(found, says, f"{source.what} {source.url or ''}".strip(), question, events)


def _states(doc: ReplayDoc, corpus: Corpus) -> Iterator[str]:
    yield from doc.states
    union = corpus.by_code.get(doc.members)
    for member in union.members if union is not None else ():
        if member.since <= doc.after and (member.until is None or member.until > doc.after):
            yield member.actor


def _check(doc: ReplayDoc, every: ReplaysDoc, states: tuple[str, ...], corpus: Corpus) -> None:
    wrong = [f"unknown actor {code}" for code in states if code not in corpus.by_code]
    wrong += [f"unknown instrument {name}" for name in doc.instruments if name not in corpus.by_id]
    wrong += [f"unknown measure {name}" for name in doc.measures if name not in corpus.measures]
    wrong += [f"unknown source {doc.source}"] if doc.source not in every.sources else []
    wrong += ["nobody acts"] if not states else []
    wrong += ["its days are not in order"] if doc.before >= doc.after else []
    if wrong:
        raise WrongInput("; ".join(wrong), where=f"{FILE}: {doc.id}", do="mend it")


def _events(doc: ReplayDoc, states: tuple[str, ...], corpus: Corpus) -> Iterator[Event]:
    wanted = set(doc.instruments)
    for law in corpus.instruments:
        if not law.national and (not wanted or law.id in wanted):
            for code in states:
                yield from _moves(doc, law, code, corpus)
            yield from _towards(doc, law, states)


def _moves(doc: ReplayDoc, law: Instrument, code: str, corpus: Corpus) -> Iterator[Event]:
    """The days on which an instrument began or ceased to bind an actor, or that became uncertain."""
    line = timeline(corpus, law, code)
    for start, before, force in zip(line.starts[1:], line.forces[:-1], line.forces[1:], strict=True):
        if doc.before < start <= doc.after and before.truth is not force.truth:
            source = law.source(force.source).what if force.source else force.says
            yield Event(start, code, law.id, _words(before), _words(force), source)


def _towards(doc: ReplayDoc, law: Instrument, states: tuple[str, ...]) -> Iterator[Event]:
    """Suspensions and the like towards some others."""
    for event in law.events:
        day = event.since.first if event.since is not None else None
        if event.towards and event.actor in states and day is not None and doc.before < day <= doc.after:
            became = f"{event.kind.value} towards {', '.join(event.towards)}"
            yield Event(day, event.actor, law.id, "worked", became, law.source(event.source).what)


def _words(force: Force) -> str:
    return f"{force.truth.name.lower()} ({force.status})"


def involving(effect: Effect, instruments: Sequence[str]) -> int:
    """The cells in which one of these instruments came or went; the others changed for other reasons."""
    wanted = set(instruments)
    return sum(len(move.offences) for move in effect.moves if wanted & {*move.came, *move.went})
