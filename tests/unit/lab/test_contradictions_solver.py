# SPDX-License-Identifier: EUPL-1.2
"""The solver: typed facts, as few as possible, three values; and the conventions by which names are compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from comity.corpus.corpus import Corpus
from comity.engine.pair import compile_pair
from comity.lab.contradictions.formula import NO, UNKNOWN, YES, Formulas, Part
from comity.lab.contradictions.rules import CitedDoc, load_conventions
from comity.lab.contradictions.scene import Claim, Clash, Scene
from comity.lab.contradictions.solver import Search, Wanted, Witness
from comity.lab.contradictions.types import ClashKind
from comity.model.errors import WrongInput, WrongLaw
from comity.model.expression import Expression, Op
from comity.model.law import Kind
from comity.model.query import FactValue
from unit.lab.contradictions_law import ON, POLITICAL, at_least, basis, both, corpus, fact, no, rule, treaty


def any_of(*parts: Expression) -> Expression:
    return Expression(Op.ANY, parts)


def scene(when: Expression) -> tuple[Corpus, Scene, int]:
    """A scene in which one ground has a condition, and the node of that condition."""
    law = corpus(treaty("fx-001", basis(), rule("2", Kind.MUST_REFUSE, when, ground="political-offence")))
    plan = compile_pair(law, "XB", "XA", "extradition")
    ground = next(r for r in plan.bases[0].rules if r.kind is Kind.MUST_REFUSE)
    return law, Scene(law, plan, ON, Formulas(), load_conventions()), ground.works


def solve(when: Expression) -> Witness | None:
    law, here, node = scene(when)
    clash = Clash(ClashKind.GRANT_REFUSE, Claim(None), Claim(None), (node,))
    witness = Search(law, here.reduction.formulas, load_conventions().doc.never_more).witness(here.wanted(clash))
    assert witness is None or here.holds(clash, witness)
    return witness


def facts(when: Expression) -> dict[str, FactValue] | None:
    witness = solve(when)
    return None if witness is None else dict(witness.facts)


NATIONAL = "person.nationality"
PENALTY = "offence.max_penalty_months.requesting"

SOLVED = [
    (POLITICAL, {"offence.political": True}),
    (no(POLITICAL), {"offence.political": False}),
    (any_of(both(POLITICAL, fact("offence.dual")), fact("offence.military")), {"offence.military": True}),
    (both(at_least(PENALTY, 12), no(at_least(PENALTY, 24))), {PENALTY: 12.0}),
    (Expression(Op.HAS, name=NATIONAL, value=("requested",)), {NATIONAL: frozenset({"XA"})}),
    (no(Expression(Op.HAS, name=NATIONAL, value=("requested",))), {NATIONAL: frozenset({"XB"})}),
    (Expression(Op.IS, name="purpose", value=("execution",)), {"purpose": frozenset({"execution"})}),
    (no(Expression(Op.IS, name="purpose", value=("execution",))), {"purpose": frozenset({"prosecution"})}),
]


@pytest.mark.parametrize(("when", "expected"), SOLVED)
def test_the_fewest_facts_of_the_right_type(when: Expression, expected: dict[str, FactValue]) -> None:
    assert facts(when) == expected


def test_a_set_may_hold_two_states() -> None:
    two = both(*(Expression(Op.HAS, name=NATIONAL, value=(side,)) for side in ("requested", "requesting")))
    assert facts(two) == {NATIONAL: frozenset({"XA", "XB"})}


def test_a_purpose_is_one() -> None:
    assert solve(both(*(Expression(Op.IS, name="purpose", value=(word,)) for word in ("execution", "prosecution")))) is None


def test_a_day() -> None:
    after = Expression(Op.MORE_THAN, name="offence.on", value=("2020-05-01",))
    assert facts(after) == {"offence.on": date(2020, 5, 2)}


def test_a_later_list_of_nationalities_follows_the_first() -> None:
    at_decision = Expression(Op.HAS, name=f"{NATIONAL}.at_decision", value=("requested",))
    first = Expression(Op.HAS, name=NATIONAL, value=("requested",))
    assert facts(both(first, no(at_decision))) == {NATIONAL: frozenset({"XA"}), f"{NATIONAL}.at_decision": frozenset({"XB"})}
    assert facts(both(first, at_decision)) == {NATIONAL: frozenset({"XA"})}


def test_a_class_of_offence() -> None:
    witness = solve(Expression(Op.OFFENCE, value=("money-laundering",)))
    assert witness == Witness({}, "money-laundering")
    broader = solve(both(Expression(Op.OFFENCE, value=("fraud",)), no(Expression(Op.OFFENCE, value=("card-fraud",)))))
    assert broader is None or broader.offence not in ("card-fraud", "")


def test_what_is_not_known_is_neither() -> None:
    unread = Expression(Op.UNKNOWN, name="the text was not read")
    assert solve(unread) is None
    assert solve(no(unread)) is None
    assert facts(any_of(unread, POLITICAL)) == {"offence.political": True}


def test_a_fact_is_not_given_against_its_definition() -> None:
    extraditable = fact("offence.extraditable")
    assert solve(both(extraditable, no(fact("offence.dual")))) is None
    assert facts(extraditable) == {"offence.extraditable": True}


def test_what_excludes_itself_has_no_witness() -> None:
    assert solve(both(POLITICAL, no(POLITICAL))) is None


def test_the_rest_of_a_sentence_is_not_longer_than_the_sentence() -> None:
    assert solve(both(at_least("sentence.remaining_months", 6), no(at_least("sentence.imposed_months", 4)))) is None


def test_the_same_question_is_asked_once() -> None:
    law, here, node = scene(POLITICAL)
    search = Search(law, here.reduction.formulas)
    wanted = Wanted((here.reduction.of(node),))
    assert search.witness(wanted) is search.witness(wanted)
    assert len(search.known) == 1


def test_the_evaluator_refuses_a_wrong_witness() -> None:
    """The check has teeth: facts on which the norm does not hold, or hangs, do not pass."""
    _, here, node = scene(POLITICAL)
    clash = Clash(ClashKind.GRANT_REFUSE, Claim(None), Claim(None), (node,))
    assert here.holds(clash, Witness({"offence.political": True}))
    assert not here.holds(clash, Witness({"offence.political": False}))
    assert not here.holds(clash, Witness({}))
    assert not here.holds(replace(clash, yes=(), no=(node,)), Witness({"offence.political": True}))
    assert not here.holds(replace(clash, yes=(), not_yes=(node,)), Witness({"offence.political": True}))
    assert not here.holds(replace(clash, yes=(), some=((node,),)), Witness({}))


def test_formulas_are_simplified() -> None:
    formulas = Formulas()
    one, other = (formulas.add(Part("leaf", (), name, "TruthLeaf")) for name in ("a", "b"))
    assert formulas.group("all", [one, YES]) == one
    assert formulas.group("all", [one, NO]) == NO
    assert formulas.group("any", [one, YES]) == YES
    assert formulas.group("any", []) == NO
    assert formulas.group("all", [one, other]) == formulas.group("all", [other, one, one])
    assert formulas.opposite(formulas.opposite(one)) == one
    assert formulas.opposite(UNKNOWN) == UNKNOWN
    assert (formulas.first(UNKNOWN, one), formulas.first(YES, one), formulas.first(one, UNKNOWN)) == (one, YES, one)


# -- conventions

SAME = [
    ("Ministry of Justice", "Ministry of Justice (extradition unit)"),
    ("prosecuting authority of Azerbaijan", "Prosecutor General's Office"),
    ("General Prosecutor's Office", "Prosecutor General's Office"),
    ("central authority", "State Security Service"),
    ("Ministry of Justice; police", "Police"),
]
DIFFERENT = [("Ministry of Justice", "State Security Service"), ("Ministry of Justice", "Ministry of Internal Affairs")]


def test_names_of_one_body() -> None:
    conventions = load_conventions()
    assert [conventions.same_authority(*pair) for pair in SAME] == [True] * len(SAME)
    assert [conventions.same_authority(*pair) for pair in DIFFERENT] == [False] * len(DIFFERENT)


def test_routes_that_are_one_way() -> None:
    conventions = load_conventions()
    assert conventions.same_route("ministries", "central-authorities")
    assert not conventions.same_route("ministries", "prosecutors")


def test_every_rule_cites_something_with_a_source() -> None:
    doc = load_conventions().doc
    cited: list[CitedDoc] = [cite for item in doc.rules for cite in item.cites]
    assert all(item.cites for item in doc.rules)
    assert all(cite.source in doc.sources for cite in cited)
    assert {cite.confidence for cite in cited if cite.source in ("memory", "vclt", "case-law")} <= {"low", "medium"}


def test_rules_that_are_not_there_or_wrong(tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match="not there"):
        load_conventions(tmp_path)
    text = (Path(__file__).parents[3] / "law" / "vocabulary" / "resolution" / "rules.yaml").read_text(encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(text.replace("source: case-law", "source: hearsay"), encoding="utf-8")
    with pytest.raises(WrongLaw, match="unknown source 'hearsay'"):
        load_conventions(tmp_path)
    (tmp_path / "rules.yaml").write_text("rules: []\n", encoding="utf-8")
    load_conventions.cache_clear()
    with pytest.raises(WrongLaw):
        load_conventions(tmp_path)
