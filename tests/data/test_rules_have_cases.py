# SPDX-License-Identifier: EUPL-1.2
"""Each rule with a condition has a case that makes it true and one that makes it false (``law/instruments/*/cases.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec
import pytest

from comity.advise.reading import fact_value
from comity.cli.files import typed
from comity.corpus.corpus import Corpus
from comity.corpus.documents import CaseDoc, CasesDoc
from comity.corpus.load import load
from comity.corpus.strict_yaml import read
from comity.engine.compiler import Compiler
from comity.logic.program import evaluate
from comity.model.actors import ActorKind
from comity.model.expression import ALWAYS, Expression, Op
from comity.model.law import GROUNDS, Instrument
from comity.model.query import FactValue, OffenceAsked, Row
from comity.model.truth import Truth

INSTRUMENTS = Path(__file__).resolve().parents[2] / "law" / "instruments"
TODAY = date(2026, 11, 24)
BESIDE = ("offence", "measure", "on")  # may stand beside the rule or among the facts
_INVENTED = re.compile(r"X[A-F]")


@cache
def corpus() -> Corpus:
    """The real body of law."""
    return load()


@cache
def strangers() -> tuple[str, ...]:
    """Real states of which nothing is known that could answer a condition: they stand for XA, XB, XC ..."""
    speaking = {statement.by for law in corpus().instruments for statement in law.statements}
    states = [actor for actor in corpus().actors if actor.kind is ActorKind.STATE and not actor.facts]
    return tuple(state.code for state in states if state.code not in speaking and state.code not in corpus().national)[:6]


def known_as(code: str) -> str:
    """The real state behind an invented code."""
    return strangers()[ord(code[1]) - ord("A")] if _INVENTED.fullmatch(code) else code


@cache
def cases(instrument: str) -> tuple[CaseDoc, ...]:
    """The cases of an instrument."""
    path = INSTRUMENTS / instrument / "cases.yaml"
    if not path.exists():
        return ()
    return tuple(msgspec.convert(read(path).data, CasesDoc).cases)


@cache
def conditions(instrument: str) -> Mapping[str, Expression]:
    """The condition of each rule of an instrument, and of each rule that a statement adds or changes."""
    law = corpus().by_id[instrument]
    found = {rule.id: rule.when for rule in law.provisions}
    for statement in law.statements:
        for effect in statement.effects:
            if effect.add is not None:
                found[effect.add.id] = effect.add.when
    return found


def ids() -> list[str]:
    """Instruments with conditions or cases."""
    return sorted(law.id for law in corpus().instruments if cases(law.id) or any(rule.when != ALWAYS for rule in law.provisions))


@dataclass(frozen=True)
class Stated:
    """The facts of one half of a case, with what stands beside them."""

    facts: Mapping[str, Any]
    offence: str
    measure: str
    on: str

    @classmethod
    def of(cls, case: CaseDoc, facts: Mapping[str, Any]) -> Stated:
        """One half of a case."""
        beside = {name: str(facts.get(name) or getattr(case, name)) for name in BESIDE}
        return cls({name: value for name, value in facts.items() if name not in BESIDE}, **beside)

    def row(self) -> Row:
        """As the engine sees it."""
        asked = OffenceAsked(iccs=self.offence) if self.offence.isdigit() else OffenceAsked(self.offence)
        return Row(date.fromisoformat(self.on) if self.on else TODAY, asked, MappingProxyType(dict(self._values())))

    def _values(self) -> Iterator[tuple[str, FactValue]]:
        plain: Mapping[str, Any] = typed(self.facts)  # type: ignore[assignment]
        for name, value in plain.items():
            real = [known_as(str(word)) for word in value] if isinstance(value, list) else value
            yield name, fact_value(corpus().facts[name], known_as(real) if isinstance(real, str) else real, corpus())


def truth(law: Instrument, when: Expression, case: CaseDoc, facts: Mapping[str, Any]) -> Truth:
    """The value of a rule's condition under the facts of a case."""
    stated = Stated.of(case, facts)
    sides = {"requesting": known_as(case.requesting or "XA"), "requested": known_as(case.requested or "XB")}
    compiler = Compiler(corpus(), sides["requesting"], sides["requested"])
    for side, code in sides.items():
        for fact in corpus().by_code[code].facts:
            value: FactValue = fact.value == "true" if fact.value in ("true", "false") else frozenset({fact.value})
            compiler.defaults[f"state.{fact.name}.{side}"] = value
    if stated.measure:
        compiler.defaults["measure.coercive"] = corpus().measures[stated.measure].coercive
    node = compiler.condition(when, law)
    row = stated.row()
    return evaluate(compiler.builder.build(), compiler.ledger().fill([row]), 1).at(node, 0)


def halves_of(when: Expression) -> int:
    """Two; one where the law itself is not known, so that facts alone cannot settle the condition both ways."""
    return 1 if when.op is Op.UNKNOWN or any(halves_of(part) == 1 for part in when.of) else 2


def without_case() -> list[str]:
    """Rules whose condition no case tries on both sides."""
    found = []
    for law in corpus().instruments:
        tried: dict[str, set[str]] = {}
        for case in cases(law.id):
            halves = {name for name in ("true", "false") if getattr(case, name) is not None}
            tried.setdefault(case.rule, set()).update(halves)
        needing = [rule for rule in law.provisions if rule.kind in GROUNDS and rule.when != ALWAYS]
        found += [f"{law.id}:{rule.id}" for rule in needing if len(tried.get(rule.id, ())) < halves_of(rule.when)]
    return found


def test_every_rule_with_a_condition_has_a_true_and_a_false_case() -> None:
    assert without_case() == []


@pytest.mark.parametrize("instrument", ids())
def test_cases_make_their_rules_true_and_false(instrument: str) -> None:
    law = corpus().by_id[instrument]
    wrong = []
    for case in cases(instrument):
        assert case.rule in conditions(instrument), f"{instrument}: no rule {case.rule}"
        when = conditions(instrument)[case.rule]
        for facts, expected in ((case.true, Truth.YES), (case.false, Truth.NO)):
            if facts is not None:
                found = truth(law, when, case, facts)
                if found is not expected:
                    wrong.append(f"{case.rule}: {dict(facts)} gives {found.word}, not {expected.word}")
    assert not wrong


def test_teeth_a_case_that_says_the_contrary_is_found() -> None:
    law = corpus().by_id["ets-024"]
    case = CaseDoc(rule="art-3-1")
    when = conditions("ets-024")["art-3-1"]
    assert truth(law, when, case, {"offence.political": False}) is Truth.NO
    assert truth(law, when, case, {}) is Truth.UNKNOWN
    assert truth(law, when, case, {"offence.political": True}) is Truth.YES
