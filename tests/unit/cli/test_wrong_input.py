# SPDX-License-Identifier: EUPL-1.2
"""Wrong input gets exit code 2 and one line with what, where and what to do, no traceback; texts in tests/golden/errors.yaml."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from comity.cli import files
from comity.corpus.strict_yaml import read
from unit.cli.conftest import Run

GOLDEN = Path(__file__).parents[2] / "golden" / "errors.yaml"
QUERY = {"requesting": "XA", "requested": "XB", "measure": "extradition"}
CODES = {"wrong-input", "not-json"}


class Error(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the golden file."""

    name: str
    args: list[str] = []
    query: str | None = None
    files: dict[str, str] = {}
    says: str = ""
    holds: list[str] = []

    def fits(self, said: str) -> bool:
        """Whether these are the expected words."""
        return said == self.says if self.says else bool(self.holds) and all(words in said for words in self.holds)


ERRORS = msgspec.convert(read(GOLDEN).data["errors"], list[Error])
COMMANDS = [error for error in ERRORS if error.query is None]
LINES = [error for error in ERRORS if error.query is not None]


def test_golden_file_is_large_and_each_entry_once() -> None:
    assert len({error.name for error in ERRORS}) == len(ERRORS) >= 120


@pytest.mark.parametrize("error", COMMANDS, ids=lambda error: error.name)
def test_command(error: Error, run: Run) -> None:
    for name, content in error.files.items():
        Path(name).write_text(content, encoding="utf-8")
    result = run(*error.args)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("wrong input: ")
    assert result.stderr.count("\n") == 1, "one line"
    assert error.fits(result.stderr.removeprefix("wrong input: ").rstrip("\n")), result.stderr
    assert " - " in result.stderr, "it says what to do"


@pytest.mark.parametrize("error", LINES, ids=lambda error: error.name)
def test_line_of_a_batch(error: Error, run: Run) -> None:
    """The same words on standard error, and in their place on standard output; the next line is answered."""
    assert error.query is not None
    result = run("advise", "--batch", "-", given=f"{error.query}\n{json.dumps(QUERY)}\n")
    assert result.exit_code == 2, result.output
    wrong, answer = (json.loads(line) for line in result.stdout.splitlines())
    assert result.stderr.startswith("wrong input: line 1: ")
    assert result.stderr.count("\n") == 1, "one line"
    said = result.stderr.removeprefix("wrong input: line 1: ").rstrip("\n")
    assert error.fits(said) or error.fits(f"line 1: {said}"), said
    assert answer["schema"] == "comity.advice/1"
    assert list(wrong) == ["id", "line", "error"]
    assert list(wrong["error"]) == ["code", "what", "where", "do"]
    assert all(wrong["error"].values())
    assert wrong["line"] == 1
    assert wrong["error"]["code"] in CODES
    assert said == "{where}: {what} - {do}".format(**wrong["error"])


# -- what is too long to stand in a file


def query(**more: Any) -> str:
    return json.dumps({**QUERY, **more})


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        query(facts={"offence.max_penalty_months.requested": 0}).replace(": 0}", ": 1" + "0" * 400 + "}"),
        query(facts={"offence.max_penalty_months.requested": 0}).replace(": 0}", ": 1" + "0" * 5_000 + "}"),
        query(facts={"offence.max_penalty_months.requested": "9" * 5_000}),
        query(measure="x" * 100_000),
        query(facts={f"x{number}": 1 for number in range(10_000)}),
        query(pleas=["x" * 10_000]),
    ],
    ids=["deep list", "deep object", "huge number", "number of 5,000 digits", "text of digits", "long measure", "many facts", "long plea"],
)
def test_hostile_line(line: str, run: Run) -> None:
    result = run("advise", "--batch", "-", given=f"{line}\n{query()}\n")
    assert result.exit_code == 2
    wrong, answer = (json.loads(line) for line in result.stdout.splitlines())
    assert wrong["error"]["code"] in CODES
    assert answer["verdict"]


@pytest.mark.parametrize("line", [b"\xff\xfe", b'{"id": "\xff"}', b"\0", b"\x1b[2J", '\ufeff{"id": "q1"}'.encode()])
def test_line_that_is_no_text(line: bytes, run: Run) -> None:
    result = run("advise", "--batch", "-", given=line + b"\n" + query().encode() + b"\n")
    assert result.exit_code == 2
    assert [("error" in json.loads(text)) for text in result.stdout.splitlines()] == [True, False]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("case.json", '{"a":' * 100_000),
        ("case.json", query(facts={"offence.max_penalty_months.requested": 0}).replace(": 0}", ": 1" + "0" * 5_000 + "}")),
        ("case.json", "\x00"),
        ("case.yaml", "\x00"),
        ("case.yaml", "[" * 100_000),
        (
            "case.yaml",
            f"requesting: XA\nrequested: XB\nmeasure: extradition\nfacts: {{offence.max_penalty_months.requested: {'9' * 5_000}}}\n",
        ),
        ("case.yaml", "a: &a [x]\nb: *a\n"),
        ("case.yaml", "# " + "x" * 5_000_000),
        ("case.txt", "XA asks XB for extradition"),
    ],
)
def test_hostile_case(name: str, content: str, run: Run) -> None:
    Path(name).write_text(content, encoding="utf-8")
    result = run("ask", name)
    assert result.exit_code == 2
    assert result.stderr.startswith("wrong input: ")
    assert result.stdout == ""


def test_case_that_is_not_utf8(run: Run) -> None:
    for name in ("case.yaml", "case.json"):
        Path(name).write_bytes(b'{"requesting": "\xff"}')
        result = run("ask", name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert name in result.stderr


def test_case_that_is_too_large(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    Path("case.json").write_text(query(), encoding="utf-8")
    result = run("ask", "case.json")
    assert (result.exit_code, result.stderr) == (2, "wrong input: case.json: larger than 10 bytes - split it\n")
