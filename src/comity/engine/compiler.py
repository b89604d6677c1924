# SPDX-License-Identifier: EUPL-1.2
"""Compiles conditions of one pair of actors into a program of three-valued logic."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from comity.corpus.corpus import Corpus
from comity.engine.force import Between, Timeline, between, timeline
from comity.engine.leaves import (
    BetweenLeaf,
    CompareLeaf,
    ForceLeaf,
    HoldsLeaf,
    KnownLeaf,
    Ledger,
    OffenceLeaf,
    SpanLeaf,
    StatementLeaf,
    TruthLeaf,
)
from comity.engine.statements import InEffect
from comity.logic.program import Builder
from comity.model.expression import COMPARISONS, Expression, Op
from comity.model.law import Binds, Instrument, Kind, Provision, Side, Statement
from comity.model.query import FactValue
from comity.model.truth import Truth
from comity.model.vocabulary import FactType

LAW = "law: "
Status = Callable[[Instrument, str], Timeline]


class Compiler:
    """The program of one pair while it is built, with what its leaves refer to."""

    def __init__(self, corpus: Corpus, requesting: str, requested: str, status: Status | None = None) -> None:
        self.corpus = corpus
        self.sides = {Side.REQUESTING: requesting, Side.REQUESTED: requested}
        self.builder = Builder()
        self.timelines: dict[ForceLeaf, Timeline] = {}
        self.between: dict[BetweenLeaf, Between] = {}
        self.statements: dict[StatementLeaf, InEffect] = {}
        self.defaults: dict[str, FactValue] = {}
        self._status = status or (lambda instrument, code: timeline(corpus, instrument, code))
        self._facts: dict[str, int] = {}
        self.settling: dict[str, tuple[int, ...]] = {}
        self._deems: dict[str, list[tuple[Instrument, Provision, Statement | None]]] = {}
        self._current = date.fromisoformat(corpus.as_of)

    def ledger(self) -> Ledger:
        """What the leaves refer to, once everything is compiled."""
        return Ledger(self.corpus, self.timelines, self.between, self.statements, self.defaults)

    # -- force

    def status(self, instrument: Instrument, code: str) -> Timeline:
        """The status of an actor under an instrument."""
        key = ForceLeaf(instrument.id, code)
        known = self.timelines.get(key)
        if known is None:
            known = self.timelines[key] = self._status(instrument, code)
        return known

    def bound(self, instrument: Instrument, side: Side) -> int:
        """The instrument binds that side."""
        code = self.sides[side]
        self.status(instrument, code)
        return self.builder.leaf(ForceLeaf(instrument.id, code), f"{LAW}{instrument.id} in force for {code}")

    def force(self, instrument: Instrument) -> int:
        """The instrument is in force between the two sides (or binds the requested side, where that is enough)."""
        if instrument.national:
            return self.known(Truth.YES, "national law")
        if instrument.binds is Binds.REQUESTED:
            return self.bound(instrument, Side.REQUESTED)
        parts = [self.bound(instrument, Side.REQUESTING), self.bound(instrument, Side.REQUESTED)]
        for number, event in enumerate(between(instrument, *self.sides.values())):
            key = BetweenLeaf(instrument.id, number)
            self.between[key] = event
            parts.append(self.builder.no(self.builder.leaf(key, f"{LAW}{instrument.id} {event.event.kind.value} between the two")))
        parts.extend(
            self.builder.no(self.statement(instrument, statement))
            for statement in instrument.statements
            if any(effect.exclude_all for effect in statement.effects) and self._between(statement)
        )
        if instrument.parent:
            parts.append(self.force(self.corpus.by_id[instrument.parent]))
        return self.builder.all(parts, f"{instrument.id} in force between {' and '.join(self.sides.values())}")

    def _between(self, statement: Statement) -> bool:
        one, other = self.sides.values()
        return (statement.by == one and other in statement.towards) or (statement.by == other and one in statement.towards)

    # -- statements

    def statement(self, instrument: Instrument, statement: Statement) -> int:
        """The statement is in effect on the day of the request."""
        key = StatementLeaf(instrument.id, statement.id)
        if key not in self.statements:
            maker = statement.by if instrument.rows else ""
            self.statements[key] = InEffect(statement, self.status(instrument, maker or statement.by), self._current)
        label = f"{LAW}{statement.by}'s {statement.kind.value} to {instrument.id} {', '.join(statement.to)}: {statement.says.en}"
        made = self.builder.leaf(key, label)
        lifting = [
            self.builder.no(self.statement(instrument, other))
            for other in instrument.statements
            if other.by in self.sides.values() and other.by != statement.by and any(statement.id in effect.lift for effect in other.effects)
        ]
        return self.builder.all([made, *lifting])

    # -- known truths, spans

    def known(self, truth: Truth, why: str) -> int:
        """A truth that is the same for every row."""
        return self.builder.leaf(KnownLeaf(truth, why), f"{LAW}{why}" if truth is Truth.UNKNOWN else why)

    def span(self, since: date | None, until: date | None) -> int:
        """The day of the request lies in a span."""
        return self.builder.leaf(SpanLeaf(since, until), f"between {since or '...'} and {until or '...'}")

    # -- conditions

    def condition(self, expression: Expression, owner: Instrument, says: str = "") -> int:  # noqa: PLR0911 - one return an operator
        """The node of a condition in a provision of ``owner``."""
        builder = self.builder
        match expression.op:
            case Op.ALWAYS:
                return self.known(Truth.YES, "always")
            case Op.ALL:
                return builder.all((self.condition(part, owner) for part in expression.of), says)
            case Op.ANY:
                return builder.any((self.condition(part, owner) for part in expression.of), says)
            case Op.NOT:
                return builder.no(self.condition(expression.of[0], owner), says)
            case Op.FACT:
                return self.fact(expression.name)
            case Op.UNKNOWN:
                return self.known(Truth.UNKNOWN, expression.name)
            case Op.PARTY:
                return self._party(expression)
            case Op.STATED:
                return self._stated(expression, owner)
            case _:
                return self._leaf(expression)

    def _leaf(self, expression: Expression) -> int:
        name, op = expression.name, expression.op
        if op is Op.OFFENCE:
            return self.builder.leaf(OffenceLeaf(expression.value), "offence")
        if op in COMPARISONS:
            return self.builder.leaf(CompareLeaf(op, name, self._bound(name, expression.value[0])), name)
        codes = {Side.REQUESTING.value: self.sides[Side.REQUESTING], Side.REQUESTED.value: self.sides[Side.REQUESTED]}
        words = frozenset(codes.get(word, word) for word in expression.value) if op is Op.HAS else frozenset(expression.value)
        return self.builder.leaf(HoldsLeaf(name, words), name)

    def _bound(self, name: str, bound: str) -> float | date:
        return date.fromisoformat(bound) if self.corpus.facts[name].type is FactType.DAY else float(bound.split(maxsplit=1)[0])

    def _party(self, expression: Expression) -> int:
        instrument = self.corpus.by_id[expression.name]
        who, day = Side(expression.value[0]), expression.value[1]
        if day:
            sides = (Side.REQUESTING, Side.REQUESTED) if who is Side.BOTH else (who,)
            return self.builder.all(self._bound_on(instrument, side, day) for side in sides)
        return self.force(instrument) if who is Side.BOTH else self.bound(instrument, who)

    def _bound_on(self, instrument: Instrument, side: Side, day: str) -> int:
        code = self.sides[side]
        key = ForceLeaf(instrument.id, code, day)
        self.timelines[key] = self.status(instrument, code)
        return self.builder.leaf(key, day)

    def _stated(self, expression: Expression, owner: Instrument) -> int:
        side, silent = Side(expression.value[0]), Truth[expression.value[1].upper()]
        builder = self.builder
        open_ = self.known(Truth.UNKNOWN, f"whether {self.sides[side]} stated {expression.name} to {owner.id}")
        said: dict[bool, list[int]] = {True: [], False: []}
        for statement in owner.statements:
            if statement.by == self.sides[side]:
                for effect in statement.effects:
                    if effect.say == expression.name:
                        said[effect.answer].append(self.statement(owner, statement))
        spoken = builder.first(
            builder.any([*said[True], open_]),
            builder.all([*(builder.no(node) for node in said[False]), open_]),
            f"{self.sides[side]} stated {expression.name}",
        )
        return spoken if silent is Truth.UNKNOWN else builder.first(spoken, self.known(silent, "silence"))

    # -- facts

    def fact(self, name: str) -> int:
        """A truth: as given, else as its definition or a rule between the two sides settles it."""
        node = self._facts.get(name)
        if node is not None:
            return node
        given = self.builder.leaf(TruthLeaf(name), name)
        self._facts[name] = given  # a definition that speaks of itself sees what was given
        node = self._facts[name] = self.builder.first(given, self.derived(name, given)) if self._has_definition(name) else given
        return node

    def define(self, name: str, node: int) -> None:
        """Let a node settle a fact, unless it is given."""
        self._facts[name] = self.builder.first(self.builder.leaf(TruthLeaf(name), name), node)

    def definitions(self) -> dict[str, int]:
        """The nodes of the facts that something defines."""
        return {name: node for name, node in self._facts.items() if self._has_definition(name)}

    def _has_definition(self, name: str) -> bool:
        return bool(self.deeming(name)) or any(item.fact == name for item in self.corpus.vocabulary.derived)

    def deeming(self, name: str) -> list[tuple[Instrument, Provision, Statement | None]]:
        """The rules in the law of the pair that settle a fact."""
        if not self._deems:
            self._deems[""] = []
            concerned = self.corpus.concerned.get(self.sides[Side.REQUESTED], frozenset())
            for instrument, provision, statement in self.corpus.deeming:
                if instrument.id in concerned and (statement is None or statement.by == self.sides[Side.REQUESTED]):
                    self._deems.setdefault(provision.fact, []).append((instrument, provision, statement))
        return self._deems.get(name, [])

    def derived(self, name: str, given: int) -> int:
        """What definitions and rules say of a fact; unknown, like the fact itself, where they say nothing."""
        builder = self.builder
        definitions = [self.condition(item.when, _NOWHERE) for item in self.corpus.vocabulary.derived if item.fact == name]
        node = builder.any(definitions) if definitions else given
        for instrument, provision, stated in self.deeming(name):
            made = [self.statement(instrument, stated)] if stated else []
            excluded = [
                builder.no(self.statement(instrument, statement))
                for statement in instrument.statements
                if statement.by in self.sides.values() and any(provision.id in effect.exclude for effect in statement.effects)
            ]
            label = f"{instrument.id} {provision.article}: {provision.says.en}"
            rule = builder.all([self.force(instrument), *made, *excluded, self.condition(provision.when, instrument)], label)
            self.settling[name] = (*self.settling.get(name, ()), rule)
            node = builder.any([rule, node]) if provision.to else builder.all([builder.no(rule), node])
        return node


_NOWHERE = Instrument(id="vocabulary", title=None, short=None, kind=None)  # type: ignore[arg-type]

__all__ = ["LAW", "Compiler", "Kind", "Status"]
