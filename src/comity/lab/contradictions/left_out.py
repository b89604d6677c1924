# SPDX-License-Identifier: EUPL-1.2
"""What a comparison cannot speak of: treaties of which too little is known, and law that was not read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from comity.corpus.corpus import Corpus
from comity.engine.force import timeline
from comity.model.law import Content, CoverageState, Instrument
from comity.model.truth import Truth


def left_out(corpus: Corpus, state: str, on: date) -> tuple[tuple[str, str], ...]:
    """The instruments of a state that were not compared, or not wholly, each with the reason."""
    return tuple(sorted({**dict(_treaties(corpus, state, on)), **dict(_articles(corpus, state))}.items()))


def _treaties(corpus: Corpus, state: str, on: date) -> Iterator[tuple[str, str]]:
    for name in corpus.concerned.get(state, ()):
        law = corpus.by_id[name]
        truth = timeline(corpus, law, state).on(on).truth
        if truth is Truth.NO:
            continue
        why = _unknown(law, truth)
        if why:
            yield name, why


def _unknown(law: Instrument, truth: Truth) -> str:
    if truth is Truth.UNKNOWN:
        return "whether it binds the state on the day is not known"
    if not law.confirmed:
        return "its existence is not confirmed"
    return "known as a basis only: what it demands is not written down" if law.content is Content.BASIS_ONLY else ""


def _articles(corpus: Corpus, state: str) -> Iterator[tuple[str, str]]:
    for law in corpus.national.get(state, ()):
        unread = [line.article for line in law.coverage if line.state is CoverageState.NOT_FORMALISED]
        if unread:
            yield law.id, f"not formalised: {', '.join(unread)}"
