# SPDX-License-Identifier: EUPL-1.2
"""Seeded defects: one fault in a good file each, what the check must find, and the article that it must name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Any

import msgspec
import pytest
from defect_set import EXAMPLES, Bench, Defect, Expected, Fault, Result, defects, planted

from comity.draft.check import check as whole_check
from comity.draft.check.check import CHECKS, check
from comity.draft.check.deficiency import Deficiency
from comity.draft.scene import Scene
from defects import PAGE, candidates, results_of, sample, table, with_table

FOUND, RIGHT = 0.98, 0.95
LEAST = 150
BY_HAND = 80
OUTSIDE = {"annex-absent", "annex-altered", "may-be-postponed"}  # of files and of the answer: no check of the case alone


@cache
def bench() -> Bench:
    """One adviser for all: the plans of a pair are kept."""
    return Bench()


@cache
def everything() -> tuple[tuple[Result, ...], Counter[str]]:
    """The whole set run once."""
    return results_of(bench())


def share(results: tuple[Result, ...], right: str) -> float:
    return sum(bool(getattr(one, right)) for one in results) / len(results)


def test_found() -> None:
    results, _ = everything()
    assert share(results, "found") >= FOUND, [one.defect.id for one in results if not one.found]


def test_right_article_and_severity() -> None:
    results, _ = everything()
    assert share(results, "right_article") >= RIGHT, [one.defect.id for one in results if not one.right_article]
    assert share(results, "right_severity") >= RIGHT, [one.defect.id for one in results if not one.right_severity]


def test_no_false_alarm_on_a_good_file() -> None:
    assert [(name, item.code, item.about, item.where) for name, item in bench().false_alarms()] == []


def test_size() -> None:
    made = Counter(defect.made for defect in defects())
    assert made.total() >= LEAST
    assert made["by-hand"] >= BY_HAND


def test_every_measure_has_two() -> None:
    results, _ = everything()
    measures = Counter(one.measure for one in results)
    assert {name for name in bench().adviser.corpus.measures if measures[name] < 2} == set()


def test_every_kind_of_fault_is_planted_twice() -> None:
    codes = Counter(defect.expect.code for defect in defects())
    assert {code for code in bench().drafting.checks if codes[code] < 2} == OUTSIDE


def test_every_element_that_can_be_lost_is_lost_once() -> None:
    shown = {defect.expect.about for defect in defects() if defect.made == "by-rule"}
    losable = {one.element for name in bench().cases for one in candidates(bench(), name)}
    assert losable - shown == set(), "make the set anew: python tools/defects.py"


def test_ids_and_cases() -> None:
    ids = Counter(defect.id for defect in defects())
    assert [name for name, times in ids.items() if times > 1] == []
    assert {defect.case for defect in defects()} <= {path.stem for path in EXAMPLES.glob("*.yaml")}


def test_norms_stand_in_the_law() -> None:
    """What is expected is an article of an instrument, not a slip of the pen; a basis in vain is no article."""
    corpus = bench().adviser.corpus
    for defect in defects():
        expect = defect.expect
        if expect.article:
            instrument = corpus.by_id[expect.instrument]
            added = {effect.add.article for made in instrument.statements for effect in made.effects if effect.add is not None}
            answered = {made.reciprocity_article for made in instrument.statements}
            articles = {one.article for one in instrument.provisions} | added | answered
            assert expect.article in articles, defect.id


def test_a_good_file_with_a_fault_is_no_good_file() -> None:
    results, _ = everything()
    for one in results:
        good = bench().good(one.defect.case)
        assert planted(good, one.defect.fault) != good, one.defect.id


def test_the_good_file_stays_as_it_was() -> None:
    before = msgspec.json.encode(bench().good("extradition"))
    planted(bench().good("extradition"), Fault(remove="orders[0].copy"))
    assert msgspec.json.encode(bench().good("extradition")) == before


# -- it bites


@pytest.mark.parametrize("off", CHECKS, ids=lambda one: one.__name__)
def test_a_check_that_is_switched_off_is_missed(off: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    results, _ = everything()
    monkeypatch.setattr(whole_check, "CHECKS", tuple(one for one in CHECKS if one is not off))
    without = bench().run_all(defects())
    lost = [one.defect.id for one, before in zip(without, results, strict=True) if before.found and not one.found]
    assert len(lost) >= 3
    if off.__name__ in {"completeness", "grounds", "addressing", "dates", "connection", "papers"}:
        assert share(without, "found") < FOUND


def test_a_check_that_names_no_article_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    def bare(scene: Scene) -> tuple[Deficiency, ...]:
        return tuple(replace(item, instrument="", article="", also=()) for item in check(scene))

    monkeypatch.setattr("defect_set.check", bare)
    assert share(bench().run_all(defects()), "right_article") < RIGHT


def test_what_the_good_file_has_already_is_not_counted() -> None:
    fault = Fault(set={"case.language": "en"})
    same = Defect("x", "extradition", fault, Expected("language", "language"), "by-hand")
    assert not bench().run(same).found


# -- reading


@pytest.mark.parametrize("raw", [{}, {"remove": "a", "set": {"b": 1}}, {"drop": "a"}, {"remove": "a", "add": {"b": 1}}])
def test_a_fault_is_one_thing(raw: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(raw, Fault)


@pytest.mark.parametrize(
    ("fault", "after"),
    [
        (Fault(remove="a.b"), {"a": {}, "l": [{"x": 1}, {"x": 2}], "facts": {"o.d": True}}),
        (Fault(remove=("l[0]", "facts.o.d")), {"a": {"b": 1}, "l": [{"x": 2}], "facts": {}}),
        (Fault(set={"l[1].x": 3, "c.d": 4}), {"a": {"b": 1}, "l": [{"x": 1}, {"x": 3}], "facts": {"o.d": True}, "c": {"d": 4}}),
        (Fault(set={"facts.o.d": False}), {"a": {"b": 1}, "l": [{"x": 1}, {"x": 2}], "facts": {"o.d": False}}),
        (Fault(add={"l": {"x": 9}}), {"a": {"b": 1}, "l": [{"x": 1}, {"x": 2}, {"x": 9}], "facts": {"o.d": True}}),
    ],
)
def test_planting(fault: Fault, after: dict[str, object]) -> None:
    assert planted({"a": {"b": 1}, "l": [{"x": 1}, {"x": 2}], "facts": {"o.d": True}}, fault) == after


@pytest.mark.parametrize("place", ["a.c", "b", "a[x]", "l[7]", "A"])
def test_a_place_that_is_not_there(place: str) -> None:
    with pytest.raises((KeyError, IndexError)):
        planted({"a": {"b": 1}, "l": []}, Fault(remove=place))


# -- the table


def test_the_sample_is_always_the_same() -> None:
    assert sample(bench()) == sample(bench())


def test_the_page_is_current() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_table(page, table(*everything())), "write it anew: python tools/defects.py --table"


def test_the_page_names_every_miss() -> None:
    page = PAGE.read_text(encoding="utf-8")
    results, _ = everything()
    assert [one.defect.id for one in results if not one.right_article and f"`{one.defect.id}`" not in page] == []
