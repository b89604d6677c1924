# SPDX-License-Identifier: EUPL-1.2
"""`comity law`: list, show, status, validate, coverage."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from comity import __version__
from comity.cli import files
from unit.cli.conftest import Run
from unit.small_law import write


def test_list(run: Run) -> None:
    lines = run("law", "list").stdout.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == ["fx-001", "fx-002", "fx-003", "fx-004", "xa-code"]
    assert lines[-1] == "5 of 5 instruments"


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ((), ["fx-001", "fx-002", "fx-003", "fx-004", "xa-code"]),
        (("--kind", "convention"), ["fx-001", "fx-004"]),
        (("--kind", "code"), ["xa-code"]),
        (("--measure", "bank-records"), ["fx-001"]),
        (("--measure", "extradition", "--kind", "bilateral"), ["fx-003"]),
    ],
)
def test_list_as_json(args: tuple[str, ...], expected: list[str], run: Run) -> None:
    found = json.loads(run("law", "list", "--json", *args).stdout)
    assert [item["id"] for item in found] == expected
    assert all({"id", "kind", "title", "of"} <= set(item) for item in found)


@pytest.mark.parametrize("id_", ["fx-001", "fx-002", "fx-003", "fx-004", "xa-code"])
def test_show(id_: str, run: Run) -> None:
    result = run("law", "show", id_)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{id_}: ")
    assert "Sources" in result.stdout


def test_show_says_rules_statements_and_relations(run: Run) -> None:
    shown = run("law", "show", "fx-001").stdout
    for words in (
        "supersedes fx-004 (art. 20)",
        "must-refuse political-offence [high]",
        "parties assist each other",
        "XB reservation to 2",
    ):
        assert words in shown


STATUS = ["instrument", "on", "complete", "complete_to", "parties", "territories", "provisional", "signed_only", "unknown"]


@pytest.mark.parametrize(
    ("day", "parties", "territories", "signed"),
    [
        ("1996-09-10", [], [], ["XA", "XC"]),
        ("1996-09-11", ["XA"], [], ["XC"]),
        ("1999-01-01", ["XA"], ["XT"], ["XC"]),
        ("2003-10-01", ["XA"], ["XT"], ["XC"]),
        ("2003-10-02", ["XA", "XB"], ["XT"], ["XC"]),
    ],
)
def test_status(day: str, parties: list[str], territories: list[str], signed: list[str], run: Run) -> None:
    found = json.loads(run("law", "status", "fx-001", "--on", day, "--json").stdout)
    assert list(found) == STATUS
    assert (found["instrument"], found["on"], found["complete"], found["complete_to"]) == ("fx-001", day, True, "2025-01-01")
    assert [item["actor"] for item in found["parties"]] == parties
    assert [item["actor"] for item in found["territories"]] == territories
    assert found["signed_only"] == signed
    for item in found["parties"]:
        assert set(item) == {"actor", "since", "until", "source", "confidence"}


def test_status_for_a_human(run: Run) -> None:
    shown = run("law", "status", "fx-001", "--on", "2003-10-02").stdout
    assert "fx-001 on 2003-10-02: 2 parties" in shown
    assert "list complete to 2025-01-01" in shown
    assert "since 1996-09-11" in shown
    assert "territories" in shown
    assert "signed only" in shown


def test_status_that_is_not_known(run: Run) -> None:
    found = json.loads(run("law", "status", "fx-004", "--on", "1972-06-01", "--json").stdout)
    assert [item["actor"] for item in found["unknown"]] == ["XA", "XB"]
    assert all(set(item) == {"actor", "why", "source"} for item in found["unknown"])
    assert "unknown" in run("law", "status", "fx-004", "--on", "1972-06-01").stdout
    assert "list incomplete" in run("law", "status", "fx-002").stdout


def test_status_today(run: Run) -> None:
    assert json.loads(run("law", "status", "fx-001", "--json").stdout)["on"] == files.today().isoformat()


def test_coverage(run: Run) -> None:
    shown = run("law", "coverage").stdout
    assert "fx-001" in shown
    assert "50% of   2 articles" in shown
    assert "2 Grounds: shown - it is short" in run("law", "coverage", "fx-001").stdout
    (line,) = json.loads(run("law", "coverage", "fx-001", "--json").stdout)
    assert (line["instrument"], line["articles"], line["formalised"]) == ("fx-001", 2, 1)


def test_coverage_of_nothing(run: Run) -> None:
    assert "  - of   0 articles" in run("law", "coverage", "fx-004").stdout


def test_validate(run: Run, tmp_path: Path) -> None:
    law = write(tmp_path / "law")
    sound = run("law", "validate", "--law", str(law))
    assert (sound.exit_code, sound.stdout, sound.stderr) == (0, "sound: no problem found\n", "")
    (law / "actors/XB.yaml").write_text("code: XB\nkind: state\nname: {en: B}\nof: XA\n", encoding="utf-8")
    broken = run("law", "validate", "--law", str(law))
    assert broken.exit_code == 1
    assert broken.stdout == "1 problems\n"
    assert broken.stderr == f"{law}/actors/XB.yaml:4: a state belongs to no state - remove `of`, or write `kind: territory`\n"
    assert run("law", "validate", "fx-001", "--law", str(law)).exit_code == 0


def test_help_and_version(run: Run) -> None:
    assert run("--version").stdout == f"comity, version {__version__}\n"
    for args in (("--help",), ("-h",), ("advise", "--help"), ("law", "-h"), ("law", "status", "--help"), ("ask", "--help")):
        result = run(*args)
        assert result.exit_code == 0
        assert result.stdout.startswith("Usage: comity")


@pytest.mark.parametrize("args", [(), ("law",)])
def test_no_command(args: tuple[str, ...], run: Run) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert "Usage: comity" in result.output
