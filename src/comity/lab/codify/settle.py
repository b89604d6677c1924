# SPDX-License-Identifier: EUPL-1.2
"""Settles what a condition of a source says about one state: its own statements and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comity.corpus.corpus import Corpus
from comity.model.expression import ALWAYS, Expression, Op
from comity.model.law import Instrument, Side

NEVER = Expression(Op.NOT, (ALWAYS,))


def leaves(expression: Expression) -> Iterator[Expression]:
    """The parts of a condition that have no parts."""
    if not expression.of:
        yield expression
    for part in expression.of:
        yield from leaves(part)


def inverse(expression: Expression) -> Expression:
    """The condition that holds where the other does not."""
    return expression.of[0] if expression.op is Op.NOT else Expression(Op.NOT, (expression,))


def joined(op: Op, parts: tuple[Expression, ...]) -> Expression:
    """All or any of the parts, without those that settle nothing, flat, each once."""
    neutral, absorbing = (ALWAYS, NEVER) if op is Op.ALL else (NEVER, ALWAYS)
    if absorbing in parts:
        return absorbing
    flat = tuple(inner for part in parts for inner in (part.of if part.op is op else (part,)))
    kept = tuple(dict.fromkeys(part for part in flat if part != neutral))
    if not kept:
        return neutral
    return kept[0] if len(kept) == 1 else Expression(op, kept)


@dataclass(frozen=True, slots=True)
class Settling:
    """The settling of conditions of one instrument for one state, which is the side that is asked."""

    corpus: Corpus
    instrument: Instrument
    state: str

    def settled(self, expression: Expression) -> Expression:
        """The condition without the parts that the state itself has already answered."""
        if expression.op in (Op.ALL, Op.ANY):
            return joined(expression.op, tuple(self.settled(part) for part in expression.of))
        if expression.op is Op.NOT:
            return inverse(self.settled(expression.of[0]))
        if expression.op is Op.STATED:
            return self._stated(expression)
        if expression.op in (Op.FACT, Op.IS):
            return self._known(expression)
        return expression

    def _stated(self, expression: Expression) -> Expression:
        side, silent = expression.value
        answers = [
            effect.answer
            for statement in self.instrument.statements
            if statement.by == self.state and statement.until is None and side == Side.REQUESTED.value
            for effect in statement.effects
            if effect.say == expression.name
        ]
        if answers:
            return ALWAYS if answers[-1] else NEVER
        return {"yes": ALWAYS, "no": NEVER}.get(silent, Expression(Op.UNKNOWN, name=f"what a party declared ({expression.name})"))

    def _known(self, expression: Expression) -> Expression:
        parts = expression.name.split(".")
        actor = self.corpus.by_code.get(self.state)
        if actor is None or parts[0] != "state" or parts[-1] != Side.REQUESTED.value:
            return expression
        name = ".".join(parts[1:-1])
        known = next((fact.value for fact in actor.facts if fact.name == name), None)
        if known is None:
            return expression
        holds = known in expression.value if expression.op is Op.IS else known == "true"
        return ALWAYS if holds else NEVER
