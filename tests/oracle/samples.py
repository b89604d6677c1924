# SPDX-License-Identifier: EUPL-1.2
"""Draws questions from a body of law, with a seed: near the days on which something changes, near thresholds, and everywhere else."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from comity.corpus.corpus import Corpus
from comity.model.actors import ActorKind
from comity.model.day import Day
from comity.model.expression import COMPARISONS, Expression, Op
from comity.model.law import Instrument, Kind, Statement
from comity.model.query import FactValue, OffenceAsked, Row
from comity.model.vocabulary import FactSpec, FactType

from .facts import SCALE, conditions, fact, parts, quoted

AROUND = 1000
"""Days are drawn from so long before the first change in the law to so long after the last."""
ROWS = 8
"""Questions to one pair and measure: the pair is compiled once, its rows are evaluated together."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some questions to one pair about one measure, on days and with facts that differ."""

    requesting: str
    requested: str
    measure: str
    rows: tuple[Row, ...]


class Sampler:
    """Draws groups of questions; the same seed draws the same groups."""

    def __init__(self, corpus: Corpus, seed: int) -> None:
        self.corpus = corpus
        self.random = random.Random(seed)  # noqa: S311  (nothing secret hangs on it)
        treaties = [instrument for instrument in corpus.instruments if not instrument.national]
        self.actors = [actor.code for actor in corpus.actors]
        self.states = [actor.code for actor in corpus.actors if actor.kind is ActorKind.STATE]
        self.special = [actor.code for actor in corpus.actors if actor.kind is not ActorKind.STATE]
        self.speakers = sorted({s.by for i in treaties for s in i.statements} | {e.actor for i in treaties for e in i.events})
        self.pairs = _pairs(treaties)
        self.days = {code: tuple(sorted(days)) for code, days in _days(treaties).items()}
        every = sorted(day.toordinal() for days in self.days.values() for day in days)
        self.span = (every[len(every) // 100] - AROUND, every[-1] + AROUND)  # a hundredth lies far back
        self.measures = [measure.id for measure in corpus.vocabulary.measures]
        self.aliases = [offence.id for offence in corpus.vocabulary.offences]
        self.codes = sorted({code for offence in corpus.vocabulary.offences for code in offence.iccs})
        self.facts = _facts_of(treaties, corpus)
        self.bounds = _bounds(treaties)

    def groups(self, samples: int) -> Iterator[Group]:
        """Groups with that many questions in all."""
        left = samples
        while left > 0:
            group = self.group(min(left, ROWS))
            left -= len(group.rows)
            yield group

    def group(self, rows: int) -> Group:
        """One group."""
        requesting, requested = self._pair()
        measure = self.random.choice(self.measures)
        return Group(requesting, requested, measure, tuple(self._row(requesting, requested, measure) for _ in range(rows)))

    def _pair(self) -> tuple[str, str]:
        draw = self.random.random()
        if draw < 0.15 and self.pairs:
            pair = self.random.choice(self.pairs)
            return pair if self.random.random() < 0.5 else (pair[1], pair[0])
        if draw < 0.5 and len(self.speakers) > 1:
            one, other = self.random.sample(self.speakers, 2)
        elif draw < 0.85 and len(self.states) > 1:
            one, other = self.random.sample(self.states, 2)
        else:
            one, other = self.random.sample(self.actors, 2)
        return one, other

    def _row(self, requesting: str, requested: str, measure: str) -> Row:
        share = self.random.choice((0.0, 0.3, 0.7, 1.0))
        wanted = [name for name in self.facts.get(measure, ()) if self.random.random() < share]
        facts: dict[str, FactValue] = {name: self._value(self.corpus.facts[name], (requesting, requested)) for name in wanted}
        return Row(self._day(requesting, requested), self._offence(), facts)

    def _day(self, requesting: str, requested: str) -> date:
        known = (*self.days.get(requesting, ()), *self.days.get(requested, ()))
        if known and self.random.random() < 0.5:
            return self.random.choice(known) + timedelta(days=self.random.choice((-1, 0, 1)))
        return date.fromordinal(self.random.randint(*self.span))

    def _offence(self) -> OffenceAsked:
        draw = self.random.random()
        if draw < 0.15:
            return OffenceAsked()
        if draw < 0.75:
            return OffenceAsked(self.random.choice(self.aliases))
        if draw < 0.95:
            code = self.random.choice(self.codes)
            change = self.random.random()
            return OffenceAsked("", code[:-1] if change < 0.3 and len(code) > 2 else f"{code}1" if change < 0.5 else code)
        return OffenceAsked("what no list names")

    def _value(self, spec: FactSpec, sides: tuple[str, str]) -> FactValue:
        if spec.type is FactType.TRUTH:
            return self.random.random() < 0.6
        if spec.type is FactType.DAY:
            bounds = [date.fromisoformat(bound) for bound in self.bounds.get(spec.name, ())] or [date(2000, 1, 1)]
            return self.random.choice(bounds) + timedelta(days=self.random.choice((-1, 0, 1)))
        if spec.type is FactType.SET:
            known = spec.values or (*sides, *self.random.sample(self.actors, 1))
            return frozenset(self.random.sample(sorted(known), self.random.randint(0, min(2, len(known)))))
        sizes = [float(bound.split()[0]) for bound in self.bounds.get(spec.name, ())] or [12.0]
        return max(0.0, self.random.choice(sizes) + self.random.choice((-1, 0, 1)))


def written(number: int, group: Group, row: Row) -> Iterator[str]:
    """One question as facts of a logic program."""
    yield fact("sample", number, quoted(group.requesting), quoted(group.requested), quoted(group.measure), row.on.toordinal())
    name, code = row.offence.name, row.offence.iccs
    if name:
        yield fact("offence_named", number, quoted(name))
    if code:
        yield fact("offence_code", number, quoted(code))
    for given, value in row.facts.items():
        yield from _written_value(number, quoted(given), value)


def _written_value(number: int, name: str, value: FactValue) -> Iterator[str]:
    if isinstance(value, bool):
        yield fact("truth", number, name, "yes" if value else "no")
    elif isinstance(value, date):
        yield fact("number", number, name, value.toordinal())
    elif isinstance(value, frozenset):
        yield fact("set", number, name)
        yield from (fact("holding", number, name, quoted(item)) for item in sorted(value))
    else:
        yield fact("number", number, name, round(value * SCALE))


# -- what is worth asking about


def _pairs(treaties: Iterable[Instrument]) -> list[tuple[str, str]]:
    """The pairs of bilateral treaties, and of events and statements towards somebody."""
    found = {(i.pair[0], i.pair[1]) for i in treaties if len(i.pair) == 2}
    for instrument in treaties:
        found |= {(event.actor, other) for event in instrument.events for other in event.towards}
        found |= {(statement.by, other) for statement in instrument.statements for other in statement.towards}
    return sorted(pair for pair in found if pair[0] != pair[1])


def _days(treaties: Iterable[Instrument]) -> Mapping[str, set[date]]:
    """The days on which something changes for an actor."""
    found: dict[str, set[date]] = {}
    for instrument in treaties:
        general = set(_of(instrument.in_force))
        for row in instrument.rows:
            days = {day for column in (row.signed, row.consent, row.in_force, row.ended) for day in _of(column)}
            found.setdefault(row.actor, set()).update(days | general)
        for event in instrument.events:
            days = {day for column in (event.since, event.until) for day in _of(column)}
            found.setdefault(event.actor, set()).update(days, (reading.on for reading in event.readings))
        for statement in instrument.statements:
            found.setdefault(statement.by, set()).update(_statement_days(statement))
    return found


def _of(day: Day | None) -> Iterator[date]:
    if day is not None and day.first is not None and day.last is not None:
        yield day.first
        yield day.last


def _statement_days(statement: Statement) -> Iterator[date]:
    yield from _of(statement.since)
    yield from _of(statement.until)


def _facts_of(treaties: Iterable[Instrument], corpus: Corpus) -> Mapping[str, tuple[str, ...]]:
    """The facts on which a basis for a measure may hang; those that settle a fact for all measures are asked for everywhere."""
    found: dict[str, set[str]] = {measure.id: set() for measure in corpus.vocabulary.measures}
    general = {name for item in corpus.vocabulary.derived for name in _names(item.when)}
    for instrument in treaties:
        offered = {measure for rule in instrument.provisions if rule.kind is Kind.BASIS for measure in rule.measures}
        for provision in instrument.provisions:
            if provision.kind in (Kind.BASIS, Kind.REQUIRE):
                for measure in provision.measures or offered:
                    found[measure] |= _names(provision.when)
            elif provision.kind is Kind.DEEMS:
                general |= _names(provision.when)
        changed = {name for statement in instrument.statements for e in statement.effects for name in _names(e.when)}
        for measure in offered:
            found[measure] |= changed
    known = corpus.facts
    return {measure: tuple(sorted(name for name in names | general if name in known)) for measure, names in found.items()}


def _names(expression: Expression) -> set[str]:
    asks = (Op.FACT, Op.IS, Op.HAS, *COMPARISONS)
    return {part.name for part in parts(expression) if part.op in asks}


def _bounds(treaties: Iterable[Instrument]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for instrument in treaties:
        for condition in conditions(instrument):
            for part in parts(condition):
                if part.op in COMPARISONS:
                    found.setdefault(part.name, set()).add(part.value[0])
    return {name: tuple(sorted(bounds)) for name, bounds in found.items()}
