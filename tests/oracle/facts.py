# SPDX-License-Identifier: EUPL-1.2
"""Writes a body of law as facts of a logic program: what stands in the files, nothing that follows from it.

Days are integers. A day is written as the first day that it may be and the first day on which it has come for certain (for
``2023``: the first day of 2023 and that of 2024). Conditions are trees of numbered nodes; equal conditions are one node.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from comity.corpus.corpus import Corpus
from comity.model.day import Day
from comity.model.expression import COMPARISONS, Expression, Op
from comity.model.law import (
    Binds,
    Content,
    Effect,
    Instrument,
    Kind,
    Membership,
    Parties,
    Provision,
    Relation,
    RelationKind,
    Side,
    Statement,
    StatementKind,
    StatusEvent,
    StatusRow,
)
from comity.model.vocabulary import FactType

DECIDING = (Kind.BASIS, Kind.REQUIRE, Kind.DEEMS)
STATEMENTS = "statements/"
SCALE = 100
"""Numbers and money are written in hundredths, so that they are integers."""

Term = str | int
Key = tuple[Term, ...]


def quoted(text: str) -> str:
    """A text as a term."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def word(text: str) -> str:
    """A word of a closed list as a constant."""
    return text.replace("-", "_")


def fact(name: str, *terms: Term) -> str:
    """One fact."""
    return f"{name}({','.join(str(term) for term in terms)})." if terms else f"{name}."


def sure(day: Day) -> int:
    """The first day on which a known day has come for certain."""
    if day.last is None:
        raise ValueError("the day is not known")
    return day.last.toordinal() + (0 if day.exact is not None else 1)


def first(day: Day) -> int:
    """The first day that a known day may be."""
    if day.first is None:
        raise ValueError("the day is not known")
    return day.first.toordinal()


class Nodes:
    """Numbers the conditions."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.lines: list[str] = []
        self._known: dict[Key, int] = {}

    def node(self, expression: Expression, owner: str) -> int:  # noqa: PLR0911 - one return an operator
        """The number of a condition; what statements say is read from the instrument ``owner``."""
        match expression.op:
            case Op.ALWAYS:
                return self._leaf(("always",))
            case Op.ALL | Op.ANY:
                return self._group("both" if expression.op is Op.ALL else "either", [self.node(part, owner) for part in expression.of])
            case Op.NOT:
                return self._leaf(("negates", self.node(expression.of[0], owner)))
            case Op.FACT:
                return self._leaf(("fact", quoted(expression.name)))
            case Op.UNKNOWN:
                return self._leaf(("unknown",))
            case Op.PARTY:
                return self._party(expression)
            case Op.STATED:
                return self._stated(expression, owner)
            case _:
                return self._test(expression)

    def _leaf(self, key: Key, more: Iterable[tuple[str, Term]] = ()) -> int:
        extra = tuple(more)
        full = (*key, *(term for pair in extra for term in pair))
        number = self._known.get(full)
        if number is None:
            number = self._known[full] = len(self._known)
            self.lines.append(fact(str(key[0]), number, *key[1:]))
            self.lines.extend(fact(name, number, term) for name, term in extra)
        return number

    def _group(self, op: str, parts: list[int]) -> int:
        if not parts:
            return self._leaf(("always" if op == "both" else "never",))
        found = parts[-1]
        for part in reversed(parts[:-1]):
            found = self._leaf((op, part, found))
        return found

    def _party(self, expression: Expression) -> int:
        who, day = expression.value
        key: Key = ("party", quoted(expression.name), who)
        return self._leaf(("party_on", *key[1:], quoted(day)) if day else key)

    def _stated(self, expression: Expression, owner: str) -> int:
        side, silent = expression.value
        return self._leaf(("stated", quoted(owner), quoted(expression.name), side), [("silence", silent)])

    def _test(self, expression: Expression) -> int:
        name = quoted(expression.name)
        if expression.op in COMPARISONS:
            return self._leaf(("size", word(expression.op.value), name, self._bound(expression)))
        if expression.op is Op.OFFENCE:
            return self._group("either", [self._leaf(("class", quoted(wanted))) for wanted in expression.value])
        roles = (Side.REQUESTING.value, Side.REQUESTED.value) if expression.op is Op.HAS else ()
        return self._leaf(("one_of", name), [("role", w) if w in roles else ("word", quoted(w)) for w in expression.value])

    def _bound(self, expression: Expression) -> int:
        bound = expression.value[0]
        if self.corpus.facts[expression.name].type is FactType.DAY:
            return date.fromisoformat(bound).toordinal()
        return round(float(bound.split()[0]) * SCALE)


def write(corpus: Corpus) -> str:
    """The whole body of treaty law, the actors and the vocabulary as facts; national law carries no treaty basis and is left out."""
    nodes = Nodes(corpus)
    lines = [fact("today", date.fromisoformat(corpus.as_of).toordinal())]
    lines += _vocabulary(corpus, nodes)
    lines += _actors(corpus)
    treaties = [instrument for instrument in corpus.instruments if not instrument.national]
    for instrument in treaties:
        lines += _instrument(instrument, corpus)
        lines += _status(instrument)
        lines += _provisions(instrument, nodes)
        lines += _statements(instrument, nodes)
        lines += _relations(instrument, nodes)
    lines += _deeming(treaties)
    return "\n".join(lines + nodes.lines)


# -- vocabulary and actors


def _vocabulary(corpus: Corpus, nodes: Nodes) -> Iterator[str]:
    for measure in corpus.vocabulary.measures:
        yield fact("measure", quoted(measure.id))
        yield fact("coercive", quoted(measure.id), "yes" if measure.coercive else "no")
        if measure.family == "extradition":
            yield fact("extradition_family", quoted(measure.id))
    for offence in corpus.vocabulary.offences:
        yield fact("alias", quoted(offence.id))
        yield from (fact("code_of", quoted(offence.id), quoted(code)) for code in offence.iccs)
        yield from (fact("within", quoted(offence.id), quoted(broader)) for broader in offence.within)
    for spec in corpus.vocabulary.facts:
        if spec.same_as:
            yield fact("follows", quoted(spec.name), quoted(spec.same_as))
    names = dict.fromkeys(item.fact for item in corpus.vocabulary.derived)
    for name in names:
        definitions = tuple(item.when for item in corpus.vocabulary.derived if item.fact == name)
        yield fact("defined", quoted(name), nodes.node(Expression(Op.ANY, definitions), ""))


def codes(corpus: Corpus) -> frozenset[str]:
    """Every ICCS code that the vocabulary or a condition names."""
    found = {code for offence in corpus.vocabulary.offences for code in offence.iccs}
    for instrument in corpus.instruments:
        for condition in conditions(instrument):
            found.update(w for part in parts(condition) if part.op is Op.OFFENCE for w in part.value if w.isdigit())
    return frozenset(found)


def prefixes(known: Iterable[str]) -> Iterator[str]:
    """Which code begins with which."""
    everything = sorted(set(known))
    for shorter in everything:
        for longer in everything:
            if longer.startswith(shorter):
                yield fact("prefix", quoted(shorter), quoted(longer))


def conditions(instrument: Instrument) -> Iterator[Expression]:
    """Every condition of an instrument on which force or outcome may hang."""
    for provision in instrument.provisions:
        if provision.kind in DECIDING:
            yield provision.when
    for relation in instrument.relations:
        yield relation.when
    for statement in instrument.statements:
        for effect in statement.effects:
            yield effect.when
            if effect.add is not None and effect.add.kind in DECIDING:
                yield effect.add.when


def parts(expression: Expression) -> Iterator[Expression]:
    """A condition and all conditions in it."""
    yield expression
    for part in expression.of:
        yield from parts(part)


def _actors(corpus: Corpus) -> Iterator[str]:
    for actor in corpus.actors:
        code = quoted(actor.code)
        yield fact("actor", code, actor.kind.value)
        if actor.of:
            yield fact("territory_of", code, quoted(actor.of))
        for number, member in enumerate(actor.members):
            yield fact("member", code, quoted(member.actor), number, member.since.toordinal())
            if member.until is not None:
                yield fact("member_until", code, quoted(member.actor), number, member.until.toordinal())
        for known in actor.facts:
            truths = {"true": "truth(yes)", "false": "truth(no)"}
            value = truths.get(known.value) or f"word({quoted(known.value)})"
            for side in (Side.REQUESTING.value, Side.REQUESTED.value):
                yield fact("state_fact", code, quoted(f"state.{known.name}.{side}"), side, value)


# -- instruments and status


def _instrument(instrument: Instrument, corpus: Corpus) -> Iterator[str]:
    name = quoted(instrument.id)
    yield fact("instrument", name)
    yield fact("kind", name, word(instrument.kind.value))
    if instrument.parent in corpus.by_id:
        yield fact("parent", name, quoted(instrument.parent))
    yield from (fact("creates", name, quoted(code)) for code in instrument.creates)
    yield from (fact("one_of_pair", name, quoted(code)) for code in instrument.pair)
    marks = {
        "binds_requested_alone": instrument.binds is Binds.REQUESTED,
        "basis_only": instrument.content is Content.BASIS_ONLY,
        "unconfirmed": not instrument.confirmed,
        "no_basis": bool(instrument.no_basis),
        "never_in_force": instrument.in_force is None,
    }
    yield from (fact(mark, name) for mark, here in marks.items() if here)
    for place in instrument.places:
        for measure in sorted(place.measures):
            yield fact("place_for", name, quoted(measure), word(place.standing.value))
        if not place.measures:
            yield fact("place", name, word(place.standing.value))
    if instrument.in_force is not None and instrument.in_force.known:
        yield fact("general", name, first(instrument.in_force), sure(instrument.in_force))
    if instrument.adopted is not None and instrument.adopted.first is not None and instrument.adopted.last is not None:
        yield fact("adopted", name, instrument.adopted.first.toordinal(), instrument.adopted.last.toordinal())


def _status(instrument: Instrument) -> Iterator[str]:
    name = quoted(instrument.id)
    if instrument.parties is not None:
        yield from _parties(name, instrument.parties)
    yield from (fact("unread", name, quoted(code)) for code in sorted(instrument.unread))
    for number, row in enumerate(instrument.rows):
        yield from _row(name, number, row)
    for number, event in enumerate(instrument.events):
        yield from _event(name, number, event)
    if instrument.members is not None:
        yield from _members(name, instrument.members)


def _parties(name: str, parties: Parties) -> Iterator[str]:
    yield fact("list", name, "complete" if parties.complete else "incomplete")
    if parties.to is not None:
        yield fact("list_to", name, parties.to.toordinal())
    if parties.after_unknown:
        yield fact("after_unknown", name)
    yield from (fact("open_to", name, quoted(code)) for code in sorted(parties.open_to))


def _members(name: str, members: Membership) -> Iterator[str]:
    yield fact("membership", name, quoted(members.of), members.since.toordinal())
    if members.until is not None:
        yield fact("membership_until", name, members.until.toordinal())
    if members.towards_others:
        yield fact("towards_others", name)
    for number, opt_out in enumerate(members.except_):
        yield fact("except", name, number, quoted(opt_out.actor))
        if opt_out.since is not None:
            yield fact("except_from", name, number, opt_out.since.toordinal())
        if opt_out.until is not None:
            yield fact("except_until", name, number, opt_out.until.toordinal())


def _row(name: str, number: int, row: StatusRow) -> Iterator[str]:
    actor = quoted(row.actor)
    yield fact("row", name, actor, number, word(row.kind.value))
    if row.of:
        yield fact("row_of", name, actor, number, quoted(row.of))
    for column, day in (("signed", row.signed), ("consent", row.consent), ("in_force", row.in_force), ("ended", row.ended)):
        if day is not None and day.known:
            yield fact("row_day", name, actor, number, column, first(day), sure(day))
        elif day is not None:
            yield fact("row_unknown", name, actor, number, column)


def _event(name: str, number: int, event: StatusEvent) -> Iterator[str]:
    yield fact("event", name, number, word(event.kind.value), quoted(event.actor))
    yield from (fact("event_towards", name, number, quoted(code)) for code in event.towards)
    yield from (fact("reading", name, number, reading.on.toordinal()) for reading in event.readings)
    for column, day in (("event_from", event.since), ("event_until", event.until)):
        if day is not None and day.known:
            yield fact(column, name, number, first(day), sure(day))
        elif day is not None:
            yield fact(f"{column}_unknown", name, number)
    if event.lapses:
        yield fact("event_lapses", name, number)
    if event.no_relations:
        yield fact("no_relations", name, number)


# -- provisions, statements and relations


def articles(article: str) -> Iterator[str]:
    """An article and every article that holds it: ``6(1)(a)`` lies in ``6(1)`` and in ``6``."""
    yield article
    yield from (article[: match.start()] for match in re.finditer(r"[(.]", article) if match.start())


def _provision(name: str, provision: Provision, nodes: Nodes) -> Iterator[str]:
    rule = quoted(provision.id)
    yield fact("provision", name, rule, word(provision.kind.value))
    yield from (fact("at", name, rule, quoted(article)) for article in articles(provision.article))
    for target in (*provision.strikes, *provision.replaces):
        owner, _, struck = target.partition(":")
        if struck.startswith(STATEMENTS):
            yield fact("fells", name, rule, quoted(owner), quoted(struck.removeprefix(STATEMENTS)))
        else:
            yield fact("strikes", name, rule, quoted(owner), quoted(struck))
    if provision.kind not in DECIDING:
        return
    yield fact("when", name, rule, nodes.node(provision.when, name.strip('"')))
    yield from (fact("for_measure", name, rule, quoted(measure)) for measure in sorted(provision.measures))
    if provision.kind is Kind.BASIS:
        yield fact("basis_role", name, rule, provision.role.value)
        if provision.form:
            yield fact("form_of", name, rule, word(provision.form))
    yield from (fact("for_form", name, rule, word(form)) for form in sorted(provision.forms or {"extradition"}))
    if provision.gap:
        yield fact("gap", name, rule)
    if provision.optional_by_statement:
        yield fact("optional", name, rule)
    if provision.since is not None:
        yield fact("law_from", name, rule, provision.since.toordinal())
    if provision.until is not None:
        yield fact("law_until", name, rule, provision.until.toordinal())


def _provisions(instrument: Instrument, nodes: Nodes) -> Iterator[str]:
    for provision in instrument.provisions:
        yield from _provision(quoted(instrument.id), provision, nodes)


def _deeming(treaties: Iterable[Instrument]) -> Iterator[str]:
    counts: dict[tuple[str, str], int] = {}
    for instrument in treaties:
        added = [e.add for statement in instrument.statements for e in statement.effects if e.add is not None]
        for provision in (*instrument.provisions, *added):
            if provision.kind is Kind.DEEMS:
                key = (provision.fact, "yes" if provision.to else "no")
                counts[key] = counts.get(key, 0) + 1
                yield fact("deems", quoted(key[0]), key[1], counts[key], quoted(instrument.id), quoted(provision.id))
    for name in sorted({name for name, _ in counts}):
        yield from (fact("deeming", quoted(name), value, counts.get((name, value), 0)) for value in ("yes", "no"))


def _statements(instrument: Instrument, nodes: Nodes) -> Iterator[str]:
    name = quoted(instrument.id)
    strikers = {provision.id for provision in instrument.provisions if provision.strikes or provision.replaces}
    kinds = {provision.id: provision.kind for provision in instrument.provisions}
    touched = strikers | {rule for rule, kind in kinds.items() if kind in DECIDING}
    yield from _readings(instrument, touched)
    for statement in instrument.statements:
        effects = [line for effect in statement.effects for line in _effect(instrument, statement, effect, (touched, nodes))]
        if effects or statement.unseen:
            yield from _statement(name, statement)
            yield from effects


def _statement(name: str, statement: Statement) -> Iterator[str]:
    made = quoted(statement.id)
    yield fact("statement", name, made, word(statement.kind.value))
    yield fact("made_by", name, made, quoted(statement.by))
    yield from (fact("made_towards", name, made, quoted(code)) for code in statement.towards)
    for article in statement.to:
        yield fact("made_to", name, made, quoted(article))
        yield from (fact("article_in", quoted(article), quoted(whole)) for whole in articles(article))
    sides = (Side.REQUESTING, Side.REQUESTED) if statement.as_ is Side.BOTH else (statement.as_,)
    yield from (fact("speaks_as", name, made, side.value) for side in sides)
    if statement.since.known:
        yield fact("made_on", name, made, first(statement.since), sure(statement.since))
    if statement.until is not None and statement.until.known:
        yield fact("withdrawn_on", name, made, first(statement.until), sure(statement.until))
    elif statement.until is not None:
        yield fact("withdrawal_day_unknown", name, made)
    if statement.lapses:
        yield fact("lapsing", name, made)
    if statement.check:
        yield fact("to_check", name, made)
    if statement.unseen:
        yield fact("unseen", name, made)
    if statement.divided:
        yield fact("divided", name, made)


def _readings(instrument: Instrument, touched: set[str]) -> Iterator[str]:
    """How courts read a rule, numbered by rule."""
    found: dict[str, list[str]] = {}
    for statement in instrument.statements:
        if statement.kind is StatementKind.READING:
            for effect in statement.effects:
                if effect.replace in touched:
                    found.setdefault(effect.replace, []).append(statement.id)
    for rule, made in found.items():
        yield fact("readings", quoted(instrument.id), quoted(rule), len(made))
        for number, statement_id in enumerate(made, start=1):
            yield fact("nth_reading", quoted(instrument.id), quoted(rule), number, quoted(statement_id))


def _effect(instrument: Instrument, statement: Statement, effect: Effect, where: tuple[set[str], Nodes]) -> Iterator[str]:
    touched, nodes = where
    name, made = quoted(instrument.id), quoted(statement.id)
    if effect.exclude_all:
        yield fact("excludes_all", name, made)
    yield from (fact("excludes", name, made, quoted(rule)) for rule in (*effect.exclude, *effect.instead_of) if rule in touched)
    yield from (fact("chooses", name, made, quoted(rule)) for rule in effect.choose if rule in touched)
    if effect.replace in touched:
        yield fact("changes", name, made, quoted(effect.replace), nodes.node(effect.when, instrument.id))
    yield from (fact("lifts", name, made, quoted(other)) for other in effect.lift)
    if effect.say:
        yield fact("says", name, made, quoted(effect.say), "yes" if effect.answer else "no")
    if effect.add is not None and effect.add.kind in DECIDING:
        yield fact("adds", name, made, quoted(effect.add.id))
        yield from _provision(name, effect.add, nodes)


def _relations(instrument: Instrument, nodes: Nodes) -> Iterator[str]:
    name = quoted(instrument.id)
    for number, relation in enumerate(instrument.relations):
        if relation.kind is RelationKind.SUPERSEDES:
            yield fact("supersedes", name, number)
            yield from _target(name, number, relation)
            yield fact("relation_when", name, number, nodes.node(relation.when, instrument.id))
            yield from (fact("relation_measure", name, number, quoted(measure)) for measure in sorted(relation.measures))
            if relation.since is not None:
                yield fact("relation_from", name, number, relation.since.toordinal())
            if relation.until is not None:
                yield fact("relation_until", name, number, relation.until.toordinal())


def _target(name: str, number: int, relation: Relation) -> Iterator[str]:
    target = relation.of
    if target.id:
        yield fact("target", name, number, quoted(target.id))
        return
    yield fact("target_class", name, number)
    if target.kind is not None:
        yield fact("target_kind", name, number, word(target.kind.value))
    if target.parent:
        yield fact("target_parent", name, number, quoted(target.parent))
    if target.older is not None:
        yield fact("target_older", name, number, "yes" if target.older else "no")
