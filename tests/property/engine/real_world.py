# SPDX-License-Identifier: EUPL-1.2
"""Random questions about the real body of law: pairs, measures, days, offences, facts and pleas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from hypothesis import Phase, settings
from hypothesis import strategies as st

from comity.advise.advise import Adviser
from comity.advise.reading import read_query
from comity.corpus.corpus import Corpus
from comity.corpus.load import load
from comity.engine.leaves import CompareLeaf, HoldsLeaf, TruthLeaf
from comity.engine.plans import PairPlan
from comity.model.actors import ActorKind
from comity.model.query import Query
from comity.model.vocabulary import FactSpec, FactType
from property.examples import examples

TODAY = date(2026, 11, 24)
CORRECTIONS = frozenset({"person.nationality.at_offence", "person.nationality.at_decision", "person.nationality.at_surrender"})
CONNECTED = "offence.connected_extraditable"  # the reader settles it; giving it later corrects the query

# States with much law of their own come more often than the rest of the world.
_CODES = "AZ GE TR RU UA DE FR GB US CH MD AM UZ KG KZ BY VN JP NL IT IR CN"
_NAMES = "extradition search-seizure bank-records hearing-witness confiscation freezing transfer-sentenced-person"
_OFTEN = tuple(_CODES.split())
_MEASURES_OFTEN = tuple(_NAMES.split())

Raw = dict[str, object]


def quick(count: int) -> settings:
    """A number of questions.

    A failing one is shown as drawn: shrinking compiles hundreds of pairs. Add ``Phase.shrink`` for the smallest one.
    """
    return examples(count, phases=[Phase.explicit, Phase.generate])


@cache
def corpus() -> Corpus:
    """The real body of law."""
    return load()


@cache
def adviser() -> Adviser:
    """One adviser for many questions."""
    return Adviser(corpus())


@cache
def _actors() -> tuple[str, ...]:
    codes = {actor.code for actor in corpus().actors}
    return tuple(sorted(codes)) + tuple(code for code in _OFTEN if code in codes) * 30


@cache
def _measures() -> tuple[str, ...]:
    return tuple(sorted(corpus().measures)) + _MEASURES_OFTEN * 8


def pairs() -> st.SearchStrategy[tuple[str, str]]:
    """Two different actors."""
    return st.tuples(st.sampled_from(_actors()), st.sampled_from(_actors())).filter(lambda pair: pair[0] != pair[1])


def states() -> st.SearchStrategy[str]:
    """A state."""
    return st.sampled_from([code for code in _actors() if corpus().by_code[code].kind is ActorKind.STATE])


def measures() -> st.SearchStrategy[str]:
    """A measure."""
    return st.sampled_from(_measures())


def days() -> st.SearchStrategy[date]:
    """A day between the first conventions and next year; today more often."""
    return st.one_of(st.just(TODAY), st.dates(date(1955, 1, 1), date(2027, 12, 31)))


def offences() -> st.SearchStrategy[Raw | None]:
    """An alias, a code, free text, both, or none."""
    aliases = st.sampled_from(sorted(corpus().offences))
    codes = st.sampled_from(sorted({code for offence in corpus().offences.values() for code in offence.iccs} | {"07", "0401", "1109"}))
    return st.one_of(
        st.none(),
        aliases.map(lambda name: {"name": name}),
        codes.map(lambda code: {"iccs": code}),
        st.tuples(aliases, codes).map(lambda both: {"name": both[0], "iccs": both[1]}),
        st.just({"name": "stealing the moon"}),
    )


def names_read(plan: PairPlan) -> list[str]:
    """The facts that the law of a pair asks for."""
    keys = (key for key in plan.program.leaves if isinstance(key, TruthLeaf | CompareLeaf | HoldsLeaf))
    return sorted({key.name for key in keys if key.name in corpus().facts})


def value_of(spec: FactSpec, pair: tuple[str, str]) -> st.SearchStrategy[object]:
    """A plain value of a fact's type."""
    if spec.type is FactType.TRUTH:
        return st.booleans()
    if spec.type is FactType.DAY:
        return st.dates(date(1990, 1, 1), date(2026, 12, 31)).map(date.isoformat)
    if spec.type is FactType.MONEY:
        return st.sampled_from([0, 40, 1_000, 1_000_000]).map(lambda amount: f"{amount} {spec.unit}")
    if spec.type is FactType.NUMBER:
        return st.sampled_from([0, 1, 3, 4, 5, 6, 11, 12, 18, 24, 36, 48, 120])
    if spec.values:
        return st.lists(st.sampled_from(spec.values), min_size=1, max_size=1)
    codes = st.sampled_from([*pair, *pair, "RU", "IL", "FR"])
    words = codes if spec.unit == "states" else st.sampled_from(["one", "other"])
    return st.lists(words, min_size=1, max_size=2, unique=True)


def facts(plan: PairPlan, *, most: int = 14, without: Iterable[str] = ()) -> st.SearchStrategy[dict[str, object]]:
    """Some of the facts that the law of a pair asks for, each with a value of its type."""
    left_out = frozenset(without) | frozenset(plan.ledger.defaults)
    names = [name for name in names_read(plan) if name not in left_out]
    if not names:
        return st.just({})
    chosen = st.lists(st.sampled_from(names), max_size=most, unique=True)
    specs = corpus().facts
    pair = (plan.requesting, plan.requested)
    return chosen.flatmap(lambda some: st.fixed_dictionaries({name: value_of(specs[name], pair) for name in some}))


def pleas() -> st.SearchStrategy[list[str]]:
    """Some grounds to be answered."""
    return st.lists(st.sampled_from(sorted(corpus().grounds)), max_size=3, unique=True)


@st.composite
def raw_queries(draw: st.DrawFn, *, most: int = 14, without: Iterable[str] = ()) -> Raw:
    """A query as a user writes it."""
    requesting, requested = draw(pairs())
    measure = draw(measures())
    plan = adviser().plan(requesting, requested, measure)
    return {
        "requesting": requesting,
        "requested": requested,
        "measure": measure,
        "on": draw(days()).isoformat(),
        "offence": draw(offences()),
        "pleas": draw(pleas()),
        "facts": draw(facts(plan, most=most, without=without)),
    }


def read(raw: Mapping[str, object]) -> Query:
    """The query; WrongInput where it is wrong."""
    return read_query(raw, corpus(), TODAY)


def derived_given(plan: PairPlan, given: Mapping[str, object]) -> bool:
    """Whether a conclusion is among the facts: it may contradict the others, which is wrong input."""
    return any(name in plan.definitions for name in given)
