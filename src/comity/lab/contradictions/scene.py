# SPDX-License-Identifier: EUPL-1.2
"""The norms that meet between two sides for one measure on one day, and what may collide among them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType

from comity.corpus.corpus import Corpus
from comity.engine.plans import BasisPlan, PairPlan, Rule
from comity.engine.surroundings import EXTRADITION
from comity.lab.contradictions.formula import NO, YES, Formulas, Reduction
from comity.lab.contradictions.rules import Conventions
from comity.lab.contradictions.solver import Wanted, Witness
from comity.lab.contradictions.types import ClashKind
from comity.logic.program import evaluate
from comity.model.law import Content, Instrument, Kind, Reach, Role, Side
from comity.model.query import OffenceAsked, Row
from comity.model.truth import Truth

BY_ARTICLE = frozenset({ClashKind.LANGUAGE, ClashKind.CHANNEL, ClashKind.AUTHORITY})
BY_TREATY = frozenset({ClashKind.NATIONAL_BAR, ClashKind.GRANT_REFUSE, ClashKind.RIGHT_DUTY, ClashKind.NO_DOMESTIC_POWER})
REFUSALS = (Kind.MUST_REFUSE, Kind.MAY_REFUSE)


@dataclass(frozen=True, slots=True)
class Claim:
    """One norm in a clash: a rule, with the basis that it belongs to; without a rule, that the law of a state holds none."""

    rule: Rule | None
    basis: BasisPlan | None = None
    absent: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Instrument and provision; a statement's rules carry its id already."""
        return (self.rule.instrument.id, self.rule.provision.id) if self.rule else ("", self.absent)

    @property
    def protects(self) -> bool:
        """Whether it limits cooperation for the sake of a person: it binds whatever the basis, or its treaty carries no request at all."""
        if self.rule is None or self.rule.instrument.national:
            return False
        limits_only = self.basis is not None and set(self.basis.scopes) == {Role.CONSTRAINT}
        return limits_only or self.rule.provision.reach is Reach.ALL

    @property
    def place(self) -> tuple[str, str]:
        """Instrument and article."""
        return (self.rule.instrument.id, self.rule.article) if self.rule else ("", self.absent)

    @property
    def family(self) -> str:
        """The treaty with its protocols, or the national law, that the norm belongs to."""
        if self.basis is not None:
            return self.basis.instrument.id
        return self.rule.instrument.id if self.rule else ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two norms that collide where the nodes in ``yes`` are YES, those in ``no`` are NO and those in ``not_yes`` are not YES.

    ``some``: groups of nodes of which one has to be YES. ``open_point``: the first is a treaty that says nothing on the point.
    ``between``: what the two set, for the words of a remedy.
    """

    kind: ClashKind
    first: Claim
    second: Claim
    yes: tuple[int, ...]
    no: tuple[int, ...] = ()
    not_yes: tuple[int, ...] = ()
    some: tuple[tuple[int, ...], ...] = ()
    open_point: bool = False
    between: tuple[str, str] = ("", "")

    @property
    def key(self) -> tuple[str, ...]:
        """Kind and the two norms, by article where they set the same thing differently."""
        if self.kind in BY_ARTICLE:
            return (self.kind.value, *self.first.place, *self.second.place)
        return (self.kind.value, *self.first.key, *self.second.key)

    @property
    def group(self) -> tuple[str, ...]:
        """Clashes of which one is enough for a measure: a treaty that must grant, whatever its article, against one norm.

        What protects a person counts by its ground: several treaties say the same.
        """
        if self.kind not in BY_TREATY:
            return self.key
        ground = self.second.rule.ground if self.second.rule else ""
        against = ("", ground) if self.kind is ClashKind.RIGHT_DUTY else self.second.key
        return (self.kind.value, self.first.family, *against)


class Scene:
    """The law between two sides for one measure on a day."""

    def __init__(self, corpus: Corpus, plan: PairPlan, on: date, formulas: Formulas, conventions: Conventions) -> None:
        self.corpus = corpus
        self.plan = plan
        self.conventions = conventions
        self.row = Row(on, facts=MappingProxyType(dict(conventions.doc.premises)))
        self.reduction = Reduction(plan, self.row, formulas)

    def wanted(self, clash: Clash) -> Wanted:
        """What the solver has to find for a clash."""
        of = self.reduction.of
        yes, no, not_yes = (tuple(of(node) for node in part) for part in (clash.yes, clash.no, clash.not_yes))
        some = tuple(self.reduction.formulas.group("any", [of(node) for node in nodes]) for nodes in clash.some if nodes)
        return Wanted((*yes, *some), no, not_yes, self.reduction.given((*yes, *some, *no, *not_yes)))

    def holds(self, clash: Clash, witness: Witness) -> bool:
        """Whether the one evaluator finds on a witness what the clash is made of."""
        facts = MappingProxyType({**self.row.facts, **witness.facts})
        row = replace(self.row, offence=OffenceAsked(witness.offence), facts=facts)
        values = evaluate(self.plan.program, self.plan.ledger.fill([row]), 1)
        at = values.at
        return (
            all(at(node, 0) is Truth.YES for node in clash.yes)
            and all(at(node, 0) is Truth.NO for node in clash.no)
            and all(at(node, 0) is not Truth.YES for node in clash.not_yes)
            and all(any(at(node, 0) is Truth.YES for node in nodes) for nodes in clash.some if nodes)
        )

    def possible(self, node: int) -> bool:
        """Whether some facts may make it YES."""
        return self.reduction.of(node) != NO

    # -- norms

    @cached_property
    def bases(self) -> tuple[BasisPlan, ...]:
        """The treaties in force between the two whose content is written down, with their protocols."""
        return tuple(
            basis
            for basis in self.plan.bases
            if basis.instrument.confirmed
            and basis.instrument.content is Content.FORMALISED
            and self.reduction.of(basis.force) == YES
            and not self.possible(basis.lacks)
            and self.possible(basis.not_replaced)
        )

    @cached_property
    def national(self) -> tuple[Claim, ...]:
        """The norms of the requested state's law that may apply."""
        return tuple(Claim(rule) for rule in self.plan.national.rules if self.possible(rule.applies))

    @cached_property
    def treaty(self) -> tuple[Claim, ...]:
        """The norms of the treaties in force that may apply; rights of the person and duties whatever the basis are among them."""
        return tuple(
            Claim(rule, basis) for basis in self.bases for rule in basis.rules if not rule.mirrored and self.possible(rule.applies)
        )

    @cached_property
    def everywhere(self) -> tuple[Claim, ...]:
        """Duties that bind whatever the basis."""
        listed = [claim for claim in self.treaty if claim.rule and claim.rule.provision.reach is Reach.ALL and claim.rule.kind in REFUSALS]
        found = {claim.key: claim for claim in listed}
        families = {law.id for basis in self.plan.bases for law in (basis.instrument, *(protocol for protocol, _ in basis.protocols))}
        for reached in self.plan.reached_without_treaty:
            claim = Claim(reached.rule)
            if reached.rule.instrument.id not in families and not reached.rule.mirrored and self.possible(reached.works):
                found.setdefault(claim.key, claim)
        return tuple(found.values())

    @cached_property
    def norms(self) -> tuple[Claim, ...]:
        """Every norm that may apply."""
        return (*self.national, *self.treaty)

    def of_kind(self, *kinds: Kind) -> tuple[Claim, ...]:
        """The norms of some kinds that speak to the requested side."""
        return tuple(c for c in self.norms if c.rule and c.rule.kind in kinds and c.rule.provision.as_ is not Side.REQUESTING)

    def same_family(self, one: Claim, other: Claim) -> bool:
        """Whether two norms belong to one law, or to one treaty with its protocols."""
        return one.family == other.family

    def topic(self, ground: str) -> str:
        """What a ground speaks of."""
        known = self.corpus.grounds.get(ground)
        return known.topic if known is not None else ground

    def on_topic(self, basis: BasisPlan, topic: str, *kinds: Kind) -> tuple[Rule, ...]:
        """The rules of a treaty on a topic."""
        rules = (rule for rule in basis.rules if rule.ground and rule.kind in kinds and self.possible(rule.applies))
        return tuple(rule for rule in rules if self.topic(rule.ground) == topic)

    # -- conditions

    def share_facts(self, one: Rule, other: Rule) -> bool:
        """Whether two conditions read a common fact, or one of them reads none."""
        first, second = (self.reduction.formulas.leaves(self.reduction.of(rule.holds)) for rule in (one, other))
        return not first or not second or bool(first & second)

    def standing(self, claim: Claim) -> tuple[int, ...]:
        """The nodes that let a norm of a treaty work: it is in force and not replaced."""
        return (claim.basis.force, claim.basis.not_replaced) if claim.basis is not None else ()

    def covering(self, claim: Claim) -> tuple[int, ...]:
        """The nodes of which one says that a treaty covers the case."""
        return tuple(claim.basis.scopes.values()) if claim.basis is not None else ()

    def forms_meet(self, one: Claim, other: Claim) -> bool:
        """Whether two norms speak of a common form of surrender."""
        first, second = self._forms(one), self._forms(other)
        return not first or not second or bool(first & second)

    def _forms(self, claim: Claim) -> frozenset[str]:
        if not self.plan.form or claim.rule is None:
            return frozenset()
        own = claim.rule.provision.forms
        if claim.basis is not None and claim.basis.form:
            return own or frozenset({claim.basis.form})
        return own or frozenset({EXTRADITION})

    def outranks(self, law: Instrument) -> bool:
        """Whether a national law stands above treaties in its state."""
        return self.conventions.outranks(self.corpus, law)
