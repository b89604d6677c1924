# SPDX-License-Identifier: EUPL-1.2
"""A programme measured: each indicator before and after, and what each step of law is worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from comity.corpus.corpus import Corpus
from comity.lab.contradictions.find import contradictions_of
from comity.lab.programmes.measure import Lab, Value, measured, risen
from comity.lab.reform import Join, Withdraw
from comity.model.law import Instrument, Kind, StatusKind
from comity.model.programmes import Indicator, Measured, Programme, Reported, Step, StepKind

_KINDS = {StepKind.RATIFY: StatusKind.RATIFICATION, StepKind.ACCEDE: StatusKind.ACCESSION}


@dataclass(frozen=True, slots=True)
class Measurement:
    """An indicator before and after."""

    indicator: Indicator
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Worth:
    """What one step changes by itself: cells (partner, measure, direction) that become stronger or weaker, of how many."""

    stronger: int
    weaker: int
    cells: int


@dataclass(frozen=True)
class Tracked:
    """A programme with its figures; ``planned`` tells that the second day lies ahead and every open step is supposed to be done."""

    programme: Programme
    first: date
    last: date
    planned: bool
    measurements: tuple[Measurement, ...]
    worth: dict[str, Worth]


def _silent(words: str) -> None:
    """Nobody is told."""


def track(corpus: Corpus, programme: Programme, progress: Callable[[str], None] = _silent) -> Tracked:
    """Measure a programme: before at its first day, after at its last; a last day ahead of the corpus supposes its open steps done.

    ``progress`` is told each indicator and step, as ``3/40 name``.
    """
    as_of = date.fromisoformat(corpus.as_of)
    planned = programme.until > as_of
    first = min(programme.since, as_of)
    lab = Lab.of(corpus, programme.state)
    later = lab.with_law(_planned(corpus, programme)) if planned else lab
    count = len(programme.indicators) + len(programme.steps)
    found = []
    for number, item in enumerate(programme.indicators, start=1):
        progress(f"{number}/{count} {item.id}")
        found.append(_measurement(item, (lab, first), (later, programme.until), programme))
    worth: dict[str, Worth] = {}
    for number, step in enumerate(programme.steps, start=len(found) + 1):
        progress(f"{number}/{count} {step.id}")
        value = _worth(lab, step, programme, planned)
        if value is not None:
            worth[step.id] = value
    return Tracked(programme, first, programme.until, planned, tuple(found), worth)


def _planned(corpus: Corpus, programme: Programme) -> Corpus:
    """The law with every open step of the programme done."""
    for step in programme.steps:
        if step.done is None:
            corpus = _step_done(corpus, step, programme)
    return corpus


def _step_done(corpus: Corpus, step: Step, programme: Programme) -> Corpus:
    day = (step.due.last if step.due else None) or programme.until
    if step.kind in _KINDS:
        return Join(programme.state, step.instrument, day, _KINDS[step.kind]).apply(corpus)
    if step.kind is StepKind.WITHDRAW_RESERVATION:
        return Withdraw(programme.state, step.instrument, step.statement, day).apply(corpus)
    return corpus


def _measurement(indicator: Indicator, first: tuple[Lab, date], last: tuple[Lab, date], programme: Programme) -> Measurement:
    if indicator.measure is Measured.MANUAL:
        return Measurement(indicator, _reported(indicator.before, programme), _reported(indicator.after, programme))
    if indicator.measure is Measured.CONTRADICTIONS:
        return Measurement(indicator, _contradictions(*first), _contradictions(*last))
    return Measurement(indicator, measured(first[0], indicator, first[1]), measured(last[0], indicator, last[1]))


def _reported(value: Reported | None, programme: Programme) -> Value:
    if value is None:
        return Value(None, "no value known", "")
    words = dict(programme.sources)
    return Value(None, value.value, words.get(value.source, value.source), value.confidence.value)


def _contradictions(lab: Lab, on: date) -> Value:
    """How many contradictions the lab finds in the law of the state."""
    found = contradictions_of(lab.corpus, on=on, state=lab.state)
    left = sum(not item.resolved for item in found)
    return Value(float(len(found)), f"{len(found)} found, {left} of them unresolved", parts={"found": len(found), "unresolved": left})


def _worth(lab: Lab, step: Step, programme: Programme, planned: bool) -> Worth | None:
    """What a step of law is worth by itself: a planned one against the law without it, a past one against the law as if it had not been."""
    if step.kind not in (*_KINDS, StepKind.WITHDRAW_RESERVATION) or (not planned and step.kind not in _KINDS):
        return None
    measures = _served(lab.corpus, lab.corpus.by_id[step.instrument])
    if not measures:
        return Worth(0, 0, 0)
    open_ = step.done is None
    other = _step_done(lab.corpus, step, programme) if open_ else _without(lab.corpus, step.instrument, programme.state)
    with_, without = (lab.with_law(other), lab) if open_ else (lab, lab.with_law(other))
    offence = next((item.offence for item in programme.indicators if item.id == step.indicator), "")
    after = with_.strengths(measures, offence, programme.until)
    stronger, weaker = risen(without.strengths(measures, offence, programme.until), after)
    return Worth(stronger, weaker, int(after.size))


def _served(corpus: Corpus, law: Instrument) -> tuple[str, ...]:
    """The measures for which an instrument is a basis; of a protocol without one those of its parent."""
    own = {measure for rule in law.provisions if rule.kind is Kind.BASIS for measure in rule.measures}
    parent = corpus.by_id.get(law.parent)
    return tuple(sorted(own)) if own or parent is None else _served(corpus, parent)


def _without(corpus: Corpus, name: str, state: str) -> Corpus:
    """The law as if a state had never joined."""
    laws = (
        replace(law, rows=tuple(row for row in law.rows if row.actor != state)) if law.id == name else law for law in corpus.instruments
    )
    return replace(corpus, instruments=tuple(laws))


def plain(tracked: Tracked) -> dict[str, Any]:
    """The programme with its figures as plain values."""
    programme = tracked.programme
    words = dict(programme.sources)
    return {
        "schema": "comity.programme/1",
        "id": programme.id,
        "title": programme.title.en,
        "state": programme.state,
        "from": programme.since.isoformat(),
        "until": programme.until.isoformat(),
        "source": words.get(programme.source, ""),
        "confidence": programme.confidence.value,
        "note": programme.note,
        "lesson": programme.lesson,
        "planned": tracked.planned,
        "first": tracked.first.isoformat(),
        "last": tracked.last.isoformat(),
        "goals": [
            {"id": goal.id, "says": goal.says.en, "steps": [_step(step, tracked, words) for step in goal.steps]} for goal in programme.goals
        ],
        "indicators": [_indicator(item) for item in tracked.measurements],
    }


def _step(step: Step, tracked: Tracked, words: dict[str, str]) -> dict[str, Any]:
    done = step.done
    worth = tracked.worth.get(step.id)
    return {
        "id": step.id,
        "says": step.says.en,
        "kind": step.kind.value,
        "instrument": step.instrument or None,
        "due": step.due.text if step.due else None,
        "done": None if done is None else {"on": done.on.text, "source": words.get(done.source, ""), "confidence": done.confidence.value},
        "indicator": step.indicator or None,
        "decision": step.decision.value,
        "reason": step.reason,
        "source": words.get(step.source, ""),
        "confidence": step.confidence.value,
        "worth": None if worth is None else {"stronger": worth.stronger, "weaker": worth.weaker, "cells": worth.cells},
    }


def _indicator(item: Measurement) -> dict[str, Any]:
    return {
        "id": item.indicator.id,
        "says": item.indicator.says.en,
        "measure": item.indicator.measure.value,
        "measures": list(item.indicator.measures),
        "offence": item.indicator.offence or None,
        "before": _value(item.before),
        "after": _value(item.after),
    }


def _value(value: Value) -> dict[str, Any]:
    parts = {"figures": dict(value.parts)} if value.parts else {}
    return {"number": value.number, "says": value.says, "source": value.source, "confidence": value.confidence, **parts}
