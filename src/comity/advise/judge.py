# SPDX-License-Identifier: EUPL-1.2
"""The verdict (docs/how-an-answer-is-made.md): the first of six that fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comity.engine.assess import Assessment, BasisResult, StatuteResult
from comity.model.answer import Verdict
from comity.model.law import Role
from comity.model.truth import Truth


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one row comes to."""

    verdict: Verdict
    results: tuple[BasisResult, ...]
    carrying: tuple[BasisResult, ...]
    statute: StatuteResult


def judge(assessment: Assessment, row: int) -> Judgement:
    """The verdict of one row, with the bases that can carry the request."""
    results = assessment.bases(row)
    carrying = _carrying([result for result in results if not assessment.lacks_a_side(result.plan, row)])
    statute = assessment.statute(row)
    return Judgement(_verdict(assessment, row, carrying, statute), results, carrying, statute)


def _carrying(results: Sequence[BasisResult]) -> tuple[BasisResult, ...]:
    """Bases not excluded that can carry: the primary ones, and the gap-filling ones where no primary holds."""
    primary = [result for result in results if result.role is Role.PRIMARY and result.outcome is not Truth.NO]
    if any(result.outcome is Truth.YES for result in primary):
        return tuple(primary)
    fallback = [result for result in results if result.role is Role.FALLBACK and result.outcome is not Truth.NO]
    return (*primary, *fallback)


def _verdict(assessment: Assessment, row: int, carrying: tuple[BasisResult, ...], statute: StatuteResult) -> Verdict:
    if not carrying:
        return _without_treaty(assessment, row, statute)
    no_primary = all(result.role is Role.FALLBACK for result in carrying)
    if any(result.clear and not result.closed and (result.role is Role.PRIMARY or no_primary) for result in carrying):
        return Verdict.AVAILABLE
    opened = [result for result in carrying if not result.closed]
    if not opened and (any(result.outcome is Truth.YES for result in carrying) or statute.closed):
        return Verdict.BARRED
    if opened and all(result.outcome is Truth.UNKNOWN and assessment.hangs_on_law(result, row) for result in opened):
        return Verdict.UNKNOWN
    return Verdict.CONDITIONAL


def _without_treaty(assessment: Assessment, row: int, statute: StatuteResult) -> Verdict:
    if not statute.known:
        return Verdict.UNKNOWN
    if statute.closed:
        return Verdict.NO_BASIS
    missing = assessment.missing(assessment.plan.national.open, row)
    if missing and all(name.startswith("law: ") for name in missing):
        return Verdict.UNKNOWN
    return Verdict.STATUTE_ONLY


def together(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict above several offences: their common one, barred for a mix of barred and no-basis, else conditional."""
    kinds = set(verdicts)
    if len(kinds) == 1:
        return verdicts[0]
    return Verdict.BARRED if kinds == {Verdict.BARRED, Verdict.NO_BASIS} else Verdict.CONDITIONAL


def telling(judgements: Sequence[Judgement]) -> int:
    """The row whose bases are shown for several offences: the first that comes to the common or least favourable verdict."""
    verdict = together([item.verdict for item in judgements])
    return next((row for row, item in enumerate(judgements) if item.verdict is verdict), 0)
