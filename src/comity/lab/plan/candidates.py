# SPDX-License-Identifier: EUPL-1.2
"""Reforms that a state could make: treaties open to it, reservations it could take back, treaties with partners without a basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from comity.corpus.corpus import Corpus
from comity.engine.force import timeline
from comity.engine.statements import InEffect
from comity.lab.reform import Conclude, Join, Reform, Withdraw
from comity.lab.reform_parts import copy_of, formalised
from comity.model.errors import WrongInput
from comity.model.law import (
    Instrument,
    InstrumentKind,
    Kind,
    Parties,
    RelationKind,
    Role,
    StatementKind,
    StatusKind,
)
from comity.model.truth import Truth

MODEL = "model:"  # what a choice of a treaty on a model is called, before the model's id
WORLDWIDE = 100  # a treaty with so many parties is open to all
MODELS = 3
FEW = 2  # measures that a further model must add
_TREATIES = frozenset({InstrumentKind.CONVENTION, InstrumentKind.PROTOCOL})
_WITHDRAWN = frozenset({StatementKind.RESERVATION, StatementKind.DECLARATION})


@dataclass(frozen=True, slots=True)
class Limits:
    """What the user rules out: partners, instruments that stay as they are, models and treaties to be considered."""

    not_with: frozenset[str] = frozenset()
    keep: frozenset[str] = frozenset()
    models: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    bilaterals: bool = True


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reform; ``choice`` is what it is called where sets are evaluated: for a treaty on a model it is the same for all partners."""

    reform: Reform
    choice: str
    partner: str = ""


@dataclass(frozen=True)
class Offer:
    """The candidates, and what was left out and why."""

    candidates: tuple[Candidate, ...]
    models: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]


def offer(corpus: Corpus, states: Sequence[str], partners: Sequence[str], on: date, limits: Limits) -> Offer:
    """Every candidate of these states on a day."""
    found: list[Candidate] = []
    left_out: dict[str, str] = {}
    models = tuple(limits.models) if limits.models else chosen_models(corpus, states) if limits.bilaterals else ()
    for name in limits.keep | set(limits.also) | set(models):
        if name not in corpus.by_id:
            raise WrongInput(f"unknown instrument {name!r}", where="plan", do="see `comity law list`")
    for law in corpus.instruments:
        for state in states:
            why = _not_open(corpus, law, state, on, limits)
            if not why:
                found.append(Candidate(Join(state, law.id, on, _kind(law, state)), law.id))
            elif why != "-":
                left_out[law.id] = why
            found.extend(_withdrawals(corpus, law, state, on, limits))
    for model in models:
        copy_of(corpus.by_id[model], corpus, (states[0], states[0]), on)  # refuses what is no model
        found.extend(_treaties(model, states, partners, on, limits))
    return Offer(tuple(found), models, tuple(sorted(left_out.items())))


def _kind(law: Instrument, state: str) -> StatusKind:
    signed = any(row.actor == state and row.signed is not None for row in law.rows)
    return StatusKind.RATIFICATION if signed else StatusKind.ACCESSION


def _not_open(corpus: Corpus, law: Instrument, state: str, on: date, limits: Limits) -> str:
    """Why a treaty is no candidate; "" where it is one, "-" where it could not be one at all."""
    if law.kind not in _TREATIES or law.pair or law.creates or law.members is not None or law.parties is None or not _serves(law):
        return "-"
    status = timeline(corpus, law, state).on(on)
    if status.truth is Truth.YES:
        return "-"
    reasons = (
        (
            law.id in limits.keep or any(_replaces(law, kept) for kept in limits.keep),
            "to be kept, or takes the place of what is to be kept",
        ),
        (law.in_force is None, "not in force: to join alone changes nothing yet"),
        (
            status.truth is Truth.UNKNOWN and not status.lacking,
            f"whether it binds {state} is not known: {status.says or status.status}",
        ),
        (
            law.id not in limits.also and not _in_circle(corpus, law, state),
            f"whether it is open to {state} is not known; consider it all the same with --also",
        ),
    )
    return next((why for holds, why in reasons if holds), "")


def _serves(law: Instrument) -> bool:
    return not law.no_basis and any(rule.kind is Kind.BASIS and rule.role is not Role.CONSTRAINT for rule in law.provisions)


def _in_circle(corpus: Corpus, law: Instrument, state: str) -> bool:
    """Open to a state: named among those to whom it is open, on record for it, worldwide, or a protocol to a treaty that binds it."""
    if law.parties is not None and law.parties.open_to:
        return state in law.parties.open_to
    if any(row.actor == state for row in law.rows) or len(law.rows) >= WORLDWIDE:
        return True
    parent = corpus.by_id.get(law.parent)
    return parent is not None and any(row.actor == state and row.in_force is not None for row in parent.rows)


def _replaces(law: Instrument, kept: str) -> bool:
    return any(relation.kind is RelationKind.SUPERSEDES and relation.of.id == kept for relation in law.relations)


def _withdrawals(corpus: Corpus, law: Instrument, state: str, on: date, limits: Limits) -> Iterator[Candidate]:
    if law.id in limits.keep:
        return
    for statement in law.statements:
        if statement.by == state and statement.kind in _WITHDRAWN and statement.effects:
            maker = timeline(corpus, law, state)
            if InEffect(statement, maker, date.fromisoformat(corpus.as_of)).on(on) is not Truth.NO:
                yield Candidate(Withdraw(state, law.id, statement.id, on), f"{law.id}:{statement.id}")


def _treaties(model: str, states: Sequence[str], partners: Sequence[str], on: date, limits: Limits) -> Iterator[Candidate]:
    for state in states:
        for partner in partners:
            twice = partner in states and partner < state
            if partner != state and partner not in limits.not_with and not twice:
                yield Candidate(Conclude(state, partner, model, on), f"{MODEL}{model}", partner)


# -- models


def chosen_models(corpus: Corpus, states: Sequence[str]) -> tuple[str, ...]:
    """The general conventions, of these states where they have any, whose content is written down and that together serve most measures."""
    kinds = (law for law in corpus.instruments if law.kind is InstrumentKind.CONVENTION and formalised(law))
    known = [law for law in kinds if not law.special and len(law.rows) < WORLDWIDE]
    own = [law for law in known if {row.actor for row in law.rows if row.in_force is not None} & set(states)] or known
    chosen: list[str] = []
    served: set[str] = set()
    while own and len(chosen) < MODELS:
        best = max(own, key=lambda law: (len(measures_of(law) - served), law.id))
        if len(measures_of(best) - served) < FEW:
            break
        chosen.append(best.id)
        served |= measures_of(best)
    return tuple(chosen)


def measures_of(law: Instrument) -> frozenset[str]:
    """The measures for which an instrument is a basis of its own."""
    return frozenset(m for rule in law.provisions if rule.kind is Kind.BASIS and rule.role is Role.PRIMARY for m in rule.measures)


def everybody(model: Instrument, corpus: Corpus, actors: Iterable[str], on: date) -> Instrument:
    """A treaty on a model between anybody and anybody, for evaluating all pairs at once: in each pair it is what the bilateral would be."""
    codes = tuple(actors)
    treaty = copy_of(model, corpus, (codes[0], codes[-1]), on)
    rows = tuple(replace(treaty.rows[0], actor=code) for code in codes)
    name = f"{MODEL}{model.id}"
    return replace(treaty, id=name, kind=InstrumentKind.CONVENTION, pair=(), parties=Parties(True, on), rows=rows)
