# SPDX-License-Identifier: EUPL-1.2
"""What is set side by side: a treaty, the law of a state, or a draft, as the rules that it holds on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from comity.corpus.corpus import Corpus
from comity.engine.force import timeline
from comity.lab.compare.topics import Stand, Topic, stands
from comity.model.errors import WrongInput
from comity.model.expression import Expression
from comity.model.law import Content, CoverageState, Instrument, InstrumentKind, Kind, Provision, Relation, Statement
from comity.model.truth import Truth

WHOLE = ""  # the place of what is said of no single measure


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing said: where, in which words, and the stand it takes.

    ``rule`` is the id of the provision or statement; it, source and confidence are of no weight where two entries are compared.
    """

    instrument: str
    article: str
    says: str
    stand: Stand
    notes: tuple[str, ...] = ()
    rule: str = field(default="", compare=False)
    source: str = field(default="", compare=False)
    confidence: str = field(default="", compare=False)


@dataclass(frozen=True)
class Column:
    """One side of a comparison: what it says on each measure, and whether what it does not say is known.

    ``covers`` names the topics that were entered at all (None: every topic); on others its silence is not known.
    """

    label: str
    title: str
    entries: Mapping[str, tuple[Entry, ...]]
    measures: frozenset[str]
    complete: bool
    gaps: tuple[str, ...]
    unknown: frozenset[str] = frozenset()
    covers: frozenset[Topic] | None = None

    def silence_known(self, topic: Topic, subject: str, *, served: bool) -> bool:
        """Whether that it says nothing on a subject means that it has no such rule."""
        if subject in self.unknown:
            return False
        return not served or (self.complete and (self.covers is None or topic in self.covers))

    @cached_property
    def served(self) -> frozenset[str]:
        """The measures that it serves, and what is said of no single one."""
        return self.measures | {WHOLE}


def of_instrument(corpus: Corpus, law: Instrument, on: date, label: str = "") -> Column:
    """A treaty, act or draft by itself."""
    served = _served([law], on)
    rules = [(law, rule) for rule in law.provisions if _current(rule, on)]
    entries = _by_measure(corpus, rules, served)
    entries[WHOLE] = tuple(_relation(law, relation) for relation in law.relations)
    return Column(label or law.id, law.title.en, entries, served, law.content is Content.FORMALISED, tuple(_gaps(law)))


def of_states(corpus: Corpus, codes: Sequence[str], on: date) -> tuple[Column, ...]:
    """The law of states, the treaties that bind them, and their statements to those treaties that bind all of them."""
    for code in codes:
        if not corpus.national.get(code):
            raise WrongInput(f"no law of {code} is in the corpus", where="--states", do="see `comity law list --kind statute`")
    bound = {code: _bound(corpus, code, on) for code in codes}
    shared = [law for law in corpus.instruments if all(bound[code].get(law.id) is Truth.YES for code in codes)]
    return tuple(_of_state(corpus, code, (bound[code], shared), on) for code in codes)


def _of_state(corpus: Corpus, code: str, treaties: tuple[Mapping[str, Truth], list[Instrument]], on: date) -> Column:
    laws = corpus.national[code]
    served = _served(laws, on)
    rules = [(law, rule) for law in laws for rule in law.provisions if _current(rule, on)]
    entries = _by_measure(corpus, rules, served)
    bound, shared = treaties
    entries[WHOLE] = (*_treaties(corpus, bound), *(entry for law in shared for entry in _statements(law, code, on)))
    complete = any(law.kind is not InstrumentKind.PRACTICE and law.kind is not InstrumentKind.CONSTITUTION for law in laws)
    unknown = frozenset(corpus.by_id[name].title.en for name, truth in bound.items() if truth is Truth.UNKNOWN)
    gaps = tuple(f"{law.id} {gap}" for law in laws for gap in _gaps(law))
    spoken = {entry.stand.topic for found in entries.values() for entry in found}
    covers = frozenset({*spoken, Topic.MEASURES, Topic.STATEMENTS, Topic.TREATIES})
    return Column(code, f"law of {corpus.by_code[code].name.en}", entries, served, complete, gaps, unknown, covers)


def _served(laws: Iterable[Instrument], on: date) -> frozenset[str]:
    bases = (rule for law in laws for rule in law.provisions if rule.kind is Kind.BASIS and _current(rule, on))
    return frozenset(measure for rule in bases for measure in rule.measures)


def _current(rule: Provision, on: date) -> bool:
    return (rule.since is None or rule.since <= on) and (rule.until is None or on < rule.until)


def _by_measure(corpus: Corpus, rules: list[tuple[Instrument, Provision]], served: frozenset[str]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {measure: [] for measure in served}
    for law, rule in rules:
        own = frozenset(m for other in law.provisions if other.kind is Kind.BASIS for m in other.measures)
        for measure in (rule.measures or own or served) & served:
            found[measure].extend(_entry(law, rule, stand) for stand in stands(rule, corpus, measure))
    return {measure: tuple(entries) for measure, entries in found.items()}


def _entry(law: Instrument, rule: Provision, stand: Stand) -> Entry:
    marks = [
        ("only where no other treaty on assistance binds both", rule.gap),
        (f"confidence {rule.confidence.value}", rule.confidence != "high"),
    ]
    notes = tuple(words for words, holds in marks if holds)
    return Entry(law.id, rule.article, rule.says.en, stand, notes, rule.id, *_provenance(law, rule))


def _provenance(law: Instrument, datum: Provision | Relation | Statement) -> tuple[str, str]:
    return (law.source(datum.source).words if datum.source else "", datum.confidence.value)


def _relation(law: Instrument, relation: Relation) -> Entry:
    target = relation.of.id or " ".join(filter(None, ("older" if relation.of.older else "", relation.of.kind or "any", "instruments")))
    stand = Stand(Topic.RELATIONS, f"relation to {target}", relation.kind.value.replace("-", " "), relation.when)
    return Entry(law.id, relation.article, relation.says.en, stand, (), "", *_provenance(law, relation))


def _bound(corpus: Corpus, code: str, on: date) -> Mapping[str, Truth]:
    """The instruments that bind a state, or may."""
    near = (corpus.by_id[name] for name in sorted(corpus.concerned.get(code, ())))
    lines = {law.id: timeline(corpus, law, code).on(on) for law in near if not law.national}
    return {name: force.truth for name, force in lines.items() if force.truth is not Truth.NO}


def _treaties(corpus: Corpus, bound: Mapping[str, Truth]) -> Iterator[Entry]:
    for name, truth in bound.items():
        if truth is Truth.YES:
            title = corpus.by_id[name].title.en
            yield Entry(name, "", f"is bound by it: {title}", Stand(Topic.TREATIES, title, "bound", Expression()))


def _statements(law: Instrument, code: str, on: date) -> Iterator[Entry]:
    for statement in law.statements:
        if statement.by == code and _counts(statement, on):
            article = ", ".join(statement.to)
            subject = f"{law.id} {article}".strip()
            for sense, when in _senses(law, statement):
                stand = Stand(Topic.STATEMENTS, subject, sense, when)
                yield Entry(law.id, article, statement.says.en, stand, (), statement.id, *_provenance(law, statement))


def _counts(statement: Statement, on: date) -> bool:
    begun = statement.since.reached(on) is not Truth.NO
    return begun and (statement.until is None or statement.until.reached(on) is not Truth.YES)


def _senses(law: Instrument, statement: Statement) -> Iterator[tuple[str, Expression]]:
    """What a statement does, in words that are equal where two statements do the same."""
    if not statement.effects:
        yield statement.kind.value, Expression()
    for effect in statement.effects:
        if effect.exclude_all:
            yield "excludes the treaty", Expression()
        for name in effect.exclude:
            yield f"excludes {name}", Expression()
        if effect.replace:
            yield f"puts another condition into {effect.replace}", effect.when
        for name in effect.choose:
            yield f"chooses {name}", Expression()
        if effect.say:
            yield f"says {effect.say}: {'yes' if effect.answer else 'no'}", Expression()
        if effect.add is not None:
            yield _added(effect.add), effect.add.when
        if effect.lift:
            yield f"objects to {', '.join(effect.lift)}", Expression()


def _added(rule: Provision) -> str:
    what = (
        rule.ground or ", ".join((*rule.value.languages, rule.value.translation)) or rule.value.name or rule.value.route or rule.value.field
    )
    return f"adds {rule.kind.value.replace('-', ' ')}: {what}".removesuffix(": ")


def _gaps(law: Instrument) -> Iterator[str]:
    for line in law.coverage:
        if line.state in (CoverageState.NOT_FORMALISED, CoverageState.SHOWN):
            yield f"art. {line.article}: {line.why or line.state.value}"
