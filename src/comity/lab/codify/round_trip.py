# SPDX-License-Identifier: EUPL-1.2
"""Asks of the draft, for every norm of the state's own law and every measure, whether it grants what its sources grant.

The draft itself is examined, not the record of what became of each norm; the record only gives the reason. A difference without a reason
on record is ``silent``, and there must be none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from comity.corpus.corpus import Corpus
from comity.lab.codify.act import Act, Became, Disposition
from comity.lab.codify.alike import ALIKE, content_words, share
from comity.lab.codify.draft import as_draft
from comity.lab.codify.norms import Norm, norms_of, sources
from comity.lab.codify.points import topic_of
from comity.lab.codify.space import Space
from comity.lab.phrases import load_phrases
from comity.model.law import GROUNDS, Instrument, Kind, Provision


class Loss(StrEnum):
    """What the draft does with a norm that it does not carry on whole."""

    MISSING = "missing"
    WEAKER = "weaker"
    STRICTER = "stricter"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Difference:
    """A norm that the draft does not carry on whole for some measures; ``silent`` where no reason is on record."""

    instrument: str
    article: str
    rule: str
    kind: Kind
    ground: str
    measures: tuple[str, ...]
    loss: Loss
    why: str
    silent: bool
    says: str


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """The answer: how many norms of how many measures were asked, how many are carried on whole, and every difference."""

    asked: int
    carried: int
    measures_opened: tuple[str, ...]
    measures_lost: tuple[str, ...]
    differences: tuple[Difference, ...]

    @property
    def silent(self) -> tuple[Difference, ...]:
        """Differences without a reason."""
        return tuple(item for item in self.differences if item.silent)


def round_trip(corpus: Corpus, act: Act, draft: Instrument | None = None) -> RoundTrip:
    """Compare the draft with the sources of the act; by default the draft that the act itself makes."""
    checked = draft or as_draft(act)
    laws = sources(corpus, act.sources)
    norms = norms_of(corpus, laws, act.state, load_phrases().without_treaty)
    examiner = _Examiner(corpus, checked, act.dispositions)
    own = [norm for norm in norms if norm.instrument.national]
    differences: list[Difference] = []
    asked = carried = 0
    for norm in own:
        found: dict[Loss, list[str]] = {}
        for measure in sorted(norm.rule.measures):
            asked += 1
            loss = examiner.loss(norm, measure)
            if loss is None:
                carried += 1
            else:
                found.setdefault(loss, []).append(measure)
        differences.extend(examiner.difference(norm, loss, measures) for loss, measures in found.items())
    opened = _opened(checked.provisions)
    wanted = {measure for norm in norms if norm.rule.kind is Kind.BASIS and not norm.aside for measure in norm.rule.measures}
    return RoundTrip(asked, carried, tuple(sorted(opened)), tuple(sorted(wanted - opened)), tuple(differences))


def _opened(rules: Sequence[Provision]) -> set[str]:
    return {measure for rule in rules if rule.kind is Kind.BASIS for measure in rule.measures}


class _Examiner:
    def __init__(self, corpus: Corpus, draft: Instrument, dispositions: Sequence[Disposition]) -> None:
        self.corpus = corpus
        self.draft = draft
        self.reasons: dict[tuple[str, str], list[Disposition]] = {}
        for item in dispositions:
            self.reasons.setdefault((item.instrument, item.rule), []).append(item)

    def loss(self, norm: Norm, measure: str) -> Loss | None:
        """What the draft fails to carry on of a norm for a measure; None where it carries it on whole."""
        rivals = list(self._rivals(norm, measure))
        if any(self._same(norm.rule, rule) for rule in rivals):
            return None
        if not rivals:
            return Loss.MISSING
        if norm.rule.kind in GROUNDS:
            return self._against(norm.rule, [rule for rule in rivals if rule.kind in GROUNDS])
        return None if norm.rule.kind is Kind.BASIS and self._wider(norm.rule, rivals) else Loss.OTHER

    def _rivals(self, norm: Norm, measure: str) -> Iterator[Provision]:
        topic = topic_of(self.corpus, norm)
        for rule in self.draft.provisions:
            serves = measure in rule.measures or not rule.measures
            speaks = serves and rule.as_ is norm.rule.as_ and topic_of(self.corpus, Norm(self.draft, rule)) == topic
            if speaks and (topic[0] != "rule" or self._alike(norm.rule, rule)):
                yield rule

    def _alike(self, source: Provision, rule: Provision) -> bool:
        """Rules that only words tell apart: the draft carries one of nearly the same words, in its statement or in its source's."""
        return share(content_words(source.says.en), content_words(rule.says.en)) >= ALIKE

    def _same(self, source: Provision, rule: Provision) -> bool:
        if source.kind is not rule.kind or not source.forms <= (rule.forms or source.forms):
            return False
        if source.kind in (Kind.CHANNEL, Kind.AUTHORITY, Kind.LANGUAGE, Kind.CLOCK) and source.value != rule.value:
            return False
        space = Space((source.when, rule.when))
        return space.holds(source.when) == space.holds(rule.when)

    def _wider(self, source: Provision, rivals: Sequence[Provision]) -> bool:
        return any(Space((source.when, rule.when)).implies(source.when, rule.when) for rule in rivals)

    def _against(self, source: Provision, rivals: Sequence[Provision]) -> Loss:
        order = {Kind.MAY_POSTPONE: 1, Kind.MAY_REFUSE: 2, Kind.MUST_REFUSE: 3, Kind.REQUIRE: 3}
        if not rivals:
            return Loss.WEAKER
        strongest = max(order[rule.kind] for rule in rivals)
        if strongest != order[source.kind]:
            return Loss.STRICTER if strongest > order[source.kind] else Loss.WEAKER
        return Loss.OTHER

    def difference(self, norm: Norm, loss: Loss, measures: Sequence[str]) -> Difference:
        """The difference with its reason from the record."""
        record = self.reasons.get(norm.key, [])
        aside = [item for item in record if item.became is Became.SET_ASIDE and set(item.measures) & set(measures)]
        merged = [item for item in record if item.became is Became.MERGED and set(item.measures) & set(measures)]
        explained = {measure for item in (*aside, *merged) for measure in item.measures}
        why = "; ".join(dict.fromkeys(item.why for item in aside)) or "; ".join(
            f"merged into {', '.join(item.clauses)}: {item.why}" for item in merged
        )
        silent = not set(measures) <= explained or (loss is Loss.MISSING and not aside)
        rule = norm.rule
        return Difference(
            norm.instrument.id, rule.article, rule.id, rule.kind, rule.ground, tuple(measures), loss, why, silent, rule.says.en
        )
