# SPDX-License-Identifier: EUPL-1.2
"""A set of instruments on its own: two sides bound by all of it, and by nothing else, on a day.

The sides are named by their roles, unless the set holds the law of a state, or a state made statements to one of its treaties: then that
state is the requested side, once for each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from comity.corpus.corpus import Corpus
from comity.model.day import Day
from comity.model.errors import WrongInput
from comity.model.law import Confidence, Instrument, Parties, Side, StatusKind, StatusRow

_ALWAYS = Day(date(1900, 1, 1), date(1900, 1, 1))
REQUESTING, REQUESTED = Side.REQUESTING.value, Side.REQUESTED.value


def chosen(corpus: Corpus, ids: Iterable[str]) -> tuple[Instrument, ...]:
    """The instruments of these ids; WrongInput for one that is not there."""
    found: dict[str, Instrument] = {}
    for id_ in ids:
        if id_ not in corpus.by_id:
            near = [known for known in corpus.by_id if id_ in known][:4]
            advice = f"did you mean {' or '.join(near)}?" if near else "see `comity law list`"
            raise WrongInput(f"unknown instrument {id_!r}", where="--instruments", do=advice)
        found[id_] = corpus.by_id[id_]
    if len(found) < 2:
        raise WrongInput("one instrument alone collides with nothing", where="--instruments", do="name at least two")
    return tuple(found.values())


def requested_sides(instruments: Iterable[Instrument]) -> tuple[str, ...]:
    """Who is asked: the states whose law is in the set, else nobody in particular and every state that made statements with an effect."""
    laws = list(instruments)
    states = sorted({law.of for law in laws if law.national})
    makers = sorted({s.by for law in laws for s in law.statements if s.effects and not s.shown_only})
    return tuple(states) if states else (REQUESTED, *makers)


def assumed(corpus: Corpus, instruments: Iterable[Instrument], requested: str) -> Corpus:
    """The corpus in which the set binds both sides and nothing else does."""
    laws = tuple(law if law.national else _bound(law, requested) for law in instruments if not law.national or law.of == requested)
    return replace(corpus, instruments=laws, routes=(), searched=())


def _bound(law: Instrument, requested: str) -> Instrument:
    rows = tuple(StatusRow(code, StatusKind.RATIFICATION, "", Confidence.HIGH, in_force=_ALWAYS) for code in (REQUESTING, requested))
    return replace(
        law,
        rows=rows,
        events=(),
        members=None,
        pair=(),
        creates=(),
        unread=frozenset(),
        in_force=_ALWAYS,
        confirmed=True,
        no_basis="",
        parties=Parties(complete=True),
        statements=tuple(s for s in law.statements if s.by == requested and not s.towards),
    )
