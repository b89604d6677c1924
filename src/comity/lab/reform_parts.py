# SPDX-License-Identifier: EUPL-1.2
"""What reforms are made of: a changed list of parties, a treaty made from a model, a changed rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from comity.corpus.corpus import Corpus
from comity.model.day import Day
from comity.model.errors import WrongInput
from comity.model.expression import COMPARISONS, Expression, Op
from comity.model.law import (
    CONSENTS,
    Confidence,
    Content,
    Instrument,
    InstrumentKind,
    Kind,
    Parties,
    Provision,
    Source,
    StatusKind,
    StatusRow,
)
from comity.model.text import Text

SUPPOSED = Source("supposed-reform", "a reform supposed by the reform lab: no fact")
_FALLS = frozenset({StatusKind.SIGNATURE, StatusKind.NOT_PARTY, StatusKind.PROVISIONAL_APPLICATION})
_EXTRADITION, _TRANSFER = "extradition", "transfer"
_MODELS = frozenset({InstrumentKind.BILATERAL, InstrumentKind.CONVENTION, InstrumentKind.ARRANGEMENT, InstrumentKind.SCHEME})


def find(corpus: Corpus, name: str) -> Instrument:
    """An instrument; WrongInput where there is none of that id."""
    law = corpus.by_id.get(name)
    if law is None:
        near = [known for known in corpus.by_id if name and name.replace("-", "") in known.replace("-", "")][:4]
        advice = f"did you mean {' or '.join(near)}?" if near else "see `comity law list`"
        raise WrongInput(f"unknown instrument {name!r}", where="reform", do=advice)
    return law


def changed(corpus: Corpus, law: Instrument) -> Corpus:
    """The law with an instrument in the place of the one of its id, or added."""
    if all(source.id != SUPPOSED.id for source in law.sources):
        law = replace(law, sources=(*law.sources, SUPPOSED))
    others = [known for known in corpus.instruments if known.id != law.id]
    return replace(corpus, instruments=tuple(sorted([*others, law], key=lambda known: known.id)))


# -- lists of parties


def may_join(corpus: Corpus, law: Instrument, state: str) -> None:
    """WrongInput where a state cannot join an instrument at all."""
    where = "--ratify"
    if state not in corpus.by_code:
        raise WrongInput(f"unknown actor {state!r}", where="--state", do="write a code of law/actors/")
    if law.national or law.parties is None:
        how = f"it binds the members of {law.members.of}" if law.members else "it has no list of parties"
        raise WrongInput(f"{law.id} cannot be joined: {how}", where=where, do="name a treaty")
    if law.pair and state not in law.pair:
        raise WrongInput(f"{law.id} is between {' and '.join(law.pair)}", where=where, do="use --bilateral with it as the model")
    if law.parties.open_to and state not in law.parties.open_to:
        raise WrongInput(f"{law.id} is not open to {state}", where=where, do=f"open to {', '.join(sorted(law.parties.open_to))}")


def joined(rows: tuple[StatusRow, ...], actor: str, kind: StatusKind, on: date) -> tuple[StatusRow, ...]:
    """A list of parties with one more: what the actor signed is kept, a consent that binds already stays as it is."""
    own = [row for row in rows if row.actor == actor]
    if any(row.kind in CONSENTS and row.in_force is not None and row.in_force.known and row.ended is None for row in own):
        return rows
    falls = [row for row in own if row.kind in _FALLS or (row.kind in CONSENTS and row.ended is None)]
    signed = next((row.signed for row in falls if row.signed is not None), None)
    day = Day(on, on)
    row = StatusRow(actor, kind, SUPPOSED.id, Confidence.HIGH, signed=signed, consent=day, in_force=day)
    return (*(known for known in rows if known not in falls), row)


# -- a treaty from a model


def copy_of(model: Instrument, corpus: Corpus, pair: tuple[str, str], on: date) -> Instrument:
    """A new bilateral treaty with the provisions of a model; what others stated to the model does not bind its parties."""
    if model.kind not in _MODELS:
        raise WrongInput(f"{model.id} is a {model.kind.value} and no model", where="--bilateral", do="name a treaty that stands alone")
    day = Day(on, on)
    name = _new_id(model, corpus, pair, on)
    words = f"Treaty between {pair[0]} and {pair[1]} on the model of {model.id}"
    bound = tuple(StatusRow(code, StatusKind.RATIFICATION, SUPPOSED.id, Confidence.HIGH, consent=day, in_force=day) for code in pair)
    return replace(
        model,
        id=name,
        title=Text(words),
        short=Text(words),
        kind=InstrumentKind.BILATERAL,
        pair=pair,
        parent="",
        adopted=day,
        in_force=day,
        parties=Parties(True, on),
        unread=frozenset(),
        mistaken_for=frozenset(),
        rows=bound,
        events=(),
        members=None,
        relations=(),
        provisions=tuple(_own(rule, model.id, name) for rule in model.provisions),
        statements=(),
    )


def _new_id(model: Instrument, corpus: Corpus, pair: tuple[str, str], on: date) -> str:
    served = {measure for rule in model.provisions if rule.kind is Kind.BASIS for measure in rule.measures}
    families = {corpus.measures[measure].family for measure in served if measure in corpus.measures}
    subject = next((word for word in (_EXTRADITION, _TRANSFER) if families == {word}), "mla")
    first = name = f"bil-{pair[0].lower()}-{pair[1].lower()}-{on.year}-{subject}"
    number = 2
    while name in corpus.by_id:
        name, number = f"{first}-{number}", number + 1
    return name


def _own(rule: Provision, old: str, new: str) -> Provision:
    """A rule of the model as one of the new treaty: where it speaks of its own treaty it means the new one."""
    return replace(rule, when=_renamed(rule.when, old, new), strikes=(), replaces=())


def _renamed(expression: Expression, old: str, new: str) -> Expression:
    name = new if expression.op is Op.PARTY and expression.name == old else expression.name
    return replace(expression, name=name, of=tuple(_renamed(part, old, new) for part in expression.of))


# -- a rule of one's own law


def own_rule(corpus: Corpus, state: str, instrument: str, provision: str) -> tuple[Instrument, Provision]:
    """A provision of a state's own law; WrongInput where it is none."""
    law = find(corpus, instrument)
    if law.of != state:
        raise WrongInput(
            f"{law.id} is no law of {state}", where="--set", do="change one of its own laws; a treaty changes by a protocol or a draft"
        )
    for rule in law.provisions:
        if rule.id == provision:
            return law, rule
    raise WrongInput(f"{law.id} has no provision {provision!r}", where="--set", do=f"see `comity law show {law.id}`")


def ruled(corpus: Corpus, law: Instrument, rule: Provision) -> Corpus:
    """The law with a rule in the place of the one of its id."""
    return changed(corpus, replace(law, provisions=tuple(rule if known.id == rule.id else known for known in law.provisions)))


def parts_of(expression: Expression) -> Iterator[Expression]:
    """A condition and all its parts."""
    yield expression
    for part in expression.of:
        yield from parts_of(part)


def bounded(expression: Expression, op: Op, bound: str) -> Expression:
    """A condition with another bound in its comparisons of one kind."""
    value = (bound,) if expression.op is op and op in COMPARISONS else expression.value
    return replace(expression, value=value, of=tuple(bounded(part, op, bound) for part in expression.of))


def formalised(law: Instrument) -> bool:
    """Whether what an instrument demands is written down."""
    return law.confirmed and law.content is Content.FORMALISED
