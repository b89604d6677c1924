# SPDX-License-Identifier: EUPL-1.2
"""The best reforms equal what trying every set gives, each set computed anew for the whole world."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, combinations
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from comity.cli.plan_command import plan as command
from comity.corpus.corpus import Corpus
from comity.lab.field import Strips, classes_of
from comity.lab.plan import covers as covers_module
from comity.lab.plan.candidates import Candidate, Limits
from comity.lab.plan.function import Wish, bench_of, hold_wish
from comity.lab.plan.levels import Lawbook, both
from comity.lab.plan.plan import Plan, plan
from comity.lab.reform import Conclude, Join, apply_all
from comity.lab.sweep import hold, pool
from comity.lab.weights import Weights
from comity.lab.world import World
from comity.model.errors import OurFault, WrongInput
from unit.lab.planted_law import DAY, MEASURES, OFFENCES, Treaty, law, random_treaties, worth

NO_TREATIES = Limits(bilaterals=False)
ONE_MODEL = Limits(models=("fx-001",))

# A pair that pays only together, and one treaty that pays alone, but less than the pair and more than any half of it.
PAIR = (
    Treaty("fx-300", ("XB", "XC"), measures=("bank-records",), others=("XA",), offence="homicide"),
    Treaty("fx-301", ("XB", "XC"), measures=MEASURES, others=("XA",), parent="fx-302"),
    Treaty("fx-302", ("XB", "XC"), measures=("no-such",), others=("XA",)),
)


def planted(folder: Path) -> Corpus:
    """The parent serves nothing by itself; its protocol serves all, and works only with it."""
    parent = replace(PAIR[2], measures=("bank-records",), offence="fraud", known=False)
    idle = tuple(Treaty(f"fx-31{number}", others=("XA",), measures=("bank-records",)) for number in range(3))
    return law(folder, (PAIR[0], PAIR[1], parent, *idle))


def wish(k: int, limits: Limits = NO_TREATIES, states: tuple[str, ...] = ("XA",), weights: Weights | None = None) -> Wish:
    return Wish(states, k, DAY, MEASURES, OFFENCES, weights or Weights(), limits)


def candidates_of(corpus: Corpus, asked: Wish) -> tuple[Candidate, ...]:
    return bench_of(hold(corpus), hold_wish(asked)).offered.candidates


def best_by_trying(corpus: Corpus, asked: Wish) -> float:
    """The best value of any set of at most k candidates."""
    reforms = [candidate.reform for candidate in candidates_of(corpus, asked)]
    sets = chain.from_iterable(combinations(reforms, size) for size in range(asked.k + 1))
    return max(worth(corpus, chosen, asked.states[0], asked.counted) for chosen in sets)


def names(found: Plan) -> set[str]:
    return {candidate.choice for candidate in found.chosen}


def test_reforms_that_pay_only_together_are_found(tmp_path: Path) -> None:
    corpus = planted(tmp_path)
    found = plan(hold(corpus), wish(2))
    assert names(found) == {"fx-301", "fx-302"}
    assert found.alone[0] + found.alone[1] < found.gain
    assert [{candidate.choice for candidate in group} for group in found.together] == [{"fx-301", "fx-302"}]
    assert found.gap == 0
    assert found.gain == best_by_trying(corpus, wish(2))
    assert names(plan(hold(corpus), wish(1))) != {"fx-301"}


def test_it_bites_where_only_single_reforms_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(covers_module, "combinations", lambda tags, size: ())
    monkeypatch.setattr(covers_module, "_transversals", lambda sets: [])
    with pytest.raises(OurFault, match="computed anew"):
        plan(hold(planted(tmp_path)), wish(2))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("k", [1, 2, 3])
def test_it_is_the_best_of_all_sets(tmp_path: Path, seed: int, k: int) -> None:
    corpus = law(tmp_path, random_treaties(seed, 6))
    found = plan(hold(corpus), wish(k))
    tried = best_by_trying(corpus, wish(k))
    assert found.gain <= tried + 1e-9
    assert found.bound >= tried - 1e-6
    if found.gap == 0:
        assert found.gain == pytest.approx(tried)


def test_most_random_laws_are_settled(tmp_path: Path) -> None:
    gaps = [plan(hold(law(tmp_path / str(seed), random_treaties(seed, 6))), wish(3)).gap for seed in range(12)]
    assert sum(gap == 0 for gap in gaps) >= 10


@pytest.mark.parametrize("seed", range(3))
def test_with_bilaterals_and_withdrawals(tmp_path: Path, seed: int) -> None:
    corpus = law(tmp_path, random_treaties(seed, 3))
    asked = wish(2, ONE_MODEL, weights=Weights(partners={"XC": 3}))
    found = plan(hold(corpus), asked)
    assert any(isinstance(candidate.reform, Conclude) for candidate in candidates_of(corpus, asked))
    assert found.gain == pytest.approx(found.predicted)
    assert found.gain == pytest.approx(best_by_trying(corpus, asked))


@pytest.mark.parametrize("seed", range(6))
def test_every_set_is_what_the_law_with_just_that_set_is(tmp_path: Path, seed: int) -> None:
    corpus = law(tmp_path, random_treaties(seed, 5))
    asked = wish(3, ONE_MODEL)
    known = hold(corpus)
    bench = bench_of(known, hold_wish(asked))
    offered = [candidate for candidate in bench.offered.candidates if candidate.partner in ("", "XC")]
    sets = [chosen for size in range(4) for chosen in combinations(offered, size)]
    for measure in MEASURES:
        strips = Strips.of(bench.on, ("XA",))
        classes = classes_of(bench.on.corpus, (bench.on.plan(measure),), OFFENCES)
        book = Lawbook(measure, DAY, bench.off, bench.on, strips, classes, frozenset({"XA"}))
        levels = book.levels([both(frozenset(candidate.choice for candidate in chosen)) for chosen in sets])
        for chosen, found in zip(sets, levels, strict=True):
            world = World.of(apply_all(corpus, [candidate.reform for candidate in chosen]))
            concluded = any(candidate.partner for candidate in chosen)
            for line, offences in enumerate(classes):
                snapshot = world.snapshot(measure, DAY, offences[0])
                for column, (one, other) in enumerate(strips.pairs):
                    if one != other and (not concluded or "XC" in (one, other)):
                        assert snapshot.cell(one, other) == found[line, column], (chosen, measure, one, other)


# -- constraints


def test_not_with_a_partner(tmp_path: Path) -> None:
    corpus = law(
        tmp_path, (Treaty("fx-400", ("XC",), others=("XA",)), Treaty("fx-401", ("XB",), measures=("bank-records",), others=("XA",)))
    )
    free, bound = plan(hold(corpus), wish(1)), plan(hold(corpus), wish(1, replace(NO_TREATIES, not_with=frozenset({"XC"}))))
    assert names(free) == {"fx-400"}
    assert "fx-400" not in names(bound)
    without = plan(hold(corpus), wish(2, replace(ONE_MODEL, not_with=frozenset({"XC"}))))
    assert all(candidate.partner != "XC" for candidate in without.chosen)


def test_what_is_kept_is_not_replaced(tmp_path: Path) -> None:
    corpus = law(tmp_path, (Treaty("fx-402", ("XB", "XC"), others=("XA",), supersedes="fx-001"),))
    assert names(plan(hold(corpus), wish(1))) == {"fx-402"}
    with pytest.raises(WrongInput):
        plan(hold(corpus), wish(1, replace(NO_TREATIES, keep=frozenset({"fx-999"}))))
    kept = wish(1, replace(NO_TREATIES, keep=frozenset({"fx-001"})))
    assert all(candidate.choice != "fx-402" for candidate in candidates_of(corpus, kept))


def test_rights_never_fall(tmp_path: Path) -> None:
    right = "  - {id: art-3, article: '3', kind: right, says: the person is heard}\n"
    corpus = law(
        tmp_path,
        (
            Treaty("fx-500", ("XA", "XC"), measures=("bank-records",), rules=right, known=False),
            Treaty("fx-501", ("XC",), measures=("bank-records",), others=("XA",)),
            Treaty("fx-502", ("XC",), measures=("bank-records",), others=("XA",), rules=right, offence="fraud"),
        ),
    )
    free, careful = plan(hold(corpus), wish(1)), plan(hold(corpus), replace(wish(1), rights_never_fall=True))
    assert names(free) == {"fx-501"}
    assert free.effect.topics["right"].lost > 0
    assert names(careful) == {"fx-502"}
    assert not any(topic.lost for topic in careful.effect.topics.values())
    assert careful.ruled_out >= 1


def test_several_states_jointly(tmp_path: Path) -> None:
    """A treaty without parties pays only if both join it."""
    corpus = law(
        tmp_path, (Treaty("fx-600", others=("XA", "XC")), Treaty("fx-601", ("XB",), measures=("bank-records",), others=("XA", "XC")))
    )
    asked = wish(2, replace(NO_TREATIES, keep=frozenset({"fx-001"})), states=("XA", "XC"))
    found = plan(hold(corpus), asked)
    assert {(candidate.choice, candidate.reform.state) for candidate in found.chosen} == {("fx-600", "XA"), ("fx-600", "XC")}
    assert found.together
    assert found.gain == pytest.approx(found.predicted)
    assert found.gap == 0


@pytest.mark.parametrize("seed", range(4))
def test_several_states_keep_within_the_bound(tmp_path: Path, seed: int) -> None:
    treaties = [replace(treaty, parties=treaty.parties[:1], others=("XA",)) for treaty in random_treaties(seed, 4)]
    corpus = law(tmp_path, treaties)
    asked = wish(3, states=("XA", "XC"))
    found = plan(hold(corpus), asked)
    reforms = [candidate.reform for candidate in candidates_of(corpus, asked)]
    tried = max(_joint(corpus, chosen) for size in range(4) for chosen in combinations(reforms, size))
    assert found.bound >= tried - 1e-6
    assert found.gain <= tried + 1e-9


def _joint(corpus: Corpus, chosen: Sequence[object]) -> float:
    from unit.lab.planted_law import every_cell  # noqa: PLC0415

    weights = Weights()
    bodies = (corpus, apply_all(corpus, chosen))  # type: ignore[arg-type]
    sums = [
        np.array([weights.worth(strength) for pair, strength in every_cell(body).items() if {"XA", "XC"} & set(pair[:2])]).sum()
        for body in bodies
    ]
    return float(sums[1] - sums[0])


def test_a_pool_plans_the_same(tmp_path: Path) -> None:
    corpus = law(tmp_path, random_treaties(5, 6))
    known = hold(corpus)
    alone = plan(known, wish(2))
    with pool(2) as executor:
        both_ways = plan(known, wish(2), executor)
    assert names(both_ways) == names(alone)
    assert both_ways.gain == alone.gain


def test_the_command_gives_data(tmp_path: Path) -> None:
    options = ["--state", "AZ", "-k", "2", "--measure", "hearing-video", "--offence", "fraud", "--no-bilateral", "--workers", "1", "--json"]
    result = CliRunner().invoke(command, [*options, "-o", str(tmp_path)], catch_exceptions=False, standalone_mode=False)
    data = json.loads(result.stdout)
    assert {"reforms", "won", "lost", "rights", "gap"} <= set(data)
    assert data["gap"] == 0
    assert data["reforms"]
    assert all(isinstance(entry["says"], str) for entry in data["reforms"])
    assert Join.__name__.lower() in {entry["kind"] for entry in data["reforms"]}


@pytest.mark.parametrize("options", [[], ["--state", "QQ"], ["--state", "AZ", "--not-with", "QQ"], ["--state", "AZ", "--model", "no-such"]])
def test_wrong_input_is_said(options: list[str]) -> None:
    with pytest.raises(WrongInput):
        CliRunner().invoke(
            command, [*options, "--measure", "hearing-video", "--workers", "1"], catch_exceptions=False, standalone_mode=False
        )
