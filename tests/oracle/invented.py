# SPDX-License-Identifier: EUPL-1.2
"""Invented bodies of law: small, dense, and full of what real law has seldom.

Rough and unknown days, contested starts and ends, several periods, objections that lift reservations, readings of courts,
protocols that strike each other, statements that choose, replace, add and exclude, gap clauses and classes of older treaties.
Each seed is another world. Nothing that the loader refuses, and nothing that contradicts itself.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from comity.corpus.corpus import Corpus
from comity.model.actors import Actor, ActorKind, Member, StateFact
from comity.model.day import Day
from comity.model.expression import ALWAYS, Expression, Op
from comity.model.law import (
    Binds,
    Confidence,
    Content,
    Effect,
    EventKind,
    Instrument,
    InstrumentKind,
    Kind,
    Membership,
    OptOut,
    Parties,
    Place,
    Provision,
    Reading,
    Reciprocity,
    Relation,
    RelationKind,
    RelationTarget,
    Role,
    Side,
    Source,
    Standing,
    Statement,
    StatementKind,
    StatusEvent,
    StatusKind,
    StatusRow,
)
from comity.model.text import Text
from comity.model.vocabulary import Derived, FactSpec, FactType, Measure, Offence, Vocabulary

STATES = ("XA", "XB", "XC", "XD")
TERRITORY, UNION, COURT = "YA", "ZU", "ZC"
MEASURES = ("extradition", "search-seizure")
TRUTHS = ("fact.one", "fact.two", "fact.three", "fact.deemed", "fact.defined")
SIZE, DATE, SET = "fact.size", "fact.day", "fact.set"
OFFENCES = (
    Offence("broad", Text("broad"), ("01",)),
    Offence("narrow", Text("narrow"), ("0101",), ("broad",)),
    Offence("coded", Text("coded"), ("0202",)),
    Offence("uncoded", Text("uncoded")),
)
CONFIDENCE = Confidence.MEDIUM
YEARS = (2000, 2012)
ROW_KINDS = (
    *[StatusKind.RATIFICATION] * 12,
    StatusKind.ACCESSION,
    StatusKind.SIGNATURE,
    StatusKind.NOT_PARTY,
    StatusKind.PROVISIONAL_APPLICATION,
)
AIMED = (EventKind.OBJECTION, EventKind.NOT_APPLIED, EventKind.NOT_RECOGNISED)
EARLY = Day(date(2000, 6, 1), date(2000, 6, 1))
"""Half of the rows begin early, so that much is in force."""


class _Inventor:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  (nothing secret hangs on it)
        self.deems_to, self.says = self.maybe(0.3), self.maybe(0.5)  # one way in a world: what contradicts itself has no answer
        self.changed: set[tuple[str, str]] = set()

    # -- small things

    def maybe(self, share: float) -> bool:
        return self.random.random() < share

    def some(self, among: Sequence[str], most: int = 2) -> tuple[str, ...]:
        return tuple(sorted(self.random.sample(list(among), self.random.randint(1, min(most, len(among))))))

    def date(self) -> date:
        return date(YEARS[0], 1, 1) + timedelta(days=self.random.randint(0, 365 * (YEARS[1] - YEARS[0])))

    def day(self) -> Day:
        day = self.date()
        draw = self.random.random()
        if draw < 0.7:
            return Day(day, day)
        return Day.parse(f"{day:%Y}" if draw < 0.9 else f"{day:%Y-%m}")

    def days(self, count: int) -> list[Day]:
        """Days in their order."""
        return sorted((self.day() for _ in range(count)), key=lambda day: (day.last or date.min, day.first or date.min))

    # -- conditions

    def condition(self, others: Sequence[str], depth: int = 2) -> Expression:
        draw = self.random.random()
        if draw > 0.75:
            return Expression(Op.FACT, name=self.random.choice(TRUTHS)) if draw > 0.85 else ALWAYS
        if depth and draw < 0.35:
            op = self.random.choice((Op.ALL, Op.ANY))
            return Expression(op, tuple(self.condition(others, depth - 1) for _ in range(self.random.randint(1, 3))))
        if depth and draw < 0.45:
            return Expression(Op.NOT, (self.condition(others, depth - 1),))
        return self.leaf(others)

    def leaf(self, others: Sequence[str]) -> Expression:  # noqa: PLR0911 - one return a kind of condition
        kind = self.random.choice(
            ["always", "fact", "fact", "fact", "size", "day", "is", "has", "offence", "offence", "party", "stated", "unknown"]
        )
        match kind:
            case "fact":
                return Expression(Op.FACT, name=self.random.choice(TRUTHS))
            case "size":
                op = self.random.choice((Op.AT_LEAST, Op.MORE_THAN, Op.AT_MOST, Op.LESS_THAN))
                return Expression(op, name=SIZE, value=(self.random.choice(("6", "12")),))
            case "day":
                return Expression(Op.AT_LEAST, name=DATE, value=(self.date().isoformat(),))
            case "is":
                return Expression(Op.IS, name=SET, value=self.some(("red", "green", "blue")))
            case "has":
                return Expression(Op.HAS, name="fact.states", value=self.some(("requesting", "requested", "XA")))
            case "offence":
                return Expression(Op.OFFENCE, value=self.some(("broad", "narrow", "coded", "uncoded", "0101")))
            case "party":
                who = self.random.choice([side.value for side in Side])
                return Expression(Op.PARTY, name=self.random.choice(others), value=(who, DATE if self.maybe(0.3) else ""))
            case "stated":
                side = self.random.choice((Side.REQUESTING.value, Side.REQUESTED.value))
                return Expression(Op.STATED, name="word", value=(side, self.random.choice(("yes", "no", "unknown"))))
            case "unknown":
                return Expression(Op.UNKNOWN, name="a text that was not read")
            case _:
                return ALWAYS

    # -- status

    def extension(self) -> StatusRow:
        ended = self.day() if self.maybe(0.1) else None
        in_force = EARLY if ended else self.day()
        return StatusRow(TERRITORY, StatusKind.TERRITORIAL_EXTENSION, "s", CONFIDENCE, in_force=in_force, ended=ended, of="XA")

    def rows(self, actor: str) -> Iterator[StatusRow]:
        kind = self.random.choice(ROW_KINDS)
        if kind is StatusKind.SIGNATURE:
            yield StatusRow(actor, kind, "s", CONFIDENCE, signed=self.day())
            return
        if kind is StatusKind.NOT_PARTY:
            yield StatusRow(actor, kind, "s", CONFIDENCE)
            return
        signed, consent, in_force, ended, again = self.days(5) if self.maybe(0.5) else [EARLY, EARLY, EARLY, *self.days(2)]
        row = StatusRow(
            actor,
            kind,
            "s",
            CONFIDENCE,
            signed=signed if self.maybe(0.3) else None,
            consent=consent if self.maybe(0.7) else Day(),
            in_force=in_force if self.maybe(0.85) else self.random.choice((None, Day())),
            ended=ended if self.maybe(0.2) else Day() if self.maybe(0.05) else None,
        )
        yield row
        later = again.first
        if row.ended is not None and row.ended.last is not None and later is not None and later > row.ended.last and self.maybe(0.5):
            yield StatusRow(actor, StatusKind.ACCESSION, "s", CONFIDENCE, in_force=again)

    def events(self, among: Sequence[str], rows: Sequence[StatusRow]) -> Iterator[StatusEvent]:
        """Events of these actors; a start only where no row says when."""
        dated = {row.actor for row in rows if row.consent is not None or row.in_force is not None}
        for _ in range(self.random.choice((0, 0, 0, 1, 2))):
            event = self.event(among)
            if event.kind is not EventKind.START or event.actor not in dated:
                yield event

    def event(self, among: Sequence[str]) -> StatusEvent:
        kind = self.random.choice(list(EventKind))
        actor = self.random.choice(among)
        aimed = kind in AIMED or (kind is EventKind.SUSPENSION and self.maybe(0.7))
        since, until = self.days(2)
        event = StatusEvent(kind, actor, "s", CONFIDENCE, since=since, no_relations=kind is EventKind.OBJECTION and self.maybe(0.7))
        if aimed:
            event = replace(event, towards=self.some([code for code in among if code != actor]))
        if kind in (EventKind.END, EventKind.START) and self.maybe(0.6):
            readings = sorted(self.date() for _ in range(self.random.randint(1, 3)))
            return replace(event, since=None, readings=tuple(Reading(day, "s") for day in readings))
        if kind in (EventKind.SUSPENSION, EventKind.NOT_APPLIED) and self.maybe(0.5):
            event = replace(event, until=until)
        lapses = "something" if kind in (EventKind.SUSPENSION, EventKind.NOT_APPLIED) and self.maybe(0.3) else ""
        return replace(event, lapses=lapses)

    def parties(self) -> Parties:
        complete = self.maybe(0.7)
        circle = frozenset(self.some(STATES, 3)) if self.maybe(0.15) else frozenset()
        return Parties(complete, self.date() if complete else None, complete and self.maybe(0.3), circle)

    # -- rules

    def places(self) -> tuple[Place, ...]:
        """What it is for its measures: nothing said, one place for all, or one measure apart."""
        if self.maybe(0.5):
            return ()
        apart = (Place(self.random.choice(tuple(Standing)), "invented", frozenset(self.some(MEASURES, 1))),) if self.maybe(0.5) else ()
        return (*apart, Place(self.random.choice(tuple(Standing)), "invented"))

    def provision(self, name: str, others: Sequence[str]) -> Provision:
        kind = self.random.choice((Kind.BASIS, Kind.BASIS, Kind.BASIS, Kind.REQUIRE, Kind.REQUIRE, Kind.DEEMS, Kind.MAY_REFUSE))
        measures = frozenset(self.some(MEASURES)) if kind is Kind.BASIS or self.maybe(0.7) else frozenset()
        article = self.random.choice(("1", "2(1)", "2(2)", "3", "4(1)(a)"))
        rule = Provision(name, article, kind, Text("a rule"), "s", CONFIDENCE, when=self.condition(others), measures=measures)
        if kind is Kind.DEEMS:
            simple = self.leaf_without_facts()
            return replace(rule, fact="fact.deemed", to=self.deems_to, when=simple)
        since, until = sorted((self.date(), self.date()))
        return replace(
            rule,
            role=self.random.choice((Role.PRIMARY, Role.PRIMARY, Role.PRIMARY, Role.FALLBACK, Role.SUPPLEMENT, Role.CONSTRAINT))
            if kind is Kind.BASIS
            else Role.PRIMARY,
            gap=self.maybe(0.1),
            optional_by_statement=self.maybe(0.15),
            since=since if self.maybe(0.1) else None,
            until=until + timedelta(days=1) if self.maybe(0.1) else None,
        )

    def leaf_without_facts(self) -> Expression:
        offence = Expression(Op.OFFENCE, value=self.some(("broad", "coded")))
        return self.random.choice((ALWAYS, offence, Expression(Op.FACT, name="fact.one")))

    def statement(self, name: str, law: Instrument, others: Sequence[str]) -> Statement:
        by = self.random.choice(STATES)
        kinds = (StatementKind.RESERVATION, StatementKind.DECLARATION, StatementKind.NOTIFICATION)
        since, until = self.days(2)
        reciprocity = Reciprocity.MAY_BE_APPLIED if self.maybe(0.2) else Reciprocity.NONE
        made = Statement(
            name,
            by,
            self.random.choice(kinds),
            Text("a statement"),
            "s",
            CONFIDENCE,
            to=self.some(("1", "2", "3")) if self.maybe(0.9) else (),
            since=since if self.maybe(0.6) else Day(),
            until=until if self.maybe(0.25) else None,
            lapses="something" if self.maybe(0.1) else "",
            towards=self.some([code for code in STATES if code != by]) if self.maybe(0.2) else (),
            as_=self.random.choice((Side.REQUESTED, Side.REQUESTED, Side.REQUESTED, Side.REQUESTING, Side.BOTH)),
            reciprocity=reciprocity,
            reciprocity_article="2" if reciprocity is not Reciprocity.NONE else "",
        )
        return self.with_effect(made, law, others)

    def with_effect(self, made: Statement, law: Instrument, others: Sequence[str]) -> Statement:  # noqa: PLR0911 - one a kind
        rules = [rule.id for rule in law.provisions]
        optional = [rule.id for rule in law.provisions if rule.optional_by_statement]
        kinds = {rule.id: rule.kind for rule in law.provisions}
        draw = self.random.choice(("exclude", "replace", "replace", "add", "choose", "say", "unseen", "all", "reading"))
        if draw == "unseen":
            return replace(made, unseen=True, to=made.to or ("1",))
        if draw == "choose" and optional:
            return replace(made, effects=(Effect(choose=self.some(optional)),))
        if draw == "say":
            return replace(made, effects=(Effect(say="word", answer=self.says),))
        if draw == "all" and made.towards:
            return replace(made, effects=(Effect(exclude_all=True),))
        plain = [rule for rule in rules if kinds[rule] is not Kind.DEEMS]
        if draw in ("replace", "reading") and plain:
            rule = self.random.choice(plain)
            effect = Effect(replace=rule, when=self.condition(others))
            if draw == "reading":
                reading = replace(made, kind=StatementKind.READING, court="High Court", as_=Side.REQUESTED, effects=(effect,))
                return replace(reading, divided=self.maybe(0.3))
            if (law.id, rule) not in self.changed:  # two conditions in the place of one would contradict each other
                self.changed.add((law.id, rule))
                return replace(made, effects=(effect,))
        if draw == "add":
            added = self.provision(f"{made.id}/1", others)
            if added.kind is not Kind.BASIS:  # nobody makes a treaty a basis by a statement
                return replace(made, effects=(Effect(add=replace(added, optional_by_statement=False)),))
        return replace(made, effects=(Effect(exclude=self.some(rules)),))

    # -- instruments

    def instrument(self, number: int, made: Sequence[Instrument], names: Sequence[str]) -> Instrument:
        name = names[number]
        treaties = [law for law in made if not law.parent]
        draw = self.random.random()
        kind = InstrumentKind.BILATERAL if draw < 0.15 else InstrumentKind.CONVENTION
        if treaties and draw > 0.65:
            kind = InstrumentKind.PROTOCOL
        pair = self.random.sample(STATES, 2) if kind is InstrumentKind.BILATERAL else []
        parent = self.random.choice(treaties).id if kind is InstrumentKind.PROTOCOL else ""
        listed = pair or [code for code in (*STATES, TERRITORY) if self.maybe(0.95 if code in STATES else 0.2)]
        members = self.membership() if self.maybe(0.15) and not pair else None
        rowed = [code for code in listed if members is None or (code != TERRITORY and self.maybe(0.3))]
        rows = tuple(row for code in rowed for row in ([self.extension()] if code == TERRITORY else self.rows(code)))
        law = Instrument(
            id=name,
            title=Text(name),
            short=Text(name),
            kind=kind,
            parent=parent,
            pair=tuple(sorted(pair)),
            sources=(Source("s", "a list"),),
            creates=(COURT,) if number == 0 and self.maybe(0.3) else (),
            binds=Binds.REQUESTED if self.maybe(0.1) and not pair else Binds.BOTH,
            adopted=self.day() if self.maybe(0.8) else None,
            in_force=None if self.maybe(0.05) else Day() if self.maybe(0.3) else self.early(),
            content=Content.BASIS_ONLY if self.maybe(0.05) else Content.FORMALISED,
            places=self.places(),
            confirmed=not self.maybe(0.05),
            parties=replace(self.parties(), open_to=frozenset()) if pair else self.parties(),
            unread=frozenset(self.some(STATES, 1)) if self.maybe(0.1) else frozenset(),
            rows=rows,
            events=tuple(self.events(pair or STATES, rows)),
            members=members,
        )
        rules = tuple(self.provision(f"r{i}", names) for i in range(self.random.randint(2, 5)))
        if law.parent or not any(rule.kind is Kind.BASIS for rule in rules):
            rules = tuple(replace(rule, measures=rule.measures or frozenset(MEASURES)) for rule in rules)
        if law.binds is Binds.REQUESTED:  # a duty towards everybody limits; it never carries
            rules = tuple(replace(rule, role=Role.CONSTRAINT) if rule.kind is Kind.BASIS else rule for rule in rules)
        return replace(law, provisions=rules, relations=self.relations(number, names) if law.binds is Binds.BOTH else ())

    def early(self) -> Day:
        day = self.day()
        return Day.parse("2001") if self.maybe(0.2) else day if self.maybe(0.3) else Day(date(1999, 1, 1), date(1999, 1, 1))

    def membership(self) -> Membership:
        out = OptOut(self.random.choice(STATES), *self.random.choice(((None, None), (None, self.date()), (self.date(), None))))
        return Membership(UNION, self.date(), "s", CONFIDENCE, except_=(out,) if self.maybe(0.4) else ())

    def relations(self, number: int, names: Sequence[str]) -> tuple[Relation, ...]:
        if not self.maybe(0.4):
            return ()
        if self.maybe(0.5) and number:
            target = RelationTarget(id=self.random.choice(names[:number]))
        else:
            target = RelationTarget(kind=InstrumentKind.BILATERAL, older=self.random.choice((True, True, False, None)))
        measures = frozenset(self.some(MEASURES)) if self.maybe(0.3) else frozenset()
        when = self.leaf_without_facts() if self.maybe(0.2) else ALWAYS
        span = (self.date(), None) if self.maybe(0.1) else (None, None)
        return (Relation(RelationKind.SUPERSEDES, target, "9", Text("it replaces"), "s", CONFIDENCE, measures, when, *span),)

    def struck(self, law: Instrument, family: Sequence[Instrument]) -> Instrument:
        """A protocol with rules that strike those of its treaty or of an earlier protocol to it."""
        targets = [f"{other.id}:{rule.id}" for other in family for rule in other.provisions]
        targets += [f"{other.id}:statements/2" for other in family[:1]]
        rules = tuple(replace(rule, strikes=(self.random.choice(targets),)) if self.maybe(0.5) else rule for rule in law.provisions)
        return replace(law, provisions=rules)

    def lifting(self, law: Instrument) -> Instrument:
        """A treaty with an objection that takes a statement away."""
        if not law.statements or not self.maybe(0.6):
            return law
        lifted = self.random.choice(law.statements)
        by = self.random.choice([code for code in STATES if code != lifted.by])
        objection = Statement("objects", by, StatementKind.OBJECTION, Text("an objection"), "s", CONFIDENCE, since=self.day())
        objection = replace(objection, towards=(lifted.by,), effects=(Effect(lift=(lifted.id,)),))
        return replace(law, statements=(*law.statements, objection))

    # -- the world

    def world(self) -> Corpus:
        names = [f"fx-{number:03}" for number in range(1, self.random.randint(4, 7))]
        made: list[Instrument] = []
        for number in range(len(names)):
            law = self.instrument(number, made, names)
            family = [other for other in made if law.parent and law.parent in (other.id, other.parent)]
            law = self.struck(law, family) if family else law
            statements = tuple(self.statement(f"s{i}", law, names) for i in range(self.random.randint(0, 5)))
            made.append(self.lifting(replace(law, statements=statements)))
        return Corpus("0", date(2008, 1, 1).isoformat(), self.vocabulary(), self.actors(), tuple(made))

    def vocabulary(self) -> Vocabulary:
        facts = [FactSpec(name, FactType.TRUTH, Text(name)) for name in (*TRUTHS, "state.rule.requested")]
        facts.append(FactSpec(SIZE, FactType.NUMBER, Text(SIZE)))
        facts.append(FactSpec(DATE, FactType.DAY, Text(DATE)))
        facts.append(FactSpec(SET, FactType.SET, Text(SET), values=("red", "green", "blue")))
        facts.append(FactSpec("fact.states", FactType.SET, Text("states"), unit="states"))
        measures = (Measure(MEASURES[0], Text("e"), "extradition", True), Measure(MEASURES[1], Text("s"), "assistance", True))
        defined = (Expression(Op.FACT, name="fact.one"), Expression(Op.AT_LEAST, name=SIZE, value=("12",)))
        derived = Derived("fact.defined", Expression(Op.ALL, defined))
        return Vocabulary(measures, OFFENCES, (), tuple(facts), (derived,))

    def actors(self) -> tuple[Actor, ...]:
        facts = {code: StateFact("rule", self.random.choice(("true", "false")), "s", CONFIDENCE) for code in STATES}
        states = [Actor(code, ActorKind.STATE, Text(code), facts=(facts[code],)) for code in STATES]
        members = tuple(Member(code, self.date(), None) for code in STATES[:3])
        return (
            *states,
            Actor(TERRITORY, ActorKind.TERRITORY, Text(TERRITORY), of="XA"),
            Actor(UNION, ActorKind.UNION, Text(UNION), members=members),
            Actor(COURT, ActorKind.COURT, Text(COURT)),
        )


def invented(seed: int) -> Corpus:
    """The body of law of that seed."""
    return _Inventor(seed).world()
