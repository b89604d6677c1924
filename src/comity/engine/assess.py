# SPDX-License-Identifier: EUPL-1.2
"""Evaluates a compiled pair for one or many rows, and reads what the values mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comity.engine.compiler import LAW
from comity.engine.force import Force
from comity.engine.leaves import ForceLeaf
from comity.engine.plans import BasisPlan, PairPlan, Reached, Rule
from comity.logic.program import Evaluation, evaluate
from comity.model.law import Instrument, Kind, Role
from comity.model.query import Row
from comity.model.said import said
from comity.model.truth import Truth

_NOT_NEEDED = Force(Truth.UNKNOWN, "not-needed", says=said("it need not bind this side"))
ROLE_ORDER = (Role.PRIMARY, Role.FALLBACK, Role.SUPPLEMENT, Role.CONSTRAINT)


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground as it stands against one basis in one row."""

    rule: Rule
    truth: Truth
    node: int
    mandatory: bool
    reached: Reached | None = None


@dataclass(frozen=True, slots=True)
class BasisResult:
    """One basis in one row; an excluded one has no grounds."""

    plan: BasisPlan
    role: Role
    outcome: Truth
    node: int
    grounds: tuple[Ground, ...]

    @property
    def closed(self) -> bool:
        """Whether a mandatory ground that reaches it is triggered."""
        return any(ground.mandatory and ground.truth is Truth.YES for ground in self.grounds)

    @property
    def clear(self) -> bool:
        """Whether it holds and every ground that counts is answered no."""
        counted = (ground for ground in self.grounds if not ground.rule.provision.appreciation)
        return self.outcome is Truth.YES and all(ground.truth is Truth.NO for ground in counted)


@dataclass(frozen=True, slots=True)
class StatuteResult:
    """The law of the requested state without a treaty, in one row."""

    known: bool
    opens: Truth
    requirements: Truth
    grounds: tuple[Ground, ...]

    @property
    def closed(self) -> bool:
        """Whether it is known to open no way here."""
        barred = any(ground.mandatory and ground.truth is Truth.YES for ground in self.grounds)
        return self.known and (self.opens is Truth.NO or self.requirements is Truth.NO or barred)


@dataclass(frozen=True, slots=True)
class Assessment:
    """All values for a pair, a measure and some rows."""

    plan: PairPlan
    rows: tuple[Row, ...]
    values: Evaluation

    def at(self, node: int, row: int) -> Truth:
        """The truth of a node in a row."""
        if self.values.yes[node] >> row & 1:
            return Truth.YES
        return Truth.NO if self.values.no[node] >> row & 1 else Truth.UNKNOWN

    def missing(self, node: int, row: int) -> frozenset[str]:
        """What keeps a node unsettled in a row."""
        return self.values.missing(node, row)

    def basis(self, basis: BasisPlan, row: int) -> BasisResult:
        """One basis in one row: the first role in which it is not excluded."""
        role, node = next(iter(basis.outcomes.items()), (Role.PRIMARY, basis.force))
        for candidate in ROLE_ORDER:
            outcome = basis.outcomes.get(candidate)
            if outcome is not None and self.at(outcome, row) is not Truth.NO:
                role, node = candidate, outcome
                break
        if not basis.instrument.confirmed and role is Role.PRIMARY:
            role = Role.SUPPLEMENT
        truth = self.at(node, row) if basis.outcomes else Truth.NO
        grounds = tuple(self._grounds(basis, row)) if truth is not Truth.NO else ()
        return BasisResult(basis, role, truth, node, grounds)

    def forces(self, instrument: Instrument, row: int) -> tuple[Force, Force]:
        """The status of the requesting and the requested side under an instrument."""
        requesting, requested = (self._force(instrument, code, row) for code in (self.plan.requesting, self.plan.requested))
        return requesting, requested

    def _force(self, instrument: Instrument, code: str, row: int) -> Force:
        known = self.plan.ledger.timelines.get(ForceLeaf(instrument.id, code))
        return known.on(self.rows[row].on) if known else _NOT_NEEDED

    def lacks_a_side(self, basis: BasisPlan, row: int) -> bool:
        """Whether a list of parties that may be incomplete simply lacks a side: then the instrument is no basis, and is unchecked."""
        return self.at(basis.lacks, row) is Truth.YES

    def bases(self, row: int) -> tuple[BasisResult, ...]:
        """Every basis in one row."""
        return tuple(self.basis(basis, row) for basis in self.plan.bases)

    def _grounds(self, basis: BasisPlan, row: int) -> list[Ground]:
        own = (rule for rule in basis.rules if rule.kind in (Kind.MUST_REFUSE, Kind.MAY_REFUSE))
        found = [Ground(rule, self.at(rule.works, row), rule.works, rule.kind is Kind.MUST_REFUSE) for rule in own]
        for reached in self.plan.reached[basis.instrument.id]:
            if reached.rule.kind is not Kind.MAY_POSTPONE and self.at(reached.reaches, row) is not Truth.NO:
                mandatory = reached.rule.kind in (Kind.MUST_REFUSE, Kind.REQUIRE)
                found.append(Ground(reached.rule, self.at(reached.works, row), reached.works, mandatory, reached))
        return found

    def statute(self, row: int) -> StatuteResult:
        """The law of the requested state without a treaty."""
        national = self.plan.national
        grounds = [
            Ground(rule, self.at(rule.works, row), rule.works, rule.kind is Kind.MUST_REFUSE)
            for rule in national.rules
            if rule.kind in (Kind.MUST_REFUSE, Kind.MAY_REFUSE) and rule.reaches(self.plan.form)
        ]
        grounds += [
            Ground(reached.rule, self.at(reached.works, row), reached.works, reached.rule.kind is Kind.MUST_REFUSE, reached)
            for reached in self.plan.reached_without_treaty
        ]
        return StatuteResult(
            self.at(national.known, row) is Truth.YES, self.at(national.open, row), self.at(national.requirements, row), tuple(grounds)
        )

    def hangs_on_law(self, result: BasisResult, row: int) -> bool:
        """Whether a basis stays open because of law that is not known, whatever the facts."""
        basis = result.plan
        scope = basis.scopes.get(result.role)
        parts = [basis.force, basis.content, basis.not_replaced, basis.requirements, *([scope] if scope is not None else [])]
        return any(self._only_law(part, row) for part in parts)

    def _only_law(self, node: int, row: int) -> bool:
        missing = self.missing(node, row)
        return bool(missing) and all(name.startswith(LAW) for name in missing)


def assess(plan: PairPlan, rows: Sequence[Row]) -> Assessment:
    """Evaluate a compiled pair over rows."""
    return Assessment(plan, tuple(rows), evaluate(plan.program, plan.ledger.fill(rows), len(rows)))
