# SPDX-License-Identifier: EUPL-1.2
"""Reforms: each is a value, and ``apply`` makes from one body of law another.

Every reform takes effect on its day ``on``: how long a consent takes to enter into force is not modelled, the day is the one on which it
binds. What cannot be done at all (an unknown treaty, a treaty of a closed circle, another state's statement) is WrongInput; what can be
done but changes little is done, and ``remarks`` says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from comity.corpus.corpus import Corpus
from comity.lab.reform_parts import SUPPOSED, bounded, changed, copy_of, find, joined, may_join, own_rule, parts_of, ruled
from comity.model.day import Day
from comity.model.errors import WrongInput
from comity.model.expression import Op
from comity.model.law import Confidence, EventKind, Instrument, Provision, Statement, StatusEvent, StatusKind, StatusRow
from comity.model.text import Text


@dataclass(frozen=True, slots=True)
class Join:
    """A state ratifies, or accedes to, an instrument; a bilateral binds both its states at once."""

    state: str
    instrument: str
    on: date
    kind: StatusKind = StatusKind.RATIFICATION

    def says(self) -> str:
        """In words."""
        return f"{self.state} {'accedes to' if self.kind is StatusKind.ACCESSION else 'ratifies'} {self.instrument}"

    def apply(self, corpus: Corpus) -> Corpus:
        """The law with it."""
        law = find(corpus, self.instrument)
        may_join(corpus, law, self.state)
        rows = law.rows
        for actor in law.pair or (self.state,):
            rows = joined(rows, actor, self.kind, self.on)
        return changed(corpus, replace(law, rows=rows))


@dataclass(frozen=True, slots=True)
class Denounce:
    """An instrument binds a state no longer."""

    state: str
    instrument: str
    on: date

    def says(self) -> str:
        """In words."""
        return f"{self.state} denounces {self.instrument}"

    def apply(self, corpus: Corpus) -> Corpus:
        """The law with it."""
        law = find(corpus, self.instrument)
        if law.national or (law.members is not None and not any(row.actor == self.state for row in law.rows)):
            raise WrongInput(f"{law.id} cannot be denounced by {self.state}", where="--denounce", do="name a treaty that it joined itself")
        end = StatusEvent(EventKind.END, self.state, SUPPOSED.id, Confidence.HIGH, since=Day(self.on, self.on), says=Text(self.says()))
        return changed(corpus, replace(law, events=(*law.events, end)))


@dataclass(frozen=True, slots=True)
class Withdraw:
    """A state takes back a reservation or declaration."""

    state: str
    instrument: str
    statement: str
    on: date

    def says(self) -> str:
        """In words."""
        return f"{self.state} withdraws {self.statement} to {self.instrument}"

    def apply(self, corpus: Corpus) -> Corpus:
        """The law with it."""
        law = find(corpus, self.instrument)
        made = next((item for item in law.statements if item.id == self.statement), None)
        own = [item.id for item in law.statements if item.by == self.state]
        if made is None or made.by != self.state:
            advice = f"its statements are {', '.join(own)}" if own else f"{self.state} made none to it"
            raise WrongInput(f"{self.statement!r} is no statement of {self.state} to {law.id}", where="--withdraw", do=advice)
        over = replace(made, until=Day(self.on, self.on), lapses="")
        return changed(corpus, replace(law, statements=tuple(over if item is made else item for item in law.statements)))


@dataclass(frozen=True, slots=True)
class Reserve:
    """A state makes a reservation or declaration."""

    state: str
    instrument: str
    statement: Statement
    on: date

    def says(self) -> str:
        """In words."""
        return f"{self.state} makes {self.statement.kind.value} {self.statement.id} to {self.instrument}"

    def apply(self, corpus: Corpus) -> Corpus:
        """The law with it."""
        law = find(corpus, self.instrument)
        if self.statement.by != self.state:
            raise WrongInput(f"the statement is by {self.statement.by}, not {self.state}", where="--reserve", do="correct `by` or --state")
        if any(item.id == self.statement.id for item in law.statements):
            raise WrongInput(f"{law.id} has a statement {self.statement.id} already", where="--reserve", do="give it another id")
        made = replace(self.statement, since=Day(self.on, self.on), source=SUPPOSED.id)
        return changed(corpus, replace(law, statements=(*law.statements, made)))


@dataclass(frozen=True, slots=True)
class Extend:
    """A state extends a treaty to a territory of its own."""

    state: str
    instrument: str
    territory: str
    on: date

    def says(self) -> str:
        """In words."""
        return f"{self.state} extends {self.instrument} to {self.territory}"

    def apply(self, corpus: Corpus) -> Corpus:
        """The law with it."""
        law = find(corpus, self.instrument)
        place = corpus.by_code.get(self.territory)
        if place is None or place.of != self.state:
            own = [actor.code for actor in corpus.actors if actor.of == self.state]
            raise WrongInput(
                f"{self.territory!r} is no territory of {self.state}", where="--extend", do=f"one of {', '.join(own) or 'none'}"
            )
        row = StatusRow(
            place.code,
            StatusKind.TERRITORIAL_EXTENSION,
            SUPPOSED.id,
            Confidence.HIGH,
            consent=Day(self.on, self.on),
            in_force=Day(self.on, self.on),
            of=self.state,
        )
        kept = tuple(known for known in law.rows if known.actor != place.code)
        return changed(corpus, replace(law, rows=(*kept, row)))


@dataclass(frozen=True, slots=True)
class Conclude:
    """Two states conclude a treaty with the provisions of a model."""

    state: str
    partner: str
    model: str
    on: date

    def says(self) -> str:
        """In words."""
        return f"{self.state} and {self.partner} conclude a treaty on the model of {self.model}"

    def apply(self, corpus: Corpus) -> Corpus:
        """The law with it."""
        model = find(corpus, self.model)
        for code in (self.state, self.partner):
            if code not in corpus.by_code:
                raise WrongInput(f"unknown actor {code!r}", where="--bilateral", do="write STATE:MODEL with a code of law/actors/")
        if self.state == self.partner:
            raise WrongInput(f"{self.state} cannot conclude with itself", where="--bilateral", do="name another state")
        pair = (min(self.state, self.partner), max(self.state, self.partner))
        treaty = copy_of(model, corpus, pair, self.on)
        return changed(corpus, treaty)


@dataclass(frozen=True, slots=True)
class SetBound:
    """A state changes a threshold in its own law."""

    state: str
    instrument: str
    provision: str
    op: Op
    bound: str
    on: date

    def says(self) -> str:
        """In words."""
        return f"{self.state} sets {self.instrument} {self.provision} to {self.op.value} {self.bound}"

    def apply(self, corpus: Corpus) -> Corpus:
        """The law with it."""
        law, rule = own_rule(corpus, self.state, self.instrument, self.provision)
        bounds = {part.value[0] for part in parts_of(rule.when) if part.op is self.op}
        if len(bounds) != 1:
            found = f"{len(bounds)} different bounds" if bounds else "no bound"
            advice = "write the provision into a file: --set INSTRUMENT:PROVISION=FILE"
            raise WrongInput(f"{law.id} {rule.id} has {found} of the kind {self.op.value}", where="--set", do=advice)
        return ruled(corpus, law, replace(rule, when=bounded(rule.when, self.op, self.bound), source=SUPPOSED.id))


@dataclass(frozen=True, slots=True)
class SetRule:
    """A state puts another provision in the place of one in its own law."""

    state: str
    instrument: str
    provision: Provision
    on: date

    def says(self) -> str:
        """In words."""
        return f"{self.state} changes {self.instrument} {self.provision.id}"

    def apply(self, corpus: Corpus) -> Corpus:
        """The law with it."""
        law, _ = own_rule(corpus, self.state, self.instrument, self.provision.id)
        return ruled(corpus, law, replace(self.provision, source=SUPPOSED.id))


@dataclass(frozen=True, slots=True)
class Repeal:
    """A law of a state is repealed."""

    state: str
    instrument: str
    on: date

    def says(self) -> str:
        """In words."""
        return f"{self.state} repeals {self.instrument}"

    def apply(self, corpus: Corpus) -> Corpus:
        """The law with it."""
        law = find(corpus, self.instrument)
        if law.of != self.state:
            raise WrongInput(f"{law.id} is no law of {self.state}", where="--repeal", do="name one of its own laws")
        return changed(corpus, replace(law, in_force=None))


@dataclass(frozen=True, slots=True)
class Bring:
    """A draft becomes law; one with a known id takes the place of that instrument."""

    state: str
    draft: Instrument
    on: date

    @property
    def instrument(self) -> str:
        """Its id."""
        return self.draft.id

    def says(self) -> str:
        """In words."""
        return f"{self.state or 'the draft'} brings {self.draft.id} into force"

    def apply(self, corpus: Corpus) -> Corpus:
        """The law with it."""
        return changed(corpus, replace(self.draft, in_force=Day(self.on, self.on)))


Reform = Join | Denounce | Withdraw | Reserve | Extend | Conclude | SetBound | SetRule | Repeal | Bring


def apply(corpus: Corpus, reform: Reform) -> Corpus:
    """The law with a reform; WrongInput where it cannot be."""
    return reform.apply(corpus)


def apply_all(corpus: Corpus, reforms: Iterable[Reform]) -> Corpus:
    """The law with all reforms, in their order."""
    for reform in reforms:
        corpus = apply(corpus, reform)
    return corpus


def differing(before: Corpus, after: Corpus) -> tuple[str, ...]:
    """The instruments in which two bodies of law differ."""
    known, now = before.by_id, after.by_id
    return tuple(sorted({name for name in {*known, *now} if known.get(name) is not now.get(name)}))


def record(reform: Reform, corpus: Corpus) -> dict[str, str]:
    """A reform as plain values: what is done, by whom, to what, its title, and what it alone has (a statement, a territory, a bound)."""
    law = reform.draft if isinstance(reform, Bring) else corpus.by_id.get(getattr(reform, "instrument", "") or getattr(reform, "model", ""))
    return {
        "kind": type(reform).__name__.lower(),
        "state": reform.state,
        "instrument": law.id if law is not None else "",
        "title": law.title.en if law is not None else "",
        "partner": getattr(reform, "partner", ""),
        "on": reform.on.isoformat(),
        "says": reform.says(),
        **_own_values(reform),
    }


def _own_values(reform: Reform) -> dict[str, str]:
    """What only some reforms have."""
    match reform:
        case Join():
            return {"by": reform.kind.value}
        case Withdraw():
            return {"statement": reform.statement}
        case Reserve():
            return {"statement": reform.statement.id}
        case SetBound():
            return {"provision": reform.provision, "op": reform.op.value, "bound": reform.bound}
        case SetRule():
            return {"provision": reform.provision.id}
    return {"territory": reform.territory} if isinstance(reform, Extend) else {}
