# SPDX-License-Identifier: EUPL-1.2
"""The questions that are measured: seeded, on the real body of law, and the pair with the largest program."""

from __future__ import annotations

import random
from datetime import date

from comity.advise.advise import Adviser
from comity.corpus.corpus import Corpus
from comity.engine.plans import PairPlan
from comity.model.query import FactValue, OffenceAsked, Query, Row

SEED = 2026
TODAY = date(2026, 11, 24)
MEASURES = ("extradition", "search-seizure", "bank-records", "confiscation", "transfer-sentenced-person", "service-documents")


def richest(corpus: Corpus, count: int) -> list[str]:
    """The actors about which most law is in the corpus."""
    weight: dict[str, int] = {}
    for law in corpus.instruments:
        for code in [statement.by for statement in law.statements] + [row.actor for row in law.rows]:
            weight[code] = weight.get(code, 0) + 1
        if law.of:
            weight[law.of] = weight.get(law.of, 0) + 3 * len(law.provisions)
    return sorted(weight, key=lambda code: (-weight[code], code))[:count]


def questions(corpus: Corpus, count: int) -> list[Query]:
    """Seeded questions without case facts but the offence and its penalties."""
    chance = random.Random(SEED)  # noqa: S311 - seeded questions, no secret
    codes = richest(corpus, 25)
    offences = sorted(corpus.offences)
    found = []
    for _ in range(count):
        one, other = chance.sample(codes, 2)
        facts: dict[str, FactValue] = {"offence.max_penalty_months.requesting": float(chance.choice([6, 24, 60])), "offence.dual": True}
        day = date(chance.randint(1996, 2026), chance.randint(1, 12), chance.randint(1, 28))
        row = Row(day, OffenceAsked(chance.choice(offences)), facts)
        found.append(Query(one, other, chance.choice(MEASURES), (row,)))
    return found


def largest(adviser: Adviser, states: int = 12) -> PairPlan:
    """The pair and measure with most nodes, among the states with most law."""
    codes = richest(adviser.corpus, states)
    probes = [adviser.plan(codes[0], codes[1], measure) for measure in MEASURES]
    measure = max(probes, key=_nodes).measure
    return max((adviser.plan(one, other, measure) for one in codes for other in codes if one != other), key=_nodes)


def _nodes(plan: PairPlan) -> int:
    return len(plan.program.nodes)


def of_plan(plan: PairPlan) -> Query:
    """A question about a pair, with some facts known."""
    facts: dict[str, FactValue] = {
        "offence.max_penalty_months.requesting": 60.0,
        "offence.dual": True,
        "person.nationality": frozenset({plan.requested}),
    }
    return Query(plan.requesting, plan.requested, plan.measure, (Row(TODAY, OffenceAsked("fraud"), facts),))
