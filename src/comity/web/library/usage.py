# SPDX-License-Identifier: EUPL-1.2
"""Where the words of the vocabulary are used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from comity.corpus.corpus import Corpus
from comity.model.expression import Expression, Op
from comity.model.law import Instrument, Provision
from comity.web.library.folding import fold

MOST = 60


@dataclass(frozen=True, slots=True)
class Use:
    """An instrument and the rules of it that speak of something."""

    law: Instrument
    rules: tuple[Provision, ...]


def of_measure(corpus: Corpus, measure: str) -> list[Use]:
    """The instruments that name a measure."""
    return _uses(corpus, lambda rule: measure in rule.measures)


def of_ground(corpus: Corpus, ground: str) -> list[Use]:
    """The instruments that know a ground."""
    return _uses(corpus, lambda rule: rule.ground == ground)


def of_offence(corpus: Corpus, offence: str) -> list[Use]:
    """The instruments with a rule on a class of offence: by its name or by one of its codes."""
    names = {offence, *corpus.offences[offence].iccs}
    return _uses(corpus, lambda rule: any(names & set(leaf.value) for leaf in _leaves(rule.when) if leaf.op is Op.OFFENCE))


def of_words(corpus: Corpus, words: str, language: str) -> list[Use]:
    """The instruments whose rules say these words, in the language in which they are shown."""
    sought = fold(words)
    return _uses(corpus, lambda rule: sought in fold(rule.says.in_language(language)[0]))


def _uses(corpus: Corpus, wanted: Callable[[Provision], bool]) -> list[Use]:
    found = []
    for law in corpus.instruments:
        rules = tuple(rule for rule in law.provisions if wanted(rule))
        if rules:
            found.append(Use(law, rules))
    return found


def _leaves(expression: Expression) -> Iterator[Expression]:
    if not expression.of:
        yield expression
    for part in expression.of:
        yield from _leaves(part)
