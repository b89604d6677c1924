# SPDX-License-Identifier: EUPL-1.2
"""The main job: from a query to an answer."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from comity.advise import combined, findings, judge, listing, next_steps, questions, routes
from comity.corpus.corpus import Corpus
from comity.engine.assess import Assessment, assess
from comity.engine.compiler import Compiler
from comity.engine.force import Timeline, timeline
from comity.engine.pair import compile_pair
from comity.engine.plans import PairPlan, Rule
from comity.logic.program import Trace, evaluate
from comity.model.answer import SCHEMA, Answer, CorpusUsed, Discretion, Part, TraceNode
from comity.model.errors import WrongInput
from comity.model.law import Instrument, Kind
from comity.model.query import FactValue, Query, Row
from comity.model.said import Said, Speaker, remark, said, spoken, told
from comity.model.truth import Truth

KEPT_PLANS = 4096
TRACE_DEPTH = 12


class Adviser:
    """Answers queries on one corpus; keeps compiled pairs and timelines, which hold no case facts."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._plans: OrderedDict[tuple[str, str, str], PairPlan] = OrderedDict()
        self._derived = frozenset(item.fact for item in corpus.vocabulary.derived)
        self._timelines: dict[tuple[str, str], Timeline] = {}

    def plan(self, requesting: str, requested: str, measure: str) -> PairPlan:
        """The compiled law of a pair and a measure."""
        key = (requesting, requested, measure)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = compile_pair(self.corpus, requesting, requested, measure, self.status)
            if len(self._plans) > KEPT_PLANS:
                self._plans.popitem(last=False)
        return plan

    def status(self, instrument: Instrument, code: str) -> Timeline:
        """The status of an actor under an instrument."""
        key = (instrument.id, code)
        known = self._timelines.get(key)
        if known is None:
            known = self._timelines[key] = timeline(self.corpus, instrument, code)
        return known

    def assess(self, query: Query) -> Assessment:
        """Every value of a query; WrongInput where a given conclusion contradicts the other facts."""
        plan = self.plan(query.requesting, query.requested, query.measure)
        self._refuse_contradictions(plan, query)
        return assess(plan, query.rows)

    def answer(self, query: Query) -> Answer:
        """The whole answer."""
        assessment = self.assess(query)
        judgements = [judge.judge(assessment, row) for row in range(len(query.rows))]
        row = judge.telling(judgements)
        judgement = judgements[row]
        ranked = listing.listing(assessment, row, judgement.results)
        found = findings.Writer(assessment, row, judgement, query.lang).findings(ranked.entries, query.pleas)
        asked = questions.questions(assessment, row, judgement, query.lang)
        verdict = judge.together([item.verdict for item in judgements])
        several = len(query.rows) > 1
        answer = Answer(
            schema=SCHEMA,
            id=query.id,
            query=echo(query),
            corpus=CorpusUsed(self.corpus.version, self.corpus.as_of),
            lang=query.lang,
            verdict=verdict.value,
            timing=_timing(assessment, row, judgement),
            parts=tuple(Part(_name(r.offence.name, r.offence.iccs), j.verdict.value) for r, j in zip(query.rows, judgements, strict=True))
            if several
            else (),
            unknowns=tuple(question.fact for question in asked),
            conditions=tuple(_conditions(assessment, row, judgement)),
            discretion=tuple(_discretion(judgement)),
            bases=tuple(listing.basis_of(assessment, row, entry, rank, query.lang) for rank, entry in enumerate(ranked.entries, start=1)),
            combined=combined.combined(assessment, row, ranked.entries),
            unchecked=ranked.unchecked,
            findings=found,
            routes=routes.routes(assessment, row, query.lang),
            plan=next_steps.NextSteps(assessment, row, ranked.entries, query.lang).plan(found, asked),
            questions=asked,
            trace=tuple(trace_node(assessment.values.trace(r.node, row)) for r in judgement.results) if query.trace else (),
        )
        return answer if query.lang == "en" else spoken(answer, Speaker(self.corpus.phrases, query.lang).say)

    def _refuse_contradictions(self, plan: PairPlan, query: Query) -> None:
        """A given conclusion may not contradict what the other given facts settle."""
        for row in query.rows:
            for name in row.facts:
                if name not in plan.definitions and name not in self._derived:
                    continue
                others = replace(row, facts={key: value for key, value in row.facts.items() if key != name})
                settled = self._settled(plan, others, name)
                if settled is not Truth.UNKNOWN and (settled is Truth.YES) != row.facts[name]:
                    given = str(row.facts[name]).lower()
                    raise WrongInput(
                        said(
                            "{fact} is given as {given}, but the other facts and the law between the two settle it as {truth}",
                            fact=name,
                            given=remark(given),
                            truth=remark(settled.word),
                        ),
                        where=f"facts.{name}",
                        do=said("leave it out, or correct the other facts"),
                    )

    def _settled(self, plan: PairPlan, row: Row, name: str) -> Truth:
        """What the other facts and the law between the two make of a fact, whether or not a rule for the measure speaks of it."""
        node = plan.definitions.get(name)
        if node is not None:
            return assess(plan, [row]).at(node, 0)
        compiler = Compiler(self.corpus, plan.requesting, plan.requested, self.status)
        node = compiler.fact(name)
        return evaluate(compiler.builder.build(), compiler.ledger().fill([row]), 1).at(node, 0)


def _name(name: str, iccs: str) -> str:
    return name or iccs


def _timing(assessment: Assessment, row: int, judgement: judge.Judgement) -> str:
    postponing = [
        assessment.at(rule.works, row) for result in judgement.carrying for rule in result.plan.rules if rule.kind is Kind.MAY_POSTPONE
    ]
    return "postponable" if Truth.YES in postponing else "now"


def _conditions(assessment: Assessment, row: int, judgement: judge.Judgement) -> dict[str, None]:
    """What the other side may demand: assurances, and undertakings of the way without a treaty."""
    found: dict[str, None] = {}
    for result in judgement.carrying:
        for rule in result.plan.rules:
            if rule.kind is Kind.ASSURANCE and assessment.at(rule.works, row) is not Truth.NO:
                found.setdefault(_norm(rule))
        for ground in result.grounds:
            hangs = [name for name in assessment.missing(ground.node, row) if name.startswith("assurance.")]
            for name in sorted(hangs):
                found.setdefault(said("{fact}: {norm}", fact=name, norm=_norm(ground.rule)))
    if not judgement.carrying:
        for rule in assessment.plan.national.rules:
            if rule.kind is Kind.REQUIRE and rule.ground == routes.RECIPROCITY:
                found.setdefault(said("undertaking of reciprocity: {norm}", norm=_norm(rule)))
    return found


def _norm(rule: Rule) -> Said:
    """What a rule says, with its article."""
    return said("{says} ({instrument} {article})", says=rule.provision.says, instrument=rule.instrument.id, article=rule.article)


def _discretion(judgement: judge.Judgement) -> list[Discretion]:
    """Triggered optional grounds and pure appreciation, each norm once."""
    found: dict[tuple[str, str, str], Discretion] = {}
    for result in judgement.carrying:
        for ground in result.grounds:
            rule = ground.rule
            appreciation = rule.provision.appreciation and ground.truth is not Truth.NO
            if appreciation or (not ground.mandatory and ground.truth is Truth.YES):
                says = told(rule.provision.says)
                key = (rule.ground, rule.instrument.id, rule.article)
                found.setdefault(key, Discretion(rule.ground, rule.instrument.id, rule.article, says, ground.truth.word))
    return list(found.values())


def echo(query: Query) -> dict[str, object]:
    """The query as understood."""
    first = query.rows[0]
    facts = {name: _plain(value) for name, value in sorted(first.facts.items())}
    offences = [{k: v for k, v in (("name", row.offence.name), ("iccs", row.offence.iccs)) if v} for row in query.rows]
    return {
        "requesting": query.requesting,
        "requested": query.requested,
        "measure": query.measure,
        "on": first.on.isoformat(),
        **({"offences": offences} if len(offences) > 1 else {"offence": offences[0]} if offences[0] else {}),
        **({"pleas": list(query.pleas)} if query.pleas else {}),
        "facts": facts,
    }


def _plain(value: FactValue) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return int(value) if value == int(value) else value
    return value.isoformat()


def trace_node(trace: Trace, depth: int = 0) -> TraceNode:
    """A trace as plain values, down to facts."""
    parts = tuple(trace_node(part, depth + 1) for part in trace.parts) if depth < TRACE_DEPTH else ()
    return TraceNode(trace.says, trace.truth.word, trace.op, parts)
