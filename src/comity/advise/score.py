# SPDX-License-Identifier: EUPL-1.2
"""How well the answers fit published cases (T1: the basis that the authorities relied on; T2: the grounds that were argued)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from comity.advise.advise import Adviser
from comity.advise.reading import read_query
from comity.advise.score_cases import NOT_APPLICABLE, TIERS, ExpectedBasis, ExpectedGround, PublishedCase, question_of
from comity.model.answer import Answer, Basis, Finding
from comity.model.errors import WrongInput

_EPOCH = date(1900, 1, 1)  # every case has a day of its own
_TOP = 2
CONFIRMED, ELSEWHERE, NONE_NAMED = "confirmed", "elsewhere", "none-named"
_REFUSALS = ("must-refuse", "may-refuse", "may-postpone", "require")


@dataclass(frozen=True, slots=True)
class ScoredBasis:
    """One expected basis: whether it was found, at which place, and what the answer says of it."""

    code: str
    target: str
    encoded: bool
    found: bool
    ranked: bool
    rank: int | None
    why: str


@dataclass(frozen=True, slots=True)
class ScoredGround:
    """One plea: which norms answer it, of which nature, and whether one stands at an article that the case names.

    ``article``: confirmed; elsewhere, where the case names articles of an instrument that answers, but not that one; none-named.
    ``nature``: mandatory, optional, both, or neither (a duty, a right or a demand on the request).
    """

    ground: str
    scored: bool
    answered: bool
    article: str
    nature: str
    norms: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether it is answered, and not only at an article other than those named."""
        return self.answered and self.article != ELSEWHERE


@dataclass(frozen=True, slots=True)
class ScoredCase:
    """One case; ``ranked`` where a treaty was relied on: ways without treaty have no rank."""

    id: str
    tier: str
    scored: bool
    encoded: bool
    found: bool
    ranked: bool
    top: bool
    verdict: str
    bases: tuple[ScoredBasis, ...]
    wrongly_returned: tuple[str, ...]
    grounds: tuple[ScoredGround, ...]
    problem: str = ""

    @property
    def missed(self) -> bool:
        """Whether the basis was not found or not among the first two, or something was returned that was held not to apply."""
        return bool(self.wrongly_returned) or (self.scored and not (self.found and (self.top or not self.ranked)))


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of a tier."""

    tier: str
    cases: int
    encoded: int
    found: int
    ranked: int
    top: int
    wrongly_returned: int
    pleas: int
    answered: int
    right: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a collection of cases."""

    cases: tuple[ScoredCase, ...]

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """Figures by tier, then of A and B together, then of all."""
        groups = [(tier, (tier,)) for tier in TIERS] + [("A+B", ("A", "B")), ("all", TIERS)]
        return tuple(_tally(name, [case for case in self.cases if case.tier in tiers]) for name, tiers in groups)

    @property
    def misses(self) -> tuple[ScoredCase, ...]:
        """The cases that were missed in any of these ways."""
        return tuple(case for case in self.cases if case.missed)


def score(adviser: Adviser, cases: Iterable[PublishedCase]) -> Score:
    """Ask each case and compare."""
    return Score(tuple(_score_case(adviser, case) for case in cases))


def _score_case(adviser: Adviser, case: PublishedCase) -> ScoredCase:
    try:
        answer = adviser.answer(read_query(question_of(case, adviser.corpus.by_code), adviser.corpus, _EPOCH))
    except WrongInput as error:
        grounds = tuple(ScoredGround(g.ground, g.scored, False, NONE_NAMED, "neither", ()) for g in case.grounds)
        return ScoredCase(case.id, case.tier, case.bases_scored, False, False, False, False, "", (), (), grounds, error.text)
    bases = tuple(_score_basis(adviser, answer, basis) for basis in case.carrying)
    together = any if case.any_basis else all
    return ScoredCase(
        id=case.id,
        tier=case.tier,
        scored=case.bases_scored and bool(bases),
        encoded=bool(bases) and together(basis.encoded for basis in bases),
        found=bool(bases) and together(basis.found for basis in bases),
        ranked=any(basis.ranked for basis in bases),
        top=any(basis.ranked and basis.rank is not None and basis.rank <= _TOP for basis in bases),
        verdict=answer.verdict,
        bases=bases,
        wrongly_returned=tuple(_wrongly_returned(answer, case)),
        grounds=tuple(_score_ground(answer, case, ground) for ground in case.grounds),
    )


# -- T1


def _score_basis(adviser: Adviser, answer: Answer, basis: ExpectedBasis) -> ScoredBasis:
    if basis.kind == "route":
        found = any(route.kind == basis.target for route in answer.routes)
        return ScoredBasis(basis.code, basis.target, True, found, False, None, "a route" if found else "no such route is shown")
    law = adviser.corpus.by_id.get(basis.target)
    if law is None:
        return ScoredBasis(basis.code, basis.target, False, False, True, None, "this instrument is not encoded")
    if law.national:
        found = basis.target in _cited(answer)
        return ScoredBasis(basis.code, basis.target, True, found, False, None, "cited" if found else "no route and no finding cites it")
    return _treaty(answer, basis)


def _treaty(answer: Answer, basis: ExpectedBasis) -> ScoredBasis:
    for listed in answer.bases:
        if listed.outcome != "no" and basis.target in (listed.instrument, *listed.with_):
            return ScoredBasis(basis.code, basis.target, True, True, True, listed.rank, listed.why)
    entry = next((listed for listed in answer.bases if listed.instrument == basis.target), None)
    if entry is not None:
        why = f"listed with outcome no: {entry.why}"
    elif basis.target in answer.unchecked:
        why = "unchecked: its list of parties or its scope is too incomplete to say"
    else:
        why = "not listed"
    return ScoredBasis(basis.code, basis.target, True, False, True, None, why)


def _cited(answer: Answer) -> set[str]:
    return {route.instrument for route in answer.routes} | {finding.instrument for finding in answer.findings}


def _wrongly_returned(answer: Answer, case: PublishedCase) -> Iterable[str]:
    shut = {basis.target for basis in case.bases if basis.role == NOT_APPLICABLE and basis.kind == "instrument"}
    return [basis.instrument for basis in answer.bases if _returned(basis) and shut & {basis.instrument, *basis.with_}]


def _returned(basis: Basis) -> bool:
    return basis.outcome != "no" and basis.role == "primary"


# -- T2


def _score_ground(answer: Answer, case: PublishedCase, ground: ExpectedGround) -> ScoredGround:
    answers = [finding for finding in answer.findings if finding.ground == ground.ground and finding.instrument]
    named = {basis.target: basis.numbers for basis in case.bases if basis.numbers and basis.role != NOT_APPLICABLE}
    there = [finding for finding in answers if finding.instrument in named]
    article = NONE_NAMED
    if there:
        article = CONFIRMED if any(_stands_at(finding, named[finding.instrument]) for finding in there) else ELSEWHERE
    return ScoredGround(
        ground=ground.ground,
        scored=ground.scored,
        answered=bool(answers),
        article=article,
        nature=_nature([finding for finding in answers if finding.kind in _REFUSALS]),
        norms=tuple(dict.fromkeys(f"{f.instrument} {f.article} ({f.kind})" for f in answers)),
    )


def _nature(grounds: Sequence[Finding]) -> str:
    natures = {finding.mandatory for finding in grounds}
    if not natures:
        return "neither"
    return "both" if len(natures) == 2 else ("mandatory" if True in natures else "optional")


def _stands_at(finding: Finding, articles: Sequence[str]) -> bool:
    return any(_within(finding.article, article) or _within(article, finding.article) for article in articles)


def _within(inner: str, outer: str) -> bool:
    """Whether one article is the other or a part of it: 2(1) lies in 2, and 20 does not."""
    return inner == outer or inner.startswith(f"{outer}(")


# -- figures


def _tally(name: str, cases: Sequence[ScoredCase]) -> Tally:
    scored = [case for case in cases if case.scored]
    encoded = [case for case in scored if case.encoded]
    ranked = [case for case in encoded if case.ranked]
    pleas = [ground for case in cases for ground in case.grounds if ground.scored]
    return Tally(
        tier=name,
        cases=len(scored),
        encoded=len(encoded),
        found=sum(case.found for case in encoded),
        ranked=len(ranked),
        top=sum(case.found and case.top for case in ranked),
        wrongly_returned=sum(len(case.wrongly_returned) for case in cases),
        pleas=len(pleas),
        answered=sum(ground.answered for ground in pleas),
        right=sum(ground.right for ground in pleas),
        confirmed=sum(ground.article == CONFIRMED for ground in pleas),
    )
