# SPDX-License-Identifier: EUPL-1.2
"""What each norm says on each point: one finding for each source of a ground, none lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comity.advise.judge import Judgement
from comity.advise.listing import Entry
from comity.engine.assess import Assessment
from comity.engine.plans import BasisPlan, Reached, Rule
from comity.model.answer import Citation, Finding
from comity.model.law import GROUNDS, Confidence, Instrument, Kind, Statement
from comity.model.truth import Truth

_REFUSALS = frozenset({Kind.MUST_REFUSE, Kind.MAY_REFUSE, Kind.MAY_POSTPONE})
_NOT_SHOWN = frozenset({Kind.BASIS, Kind.DEEMS, Kind.RELATION})
NO_NORM = "no norm in this body of law answers this plea"


class Writer:
    """Writes the findings of one row."""

    def __init__(self, assessment: Assessment, row: int, judgement: Judgement, lang: str) -> None:
        self.assessment = assessment
        self.row = row
        self.judgement = judgement
        self.lang = lang
        self.as_of = assessment.plan.ledger.corpus.as_of

    def findings(self, entries: Sequence[Entry], pleas: Sequence[str]) -> tuple[Finding, ...]:
        """Every finding: of the listed bases, of national law and duties that reach them, and of pleas that nothing answers."""
        found: dict[tuple[str, ...], Finding] = {}
        for entry in entries:
            if entry.result is None:
                continue
            for finding in self._of_basis(entry, pleas):
                found.setdefault((finding.kind, finding.instrument, finding.article, finding.says, finding.basis or "", finding.by), finding)
        for finding in (*self._of_national_law(), *self._without_treaty(entries)):
            found.setdefault((finding.kind, finding.instrument, finding.article, finding.says, finding.basis or "", finding.by), finding)
        answered = {finding.ground for finding in found.values()}
        silent = tuple(self._silent(plea) for plea in pleas if plea not in answered)
        return (*found.values(), *silent)

    def _of_basis(self, entry: Entry, pleas: Sequence[str]) -> Iterable[Finding]:
        result = entry.result
        if result is None:
            return
        for rule in result.plan.rules:
            if rule.kind in _NOT_SHOWN or self.assessment.at(rule.applies, self.row) is Truth.NO:
                continue
            if entry.outcome is not Truth.NO or rule.ground in pleas or self._fails(rule):
                yield self._finding(rule, entry.instrument.id)
        if entry.outcome is not Truth.NO:
            yield from self._reaching(result.plan)

    def _fails(self, rule: Rule) -> bool:
        return rule.kind is Kind.REQUIRE and self.assessment.at(rule.holds, self.row) is Truth.NO

    def _reaching(self, plan: BasisPlan) -> Iterable[Finding]:
        for reached in self.assessment.plan.reached[plan.instrument.id]:
            reaches = self.assessment.at(reached.reaches, self.row)
            if reached.rule.kind is Kind.REQUIRE or reaches is Truth.NO:
                conflict = self._conflict(reached, plan)
                if conflict is not None:
                    yield conflict
            elif reached.rule.instrument.national:
                yield self._finding(reached.rule, plan.instrument.id, reached)

    def _conflict(self, reached: Reached, plan: BasisPlan) -> Finding | None:
        """A lower norm that would refuse what the treaty demands: shown, and no bar."""
        rule = reached.rule
        would = self.assessment.at(rule.works, self.row)
        if rule.kind is Kind.REQUIRE:
            would = Truth(Truth.YES - self.assessment.at(rule.holds, self.row))
        duty = next((other for other in reached.regulated_by if self.assessment.at(other.applies, self.row) is not Truth.NO), None)
        if would is not Truth.YES or duty is None:
            return None
        says = f"{rule.provision.says.en}; the treaty goes first in {rule.by}: a conflict, and no bar"
        return self._write(rule, "conflict", (Truth.YES, "open"), plan.instrument.id, says, Citation(duty.instrument.id, duty.article))

    def _of_national_law(self) -> Iterable[Finding]:
        """What the requesting side's own law says to its authorities."""
        for rule in self.assessment.plan.sender:
            if rule.kind not in _NOT_SHOWN and self.assessment.at(rule.applies, self.row) is not Truth.NO:
                yield self._finding(rule, None)

    def _without_treaty(self, entries: Sequence[Entry]) -> Iterable[Finding]:
        """The requested state's law, and the duties that bind whatever the basis."""
        for reached in self.assessment.plan.reached_without_treaty:
            yield self._finding(reached.rule, None, reached)
        carries = any(entry.outcome is not Truth.NO and entry.result is not None for entry in entries)
        for rule in self.assessment.plan.national.rules:
            grounds = rule.kind in GROUNDS
            if rule.kind in _NOT_SHOWN or (carries and grounds and self.judgement.carrying):
                continue
            if self.assessment.at(rule.applies, self.row) is not Truth.NO:
                yield self._finding(rule, None)

    def _silent(self, plea: str) -> Finding:
        return Finding(
            "may-refuse", plea, None, "unknown", "open", "", "", None, self.assessment.plan.requested, NO_NORM, NO_NORM, self.as_of, "low", ()
        )

    # -- one finding

    def _finding(self, rule: Rule, basis: str | None, reached: Reached | None = None) -> Finding:
        node = reached.works if reached else (rule.works if rule.kind not in GROUNDS or rule.kind in _REFUSALS else rule.holds)
        truth = self.assessment.at(node, self.row)
        effect = _effect(rule.kind, truth)
        missing = self.assessment.missing(node, self.row)
        return self._write(rule, rule.kind.value, (truth, effect), basis, "", None, tuple(sorted(missing)))

    def _write(
        self,
        rule: Rule,
        kind: str,
        value: tuple[Truth, str],
        basis: str | None,
        says: str,
        against: Citation | None,
        missing: tuple[str, ...] = (),
    ) -> Finding:
        provision = rule.provision
        words, lang = provision.says.in_language(self.lang)
        notes = tuple(_notes(rule))
        confidence = _confidence(rule)
        return Finding(
            kind=kind,
            ground=provision.ground,
            basis=basis,
            outcome=value[0].word,
            effect=value[1],
            instrument=rule.instrument.id,
            article=rule.article,
            against=against,
            by=rule.by,
            says=says or words or rule.instrument.title.en,
            source=source_text(rule.instrument, provision.source),
            as_of=_as_of(rule.instrument, provision.source) or self.as_of,
            confidence=confidence.value,
            missing=missing,
            lang="en" if says else lang,
            notes=notes,
            mandatory=rule.kind in (Kind.MUST_REFUSE, Kind.REQUIRE),
        )


def source_text(instrument: Instrument, source_id: str) -> str:
    """A source in words, with its address where it has one."""
    source = instrument.source(source_id)
    return f"{source.what} ({source.url})" if source.url else source.what


def _as_of(instrument: Instrument, source_id: str) -> str:
    return instrument.source(source_id).retrieved


def _effect(kind: Kind, truth: Truth) -> str:
    if truth is Truth.UNKNOWN:
        return "open"
    favourable = truth is Truth.NO if kind in _REFUSALS else truth is Truth.YES
    return "for" if favourable else "against"


def _confidence(rule: Rule) -> Confidence:
    statement = rule.statement
    if statement is not None and not statement.since.known:
        return rule.provision.confidence.step_lower
    return rule.provision.confidence


def _notes(rule: Rule) -> Iterable[str]:
    statement: Statement | None = rule.statement
    if statement is None:
        return
    if rule.mirrored:
        yield f"reciprocity: {statement.by} made this {statement.kind.value} itself"
    if not statement.since.known:
        yield "day unknown"
    if statement.check:
        yield f"to be checked: {statement.check}"
    if statement.lapses:
        yield f"made until {statement.lapses}"
