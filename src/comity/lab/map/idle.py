# SPDX-License-Identifier: EUPL-1.2
"""Treaties in force that lie idle: the same evaluator on the same law without what was stated or done between two sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from comity.corpus.corpus import Corpus
from comity.lab.grid import Statuses
from comity.lab.map.view import Cells, View, snapshot
from comity.lab.world import World
from comity.model.expression import Expression, Op
from comity.model.law import Effect, Instrument, Kind, Provision, Statement


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """What a side stated or did: its maker, its words, its instrument, and the id of the statement (none for an act)."""

    by: str
    says: str
    instrument: str
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Idle:
    """A treaty that binds both sides of some pairs and carries none of them, because of what was stated or done between them.

    ``would``: pairs that it would carry; ``might``: pairs that it might, which is not certain. ``by``: who made what can be the cause.
    """

    instrument: str
    would: int
    might: int
    by: tuple[str, ...]
    why: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    causes: tuple[Cause, ...] = ()


def unstated(corpus: Corpus) -> Corpus:
    """The same law as if nobody had made a statement, or objected to, suspended or refused to apply a treaty towards another."""
    laws = (replace(law, statements=(), events=tuple(e for e in law.events if not e.towards)) for law in corpus.instruments)
    return replace(corpus, instruments=tuple(laws))


def idle(seen: View) -> tuple[Idle, ...]:
    """The treaties that would carry pairs, were it not for statements or events between the two."""
    corpus = unstated(seen.corpus)
    world = World(corpus, seen.actors, Statuses(corpus, seen.actors, seen.world.statuses.known))
    bare = replace(seen, world=world, snapshot=snapshot(world, seen.question, seen.question.on))
    none = np.zeros_like(seen.pairs)
    found = []
    for name, might in bare.possible.items():
        lost = seen.pairs & might & ~seen.possible.get(name, none)
        if lost.any():
            found.append(_idle(seen, name, lost & bare.sure.get(name, none), lost))
    return tuple(sorted(found, key=lambda item: (-item.would, -item.might, item.instrument)))


def _idle(seen: View, name: str, would: Cells, lost: Cells) -> Idle:
    pairs = tuple((seen.actors[i], seen.actors[j]) for i, j in np.argwhere(lost))
    causes = sorted(set(_causes(seen, name, pairs)))
    makers = tuple(dict.fromkeys(cause.by for cause in causes))
    why = tuple(dict.fromkeys(f"{seen.name(cause.by)}: {cause.says}" for cause in causes))
    return Idle(name, int(would.sum()), int((lost & ~would).sum()), makers, why, pairs, tuple(causes))


def _causes(seen: View, name: str, pairs: Iterable[tuple[str, str]]) -> Iterator[Cause]:
    """What a side of these pairs stated or did that can keep the treaty, or a protocol to it, from working."""
    together = {frozenset(pair) for pair in pairs}
    sides = frozenset(code for pair in together for code in pair)
    corpus = seen.corpus
    family = (corpus.by_id[name], *corpus.protocols.get(name, ()))
    bases = _bases(family, seen.question.measure)
    rules, asked = {rule.id for rule in bases}, {word for rule in bases for word in _stated(rule.when, wanted=True)}
    for law in family:
        for event in law.events:
            if any(frozenset((event.actor, other)) in together for other in event.towards):
                words = event.says.en or f"{event.kind.value} towards {', '.join(sorted(event.towards))}"
                yield Cause(event.actor, words, law.id)
        for statement in law.statements:
            if _faces(statement, sides, together) and any(_strikes(effect, rules, asked) for effect in statement.effects):
                yield Cause(statement.by, statement.says.en, law.id, statement.id)


def _faces(statement: Statement, sides: frozenset[str], together: set[frozenset[str]]) -> bool:
    return any(frozenset((statement.by, other)) in together for other in (statement.towards or sides))


def _bases(family: Iterable[Instrument], measure: str) -> tuple[Provision, ...]:
    return tuple(rule for law in family for rule in law.provisions if rule.kind is Kind.BASIS and measure in rule.measures)


def _stated(when: Expression, *, wanted: bool) -> Iterator[tuple[str, bool]]:
    """The statements on which a condition hangs, each with the answer that lets it hold."""
    if when.op is Op.STATED:
        yield when.name, wanted
    for part in when.of:
        yield from _stated(part, wanted=wanted != (when.op is Op.NOT))


def _strikes(effect: Effect, rules: set[str], asked: set[tuple[str, bool]]) -> bool:
    """Whether an effect can take a basis away: the whole treaty, the rule that is the basis, or a statement on which it hangs."""
    said = bool(effect.say) and (effect.say, not effect.answer) in asked
    return effect.exclude_all or said or effect.replace in rules or bool(rules & {*effect.exclude, *effect.instead_of})
