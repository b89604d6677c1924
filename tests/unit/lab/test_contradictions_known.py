# SPDX-License-Identifier: EUPL-1.2
"""The contradictions of Azerbaijan are found in the encoded norms, by their articles; every witness is typed and checks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from comity.corpus.corpus import Corpus
from comity.corpus.load import load
from comity.engine.pair import compile_pair
from comity.lab.contradictions.find import contradictions_of
from comity.lab.contradictions.partners import NOBODY
from comity.lab.contradictions.rules import load_conventions
from comity.lab.contradictions.types import UNRESOLVED, ClashKind, Contradiction
from comity.logic.program import evaluate
from comity.model.law import Instrument, Kind
from comity.model.query import OffenceAsked, Row
from comity.model.truth import Truth
from comity.model.vocabulary import FactType

ON = date(2026, 11, 24)
TYPES = {FactType.TRUTH: bool, FactType.NUMBER: float, FactType.DAY: date, FactType.MONEY: float, FactType.SET: frozenset}


@cache
def of_azerbaijan() -> tuple[Contradiction, ...]:
    return contradictions_of(load(), on=ON, state="AZ")


def places(item: Contradiction) -> frozenset[str]:
    """The articles of all its norms."""
    return frozenset(f"{norm.instrument} {norm.article}" for norm in (*item.norms, *item.also))


# The five of the state's profile, and the articles between which each has to be found.
KNOWN = [
    ("a treaty asked for", ClashKind.TREATY_DEMANDED, "az-cpc 488.1", "az-extradition-law 1.2", "later"),
    ("a treaty asked for", ClashKind.TREATY_DEMANDED, "az-cpc 488.1", "az-legal-assistance-law 2", "later"),
    ("addressee", ClashKind.AUTHORITY, "az-cpc 493.1.1", "az-extradition-law 5.1", "later"),
    ("addressee", ClashKind.CHANNEL, "az-cpc 493.1.1", "az-extradition-law 5.1", "later"),
    ("death penalty", ClashKind.OPTIONAL_WHERE_MANDATORY, "az-extradition-law 3.2.1", "ets-005 2", "human-rights-primacy"),
    ("death penalty", ClashKind.OPTIONAL_WHERE_MANDATORY, "az-extradition-law 3.2.1", "ets-114 1", "human-rights-primacy"),
    ("death penalty", ClashKind.OPTIONAL_WHERE_MANDATORY, "az-extradition-law 3.2.1", "iccpr-op2 1(1)", "human-rights-primacy"),
    ("preservation", ClashKind.NO_DOMESTIC_POWER, "az-practice 3", "ets-185 29(1)", UNRESOLVED),
    ("channels by treaty", ClashKind.AUTHORITY, "az-practice 2", "ets-185 35", "treaty-over-statute"),
    ("channels by treaty", ClashKind.AUTHORITY, "ets-030 24", "ets-185 35", "later"),
    ("channels by treaty", ClashKind.AUTHORITY, "az-practice 2", "ets-030 24", "treaty-over-statute"),
    ("channels by treaty", ClashKind.AUTHORITY, "az-cpc 493.1.1", "ets-185 24(7)", "treaty-over-statute"),
]


@pytest.mark.parametrize(("what", "kind", "one", "other", "settled"), KNOWN, ids=str)
def test_a_known_contradiction_is_found(what: str, kind: ClashKind, one: str, other: str, settled: str) -> None:
    found = [item for item in of_azerbaijan() if item.kind is kind and {one, other} <= places(item)]
    assert found, what
    assert {item.resolved_by for item in found} == {settled}


def test_a_witness_is_typed_by_the_vocabulary() -> None:
    corpus = load()
    for item in of_azerbaijan():
        assert not item.offence or item.offence in corpus.offences
        for name, value in item.witness.items():
            spec = corpus.facts[name]
            assert isinstance(value, TYPES[spec.type]), item.key
            if spec.values and isinstance(value, frozenset):
                assert len(value) == 1
                assert value <= set(spec.values), item.key


def test_every_norm_of_a_witness_holds_in_the_whole_body_of_law() -> None:
    """Compiled anew with all law, not only that of the state: a rule that was taken to work works, a requirement that fails fails."""
    corpus, premises = load(), load_conventions().doc.premises
    items = [item for item in of_azerbaijan() if item.case.requesting != NOBODY]
    wrong = [item.key for item in items[::7] if not _hold(corpus, item, premises)]
    assert not wrong


def _hold(corpus: Corpus, item: Contradiction, premises: dict[str, bool]) -> bool:
    case = item.case
    plan = compile_pair(corpus, case.requesting, case.requested, case.measure)
    row = Row(ON, OffenceAsked(item.offence), {**premises, **item.witness})
    values = evaluate(plan.program, plan.ledger.fill([row]), 1)
    rules = [rule for basis in plan.bases for rule in basis.rules]
    rules += [*plan.national.rules, *(reached.rule for reached in plan.reached_without_treaty)]
    for norm in item.norms:
        mine = [rule for rule in rules if (rule.instrument.id, rule.provision.id) == (norm.instrument, norm.provision)]
        if mine and not any(values.at(rule.works, 0) is Truth.YES or _fails(values.at(rule.holds, 0), rule.kind) for rule in mine):
            return False
    return True


def _fails(truth: Truth, kind: Kind) -> bool:
    return kind is Kind.REQUIRE and truth is Truth.NO


def test_a_reform_that_mends_the_law_removes_it() -> None:
    """Refusal made a duty, as the remedy says: nothing is optional there any more."""
    corpus = load()
    law = corpus.by_id["az-extradition-law"]
    mended = tuple(replace(rule, kind=Kind.MUST_REFUSE) if rule.id == "art-3-2-1" else rule for rule in law.provisions)
    mine = _with(corpus, replace(law, provisions=mended))
    ids = ("az-extradition-law", "ets-005")
    before, after = (contradictions_of(body, on=ON, instruments=ids) for body in (corpus, mine))
    named = [{"az-extradition-law 3.2.1" in places(item) for item in items if item.kind is _OPTIONAL} for items in (before, after)]
    assert [True in found for found in named] == [True, False]


_OPTIONAL = ClashKind.OPTIONAL_WHERE_MANDATORY


def _with(corpus: Corpus, law: Instrument) -> Corpus:
    return replace(corpus, instruments=tuple(law if item.id == law.id else item for item in corpus.instruments))


def test_names_are_not_doubled() -> None:
    keys = [item.key for item in of_azerbaijan()]
    assert len(keys) == len(set(keys))
