# SPDX-License-Identifier: EUPL-1.2
"""What the lab measures for a state on a day: coverage, pairs without a basis, idle treaties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from comity.corpus.corpus import Corpus
from comity.lab.grid import Grid, Statuses
from comity.lab.world import Snapshot, Strength, World
from comity.model.actors import ActorKind
from comity.model.law import Kind, Role
from comity.model.programmes import Indicator, Measured
from comity.model.truth import Truth

CERTAIN = Strength.LIST  # from this strength on a treaty is known to carry
_CARRY = (Role.PRIMARY, Role.FALLBACK)

Cells = npt.NDArray[np.uint8]
Views = tuple[tuple[Grid, Snapshot], tuple[Grid, Snapshot]]


@dataclass(frozen=True, slots=True)
class Value:
    """A measured value with its meaning; ``number`` is None where it could not be measured; ``parts`` are the figures in the words."""

    number: float | None
    says: str
    source: str = "computed"
    confidence: str = ""
    parts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Lab:
    """One body of law seen from one state among the states of today; what was seen once is kept."""

    corpus: Corpus
    world: World
    state: str
    seen: dict[tuple[str, str, date], Views] = field(default_factory=dict)

    @classmethod
    def of(cls, corpus: Corpus, state: str) -> Lab:
        """The lab of a state."""
        states = [actor.code for actor in corpus.actors if actor.kind is ActorKind.STATE and actor.exists_until is None]
        return cls(corpus, World.of(corpus, {*states, state}), state)

    def with_law(self, corpus: Corpus) -> Lab:
        """The same with another body of law; what did not change in status is not computed again."""
        same = {law.id for law in corpus.instruments if self.corpus.by_id.get(law.id) is law}
        known = {name: lines for name, lines in self.world.statuses.known.items() if name in same}
        statuses = Statuses(corpus, self.world.actors, known)
        return Lab(corpus, World(corpus, self.world.actors, statuses), self.state)

    @property
    def partners(self) -> int:
        """How many other states there are."""
        return len(self.world.actors) - 1

    def views(self, measure: str, offence: str, on: date) -> Views:
        """The state asking everybody, and everybody asking the state."""
        key = (measure, offence, on)
        if key not in self.seen:
            asking, asked = self.world.strips((self.state,))
            self.seen[key] = (
                (asking, self.world.snapshot(measure, on, offence, asking)),
                (asked, self.world.snapshot(measure, on, offence, asked)),
            )
        return self.seen[key]

    def strengths(self, measures: Sequence[str], offence: str, on: date) -> Cells:
        """The strength of each cell: one line a measure and direction, one column a partner."""
        place = self.world.actors.index(self.state)
        lines = [np.delete(view.strength.flatten(), place) for m in measures for _, view in self.views(m, offence, on)]
        return np.array(lines, dtype=np.uint8).reshape(len(lines), self.partners)


def measured(lab: Lab, indicator: Indicator, on: date) -> Value:
    """An indicator on a day; contradictions and what is measured by hand come from elsewhere."""
    if indicator.measure is Measured.IDLE_TREATIES:
        return _idle(lab, indicator, on)
    cells = lab.strengths(indicator.measures, indicator.offence, on)
    if indicator.measure is Measured.COVERAGE:
        certain, possible = float((cells >= CERTAIN).mean()), float((cells >= Strength.CONDITIONAL).mean())
        words = f"{certain:.1%} of {cells.size} cells carried by a treaty ({possible:.1%} with what may carry)"
        return Value(certain, words, parts={"certain": certain, "possible": possible, "cells": int(cells.size)})
    bare = int((cells < Strength.CONDITIONAL).all(axis=0).sum())
    words = f"{bare} of {lab.partners} states without any treaty that carries or may carry"
    return Value(float(bare), words, parts={"bare": bare, "partners": lab.partners})


def _idle(lab: Lab, indicator: Indicator, on: date) -> Value:
    found = sorted({name for measure in indicator.measures for name in _idle_for(lab, measure, indicator.offence, on)})
    shown = f" ({', '.join(found)})" if found else ""
    words = f"{len(found)} {'treaty' if len(found) == 1 else 'treaties'} in force with somebody and carrying nobody{shown}"
    return Value(float(len(found)), words, parts={"treaties": found})


def _idle_for(lab: Lab, measure: str, offence: str, on: date) -> list[str]:
    """Treaties that have a basis for the measure, bind the state and others, and are excluded for each of them."""
    place = lab.world.actors.index(lab.state)
    found = []
    for law in lab.corpus.serving(measure):
        if not any(rule.kind is Kind.BASIS and rule.role in _CARRY and measure in rule.measures for rule in law.provisions):
            continue
        bound = [line.on(on).truth is Truth.YES for line in lab.world.statuses.of(law.id)]
        others = [i for i, truth in enumerate(bound) if truth and i != place]
        if bound[place] and others and all(_excluded(view, law.id, others) for _, view in lab.views(measure, offence, on)):
            found.append(law.id)
    return found


def _excluded(view: Snapshot, name: str, others: Sequence[int]) -> bool:
    planes = view.carried.get(name)
    return planes is not None and all(planes.no >> i & 1 for i in others)


def risen(before: Cells, after: Cells) -> tuple[int, int]:
    """How many cells are stronger, and how many weaker."""
    return int((after > before).sum()), int((after < before).sum())
