# SPDX-License-Identifier: EUPL-1.2
"""Programmes are measured by the lab: a ratification in the period shows, one that did not happen does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from comity.cli import main
from comity.corpus import load as loading
from comity.corpus.load import load_files
from comity.lab.programmes import track as track_module
from comity.lab.programmes.measure import Lab, measured
from comity.lab.programmes.report import page
from comity.lab.programmes.track import Tracked, Worth, track
from comity.model.programmes import Indicator, Measured
from comity.model.text import Text
from unit.corpus.test_reform_files import PROGRAMME, READINGS, small
from unit.small_law import FILES, write

COVER = Indicator("cover", Text("share"), Measured.COVERAGE, ("bank-records",))
BARE = Indicator("bare", Text("bare"), Measured.PAIRS_WITHOUT_BASIS, ("bank-records",))
IDLE = Indicator("idle", Text("idle"), Measured.IDLE_TREATIES, ("bank-records",))


def lab(folder: Path) -> Lab:
    return Lab.of(load_files(folder), "XA")


@pytest.fixture
def seen(tmp_path: Path) -> Lab:
    return lab(write(tmp_path / "law"))


def test_coverage_rises_on_the_day_of_entry_into_force(seen: Lab) -> None:
    """XB is bound from 2003-10-02; XC never; two measures of direction with each."""
    assert seen.partners == 2
    assert [measured(seen, COVER, date(2003, 10, day)).number for day in (1, 2)] == [0.0, 0.5]
    assert [measured(seen, BARE, date(2003, 10, day)).number for day in (1, 2)] == [2.0, 1.0]


def test_an_idle_treaty_is_one_that_nobody_can_use(tmp_path: Path, seen: Lab) -> None:
    assert measured(seen, IDLE, date(2026, 1, 1)).number == 0
    excluded = FILES["instruments/fx-001/statements.yaml"] + (
        "  - {id: xa-all, by: XA, kind: reservation, from: 2005-01-01, towards: [XB],\n"
        "     says: not towards Betaland, as: both, effects: [{exclude: all}]}\n"
    )
    other = lab(write(tmp_path / "other", {**FILES, "instruments/fx-001/statements.yaml": excluded}))
    assert [measured(other, IDLE, date(year, 6, 1)).number for year in (2004, 2006)] == [0.0, 1.0]


def programme(tmp_path: Path, text: str = PROGRAMME) -> Tracked:
    corpus = load_files(small(tmp_path, programme=text))
    return track(corpus, corpus.programmes[0])


def test_a_past_programme_is_measured_on_its_two_days(tmp_path: Path) -> None:
    found = programme(tmp_path, PROGRAMME.replace("[extradition]", "[bank-records]"))
    cover, hand = found.measurements
    assert (cover.before.number, cover.after.number) == (0.0, 0.5)
    assert (hand.before.says, hand.after.number) == ("3", None)
    assert (found.planned, found.first, found.last) == (False, date(2000, 1, 1), date(2005, 12, 31))


def test_a_done_step_is_worth_what_would_be_lost_without_it(tmp_path: Path) -> None:
    worth = programme(tmp_path).worth["join"]
    assert (worth.weaker, worth.cells) == (0, 12)
    assert worth.stronger > 0


FORWARD = (
    PROGRAMME.replace("state: XA", "state: XC")
    .replace("until: 2005-12-31", "until: 2030-12-31")
    .replace("from: 2000-01-01", "from: 2026-01-01")
)
FORWARD = FORWARD.replace("done: {on: 1996-06-11},", "due: 2028-06-30,").replace("[extradition]", "[bank-records]")
FORWARD = FORWARD.replace(
    "      - {id: drop, says: withdraw, kind: withdraw-reservation, instrument: fx-001, statement: xa-3, done: unknown}\n", ""
)


def test_a_planned_step_is_supposed_done(tmp_path: Path) -> None:
    found = programme(tmp_path, FORWARD)
    (cover, _) = found.measurements
    assert found.planned
    assert (cover.before.number, cover.after.number) == (0.0, 1.0)
    assert found.worth["join"].stronger > 0


def test_the_check_bites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tracker that forgets to do the open steps would show no effect."""
    monkeypatch.setattr(track_module, "_planned", lambda corpus, programme: corpus)
    (cover, _) = programme(tmp_path, FORWARD).measurements
    assert cover.after.number == 0.0


def test_a_step_already_done_elsewhere_adds_nothing(tmp_path: Path) -> None:
    assert programme(tmp_path, FORWARD.replace("due: 2028-06-30,", "due: 2031-06-30,")).worth["join"] == Worth(0, 0, 12)


def test_a_page_works_offline_and_says_the_decisions(tmp_path: Path) -> None:
    html = page(programme(tmp_path, PROGRAMME.replace("it works", "it works <i>well</i>")))
    assert "<script" not in html
    assert "keep" in html
    assert "it works &lt;i&gt;well&lt;/i&gt;" in html
    assert "every open step done" not in html


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setattr(loading, "CHECKOUT", small(tmp_path, READINGS, PROGRAMME))
    monkeypatch.setenv("COMITY_HOME", str(tmp_path / "home"))
    return lambda *args: CliRunner().invoke(main, args, prog_name="comity")


def test_the_programme_command(run: Callable[..., Result], tmp_path: Path) -> None:
    assert "xa-2000" in run("programme").stdout
    result = run("programme", "xa-2000", "--json", "-o", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    assert data["goals"][0]["steps"][1]["done"]["on"] == "unknown"
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"programme.html", "programme.json"}
    assert "keep: it works" in run("programme", "xa-2000").stdout


def test_an_unknown_programme_is_wrong_input(run: Callable[..., Result]) -> None:
    result = run("programme", "xa-1900")
    assert result.exit_code == 2
    assert "one of xa-2000" in result.stderr


def test_the_interpretations_command(run: Callable[..., Result]) -> None:
    data = json.loads(run("interpretations", "fx-001", "2", "--json").stdout)
    (question,) = data["questions"]
    assert question["diverges"] == {"answers": ["pure", "mixed"], "over_time": True, "between": False}
    assert question["proposed"]["proposal"] is True
    text = run("interpretations").stdout
    assert "a proposal, no law" in text
    assert "2 questions, 1 of them answered in different ways" in text
    assert run("interpretations", "fx-999").exit_code == 2
