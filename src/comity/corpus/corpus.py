# SPDX-License-Identifier: EUPL-1.2
"""The body of law as one value, with the indexes that the engine needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from comity.model.actors import Actor, InformalRoute, Searched
from comity.model.interpretations import Register
from comity.model.law import Instrument, Kind, Reach, RelationKind, Source
from comity.model.programmes import Programme
from comity.model.text import Text
from comity.model.vocabulary import FactSpec, Ground, Measure, Offence, Vocabulary


@dataclass(frozen=True)
class Corpus:
    """All law, all actors and the vocabulary; a reform is another Corpus."""

    version: str
    as_of: str
    vocabulary: Vocabulary
    actors: tuple[Actor, ...]
    instruments: tuple[Instrument, ...]
    routes: tuple[InformalRoute, ...] = ()
    searched: tuple[Searched, ...] = ()
    readings: Register = field(default_factory=Register)
    programmes: tuple[Programme, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Instrument]:
        """Instruments by id."""
        return {instrument.id: instrument for instrument in self.instruments}

    @cached_property
    def by_code(self) -> Mapping[str, Actor]:
        """Actors by code."""
        return {actor.code: actor for actor in self.actors}

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """Measures by id."""
        return {measure.id: measure for measure in self.vocabulary.measures}

    @cached_property
    def sources(self) -> Mapping[tuple[str, str], Source]:
        """Sources by instrument and id."""
        return {(law.id, source.id): source for law in self.instruments for source in law.sources}

    @cached_property
    def offences(self) -> Mapping[str, Offence]:
        """Classes of offence by alias."""
        return {offence.id: offence for offence in self.vocabulary.offences}

    @cached_property
    def grounds(self) -> Mapping[str, Ground]:
        """Grounds by id."""
        return {ground.id: ground for ground in self.vocabulary.grounds}

    @cached_property
    def facts(self) -> Mapping[str, FactSpec]:
        """Facts by name."""
        return {fact.name: fact for fact in self.vocabulary.facts}

    @cached_property
    def phrases(self) -> Mapping[str, Text]:
        """Sentences by their English words."""
        return {sentence.en: sentence for sentence in self.vocabulary.sentences}

    @cached_property
    def national(self) -> Mapping[str, tuple[Instrument, ...]]:
        """National law by state."""
        found: dict[str, list[Instrument]] = {}
        for instrument in self.instruments:
            if instrument.national:
                found.setdefault(instrument.of, []).append(instrument)
        return {state: tuple(laws) for state, laws in found.items()}

    @cached_property
    def deeming(self) -> Mapping[str, tuple[Instrument, ...]]:
        """The instruments that settle a fact, by a rule of theirs or one that a statement adds."""
        found: dict[str, dict[str, Instrument]] = {}
        for law in self.instruments:
            added = (effect.add for statement in law.statements for effect in statement.effects if effect.add is not None)
            for rule in (*law.provisions, *added):
                if rule.kind is Kind.DEEMS:
                    found.setdefault(rule.fact, {})[law.id] = law
        return {fact: tuple(laws.values()) for fact, laws in found.items()}

    @cached_property
    def protocols(self) -> Mapping[str, tuple[Instrument, ...]]:
        """Protocols by the id of their parent."""
        found: dict[str, list[Instrument]] = {}
        for instrument in self.instruments:
            if instrument.parent:
                found.setdefault(instrument.parent, []).append(instrument)
        return {parent: tuple(children) for parent, children in found.items()}

    @cached_property
    def concerned(self) -> Mapping[str, frozenset[str]]:
        """The instruments of which there is any row, event or membership for an actor."""
        found: dict[str, set[str]] = {}
        for law in self.instruments:
            codes = {row.actor for row in law.rows} | {event.actor for event in law.events} | set(law.creates)
            if law.members is not None and law.members.of in self.by_code:
                codes |= {member.actor for member in self.by_code[law.members.of].members}
            for code in codes:
                found.setdefault(code, set()).add(law.id)
        for actor in self.actors:
            if actor.of:
                found.setdefault(actor.code, set()).update(found.get(actor.of, ()))
        return {code: frozenset(ids) for code, ids in found.items()}

    @cached_property
    def open_lists(self) -> frozenset[str]:
        """Treaties whose list of parties may lack somebody."""
        return frozenset(
            law.id
            for law in self.instruments
            if law.parties is not None and (not law.parties.complete or law.parties.after_unknown or law.unread)
        )

    def serving(self, measure: str) -> tuple[Instrument, ...]:
        """Treaties, not protocols, under which a measure can be asked for, or that could be mistaken for such."""
        return self._by_measure.get(measure, ())

    @cached_property
    def _by_measure(self) -> Mapping[str, tuple[Instrument, ...]]:
        found: dict[str, list[Instrument]] = {}
        for law in self.instruments:
            if law.national or law.parent in self.by_id:
                continue
            family = (law, *self.protocols.get(law.id, ()))
            served = {measure for member in family for rule in member.provisions if rule.kind is Kind.BASIS for measure in rule.measures}
            for measure in served | law.mistaken_for:
                found.setdefault(measure, []).append(law)
        return {measure: tuple(laws) for measure, laws in found.items()}

    @cached_property
    def superseding(self) -> tuple[Instrument, ...]:
        """Instruments with a clause that takes the place of another."""
        return tuple(law for law in self.instruments if any(r.kind is RelationKind.SUPERSEDES for r in law.relations))

    @cached_property
    def reaching(self) -> tuple[Instrument, ...]:
        """Treaties with a duty that binds whatever the basis."""
        return tuple(law for law in self.instruments if not law.national and any(r.reach is Reach.ALL for r in law.provisions))
