# SPDX-License-Identifier: EUPL-1.2
"""What changed last in the law of a state: its treaties, its statements to them, its own law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from comity.corpus.corpus import Corpus
from comity.model.law import Instrument
from comity.web.library.instruments import changes

MOST = 5
STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class News:
    """That something happened to an instrument for a state; ``number`` where several statements were made on one day."""

    on: date
    law: Instrument
    kind: str
    says: str = ""
    number: int = 1


def news(corpus: Corpus, state: str, until: date) -> tuple[News, ...]:
    """The latest, the newest first; what has no day is left out, and so is what lies ahead."""
    laws = [law for law in corpus.instruments if _is_own(law, state) or law.id in corpus.concerned.get(state, frozenset())]
    found = [item for law in laws for item in (*_changes(law, state), *_statements(law, state)) if item.on <= until]
    return tuple(sorted(found, key=lambda item: (item.on, item.law.id, item.kind), reverse=True)[:MOST])


def _is_own(law: Instrument, state: str) -> bool:
    return law.national and law.of == state


def _changes(law: Instrument, state: str) -> Iterator[News]:
    for change in changes(law):
        if change.day.first is not None and (change.actor == state or _is_own(law, state)):
            yield News(change.day.first, law, change.kind, change.says)


def _statements(law: Instrument, state: str) -> Iterator[News]:
    made = Counter(made.since.first for made in law.statements if made.by == state and made.since is not None)
    for day, number in made.items():
        if day is not None:
            yield News(day, law, STATEMENT, number=number)
