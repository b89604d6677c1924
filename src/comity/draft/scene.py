# SPDX-License-Identifier: EUPL-1.2
"""A case before the law: the assessment of its query, the bases it relies on, and what they demand of the request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cached_property

from comity.advise.advise import Adviser
from comity.advise.judge import Judgement, judge, telling
from comity.advise.listing import listing
from comity.corpus.corpus import Corpus
from comity.draft.case.case import Case
from comity.draft.case.read import Plain, plain, query_of
from comity.engine.assess import Assessment, BasisResult
from comity.engine.plans import Rule
from comity.model.drafting import Drafting, Element
from comity.model.law import GROUNDS, Kind, Role
from comity.model.query import Query
from comity.model.truth import Truth


class Weight(IntEnum):
    """How much a demand weighs: of the first basis relied on, a further one, the requested state's law beside a treaty, our own law."""

    FIRST = 0
    FURTHER = 1
    BESIDE = 2
    OWN = 3


@dataclass(frozen=True, slots=True)
class Demand:
    """One rule that speaks to the request; ``truth`` is UNKNOWN where it hangs on a fact whether it applies."""

    rule: Rule
    weight: Weight
    truth: Truth
    basis: str

    @property
    def kind(self) -> Kind:
        """Kind of the rule."""
        return self.rule.kind


@dataclass(frozen=True)
class Scene:
    """One case, its query on a day, and the law between the two sides."""

    case: Case
    drafting: Drafting
    query: Query
    assessment: Assessment
    judgements: tuple[Judgement, ...]
    row: int

    @property
    def corpus(self) -> Corpus:
        """The body of law."""
        return self.assessment.plan.ledger.corpus

    @property
    def on(self) -> date:
        """The day on which the request is received."""
        return self.query.rows[self.row].on

    @property
    def judgement(self) -> Judgement:
        """The judgement of the row that is shown."""
        return self.judgements[self.row]

    @cached_property
    def values(self) -> Plain:
        """The case as plain values, its one offence among ``offences``."""
        values = plain(self.case)
        if self.case.offence is not None and not self.case.offences:
            values["offences"] = [values["offence"]]
        return values

    @cached_property
    def ranked(self) -> tuple[BasisResult, ...]:
        """The bases that can carry, in the order of rank."""
        order = [entry.instrument.id for entry in listing(self.assessment, self.row, self.judgement.results).entries]
        return tuple(sorted(self.judgement.carrying, key=lambda result: order.index(result.plan.instrument.id)))

    @cached_property
    def relied(self) -> tuple[BasisResult, ...]:
        """The bases that the request relies on: those that it names and that can carry; where it names none, every open one."""
        named = self.case.bases
        if named:
            chosen = [result for result in self.ranked if result.plan.instrument.id in named]
            return tuple(sorted(chosen, key=lambda result: named.index(result.plan.instrument.id)))
        return tuple(result for result in self.ranked if not result.closed) or self.ranked

    @cached_property
    def demands(self) -> tuple[Demand, ...]:
        """What the law says to the request, the weightiest first."""
        return tuple(self._demands())

    def demands_of(self, *kinds: Kind) -> tuple[Demand, ...]:
        """The demands of these kinds."""
        return tuple(demand for demand in self.demands if demand.kind in kinds)

    def _demands(self) -> Iterator[Demand]:
        for number, result in enumerate(self.relied):
            yield from self._of(result.plan.rules, Weight.FURTHER if number else Weight.FIRST, result.plan.instrument.id)
        supplements = (r for r in self.judgement.results if r not in self.judgement.carrying and r.outcome is not Truth.NO and self.relied)
        for result in supplements:
            if result.role is Role.SUPPLEMENT and not self.assessment.lacks_a_side(result.plan, self.row):
                yield from self._of(result.plan.rules, Weight.FURTHER, result.plan.instrument.id)
        weight = Weight.BESIDE if self.relied else Weight.FIRST
        yield from self._of(self.assessment.plan.national.rules, weight, "")
        yield from self._of(self.assessment.plan.sender, Weight.OWN, "")

    def _of(self, rules: Iterable[Rule], weight: Weight, basis: str) -> Iterator[Demand]:
        for rule in rules:
            if rule.kind in GROUNDS or rule.kind in (Kind.BASIS, Kind.DEEMS, Kind.RELATION):
                continue
            truth = self.assessment.at(rule.works, self.row)
            if truth is not Truth.NO:
                yield Demand(rule, weight, truth, basis)

    def element(self, demand: Demand) -> Element | None:
        """The element that the demand names."""
        name = demand.rule.provision.value.field
        return self.drafting.element(name) if name else None


def scene_of(case: Case, adviser: Adviser, drafting: Drafting, today: date) -> Scene:
    """The case before the law; WrongInput for what the law does not know."""
    query = query_of(case, adviser.corpus, drafting, today)
    assessment = adviser.assess(query)
    judgements = tuple(judge(assessment, row) for row in range(len(query.rows)))
    return Scene(case, drafting, query, assessment, judgements, telling(judgements))
