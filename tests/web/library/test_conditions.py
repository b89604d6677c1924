# SPDX-License-Identifier: EUPL-1.2
"""Conditions in words: a sentence where there are phrases, else a tree of questions that means the same."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.utils import translation

from comity.model.expression import ALWAYS, Expression, Op
from comity.web.knowledge import adviser
from comity.web.library.conditions import Shown, shown

DUAL = Expression(Op.FACT, name="offence.dual")
UNKNOWN = Expression(Op.UNKNOWN, name="nobody read it")


def test_no_condition_is_nothing() -> None:
    assert shown(ALWAYS, "en") is None


def test_a_sentence_where_there_are_phrases() -> None:
    found = shown(Expression(Op.NOT, (DUAL,)), "en")
    assert found == Shown("where the act is not an offence under the law of both States")


def test_a_tree_elsewhere_with_clauses_for_the_parts_that_have_phrases() -> None:
    found = shown(Expression(Op.NOT, (Expression(Op.ALL, (DUAL, UNKNOWN)),)), "en")
    assert found is not None
    assert found.words == "one of these:"
    assert [part.words for part in found.parts] == [
        "the act is not an offence under the law of both States",
        "not: not known: nobody read it",
    ]


def test_a_fact_without_a_phrase_is_a_question() -> None:
    fact = Expression(Op.FACT, name="offence.cyber_related")
    found = shown(Expression(Op.ALL, (fact, UNKNOWN)), "en")
    assert found is not None
    assert found.parts[0].words == f"{adviser().corpus.facts['offence.cyber_related'].asks.en} yes"


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_every_condition_of_the_law_can_be_shown(language: str) -> None:
    with translation.override(language):
        for law in adviser().corpus.instruments:
            for rule in law.provisions:
                found = shown(rule.when, language)
                assert (found is None) is (rule.when.op is Op.ALWAYS)
                assert found is None or "{" not in found.words
