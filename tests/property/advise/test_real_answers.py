# SPDX-License-Identifier: EUPL-1.2
"""Every answer on the real body of law has its shape, its sources and its order."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from comity.advise.advise import Adviser
from comity.advise.data import answer_json
from comity.model.answer import Answer, Basis
from comity.model.errors import WrongInput
from comity.model.law import Binds, Instrument, RelationKind
from comity.model.query import Query
from property.advise.shape import shaped
from property.engine.real_world import Raw, adviser, corpus, quick, raw_queries, read

_ROLES = ("primary", "supplement", "fallback", "constraint")
_ARTICLE = re.compile(r"[0-9A-Za-z]")
_WORDS_OF_AN_ARTICLE = re.compile(r"\b(art|article|articles|par|section|st)\b\.?", re.IGNORECASE)


def answered(raw: Raw) -> Answer:
    """The answer; a question whose given conclusions contradict its facts is no question."""
    return _answer(adviser(), read(raw))


def _answer(one: Adviser, query: Query) -> Answer:
    try:
        return one.answer(query)
    except WrongInput:
        assume(False)
        raise


@quick(120)
@given(raw_queries(), st.sampled_from(["en", "az", "ru", "fr"]))
def test_an_answer_has_its_shape(raw: Raw, lang: str) -> None:
    answer = answered({**raw, "lang": lang})
    line = answer_json(answer)
    assert "\n" not in line
    read_back = shaped(line)
    assert read_back.verdict == answer.verdict
    assert read_back.lang == lang


@quick(150)
@given(raw_queries())
def test_every_finding_has_source_day_and_confidence(raw: Raw) -> None:
    answer = answered(raw)
    for finding in answer.findings:
        place = f"{finding.instrument} {finding.article}"
        assert finding.source, place
        assert re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", finding.as_of), place
        assert finding.confidence in {"high", "medium", "low"}, place
        assert finding.says, place
        if finding.instrument:
            assert finding.instrument in corpus().by_id, place
        assert bool(finding.missing) <= (finding.outcome == "unknown"), place
    for basis in answer.bases:
        assert basis.force.requesting.source, basis.instrument
        assert basis.force.requested.source, basis.instrument
        assert basis.why, basis.instrument
    assert set(read(raw).pleas) <= {finding.ground for finding in answer.findings}


@quick(100)
@given(raw_queries())
def test_every_article_is_text_and_the_number_alone(raw: Raw) -> None:
    answer = answered(raw)
    articles = [finding.article for finding in answer.findings if finding.instrument]
    articles += [article for basis in answer.bases for article in basis.articles]
    articles += [citation.article for line in answer.combined for citation in line.from_]
    for article in articles:
        assert isinstance(article, str)
        assert article == "-" or _ARTICLE.search(article), article
        assert not _WORDS_OF_AN_ARTICLE.search(article), article
        assert article == article.strip(), article


# -- order


def misplaced(bases: tuple[Basis, ...]) -> list[str]:
    """Neighbours that stand in the wrong order: outcome, role, force."""
    return [f"{one.instrument} before {other.instrument}" for one, other in pairwise(bases) if _place(one) > _place(other)]


def _place(basis: Basis) -> tuple[bool, int, bool]:
    law = corpus().by_id[basis.instrument]
    sides = [basis.force.requested] if law.binds is Binds.REQUESTED else [basis.force.requesting, basis.force.requested]
    return basis.outcome == "no", _ROLES.index(basis.role), any(side.truth != "yes" for side in sides)


@quick(250)
@given(raw_queries())
def test_ranks_and_their_order(raw: Raw) -> None:
    answer = answered(raw)
    assert [basis.rank for basis in answer.bases] == list(range(1, len(answer.bases) + 1))
    assert len({basis.instrument for basis in answer.bases}) == len(answer.bases), "an instrument is listed twice"
    assert not misplaced(answer.bases)
    for basis in answer.bases:
        assert not set(basis.with_) & {other.instrument for other in answer.bases}, f"{basis.instrument}: listed again"
        assert basis.instrument not in answer.unchecked
    for one, other in pairwise(answer.bases):
        if one.outcome != "no" and _place(one) == _place(other):
            assert f"before {other.instrument}: " in one.why, one.why


@quick(120)
@given(raw_queries())
def test_a_clause_that_puts_a_treaty_first_is_followed(raw: Raw) -> None:
    answer = answered(raw)
    open_ = [basis for basis in answer.bases if basis.outcome != "no"]
    for i, one in enumerate(open_):
        for other in open_[i + 1 :]:
            if _place(one) == _place(other) and prevails(other, one, str(raw["measure"])):
                firsts = [rival for rival in open_ if _place(rival) == _place(one) and prevails(rival, other, str(raw["measure"]))]
                assert firsts, f"{one.instrument} stands before {other.instrument}, which prevails over it"


def prevails(one: Basis, other: Basis, measure: str) -> bool:
    """Whether a clause puts one before the other by name, and none the other before the one."""
    first, second = corpus().by_id[one.instrument], corpus().by_id[other.instrument]
    return _named(first, second, measure) and not _named(second, first, measure)


def _named(one: Instrument, other: Instrument, measure: str) -> bool:
    return any(
        relation.kind is RelationKind.PREVAILS_OVER
        and relation.of.id == other.id
        and (not relation.measures or measure in relation.measures)
        for relation in one.relations
    )


def test_teeth_order() -> None:
    answer = adviser().answer(read({"requesting": "AZ", "requested": "GE", "measure": "extradition", "on": "2026-11-24"}))
    assert not misplaced(answer.bases)
    assert misplaced(tuple(reversed(answer.bases)))


def test_teeth_shape() -> None:
    answer = adviser().answer(read({"requesting": "AZ", "requested": "GE", "measure": "extradition", "on": "2026-11-24"}))
    data = json.loads(answer_json(answer))
    shaped(json.dumps(data))
    for wrong in (
        {"verdict": "perhaps"},
        {"bases": [{**data["bases"][0], "outcome": "maybe"}]},
        {"findings": [{**data["findings"][0], "source": ""}]},
    ):
        with pytest.raises(msgspec.ValidationError):
            shaped(json.dumps({**data, **wrong}))
    del data["plan"]
    with pytest.raises(msgspec.ValidationError):
        shaped(json.dumps(data))


# -- one adviser, many questions


@quick(25)
@given(st.lists(raw_queries(), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_answers_do_not_depend_on_what_was_asked_before(raws: list[Raw], shuffling: object) -> None:
    alone = [_answer(Adviser(corpus()), read(raw)) for raw in raws]
    order = list(range(len(raws)))
    shuffling.shuffle(order)  # type: ignore[attr-defined]
    together = Adviser(corpus())
    mixed = {i: _answer(together, read(raws[i])) for i in order}
    again = [_answer(together, read(raw)) for raw in raws]
    assert [mixed[i] for i in range(len(raws))] == alone
    assert again == alone


@quick(25)
@given(raw_queries(), st.sampled_from(["az", "ru", "fr"]), st.booleans())
def test_language_and_trace_change_no_value(raw: Raw, lang: str, traced: bool) -> None:
    plain, other = answered(raw), answered({**raw, "lang": lang, "trace": traced})
    assert other.verdict == plain.verdict
    assert [(b.instrument, b.outcome, b.role) for b in other.bases] == [(b.instrument, b.outcome, b.role) for b in plain.bases]
    assert other.unknowns == plain.unknowns
    assert replace(other, trace=()).trace == ()


@quick(30)
@given(raw_queries(), st.lists(st.sampled_from(["fraud", "tax", "drug-trafficking", "political"]), min_size=2, max_size=3, unique=True))
def test_several_offences_are_answered_as_each_alone(raw: Raw, names: list[str]) -> None:
    shared = {**raw, "facts": {**raw["facts"], "offence.connected_extraditable": False}}  # type: ignore[dict-item]
    together = answered({**shared, "offence": None, "offences": [{"name": name} for name in names]})
    alone = [answered({**shared, "offence": {"name": name}}).verdict for name in names]
    assert [part.verdict for part in together.parts] == alone
    if len(set(alone)) == 1:
        assert together.verdict == alone[0]
    else:
        assert together.verdict == ("barred" if set(alone) == {"barred", "no-basis"} else "conditional")
