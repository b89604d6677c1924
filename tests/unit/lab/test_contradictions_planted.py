# SPDX-License-Identifier: EUPL-1.2
"""A contradiction planted among invented states is found with a right witness, and is gone without either of its norms."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from comity.corpus.corpus import Corpus
from comity.engine.pair import compile_pair
from comity.lab.contradictions.types import ClashKind, Contradiction
from comity.logic.program import evaluate
from comity.model.expression import Expression, Op
from comity.model.law import (
    Instrument,
    InstrumentKind,
    Kind,
    Reach,
    Value,
)
from comity.model.query import OffenceAsked, Row
from comity.model.truth import Truth
from unit.lab.contradictions_law import (
    CONSTITUTION,
    CPC,
    DEATH,
    NEW,
    ON,
    PENALTY,
    POLITICAL,
    SEARCH,
    at_least,
    basis,
    both,
    corpus,
    fact,
    found,
    law,
    limits,
    no,
    own_national,
    rule,
    treaty,
    without,
)

# -- planted contradictions


@dataclass(frozen=True)
class Planted:
    """Law with one contradiction of a kind in it: its two norms, its witness, and what settles it."""

    kind: ClashKind
    laws: tuple[Instrument, ...]
    norms: tuple[str, str]
    witness: dict[str, object]
    settled: str


def states(*codes: str) -> frozenset[str]:
    return frozenset(codes)


PLANTED = {
    "two treaties, one must grant and one must refuse": Planted(
        ClashKind.GRANT_REFUSE,
        (
            treaty("fx-001", basis()),
            treaty("fx-002", basis(), rule("2", Kind.MUST_REFUSE, POLITICAL, ground="political-offence"), adopted=NEW),
        ),
        ("fx-001 1", "fx-002 2"),
        {"offence.political": True},
        "later",
    ),
    "a ground that one treaty does not open": Planted(
        ClashKind.GRANT_REFUSE,
        (
            treaty("fx-001", basis(), rule("9", Kind.DUTY, ground="political-offence")),
            treaty("fx-002", basis(), rule("2", Kind.MUST_REFUSE, POLITICAL, ground="political-offence")),
        ),
        ("fx-001 9", "fx-002 2"),
        {"offence.political": True},
        "unresolved",
    ),
    "a statute that bars what a treaty opens in some cases only": Planted(
        ClashKind.NATIONAL_BAR,
        (
            treaty("fx-001", basis(), rule("6", Kind.MAY_REFUSE, both(own_national(), no(POLITICAL)), ground="nationality")),
            law("xa-law", rule("3", Kind.MUST_REFUSE, own_national(), ground="nationality")),
        ),
        ("fx-001 1", "xa-law 3"),
        {"offence.political": True, "person.nationality": states("XA")},
        "treaty-over-statute",
    ),
    "a constitution that bars what a treaty opens": Planted(
        ClashKind.NATIONAL_BAR,
        (
            treaty("fx-001", basis(), rule("9", Kind.DUTY, ground="nationality")),
            law("xa-constitution", rule("53", Kind.MUST_REFUSE, own_national(), ground="nationality"), kind=CONSTITUTION),
        ),
        ("fx-001 9", "xa-constitution 53"),
        {"person.nationality": states("XA")},
        "constitution",
    ),
    "a statute on a point that a treaty leaves open": Planted(
        ClashKind.NATIONAL_BAR,
        (treaty("fx-001", basis()), law("xa-law", rule("3", Kind.MUST_REFUSE, fact("offence.military"), ground="military-offence"))),
        ("fx-001 1", "xa-law 3"),
        {"offence.military": True},
        "point-left-open",
    ),
    "a power that the law says is missing": Planted(
        ClashKind.NO_DOMESTIC_POWER,
        (
            treaty("fx-001", basis(measures=SEARCH)),
            law(
                "xa-practice",
                rule("3", Kind.REQUIRE, fact("request.measure_available.requested"), ground="no-domestic-authority", measures=SEARCH),
                kind=InstrumentKind.PRACTICE,
            ),
        ),
        ("fx-001 1", "xa-practice 3"),
        {"request.measure_available.requested": False},
        "unresolved",
    ),
    "a refusal left to choice against a duty to refuse": Planted(
        ClashKind.OPTIONAL_WHERE_MANDATORY,
        (
            law("xa-law", basis(), rule("3", Kind.MAY_REFUSE, DEATH, ground="death-penalty")),
            treaty(
                "fx-005",
                limits(),
                rule("2", Kind.MUST_REFUSE, DEATH, ground="death-penalty", reach=Reach.ALL),
                parties=("XA", "XC"),
            ),
        ),
        ("xa-law 3", "fx-005 2"),
        {"assurance.death_penalty": False, "offence.death_penalty.requesting": True},
        "human-rights-primacy",
    ),
    "a code that asks for a treaty, a later law that opens a way": Planted(
        ClashKind.TREATY_DEMANDED,
        (
            law("xa-code", rule("488", Kind.REQUIRE, fact("treaty.in_force"), ground="no-treaty"), kind=CPC),
            law(
                "xa-law",
                basis(),
                rule("2", Kind.REQUIRE, fact("request.reciprocity_assured"), ground="reciprocity-missing"),
                adopted=NEW,
            ),
        ),
        ("xa-law 1", "xa-code 488"),
        {"request.reciprocity_assured": True},
        "later",
    ),
    "a right of the person against a treaty without it": Planted(
        ClashKind.RIGHT_DUTY,
        (
            treaty("fx-001", basis()),
            treaty(
                "fx-005",
                limits(),
                rule("3", Kind.MUST_REFUSE, fact("risk.torture"), ground="human-rights-torture", reach=Reach.ALL),
            ),
        ),
        ("fx-001 1", "fx-005 3"),
        {"risk.torture": True},
        "human-rights-primacy",
    ),
    "a privilege against a duty that knows none": Planted(
        ClashKind.RIGHT_DUTY,
        (
            treaty("fx-001", basis(), rule("8", Kind.DUTY, ground="privilege")),
            treaty("fx-006", limits(), rule("4", Kind.RIGHT, fact("person.privileged"), ground="privilege")),
        ),
        ("fx-001 8", "fx-006 4"),
        {"person.privileged": True},
        "unresolved",
    ),
    "thresholds": Planted(
        ClashKind.THRESHOLD,
        (
            treaty("fx-001", basis(), rule("2", Kind.REQUIRE, at_least(PENALTY, 12), ground="minimum-penalty")),
            treaty("fx-002", basis(), rule("3", Kind.REQUIRE, at_least(PENALTY, 24), ground="minimum-penalty"), adopted=NEW),
        ),
        ("fx-001 2", "fx-002 3"),
        {PENALTY: 12.0},
        "later",
    ),
    "periods": Planted(
        ClashKind.PERIOD,
        (
            treaty("fx-001", basis(), rule("16", Kind.CLOCK, value=Value(days="40", starts="arrest", then="must be released"))),
            treaty("fx-002", basis(), rule("11", Kind.CLOCK, value=Value(months="2", starts="arrest", then="is released"))),
        ),
        ("fx-001 16", "fx-002 11"),
        {},
        "unresolved",
    ),
    "languages": Planted(
        ClashKind.LANGUAGE,
        (
            treaty("fx-001", basis(), rule("16", Kind.LANGUAGE, value=Value(languages=("en", "fr"), translation="required"))),
            law("xa-code", rule("489", Kind.LANGUAGE, POLITICAL, value=Value(languages=("xa",), translation="required")), kind=CPC),
        ),
        ("fx-001 16", "xa-code 489"),
        {"offence.political": True},
        "treaty-over-statute",
    ),
    "channels": Planted(
        ClashKind.CHANNEL,
        (
            law("xa-code", rule("493", Kind.CHANNEL, value=Value(route="prosecutors")), kind=CPC),
            law("xa-law", rule("5", Kind.CHANNEL, value=Value(route="ministries")), adopted=NEW),
        ),
        ("xa-code 493", "xa-law 5"),
        {},
        "later",
    ),
    "authorities at one stage": Planted(
        ClashKind.AUTHORITY,
        (
            law(
                "xa-code",
                rule(
                    "2",
                    Kind.AUTHORITY,
                    Expression(Op.IS, name="stage", value=("trial", "execution")),
                    value=Value(name="Ministry of Justice"),
                ),
                kind=CPC,
            ),
            law("xa-law", rule("5", Kind.AUTHORITY, value=Value(name="State Security Service")), adopted=NEW),
        ),
        ("xa-code 2", "xa-law 5"),
        {"stage": states("trial")},
        "later",
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_contradiction_is_found(name: str) -> None:
    planted = PLANTED[name]
    (item,) = found(*planted.laws, kind=planted.kind)
    assert {f"{norm.instrument} {norm.article}" for norm in item.norms} == set(planted.norms)
    assert dict(item.witness) == planted.witness
    assert item.resolved_by == planted.settled
    assert item.removed_by
    assert item.case.requested == "XA"


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("name", PLANTED)
def test_without_one_of_its_norms_it_is_gone(name: str, side: int) -> None:
    planted = PLANTED[name]
    instrument, _, article = planted.norms[side].partition(" ")
    assert not [
        item
        for item in found(*without(planted.laws, instrument, f"art-{article}"), kind=planted.kind)
        if {f"{norm.instrument} {norm.article}" for norm in item.norms} == set(planted.norms)
    ]


@pytest.mark.parametrize("name", PLANTED)
def test_no_fact_of_a_witness_can_be_left_out(name: str) -> None:
    """Without one of its facts the two norms are no longer both YES (or one NO, for a requirement that fails)."""
    planted = PLANTED[name]
    (item,) = found(*planted.laws, kind=planted.kind)
    whole = _truths(corpus(*planted.laws), item, item.witness)
    for name_ in item.witness:
        fewer = {key: value for key, value in item.witness.items() if key != name_}
        less = _truths(corpus(*planted.laws), item, fewer)
        assert less != whole, f"{name_} is not needed"


def _truths(law_: Corpus, item: Contradiction, facts: object) -> list[Truth]:
    """What the evaluator says of every rule between the two sides."""
    plan = compile_pair(law_, item.case.requesting, item.case.requested, item.case.measure)
    row = Row(ON, OffenceAsked(item.offence), facts)  # type: ignore[arg-type]
    values = evaluate(plan.program, plan.ledger.fill([row]), 1)
    rules = [r for b in plan.bases for r in b.rules] + list(plan.national.rules)
    return [values.at(r.holds, 0) for r in rules]


def test_a_law_that_serves_no_measure_gives_no_power() -> None:
    laws = (treaty("fx-001", basis(measures=SEARCH)), law("xa-law", basis()))
    (item,) = found(*laws, kind=ClashKind.NO_DOMESTIC_POWER)
    assert item.measures == ("search-seizure",)
    assert item.norms[1].instrument == ""
    assert "search-seizure" in item.removed_by
    assert item.sure
    assert not found(laws[0], law("xa-law", basis(measures=SEARCH)), kind=ClashKind.NO_DOMESTIC_POWER)
