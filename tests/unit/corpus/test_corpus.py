# SPDX-License-Identifier: EUPL-1.2
"""The parsed law and its indexes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from comity.corpus.corpus import Corpus
from comity.corpus.coverage import coverage_of
from comity.corpus.load import load_files, problems_of
from comity.model.day import Day
from comity.model.law import Confidence, StatusKind
from unit.small_law import FILES, write


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return load_files(write(tmp_path_factory.mktemp("law")))


def test_everything_is_there(corpus: Corpus) -> None:
    assert set(corpus.by_id) == {"fx-001", "fx-002", "fx-003", "fx-004", "xa-code"}
    assert set(corpus.by_code) == {"XA", "XB", "XC", "XS", "XT", "XU"}
    assert set(corpus.measures) == {"extradition", "search-seizure", "bank-records"}
    assert corpus.grounds["minimum-penalty"].topic == "penalty"
    assert corpus.grounds["nationality"].topic == "nationality"
    assert corpus.offences["card-fraud"].within == ("fraud",)
    assert corpus.facts["asset.value"].unit == "EUR"
    assert corpus.version.startswith("0.1+")
    assert corpus.as_of == "2026-11-24"


def test_rows_as_written(corpus: Corpus) -> None:
    ratification, accession, extension, signature = corpus.by_id["fx-001"].rows
    assert (ratification.signed, ratification.consent, ratification.ended) == (Day.parse("1991-01-01"), Day.parse("1996-06-11"), None)
    assert accession.signed is None
    assert (extension.kind, extension.of) == (StatusKind.TERRITORIAL_EXTENSION, "XA")
    assert signature.confidence is Confidence.HIGH
    older = corpus.by_id["fx-004"]
    assert older.rows[0].consent == Day()
    assert older.rows[1].in_force == Day(date(1972, 1, 1), date(1972, 12, 31))


def test_days_of_an_instrument(corpus: Corpus) -> None:
    assert corpus.by_id["fx-002"].in_force is None  # `none`: not in force
    assert corpus.by_id["fx-001"].in_force == Day.parse("1992-06-01")
    assert corpus.by_id["fx-004"].adopted is None


def test_absent_entry_into_force_is_unknown(tmp_path: Path) -> None:
    name = "instruments/fx-004/instrument.yaml"
    corpus = load_files(write(tmp_path, {**FILES, name: FILES[name].replace("in_force: 1970-01-01\n", "")}))
    assert corpus.by_id["fx-004"].in_force == Day()


def test_statements_as_written(corpus: Corpus) -> None:
    statements = {statement.id: statement for statement in corpus.by_id["fx-001"].statements}
    assert statements["xa-7"].since == Day()
    added = statements["xb-8"].effects[0].add
    assert added is not None
    assert (added.id, added.says, added.source) == ("xb-8/1", statements["xb-8"].says, "dep")
    assert statements["xb-8"].effects[1].exclude == ("art-8",)
    assert statements["xb-30"].shown_only.startswith("changes no answer")


def test_indexes(corpus: Corpus) -> None:
    assert {law.id for law in corpus.national["XA"]} == {"xa-code"}
    assert {law.id for law in corpus.protocols["fx-001"]} == {"fx-002"}
    assert {law.id for law in corpus.serving("extradition")} == {"fx-001", "fx-003"}
    assert {law.id for law in corpus.serving("bank-records")} == {"fx-001"}
    assert corpus.serving("nothing") == ()
    assert {law.id for law in corpus.superseding} == {"fx-001"}
    assert corpus.open_lists == {"fx-002", "fx-004"}
    assert corpus.reaching == ()


def test_concerned(corpus: Corpus) -> None:
    """Who has a row, an event or a pair; a territory with its state."""
    assert corpus.concerned["XA"] >= {"fx-001", "fx-003", "fx-004"}
    assert corpus.concerned["XC"] >= {"fx-001"}
    assert corpus.concerned["XT"] >= corpus.concerned["XA"]


def test_members_are_concerned(tmp_path: Path) -> None:
    name = "instruments/fx-004/status.yaml"
    members = "members: {of: XU, from: 2000-01-01, source: o, confidence: low}\n"
    corpus = load_files(write(tmp_path, {**FILES, name: members}))
    assert {code for code, ids in corpus.concerned.items() if "fx-004" in ids} == {"XA", "XB", "XT"}


def test_coverage(corpus: Corpus) -> None:
    covered = coverage_of(corpus.by_id["fx-001"])
    assert (covered.articles, covered.formalised, covered.share) == (2, 1, 0.5)
    assert len(covered.lines) == 3
    assert coverage_of(corpus.by_id["fx-003"]).share == 0.0


def test_problems_of_some_instruments(tmp_path: Path) -> None:
    law = write(tmp_path)
    for name in ("fx-003", "fx-004"):
        (law / "instruments" / name / "instrument.yaml").write_text("id: x\n", encoding="utf-8")
    everything = problems_of(law)
    only = problems_of(law, ["fx-004"])
    assert len(only) < len(everything)
    assert all("/fx-004/" in problem for problem in only)
