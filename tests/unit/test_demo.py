# SPDX-License-Identifier: EUPL-1.2
"""The questions of examples/demo, and the command line that the demo makes of a question."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from demo import arguments

from comity.advise.reading import read_query
from comity.corpus.corpus import Corpus
from comity.corpus.load import load

QUESTIONS = sorted((Path(__file__).parents[2] / "examples" / "demo").glob("*.json"))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load()


def test_every_part_of_a_question_is_said() -> None:
    words = arguments(
        {
            "requesting": "XA",
            "requested": "XB",
            "measure": "extradition",
            "on": "2020-01-02",
            "offence": {"iccs": "0701"},
            "purpose": "execution",
            "stage": "trial",
            "person": {"nationality": ["XA", "XC"], "role": "accused"},
            "facts": {"offence.political": False, "sentence.imposed_months": 5, "offence.list": ["a", "b"]},
            "pleas": ["minor", "time-bar"],
            "lang": "fr",
        }
    )
    said = (
        "--from XA --to XB --measure extradition --offence 0701 --on 2020-01-02 --nationality XA,XC --role accused"
        " --purpose execution --stage trial --lang fr --fact offence.political=false --fact sentence.imposed_months=5"
        " --fact offence.list=a,b --plea minor --plea time-bar"
    )
    assert words == said.split()


def test_there_are_enough() -> None:
    assert len(QUESTIONS) >= 6


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_is_a_query(path: Path, corpus: Corpus) -> None:
    query = read_query(json.loads(path.read_text(encoding="utf-8")), corpus, date(2026, 11, 24))
    assert path.stem.lower().split("-")[1:3] == [query.requesting.lower(), query.requested.lower()]
