# SPDX-License-Identifier: EUPL-1.2
"""The engine and a logic program that shares no rule with it say the same on force and outcome; ``bench/oracle.py`` asks far more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from comity.corpus.corpus import Corpus
from comity.corpus.load import load
from comity.model.expression import ALWAYS
from comity.model.law import Instrument, Kind, RelationKind
from comity.model.query import Row
from comity.model.truth import Truth

from .compare import KINDS, RESULT, ROLE, Asked, Comparison, Engine, Oracle, Unsound, compare, counted, program
from .invented import invented
from .samples import Group, Sampler

SEED = 2026
SAMPLES = 1_000
WORLDS, PER_WORLD = 120, 40


@dataclass(frozen=True)
class Questions:
    """Questions to a body of law, with what the engine says on them."""

    corpus: Corpus
    groups: tuple[Group, ...]
    asked: tuple[Asked, ...]

    def shows(self, rules: str) -> bool:
        """Whether these questions show that a logic program is broken: it differs from the engine, or contradicts itself."""
        try:
            return not counted(self.asked, Oracle(self.corpus, rules).answers(self.groups)).agrees
        except Unsound:
            return True


def asked_of(corpus: Corpus, seed: int, samples: int) -> Questions:
    """Questions drawn with a seed."""
    groups = tuple(Sampler(corpus, seed).groups(samples))
    return Questions(corpus, groups, tuple(Engine(corpus).questions(groups)))


@pytest.fixture(scope="module")
def law() -> Corpus:
    """The real body of law."""
    return load()


@pytest.fixture(scope="module")
def few(law: Corpus) -> Questions:
    """Some questions to the real law, for programs that are broken on purpose; among them a pair for which one treaty replaced another."""
    drawn = Sampler(law, SEED + 1).groups(120)
    groups = (*drawn, replaced(law))
    return Questions(law, groups, tuple(Engine(law).questions(groups)))


@pytest.fixture(scope="module")
def worlds() -> tuple[Questions, ...]:
    """Questions to invented bodies of law."""
    return tuple(asked_of(invented(seed), seed, PER_WORLD) for seed in range(WORLDS))


def replaced(law: Corpus) -> Group:
    """A pair bound by a treaty and by the one that takes its place, for a measure that the older one serves."""
    for newer in law.instruments:
        for relation in newer.relations:
            older = law.by_id.get(relation.of.id)
            if relation.kind is RelationKind.SUPERSEDES and relation.when == ALWAYS and older is not None and not older.parent:
                bound = sorted(bound_by(newer) & bound_by(older))
                serves = {measure for rule in older.provisions if rule.kind is Kind.BASIS for measure in rule.measures}
                serves &= relation.measures or serves
                if len(bound) > 1 and serves:
                    return Group(bound[0], bound[1], min(serves), (Row(date.fromisoformat(law.as_of)),))
    raise AssertionError("no treaty replaces another")


def bound_by(instrument: Instrument) -> set[str]:
    """Actors whose row has a day of entry into force and no end."""
    return {row.actor for row in instrument.rows if row.in_force is not None and row.in_force.known and row.ended is None}


def said(comparison: Comparison) -> str:
    """What they differ on, to be read in a failure."""
    return "\n".join(map(str, comparison.disagreements[:10]))


def test_they_agree_on_the_real_law(law: Corpus) -> None:
    comparison = compare(list(Sampler(law, SEED).groups(SAMPLES)), Engine(law), Oracle(law))
    assert comparison.agrees, said(comparison)
    assert comparison.samples == SAMPLES
    for kind in KINDS:  # agreement on questions that are all answered alike would prove nothing
        assert all(comparison.values[kind, truth] for truth in Truth), kind


def test_they_agree_on_invented_laws(worlds: Sequence[Questions]) -> None:
    comparison = Comparison()
    for world in worlds:
        comparison.add(counted(world.asked, Oracle(world.corpus).answers(world.groups)))
    assert comparison.agrees, said(comparison)


BROKEN_FOR_REAL_LAW = {
    "a signature counts as consent": ("consent(ratification; ", "consent(signature; ratification; "),
    "supersession is dropped": ("excluded_basis(S,I) :- live(S,I), replacing(S,I).", ""),
    "a list that is incomplete proves absence": ("perhaps_missing(I,A,D) :- may_join(I,A), moment(A,D), list(I,incomplete).", ""),
    "what is not given is false": (
        "settled(S,F,V) :- wanted(S,F), value(S,F,V).",
        "settled(S,F,V) :- wanted(S,F), value(S,F,V). fails(S,N) :- asked(S,N), fact(N,F), untold(S,F), not subject(F), not defined(F,_).",
    ),
    "requirements are ignored": ("excluded_basis(S,I) :- live(S,I), unmet(S,I).", ""),
    "a basis without content is one all the same": ("open_basis(S,I) :- live(S,I), basis_only(I).", ""),
}
BROKEN_FOR_INVENTED_LAW = {
    "a provisional application binds": ("consent(ratification; ", "consent(provisional_application; ratification; "),
    "a rough day is its first possible day": (
        "row_day(I,A,N,in_force,_,C), moment(A,D), D >= C",
        "row_day(I,A,N,in_force,C,_), moment(A,D), D >= C",
    ),
    "an end is no end": ("over(I,A,row(N),D) :- title(I,A,row(N)), row_day(I,A,N,ended,_,C), moment(A,D), D >= C.", ""),
    "nothing stands between two": ("severed(I,A,B,D) :- parts(I,N,A,B)", "severed(I,A,B,D) :- never_so(N), parts(I,N,A,B)"),
    "a protocol works without its treaty": (
        "works(I,A,B,D) :- both_held(I,A,B,D), not protocol(I).",
        "works(I,A,B,D) :- both_held(I,A,B,D).",
    ),
    "protocols strike nothing": ("no_effect(S,I,P) :- considered(S,I,P), struck(S,I,P).", ""),
    "statements exclude nothing": ("no_effect(S,I,P) :- considered(S,I,P), excluded(S,I,P).", ""),
    "statements put no condition in the place of another": (
        "changed(S,I,P,N) :- considered(S,I,P),",
        "changed(S,I,P,N) :- never_so(P), considered(S,I,P),",
    ),
    "an objection lifts no reservation": ("discounted(I,X,A,B,D) :- between_two(I,X,A,B,D), lifted(I,X,A,B,D).", ""),
    "an option applies unless it is chosen": ("optional(I,P), not chosen(S,I,P), not may_be_chosen(S,I,P)", "optional(I,P), chosen(S,I,P)"),
    "a withdrawal is none": ("gone(I,X,D) :- withdrawn(I,X,D).", ""),
}


def broken(change: tuple[str, str]) -> str:
    """The program with one rule changed."""
    whole = program()
    assert change[0] in whole, f"no such rule any more: {change[0]}"
    return whole.replace(change[0], change[1])


@pytest.mark.parametrize("name", BROKEN_FOR_REAL_LAW)
def test_a_broken_rule_shows_on_the_real_law(name: str, few: Questions) -> None:
    noticed = few.shows(broken(BROKEN_FOR_REAL_LAW[name]))
    assert noticed


@pytest.mark.parametrize("name", BROKEN_FOR_INVENTED_LAW)
def test_a_broken_rule_shows_on_invented_laws(name: str, worlds: Sequence[Questions]) -> None:
    rules = broken(BROKEN_FOR_INVENTED_LAW[name])
    noticed = any(world.shows(rules) for world in worlds)
    assert noticed


def test_what_the_engine_leaves_out_is_asked_too(few: Questions) -> None:
    """A basis that the engine never lists counts as no: the program must say so for every treaty and sample."""
    asked = {(question.sample, question.key[2]) for question in few.asked if question.kind == RESULT}
    treaties = [instrument.id for instrument in few.corpus.instruments if not instrument.national]
    assert len(asked) == len(treaties) * sum(len(group.rows) for group in few.groups)
    assert any(question.kind == ROLE for question in few.asked)
