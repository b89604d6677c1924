# SPDX-License-Identifier: EUPL-1.2
"""The history of a pair: the days on which the verdict or the set of bases changes, from the days on which the law between the two does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from comity.advise.advise import Adviser
from comity.advise.judge import judge, telling, together
from comity.engine.assess import assess
from comity.model.law import Instrument
from comity.model.query import Query
from comity.model.truth import Truth

MOST_DAYS = 400
FIRST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which nothing changes: from a day on, the verdict, the bases and what became a basis or ceased to be one that day."""

    since: date
    verdict: str
    bases: tuple[str, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The spans, the latest first; ``cut`` where the earliest days are left out."""

    spans: tuple[Span, ...]
    cut: bool


def history(adviser: Adviser, query: Query) -> History:
    """One evaluation of all days on which the law between the two may change."""
    days = sorted({*_days(adviser, query), query.rows[0].on})
    cut = len(days) > MOST_DAYS
    days = days[-MOST_DAYS:]
    rows = tuple(replace(row, on=day) for day in days for row in query.rows)
    assessment = assess(adviser.plan(query.requesting, query.requested, query.measure), rows)
    found: list[Span] = []
    several = len(query.rows)
    for number, day in enumerate(days):
        judgements = [judge(assessment, number * several + row) for row in range(several)]
        verdict = together([item.verdict for item in judgements]).value
        bases = tuple(result.plan.instrument.id for result in judgements[telling(judgements)].carrying)
        before = found[-1].bases if found else ()
        if found and found[-1].verdict == verdict and set(bases) == set(before):
            continue
        gained = tuple(id_ for id_ in bases if id_ not in before)
        lost = tuple(id_ for id_ in before if id_ not in bases)
        found.append(Span(day, verdict, bases, gained, lost))
    return History(tuple(reversed(found)), cut)


def _days(adviser: Adviser, query: Query) -> Iterable[date]:
    """The days on which an instrument that serves the measure begins or ceases to bind a side, or a statement of a side works."""
    corpus = adviser.corpus
    sides = (query.requesting, query.requested)
    served = corpus.serving(query.measure)
    family = [law for parent in served for law in (parent, *corpus.protocols.get(parent.id, ()))]
    national = [law for side in sides for law in corpus.national.get(side, ())]
    for law in (*family, *national):
        lines = [adviser.status(law, side) for side in sides] if not law.national else []
        if all(any(force.truth is not Truth.NO for force in line.forces) for line in lines):
            for line in lines:
                yield from (day for day in line.starts if day >= FIRST)
            yield from (day for day in _inside(law, sides) if day >= FIRST)


def _inside(law: Instrument, sides: Sequence[str]) -> Iterable[date]:
    """Days within an instrument: of its rules, of its clauses on other instruments and of statements of the two."""
    bounds = [(rule.since, rule.until) for rule in law.provisions] + [(clause.since, clause.until) for clause in law.relations]
    yield from (day for bound in bounds for day in bound if day is not None)
    for statement in law.statements:
        if statement.by in sides:
            ends = statement.until.exact if statement.until is not None else None
            yield from (day for day in (statement.since.exact, ends) if day is not None)
