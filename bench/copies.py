# SPDX-License-Identifier: EUPL-1.2
"""A body of law many times as large: the same law again under other names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from comity.corpus.corpus import Corpus
from comity.model.law import Instrument


def copied(corpus: Corpus, times: int) -> Corpus:
    """The corpus with ``times - 1`` copies of every instrument and actor beside it; no copy speaks of an original.

    The lists of the copies are complete: an open list would truly leave it unknown whether an original actor joined the copy.
    """
    names = {law.id for law in corpus.instruments} | {actor.code for actor in corpus.actors}
    instruments, actors = list(corpus.instruments), list(corpus.actors)
    for number in range(1, times):
        rename = _renamer(names, f"-copy-{number}")
        instruments += [_closed(_renamed(law, rename)) for law in corpus.instruments]
        actors += [_renamed(actor, rename) for actor in corpus.actors]
    return replace(corpus, instruments=tuple(instruments), actors=tuple(actors))


def _closed(law: Instrument) -> Instrument:
    parties = law.parties and replace(law.parties, complete=True, after_unknown=False)
    return replace(law, parties=parties, unread=frozenset())


def _renamer(names: set[str], suffix: str) -> Callable[[str], str]:
    def rename(text: str) -> str:
        if text in names:
            return text + suffix
        head, colon, rest = text.partition(":")
        return f"{head}{suffix}:{rest}" if colon and head in names else text

    return rename


def _renamed(value: Any, rename: Callable[[str], str]) -> Any:
    if type(value) is str:
        return rename(value)
    if isinstance(value, tuple):
        return tuple(_renamed(item, rename) for item in value)
    if isinstance(value, frozenset):
        return frozenset(_renamed(item, rename) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _renamed(getattr(value, field.name), rename) for field in fields(value)})
    return value
