# SPDX-License-Identifier: EUPL-1.2
"""Ways beside treaties: the requested state's own law, and informal routes with what they yield."""

from __future__ import annotations

from collections.abc import Iterable

from comity.engine.assess import Assessment
from comity.engine.force import timeline
from comity.engine.plans import Rule
from comity.model.actors import InformalRoute
from comity.model.answer import Route
from comity.model.law import Kind
from comity.model.said import Speaker, remark, said, told
from comity.model.truth import Truth

RECIPROCITY = "reciprocity-missing"


def routes(assessment: Assessment, row: int, lang: str) -> tuple[Route, ...]:
    """Statutory ways first, then the informal routes that both sides share."""
    return (*_statutory(assessment, row, lang), *_informal(assessment, row, lang))


def _statutory(assessment: Assessment, row: int, lang: str) -> Iterable[Route]:
    national = assessment.plan.national
    say = Speaker(assessment.plan.ledger.corpus.phrases, lang).say
    reciprocal = [rule for rule in national.rules if rule.kind is Kind.REQUIRE and rule.ground == RECIPROCITY]
    for way in national.ways:
        if assessment.at(way.works, row) is not Truth.NO:
            yield Route(
                "statute",
                say(told(way.provision.says)),
                "yes",
                way.instrument.id,
                way.article,
                _source(assessment, way),
                way.provision.confidence.value,
            )
    for rule in reciprocal:
        if assessment.at(rule.applies, row) is not Truth.NO:
            yield Route(
                "reciprocity",
                say(told(rule.provision.says)),
                "yes",
                rule.instrument.id,
                rule.article,
                _source(assessment, rule),
                rule.provision.confidence.value,
            )
    for rule in national.rules:
        if rule.provision.value.without_treaty == "none":
            yield Route("statute", say(told(rule.provision.says)), "no", rule.instrument.id, rule.article)


def _informal(assessment: Assessment, row: int, lang: str) -> Iterable[Route]:
    plan = assessment.plan
    corpus = plan.ledger.corpus
    kinds = corpus.measures[plan.measure].informal
    say = Speaker(corpus.phrases, lang).say
    for route in corpus.routes:
        serves = plan.measure in route.measures if route.measures else route.kind in kinds
        if serves and all(_open(assessment, row, route, code) for code in (plan.requesting, plan.requested)):
            words = said("{says} Yields: {yields}", says=route.says, yields=route.yields) if route.yields.en else told(route.says)
            yield Route(
                route.kind, say(words), route.evidence, route.instrument, route.article, remark(route.source), route.confidence.value
            )


def _open(assessment: Assessment, row: int, route: InformalRoute, code: str) -> bool:
    corpus = assessment.plan.ledger.corpus
    if code in route.except_:
        return False
    if route.party:
        return timeline(corpus, corpus.by_id[route.party], code).on(assessment.rows[row].on).truth is Truth.YES
    return route.open_to_all or code in route.members


def _source(assessment: Assessment, rule: Rule) -> str:
    return remark(assessment.plan.ledger.corpus.sources[rule.instrument.id, rule.provision.source].words)
