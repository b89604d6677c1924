# SPDX-License-Identifier: EUPL-1.2
"""What a prosecutor does next, as far as the corpus knows: empty where it does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from comity.advise.combined import working_rules
from comity.advise.listing import basis_of
from comity.advise.ranking import Entry
from comity.engine.assess import Assessment
from comity.engine.plans import Rule
from comity.model.actors import Actor
from comity.model.answer import Finding, Plan, Question
from comity.model.law import Kind, Role, Value
from comity.model.said import Said, joined, remark, said, told
from comity.model.truth import Truth
from comity.model.vocabulary import Measure

_CHECKED = {"what", "when"}  # a note that says what is to be checked, or until when a statement was made
OTHER_BASES = slice(1, 4)  # which further bases are named for the case that the first is refused


@dataclass(frozen=True, slots=True)
class NextSteps:
    """The next steps of one row."""

    assessment: Assessment
    row: int
    entries: Sequence[Entry]
    lang: str

    def plan(self, findings: Sequence[Finding], asked: Sequence[Question]) -> Plan:
        """The plan; ``findings`` give the alerts, ``asked`` the assurances that are still open."""
        requested = self.assessment.plan.ledger.corpus.by_code.get(self.assessment.plan.requested)
        return Plan(
            cite=self._cite(),
            sender=self._sender(),
            urgent=tuple(self._urgent()),
            offer=tuple(self._offer(asked)),
            confidentiality=_join(self._says(rule) for rule in self._rules(Kind.DUTY, Kind.USE_LIMIT) if rule.ground == "confidentiality"),
            evidence_form=_join(self._says(rule) for rule in self._rules(Kind.FORMALITY)),
            remedies=_join(self._says(rule) for rule in self._rules(Kind.RIGHT)),
            duration=_join(remark(line.says) for line in requested.practice if "delay" in line.says) if requested else "",
            costs=_join(self._says(rule) for rule in self._rules(Kind.COST)),
            if_refused=tuple(self._if_refused()),
            alerts=tuple(self._alerts(findings, requested)),
        )

    def _rules(self, *kinds: Kind) -> list[Rule]:
        return working_rules(self.assessment, self.row, self.entries, kinds)

    def _says(self, rule: Rule) -> Said:
        return told(rule.provision.says)

    def _cited(self, rule: Rule) -> Said:
        return said("{says} ({instrument} {article})", says=rule.provision.says, instrument=rule.instrument.id, article=rule.article)

    def _carrying(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.outcome is not Truth.NO and entry.role in (Role.PRIMARY, Role.FALLBACK)]

    def _cite(self) -> str:
        first = next((entry for entry in self._carrying() if entry.result is not None), None)
        if first is None:
            return ""
        basis = basis_of(self.assessment, self.row, first, 1, self.lang)
        adopted = first.instrument.adopted
        parts = [basis.title]
        if adopted is not None and adopted.known:
            parts.append(said(" of {day}", day=adopted.text))
        if basis.articles:
            named = ", ".join(basis.articles[:6])
            several = len(basis.articles) > 1
            parts.append(said(", articles {articles}", articles=named) if several else said(", article {articles}", articles=named))
        if basis.with_:
            parts.append(said(", with {instruments}", instruments=", ".join(basis.with_)))
        return joined("", parts)

    def _sender(self) -> str:
        plan = self.assessment.plan
        speaking = [r for r in plan.sender if r.kind is Kind.AUTHORITY and self.assessment.at(r.works, self.row) is not Truth.NO]
        if speaking:
            return _join(remark(rule.provision.value.name) or self._says(rule) for rule in speaking)
        actor = plan.ledger.corpus.by_code.get(plan.requesting)
        stage = self.assessment.rows[self.row].facts.get("stage")
        stages = stage if isinstance(stage, frozenset) else frozenset()
        fitting = (
            authority
            for authority in (actor.authorities if actor else ())
            if (not authority.measures or plan.measure in authority.measures)
            and (not authority.stages or not stages or authority.stages & stages)
        )
        return _join(said("{name} ({role})", name=authority.name, role=remark(authority.role)) for authority in fitting)

    def _urgent(self) -> Iterable[str]:
        measures = self.assessment.plan.ledger.corpus.measures
        for other in measures[self.assessment.plan.measure].nearest:
            if measures[other].secures:
                yield _measure(measures[other])
        for rule in self._rules(Kind.CLOCK):
            length = _length(rule.provision.value)
            if length:
                starts = remark(rule.provision.value.starts) or said("the event")
                yield said("{length} from {starts}: {rule}", length=length, starts=starts, rule=self._cited(rule))

    def _offer(self, asked: Sequence[Question]) -> Iterable[str]:
        yield from dict.fromkeys(self._cited(rule) for rule in self._rules(Kind.ASSURANCE, Kind.USE_LIMIT))
        for question in asked:
            if question.fact.startswith("assurance.") or question.fact == "request.reciprocity_assured":
                yield question.asks

    def _if_refused(self) -> Iterable[str]:
        measures = self.assessment.plan.ledger.corpus.measures
        for entry in self._carrying()[OTHER_BASES]:
            yield said("ask under {title} ({instrument})", title=entry.instrument.title, instrument=entry.instrument.id)
        for other in measures[self.assessment.plan.measure].nearest:
            yield _measure(measures[other])

    def _alerts(self, findings: Sequence[Finding], requested: Actor | None) -> dict[str, None]:
        """Contested force, statements to be checked, conflicts, searches in vain, and how the requested state acts in fact."""
        lines = [
            said("{instrument}: {why}", instrument=e.instrument.id, why=e.why)
            for e in self.entries
            if e.outcome is Truth.UNKNOWN and not e.force_known
        ]
        for finding in findings:
            checks = [note for note in finding.notes if isinstance(note, Said) and note.parts.keys() & _CHECKED]
            place = {"instrument": finding.instrument, "article": finding.article}
            lines += [said("{instrument} {article} ({code}): {note}", code=finding.by, note=note, **place) for note in checks]
            if finding.kind == "conflict":
                lines.append(said("{instrument} {article}: {says}", says=finding.says, **place))
        plan = self.assessment.plan
        pair = {plan.requesting, plan.requested}
        lines += [
            said("searched on {day}: {says}", day=item.on, says=remark(item.says))
            for item in plan.ledger.corpus.searched
            if set(item.pair) == pair
        ]
        lines += _practice(requested) if requested is not None else ()
        return dict.fromkeys(lines)


def _measure(measure: Measure) -> Said:
    """A measure by its name; in English with the id by which the command line asks for it."""
    return told(replace(measure.name, en=f"{measure.name.en} ({measure.id})"))


def _practice(actor: Actor) -> Iterable[Said]:
    """How a state acts in fact."""
    for line in actor.practice:
        sure = remark(line.confidence.value)
        yield said("{code}: {says} ({confidence})", code=actor.code, says=remark(line.says), confidence=sure)


def _join(lines: Iterable[str]) -> str:
    return joined("; ", dict.fromkeys(lines))


def _length(value: Value) -> str:
    parts = (
        said("{number} days", number=value.days) if value.days else "",
        said("{number} hours", number=value.hours) if value.hours else "",
        said("{number} months", number=value.months) if value.months else "",
    )
    return joined(" ", (part for part in parts if part))
