# SPDX-License-Identifier: EUPL-1.2
"""``comity contradictions``: data on standard output, three files, and wrong input said with place and remedy."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from comity.cli.contradictions_command import contradictions
from comity.corpus.load import load
from comity.lab.contradictions.left_out import left_out
from comity.lab.contradictions.present import COLUMNS
from comity.model.errors import WrongInput

PAIR = ["--instruments", "az-extradition-law", "az-cpc", "ets-005", "--on", "2026-11-24"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(contradictions, arguments, standalone_mode=False)


def wrong(*arguments: str) -> WrongInput:
    error = run(*arguments).exception
    assert isinstance(error, WrongInput)
    return error


def test_data_are_what_the_contract_says() -> None:
    result = run(*PAIR, "--json")
    assert result.return_value == 0
    data = json.loads(result.stdout)
    assert data["contradictions"]
    for item in data["contradictions"]:
        assert {"kind", "norms", "witness", "resolved_by", "removed_by"} <= set(item)
        assert len(item["norms"]) == 2
        assert all({"instrument", "article", "says"} <= set(norm) for norm in item["norms"])
        assert set(item["witness"]) - {"offence"} <= set(load().facts)


def test_three_files(tmp_path: Path) -> None:
    result = run(*PAIR, "-o", str(tmp_path / "out"))
    assert result.return_value == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"contradictions.json", "contradictions.html", "contradictions.csv"}
    page = (tmp_path / "out" / "contradictions.html").read_text(encoding="utf-8")
    assert "az-extradition-law 3.2.1" in page
    assert "src=" not in page, "the page loads nothing"
    assert "<link" not in page
    assert "<script" not in page
    with (tmp_path / "out" / "contradictions.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    assert tuple(lines[0]) == COLUMNS
    assert {len(line) for line in lines} == {len(COLUMNS)}
    data = json.loads((tmp_path / "out" / "contradictions.json").read_bytes())
    assert len(lines) == len(data["contradictions"]) + 1


def test_words_are_grouped_with_the_resolved_last() -> None:
    result = run(*PAIR)
    assert "Optional where it must be mandatory" in result.stdout
    assert "removed by: make az-extradition-law 3.2.1 mandatory" in " ".join(result.stdout.split())


def test_filters() -> None:
    only = json.loads(run(*PAIR, "--kind", "channel", "--json").stdout)["contradictions"]
    assert {item["kind"] for item in only} == {"channel"}
    assert json.loads(run(*PAIR, "--unresolved", "--json").stdout)["contradictions"] == []


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ((), "nothing to compare"),
        (("--state", "QQ"), "unknown actor 'QQ'"),
        (("--instruments", "ets-005"), "one instrument alone"),
        (("--instruments", "ets-005", "ets-00x"), "unknown instrument 'ets-00x'"),
        (("ets-005",), "'ets-005' stands alone"),
        (("--state", "AZ", "--instruments", "ets-005,ets-024"), "both a state and instruments"),
        (("--state", "AZ", "--kind", "bad"), "unknown kind 'bad'"),
        (("--state", "AZ", "--on", "yesterday"), "'yesterday' is no day"),
        ((*PAIR, "-o", "/dev/null/x"), "cannot write"),
    ],
)
def test_wrong_input(arguments: tuple[str, ...], what: str) -> None:
    error = wrong(*arguments)
    assert what in error.what
    assert error.where
    assert error.do


def test_what_was_not_compared_is_said() -> None:
    from datetime import date  # noqa: PLC0415 - only here

    left = dict(left_out(load(), "AZ", date(2026, 11, 24)))
    assert "not formalised" in left["az-cpc"]
