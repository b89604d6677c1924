# SPDX-License-Identifier: EUPL-1.2
"""Sets treaties or states side by side, for the page and the API alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from comity.corpus.corpus import Corpus
from comity.lab.compare.columns import Column, of_instrument, of_states
from comity.lab.compare.comparison import Comparison
from comity.lab.compare.comparison import compare as set_side_by_side
from comity.lab.compare.topics import Topic
from comity.model.errors import WrongInput

STATES, INSTRUMENTS = "states", "instruments"
LEAST = 2


def compared(corpus: Corpus, sides: Sequence[str], of: str, on: date, topics: Iterable[str] = ()) -> Comparison:
    """The comparison of sides by their codes or ids; WrongInput says what is wrong with them."""
    names = tuple(dict.fromkeys(sides))
    return set_side_by_side(corpus, _columns(corpus, names, of, on), on.isoformat(), topics_named(topics))


def _columns(corpus: Corpus, names: tuple[str, ...], of: str, on: date) -> tuple[Column, ...]:
    if len(names) < LEAST:
        raise WrongInput("a comparison needs two different sides", where="sides", do="name two instruments or states")
    known = frozenset(corpus.by_code if of == STATES else corpus.by_id)
    for name in names:
        if name not in known:
            raise WrongInput(f"unknown side {name!r}", where="sides", do=f"take them from the {of} that /law lists")
    return of_states(corpus, names, on) if of == STATES else tuple(of_instrument(corpus, corpus.by_id[name], on) for name in names)


def topics_named(names: Iterable[str]) -> tuple[Topic, ...]:
    """The topics of these names, with hyphens or spaces, in the order of a report; all where none is named."""
    wanted = {name.replace("-", " ") for name in names}
    known = {topic.value: topic for topic in Topic}
    for name in sorted(wanted - set(known)):
        raise WrongInput(f"unknown topic {name!r}", where="topics", do=f"use one of {', '.join(known)}")
    return tuple(topic for topic in Topic if not wanted or topic.value in wanted)
