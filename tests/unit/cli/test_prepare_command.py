# SPDX-License-Identifier: EUPL-1.2
"""`comity prepare` on the real law and invented cases: table, files, JSON, errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from comity.cli import main
from comity.documents.letter_read import opened_parts, text_of

EXAMPLE = Path(__file__).parents[3] / "examples" / "bank-records.yaml"
EXTRADITION = """\
schema: comity.case/1
requesting: AZ
requested: GE
measure: extradition
bases: [ets-024]
summary: {what: An invented person sold machines that did not exist.}
persons:
  - {id: p1, role: sought, names: [{full: Nümunə Nümunəyev}], custody: {since: 2026-11-20}}
"""


def run(*args: str) -> Result:
    result = CliRunner().invoke(main, ("prepare", *args), prog_name="comity")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def extradition(tmp_path: Path) -> str:
    path = tmp_path / "extradition.yaml"
    path.write_text(EXTRADITION, encoding="utf-8")
    return str(path)


def test_the_example_says_what_comes_first() -> None:
    result = run(str(EXAMPLE), "--on", "2026-11-16", "--lang", "en")
    assert result.exit_code == 0
    assert "What comes first" in result.stdout
    assert "Secure the assets" in result.stdout
    assert "working assumptions" in result.stdout


@pytest.mark.parametrize("language", ["en", "az", "ru", "fr"])
def test_all_files_in_every_language(language: str, tmp_path: Path) -> None:
    result = run(str(EXAMPLE), "--on", "2026-11-16", "--lang", language, "-o", str(tmp_path / "out"))
    assert result.exit_code == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {
        f"preparation.{language}.pdf",
        f"preparation.{language}.docx",
        "preparation.svg",
        "preparation.json",
        "preparation.ics",
    }
    assert (tmp_path / "out" / f"preparation.{language}.pdf").read_bytes().startswith(b"%PDF")
    assert "preparation." not in (tmp_path / "out" / "preparation.svg").read_text(encoding="utf-8"), "a word has no label"
    assert len(text_of(opened_parts((tmp_path / "out" / f"preparation.{language}.docx").read_bytes()).body)) > 1000


def test_clocks_of_arrest_bind_the_arrival(extradition: str) -> None:
    data = json.loads(run(extradition, "--on", "2026-11-27", "--json").stdout)
    assert data["schema"] == "comity.preparation/1"
    arrival = next(stage for stage in data["stages"] if stage["id"] == "arrival")
    assert arrival["latest_finish"] == "2026-12-08"
    days = {limit["clock"]["then"]: limit["day"] for limit in arrival["limits"]}
    assert days == {"may be released": "2026-12-08", "must be released": "2026-12-30"}
    assert {stage["id"] for stage in data["stages"] if stage["done"]} == {"secure-person"}
    assert "arrival" in data["late"]


def test_without_the_day_of_arrest_no_date_is_made_up(extradition: str) -> None:
    path = Path(extradition)
    path.write_text(EXTRADITION.replace(", custody: {since: 2026-11-20}", ""), encoding="utf-8")
    data = json.loads(run(extradition, "--on", "2026-11-27", "--json").stdout)
    assert all(clock["runs_out"] is None for clock in data["clocks"])
    assert data["late"] == []
    assert data["first"] == ["secure-person"]
    asked = next(stage for stage in data["stages"] if stage["id"] == "secure-person")["asks"]
    assert asked[0]["bases"][0]["instrument"] == "ets-024"
    text = run(extradition, "--on", "2026-11-27").stdout
    assert "40 days from the arrest" in text
    assert "the day is not known: arrest" in text


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("missing.yaml",), "there is no such file"),
        ((str(EXAMPLE), "--on", "tomorrow"), "is no day"),
        ((str(EXAMPLE), "--lang", "de"), "unknown language"),
    ],
)
def test_wrong_input(args: tuple[str, ...], says: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert says in result.stderr
