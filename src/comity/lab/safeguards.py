# SPDX-License-Identifier: EUPL-1.2
"""Which safeguards of persons reach a request, by topic: grounds for refusal, requirements, rights, limits on use, assurances.

A topic is *kept* in a cell where every basis that may carry the request raises it, so that no choice of basis gets round it; the law of
the requested state raises a topic too where the treaty lays down no duty on the point, and duties that bind whatever the basis always do.
A rule reaches a cell where it may be triggered: a ground that the law itself rules out for a class of offence does not reach it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comity.corpus.corpus import Corpus
from comity.engine.plans import BasisPlan, PairPlan, Rule
from comity.logic.program import Evaluation, Planes
from comity.model.law import InstrumentKind, Kind

Safeguard = tuple[str, str, str, str]  # instrument, article, kind, what it says
_GROUNDS = frozenset({Kind.MUST_REFUSE, Kind.MAY_REFUSE, Kind.REQUIRE})
_OTHERS = {Kind.RIGHT: "right", Kind.USE_LIMIT: "use-limits", Kind.ASSURANCE: "assurance"}  # what one without a ground speaks of
# Topics of grounds that protect a state or an order of business, not a person.
_OF_STATES = frozenset(
    {
        "essential-interests",
        "jurisdiction",
        "competing-requests",
        "competence",
        "recognition",
        "treaty-relations",
        "domestic-law",
        "request-quality",
        "fiscal-offence",
    }
)


@dataclass(frozen=True)
class Safeguards:
    """Per topic the rows in which it is kept; per rule the rows that it reaches; the rows in which a request is possible at all."""

    kept: Mapping[str, int]
    reached: Mapping[Safeguard, int]
    possible: int


def topic_of(corpus: Corpus, rule: Rule) -> str:
    """The topic of a safeguard; "" where a rule is none."""
    topic = corpus.grounds[rule.ground].topic or rule.ground if rule.ground else ""
    if rule.provision.appreciation or topic in _OF_STATES:
        return ""
    return topic or _OTHERS[rule.kind] if rule.kind in _OTHERS else topic if rule.kind in _GROUNDS else ""


def safeguards(plan: PairPlan, values: Evaluation, carried: Mapping[str, Planes], full: int) -> Safeguards:
    """The safeguards of every row of an evaluation."""
    return _Reader(plan, values, full).read(carried)


class _Reader:
    def __init__(self, plan: PairPlan, values: Evaluation, full: int) -> None:
        self.plan = plan
        self.corpus = plan.ledger.corpus
        self.values = values
        self.full = full
        self.reached: dict[Safeguard, int] = {}

    def read(self, carried: Mapping[str, Planes]) -> Safeguards:
        national = self._raised(self.plan.national.rules, self.full)
        firm = self._raised((rule for rule in self.plan.national.rules if rule.instrument.kind is InstrumentKind.CONSTITUTION), self.full)
        always = self._raised((reached.rule for reached in self.plan.reached_without_treaty), self.full)
        bases = [basis for basis in self.plan.bases if basis.instrument.id in carried]  # the others cannot carry a request
        maybe = {basis.instrument.id: self.full & ~carried[basis.instrument.id].no for basis in bases}
        own = {basis.instrument.id: self._raised(basis.rules, maybe[basis.instrument.id]) for basis in bases}
        duties = {basis.instrument.id: self._duties(basis) for basis in bases}
        treaty = 0
        for rows in maybe.values():
            treaty |= rows
        statute = self._statute() & ~treaty
        kept: dict[str, int] = {}
        for topic in sorted({*national, *always, *(name for raised in own.values() for name in raised)}):
            home = national.get(topic, 0)
            rows = (treaty | (statute & home)) & self.full
            for name, carries in maybe.items():
                raised = own[name].get(topic, 0) | (home & ~duties[name].get(topic, 0)) | firm.get(topic, 0)
                rows &= ~carries | raised
            kept[topic] = rows | (always.get(topic, 0) & (treaty | statute))
        return Safeguards(kept, self.reached, treaty | statute)

    def _raised(self, rules: Iterable[Rule], where: int) -> dict[str, int]:
        """By topic the rows in which some of these rules may be triggered; also noted rule by rule."""
        found: dict[str, int] = {}
        for rule in rules:
            topic = topic_of(self.corpus, rule)
            rows = self._reaches(rule) & where if topic else 0
            if rows:
                found[topic] = found.get(topic, 0) | rows
                words = rule.provision.says.en or (rule.statement.says.en if rule.statement else "")
                key = (rule.instrument.id, rule.article, rule.kind.value, words)
                self.reached[key] = self.reached.get(key, 0) | rows
        return found

    def _reaches(self, rule: Rule) -> int:
        values = self.values
        if rule.kind is Kind.REQUIRE:
            return self.full & ~values.no[rule.applies] & ~values.yes[rule.holds]
        return self.full & ~values.no[rule.works]

    def _duties(self, basis: BasisPlan) -> dict[str, int]:
        """By topic the rows in which a treaty forbids to refuse on that point."""
        found: dict[str, int] = {}
        for rule in basis.rules:
            if rule.kind is Kind.DUTY and rule.ground:
                topic = self.corpus.grounds[rule.ground].topic or rule.ground
                found[topic] = found.get(topic, 0) | self.values.yes[rule.works]
        return found

    def _statute(self) -> int:
        national, values = self.plan.national, self.values
        return values.yes[national.known] & ~values.no[national.open] & ~values.no[national.requirements]
