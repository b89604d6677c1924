# SPDX-License-Identifier: EUPL-1.2
"""The norms that an act is made from: provisions of the sources, as their statements of one state leave them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from comity.corpus.corpus import Corpus
from comity.lab.codify.settle import NEVER, Settling, joined, leaves
from comity.model.errors import WrongInput
from comity.model.expression import ALWAYS, Expression, Op
from comity.model.law import Confidence, Instrument, InstrumentKind, Kind, Provision, Reach, Role, Statement

_SUPREME = frozenset({InstrumentKind.CONSTITUTION, InstrumentKind.REFERENDUM_ACT})


@dataclass(frozen=True, slots=True)
class Norm:
    """One provision of a source; ``rule`` holds its settled condition and the measures that it serves."""

    instrument: Instrument
    rule: Provision
    statement: str = ""
    aside: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Instrument and id: the name of the norm."""
        return self.instrument.id, self.rule.id

    @property
    def binds_all(self) -> bool:
        """Whether no policy may touch it: of the rank of the constitution, or a duty whatever the basis."""
        return self.instrument.kind in _SUPREME or (self.rule.reach is Reach.ALL and self.rule.kind is not Kind.BASIS)


def sources(corpus: Corpus, ids: Iterable[str]) -> tuple[Instrument, ...]:
    """The instruments of these ids; WrongInput for one that is not there, or for none."""
    found: dict[str, Instrument] = {}
    for id_ in ids:
        if id_ not in corpus.by_id:
            raise WrongInput(f"unknown instrument {id_!r}", where="--instruments", do="see `comity law list`")
        found[id_] = corpus.by_id[id_]
    if not found:
        raise WrongInput("there is no source to codify", where="--instruments", do="name instruments, or a state that has law")
    return tuple(found.values())


def norms_of(corpus: Corpus, instruments: Sequence[Instrument], state: str, without_treaty: tuple[str, str] = ("", "")) -> tuple[Norm, ...]:
    """Every norm of the sources in their order; those that cannot enter the act carry the reason in ``aside``.

    ``without_treaty`` is the topic on which national law makes demands only of requests without a treaty, and the fact that there is one.
    """
    struck = _struck(instruments)
    named = frozenset(measure for law in instruments for rule in law.provisions for measure in rule.measures)
    found: list[Norm] = []
    for instrument in instruments:
        statements = [item for item in instrument.statements if item.by == state and item.until is None and not item.towards]
        reading = _Reading(corpus, instrument, Settling(corpus, instrument, state), named, without_treaty)
        found.extend(_own(reading, statements))
        found.extend(_added(reading, statements))
    return tuple(replace(norm, aside=norm.aside or struck.get(f"{norm.instrument.id}:{norm.rule.id}", "")) for norm in found)


def _struck(instruments: Iterable[Instrument]) -> Mapping[str, str]:
    """The rules that a protocol among the sources strikes or replaces, with the reason."""
    return {
        target: f"{word} by {instrument.id} {rule.article}"
        for instrument in instruments
        for rule in instrument.provisions
        for word, targets in (("struck", rule.strikes), ("replaced", rule.replaces))
        for target in targets
    }


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the rules of one instrument are read with; ``named`` are the measures that any source names."""

    corpus: Corpus
    instrument: Instrument
    settling: Settling
    named: frozenset[str]
    without_treaty: tuple[str, str]

    def norm(self, rule: Provision, statement: str = "", aside: str = "") -> Norm:
        """The norm of a rule, its condition settled and its measures written out."""
        when = self._demanded(rule, self.settling.settled(rule.when))
        settled = replace(rule, when=when, measures=rule.measures or self._served(), optional_by_statement=False)
        return Norm(self.instrument, settled, statement, aside or _unfit(self.instrument, settled))

    def _demanded(self, rule: Provision, when: Expression) -> Expression:
        topic, fact = self.without_treaty
        ground = self.corpus.grounds.get(rule.ground)
        if rule.kind is not Kind.REQUIRE or not self.instrument.national or ground is None or (ground.topic or ground.id) != topic:
            return when
        return joined(Op.ANY, (Expression(Op.FACT, name=fact), when))

    def _served(self) -> frozenset[str]:
        """The measures of a rule that names none, as the engine reads it: those of the bases of its family; without any, all."""
        family = [self.instrument, *([self.corpus.by_id[self.instrument.parent]] if self.instrument.parent in self.corpus.by_id else [])]
        bases = [rule for law in family for rule in law.provisions if rule.kind is Kind.BASIS]
        return frozenset(name for rule in bases for name in rule.measures) if bases else self.named


def _own(reading: _Reading, statements: Sequence[Statement]) -> Iterator[Norm]:
    effects = [(statement, effect) for statement in statements for effect in statement.effects]
    excluded = {name: statement.id for statement, effect in effects for name in effect.exclude}
    replaced = {effect.replace: (statement.id, effect.when) for statement, effect in effects if effect.replace}
    instead = {name: statement.id for statement, effect in effects for name in effect.instead_of}
    chosen = {name for _, effect in effects for name in effect.choose}
    for rule in reading.instrument.provisions:
        statement, when = replaced.get(rule.id, ("", rule.when))
        aside = ""
        if rule.id in excluded:
            aside = f"the state excluded it ({excluded[rule.id]})"
        elif rule.id in instead:
            aside = f"a statement of the state stands in its place ({instead[rule.id]})"
        elif rule.optional_by_statement and rule.id not in chosen:
            aside = "it applies only to a state that chose it, and this one did not"
        yield reading.norm(replace(rule, when=when), statement, aside)


def _added(reading: _Reading, statements: Iterable[Statement]) -> Iterator[Norm]:
    for statement in statements:
        for effect in statement.effects:
            if effect.add is not None:
                aside = (
                    "it answers a situation that may have ended, and is tied to its treaty" if statement.lapses or statement.check else ""
                )
                yield reading.norm(effect.add, statement.id, aside)


def _unfit(instrument: Instrument, rule: Provision) -> str:
    """Why a rule cannot enter an act; nothing where it can."""
    unread = [leaf.name for leaf in leaves(rule.when) if leaf.op is Op.UNKNOWN]
    if unread:
        return f"its condition is not known: {unread[0]}"
    return next((why for test, why in _UNFIT if test(instrument, rule)), "")


def _tells(instrument: Instrument, rule: Provision) -> bool:
    sure = rule.confidence is Confidence.HIGH and instrument.kind is not InstrumentKind.PRACTICE
    return rule.kind is Kind.RELATION and (bool(rule.ground) or not sure)


_UNFIT: tuple[tuple[Callable[[Instrument, Provision], bool], str], ...] = (
    (lambda law, rule: rule.until is not None, "it is law no more, or only for a time"),
    (lambda law, rule: rule.when == NEVER and rule.kind is not Kind.REQUIRE, "its condition is never met for this state"),
    (lambda law, rule: rule.when == ALWAYS and rule.kind is Kind.REQUIRE, "it is always met"),
    (
        lambda law, rule: rule.kind is Kind.BASIS and rule.role in (Role.CONSTRAINT, Role.SUPPLEMENT),
        "it limits or adds to other bases and opens no measure itself",
    ),
    (lambda law, rule: rule.kind is Kind.RELATION and not law.national, "it orders treaties among themselves and stays with them"),
    (_tells, "it tells how things stand and is no rule to be carried on"),
    (
        lambda law, rule: rule.kind is Kind.AUTHORITY and not law.national and "/" not in rule.id,
        "it names authorities under its treaty, not those of this state",
    ),
)
