# SPDX-License-Identifier: EUPL-1.2
"""Compiles conditions of one pair of actors into a program of three-valued logic."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from comity.corpus.corpus import Corpus
from comity.engine.force import Between, Timeline, stopping, timeline
from comity.engine.leaves import (
    ActorLeaf,
    BetweenLeaf,
    CompareLeaf,
    ForceLeaf,
    HoldsLeaf,
    KnownLeaf,
    LackLeaf,
    Ledger,
    OffenceLeaf,
    SpanLeaf,
    StatementLeaf,
    StatusLeaf,
    TruthLeaf,
)
from comity.engine.statements import InEffect
from comity.logic.program import Builder
from comity.model.expression import COMPARISONS, Expression, Op
from comity.model.law import Binds, Instrument, Kind, Side, Statement
from comity.model.query import FactValue
from comity.model.said import Said, joined, remark, said
from comity.model.truth import Truth
from comity.model.vocabulary import FactType

LAW = "law: "
ALWAYS = remark("always")
ANYONE = "@"  # instead of an actor's code: the program is for every actor on that side, "@requesting" or "@requested"
Status = Callable[[Instrument, str], Timeline]


class Compiler:
    """The program of one pair while it is built, with what its leaves refer to.

    With ``ANYONE`` on both sides it is the program of all pairs at once: that an actor stands on a side is then a condition too.
    """

    def __init__(self, corpus: Corpus, requesting: str, requested: str, status: Status | None = None) -> None:
        self.corpus = corpus
        self.anyone = ANYONE in (requesting, requested)
        if self.anyone:
            requesting, requested = (f"{ANYONE}{side.value}" for side in (Side.REQUESTING, Side.REQUESTED))
        self.sides = {Side.REQUESTING: requesting, Side.REQUESTED: requested}
        self.builder = Builder()
        self.timelines: dict[ForceLeaf, Timeline] = {}
        self.between: dict[BetweenLeaf, Between] = {}
        self.statements: dict[StatementLeaf, InEffect] = {}
        self.defaults: dict[str, FactValue] = {}
        self._status = status or (lambda instrument, code: timeline(corpus, instrument, code))
        self._facts: dict[str, int] = {}
        self._defined: set[str] = set()
        self.settling: dict[str, tuple[int, ...]] = {}
        self._settlers: dict[str, tuple[tuple[int, bool], ...]] = {}
        self.settlers: Callable[[str], Iterable[tuple[int, bool]]] = _nothing_settles
        self._current = date.fromisoformat(corpus.as_of)

    def ledger(self) -> Ledger:
        """What the leaves refer to, once everything is compiled."""
        return Ledger(self.corpus, self.timelines, self.between, self.statements, self.defaults)

    # -- who stands on a side

    def acts(self, side: Side, code: str) -> int | None:
        """That an actor stands on a side; None where it cannot."""
        if self.anyone:
            return self.builder.leaf(ActorLeaf(side, code), said("{code} is the {side} side", code=code, side=remark(side.value)))
        return self.known(Truth.YES, said("that side")) if self.sides[side] == code else None

    def face(self, one: str, others: Iterable[str]) -> int | None:
        """That an actor faces one of these others, on whichever side; None where it cannot."""
        codes = tuple(others)
        found = []
        for side, opposite in ((Side.REQUESTING, Side.REQUESTED), (Side.REQUESTED, Side.REQUESTING)):
            mine = self.acts(side, one)
            theirs = [node for code in codes if (node := self.acts(opposite, code)) is not None]
            if mine is not None and theirs:
                found.append(self.builder.all([mine, self.builder.any(theirs)]))
        return self.builder.any(found) if found else None

    # -- force

    def status(self, instrument: Instrument, code: str) -> Timeline:
        """The status of an actor under an instrument."""
        key = ForceLeaf(instrument.id, code)
        known = self.timelines.get(key)
        if known is None:
            known = self.timelines[key] = self._status(instrument, code)
        return known

    def bound(self, instrument: Instrument, side: Side, on: str = "") -> int:
        """The instrument binds that side: on the day of the request, or on the day that a fact names."""
        code = self.sides[side]
        key = ForceLeaf(instrument.id, code, on)
        if not self.anyone:
            self.timelines[key] = self.status(instrument, code)
        return self.builder.leaf(key, on or law(said("{instrument} in force for {code}", instrument=instrument.id, code=code)))

    def force(self, instrument: Instrument, on: str = "") -> int:
        """The instrument is in force between the two sides (or binds the requested side, where that is enough)."""
        if instrument.national:
            return self._national_force(instrument)
        if instrument.binds is Binds.REQUESTED:
            above = [self._treaty(instrument.parent, on)] if instrument.parent else []
            return self.builder.all([self.bound(instrument, Side.REQUESTED, on), *above])
        parts = [self._standing(instrument, on)]
        parts.extend(self.builder.no(node) for node in self._stops(instrument, on))
        if instrument.members is not None and instrument.members.towards_others:
            members = [self._has_status(instrument, side, "member") for side in (Side.REQUESTING, Side.REQUESTED)]
            parts.append(self.builder.no(self.builder.all(members, said("it binds the members towards others, not among themselves"))))
        if instrument.parent:
            parts.append(self._treaty(instrument.parent, on))
        one, other = self.sides.values()
        label = said("{instrument} in force between {one} and {other}", instrument=instrument.id, one=one, other=other)
        return self.builder.all(parts, joined("", [label, said(" on {on}", on=on)]) if on else label)

    def _standing(self, instrument: Instrument, on: str) -> int:
        """Both are bound; or both apply it provisionally, or duties outlive the end of one, where the instrument says so."""
        builder = self.builder
        sides = (Side.REQUESTING, Side.REQUESTED)
        bound = {side: self.bound(instrument, side, on) for side in sides}
        ways = [builder.all(bound.values())]
        if instrument.provisional and not on:
            ways.append(builder.all(self._has_status(instrument, side, "provisional") for side in sides))
        after = instrument.after_effect
        if after is not None and not on:
            outlived = self.condition(after.when, instrument)
            ways += [
                builder.all([self._has_status(instrument, side, "ended"), bound[other], outlived]) for side, other in (sides, sides[::-1])
            ]
        return builder.any(ways)

    def lacks(self, instrument: Instrument) -> int:
        """A list of parties that may be incomplete simply lacks a side: the instrument is then no basis, and is unchecked."""
        asked = (Side.REQUESTED,) if instrument.binds is Binds.REQUESTED else (Side.REQUESTING, Side.REQUESTED)
        return self.builder.any(self._lacks(instrument, side) for side in asked)

    def _lacks(self, instrument: Instrument, side: Side) -> int:
        code = self.sides[side]
        if not self.anyone:
            self.status(instrument, code)
        return self.builder.leaf(LackLeaf(instrument.id, code), law(said("{instrument} lists {code}", instrument=instrument.id, code=code)))

    def firm(self, instrument: Instrument) -> int:
        """The instrument binds both, works between them, and its list of parties lacks neither."""
        sides = (Side.REQUESTING, Side.REQUESTED)
        bound = [self.bound(instrument, side) for side in sides]
        lacking = [self.builder.no(self._lacks(instrument, side)) for side in sides]
        return self.builder.all([self.force(instrument), *bound, *lacking])

    def _national_force(self, statute: Instrument) -> int:
        if statute.in_force is None:
            return self.known(Truth.NO, said("{instrument} is not in force", instrument=statute.id))
        return self.span(statute.in_force.first, None) if statute.in_force.first else self.known(Truth.YES, said("national law"))

    def _treaty(self, name: str, on: str = "") -> int:
        """Force of a treaty that another names; one that is not in this body of law binds nobody."""
        known = self.corpus.by_id.get(name)
        return (
            self.force(known, on)
            if known is not None
            else self.known(Truth.NO, said("{instrument} is not in this body of law", instrument=name))
        )

    def _has_status(self, instrument: Instrument, side: Side, status: str) -> int:
        code = self.sides[side]
        if not self.anyone:
            self.status(instrument, code)
        label = said("{code} under {instrument}: {status}", code=code, instrument=instrument.id, status=remark(status))
        return self.builder.leaf(StatusLeaf(instrument.id, code, status), label)

    def _stops(self, instrument: Instrument, on: str = "") -> Iterable[int]:
        """Events and statements that keep an instrument from working between two actors, whatever each has signed."""
        for number, stop in enumerate(stopping(instrument)):
            faces = self.face(stop.event.actor, stop.event.towards)
            if faces is not None:
                key = BetweenLeaf(instrument.id, number, on)
                self.between[key] = stop
                works = self.builder.leaf(
                    key, law(said("{instrument} {kind} between the two", instrument=instrument.id, kind=remark(stop.event.kind.value)))
                )
                yield self.builder.all([faces, works])
        for statement in instrument.statements:
            if any(effect.exclude_all for effect in statement.effects):
                faces = self.face(statement.by, statement.towards)
                if faces is not None:
                    yield self.builder.all([faces, self.statement(instrument, statement, on)])

    # -- statements

    def stands(self, statement: Statement, maker: Side) -> int | None:
        """That the maker of a statement is on a side, and one to whom it is addressed on the other; None where that cannot be."""
        acts = self.acts(maker, statement.by)
        if acts is None or not statement.towards:
            return acts
        other = Side.REQUESTED if maker is Side.REQUESTING else Side.REQUESTING
        towards = [node for code in statement.towards if (node := self.acts(other, code)) is not None]
        return self.builder.all([acts, self.builder.any(towards)]) if towards else None

    def statement(self, instrument: Instrument, statement: Statement, on: str = "") -> int:
        """The statement is in effect: on the day of the request, or on the day that a fact names."""
        key = StatementLeaf(instrument.id, statement.id, on)
        if key not in self.statements:
            maker = statement.by if instrument.rows else ""
            self.statements[key] = InEffect(statement, self.status(instrument, maker or statement.by), self._current)
        label = said(
            "{code}'s {kind} to {instrument} {articles}: {says}",
            code=statement.by,
            kind=remark(statement.kind.value),
            instrument=instrument.id,
            articles=", ".join(statement.to),
            says=statement.says,
        )
        made = self.builder.leaf(key, law(label))
        lifting = []
        for other in instrument.statements:
            if other is not statement and any(statement.id in effect.lift for effect in other.effects):
                faces = self.face(other.by, other.towards or [statement.by])
                if faces is not None:
                    lifting.append(self.builder.no(self.builder.all([faces, self.statement(instrument, other, on)])))
        return self.builder.all([made, *lifting])

    # -- known truths, spans

    def known(self, truth: Truth, why: Said) -> int:
        """A truth that is the same for every row."""
        return self.builder.leaf(KnownLeaf(truth, why), law(why) if truth is Truth.UNKNOWN else why)

    def span(self, since: date | None, until: date | None) -> int:
        """The day of the request lies in a span."""
        return self.builder.leaf(
            SpanLeaf(since, until), said("between {since} and {until}", since=str(since or "..."), until=str(until or "..."))
        )

    # -- conditions

    def condition(self, expression: Expression, owner: Instrument, says: str = "") -> int:  # noqa: PLR0911 - one return an operator
        """The node of a condition in a provision of ``owner``."""
        builder = self.builder
        match expression.op:
            case Op.ALWAYS:
                return self.known(Truth.YES, ALWAYS)
            case Op.ALL:
                return builder.all((self.condition(part, owner) for part in expression.of), says)
            case Op.ANY:
                return builder.any((self.condition(part, owner) for part in expression.of), says)
            case Op.NOT:
                return builder.no(self.condition(expression.of[0], owner), says)
            case Op.FACT:
                return self.fact(expression.name)
            case Op.UNKNOWN:
                return self.known(Truth.UNKNOWN, remark(expression.name))
            case Op.PARTY:
                return self._party(expression)
            case Op.STATED:
                return self._stated(expression, owner)
            case _:
                return self._leaf(expression)

    def _leaf(self, expression: Expression) -> int:
        name, op = expression.name, expression.op
        if op is Op.OFFENCE:
            return self.builder.leaf(OffenceLeaf(expression.value), said("offence"))
        if op in COMPARISONS:
            return self.builder.leaf(CompareLeaf(op, name, self._bound(name, expression.value[0])), name)
        codes = {Side.REQUESTING.value: self.sides[Side.REQUESTING], Side.REQUESTED.value: self.sides[Side.REQUESTED]}
        words = frozenset(codes.get(word, word) for word in expression.value) if op is Op.HAS else frozenset(expression.value)
        return self.builder.leaf(HoldsLeaf(name, words), name)

    def _bound(self, name: str, bound: str) -> float | date:
        return date.fromisoformat(bound) if self.corpus.facts[name].type is FactType.DAY else float(bound.split(maxsplit=1)[0])

    def _party(self, expression: Expression) -> int:
        instrument = self.corpus.by_id.get(expression.name)
        if instrument is None:
            return self._treaty(expression.name)
        who, on = Side(expression.value[0]), expression.value[1]
        return self.force(instrument, on) if who is Side.BOTH else self.bound(instrument, who, on)

    def _stated(self, expression: Expression, owner: Instrument) -> int:
        side, silent = Side(expression.value[0]), Truth[expression.value[1].upper()]
        builder = self.builder
        given: dict[bool, list[int]] = {True: [], False: []}
        for statement in owner.statements:
            answers = {effect.answer for effect in statement.effects if effect.say == expression.name}
            stands = self.stands(statement, side) if answers else None
            if stands is not None:
                for answer in answers:
                    given[answer].append(builder.all([stands, self.statement(owner, statement)]))
        agreed, not_refused = builder.any(given[True]), builder.no(builder.any(given[False]))
        label = said("{code} stated {what}", code=self.sides[side], what=remark(expression.name))
        if silent is Truth.YES:
            return builder.any([agreed, not_refused], label)
        if silent is Truth.NO:
            return builder.any([agreed], label)
        open_ = self.known(Truth.UNKNOWN, said("whether {what}", what=label))
        return builder.any([agreed, builder.all([not_refused, open_])], label)

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
        self._defined.add(name)
        self._facts[name] = self.builder.first(self.builder.leaf(TruthLeaf(name), name), node)

    def definitions(self) -> dict[str, int]:
        """The nodes of the facts that something defines."""
        return {name: node for name, node in self._facts.items() if name in self._defined or self._has_definition(name)}

    def _has_definition(self, name: str) -> bool:
        return bool(self._settling(name)) or any(item.fact == name for item in self.corpus.vocabulary.derived)

    def _settling(self, name: str) -> tuple[tuple[int, bool], ...]:
        """The rules that settle a fact, each with the truth that it settles."""
        known = self._settlers.get(name)
        if known is None:
            self._settlers[name] = ()  # a rule whose condition speaks of the fact itself sees what was given
            known = self._settlers[name] = tuple(self.settlers(name))
        return known

    def derived(self, name: str, given: int) -> int:
        """What definitions and rules say of a fact; unknown, like the fact itself, where they say nothing."""
        builder = self.builder
        definitions = [self.condition(item.when, _NOWHERE) for item in self.corpus.vocabulary.derived if item.fact == name]
        node = builder.any(definitions) if definitions else given
        for rule, to in self._settling(name):
            node = builder.any([rule, node]) if to else builder.all([builder.no(rule), node])
        self.settling[name] = tuple(rule for rule, _ in self._settling(name))
        return node


def law(why: Said) -> Said:
    """The label of law that is not known."""
    return said("law: {why}", why=why)


def bare(label: str) -> str:
    """A label without the mark of law that is not known."""
    if isinstance(label, Said) and label.phrase.startswith(LAW):
        why = label.parts["why"]
        return why if isinstance(why, str) else label
    return label


def _nothing_settles(name: str) -> Iterable[tuple[int, bool]]:
    """Without a measure no rule of a treaty settles a fact."""
    return ()


_NOWHERE = Instrument(id="vocabulary", title=None, short=None, kind=None)  # type: ignore[arg-type]

__all__ = ["LAW", "Compiler", "Kind", "Status"]
