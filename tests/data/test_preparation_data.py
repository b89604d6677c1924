# SPDX-License-Identifier: EUPL-1.2
"""The stages of preparation (``law/drafting/preparation.yaml``): every measure has the core stages, every clock of the law has a stage."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter

import pytest

from comity.corpus.corpus import Corpus
from comity.corpus.drafting_files import CLOCK_STARTS
from comity.corpus.load import load, load_drafting
from comity.draft.case.shape import PlaceKind, shapes
from comity.model.drafting import Drafting, Phase, Stage
from comity.model.law import Kind, Provision

LANGUAGES = ("en", "az", "ru", "fr")
ONCE = (Phase.SECURE, Phase.HOME, Phase.CONTACT, Phase.CONSULT)


@cache
def corpus() -> Corpus:
    return load()


@cache
def drafting() -> Drafting:
    return load_drafting()


def clocks() -> Iterator[tuple[str, Provision]]:
    """Every time-limit of the corpus, also those that statements add."""
    for instrument in corpus().instruments:
        added = (effect.add for statement in instrument.statements for effect in statement.effects if effect.add is not None)
        for provision in (*instrument.provisions, *added):
            if provision.kind is Kind.CLOCK:
                yield instrument.id, provision


def test_stages_form_no_circle() -> None:
    order = list(TopologicalSorter({stage.id: stage.after for stage in drafting().stages}).static_order())
    assert sorted(order) == sorted(stage.id for stage in drafting().stages)


def test_every_measure_has_the_core_stages() -> None:
    without = [
        f"{measure}: {phase}"
        for measure in corpus().measures
        for phase in Phase
        if not any(stage.serves(measure) and stage.phase is phase for stage in drafting().stages)
    ]
    assert without == []
    twice = [
        f"{measure}: {phase}"
        for measure in corpus().measures
        for phase in ONCE
        if sum(stage.serves(measure) and stage.phase is phase for stage in drafting().stages) != 1
    ]
    assert twice == []


def test_what_secures_comes_first_and_asks_for_measures_that_secure() -> None:
    stages = [stage for stage in drafting().stages if stage.secures]
    assert {stage.phase for stage in stages} == {Phase.SECURE}
    assert all(not stage.after for stage in stages)
    assert [name for stage in stages for name in stage.asks if not corpus().measures[name].secures] == []


def test_every_clock_of_the_law_has_a_stage_for_every_measure_that_it_names() -> None:
    def answers(stage: Stage, provision: Provision) -> bool:
        value = provision.value
        choices = (*stage.binds, *stage.awaits)
        return any(choice.starts == value.starts and choice.then in value.then for choice in choices)

    left = [
        f"{instrument} {provision.article} ({measure})"
        for instrument, provision in clocks()
        for measure in provision.measures or corpus().measures
        if not any(stage.serves(measure) and answers(stage, provision) for stage in drafting().stages)
    ]
    assert left == []


def test_a_release_after_arrest_binds_what_we_send() -> None:
    released = [(i, p) for i, p in clocks() if p.value.starts == "arrest" and "released" in p.value.then]
    assert len(released) > 5
    for instrument, provision in released:
        for measure in provision.measures:
            binding = [s.id for s in drafting().stages if s.serves(measure) and any(c.starts == "arrest" for c in s.binds)]
            assert binding, f"{instrument} {provision.article} ({measure})"


def test_events_and_choices_name_starts_of_clocks() -> None:
    assert set(drafting().events) <= set(CLOCK_STARTS)
    assert {provision.value.starts for _, provision in clocks()} <= set(CLOCK_STARTS)


@pytest.mark.parametrize("stage", drafting().stages, ids=lambda stage: stage.id)
def test_places_are_places_of_a_case_and_words_stand_in_every_language(stage: Stage) -> None:
    known = shapes()
    paths = [path for needs in (stage.needs, stage.done) for alternatives in needs for path in alternatives]
    assert [path.text for path in (*paths, *stage.until, *stage.reached) if path.place not in known] == []
    assert [path.text for path in (*stage.until, *stage.reached) if known[path.place].kind is not PlaceKind.DAY] == []
    assert all(getattr(text, language) for text in (stage.name, stage.says) for language in LANGUAGES)
    assert stage.urgent_days <= stage.days
