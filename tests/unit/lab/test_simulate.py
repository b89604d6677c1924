# SPDX-License-Identifier: EUPL-1.2
"""What is recomputed for a reform equals the whole world computed anew, cell by cell."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from comity.cli.simulate_command import simulate as command
from comity.corpus.corpus import Corpus
from comity.corpus.load import load
from comity.lab import simulate as module
from comity.lab.effects import CHANGED, LOST, WON, Effect
from comity.lab.plan.function import Wish
from comity.lab.plan.plan import plan
from comity.lab.reform import Conclude, Denounce, Join, Reform, Repeal, Withdraw, apply_all
from comity.lab.replay import involving, read_replays, replay
from comity.lab.simulate import question_of, simulate, sweep
from comity.lab.sweep import hold, pool
from comity.lab.weights import Weights, read_weights
from comity.lab.world import Strength, World
from comity.model.errors import WrongInput
from unit.lab.planted_law import DAY, MEASURES, OFFENCES, Cells, Treaty, every_cell, law, random_treaties

RIGHTS = """\
  - {id: art-2, article: '2', kind: must-refuse, ground: political-offence, says: never political, when: {fact: offence.political}}
  - {id: art-3, article: '3', kind: right, says: the person is heard}
"""
UNSURE = """\
  - id: xb-1
    by: XB
    kind: declaration
    to: []
    says: not in its land
    lapses: peace
    towards: [XA]
    from: 2001-01-01
    effects: [{exclude: all}]
"""
TREATIES = (
    *random_treaties(3, 6),
    Treaty("fx-200", ("XB", "XC"), others=("XA",), rules=RIGHTS, measures=("bank-records",)),
    Treaty("fx-201", ("XB", "XC"), others=("XA",), measures=("bank-records",)),
    Treaty("fx-202", ("XB", "XC"), others=("XA",), statements=UNSURE),
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return law(tmp_path_factory.mktemp("law"), TREATIES)


def effect_of(corpus: Corpus, reforms: tuple[Reform, ...], weights: Weights | None = None) -> Effect:
    return simulate(hold(corpus), replace(question_of(corpus, reforms, DAY), weights=weights or Weights()))


def moved(effect: Effect) -> Cells:
    """The cells that a simulation says have another strength, with that strength."""
    return {
        (*move.pair, move.measure, offence): move.after
        for move in effect.moves
        if move.before is not move.after
        for offence in move.offences
    }


def anew(corpus: Corpus, reforms: tuple[Reform, ...]) -> Cells:
    before, after = every_cell(corpus), every_cell(apply_all(corpus, reforms))
    return {cell: strength for cell, strength in after.items() if before[cell] is not strength}


REFORMS: tuple[tuple[Reform, ...], ...] = (
    (Join("XA", "fx-100", DAY),),
    (Join("XA", "fx-101", DAY), Join("XA", "fx-102", DAY), Join("XA", "fx-103", DAY)),
    tuple(Join("XA", f"fx-10{number}", DAY) for number in range(6)),
    (Join("XC", "fx-001", DAY),),
    (Denounce("XA", "fx-001", DAY),),
    (Denounce("XB", "fx-001", DAY), Join("XB", "fx-104", DAY)),
    (Conclude("XA", "XC", "fx-200", DAY),),
    (Withdraw("XB", "fx-001", "xb-2", DAY),),
    (Repeal("XA", "xa-code", DAY),),
    (Join("XA", "fx-202", DAY),),
)


@pytest.mark.parametrize("reforms", REFORMS, ids=lambda reforms: "; ".join(reform.says() for reform in reforms))
def test_it_equals_the_whole_world_computed_anew(corpus: Corpus, reforms: tuple[Reform, ...]) -> None:
    effect = effect_of(corpus, reforms)
    assert moved(effect) == anew(corpus, reforms)


@pytest.mark.parametrize("seed", range(4))
def test_it_equals_in_random_law(tmp_path: Path, seed: int) -> None:
    body = law(tmp_path, random_treaties(seed, 8))
    reforms = tuple(Join("XA", f"fx-1{number:02}", DAY) for number in range(0, 8, 2))
    assert moved(effect_of(body, reforms)) == anew(body, reforms)


def test_it_bites_where_the_wrong_pairs_are_recomputed(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "concerned", lambda corpus, reforms: ("XB",))
    assert moved(effect_of(corpus, (Conclude("XA", "XC", "fx-200", DAY),))) != anew(corpus, (Conclude("XA", "XC", "fx-200", DAY),))


def test_it_bites_where_a_measure_is_passed_over(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "touched", lambda measure, *rest: measure == "extradition")
    assert moved(effect_of(corpus, (Join("XA", "fx-200", DAY),))) != anew(corpus, (Join("XA", "fx-200", DAY),))


def test_it_equals_in_the_real_law_on_all_cells() -> None:
    real = load()
    on, measures, offences = date(2026, 11, 24), ("hearing-video", "transfer-proceedings"), ("money-laundering", "homicide", "political")
    reforms = (Join("AZ", "ets-182", on), Join("AZ", "ets-073", on))
    effect = simulate(hold(real), question_of(real, reforms, on, measures=measures, offences=offences))
    before, after = every_cell(real, measures, offences, on), every_cell(apply_all(real, reforms), measures, offences, on)
    assert moved(effect) == {cell: strength for cell, strength in after.items() if before[cell] is not strength}
    assert len(before) == effect.cells // 498 * 250 * 249
    assert any(move.way == WON for move in effect.moves)


# -- what is counted


def test_won_lost_and_changed(corpus: Corpus) -> None:
    effect = effect_of(corpus, (Join("XA", "fx-200", DAY), Denounce("XA", "fx-001", DAY)))
    ways = {(move.pair, move.measure): move.way for move in effect.moves}
    assert ways[("XA", "XC"), "bank-records"] == WON
    assert ways[("XA", "XB"), "search-seizure"] == LOST
    assert ways[("XA", "XB"), "bank-records"] == CHANGED
    assert effect.worth.gain == sum(move.weight for move in effect.moves)


def test_weights_count(corpus: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "weights.yaml"
    path.write_text(
        "partners: {XC: 10, others: 0}\nmeasures: {bank-records: 2}\noffences: {fraud: 3, others: 1}\ndirections: {asks: 1, asked: 0}\n"
    )
    effect = effect_of(corpus, (Join("XA", "fx-200", DAY),), read_weights(path, corpus))
    assert effect.worth.gain == 10 * 2 * (3 + 1 + 1) * 100
    for wrong in (
        "partners: {QQ: 1}\n",
        "colours: {red: 1}\n",
        "measures: {bank-records: -1}\n",
        "measures: {bank-records: many}\n",
        "[]\n",
    ):
        path.write_text(wrong)
        with pytest.raises(WrongInput):
            read_weights(path, corpus)


def test_rights_stand_beside(corpus: Corpus) -> None:
    guarded = effect_of(corpus, (Join("XA", "fx-200", DAY),))
    bare = effect_of(corpus, (Join("XA", "fx-201", DAY),))
    assert guarded.topics["political-offence"].new_with == 2 * 3
    assert guarded.topics["right"].new_with == 2 * 3
    assert "political-offence" not in bare.topics or bare.topics["political-offence"].new_with == 0
    after = apply_all(corpus, (Join("XA", "fx-200", DAY),))
    weakened = effect_of(after, (Join("XA", "fx-201", DAY),))
    assert weakened.topics["right"].lost == 2 * 3  # a basis without it lets the asker get round it
    assert ("fx-200", "3", "right", "the person is heard") in guarded.rules


def test_what_hangs_on_unknown_force_has_a_best_and_a_worst_case(corpus: Corpus) -> None:
    effect = effect_of(corpus, (Join("XA", "fx-202", DAY),))
    assert effect.worst.gain <= effect.worth.gain <= effect.best.gain
    assert effect_of(corpus, (Join("XA", "fx-201", DAY),)).open <= effect.open


# -- many at once


def questions(corpus: Corpus) -> list[module.Question]:
    return [question_of(corpus, reforms, DAY) for reforms in REFORMS[:6]]


def test_a_pool_gives_the_same(corpus: Corpus) -> None:
    known = hold(corpus)
    alone = sweep(known, questions(corpus))
    with pool(2) as executor:
        assert sweep(known, questions(corpus), executor) == alone
    assert len(set(alone)) > 2


@pytest.mark.needs("dask")
def test_a_dask_cluster_of_two_workers_gives_the_same(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    law(tmp_path, TREATIES)
    body = load(tmp_path)
    known = hold(body, str(tmp_path))
    alone = sweep(known, questions(body))
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as local,
        distributed.Client(local) as client,
    ):
        executor = client.get_executor()
        assert sweep(known, questions(body), executor) == alone
        wish = Wish(("XA",), 2, DAY, MEASURES, OFFENCES)
        assert plan(known, wish, executor).chosen == plan(known, wish).chosen


# -- what happened


@pytest.mark.parametrize("name", [item.id for item in read_replays().replays])
def test_every_replay_finds_its_events(name: str) -> None:
    found = replay(read_replays(), name, load(), Weights())
    assert found.events
    assert {event.instrument for event in found.events} <= set(found.question.instruments)
    assert all(found.question.before < event.on <= found.question.after and event.source for event in found.events)


def test_a_replay_shows_before_and_after() -> None:
    corpus = load()
    found = replay(read_replays(), "az-2003-2004", corpus, Weights())
    effect = simulate(hold(corpus), replace(found.question, measures=("hearing-witness",), offences=("fraud",)))
    assert sum(move.way == WON for move in effect.moves) > 50
    assert involving(effect, found.question.instruments) > 50
    backwards = replace(found.question, before=found.question.after, after=found.question.before)
    undone = simulate(hold(corpus), replace(backwards, measures=("hearing-witness",), offences=("fraud",)))
    assert undone.worth.gain == -effect.worth.gain


@pytest.mark.parametrize(
    "wrong", ["states: [QQ]", "instruments: [no-such]", "measures: [no-such]", "before: 2030-01-01", "source: no-such"]
)
def test_a_wrong_replay_is_refused(tmp_path: Path, wrong: str) -> None:
    fields = {"states": "[AZ]", "instruments": "[ets-030]", "measures": "[]", "before": "2003-01-01", "source": "lists"}
    key, _, value = wrong.partition(": ")
    lines = [f"    {name}: {text}" for name, text in {**fields, key: value}.items()]
    text = "\n".join(["sources: {lists: {what: lists}}", "replays:", "  - id: r", "    says: x", "    after: 2005-01-01", *lines])
    (tmp_path / "replays.yaml").write_text(text + "\n")
    with pytest.raises(WrongInput):
        replay(read_replays(tmp_path), "r", load(), Weights())


# -- the command


def test_the_command_gives_data_and_files(tmp_path: Path) -> None:
    options = ["--state", "AZ", "--ratify", "ets-182", "--measure", "hearing-video", "--offence", "fraud", "--workers", "1"]
    result = CliRunner().invoke(command, [*options, "--json", "-o", str(tmp_path)], catch_exceptions=False, standalone_mode=False)
    data = json.loads(result.stdout)
    assert {"reforms", "won", "lost", "rights", "gap"} <= set(data)
    assert data["won"]
    assert data["rights"]["topics"]
    assert {path.name for path in tmp_path.iterdir()} == {"effect.json", "cells.csv", "rights.csv", "report.md"}


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--state", "AZ"],
        ["--ratify", "ets-182"],
        ["--state", "QQ", "--ratify", "ets-182"],
        ["--state", "AZ", "--ratify", "ets-999"],
        ["--state", "AZ", "--ratify", "ets-182", "--on", "tomorrow"],
        ["--state", "AZ", "--ratify", "ets-182", "--measure", "no-such"],
        ["--state", "AZ", "--ratify", "ets-182", "--weights", "no-such.yaml"],
        ["--state", "AZ", "--reserve", "no-such.yaml"],
        ["--replay", "no-such"],
    ],
)
def test_wrong_input_is_said(options: list[str]) -> None:
    with pytest.raises(WrongInput) as error:
        CliRunner().invoke(command, [*options, "--workers", "1"], catch_exceptions=False, standalone_mode=False)
    assert error.value.where or error.value.do


def test_a_strength_of_the_world_is_what_is_compared(corpus: Corpus) -> None:
    assert World.of(corpus).snapshot("bank-records", DAY).cell("XA", "XB") is Strength.TREATY
    assert set(MEASURES) == set(corpus.measures)
    assert set(OFFENCES) == set(corpus.offences)
