# SPDX-License-Identifier: EUPL-1.2
"""What each norm says on each point: one finding for each source of a ground, none lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from comity.advise.judge import Judgement
from comity.advise.ranking import Entry
from comity.engine.assess import Assessment
from comity.engine.plans import BasisPlan, Reached, Rule, Words
from comity.model.answer import Citation, Finding
from comity.model.interpretations import of_place
from comity.model.law import GROUNDS, Confidence, Kind, Statement
from comity.model.said import Speaker, remark, said
from comity.model.truth import Truth

_REFUSALS = frozenset({Kind.MUST_REFUSE, Kind.MAY_REFUSE, Kind.MAY_POSTPONE})
_NOT_SHOWN = frozenset({Kind.BASIS, Kind.DEEMS})
RESERVATION = "reservation"
NO_NORM = said("no norm in this body of law answers this plea")


class Writer:
    """Writes the findings of one row."""

    def __init__(self, assessment: Assessment, row: int, judgement: Judgement, lang: str) -> None:
        self.assessment = assessment
        self.row = row
        self.judgement = judgement
        self.lang = lang
        self.speaker = Speaker(assessment.plan.ledger.corpus.phrases, lang)
        self.carrying = tuple(result.plan for result in judgement.carrying)
        self.register = assessment.plan.ledger.corpus.readings
        self.sources = assessment.plan.ledger.corpus.sources
        self.as_of = assessment.plan.ledger.corpus.as_of

    def findings(self, entries: Sequence[Entry], pleas: Sequence[str]) -> tuple[Finding, ...]:
        """Every finding: of the listed bases, of national law and duties that reach them, and of pleas that nothing answers."""
        found: dict[tuple[str | None, ...], Finding] = {}
        for entry in entries:
            if entry.result is None:
                continue
            for finding in self._of_basis(entry, pleas):
                found.setdefault(_point(finding), finding)
        for finding in (*self._of_national_law(), *self._without_treaty(entries)):
            found.setdefault(_point(finding), finding)
        answered = {finding.ground for finding in found.values()}
        silent = tuple(self._silent(plea) for plea in pleas if plea not in answered)
        return (*found.values(), *silent)

    def _of_basis(self, entry: Entry, pleas: Sequence[str]) -> Iterable[Finding]:
        result = entry.result
        if result is None:
            return
        for rule in result.plan.rules:
            if _hidden(rule) or self.assessment.at(rule.applies, self.row) is Truth.NO:
                continue
            if entry.outcome is not Truth.NO or rule.ground in pleas or self._fails(rule):
                finding = self._finding(rule, entry.instrument.id)
                yield finding
                if RESERVATION in pleas and rule.statement is not None and rule.kind in GROUNDS:
                    yield replace(finding, ground=RESERVATION)
        if entry.outcome is not Truth.NO:
            yield from self._reaching(result.plan)

    def _fails(self, rule: Rule) -> bool:
        return rule.kind is Kind.REQUIRE and self.assessment.at(rule.holds, self.row) is Truth.NO

    def _reaching(self, plan: BasisPlan) -> Iterable[Finding]:
        for reached in self.assessment.plan.reached[plan.instrument.id]:
            if self.assessment.at(reached.rule.applies, self.row) is Truth.NO:
                continue
            reaches = self.assessment.at(reached.reaches, self.row)
            if reached.rule.kind is Kind.REQUIRE or reaches is Truth.NO:
                conflict = self._conflict(reached, plan) if any(plan is carrying for carrying in self.carrying) else None
                if conflict is not None:
                    yield conflict
                elif reached.rule.kind in _REFUSALS and self.assessment.at(reached.rule.works, self.row) is Truth.NO:
                    yield self._finding(reached.rule, plan.instrument.id)  # cleared whatever its reach
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
        says = said("{says}; the treaty goes first in {code}: a conflict, and no bar", says=rule.provision.says, code=rule.by)
        against = Citation(duty.instrument.id, duty.article)
        finding = self._finding(rule, plan.instrument.id)
        return replace(finding, kind="conflict", outcome="yes", effect="open", says=says, lang=self.lang, against=against, missing=())

    def _of_national_law(self) -> Iterable[Finding]:
        """What the requesting side's own law says to its authorities."""
        for rule in self.assessment.plan.sender:
            if not _hidden(rule) and self.assessment.at(rule.applies, self.row) is not Truth.NO:
                yield self._finding(rule, None)

    def _without_treaty(self, entries: Sequence[Entry]) -> Iterable[Finding]:
        """The requested state's law, and the duties that bind whatever the basis."""
        for reached in self.assessment.plan.reached_without_treaty:
            yield self._finding(reached.rule, None, reached)
        carries = any(entry.outcome is not Truth.NO and entry.result is not None for entry in entries)
        for rule in self.assessment.plan.national.rules:
            grounds = rule.kind in GROUNDS
            if _hidden(rule) or (carries and grounds and self.judgement.carrying):
                continue
            if self.assessment.at(rule.applies, self.row) is not Truth.NO:
                yield self._finding(rule, None)

    def _silent(self, plea: str) -> Finding:
        return Finding(
            "may-refuse",
            plea,
            None,
            "unknown",
            "open",
            "",
            "",
            None,
            self.assessment.plan.requested,
            NO_NORM,
            NO_NORM,
            self.as_of,
            "low",
            (),
        )

    # -- one finding

    def _finding(self, rule: Rule, basis: str | None, reached: Reached | None = None) -> Finding:
        node = reached.works if reached else (rule.holds if rule.kind is Kind.REQUIRE else rule.works)
        truth = self.assessment.at(node, self.row)
        missing = tuple(sorted(map(str, self.assessment.missing(node, self.row)))) if truth is Truth.UNKNOWN else ()
        words = self._words(rule)
        effect = _EFFECTS[rule.kind in _REFUSALS][truth]
        return Finding(
            words.kind, words.ground, basis, _WORDS[truth], effect, words.instrument, rule.article, None, rule.by, words.says, words.source,
            words.as_of, words.confidence, missing, words.lang, words.notes, words.mandatory, words.readings,
        )  # fmt: skip

    def _words(self, rule: Rule) -> Words:
        """What a finding says whatever the facts; made once for a compiled pair and a language."""
        memo = self.assessment.plan.words
        key = (id(rule), self.lang)
        known = memo.get(key)
        if known is None:
            known = memo[key] = self._spell(rule)
        return known

    def _spell(self, rule: Rule) -> Words:
        provision = rule.provision
        says, lang = provision.says.in_language(self.lang)
        source = self.sources[rule.instrument.id, provision.source]
        return Words(
            kind=(Kind.DUTY if rule.kind is Kind.RELATION else rule.kind).value,
            ground=provision.ground,
            instrument=rule.instrument.id,
            says=says or rule.instrument.title.en,
            source=self.speaker.say(remark(source.words)),
            as_of=source.retrieved or self.as_of,
            confidence=_confidence(rule).value,
            lang=lang,
            notes=tuple(_notes(rule)),
            mandatory=rule.kind in (Kind.MUST_REFUSE, Kind.REQUIRE),
            readings=tuple(reading.id for reading in of_place(self.register, rule.instrument.id, rule.article)),
        )


def _hidden(rule: Rule) -> bool:
    """A basis stands among the bases; a rule on relations is shown where it answers a ground."""
    return rule.kind in _NOT_SHOWN or (rule.kind is Kind.RELATION and not rule.ground)


def _point(finding: Finding) -> tuple[str | None, ...]:
    return finding.kind, finding.ground, finding.instrument, finding.article, finding.says, finding.basis, finding.by


_WORDS = tuple(truth.word for truth in Truth)
_EFFECTS = (("against", "open", "for"), ("for", "open", "against"))  # by refusal or not, then by truth


def _confidence(rule: Rule) -> Confidence:
    statement = rule.statement
    if statement is not None and not statement.since.known:
        return rule.provision.confidence.step_lower
    return rule.provision.confidence


def _notes(rule: Rule) -> Iterable[str]:
    for reading in rule.readings:
        court = reading.court or said("the courts of {code}", code=reading.by)
        yield said("read by {court} since {day}: {says}", court=court, day=reading.since.text, says=reading.says)
    statement: Statement | None = rule.statement
    if statement is None:
        return
    if rule.mirrored:
        yield said("reciprocity: {code} made this {kind} itself", code=statement.by, kind=remark(statement.kind.value))
    if not statement.since.known:
        yield said("day unknown")
    if statement.check:
        yield said("to be checked: {what}", what=remark(statement.check))
    if statement.lapses:
        yield said("made until {when}", when=remark(statement.lapses))
