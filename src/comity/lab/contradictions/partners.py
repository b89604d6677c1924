# SPDX-License-Identifier: EUPL-1.2
"""With whom the norms of a state meet: for each measure a few partners that bring every two of its treaties together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations_with_replacement

from comity.corpus.corpus import Corpus
from comity.engine.force import Timeline, timeline
from comity.model.actors import ActorKind
from comity.model.expression import Expression, Op
from comity.model.law import Binds, Instrument, Kind, RelationKind, Role
from comity.model.truth import Truth

NOBODY = "a state without a treaty"  # stands in where every state has one


@dataclass
class Statuses:
    """Who is bound by what, each read once."""

    corpus: Corpus
    known: dict[tuple[str, str], Timeline] = field(default_factory=dict)

    def of(self, instrument: Instrument, code: str) -> Timeline:
        """The status of an actor under an instrument."""
        key = (instrument.id, code)
        if key not in self.known:
            self.known[key] = timeline(self.corpus, instrument, code)
        return self.known[key]

    def binds(self, instrument: Instrument, code: str, on: date) -> bool:
        """Whether an instrument is known to bind an actor on a day."""
        return instrument.id in self.corpus.concerned.get(code, ()) and self.of(instrument, code).on(on).truth is Truth.YES


def of_state(corpus: Corpus, state: str) -> Corpus:
    """The law that can matter where a state is asked: its own, every treaty that concerns it, and those that conditions of these name."""
    concerned = corpus.concerned.get(state, frozenset())
    kept = [law for law in corpus.instruments if law.id in concerned or law.of == state]
    named = {name for law in kept for name in _named(law)}
    return replace(
        corpus, instruments=tuple(law for law in corpus.instruments if law.id in concerned or law.of == state or law.id in named)
    )


def between(corpus: Corpus, partner: str) -> Corpus:
    """Without the treaties whose list of parties may lack somebody and does lack the partner: they are no basis with it.

    Protocols stay, since they may have changed a treaty between the two, and so does what a condition of another names.
    """
    concerned = corpus.concerned.get(partner, frozenset())
    named = {name for law in corpus.instruments for name in _named(law)}

    def matters(law: Instrument) -> bool:
        return law.national or bool(law.parent) or law.binds is Binds.REQUESTED or law.id in concerned or law.id in named

    kept = tuple(law for law in corpus.instruments if matters(law))
    return replace(corpus, instruments=kept)


def _named(law: Instrument) -> Iterator[str]:
    yield law.parent
    for rule in law.provisions:
        yield from _parties(rule.when)
    for relation in law.relations:
        yield from _parties(relation.when)
    for statement in law.statements:
        for effect in statement.effects:
            yield from _parties(effect.when)
            if effect.add is not None:
                yield from _parties(effect.add.when)


def _parties(condition: Expression) -> Iterator[str]:
    if condition.op is Op.PARTY:
        yield condition.name
    for part in condition.of:
        yield from _parties(part)


@dataclass
class Partners:
    """The partners of a state on a day."""

    corpus: Corpus
    state: str
    on: date
    statuses: Statuses
    codes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Every state that exists on the day, but the one."""
        found = [a.code for a in self.corpus.actors if a.kind is ActorKind.STATE and a.code != self.state and _lives(a, self.on)]
        self.codes = tuple(sorted(found))

    def for_measure(self, measure: str) -> tuple[str, ...]:
        """Partners that bring together every two treaties on a measure, and one with whom none carries it.

        A treaty that others may replace, or that fills a gap, also meets a partner with whom there is as little else as may be.
        """
        own = {law.id: law for law in self.corpus.serving(measure) if self.statuses.binds(law, self.state, self.on)}
        shared = {code: self._shared(code, own) for code in self.codes}
        chosen = [self._without(measure, own, shared)]
        yielding = sorted(name for name, law in own.items() if self._may_yield(law))
        chosen += [self._least_beside(name, shared) for name in yielding]
        return (*dict.fromkeys(code for code in (*chosen, *_cover(shared, chosen)) if code),)

    def _least_beside(self, name: str, shared: Mapping[str, frozenset[str]]) -> str:
        """The partner in a treaty that shares the fewest others."""
        return min((code for code in self.codes if name in shared[code]), key=lambda code: (len(shared[code]), code), default="")

    def _without(self, measure: str, own: Mapping[str, Instrument], shared: Mapping[str, frozenset[str]]) -> str:
        """A partner with whom no treaty carries the measure, one that shares as much else as may be."""
        carrying = {name for name, law in own.items() if carries(law, measure, self.corpus)}
        free = [code for code in self.codes if not shared[code] & carrying]
        return min(free, key=lambda code: (-len(shared[code]), -len(self.corpus.concerned.get(code, ())), code), default=NOBODY)

    def _may_yield(self, law: Instrument) -> bool:
        """Whether it has rules for gaps only, or another treaty of the state may take its place."""
        if any(rule.gap for rule in law.provisions):
            return True
        relations = [relation for other in self.corpus.superseding if other is not law for relation in other.relations]
        replacing = [relation for relation in relations if relation.kind is RelationKind.SUPERSEDES]
        return any(relation.of.id == law.id or (not relation.of.id and relation.of.kind is law.kind) for relation in replacing)

    def _shared(self, code: str, own: Mapping[str, Instrument]) -> frozenset[str]:
        return frozenset(name for name, law in own.items() if self.statuses.binds(law, code, self.on))


def carries(law: Instrument, measure: str, corpus: Corpus) -> bool:
    """Whether a treaty, with its protocols, can carry a request for a measure alone."""
    family = (law, *corpus.protocols.get(law.id, ()))
    rules = (rule for member in family for rule in member.provisions if rule.kind is Kind.BASIS and rule.role is Role.PRIMARY)
    return any(measure in rule.measures for rule in rules)


def _lives(actor: object, on: date) -> bool:
    since, until = getattr(actor, "exists_from", None), getattr(actor, "exists_until", None)
    return (since is None or since <= on) and (until is None or on < until)


def _cover(shared: Mapping[str, frozenset[str]], chosen: Iterable[str]) -> Iterator[str]:
    """Further partners until every two treaties that some partner shares have met, those that bring most together first."""
    met = {pair for code in chosen for pair in _pairs(shared.get(code, frozenset()))}
    missing = {code: set(_pairs(names)) - met for code, names in shared.items()}
    while missing:
        best = min(missing, key=lambda code: (-len(missing[code]), code))
        if not missing[best]:
            return
        yield best
        brought = missing[best]
        missing = {code: pairs - brought for code, pairs in missing.items() if code != best}


def _pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every two, and each with itself: a treaty that meets no other has to be met as well."""
    return combinations_with_replacement(sorted(names), 2)
