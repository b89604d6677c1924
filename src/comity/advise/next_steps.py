# SPDX-License-Identifier: EUPL-1.2
"""What a prosecutor does next, as far as the corpus knows: empty where it does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comity.advise.combined import working_rules
from comity.advise.listing import Entry, basis_of
from comity.engine.assess import Assessment
from comity.model.actors import Actor
from comity.model.answer import Finding, Plan, Question
from comity.model.law import Kind, Role
from comity.model.truth import Truth


def plan_of(
    assessment: Assessment, row: int, entries: Sequence[Entry], findings: Sequence[Finding], *, asked: Sequence[Question], lang: str
) -> Plan:
    """The plan of one row."""
    plan = assessment.plan
    corpus = plan.ledger.corpus
    return Plan(
        cite=_cite(assessment, row, entries, lang),
        sender=_sender(assessment, row, corpus.by_code.get(plan.requesting), lang),
        urgent=tuple(_urgent(assessment, row, entries, lang)),
        offer=tuple(_offer(assessment, row, entries, asked, lang)),
        confidentiality=_first(assessment, row, entries, ("confidentiality",), lang),
        evidence_form=_join(rule.provision.says.in_language(lang)[0] for rule in working_rules(assessment, row, entries, (Kind.FORMALITY,))),
        remedies=_join(rule.provision.says.in_language(lang)[0] for rule in working_rules(assessment, row, entries, (Kind.RIGHT,))),
        duration=_join(line.says for line in _practice(corpus.by_code.get(plan.requested)) if "delay" in line.says or "month" in line.says),
        costs=_join(rule.provision.says.in_language(lang)[0] for rule in working_rules(assessment, row, entries, (Kind.COST,))),
        if_refused=tuple(_if_refused(assessment, entries, lang)),
        alerts=tuple(_alerts(assessment, entries, findings)),
    )


def _join(lines: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(lines))


def _practice(actor: Actor | None) -> tuple[_Line, ...]:
    return tuple(_Line(line.says) for line in actor.practice) if actor else ()


class _Line:
    def __init__(self, says: str) -> None:
        self.says = says


def _cite(assessment: Assessment, row: int, entries: Sequence[Entry], lang: str) -> str:
    first = next((e for e in entries if e.outcome is not Truth.NO and e.role in (Role.PRIMARY, Role.FALLBACK) and e.result is not None), None)
    if first is None:
        return ""
    basis = basis_of(assessment, row, first, 1, lang)
    articles = ", ".join(basis.articles[:6])
    adopted = first.instrument.adopted
    made = f" of {adopted.text}" if adopted is not None and adopted.known else ""
    protocols = f", with {', '.join(basis.with_)}" if basis.with_ else ""
    return f"{basis.title}{made}, article{'s' if ',' in articles else ''} {articles}{protocols}"


def _sender(assessment: Assessment, row: int, actor: Actor | None, lang: str) -> str:
    rules = [rule for rule in assessment.plan.sender if rule.kind is Kind.AUTHORITY and assessment.at(rule.works, row) is not Truth.NO]
    if rules:
        return _join(rule.provision.value.name or rule.provision.says.in_language(lang)[0] for rule in rules)
    if actor is None:
        return ""
    stage = assessment.rows[row].facts.get("stage")
    words = stage if isinstance(stage, frozenset) else frozenset()
    fitting = [
        authority
        for authority in actor.authorities
        if (not authority.measures or assessment.plan.measure in authority.measures) and (not authority.stages or not words or authority.stages & words)
    ]
    return _join(f"{authority.name.in_language(lang)[0]} ({authority.role})" for authority in fitting)


def _urgent(assessment: Assessment, row: int, entries: Sequence[Entry], lang: str) -> Iterable[str]:
    corpus = assessment.plan.ledger.corpus
    for other in corpus.measures[assessment.plan.measure].nearest:
        if other in ("provisional-arrest", "freezing", "data-preservation", "transaction-postponement", "emergency-assistance"):
            yield f"{corpus.measures[other].name.in_language(lang)[0]} ({other})"
    for rule in working_rules(assessment, row, entries, (Kind.CLOCK,)):
        value = rule.provision.value
        length = " ".join(part for part in (value.days and f"{value.days} days", value.hours and f"{value.hours} hours", value.months and f"{value.months} months") if part)
        if length:
            yield f"{length} from {value.starts or 'the event'}: {rule.provision.says.in_language(lang)[0]} ({rule.instrument.id} {rule.article})"


def _offer(assessment: Assessment, row: int, entries: Sequence[Entry], asked: Sequence[Question], lang: str) -> Iterable[str]:
    seen: set[str] = set()
    for rule in working_rules(assessment, row, entries, (Kind.ASSURANCE, Kind.USE_LIMIT)):
        says = rule.provision.says.in_language(lang)[0]
        if says not in seen:
            seen.add(says)
            yield f"{says} ({rule.instrument.id} {rule.article})"
    for question in asked:
        if question.fact.startswith("assurance.") or question.fact == "request.reciprocity_assured":
            yield question.asks


def _first(assessment: Assessment, row: int, entries: Sequence[Entry], grounds: tuple[str, ...], lang: str) -> str:
    rules = working_rules(assessment, row, entries, (Kind.DUTY, Kind.RIGHT, Kind.USE_LIMIT))
    return _join(rule.provision.says.in_language(lang)[0] for rule in rules if rule.ground in grounds)


def _if_refused(assessment: Assessment, entries: Sequence[Entry], lang: str) -> Iterable[str]:
    corpus = assessment.plan.ledger.corpus
    others = [entry for entry in entries if entry.outcome is not Truth.NO and entry.role in (Role.PRIMARY, Role.FALLBACK)][1:4]
    for entry in others:
        yield f"ask under {entry.instrument.title.in_language(lang)[0]} ({entry.instrument.id})"
    for other in corpus.measures[assessment.plan.measure].nearest:
        yield f"{corpus.measures[other].name.in_language(lang)[0]} ({other})"


def _alerts(assessment: Assessment, entries: Sequence[Entry], findings: Sequence[Finding]) -> Iterable[str]:
    seen: dict[str, None] = {}
    for entry in entries:
        if entry.outcome is Truth.UNKNOWN and not entry.force_known:
            seen.setdefault(f"{entry.instrument.id}: {entry.why}")
    for finding in findings:
        for note in finding.notes:
            if note.startswith(("to be checked", "made until")):
                seen.setdefault(f"{finding.instrument} {finding.article} ({finding.by}): {note}")
        if finding.kind == "conflict":
            seen.setdefault(f"{finding.instrument} {finding.article}: {finding.says}")
    corpus = assessment.plan.ledger.corpus
    pair = {assessment.plan.requesting, assessment.plan.requested}
    for searched in corpus.searched:
        if set(searched.pair) == pair:
            seen.setdefault(f"searched on {searched.on}: {searched.says}")
    actor = corpus.by_code.get(assessment.plan.requested)
    for line in actor.practice if actor else ():
        seen.setdefault(f"{assessment.plan.requested}: {line.says} ({line.confidence.value})")
    return seen
