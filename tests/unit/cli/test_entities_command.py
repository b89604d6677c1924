# SPDX-License-Identifier: EUPL-1.2
"""``comity entities``: out as lines, in beside a case; nothing is overwritten, nothing is lost silently."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from comity.cli import entities_command
from comity.cli.files import read_case as read_file
from comity.draft.case.read import read_case
from unit.cli.conftest import Run

CASE = """\
schema: comity.case/1
requesting: XA
requested: XB
measure: freezing
on: 2026-11-24
facts: {offence.max_penalty_months.requesting: 96, offence.dual: true}
persons: [{id: p1, role: suspect, names: [{full: "Nümunə: Nümunəyev"}], birth: {day: "~1980"}}]
accounts: [{id: a1, number: "0001", holder: p1}]
"""
FOUND = [
    {"id": "p1", "schema": "Person", "properties": {"position": ["director"], "leiCode": ["1"]}},
    {"id": "c1", "schema": "Company", "properties": {"name": ["Example"]}},
    {"id": "s1", "schema": "Sanction", "properties": {"entity": ["p1"]}},
]


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return str(path)


@pytest.fixture
def found(tmp_path: Path) -> str:
    path = tmp_path / "found.json"
    path.write_text("\n".join(json.dumps(one) for one in FOUND), encoding="utf-8")
    return str(path)


def test_out_to_standard_output(run: Run, case: str) -> None:
    result = run("entities", "export", case)
    assert result.exit_code == 0
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["p1", "a1", "a1-holder"]


def test_out_and_in_again(run: Run, case: str) -> None:
    assert run("entities", "export", case, "-o", "out.json").stderr == "wrote out.json\n"
    result = run("entities", "import", "out.json", case, "-o", "new/new.yaml")
    assert result.exit_code == 0
    assert "added: nothing; changed: nothing" in result.stderr
    assert read_case(read_file("new/new.yaml")) == read_case(read_file(case))
    assert not Path("new/new.aside.json").exists()


def test_in_from_elsewhere(run: Run, case: str, found: str) -> None:
    result = run("entities", "import", found, case, "-o", "new.yaml")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "wrote new.aside.json",
        "wrote new.yaml",
        "added: companies c1; changed: persons p1",
        "kept aside in new.aside.json:",
        "  Sanction s1: a case has no place for Sanction",
        "  Person p1: the case has no place for: leiCode",
    ]
    new = read_case(read_file("new.yaml"))
    assert (new.persons[0].occupation, new.companies[0].name) == ("director", "Example")
    kept = [json.loads(line) for line in Path("new.aside.json").read_text(encoding="utf-8").splitlines()]
    assert [(one["id"], one["properties"]) for one in kept] == [("s1", {"entity": ["p1"]}), ("p1", {"leiCode": ["1"]})]


def test_in_to_standard_output(run: Run, case: str, found: str, tmp_path: Path) -> None:
    result = run("entities", "import", found, case)
    assert result.stdout.startswith("schema: comity.case/1\nrequesting: XA\n")
    assert "with -o they are written to a file" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case.yaml", "found.json"]


def test_the_case_and_the_entities_are_never_overwritten(run: Run, case: str, found: str) -> None:
    for place in (case, found):
        before = Path(place).read_bytes()
        result = run("entities", "import", found, case, "-o", place)
        assert result.exit_code == 2
        assert "this would overwrite what is read" in result.stderr
        assert Path(place).read_bytes() == before


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{", "entities.json, line 1: not JSON"),
        (b"- a: 1\n", "not JSON"),
        (b"[" * 90_000, "not JSON"),
        (b"", "the file is empty"),
        (b'{"id": "a", "schema": "Person", "properties": {"name": [{}]}}', "line 1, name: a value is a mapping"),
        (b'{"id": "a", "schema": "Person", "properties": {"notes": ["comity.case/1 {"]}}', "the note of the case was damaged"),
    ],
)
def test_hostile_entities_are_wrong_input_and_nothing_is_written(run: Run, case: str, content: bytes, says: str) -> None:
    Path("entities.json").write_bytes(content)
    result = run("entities", "import", "entities.json", case, "-o", "new.yaml")
    assert result.exit_code == 2
    assert says in result.stderr
    assert not Path("new.yaml").exists()


def test_a_huge_file_is_wrong_input(run: Run, case: str, found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entities_command, "MAX_BYTES", 10)
    result = run("entities", "import", found, case)
    assert result.exit_code == 2
    assert "larger than 10 bytes" in result.stderr


@pytest.mark.parametrize("args", [("export", "none.yaml"), ("import", "none.json", "none.yaml"), ("import", "none.json")])
def test_files_that_are_not_there(run: Run, args: tuple[str, ...]) -> None:
    assert run("entities", *args).exit_code == 2
