# SPDX-License-Identifier: EUPL-1.2
"""The world as a question sees it: strengths and bases of every pair on the day, and how they came about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from comity.corpus.corpus import Corpus
from comity.corpus.region_files import Regions
from comity.lab.map.question import Question, actors_of
from comity.lab.world import Snapshot, Strength, World, bits
from comity.model.law import Content

Cells = npt.NDArray[np.bool_]
ORDER = (Strength.TREATY, Strength.LIST, Strength.CONDITIONAL, Strength.STATUTE, Strength.NONE, Strength.UNKNOWN)
ASKS, ASKED, ALL = "asks", "is asked", "all pairs"


@dataclass(frozen=True)
class View:
    """All that pictures, findings and data are made from."""

    question: Question
    regions: Regions
    world: World
    snapshot: Snapshot

    @property
    def corpus(self) -> Corpus:
        """The body of law."""
        return self.world.corpus

    @property
    def actors(self) -> tuple[str, ...]:
        """The actors, in the order of rows and columns."""
        return self.world.actors

    @property
    def strength(self) -> npt.NDArray[np.uint8]:
        """The strength of every pair: row asks column."""
        return self.snapshot.strength

    @cached_property
    def pairs(self) -> Cells:
        """The pairs that are asked about: all of two different actors, or those of one state."""
        return self.asked_about(self.question.on)

    def asked_about(self, day: date) -> Cells:
        """The pairs that are asked about, of actors that existed on a day."""
        alive = np.array([self._existed(code, day) for code in self.actors], dtype=bool)
        wanted = np.outer(alive, alive) & ~np.eye(len(self.actors), dtype=bool)
        if self.question.state:
            mine = np.zeros_like(wanted)
            place = self.actors.index(self.question.state)
            mine[place, :] = mine[:, place] = True
            wanted &= mine
        return wanted

    def _existed(self, code: str, day: date) -> bool:
        since = self.corpus.by_code[code].exists_from
        return since is None or since <= day

    @cached_property
    def directions(self) -> Mapping[str, Cells]:
        """The pairs by direction: for a state, what it asks and what it is asked."""
        if not self.question.state:
            return {ALL: self.pairs}
        asks = np.zeros_like(self.pairs)
        place = self.actors.index(self.question.state)
        asks[place, :] = True
        return {ASKS: self.pairs & asks, ASKED: self.pairs & ~asks}

    @cached_property
    def sure(self) -> Mapping[str, Cells]:
        """For each instrument the pairs that it carries, force, scope and content being known."""
        formalised = {name for name in self.snapshot.carried if self.corpus.by_id[name].content is Content.FORMALISED}
        return {name: self._cells(planes.yes) for name, planes in self.snapshot.carried.items() if name in formalised and planes.yes}

    @cached_property
    def possible(self) -> Mapping[str, Cells]:
        """For each instrument the pairs that it carries or may carry."""
        full = (1 << len(self.actors) ** 2) - 1
        return {name: self._cells(full & ~planes.no) for name, planes in self.snapshot.carried.items() if full & ~planes.no}

    @cached_property
    def number_sure(self) -> npt.NDArray[np.int64]:
        """How many instruments carry each pair."""
        return self._total(self.sure)

    @cached_property
    def number_possible(self) -> npt.NDArray[np.int64]:
        """How many instruments carry or may carry each pair."""
        return self._total(self.possible)

    def _total(self, cells: Mapping[str, Cells]) -> npt.NDArray[np.int64]:
        size = len(self.actors)
        return sum((found.astype(np.int64) for found in cells.values()), np.zeros((size, size), dtype=np.int64))

    def _cells(self, rows: int) -> Cells:
        size = len(self.actors)
        return bits(rows, size * size).reshape(size, size)

    def name(self, code: str) -> str:
        """The English name of an actor."""
        return self.corpus.by_code[code].name.en

    def short(self, instrument: str) -> str:
        """The short title of an instrument."""
        law = self.corpus.by_id[instrument]
        return law.short.en or law.title.en

    def counts(self, cells: Cells) -> dict[str, int]:
        """How many of some pairs have each strength."""
        return count(self.strength, cells)


def count(strength: npt.NDArray[np.uint8], cells: Cells) -> dict[str, int]:
    """How many of some pairs have each strength, strongest first."""
    found = np.bincount(strength[cells], minlength=len(ORDER))
    return {level.name.lower(): int(found[level]) for level in ORDER}


def view(corpus: Corpus, regions: Regions, question: Question) -> View:
    """The world on the day of a question."""
    world = World.of(corpus, only=actors_of(corpus, regions, question))
    return View(question, regions, world, snapshot(world, question, question.on))


def snapshot(world: World, question: Question, on: date) -> Snapshot:
    """All pairs for the measure and offence of a question on a day."""
    return world.snapshot(question.measure, on, question.offence)


def days(question: Question) -> tuple[date, ...]:
    """The days of the time line: 1 January of each year, and the day of the question."""
    firsts = [date(year, 1, 1) for year in range(question.since, question.on.year + 1)]
    return (*(day for day in firsts if day < question.on), question.on)
