# SPDX-License-Identifier: EUPL-1.2
"""Invented states and treaties for the contradiction detector, on the real vocabulary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from comity.corpus.corpus import Corpus
from comity.corpus.load import load
from comity.lab.contradictions.find import contradictions_of
from comity.lab.contradictions.types import ClashKind, Contradiction
from comity.model.actors import Actor, ActorKind
from comity.model.day import Day
from comity.model.expression import ALWAYS, Expression, Op
from comity.model.law import (
    Confidence,
    Instrument,
    InstrumentKind,
    Kind,
    Parties,
    Provision,
    Role,
    Source,
    StatusKind,
    StatusRow,
)
from comity.model.text import Text

ON = date(2026, 1, 1)
OLD = Day(date(1990, 1, 1), date(1990, 1, 1))
NEW = Day(date(2010, 1, 1), date(2010, 1, 1))
EXTRADITION = frozenset({"extradition"})
SEARCH = frozenset({"search-seizure"})


def fact(name: str) -> Expression:
    return Expression(Op.FACT, name=name)


def no(part: Expression) -> Expression:
    return Expression(Op.NOT, (part,))


def both(*parts: Expression) -> Expression:
    return Expression(Op.ALL, parts)


def at_least(name: str, bound: int) -> Expression:
    return Expression(Op.AT_LEAST, name=name, value=(str(bound),))


def own_national() -> Expression:
    return Expression(Op.HAS, name="person.nationality", value=("requested",))


POLITICAL = fact("offence.political")
DUAL = fact("offence.dual")
DEATH = both(fact("offence.death_penalty.requesting"), no(fact("assurance.death_penalty")))
PENALTY = "offence.max_penalty_months.requesting"


def rule(article: str, kind: Kind, when: Expression = ALWAYS, **more: object) -> Provision:
    """A provision on extradition, unless it says otherwise."""
    fields: dict[str, object] = {"measures": EXTRADITION, "when": when, **more}
    return Provision(f"art-{article}", article, kind, Text(f"article {article}"), "s", Confidence.HIGH, **fields)  # type: ignore[arg-type]


def basis(article: str = "1", when: Expression = ALWAYS, **more: object) -> Provision:
    return rule(article, Kind.BASIS, when, **more)


def limits() -> Provision:
    """The basis of a treaty that carries no request: it limits the requested state."""
    return basis("0", role=Role.CONSTRAINT)


def treaty(id_: str, *rules: Provision, parties: tuple[str, ...] = ("XA", "XB"), **more: object) -> Instrument:
    rows = tuple(StatusRow(code, StatusKind.RATIFICATION, "s", Confidence.HIGH, in_force=OLD) for code in parties)
    fields: dict[str, object] = {"adopted": OLD, "in_force": OLD, **more}
    return Instrument(
        id_,
        Text(id_),
        Text(id_),
        InstrumentKind.CONVENTION,
        sources=(Source("s", "invented"),),
        parties=Parties(complete=True, to=ON),
        rows=rows,
        provisions=rules,
        **fields,  # type: ignore[arg-type]
    )


def law(id_: str, *rules: Provision, kind: InstrumentKind = InstrumentKind.STATUTE, adopted: Day = OLD) -> Instrument:
    return Instrument(
        id_, Text(id_), Text(id_), kind, sources=(Source("s", "invented"),), of="XA", adopted=adopted, in_force=OLD, provisions=rules
    )


@cache
def vocabulary() -> Corpus:
    return load()


def corpus(*laws: Instrument) -> Corpus:
    ranks = ("constitution", "treaty", "code", "statute", "practice")
    states = tuple(
        Actor(code, ActorKind.STATE, Text(code), hierarchy=ranks, languages=("xa",) if code == "XA" else ()) for code in ("XA", "XB", "XC")
    )
    return replace(vocabulary(), actors=states, instruments=laws, routes=(), searched=())


def found(*laws: Instrument, kind: ClashKind | None = None) -> list[Contradiction]:
    everything = contradictions_of(corpus(*laws), on=ON, state="XA")
    return [item for item in everything if kind is None or item.kind is kind]


def without(laws: tuple[Instrument, ...], instrument: str, provision: str) -> tuple[Instrument, ...]:
    """The same law without one provision."""
    return tuple(
        replace(item, provisions=tuple(p for p in item.provisions if p.id != provision)) if item.id == instrument else item for item in laws
    )


CPC = InstrumentKind.CODE
CONSTITUTION = InstrumentKind.CONSTITUTION
REFUSES = rule("2", Kind.MUST_REFUSE, POLITICAL, ground="political-offence")
TREATY = treaty("fx-001", basis())
TWO_TREATIES = (TREATY, treaty("fx-002", basis(), REFUSES, adopted=NEW))
