# SPDX-License-Identifier: EUPL-1.2
"""``comity check``: what it prints, what it exits with, and the letter of the receiving side."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from unit.cli.drafting import Run, case_file, drafting_law, run

__all__ = ["drafting_law", "run"]  # fixtures


def test_a_case_without_a_fault(run: Run) -> None:
    result = run("check", case_file())
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "XA to XB, Bank records: available",
        "  relies on fx-001, fx-002",
        "  Nothing is missing and nothing is wrong, as far as this body of law can tell.",
    ]


def test_deficiencies_by_severity_with_place_article_and_advice(run: Run) -> None:
    result = run("check", case_file({"accounts/0/number": None, "accounts/0/branch": None, "facts/offence.fiscal": None}))
    assert result.exit_code == 1
    assert result.stdout.splitlines()[2:] == [
        "",
        "Will be returned",
        "  - missing Account [fx-001 6(1)(b)]",
        "      accounts[0].number: Account",
        "      the account (depositary list (https://example.org/dep); confidence high)",
        "",
        "Will be delayed",
        "  - missing Tax papers [fx-001 6(2)]",
        "      annexes.title: Tax papers",
        "      tax papers (depositary list (https://example.org/dep); confidence high)",
        "",
        "Better",
        "  - missing Branch [fx-003 2]",
        "      accounts[0].branch: Branch",
        "      the branch (depositary list (https://example.org/dep); confidence medium)",
    ]


def test_without_a_treaty(run: Run) -> None:
    result = run("check", case_file(measure="inspection"))
    assert "relies on the law of the requested state" in result.stdout
    assert "assurance reciprocity [xb-code 2]" in result.stdout


def test_what_no_article_asks_for_has_no_norm_and_what_has_no_place_no_place(run: Run) -> None:
    lines = run("check", case_file({"bases": ["fx-005"], "case/urgency": {"level": "urgent"}})).stdout.splitlines()
    assert "  - why urgent" in lines
    assert any(line.endswith("[fx-005]") for line in lines), "an instrument without an article"
    political = run("check", case_file({"measure": "extradition", "facts/offence.political": True})).stdout
    assert "\n      do not send\n" in political


@pytest.mark.parametrize(
    ("changes", "code"),
    [({}, 0), ({"accounts/0/branch": None}, 0), ({"annexes/0/language": "ru"}, 0), ({"case/channel": "post"}, 1), ({"summary": None}, 1)],
)
def test_exit_codes(changes: Mapping[str, object], code: int, run: Run) -> None:
    assert run("check", case_file(changes)).exit_code == code
    assert run("check", "case.yaml", "--json").exit_code == code
    assert run("check", "case.yaml", "--as", "requested").exit_code == code


def test_in_another_language(run: Run) -> None:
    case_ = case_file({"case/channel": "post"})
    assert "az by post is none of between ministries" in run("check", case_, "--lang", "az").stdout
    assert "XA to XB, Банковские документы" in run("check", case_, "--lang", "ru").stdout
    assert "XA to XB, Bank sənədləri" in run("check", case_file({"case/language": "az"})).stdout, "the language of the case"


def test_as_json(run: Run) -> None:
    result = run("check", case_file({"accounts/0/number": None}), "--json")
    data = json.loads(result.stdout)
    assert list(data) == ["schema", "verdict", "bases", "deficiencies"]
    assert (data["schema"], data["verdict"], data["bases"]) == ("comity.check/1", "available", ["fx-001", "fx-002"])
    (item,) = [item for item in data["deficiencies"] if item["code"] == "missing"]
    assert item == {
        "code": "missing",
        "about": "account",
        "severity": "returned",
        "says": "missing Account",
        "do": "Account",
        "where": ["accounts[0].number"],
        "instrument": "fx-001",
        "article": "6(1)(b)",
        "law": "the account",
        "by": "XB",
        "source": "depositary list (https://example.org/dep)",
        "confidence": "high",
        "also": [{"instrument": "fx-002", "article": "4"}],
    }


@pytest.mark.parametrize(
    ("changes", "kind", "says"),
    [
        ({}, "acknowledgement", "The acknowledgement of Ministry of Justice of Betaland"),
        ({"accounts/0/number": None}, "information", "1. missing Account (General Convention, article 6(1)(b)). Account"),
        ({"facts/case.pending": True}, "postponement", "1. postponed Proceedings are pending: later (General Convention, article 15)."),
        ({"measure": "extradition", "facts/offence.political": True}, "refusal", "1. must Political offence: political"),
    ],
)
def test_the_receiving_side(changes: Mapping[str, object], kind: str, says: str, run: Run) -> None:
    case_ = case_file(changes)
    letter = run("check", case_, "--as", "requested").stdout
    assert says in letter
    assert "The acknowledgement of" in letter or kind != "acknowledgement"
    data = json.loads(run("check", case_, "--as", "requested", "--json").stdout)
    assert (data["answer"], says in data["letter"]) == (kind, True)
    result = run("check", case_, "--as", "requested", "-o", "out", "--lang", "en")
    assert result.stderr == f"wrote out/{kind}.en.pdf, out/{kind}.en.docx\n" or kind in result.stderr
    assert {path.name for path in Path("out").iterdir()} == {f"{kind}.en.pdf", f"{kind}.en.docx"}


def test_only_the_receiving_side_writes(run: Run) -> None:
    run("check", case_file(), "-o", "out")
    assert not Path("out").exists()


def test_wrong_options(run: Run) -> None:
    case_ = case_file()
    for args, says in (
        (("--as", "both"), "--as: unknown side 'both' - write requesting or requested"),
        (("--lang", "de"), "--lang: unknown language 'de' - use one of: en, az, ru, fr"),
        (("--lang", ""), "0"),
    ):
        result = run("check", case_, *args)
        assert result.exit_code == (0 if says == "0" else 2)
        assert says == "0" or result.stderr == f"wrong input: {says}\n"


def test_a_folder_that_cannot_be_written_to(run: Run) -> None:
    Path("file").write_text("x", encoding="utf-8")
    result = run("check", case_file(), "--as", "requested", "-o", "file")
    assert result.exit_code == 2
    assert "file: cannot write" in result.stderr
