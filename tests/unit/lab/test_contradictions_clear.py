# SPDX-License-Identifier: EUPL-1.2
"""What settles a contradiction, and what is none: neither the same effect, nor conditions, measures or times that never meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from comity.lab.contradictions.find import contradictions_of
from comity.lab.contradictions.types import ClashKind
from comity.model.expression import Expression, Op
from comity.model.law import (
    Confidence,
    Effect,
    Kind,
    Place,
    Reach,
    Relation,
    RelationKind,
    RelationTarget,
    Standing,
    Statement,
    StatementKind,
    Value,
)
from comity.model.text import Text
from unit.lab.contradictions_law import (
    CPC,
    DEATH,
    DUAL,
    OLD,
    ON,
    PENALTY,
    POLITICAL,
    REFUSES,
    SEARCH,
    TREATY,
    TWO_TREATIES,
    at_least,
    basis,
    corpus,
    fact,
    found,
    law,
    limits,
    no,
    own_national,
    rule,
    treaty,
)

# -- what settles


def test_a_clause_between_the_treaties_settles() -> None:
    clause = Relation(RelationKind.PREVAILS_OVER, RelationTarget(id="fx-002"), "28", Text("goes first"), "s", Confidence.HIGH)
    first, second = TWO_TREATIES
    (item,) = found(replace(first, relations=(clause,)), second)
    assert (item.resolved_by, item.resolution.instrument, item.resolution.article, item.resolution.wins) == (
        "relation-clause",
        "fx-001",
        "28",
        0,
    )


def test_a_clause_that_replaces_leaves_nothing_to_collide() -> None:
    clause = Relation(RelationKind.SUPERSEDES, RelationTarget(id="fx-002"), "28", Text("replaces"), "s", Confidence.HIGH)
    first, second = TWO_TREATIES
    assert not found(replace(first, relations=(clause,)), second)


def test_the_special_goes_before_the_later_general() -> None:
    first, second = TWO_TREATIES
    (item,) = found(replace(first, places=(Place(Standing.OFFENCES, "invented"),)), second)
    assert (item.resolved_by, item.resolution.wins) == ("special", 0)


# -- what is no contradiction

CLEAR = {
    "both refuse on the same ground": (
        treaty("fx-001", basis(), REFUSES),
        treaty("fx-002", basis(), rule("3", Kind.MUST_REFUSE, POLITICAL, ground="political-offence")),
    ),
    "the treaty leaves the choice that the statute makes": (
        treaty("fx-001", basis(), rule("6", Kind.MAY_REFUSE, own_national(), ground="nationality")),
        law("xa-law", rule("3", Kind.MUST_REFUSE, own_national(), ground="nationality")),
    ),
    "conditions that exclude each other": (
        treaty("fx-001", basis(when=no(POLITICAL))),
        treaty("fx-002", basis(), REFUSES),
    ),
    "the treaty asks for what the other bars": (
        treaty("fx-001", basis(), rule("2", Kind.REQUIRE, fact("offence.extraditable"), ground="minimum-penalty")),
        treaty("fx-002", basis(), rule("3", Kind.MUST_REFUSE, no(DUAL), ground="dual-criminality"), rule("4", Kind.REQUIRE, DUAL)),
    ),
    "another measure": (
        treaty("fx-001", basis(measures=SEARCH)),
        treaty("fx-002", basis(), REFUSES),
    ),
    "another form of surrender": (
        treaty("fx-001", basis(form="surrender-court")),
        law("xa-law", rule("3", Kind.MUST_REFUSE, own_national(), ground="nationality", forms=frozenset({"extradition"}))),
    ),
    "a norm that is law no longer": (TREATY, treaty("fx-002", basis(), replace(REFUSES, until=date(2020, 1, 1)))),
    "a norm that is law not yet": (TREATY, treaty("fx-002", basis(), replace(REFUSES, since=date(2030, 1, 1)))),
    "an option that nobody chose": (TREATY, treaty("fx-002", basis(), replace(REFUSES, optional_by_statement=True))),
    "treaties with different partners": (TREATY, treaty("fx-002", basis(), REFUSES, parties=("XA", "XC"))),
    "a treaty that does not bind the state": (TREATY, treaty("fx-002", basis(), REFUSES, parties=("XB", "XC"))),
    "a protocol that adds a ground to its treaty": (TREATY, treaty("fx-002", REFUSES, parent="fx-001")),
    "a measure left to agreement": (
        treaty("fx-001", basis(measures=frozenset({"jit"}))),
        treaty("fx-002", basis(measures=frozenset({"jit"})), replace(REFUSES, measures=frozenset({"jit"}))),
    ),
    "the same threshold": (
        treaty("fx-001", basis(), rule("2", Kind.REQUIRE, at_least(PENALTY, 12), ground="minimum-penalty")),
        treaty("fx-002", basis(), rule("3", Kind.REQUIRE, at_least(PENALTY, 12), ground="minimum-penalty")),
    ),
    "thresholds of different points": (
        treaty("fx-001", basis(), rule("2", Kind.REQUIRE, at_least(PENALTY, 12), ground="minimum-penalty")),
        treaty("fx-002", basis(), rule("3", Kind.REQUIRE, at_least("sentence.remaining_months", 6), ground="remaining-sentence")),
    ),
    "clocks that end in different things": (
        treaty("fx-001", basis(), rule("5", Kind.CLOCK, value=Value(days="30", starts="receipt", then="a decision is due"))),
        treaty("fx-002", basis(), rule("6", Kind.CLOCK, value=Value(days="7", starts="receipt", then="acknowledgement"))),
    ),
    "a common language": (
        treaty("fx-001", basis(), rule("16", Kind.LANGUAGE, value=Value(languages=("en", "fr"), translation="required"))),
        law("xa-code", rule("489", Kind.LANGUAGE, value=Value(languages=("xa", "en"), translation="required")), kind=CPC),
    ),
    "a channel beside others": (
        treaty(
            "fx-001",
            basis(),
            rule("12", Kind.CHANNEL, value=Value(route="diplomatic")),
            rule("13", Kind.CHANNEL, value=Value(route="ministries")),
        ),
        law("xa-law", rule("5", Kind.CHANNEL, value=Value(route="ministries"))),
    ),
    "one body by two names": (
        law("xa-code", rule("2", Kind.AUTHORITY, value=Value(name="Ministry of Justice")), kind=CPC),
        law("xa-law", rule("5", Kind.AUTHORITY, value=Value(name="Ministry of Justice, or the Prosecutor General's Office"))),
    ),
    "authorities at different stages": (
        law(
            "xa-code",
            rule("2", Kind.AUTHORITY, Expression(Op.IS, name="stage", value=("trial",)), value=Value(name="Ministry of Justice")),
            kind=CPC,
        ),
        law(
            "xa-law",
            rule("5", Kind.AUTHORITY, Expression(Op.IS, name="stage", value=("police",)), value=Value(name="State Security Service")),
        ),
    ),
    "a code that asks for a treaty, and no other way": (
        law("xa-code", basis(), rule("488", Kind.REQUIRE, fact("treaty.in_force"), ground="no-treaty"), kind=CPC),
    ),
    "a refusal left to choice beside a mandatory one": (
        law(
            "xa-law",
            basis(),
            rule("3", Kind.MAY_REFUSE, DEATH, ground="death-penalty"),
            rule("4", Kind.MUST_REFUSE, DEATH, ground="death-penalty"),
        ),
        treaty("fx-005", limits(), rule("2", Kind.MUST_REFUSE, DEATH, ground="death-penalty", reach=Reach.ALL), parties=("XA", "XC")),
    ),
}


@pytest.mark.parametrize("name", CLEAR)
def test_what_is_no_contradiction_is_not_found(name: str) -> None:
    assert [item.key for item in found(*CLEAR[name]) if item.kind is not ClashKind.NO_DOMESTIC_POWER] == []


def test_an_option_that_the_state_chose_collides() -> None:
    choice = Statement(
        "xa-2", "XA", StatementKind.RESERVATION, Text("chosen"), "s", Confidence.HIGH, ("2",), OLD, effects=(Effect(choose=("art-2",)),)
    )
    second = replace(treaty("fx-002", basis(), replace(REFUSES, optional_by_statement=True)), statements=(choice,))
    (item,) = found(TREATY, second)
    assert item.kind is ClashKind.GRANT_REFUSE


def test_a_norm_that_a_statement_adds_collides() -> None:
    added = Effect(add=replace(REFUSES, id="xa-2/1"))
    statement = Statement("xa-2", "XA", StatementKind.RESERVATION, Text("refuses"), "s", Confidence.HIGH, ("2",), OLD, effects=(added,))
    (item,) = found(TREATY, replace(treaty("fx-002", basis()), statements=(statement,)))
    assert item.norms[1].provision == "xa-2/1"


# -- a set of instruments on its own


def test_two_instruments_on_their_own() -> None:
    first, second = TWO_TREATIES
    apart = corpus(replace(first, rows=first.rows[:1]), replace(second, rows=second.rows[1:]))
    assert not contradictions_of(apart, on=ON, state="XA")
    (item,) = contradictions_of(apart, on=ON, instruments=("fx-001", "fx-002"))
    assert (item.case.requesting, item.case.requested) == ("requesting", "requested")
    assert dict(item.witness) == {"offence.political": True}


def test_a_treaty_and_a_statute_on_their_own() -> None:
    opens = treaty("fx-001", basis(), rule("9", Kind.DUTY, ground="nationality"))
    bars = law("xa-law", rule("3", Kind.MUST_REFUSE, own_national(), ground="nationality"))
    items = contradictions_of(corpus(opens, bars), on=ON, instruments=("fx-001", "xa-law"))
    assert [item.kind for item in items if item.kind is ClashKind.NATIONAL_BAR] == [ClashKind.NATIONAL_BAR]
    assert items[0].case.requested == "XA"
