# SPDX-License-Identifier: EUPL-1.2
"""``comity draft --interview`` reads lines, saves after every answer and can be stopped at any time; ``ask`` lists what is missing."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from comity.cli import ask_command, interview, main
from comity.cli.files import read_case
from unit.cli.drafting import Run, case_file, drafting_law, run
from unit.draft.before_the_law import TODAY

__all__ = ["drafting_law", "run"]  # fixtures

START = ("XA", "XB", "en", "bank-records")


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interview, "today", lambda: TODAY)
    monkeypatch.setattr(ask_command, "today", lambda: TODAY)


def talk(name: str, *lines: str, lang: str = "") -> Result:
    """An interview in which these lines are typed; the input ends after them."""
    arguments = ["draft", name, "--interview", *(("--lang", lang) if lang else ())]
    given = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")
    result = CliRunner().invoke(main, arguments, input=given, prog_name="comity")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def kept(name: str) -> Any:
    """The values that the file holds now."""
    return read_case(name)


def test_from_nothing(run: Run) -> None:
    result = talk("new.yaml", *START, "fraud", "q")
    assert result.exit_code == 0
    assert "Which side makes the request?" in result.stdout
    assert "\x1b[" not in result.stdout, "no colour without a terminal"
    assert "go on with: comity draft new.yaml --interview" in result.stderr
    assert (
        Path("new.yaml")
        .read_text(encoding="utf-8")
        .startswith("schema: comity.case/1\nrequesting: XA\nrequested: XB\nmeasure: bank-records\n")
    )
    assert not list(Path().glob(".*.part"))
    assert not list(Path().glob("*.bak*"))


def test_nothing_is_saved_before_there_is_a_case(run: Run) -> None:
    result = talk("new.yaml", "XA", "Atlantis")
    assert result.exit_code == 0
    assert "No state or organisation" in result.stdout
    assert "nothing is saved" in result.stderr
    assert not Path("new.yaml").exists()


def test_to_the_end(run: Run) -> None:
    case_file({"case/reference": None})
    result = talk("case.yaml", "R-9", "n")
    assert result.exit_code == 0, result.output
    assert "Nothing stops the request." in result.stdout
    assert "draft it with: comity draft case.yaml" in result.stderr
    assert kept("case.yaml")["case"]["reference"] == "R-9"
    assert run("draft", "case.yaml").exit_code == 0


def test_stop_and_resume(run: Run) -> None:
    lines = [*START, "fraud"]
    talk("once.yaml", *lines)
    for stop in range(4, len(lines) + 1):
        talk("twice.yaml", *lines[:stop])
        talk("twice.yaml", *lines[stop:])
        assert Path("twice.yaml").read_bytes() == Path("once.yaml").read_bytes()
        Path("twice.yaml").unlink()


def test_ctrl_c_leaves_the_file_whole(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    case_file({"case/reference": None, "signatories/0/sealed": None})
    typed = iter(["y"])

    def line(_: str) -> str:
        try:
            return next(typed)
        except StopIteration:
            raise KeyboardInterrupt from None

    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("builtins.input", line)
    monkeypatch.setattr(sys, "stdin", Terminal())
    assert interview.interview("case.yaml", None) == 0
    assert kept("case.yaml")["signatories"][0]["sealed"] is True


def test_comments_are_kept_once(run: Run) -> None:
    case_file({"case/reference": None, "signatories/0/sealed": None})
    before = "# my notes\n" + Path("case.yaml").read_text(encoding="utf-8")
    Path("case.yaml").write_text(before, encoding="utf-8")
    Path("case.yaml").chmod(0o600)
    result = talk("case.yaml", "y", "R-1")
    assert "kept as case.yaml.bak" in result.stderr
    assert Path("case.yaml.bak").read_text(encoding="utf-8") == before
    assert stat.S_IMODE(Path("case.yaml").stat().st_mode) == 0o600
    again = talk("case.yaml", "=case.reference R-2")
    assert "kept as" not in again.stderr
    assert len(list(Path().glob("*.bak*"))) == 1
    Path("case.yaml").write_text("# other notes\n" + Path("case.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert "kept as case.yaml.bak2" in talk("case.yaml", "=case.reference R-3").stderr


def test_an_untouched_file_is_not_written(run: Run) -> None:
    case_file({"case/reference": None})
    before = Path("case.yaml").read_bytes()
    assert talk("case.yaml", "?", "#", "q").exit_code == 0
    assert Path("case.yaml").read_bytes() == before
    assert not list(Path().glob("*.bak*"))


def test_json_stays_json(run: Run) -> None:
    case_file({"case/reference": None}, name="case.json")
    talk("case.json", "R-1")
    assert json.loads(Path("case.json").read_bytes())["case"]["reference"] == "R-1"


def test_several_lines(run: Run) -> None:
    case_file({"case/title": None})
    talk("case.yaml", '"""', "First line: a # b", "", "  last line", '"""')
    assert kept("case.yaml")["case"]["title"] == "First line: a # b\n\n  last line"


@pytest.mark.parametrize(
    "text", ["true", "NO", "null", "007", "2026-01-01", "a: b # c", "'\"\\", "- x", "ə ğ İ", "ტექსტი", "\ta", "&a *b", "%"]
)
def test_hostile_text_is_kept(text: str, run: Run) -> None:
    case_file({"case/reference": None})
    talk("case.yaml", text)
    assert kept("case.yaml")["case"]["reference"] == text


def test_bytes_that_are_no_text(run: Run) -> None:
    case_file({"case/reference": None})
    result = talk("case.yaml", "\udcff", "R-1")
    assert "no UTF-8" in result.stdout
    assert kept("case.yaml")["case"]["reference"] == "R-1"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("case.txt", "", "saved as YAML or JSON"),
        ("no/such/case.yaml", "", "no such folder"),
        ("case.yaml", "requesting: [", "not YAML"),
        ("case.yaml", "- a\n", "this is no case"),
        ("case.yaml", "requesting: XA\nrequested: XB\nmeasure: bank-records\nfoo: 1\n", "unknown field 'foo'"),
        ("case.json", '{"schema": "comity.request/1", "case": {}}', "a finished request"),
    ],
)
def test_wrong_files(name: str, content: str, says: str, run: Run) -> None:
    if content:
        Path(name).write_text(content, encoding="utf-8")
    result = talk(name, "XA")
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_folder_that_cannot_be_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    result = talk("new.yaml", *START)
    assert result.exit_code == 2
    assert "cannot write: Permission denied" in result.stderr
    assert not list(Path().iterdir())


def test_languages(run: Run) -> None:
    assert "Какая сторона направляет запрос?" in talk("new.yaml", lang="ru").stdout
    case_file({"case/reference": None}, lang="az")
    assert "hələlik" in talk("case.yaml").stdout
    assert "now" not in talk("case.yaml", lang="fr").stdout


# -- comity ask


def test_ask_lists_what_is_missing(run: Run) -> None:
    result = run("ask", case_file({"accounts/0/number": None, "case/reference": None}), "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert set(found) == {"questions", "elements"}
    account = next(item for item in found["elements"] if item["element"] == "account")
    assert (account["severity"], account["instrument"], account["article"]) == ("returned", "fx-001", "6(1)(b)")
    assert account["where"] == ["accounts[0].number"]
    told = run("ask", "case.yaml").stdout
    assert "accounts[0].number - fx-001 6(1)(b)" in told


def test_ask_refuses_wrong_fields_and_leaves_out_what_the_case_settles(run: Run) -> None:
    result = run("ask", case_file({"summary/whatt": "x"}))
    assert result.exit_code == 2
    assert "unknown field 'whatt'" in result.stderr
    facts = {item["fact"] for item in json.loads(run("ask", case_file(), "--json").stdout)["questions"]}
    assert "offence.max_penalty_months.requesting" not in facts


def test_ask_a_query(run: Run) -> None:
    Path("query.json").write_text(
        '{"requesting": "XA", "requested": "XB", "measure": "bank-records", "offence": "fraud"}', encoding="utf-8"
    )
    assert run("ask", "query.json").exit_code == 0
