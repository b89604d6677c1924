# SPDX-License-Identifier: EUPL-1.2
"""Compiles the law of two actors for one measure: bases, national law and what reaches what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from comity.corpus.corpus import Corpus
from comity.engine.compiler import ALWAYS, Compiler, Status
from comity.engine.plans import BasisPlan, NationalPlan, PairPlan, Reached, Replacement, Rule
from comity.engine.rules import RuleBook
from comity.engine.surroundings import EXTRADITION, Clauses, Surroundings, is_extradition_treaty, nowhere
from comity.model.actors import ActorKind
from comity.model.law import Content, Instrument, InstrumentKind, Kind, Reach, Relation, RelationKind, Role, Side, StatusKind
from comity.model.query import FactValue
from comity.model.said import remark, said
from comity.model.text import Text
from comity.model.truth import Truth

TREATY = "treaty.in_force"
COERCIVE = "measure.coercive"
_ORDER = (Role.PRIMARY, Role.FALLBACK, Role.SUPPLEMENT, Role.CONSTRAINT)
_NOTED = (StatusKind.SIGNATURE, StatusKind.NOT_PARTY, StatusKind.PROVISIONAL_APPLICATION)
_REFUSALS = (Kind.MUST_REFUSE, Kind.MAY_REFUSE)


def compile_pair(corpus: Corpus, requesting: str, requested: str, measure: str, status: Status | None = None) -> PairPlan:
    """The program of a pair and a measure, with the plans that say what its nodes mean."""
    return _PairCompiler(corpus, (requesting, requested), measure, status).plan()


class _PairCompiler:
    def __init__(self, corpus: Corpus, sides: tuple[str, str], measure: str, status: Status | None) -> None:
        self.corpus = corpus
        self.requesting, self.requested = sides
        self.measure = measure
        self.named = replace(corpus.measures[measure].name, en=measure)  # in English the reader knows it by its id
        self.compiler = Compiler(corpus, *sides, status)
        self.compiler.defaults.update(self._defaults())
        self.compiler.settlers = self._settlers
        self._books: dict[str, RuleBook] = {}
        self.candidates = list(self._candidates())
        known = [item for item in self.candidates if item.confirmed and self._both_concerned(item) and _carries(item, measure, corpus)]
        self.carriers = {item.id: self.compiler.firm(item) for item in known}
        unsure = [item for item in self.candidates if not item.confirmed and item.general(measure) and _carries(item, measure, corpus)]
        self.unconfirmed = {item.id: self._maybe(item) for item in unsure}
        self.clauses = Clauses(self.compiler, tuple(self._extradition_treaties()))
        self.compiler.define(COERCIVE, self._coercive())
        self.compiler.define(
            TREATY, self.compiler.builder.any(self.carriers.values(), said("a treaty on the measure is in force between the two"))
        )

    def plan(self) -> PairPlan:
        bases = tuple(self._basis(instrument) for instrument in self.candidates)
        national = self._national(self.requested, Side.REQUESTED)
        sender = self._national(self.requesting, Side.REQUESTING).rules
        everywhere = [rule for basis in bases for rule in basis.rules if rule.provision.reach is Reach.ALL and rule.kind in _REFUSALS]
        everywhere += self._outside_duties(bases)
        # For every pair at once only force, scope and national ways are compiled: what reaches what hangs on facts of a case.
        reached = {} if self.compiler.anyone else {b.instrument.id: tuple(self._reached(b, national, everywhere)) for b in bases}
        without = tuple(Reached(rule, rule.applies, rule.works, ()) for rule in everywhere)
        return PairPlan(
            requesting=self.requesting,
            requested=self.requested,
            measure=self.measure,
            form=self._default_form(),
            program=self.compiler.builder.build(),
            ledger=self.compiler.ledger(),
            bases=bases,
            national=national,
            sender=sender,
            reached=reached,
            reached_without_treaty=without,
            definitions=self.compiler.definitions(),
            settling=self.compiler.settling,
        )

    # -- which instruments

    def _defaults(self) -> Mapping[str, FactValue]:
        found: dict[str, FactValue] = {}
        for side, code in (("requesting", self.requesting), ("requested", self.requested)):
            actor = self.corpus.by_code.get(code)
            for fact in actor.facts if actor else ():
                value: FactValue = fact.value == "true" if fact.value in ("true", "false") else frozenset({fact.value})
                found[f"state.{fact.name}.{side}"] = value
        return found

    def _candidates(self) -> Iterable[Instrument]:
        """Treaties that serve the measure and concern the two: a row or report for both, or a trace of one, or an incomplete list."""
        if self.compiler.anyone:
            yield from (
                instrument for instrument in self.corpus.serving(self.measure) if instrument.kind is not InstrumentKind.COURT_STATUTE
            )
            return
        concern = self.corpus.concerned
        for instrument in self.corpus.serving(self.measure):
            if instrument.pair and set(instrument.pair) != {self.requesting, self.requested}:
                continue
            court = instrument.kind is InstrumentKind.COURT_STATUTE
            if court and instrument.creates and self.requesting not in instrument.creates:
                continue  # a court's statute is a basis for that court only
            one, other = (instrument.id in concern.get(code, ()) for code in (self.requesting, self.requested))
            if (
                instrument.id in self.corpus.open_lists
                or (one and other)
                or (other and instrument.binds.value == "requested")
                or ((one or other) and self._noted(instrument))
            ):
                yield instrument

    def _noted(self, instrument: Instrument) -> bool:
        sides = (self.requesting, self.requested)
        family = (instrument, *self.corpus.protocols.get(instrument.id, ()))
        return any(row.actor in sides and (row.signed is not None or row.kind in _NOTED) for member in family for row in member.rows)

    def _coercive(self) -> int:
        if self.corpus.measures[self.measure].coercive:
            return self.compiler.known(Truth.YES, said("{measure} is coercive", measure=self.named))
        return self.compiler.known(Truth.NO, said("{measure} is not coercive", measure=self.named))

    def _default_form(self) -> str:
        if self.corpus.measures[self.measure].family != EXTRADITION:
            return ""
        actor = self.corpus.by_code.get(self.requesting)
        return "surrender-court" if actor is not None and actor.kind is ActorKind.COURT else EXTRADITION

    # -- one basis

    def _basis(self, instrument: Instrument) -> BasisPlan:
        compiler, builder = self.compiler, self.compiler.builder
        protocols = tuple((protocol, compiler.force(protocol)) for protocol in self._family(instrument))
        book = RuleBook(compiler, (instrument, *(protocol for protocol, _ in protocols)), self.measure, self._surroundings(instrument))
        rules = book.rules()
        force = compiler.force(instrument)
        content = self._content(instrument)
        replaced = tuple(self._replacements(instrument))
        not_replaced = builder.no(
            builder.any([item.works for item in replaced], said("{instrument} is replaced between the two", instrument=instrument.id))
        )
        requirements = builder.all(
            [builder.any([builder.no(rule.applies), rule.holds]) for rule in rules if rule.kind is Kind.REQUIRE],
            said("requirements of {instrument}", instrument=instrument.id),
        )
        scopes: dict[Role, int] = {}
        carries: dict[Role, int] = {}
        outcomes: dict[Role, int] = {}
        serves = said("{instrument} serves {measure}", instrument=instrument.id, measure=self.named)
        for role in _ORDER:
            founding = [rule for rule in rules if rule.kind is Kind.BASIS and rule.provision.role is role]
            if founding:
                scopes[role] = builder.any([rule.within for rule in founding], serves)
                carries[role] = builder.all([force, not_replaced, builder.any([rule.works for rule in founding], serves)])
                parts = [force, not_replaced, builder.any([rule.works for rule in founding], serves), requirements, content]
                if role is Role.SUPPLEMENT:
                    parts.append(self._something_to_add_to(instrument))
                outcomes[role] = builder.all(parts, said("{instrument} as {role}", instrument=instrument.id, role=remark(role.value)))
        form = next((r.provision.form for r in rules if r.kind is Kind.BASIS and r.provision.form), self._default_form())
        lacks = compiler.lacks(instrument)
        for code in () if compiler.anyone else (self.requesting, self.requested):
            compiler.status(instrument, code)  # force is shown on both sides, also where one of them need not be bound
        return BasisPlan(
            instrument, protocols, form, force, lacks, content, replaced, not_replaced, scopes, carries, requirements, outcomes, rules
        )

    def _family(self, instrument: Instrument) -> Iterable[Instrument]:
        concern = self.corpus.concerned
        for protocol in self.corpus.protocols.get(instrument.id, ()):
            if self.compiler.anyone:
                yield protocol
                continue
            sides = [protocol.id in concern.get(code, ()) for code in (self.requesting, self.requested)]
            if any(sides) or protocol.id in self.corpus.open_lists or protocol.in_force is None:
                yield protocol

    def _content(self, instrument: Instrument) -> int:
        if not instrument.confirmed:
            return self.compiler.known(Truth.UNKNOWN, said("{instrument} is not confirmed", instrument=instrument.id))
        if instrument.content is Content.BASIS_ONLY:
            return self.compiler.known(Truth.UNKNOWN, said("content of {instrument}", instrument=instrument.id))
        return self.compiler.known(Truth.YES, ALWAYS)

    def _surroundings(self, instrument: Instrument) -> Surroundings:
        """What the yielding clauses of an instrument and of its protocols hang on."""
        others = [force for other, force in self.carriers.items() if other != instrument.id and self._closes_gaps(other)]
        others += [maybe for other, maybe in self.unconfirmed.items() if other != instrument.id]
        return Surroundings(self.clauses.gap(instrument, others), self.clauses.helps)

    def _closes_gaps(self, name: str) -> bool:
        return self.corpus.by_id[name].general(self.measure)

    def _extradition_treaties(self) -> Iterable[int]:
        """Force of each treaty or Union act on extradition that may bind the two."""
        for instrument in self.corpus.serving(EXTRADITION):
            if instrument.pair and not self.compiler.anyone and set(instrument.pair) != {self.requesting, self.requested}:
                continue
            if self._both_concerned(instrument) and is_extradition_treaty(instrument, self.corpus.protocols.get(instrument.id, ())):
                yield self.compiler.firm(instrument) if instrument.confirmed else self._maybe(instrument)

    def _maybe(self, instrument: Instrument) -> int:
        """That a treaty binds both whose existence is not confirmed: at most unknown."""
        unsure = self.compiler.known(Truth.UNKNOWN, said("{instrument} is not confirmed", instrument=instrument.id))
        return self.compiler.builder.all([self.compiler.firm(instrument), unsure])

    def _settlers(self, fact: str) -> Iterable[tuple[int, bool]]:
        """The rules in force between the two that settle a fact for the measure, each with the truth that it settles."""
        for instrument in self.corpus.deeming.get(fact, ()):
            if self._binds_requested(instrument):
                for rule in self._book(instrument).deeming(fact, instrument):
                    works = [self.compiler.force(instrument), rule.works]
                    label = said(
                        "{instrument} {article} settles {fact}", instrument=instrument.id, article=rule.article, fact=self._asks(fact)
                    )
                    yield self.compiler.builder.all(works, label), rule.provision.to

    def _asks(self, fact: str) -> Text:
        """What a fact asks; in English its name."""
        return replace(self.corpus.facts[fact].asks, en=fact)

    def _book(self, instrument: Instrument) -> RuleBook:
        """The rules of an instrument among those of its treaty and the other protocols."""
        root = self.corpus.by_id.get(instrument.parent, instrument)
        book = self._books.get(root.id)
        if book is None:
            owners = (root, *self.corpus.protocols.get(root.id, ()))
            book = self._books[root.id] = RuleBook(self.compiler, owners, self.measure, nowhere(self.compiler))
        return book

    def _something_to_add_to(self, instrument: Instrument) -> int:
        """That a treaty which can carry the request is in force between the two."""
        others = [force for other, force in self.carriers.items() if other != instrument.id]
        return self.compiler.builder.any(others, said("a treaty that it can add to is in force between the two"))

    def _replacements(self, instrument: Instrument) -> Iterable[Replacement]:
        builder = self.compiler.builder
        for other in self.corpus.superseding:
            if other is instrument or not self._both_concerned(other):
                continue
            for relation in other.relations:
                if relation.kind is not RelationKind.SUPERSEDES or (relation.measures and self.measure not in relation.measures):
                    continue
                target = self._target(relation, other, instrument)
                if target is None:
                    continue
                parts = [self.compiler.firm(other), target, self.compiler.condition(relation.when, other)]
                if relation.since or relation.until:
                    parts.append(self.compiler.span(relation.since, relation.until))
                label = said("{instrument} {article}: {says}", instrument=other.id, article=relation.article, says=relation.says)
                yield Replacement(other, relation, builder.all(parts, label))

    def _both_concerned(self, instrument: Instrument) -> bool:
        concern = self.corpus.concerned
        return self.compiler.anyone or all(instrument.id in concern.get(code, ()) for code in (self.requesting, self.requested))

    def _target(self, relation: Relation, owner: Instrument, instrument: Instrument) -> int | None:
        """The node that says whether a relation speaks of an instrument; None where it cannot."""
        target = relation.of
        if target.id:
            return self.compiler.known(Truth.YES, said("named")) if target.id == instrument.id else None
        if target.kind is not None and target.kind is not instrument.kind:
            return None
        if target.parent and target.parent != instrument.parent:
            return None
        if target.older is None:
            return self.compiler.known(Truth.YES, said("of that class"))
        older = self._older(instrument, owner)
        if older is Truth.UNKNOWN:
            why = said("whether {instrument} is older than {other} between the two", instrument=instrument.id, other=owner.id)
            return self.compiler.known(Truth.UNKNOWN, why)
        truth = Truth.YES if (older is Truth.YES) == target.older else Truth.NO
        return self.compiler.known(truth, said("older") if target.older else said("later"))

    def _older(self, instrument: Instrument, owner: Instrument) -> Truth:
        """Whether an instrument was made before another came to bind both."""
        if instrument.adopted is None or instrument.adopted.first is None or instrument.adopted.last is None:
            return Truth.UNKNOWN
        if self.compiler.anyone and not instrument.pair:
            return Truth.UNKNOWN
        possible, certain = date.min, date.min
        for code in instrument.pair or (self.requesting, self.requested):
            status = self.compiler.status(owner, code)
            points = tuple(zip(status.starts, (force.truth for force in status.forces), strict=True))
            first = next((start for start, truth in points if truth is not Truth.NO), None)
            if first is None:
                return Truth.NO
            possible = max(possible, first)
            certain = max(certain, next((start for start, truth in points if truth is Truth.YES), date.max))
        if instrument.adopted.last < possible:
            return Truth.YES
        return Truth.NO if instrument.adopted.first >= certain else Truth.UNKNOWN

    # -- national law and duties that reach beyond their instrument

    def _national(self, code: str, side: Side) -> NationalPlan:
        builder = self.compiler.builder
        states = tuple(self.corpus.national) if self.compiler.anyone else (code,)
        rules = [rule for state in states for rule in self._rules_of(state, side)]
        ways = tuple(rule for rule in rules if rule.kind is Kind.BASIS and rule.provision.role is Role.PRIMARY)
        open_ = builder.any([rule.works for rule in ways], said("the law of {code} opens a way without treaty", code=code))
        needs = [builder.any([builder.no(rule.applies), rule.holds]) for rule in rules if rule.kind is Kind.REQUIRE]
        requirements = builder.all(needs, said("requirements of the law of {code}", code=code))
        known = builder.any(rule.applies for rule in rules if rule in ways or rule.provision.value.without_treaty == "none")
        return NationalPlan(tuple(rules), ways, open_, requirements, known)

    def _rules_of(self, state: str, side: Side) -> Iterable[Rule]:
        """The rules of a state's law that speak to a side, where that state is on it."""
        acts = self.compiler.acts(side, state)
        for law in self.corpus.national.get(state, ()) if acts is not None else ():
            where = [acts] if self.compiler.anyone and acts is not None else []
            if law.in_force is None or law.in_force.known:
                where.append(self.compiler.force(law))
            for rule in RuleBook(self.compiler, (law,), self.measure, nowhere(self.compiler)).rules():
                if rule.provision.as_ in (side, Side.BOTH):
                    applies = self.compiler.builder.all([*where, rule.applies])
                    works = self.compiler.builder.all([*where, rule.works])
                    yield replace(rule, by=state, applies=applies, works=works)

    def _outside_duties(self, bases: Sequence[BasisPlan]) -> list[Rule]:
        """Duties of treaties that are no basis for the measure but bind whatever the basis."""
        listed = {basis.instrument.id for basis in bases}
        found: list[Rule] = []
        for instrument in self.corpus.reaching:
            if instrument.id in listed or instrument.parent in listed or not self._binds_requested(instrument):
                continue
            book = RuleBook(self.compiler, (instrument,), self.measure, nowhere(self.compiler))
            force = self.compiler.bound(instrument, Side.REQUESTED)
            for rule in book.rules():
                if rule.provision.reach is Reach.ALL and rule.kind in _REFUSALS:
                    works = self.compiler.builder.all([force, rule.works])
                    found.append(replace(rule, works=works))
        return found

    def _binds_requested(self, instrument: Instrument) -> bool:
        return (
            self.compiler.anyone
            or instrument.id in self.corpus.concerned.get(self.requested, ())
            or instrument.id in self.corpus.open_lists
        )

    def _reached(self, basis: BasisPlan, national: NationalPlan, everywhere: Sequence[Rule]) -> Iterable[Reached]:
        builder = self.compiler.builder
        for rule in everywhere:
            if rule.instrument.id != basis.instrument.id and all(rule.instrument is not p for p, _ in basis.protocols):
                force = self.compiler.bound(rule.instrument, Side.REQUESTED)
                yield Reached(rule, force, builder.all([force, rule.works]), ())
        for rule in national.rules:
            if rule.ground and rule.kind in (*_REFUSALS, Kind.REQUIRE, Kind.MAY_POSTPONE) and rule.reaches(basis.form):
                regulated = tuple(other for other in basis.rules if self._regulates(other, rule))
                reaches = self._reach(rule, regulated)
                fails = builder.all([rule.applies, builder.no(rule.holds)]) if rule.kind is Kind.REQUIRE else rule.works
                yield Reached(rule, reaches, builder.all([reaches, fails]), regulated)

    def _regulates(self, treaty: Rule, norm: Rule) -> bool:
        grounds = self.corpus.grounds
        kinds = (*_REFUSALS, Kind.REQUIRE, Kind.DUTY)
        return treaty.kind in kinds and bool(treaty.ground) and grounds[treaty.ground].topic == grounds[norm.ground].topic

    def _reach(self, rule: Rule, regulated: Sequence[Rule]) -> int:
        """Whether a national norm reaches a treaty basis: it outranks the treaty, or the treaty leaves the choice or the point open."""
        if self._outranks(rule.instrument):
            return self.compiler.known(Truth.YES, said("it outranks the treaty"))
        if rule.kind is Kind.REQUIRE:
            return self.compiler.known(Truth.NO, said("a requirement of the way without a treaty"))
        if not regulated:
            return self.compiler.known(Truth.YES, said("the treaty leaves the point open"))
        choices = [other.works for other in regulated if other.kind is Kind.MAY_REFUSE]
        return (
            self.compiler.builder.any(choices, said("the treaty leaves the choice"))
            if choices
            else self.compiler.known(Truth.NO, said("a treaty duty"))
        )

    def _outranks(self, law: Instrument) -> bool:
        actor = self.corpus.by_code.get(law.of)
        hierarchy, kind = (actor.hierarchy if actor else ()), law.kind
        if "treaty" not in hierarchy or kind.value not in hierarchy:
            return kind is InstrumentKind.CONSTITUTION
        return hierarchy.index(kind.value) < hierarchy.index("treaty")


def _carries(instrument: Instrument, measure: str, corpus: Corpus) -> bool:
    if instrument.no_basis:
        return False
    family = (instrument, *corpus.protocols.get(instrument.id, ()))
    return any(
        rule.kind is Kind.BASIS and rule.role is Role.PRIMARY and measure in rule.measures
        for member in family
        for rule in member.provisions
    )
