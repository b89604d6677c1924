# SPDX-License-Identifier: EUPL-1.2
"""Classes of offence: aliases of treaties on the UN classification ICCS."""

from __future__ import annotations

from comity.corpus.corpus import Corpus
from comity.model.query import OffenceAsked
from comity.model.truth import Truth


def broader(corpus: Corpus, alias: str) -> frozenset[str]:
    """An alias and every class that it lies in."""
    found: set[str] = set()
    stack = [alias]
    while stack:
        name = stack.pop()
        if name not in found:
            found.add(name)
            stack.extend(corpus.offences[name].within)
    return frozenset(found)


def class_of(corpus: Corpus, asked: OffenceAsked, classes: tuple[str, ...]) -> Truth:
    """Whether an offence lies in one of these classes.

    UNKNOWN where the offence is not given, is free text, or is a broader class than those asked about (terrorism, where only its
    financing counts).
    """
    known = asked.name in corpus.offences
    if not known and not asked.iccs:
        return Truth.UNKNOWN
    answers = [_alias(corpus, asked, wanted, known) if wanted in corpus.offences else _code(corpus, asked, wanted) for wanted in classes]
    return max(answers, default=Truth.NO)


def _alias(corpus: Corpus, asked: OffenceAsked, wanted: str, known: bool) -> Truth:
    if not known:
        codes = corpus.offences[wanted].iccs
        return max((_prefix(asked.iccs, code) for code in codes), default=Truth.UNKNOWN)
    if wanted in broader(corpus, asked.name):
        return Truth.YES
    return Truth.UNKNOWN if asked.name in broader(corpus, wanted) else Truth.NO


def _code(corpus: Corpus, asked: OffenceAsked, wanted: str) -> Truth:
    codes = (asked.iccs,) if asked.iccs else corpus.offences[asked.name].iccs
    if codes:
        return max(_prefix(code, wanted) for code in codes)
    named = [offence.id for offence in corpus.offences.values() if any(code.startswith(wanted) for code in offence.iccs)]
    if broader(corpus, asked.name) & set(named):
        return Truth.YES
    return Truth.UNKNOWN  # no code of it was verified


def _prefix(code: str, wanted: str) -> Truth:
    if code.startswith(wanted):
        return Truth.YES
    return Truth.UNKNOWN if wanted.startswith(code) else Truth.NO
