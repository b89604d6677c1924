# SPDX-License-Identifier: EUPL-1.2
"""Where cooperation is weak: pairs on one leg, pairs without a treaty, treaties that lie idle, signatures that stalled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from comity.engine.force import timeline
from comity.lab.map.view import Cells, View
from comity.lab.world import Strength
from comity.model.law import Instrument

SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Leg:
    """Pairs that hang on one instrument; ``else_open`` of them have others that may carry, which is not certain."""

    instrument: str
    pairs: int
    else_open: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Pairs of two regions, and how many of them have no treaty that carries or may carry."""

    asking: str
    asked: str
    pairs: int
    without: int


@dataclass(frozen=True, slots=True)
class Stalled:
    """A signature without consent."""

    instrument: str
    state: str
    signed: str
    years: int
    list_complete: bool


def legs(seen: View) -> tuple[Leg, ...]:
    """The instruments on which alone pairs hang, most pairs first."""
    single = seen.pairs & (seen.number_sure == 1)
    others = seen.number_possible > 1
    found = [
        Leg(name, int((cells & single).sum()), int((cells & single & others).sum()))
        for name, cells in seen.sure.items()
        if (cells & single).any()
    ]
    return tuple(sorted(found, key=lambda leg: (-leg.pairs, leg.instrument)))


def only_conditional(seen: View) -> tuple[tuple[str, int], ...]:
    """The instruments that may carry pairs for which nothing is certain, most pairs first."""
    cells = seen.pairs & (seen.strength == Strength.CONDITIONAL)
    found = [(name, int((maybe & cells).sum())) for name, maybe in seen.possible.items()]
    return tuple(sorted(((name, number) for name, number in found if number), key=lambda item: (-item[1], item[0])))


def without_treaty(seen: View) -> Cells:
    """The pairs for which no treaty carries or may carry the measure."""
    return seen.pairs & (seen.strength <= Strength.STATUTE)


def gaps(seen: View) -> tuple[Gap, ...]:
    """The pairs without a treaty, region by region."""
    parts = np.array([seen.regions.part_of(code) for code in seen.actors])
    present = [part for part in seen.regions.parts if (parts == part).any()]
    without = without_treaty(seen)
    found = []
    for asking in present:
        for asked in present:
            block = np.ix_(parts == asking, parts == asked)
            if number := int(seen.pairs[block].sum()):
                found.append(Gap(asking, asked, number, int(without[block].sum())))
    return tuple(found)


# -- signed but stalled


def stalled(seen: View) -> tuple[Stalled, ...]:
    """Signatures older than so many years without consent, among the treaties on the measure and their protocols; oldest first."""
    states = (seen.question.state,) if seen.question.state else seen.actors
    found = [item for law in _concerned(seen) for code in states if (item := _stalled(seen, law, code)) is not None]
    return tuple(sorted(found, key=lambda item: (item.signed or "9999", item.instrument, item.state)))


def _concerned(seen: View) -> Iterator[Instrument]:
    for law in seen.corpus.serving(seen.question.measure):
        yield law
        yield from seen.corpus.protocols.get(law.id, ())


def _stalled(seen: View, law: Instrument, code: str) -> Stalled | None:
    rows = [row for row in law.rows if row.actor == code and row.signed is not None and row.signed.first is not None]
    on = seen.question.on
    if not rows or timeline(seen.corpus, law, code).on(on).status != SIGNED:
        return None
    first = min(row.signed.first for row in rows if row.signed is not None and row.signed.first is not None)
    years = whole_years(first, on)
    if first > on or years < seen.question.stalled_years:
        return None
    return Stalled(law.id, code, first.isoformat(), years, law.parties is not None and law.parties.complete)


def whole_years(since: date, until: date) -> int:
    """The whole years between two days."""
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))
