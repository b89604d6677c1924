# SPDX-License-Identifier: EUPL-1.2
"""`comity advise --batch`: one JSON query a line in, one JSON answer a line out, in order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from comity.cli import advise_command
from unit.cli.conftest import Run

QUERY = {"requesting": "XA", "requested": "XB", "measure": "extradition", "on": "2010-01-01"}


def lines(*queries: Any) -> str:
    return "".join(f"{query if isinstance(query, str) else json.dumps({**QUERY, **query})}\n" for query in queries)


def answers(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_answers_in_order(run: Run) -> None:
    result = run("advise", "--batch", "-", given=lines(*({"id": f"q{number}"} for number in range(50))))
    assert result.exit_code == 0
    assert result.stderr == ""
    assert [answer["id"] for answer in answers(result.stdout)] == [f"q{number}" for number in range(50)]


def nationals(requesting: str) -> dict[str, Any]:
    """XA is asked for its own."""
    return {"requesting": requesting, "requested": "XA", "person": {"nationality": ["XA"]}}


def test_verdicts_do_not_matter(run: Run) -> None:
    """A batch exits 0 whatever its verdicts."""
    result = run("advise", "--batch", "-", given=lines({}, nationals("XC"), nationals("XB")))
    assert [answer["verdict"] for answer in answers(result.stdout)] == ["conditional", "no-basis", "barred"]
    assert result.exit_code == 0


def test_wrong_lines_in_their_place_and_blank_lines_skipped(run: Run) -> None:
    given = "\n" + lines({"id": "a"}) + "   \n\t\n" + lines("{", {"id": "b", "measure": "x"}, {"id": "c"}) + "\n"
    result = run("advise", "--batch", "-", given=given)
    found = answers(result.stdout)
    assert result.exit_code == 2
    assert [answer["id"] for answer in found] == ["a", None, "b", "c"]
    assert [answer.get("line") for answer in found] == [None, 5, 6, None]
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == ["line 5", "line 6"]
    assert found[2]["error"] == {
        "code": "wrong-input",
        "what": "unknown measure 'x'",
        "where": "measure",
        "do": "use one of: bank-records, extradition, search-seizure",
    }


def test_only_wrong_lines(run: Run) -> None:
    result = run("advise", "--batch", "-", given="{\n[\n")
    assert result.exit_code == 2
    assert [answer["line"] for answer in answers(result.stdout)] == [1, 2]


@pytest.mark.parametrize("given", ["", "\n", " \n\n\t\n"])
def test_nothing(given: str, run: Run) -> None:
    result = run("advise", "--batch", "-", given=given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no query in it - write one JSON query a line" in result.stderr


def test_file_and_standard_input_are_the_same(run: Run) -> None:
    text = lines({"id": "a"}, "{", {"id": "b"})
    Path("queries.jsonl").write_text(text, encoding="utf-8")
    from_file, from_input = run("advise", "--batch", "queries.jsonl"), run("advise", "--batch", "-", given=text)
    assert from_file.stdout == from_input.stdout
    assert from_file.exit_code == from_input.exit_code == 2


def test_last_line_without_an_end(run: Run) -> None:
    result = run("advise", "--batch", "-", given=lines({"id": "a"}).rstrip("\n"))
    assert [answer["id"] for answer in answers(result.stdout)] == ["a"]


def test_lines_end_in_either_way(run: Run) -> None:
    result = run("advise", "--batch", "-", given=lines({"id": "a"}, {"id": "b"}).replace("\n", "\r\n"))
    assert [answer["id"] for answer in answers(result.stdout)] == ["a", "b"]


def test_a_line_is_answered_like_a_command(run: Run) -> None:
    (line,) = answers(run("advise", "--batch", "-", given=lines({})).stdout)
    command = run("advise", "--from", "XA", "--to", "XB", "--measure", "extradition", "--on", "2010-01-01", "--json")
    assert json.loads(command.stdout) == line


def test_our_own_fault_ends_with_three(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A defect of the program is no wrong input; it says so, without a traceback."""

    def broken(*_: object) -> str:
        raise ZeroDivisionError("a defect")

    monkeypatch.setattr(advise_command, "answer_json", broken)
    result = run("advise", "--batch", "-", given=lines({}))
    assert result.exit_code == 3
    assert "our own fault" in result.stderr
    assert "a defect" in result.stderr
