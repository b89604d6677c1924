# SPDX-License-Identifier: EUPL-1.2
"""``comity draft`` writes the whole package or nothing at all."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from comity.cli import case_files, files
from comity.documents.letter_read import docx_fields
from unit.cli.drafting import Run, case_file, drafting_law, run
from unit.draft.drafting_law import LONG_ENOUGH, case

__all__ = ["drafting_law", "run"]  # fixtures


def written(folder: str = "out") -> set[str]:
    return {path.name for path in Path(folder).iterdir()} if Path(folder).exists() else set()


def test_the_package(run: Run) -> None:
    result = run("draft", case_file())
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.split() == ["out/request.en.pdf", "out/request.en.docx", "out/request.json"]
    assert written() == {"request.en.pdf", "request.en.docx", "request.json"}
    assert ("summary.what", LONG_ENOUGH) in docx_fields(Path("out/request.en.docx").read_bytes())


def test_several_languages_and_both_beside_each_other(run: Run) -> None:
    result = run("draft", case_file(), "-o", "a/b", "--lang", "en", "--lang", "az", "--lang", "en", "--bilingual")
    assert result.exit_code == 0, result.output
    papers = {f"request.{language}.{kind}" for language in ("en", "az") for kind in ("pdf", "docx")}
    assert written("a/b") == {*papers, "request.en-az.pdf", "request.json"}
    assert "passages stand in another language and must be translated into az" in result.stderr


def test_the_request_is_drafted_and_checked_again(run: Run) -> None:
    run("draft", case_file(), "-o", "first")
    result = run("draft", "first/request.json", "-o", "second")
    assert result.exit_code == 0, result.output
    assert Path("first/request.json").read_bytes() == Path("second/request.json").read_bytes()
    assert Path("first/request.en.pdf").read_bytes() == Path("second/request.en.pdf").read_bytes()
    assert run("check", "second/request.json").exit_code == 0


def test_remarks_do_not_stop_a_request(run: Run) -> None:
    result = run("draft", case_file({"accounts/0/branch": None}))
    assert result.exit_code == 0
    assert "1 remark, see `comity check`" in result.stderr


def test_a_deficient_request_is_not_written(run: Run) -> None:
    result = run("draft", case_file({"accounts/0/number": None, "accounts/0/branch": None}), "--lang", "az")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nothing is written: the request is deficient" in result.stderr
    assert "az missing Account [fx-001 6(1)(b)]" in result.stderr
    assert "Branch" not in result.stderr, "only what stops it"
    assert "comity check case.yaml" in result.stderr
    assert written() == set()
    assert not Path("out").exists()


def test_an_incomplete_draft_is_marked(run: Run) -> None:
    case_ = case_file({"accounts/0/number": None, "case/reference": None})
    result = run("draft", case_, "--incomplete")
    assert result.exit_code == 0
    data = json.loads(Path("out/request.json").read_text(encoding="utf-8"))
    assert {"account", "reference"} <= {item["about"] for item in data["deficiencies"] if item["code"] == "missing"}
    assert b"DRAFT" in _text("out/request.en.docx")
    run("draft", case_file(), "--incomplete", "-o", "whole")
    assert b"DRAFT" not in _text("whole/request.en.docx"), "nothing is missing"


def _text(name: str) -> bytes:
    import zipfile  # noqa: PLC0415 - only here

    with zipfile.ZipFile(name) as archive:
        return b"".join(archive.read(part) for part in archive.namelist() if part.endswith(".xml"))


def test_json_and_yaml_give_the_same(run: Run) -> None:
    run("draft", case_file(), "-o", "yaml")
    run("draft", case_file(name="case.json"), "-o", "json")
    for name in written("yaml"):
        assert Path("yaml", name).read_bytes() == Path("json", name).read_bytes()


def refused(result: object, *holds: str) -> None:
    """Exit code 2, one line with place, reason and advice, nothing written."""
    assert result.exit_code == 2, result.output  # type: ignore[attr-defined]  # a result
    assert result.stdout == ""  # type: ignore[attr-defined]
    assert result.stderr.startswith("wrong input: ")  # type: ignore[attr-defined]
    assert result.stderr.count("\n") == 1  # type: ignore[attr-defined]
    assert " - " in result.stderr  # type: ignore[attr-defined]
    for words in holds:
        assert words in result.stderr  # type: ignore[attr-defined]
    assert not Path("out").exists()


WRONG: tuple[tuple[Mapping[str, object], str], ...] = (
    ({"requesting": None}, "case file: requesting is missing - add it"),
    ({"perons": []}, "unknown field 'perons' - did you mean persons or person?"),
    ({"persons/0/nams": []}, "persons[0]: unknown field 'nams' - did you mean names?"),
    ({"persons": "nobody"}, "persons: expected `array`"),
    ({"offence/on": "2025-02-30"}, "offence.on: no day of the calendar"),
    ({"asked/items": ["x"] * 2_001}, "asked.items: more than 2000 items"),
    ({"summary/what": "x" * 40_001}, "summary.what: expected"),
    ({"schema": "comity.case/9"}, "schema: the schema is 'comity.case/9'"),
    ({"measure": "no-such"}, "no-such"),
    ({"requested": "ZZ"}, "ZZ"),
    ({"facts/offence.dual": "perhaps"}, "offence.dual"),
    ({"facts/offence.max_penalty_months.requesting": 1}, "but the case says 96 elsewhere"),
)


@pytest.mark.parametrize("name", ["case.yaml", "case.json"])
@pytest.mark.parametrize(("changes", "says"), WRONG, ids=[says for _, says in WRONG])
@pytest.mark.parametrize("command", ["draft", "check"])
def test_wrong_cases(command: str, changes: Mapping[str, object], says: str, name: str, run: Run) -> None:
    for more in (("-o", "out"), ("-o", "out", "--as", "requested"), ("-o", "out", "--incomplete")):
        if (more[-1] == "requested") <= (command == "check") and (more[-1] == "--incomplete") <= (command == "draft"):
            refused(run(command, case_file(changes, name), *more), says)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("case.yaml", b"requesting: [XA\nrequested: XB\n", "case.yaml"),
        ("case.yaml", b"requesting: XA\nrequesting: XB\n", "case.yaml:2"),
        ("case.yaml", b"a: &a [x]\nb: *a\n", "case.yaml"),
        ("case.yaml", b"- XA\n- XB\n", "this is no case"),
        ("case.yaml", b"just words\n", "this is no case"),
        ("case.yaml", b"\xff\xfe\x00", "case.yaml"),
        ("case.yaml", b"", "the file is empty"),
        ("case.yaml", b"[" * 100_000, "case.yaml"),
        ("case.json", b"{", "not JSON"),
        ("case.json", b'{"a":' * 100_000, "case.json"),
        ("case.json", b'{"facts": {"a": ' + b"[" * 300 + b"]" * 300 + b"}}", "nested deeper"),
        ("case.json", b'{"facts": {"a": ' + b"[" * 900 + b"]" * 900 + b"}}", "nested deeper"),
        ("case.json", b'{"requesting": "\\ud800"}', ""),
        ("case.json", b"[]", "this is no case"),
        ("request.json", b'{"schema": "comity.request/2", "case": {}}', "the schema is 'comity.request/2'"),
        ("request.json", b'{"schema": "comity.request/1", "case": "x"}', "case: this request holds no case"),
        ("request.json", b'{"schema": "comity.advice/1"}', "the schema is 'comity.advice/1'"),
        ("request.asice", b"PK", "signed containers"),
    ],
)
@pytest.mark.parametrize("command", ["draft", "check"])
def test_hostile_files(command: str, name: str, content: bytes, says: str, run: Run) -> None:
    Path(name).write_bytes(content)
    refused(run(command, name, "-o", "out"), says)


def test_a_file_that_is_too_large(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    refused(run("draft", case_file()), "case.yaml: larger than 10 bytes")


def test_no_file(run: Run) -> None:
    refused(run("draft", "nothing.yaml"), "nothing.yaml: there is no such file")
    Path("folder").mkdir()
    refused(run("draft", "folder"), "folder: this is not a file")


def test_wrong_options(run: Run) -> None:
    case_ = case_file()
    refused(run("draft", case_, "--lang", "de"), "--lang: unknown language 'de'")
    refused(run("draft", case_, "--bilingual"), "--bilingual: two columns need two languages")
    refused(run("draft", case_, "--bilingual", "--lang", "en", "--lang", "az", "--lang", "fr"), "two columns")


def test_a_folder_that_cannot_be_written_to(run: Run) -> None:
    Path("file").write_text("x", encoding="utf-8")
    refused(run("draft", case_file(), "-o", "file/out"), "file/out: cannot write")
    assert Path("file").read_text(encoding="utf-8") == "x"


# -- annexes


def annex(file: str, sha256: str | None = None) -> str:
    return case_file({"annexes/0/file": file, **({"annexes/0/sha256": sha256} if sha256 else {})}, "case.json")


def test_an_annex_that_fits(run: Run) -> None:
    Path("papers").mkdir()
    Path("papers/a.pdf").write_bytes(b"warrant")
    result = run("draft", annex("papers/a.pdf", hashlib.sha256(b"warrant").hexdigest()))
    assert result.exit_code == 0, result.output


def test_an_annex_that_is_altered_or_absent(run: Run) -> None:
    Path("a.pdf").write_bytes(b"warrant, altered")
    for file, sha256, code in (("a.pdf", "0" * 64, "A1 is altered"), ("b.pdf", None, "A1 is absent")):
        case_ = annex(file, sha256)
        result = run("draft", case_)
        assert result.exit_code == 1
        assert code in result.stderr
        assert not Path("out").exists()
        assert code in run("check", case_).stdout


@pytest.mark.parametrize("file", ["../secret", "/etc/hostname", "a/../../secret", "link", "papers/link"])
def test_an_annex_outside_the_folder(file: str, run: Run, tmp_path: Path) -> None:
    outside = tmp_path.parent / "secret"
    outside.write_text("x", encoding="utf-8")
    Path("papers").mkdir()
    for link in ("link", "papers/link"):
        os.symlink(outside, link)
    refused(run("draft", annex(file)), "annexes[0].file: the file lies outside the folder of the case")


@pytest.mark.parametrize("file", ["a\0b", "x" * 399])
def test_an_annex_with_a_name_that_no_file_has(file: str, run: Run) -> None:
    result = run("draft", annex(file))
    assert result.exit_code in (1, 2), "refused, or absent"
    assert not Path("out").exists()


def test_an_annex_that_is_no_file(run: Run) -> None:
    os.mkfifo("pipe")
    for name in ("pipe", "."):
        result = run("draft", annex(name))
        assert result.exit_code == 1
        assert "A1 is absent" in result.stderr


def test_an_annex_that_is_too_large(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.pdf").write_bytes(b"x" * 100)
    monkeypatch.setattr(case_files, "MAX_ANNEX_BYTES", 10)
    refused(run("draft", annex("a.pdf")), "annexes[0].file: larger than 10 bytes")


# -- hostile words come out as they are


def test_hostile_words_on_the_terminal(run: Run) -> None:
    result = run("check", case_file({"orders/0/annex": "\x1b[2J\x1b]0;x\x07"}, "case.json"))
    assert result.exit_code == 1
    assert "\x1b" not in result.stdout
    assert "\x07" not in result.stdout
    stopped = run("draft", "case.json")
    assert "\x1b" not in stopped.stderr
    assert "[2J" in stopped.stderr


def test_a_case_without_the_command_line() -> None:
    assert case()["measure"] == "bank-records"
