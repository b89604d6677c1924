# SPDX-License-Identifier: EUPL-1.2
"""What else is in force between the two decides whether a yielding clause works: gap paragraphs, fallback clauses of extradition."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from comity.engine.compiler import Compiler
from comity.model.expression import Expression, Op
from comity.model.law import Fallback, Instrument, InstrumentKind, Kind, Role, Side, Standing
from comity.model.said import said
from comity.model.truth import Truth

EXTRADITION = "extradition"
REQUIRES_TREATY = "requires-treaty"
_NEEDS = "state.requires_treaty.extradition"
_BASIS, _GAPS = (
    "treaty-basis",
    "gap-paragraphs",
)  # what states declare: a convention as treaty basis, gap paragraphs in place of their treaties
_SURRENDERS = (Standing.GENERAL, Standing.MADE_FOR)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """For one instrument: the node that leaves its gap paragraphs in place, and what lets a fallback clause of a treaty help."""

    gap: int
    helps: Callable[[Instrument, Fallback], int]


def nowhere(compiler: Compiler) -> Surroundings:
    """For rules that neither fill a gap nor stand in for a treaty."""
    never = compiler.known(Truth.NO, said("no gap"))
    return Surroundings(never, lambda owner, clause: never)


def is_extradition_treaty(instrument: Instrument, protocols: Iterable[Instrument]) -> bool:
    """Whether it is a treaty or Union act that itself lays down the duty to extradite or surrender to a state, for whatever offences."""
    if instrument.kind in (InstrumentKind.COURT_STATUTE, InstrumentKind.SCHEME) or instrument.no_basis:
        return False
    founding = any(
        rule.kind is Kind.BASIS and rule.role is Role.PRIMARY and EXTRADITION in rule.measures and rule.fallback is None
        for member in (instrument, *protocols)
        for rule in member.provisions
    )
    return founding and instrument.place(EXTRADITION).standing in _SURRENDERS


class Clauses:
    """What lets yielding clauses work between the two sides of a compiler."""

    def __init__(self, compiler: Compiler, extradition: Iterable[int]) -> None:
        self.compiler = compiler
        found = compiler.builder.any(extradition, said("a treaty or Union act on extradition is in force between the two"))
        self.no_treaty = compiler.builder.no(found)

    def gap(self, instrument: Instrument, general: Iterable[int]) -> int:
        """That no general treaty on the measure binds the two, or that the two agreed to apply the paragraphs in its place."""
        builder = self.compiler.builder
        none = builder.no(builder.any(general, said("a general treaty on the measure binds both")))
        asked = Expression(Op.STATED, name=_GAPS, value=(Side.REQUESTED.value, "no"))
        agreed = self.compiler.condition(asked, instrument) if _states(instrument, _GAPS) else None
        return none if agreed is None else builder.any([none, agreed])

    def helps(self, owner: Instrument, clause: Fallback) -> int:
        """That a fallback clause helps: no treaty on extradition in force, and states that need one, or need none, as the clause says.

        UNTOC 16(4) and its like stand in for the treaty that the requested state needs, unless it refused that; UNTOC 16(6) and its like
        speak of states that need none, on both sides. Silence leaves it unknown.
        """
        builder = self.compiler.builder
        if clause is Fallback.FREE:
            free = [builder.no(self._needs(owner, side)) for side in (Side.REQUESTING, Side.REQUESTED)]
            return builder.all([self.no_treaty, *free])
        taken = [self.compiler.condition(_stated(_BASIS, silent), owner) for silent in ("no", "unknown")]
        silent = builder.all([taken[1], self._needs(owner, Side.REQUESTED)])
        return builder.all([self.no_treaty, builder.any([taken[0], silent])])

    def _needs(self, owner: Instrument, side: Side) -> int:
        """That a side extradites on a treaty only: by its declaration to the convention, else by its law."""
        by_law = self.compiler.fact(f"{_NEEDS}.{side.value}")
        if not _states(owner, REQUIRES_TREATY):
            return by_law
        declared = Expression(Op.STATED, name=REQUIRES_TREATY, value=(side.value, "unknown"))
        return self.compiler.builder.first(self.compiler.condition(declared, owner), by_law)


def _stated(what: str, silent: str) -> Expression:
    return Expression(Op.STATED, name=what, value=(Side.REQUESTED.value, silent))


def _states(instrument: Instrument, what: str) -> bool:
    return any(effect.say == what for statement in instrument.statements for effect in statement.effects)
