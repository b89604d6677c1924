# SPDX-License-Identifier: EUPL-1.2
"""The files shown in docs/add-an-instrument.md are sound law and give the answer that the page promises."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from comity.advise.advise import Adviser
from comity.advise.reading import read_query
from comity.corpus.corpus import Corpus
from comity.corpus.load import load_files, problems_of
from comity.model.answer import Basis

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "add-an-instrument.md"
SHOWN = re.compile(r"^## \d\. [^\n]*`([\w.]+)`\n.*?^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Path:
    law = tmp_path_factory.mktemp("walk") / "law"
    shutil.copytree(ROOT / "law", law)
    folder = law / "instruments" / "fx-900"
    folder.mkdir()
    for name, text in SHOWN.findall(PAGE.read_text(encoding="utf-8")):
        (folder / name).write_text(text, encoding="utf-8")
    return law


@pytest.fixture(scope="module")
def corpus(law: Path) -> Corpus:
    return load_files(law)


def basis(corpus: Corpus, on: str, **facts: bool) -> Basis | None:
    raw = {"requesting": "AZ", "requested": "GE", "measure": "bank-records", "offence": "robbery", "on": on}
    named = {name.replace("_", "."): value for name, value in facts.items()}
    answer = Adviser(corpus).answer(read_query({**raw, "facts": named}, corpus, date(2026, 11, 24)))
    return next((basis for basis in answer.bases if basis.instrument == "fx-900"), None)


def test_the_files_are_sound(law: Path) -> None:
    names = {path.name for path in (law / "instruments" / "fx-900").iterdir()}
    assert names == {"instrument.yaml", "status.csv", "provisions.yaml", "statements.yaml", "cases.yaml"}
    assert not problems_of(law, ["fx-900"])


def test_it_is_a_basis_from_its_day(corpus: Corpus) -> None:
    before, after = basis(corpus, "2006-04-19"), basis(corpus, "2006-04-20")
    assert before is None or before.outcome == "no"
    assert after is not None
    assert (after.outcome, after.closed) == ("yes", False)


def test_the_reservation_closes_it(corpus: Corpus) -> None:
    found = basis(corpus, "2026-11-24", offence_dual=False)
    assert found is not None
    assert found.closed


def test_a_misspelt_fact_is_refused_as_shown(law: Path) -> None:
    provisions = law / "instruments" / "fx-900" / "provisions.yaml"
    right = provisions.read_text(encoding="utf-8")
    provisions.write_text(right.replace("offence.political}", "offence.politcal}"), encoding="utf-8")
    try:
        (problem,) = problems_of(law, ["fx-900"])
    finally:
        provisions.write_text(right, encoding="utf-8")
    assert problem.rpartition("/law/")[2] in PAGE.read_text(encoding="utf-8")
