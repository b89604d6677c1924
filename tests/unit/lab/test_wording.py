# SPDX-License-Identifier: EUPL-1.2
"""Conditions in words, and the phrases that say them."""

from __future__ import annotations

import string
from functools import cache
from pathlib import Path

import pytest

from comity.corpus.corpus import Corpus
from comity.corpus.load import load
from comity.lab.codify.settle import NEVER, inverse, joined
from comity.lab.codify.space import MOST, Space
from comity.lab.phrases import load_phrases
from comity.lab.wording import Unsaid, Wording
from comity.model.errors import WrongInput, WrongLaw
from comity.model.expression import ALWAYS, Expression, Op

POLITICAL = Expression(Op.FACT, name="offence.political")
DUAL = Expression(Op.FACT, name="offence.dual")
CARRIES = "the offence carries deprivation of liberty for a maximum"
MILITARY = Expression(Op.FACT, name="offence.military")


def at_least(months: str, side: str = "requesting") -> Expression:
    return Expression(Op.AT_LEAST, name=f"offence.max_penalty_months.{side}", value=(months,))


@cache
def law() -> Corpus:
    return load()


def said(expression: Expression, language: str = "en") -> str:
    return Wording(law(), load_phrases(), language).condition(expression)


@pytest.mark.parametrize(("expression", "words"), [
    (POLITICAL, "the offence is political or connected with a political offence"),
    (inverse(DUAL), "the act is not an offence under the law of both States"),
    (at_least("6"), f"{CARRIES} of at least six months under the law of the requesting State"),
    (inverse(at_least("12")), f"{CARRIES} of less than one year under the law of the requesting State"),
    (joined(Op.ALL, (at_least("24"), at_least("24", "requested"))),
     f"{CARRIES} of at least two years under the laws of both States"),
    (joined(Op.ALL, (joined(Op.ANY, (DUAL, MILITARY)), POLITICAL)),
     "the offence is political or connected with a political offence, and either the act is an offence under the law of both States, "
     "or the offence is one under military law only"),
    (inverse(joined(Op.ALL, (DUAL, MILITARY))),
     "the act is not an offence under the law of both States, or the offence is not one under military law only"),
    (Expression(Op.OFFENCE, value=("terrorism", "0903")),
     "the offence is terrorism or one of class 0903 of the international classification of crime"),
])  # fmt: skip
def test_conditions_in_words(expression: Expression, words: str) -> None:
    assert said(expression) == words


def test_in_russian() -> None:
    assert said(inverse(POLITICAL), "ru") == "преступление не является политическим"
    wording = Wording(law(), load_phrases(), "ru")
    assert [wording.months(number) for number in (1, 12, 21, 24, 60)] == [
        "одного месяца",
        "одного года",
        "21 месяца",
        "двух лет",
        "пяти лет",
    ]


@pytest.mark.parametrize("expression", [Expression(Op.FACT, name="no.such"), Expression(Op.STATED, name="x", value=("requested", "no"))])
def test_what_has_no_phrase_is_unsaid(expression: Expression) -> None:
    with pytest.raises(Unsaid):
        said(expression)


def test_every_phrase_is_of_a_fact_that_exists() -> None:
    for name, how, value in load_phrases().facts:
        stem, _, side = name.rpartition(".")
        real = f"{stem}.requesting" if side in ("both", "either") else name
        assert real in law().facts, name
        spec = law().facts[real]
        if how in ("is", "not_is"):
            assert value in spec.values
        if how == "size":
            assert "{size}" in load_phrases().facts[name, how, value].en


def test_versions_take_the_same_parts() -> None:
    for name, words in load_phrases().words.items():
        parts = {field for _, field, _, _ in string.Formatter().parse(words.en) if field}
        for version in (words.az, words.ru):
            if version:
                assert {field for _, field, _, _ in string.Formatter().parse(version) if field} == parts, name


def test_a_folder_without_phrases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongInput):
        load_phrases(tmp_path / "none")
    (tmp_path / "facts.yaml").write_text("facts: {}\n")
    (tmp_path / "act.yaml").write_text("word: {}\n")
    with pytest.raises(WrongLaw):
        load_phrases(tmp_path)


def test_a_space_tells_thresholds_apart() -> None:
    space = Space((at_least("6"), at_least("12")))
    assert space.implies(at_least("12"), at_least("6"))
    assert not space.implies(at_least("6"), at_least("12"))


def test_a_large_space_is_sampled() -> None:
    facts = [Expression(Op.FACT, name=f"fact.{number}") for number in range(16)]
    space = Space(facts)
    assert len(space.cases) == MOST
    assert all(any(space.holds(fact)) and not all(space.holds(fact)) for fact in facts)


def test_joined_keeps_only_what_matters() -> None:
    assert joined(Op.ALL, (ALWAYS, DUAL, DUAL)) == DUAL
    assert joined(Op.ANY, (ALWAYS, DUAL)) == ALWAYS
    assert joined(Op.ALL, (NEVER, DUAL)) == NEVER
    assert joined(Op.ANY, ()) == NEVER
