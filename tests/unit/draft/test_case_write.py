# SPDX-License-Identifier: EUPL-1.2
"""A case written as YAML: the order of the model, quotes where they are needed, prose that can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.cli.files import typed
from comity.corpus.strict_yaml import parse
from comity.draft.case.case import Case
from comity.draft.case.read import read_case
from comity.draft.case.write import WIDTH, case_yaml

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))


def read(text: str) -> Case:
    return read_case(typed(parse(text, Path("case.yaml")).data))


def test_what_looks_like_something_else_is_quoted() -> None:
    case = read_case(
        {
            "measure": "freezing",
            "requested": "NO",
            "requesting": "XA",
            "id": "true",
            "on": "2026-11-24",
            "bases": ["5.10", "1e3", "null", "~", "2026-11-24", "yes", "0x1F", "a: b", "- a", "#"],
            "facts": {"offence.dual": True, "offence.max_penalty_months.requesting": 96},
            "persons": [{"id": "07041", "role": "suspect", "minor": False, "birth": {"day": "1980-05-02"}}],
        }
    )
    written = case_yaml(case)
    assert written.startswith("schema: comity.case/1\nrequesting: XA\nrequested: 'NO'\nmeasure: freezing\non: 2026-11-24\n")
    assert read(written) == case
    assert "day: '1980-05-02'" in written
    assert "offence.max_penalty_months.requesting: 96" in written


def test_prose_is_folded_and_lines_are_kept() -> None:
    prose = " ".join(["Between March and June: twelve payments # all to one account"] * 9)
    case = read_case(
        {"requesting": "XA", "requested": "XB", "measure": "freezing", "summary": {"what": prose, "when": "first\n\nsecond\nthird"}}
    )
    written = case_yaml(case)
    assert "what: >-\n" in written
    assert "when: |-\n" in written
    assert max(map(len, written.splitlines())) <= WIDTH + 8
    assert read(written) == case


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_read_back(path: Path) -> None:
    case = read(path.read_text(encoding="utf-8"))
    assert read(case_yaml(case)) == case
