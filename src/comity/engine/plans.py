# SPDX-License-Identifier: EUPL-1.2
"""What a compiled pair knows of each basis: which nodes of the program answer which question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from comity.engine.leaves import Ledger
from comity.logic.program import Program
from comity.model.law import Instrument, Kind, Provision, Relation, Role, Statement

_EXTRADITION = frozenset({"extradition"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One provision as it works between the two sides.

    ``applies``: it is law between them that day; ``holds``: its condition; ``works``: both. ``within``, of a basis: whether the case falls
    under it, apart from what lets a fallback clause help; elsewhere the same as ``works``. ``by`` is the side whose law or right it
    is; ``kind`` and ``article`` differ from the provision's where reciprocity turns a statement against its maker.
    """

    instrument: Instrument
    provision: Provision
    kind: Kind
    article: str
    by: str
    applies: int
    holds: int
    works: int
    within: int
    statement: Statement | None = None
    mirrored: bool = False
    readings: tuple[Statement, ...] = ()

    @property
    def ground(self) -> str:
        """The ground, or nothing."""
        return self.provision.ground

    def reaches(self, form: str) -> bool:
        """Whether it reaches a form of extradition: one on extradition reaches another form only if it says so; no form is all of them."""
        return not form or form in (self.provision.forms or _EXTRADITION)


@dataclass(frozen=True, slots=True)
class Replacement:
    """That another instrument takes the place of a basis between the two sides."""

    instrument: Instrument
    relation: Relation
    works: int


@dataclass(frozen=True, slots=True)
class BasisPlan:
    """One instrument, with the protocols that belong to it, as a basis for the measure.

    By role: ``scopes``: the case falls under it; ``carries``: it is in force, stands and covers the case, and its clause may help (what the
    lab reads of the world); ``outcomes``: its requirements are met and its content is known as well.
    """

    instrument: Instrument
    protocols: tuple[tuple[Instrument, int], ...]
    form: str
    force: int
    lacks: int
    content: int
    replaced: tuple[Replacement, ...]
    not_replaced: int
    scopes: Mapping[Role, int]
    carries: Mapping[Role, int]
    requirements: int
    outcomes: Mapping[Role, int]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """A rule from outside a basis, and the node that says whether it reaches that basis."""

    rule: Rule
    reaches: int
    works: int
    regulated_by: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class NationalPlan:
    """The law of one side without a treaty."""

    rules: tuple[Rule, ...]
    ways: tuple[Rule, ...]
    open: int
    requirements: int
    known: int


@dataclass(frozen=True, slots=True)
class Words:
    """What a finding of a rule says in one language, whatever the facts."""

    kind: str
    ground: str
    instrument: str
    says: str
    source: str
    as_of: str
    confidence: str
    lang: str
    notes: tuple[str, ...]
    mandatory: bool
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairPlan:
    """Everything compiled for two actors and a measure."""

    requesting: str
    requested: str
    measure: str
    form: str
    program: Program
    ledger: Ledger
    bases: tuple[BasisPlan, ...]
    national: NationalPlan
    sender: tuple[Rule, ...]
    reached: Mapping[str, tuple[Reached, ...]]
    reached_without_treaty: tuple[Reached, ...]
    definitions: Mapping[str, int]
    settling: Mapping[str, tuple[int, ...]]
    words: dict[tuple[int, str], Words] = field(default_factory=dict, compare=False)  # memo: rules live as long as their plan
