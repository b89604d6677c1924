# SPDX-License-Identifier: EUPL-1.2
"""The change points of every pair: on any day they say what ``comity map`` says of that day."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from comity.cli.map_command import map_
from comity.corpus.load import load
from comity.lab.map.changes import CHANGES, MEASURES
from comity.lab.map.question import Question
from comity.lab.map.view import snapshot
from comity.lab.world import Strength, World

ASKED = ["--measure", "extradition", "--region", "europe", "--since", "1990"]
LARGEST = 5_000_000


def on_day(data: Mapping[str, Any], day: str) -> dict[tuple[str, str], str]:
    """The strengths of all pairs on a day, replayed as any reader of the file would."""
    actors, words = data["actors"], data["strengths"]
    now = list("".join(data["first"]))
    for when, places, digits in data["changes"]:
        if when <= day:
            for place, digit in zip(places, digits, strict=True):
                now[place] = digit
    pairs = [(one, other) for one in actors for other in actors]
    return {pair: words[int(digit)] for pair, digit in zip(pairs, now, strict=True)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a map of Europe."""
    folder = tmp_path_factory.mktemp("map")
    done = CliRunner().invoke(map_, [*ASKED, "--on", "2026-01-01", "-o", str(folder)], catch_exceptions=False)
    assert done.exit_code == 0
    return folder


@pytest.fixture(scope="module")
def data(made: Path) -> dict[str, Any]:
    """The change points among them."""
    read: dict[str, Any] = json.loads((made / "changes.json").read_bytes())
    return read


def rows_of(folder: Path) -> dict[tuple[str, str], str]:
    """Each pair of data.csv with its strength."""
    with (folder / "data.csv").open(encoding="utf-8", newline="") as file:
        return {(row["requesting"], row["requested"]): row["strength"] for row in csv.DictReader(file)}


def test_the_last_point_of_each_pair_is_what_the_data_say(made: Path, data: dict[str, Any]) -> None:
    rows, found = rows_of(made), on_day(data, data["on"])
    assert len(rows) > 2000
    assert {pair: found[pair] for pair in rows} == rows


def test_an_earlier_day_is_what_the_map_of_that_day_says(data: dict[str, Any], tmp_path: Path) -> None:
    CliRunner().invoke(map_, [*ASKED, "--on", "1999-07-01", "-o", str(tmp_path)], catch_exceptions=False)
    rows, found = rows_of(tmp_path), on_day(data, "1999-07-01")
    assert {pair: found[pair] for pair in rows} == rows
    assert found != on_day(data, data["on"]), "something changed since, or the check is empty"


def test_any_day_of_change_is_the_same_computed_anew(data: dict[str, Any]) -> None:
    corpus = load()
    world = World.of(corpus, only=data["actors"])
    chosen = random.Random(7)  # noqa: S311 - a sample, no secret
    for when, places, _ in chosen.sample(data["changes"], 4):
        found = on_day(data, when)
        seen = snapshot(world, Question("extradition", date.fromisoformat(when)), date.fromisoformat(when))
        pairs = [(data["actors"][place // len(data["actors"])], data["actors"][place % len(data["actors"])]) for place in places[:50]]
        pairs += [tuple(chosen.sample(data["actors"], 2)) for _ in range(50)]
        assert {pair: seen.cell(*pair).name.lower() for pair in pairs} == {pair: found[pair] for pair in pairs}


def test_what_the_file_says_of_itself(data: dict[str, Any]) -> None:
    assert data["schema"] == CHANGES
    assert (data["measure"], data["offence"], data["since"], data["on"]) == ("extradition", "", "1990-01-01", "2026-01-01")
    assert data["strengths"] == [level.name.lower() for level in Strength]
    assert len(data["first"]) == len(data["actors"])
    assert data["exists_from"]["CZ"] == "1993-01-01"
    days = [when for when, _, _ in data["changes"]]
    assert days == sorted(set(days))
    assert days[0] > data["since"]


def test_no_change_is_empty_or_changes_nothing(data: dict[str, Any]) -> None:
    now = list("".join(data["first"]))
    for _, places, digits in data["changes"]:
        assert places
        for place, digit in zip(places, digits, strict=True):
            assert now[place] != digit
            now[place] = digit


def test_every_measure(made: Path, data: dict[str, Any]) -> None:
    every = json.loads((made / "measures.json").read_bytes())
    assert every["schema"] == MEASURES
    assert every["actors"] == data["actors"]
    assert set(every["measures"]) == set(load().measures)
    last = on_day(data, data["on"])
    assert [every["strengths"][int(digit)] for digit in every["measures"]["extradition"]] == list(last.values())


def test_they_stay_small_enough_to_be_read_by_a_page(made: Path) -> None:
    assert all((made / name).stat().st_size < LARGEST for name in ("changes.json", "measures.json"))
