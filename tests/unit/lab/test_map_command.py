# SPDX-License-Identifier: EUPL-1.2
"""``comity map`` on the body of law itself."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

from comity.cli.map_command import map_
from comity.corpus.load import load
from comity.corpus.region_files import load_regions
from comity.lab.map.places import places
from comity.lab.map.question import Question, actors_of, living
from comity.model.errors import WrongInput


def test_json_for_a_small_region() -> None:
    options = ["--measure", "extradition", "--region", "south-caucasus", "--state", "AZ", "--on", "2026-01-01", "--since", "2025"]
    done = CliRunner(env={"COMITY_PROGRESS": "1"}).invoke(map_, [*options, "--json"], catch_exceptions=False)
    assert done.exit_code == 0
    data = json.loads(done.stdout)
    assert data["query"]["state"] == "AZ"
    assert data["pairs"]["asks"]["treaty"] == 2
    assert data["files"] == []
    assert "progress: all pairs on 2026-01-01" in done.stderr


def test_nowhere_to_put_it() -> None:
    with pytest.raises(WrongInput, match="nowhere"):
        CliRunner().invoke(map_, ["--measure", "extradition"], catch_exceptions=False)


def test_regions_and_places_know_every_actor() -> None:
    corpus = load()
    regions = load_regions(corpus)
    assert set(places()) == set(living(corpus))
    assert all(regions.part_of(code) for code in living(corpus))
    on = date(2026, 1, 1)
    assert len(actors_of(corpus, regions, Question("extradition", on, region="eu"))) == 27
    assert len(actors_of(corpus, regions, Question("extradition", on, region="council-of-europe"))) >= 46
