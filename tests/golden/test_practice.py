# SPDX-License-Identifier: EUPL-1.2
"""The questions that practitioners set: each has its first answer beside it, and the comparison finds what is wrong in one."""

from __future__ import annotations

from typing import Any

import pytest
from practice import FOLDER, faults, first_run, read

QUESTIONS = [question for path in sorted(FOLDER.glob("*.yaml")) for question in read(path)]
GOOD = {
    "verdict": "barred",
    "bases": [{"instrument": "fx-001", "role": "primary", "articles": ["3(1)"]}],
    "bars": [{"ground": "nationality"}],
}
EXPECTED = {"first": "fx-001", "articles": ["3"], "verdict": ["barred"], "bars": [{"ground": "nationality"}]}


def test_each_question_has_a_name_of_its_own_and_its_first_answer() -> None:
    names = [question["id"] for question in QUESTIONS]
    assert len(names) == len(set(names)) >= 60
    assert set(names) == set(first_run())


def test_each_expectation_has_its_reason_and_source() -> None:
    assert not [question["id"] for question in QUESTIONS if not (question["because"] and question["source"] and question["sure"])]


def test_what_is_as_expected_has_no_fault() -> None:
    assert not list(faults(EXPECTED, GOOD))


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"bases": []}, "first none"),
        ({"bases": [{"instrument": "fx-001", "role": "supplement", "articles": ["3"]}]}, "first none"),
        ({"bases": [{"instrument": "fx-001", "role": "primary", "articles": ["30"]}]}, "articles 30"),
        ({"verdict": "available"}, "verdict available"),
        ({"bars": []}, "bars lack nationality"),
        ({"error": "no such fact"}, "verdict refused"),
    ],
)
def test_each_kind_of_fault_is_found(wrong: dict[str, Any], fault: str) -> None:
    assert any(found.startswith(fault) for found in faults(EXPECTED, {**GOOD, **wrong}))
