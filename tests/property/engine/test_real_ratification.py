# SPDX-License-Identifier: EUPL-1.2
"""A new party to one treaty takes no other treaty away, unless a clause on other treaties or a fact that depends on treaties says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from comity.corpus.corpus import Corpus
from comity.engine.assess import Assessment, BasisResult, assess
from comity.engine.leaves import ForceLeaf
from comity.engine.pair import compile_pair
from comity.engine.plans import PairPlan
from comity.model.day import Day
from comity.model.expression import ALWAYS
from comity.model.law import Confidence, Instrument, Relation, RelationKind, RelationTarget, StatusKind, StatusRow
from comity.model.query import Row
from comity.model.text import Text
from comity.model.truth import Truth
from property.engine.real_world import TODAY, Raw, adviser, corpus, facts, measures, offences, quick, read, states

_SINCE = date(2000, 1, 1)


def open_treaties() -> list[str]:
    """Treaties in force with a list of parties."""
    listed = (law for law in corpus().instruments if law.parties is not None and law.rows and not law.pair)
    return sorted(law.id for law in listed if law.in_force is not None)


def ratified(law: Corpus, instrument_id: str, code: str) -> Corpus:
    """The body of law in which an actor is a party to a treaty since 2000, whatever it was before."""

    def changed(instrument: Instrument) -> Instrument:
        day = Day(_SINCE, _SINCE)
        row = StatusRow(code, StatusKind.RATIFICATION, instrument.rows[0].source, Confidence.LOW, None, day, day)
        return replace(instrument, rows=(*(old for old in instrument.rows if old.actor != code), row))

    return replace(law, instruments=tuple(changed(i) if i.id == instrument_id else i for i in law.instruments))


@st.composite
def ratifications(draw: st.DrawFn) -> tuple[str, str, Raw]:
    """A treaty, who ratifies it, and a question in which the new party takes part."""
    instrument = draw(st.sampled_from(open_treaties()))
    one, other = draw(st.tuples(states(), states()).filter(lambda pair: pair[0] != pair[1]))
    serving = sorted(measure for measure in corpus().measures if any(i.id == instrument for i in corpus().serving(measure)))
    measure = draw(st.one_of(st.sampled_from(serving), measures()) if serving else measures())
    plan = adviser().plan(one, other, measure)
    raw: Raw = {
        "requesting": one,
        "requested": other,
        "measure": measure,
        "on": TODAY.isoformat(),
        "offence": draw(offences()),
        "facts": draw(facts(plan, without=plan.definitions)),
    }
    return instrument, draw(st.sampled_from([one, other])), raw


def lost_without_a_clause(before: Assessment, after: Assessment, treaty: str, actor: str) -> list[str]:
    """Other treaties whose basis the ratification excluded although no clause and no fact about treaties says so."""
    now = {result.plan.instrument.id: result for result in after.bases(0)}
    found = []
    for result in before.bases(0):
        instrument = result.plan.instrument
        if result.outcome is Truth.NO or treaty in (instrument.id, *(protocol.id for protocol, _ in result.plan.protocols)):
            continue
        later = now.get(instrument.id)
        if later is None:
            found.append(f"{instrument.id} is no candidate any more")
        elif later.outcome is Truth.NO and not _said(after, later, ForceLeaf(treaty, actor)):
            found.append(f"{instrument.id} is excluded")
    return found


def _said(after: Assessment, result: BasisResult, leaf: ForceLeaf) -> bool:
    """Whether a clause replaces it, or a condition of it reads the status that changed."""
    plan = result.plan
    if after.at(plan.not_replaced, 0) is Truth.NO:
        return True
    conditions = (plan.requirements, *plan.scopes.values())
    return any(leaf in leaves_below(after.plan, node) for node in conditions if after.at(node, 0) is Truth.NO)


def leaves_below(plan: PairPlan, node: int) -> set[object]:
    """What a node reads."""
    stack, seen, found = [node], set[int](), set[object]()
    while stack:
        index = stack.pop()
        if index not in seen:
            seen.add(index)
            op, of, _ = plan.program.nodes[index]
            if op == "leaf":
                found.add(plan.program.leaves[of[0]])
            else:
                stack.extend(of)
    return found


def _assess(law: Corpus, raw: Raw, rows: Iterable[Row]) -> Assessment:
    return assess(compile_pair(law, str(raw["requesting"]), str(raw["requested"]), str(raw["measure"])), tuple(rows))


@quick(140)
@given(ratifications())
def test_a_ratification_takes_no_other_treaty_away(asked: tuple[str, str, Raw]) -> None:
    treaty, actor, raw = asked
    rows = read(raw).rows
    before, after = _assess(corpus(), raw, rows), _assess(ratified(corpus(), treaty, actor), raw, rows)
    assert not lost_without_a_clause(before, after, treaty, actor)


def test_a_clause_takes_a_treaty_away() -> None:
    """Kyrgyzstan and Uzbekistan are bound by Minsk; once both are parties to Chisinau, its clause takes Minsk's place."""
    raw: Raw = {"requesting": "KG", "requested": "UZ", "measure": "extradition", "on": TODAY.isoformat()}
    law = ratified(ratified(corpus(), "chisinau-2002", "KG"), "chisinau-2002", "UZ")
    after = _assess(law, raw, read(raw).rows)
    minsk = next(result for result in after.bases(0) if result.plan.instrument.id == "minsk-1993")
    assert after.at(minsk.plan.not_replaced, 0) is Truth.NO
    assert "supersedes" in {item.relation.kind.value for item in minsk.plan.replaced}


def test_teeth_a_hidden_clause_is_found() -> None:
    """A treaty that silently excludes another: the same change hidden in the force of the other must be found."""
    raw: Raw = {"requesting": "AZ", "requested": "GE", "measure": "extradition", "on": TODAY.isoformat()}
    rows = read(raw).rows
    before = _assess(corpus(), raw, rows)
    ended = replace(
        corpus(),
        instruments=tuple(
            replace(i, rows=tuple(row for row in i.rows if row.actor != "AZ")) if i.id == "ets-024" else i for i in corpus().instruments
        ),
    )
    after = _assess(ratified(ended, "ets-112", "AZ"), raw, rows)
    assert lost_without_a_clause(before, after, "ets-112", "AZ")


def test_a_relation_that_names_no_treaty_replaces_none() -> None:
    """The clause of a treaty that does not bind the two does nothing."""
    clause = Relation(RelationKind.SUPERSEDES, RelationTarget("ets-024"), "1", Text("takes its place"), "x", Confidence.LOW, when=ALWAYS)
    law = replace(
        corpus(),
        instruments=tuple(replace(i, relations=(*i.relations, clause)) if i.id == "chisinau-2002" else i for i in corpus().instruments),
    )
    raw: Raw = {"requesting": "AZ", "requested": "GE", "measure": "extradition", "on": TODAY.isoformat()}
    rows = read(raw).rows
    for result in _assess(law, raw, rows).bases(0):
        if result.plan.instrument.id == "ets-024":
            assert result.outcome is not Truth.NO
