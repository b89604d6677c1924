# SPDX-License-Identifier: EUPL-1.2
"""Puts norms together that say nearly the same in words, where no structured field tells what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from comity.lab.codify.norms import Norm
from comity.model.law import Kind

ALIKE = 0.5  # share of content words in common
_WORD = re.compile(r"[a-z]{3,}")
_FILLING = (
    "the and any are for from has have its not only other than that them these they this those was were which who with without may must"
    " also each been being party parties state states"
)
_EMPTY = frozenset(_WORD.findall(_FILLING))


def clusters(norms: Sequence[Norm]) -> list[list[Norm]]:
    """The norms in groups, each led by its highest norm."""
    found: list[tuple[frozenset[str], list[Norm]]] = []
    for norm in _highest_first(norms):
        words = content_words(norm.rule.value.then or norm.rule.says.en)
        for known, group in found:
            if _fits(norm, group[0]) and share(words, known) >= ALIKE:
                group.append(norm)
                break
        else:
            found.append((words, [norm]))
    return [group for _, group in found]


def _fits(norm: Norm, first: Norm) -> bool:
    """Whether two norms can be one clause: the same condition, but for periods, which are compared whatever their conditions."""
    one, other = norm.rule, first.rule
    if one.kind is Kind.CLOCK:
        return True
    return (one.when, one.forms, norm.binds_all) == (other.when, other.forms, first.binds_all)


def _highest_first(norms: Iterable[Norm]) -> list[Norm]:
    return sorted(norms, key=lambda norm: (not norm.binds_all, not norm.instrument.national))


def content_words(words: str) -> frozenset[str]:
    """The words that carry what is said, without endings."""
    return frozenset(word[:6] for word in _WORD.findall(words.casefold()) if word not in _EMPTY)


def share(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of words in common; 0 where there are none."""
    return len(first & second) / len(first | second) if first | second else 0.0
