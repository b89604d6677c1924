# SPDX-License-Identifier: EUPL-1.2
"""``comity revision``: shared, commented on, taken up again; what is wrong is refused and leaves the record as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comity.cli import revision_commands
from comity.documents.letter_docx import letter_docx
from comity.draft.revision import returned
from unit.cli.drafting import Run, case_file, drafting_law, run
from unit.documents.letters import letter
from unit.documents.test_letter_read import REFUSED
from unit.draft.before_the_law import TODAY
from unit.draft.revised import at, comment, insert, track, unwrap, worked, write

__all__ = ["drafting_law", "run"]  # fixtures

RECORD = Path("case.record.json")
SHARED = "out/request.en.v1.docx"


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revision_commands, "today", lambda: TODAY)


def done(run: Run, *args: str) -> str:
    result = run("revision", *args)
    assert result.exit_code == 0, result.output
    return str(result.stdout)


def back(*works: Callable[[Any], None], name: str = "back.docx", sent: str = SHARED) -> str:
    Path(name).write_bytes(worked(Path(sent).read_bytes(), *works))
    return name


def refused(run: Run, says: str, *args: str) -> None:
    """Exit code 2 with one line; neither record nor case is changed."""
    before = {path: path.read_bytes() for path in Path().iterdir() if path.is_file()}
    result = run("revision", *args)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("wrong input: ")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert before == {path: path.read_bytes() for path in Path().iterdir() if path.is_file()}


def test_a_draft_goes_out_and_comes_back(run: Run) -> None:
    case = case_file({"summary/when": {"en": "in May", "az": "mayda"}})
    assert done(run, "share", case, "--by", "P").split() == [SHARED, SHARED.replace("docx", "pdf")]
    assert done(run, "receive", case, SHARED).startswith("0 new remarks on request.en, version 1")
    edited = back(
        comment("In which year?", at("summary.when", 1)), track("summary.when", "in June", "C. Clerk"),
        write("accounts[0].branch", "Main branch"), insert("Data", "We need the original."),
    )  # fmt: skip
    assert done(run, "receive", case, edited, "--by", "B").startswith("4 new remarks on request.en, version 1; see")
    before = RECORD.read_bytes()
    assert done(run, "receive", case, edited, "--by", "B").startswith("0 new remarks")
    assert RECORD.read_bytes() == before
    listed = done(run, "list", case)
    for words in (
        "version 1, 2026-11-24 P: shared", "shared on 2026-11-24 P: request.en",
        "[open] summary.when (version 1, B, ", "beside: in May", "In which year?",
        "[open] summary.when (version 1, C. Clerk, 2026-11-24)", "- in May", "+ in June", "the same text also stands in az",
        "+ Main branch", "[open] no field (version 1, B, 2026-11-24)", "+ We need the original.", "written outside the fields",
    ):  # fmt: skip
        assert words in listed


def test_a_text_is_accepted_and_the_file_kept(run: Run) -> None:
    case = case_file({"summary/when": {"en": "in May", "az": "mayda"}})
    Path(case).write_text("# our own note\n" + Path(case).read_text(encoding="utf-8"), encoding="utf-8")
    before = Path(case).read_bytes()
    done(run, "share", case)
    done(run, "receive", case, back(write("summary.when", "in June"), write("accounts[0].branch", "Main branch")))
    result = run("revision", "accept", case, "1", "--by", "P", "--why", "they know")
    assert result.exit_code == 0
    assert result.stdout == "taken up into case.yaml\n"
    assert "kept as case.yaml.bak" in result.stderr
    assert "the same text also stands in az" in result.stderr
    assert Path("case.yaml.bak").read_bytes() == before
    assert "bak" not in run("revision", "accept", case, "2").stderr, "once"
    assert not Path("case.yaml.bak2").exists()
    listed = done(run, "list", case)
    assert "version 3, 2026-11-24: remark 2" in listed
    assert "accepted by P: they know" in listed
    compared = done(run, "compare", case, "1")
    assert "summary.when.en\n    - in May\n    + in June" in compared
    assert "Main branch" not in done(run, "compare", case, "1", "2")
    assert done(run, "compare", case, "3") == "Nothing differs.\n"


def test_a_json_case_stays_json(run: Run) -> None:
    case = case_file(name="case.json")
    done(run, "share", case)
    done(run, "receive", case, back(write("accounts[0].branch", "Main branch")))
    done(run, "accept", case, "1")
    assert json.loads(Path(case).read_text(encoding="utf-8"))["accounts"][0]["branch"] == "Main branch"


def test_decisions_are_taken_once(run: Run) -> None:
    case = case_file()
    done(run, "share", case)
    done(run, "receive", case, back(comment("Why?", at("asked.object")), insert("Data", "No.")))
    before = Path(case).read_bytes()
    done(run, "accept", case, "1")
    done(run, "decline", case, "2", "--by", "P", "--why", "not needed")
    assert Path(case).read_bytes() == before
    assert "declined by P: not needed" in done(run, "list", case)
    for command in ("accept", "decline"):
        refused(run, "remark 1 is decided already", command, case, "1")
        refused(run, "there is no remark 3", command, case, "3")


def test_a_place_that_is_gone(run: Run) -> None:
    case = case_file()
    done(run, "share", case)
    done(run, "receive", case, back(write("accounts[0].branch", "Main branch")))
    case_file({"accounts": [{"id": "other", "number": "1", "link": "x"}]})
    assert "this place is no longer in the case" in done(run, "list", case)
    refused(run, "accounts[0].branch: this place is no longer in the case", "accept", case, "1")
    done(run, "accept", case, "1", "--by-hand")
    assert "[accepted]" in done(run, "list", case)


def test_a_text_that_was_changed_meanwhile(run: Run) -> None:
    case = case_file()
    done(run, "share", case)
    done(run, "receive", case, back(write("accounts[0].branch", "Main branch")))
    case_file({"accounts/0/branch": "Harbour branch"})
    refused(run, "this text was changed after version 1", "accept", case, "1")


def test_several_languages(run: Run) -> None:
    case = case_file()
    assert len(done(run, "share", case, "--lang", "en", "--lang", "az", "--lang", "en").split()) == 4
    edited = back(unwrap("accounts[0].branch"), comment("Niyə?", at("asked.object")), sent="out/request.az.v1.docx")
    assert "1 new remarks on request.az, version 1" in done(run, "receive", case, edited)
    listed = json.loads(done(run, "list", case, "--json"))
    assert listed["schema"] == "comity.remarks/1"
    assert [(item["paper"], item["lang"]) for item in listed["shared"]] == [("request", "en"), ("request", "az")]
    assert [(item["state"], item["says"], item["gone"]) for item in listed["remarks"]] == [("open", "Niyə?", False)]


def test_versions(run: Run) -> None:
    case = case_file()
    assert done(run, "list", case) == "No version was kept yet.\n"
    assert done(run, "save", case, "--by", "P", "--note", "first") == "version 1 is kept in case.record.json\n"
    assert done(run, "save", case) == "nothing has changed since version 1\n"
    done(run, "share", case, "--by", "Q")
    assert "shared on 2026-11-24 Q: request.en" in done(run, "list", case), "the version was there already"
    before = RECORD.read_bytes()
    done(run, "share", case, "--by", "Q")
    assert RECORD.read_bytes() == before
    case_file({"case/reference": "R-9"})
    assert "out/request.en.v2.docx" in done(run, "share", case)
    assert done(run, "receive", case, SHARED).startswith("0 new remarks on request.en, version 1")
    assert "- R-1" in done(run, "compare", case, "1", "2")


def test_what_the_check_finds_is_not_shared(run: Run) -> None:
    case = case_file({"accounts/0/number": None})
    assert "missing Account" in run("check", case).stdout
    done(run, "share", case)
    texts = json.dumps(json.loads(RECORD.read_bytes())["events"][1])
    assert "Still missing" not in texts
    assert "missing Account" not in texts


def test_a_file_of_another_case_is_refused(run: Run) -> None:
    case_file({"case/reference": "R-9"}, name="other.yaml")
    done(run, "share", "other.yaml", "-o", "theirs")
    case = case_file()
    done(run, "share", case)
    refused(run, "theirs/request.en.v1.docx: this file shows version 1 of another case", "receive", case, "theirs/request.en.v1.docx")
    Path("letter.docx").write_bytes(letter_docx(letter()))
    refused(run, "letter.docx: this is not the paper that was shared", "receive", case, "letter.docx")


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_files_are_refused(name: str, run: Run) -> None:
    case = case_file()
    done(run, "share", case)
    make, _ = REFUSED[name]
    Path("bad.docx").write_bytes(make(letter_docx(letter())))
    refused(run, "bad.docx", "receive", case, "bad.docx")


def test_what_cannot_be_received(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_file()
    refused(run, "no version was kept yet", "receive", case, "back.docx")
    done(run, "save", case)
    Path("letter.docx").write_bytes(letter_docx(letter()))
    refused(run, "this paper was not shared - share it", "receive", case, "letter.docx")
    done(run, "share", case)
    refused(run, "there is no such file", "receive", case, "nothing.docx")
    refused(run, "shared were: request.en of version 1", "receive", case, SHARED, "--paper", "consent")
    refused(run, "unknown language 'de'", "receive", case, SHARED, "--lang", "de")
    refused(run, "0 is not in the range", "receive", case, SHARED, "--version", "0")
    edited = back(insert("Data", "One"), insert("Data", "Two"))
    monkeypatch.setattr(returned, "MOST_REMARKS", 1)
    refused(run, "holds 2 remarks", "receive", case, edited)
    monkeypatch.setattr(revision_commands, "MAX_RETURNED", 10)
    refused(run, "larger than 10 bytes", "receive", case, edited)


def test_a_record_that_was_altered_or_is_too_large(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_file()
    done(run, "save", case)
    RECORD.write_bytes(RECORD.read_bytes().replace(b"R-1", b"R-7"))
    for command in (["list", case], ["save", case], ["share", case], ["compare", case, "1"], ["accept", case, "1"], ["decline", case, "1"]):
        refused(run, "case.record.json: version 1 was altered", *command)
    assert not Path("out").exists()
    monkeypatch.setattr(revision_commands, "MAX_RECORD", 10)
    refused(run, "larger than 10 bytes", "list", case)


def test_names_that_are_too_long(run: Run) -> None:
    case = case_file()
    refused(run, "too long for the record", "save", case, "--by", "x" * 401)
    refused(run, "too long for the record", "share", case, "--by", "x" * 401)
    assert not Path("out").exists()


def test_a_finished_request_is_not_rewritten(run: Run) -> None:
    run("draft", case_file(), "-o", ".")
    done(run, "share", "request.json")
    done(run, "receive", "request.json", back(write("accounts[0].branch", "Main branch")))
    refused(run, "this is a finished request", "accept", "request.json", "1")


def test_hostile_words_on_the_terminal(run: Run) -> None:
    case = case_file({"accounts/0/branch": "\x1b[2J"}, "case.json")
    done(run, "share", case, "--by", "\x1b[2J")
    done(run, "receive", case, back(write("accounts[0].branch", "Main"), comment("a\u202eb", at("asked.object"))))
    for args in (["list", case], ["compare", case, "1"]):
        shown = done(run, *args)
        assert "\x1b" not in shown
        assert "\u202e" not in shown
