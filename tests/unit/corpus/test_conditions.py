# SPDX-License-Identifier: EUPL-1.2
"""Conditions as written and as expressions; wrong ones stand in test_refused.py."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.corpus.conditions import MAX_PARTS
from comity.corpus.load import load_files, problems_of
from comity.model.expression import ALWAYS, Expression, Op
from unit.small_law import FILES, write

RULES = "instruments/fx-001/provisions.yaml"
GRAVE = Expression(
    Op.ALL,
    (
        Expression(Op.FACT, name="offence.dual"),
        Expression(Op.AT_LEAST, name="offence.max_penalty_months.requesting", value=("12",)),
    ),
)


def with_condition(law: Path, condition: Any) -> Path:
    """The small law with another condition in article 2."""
    written = yaml.safe_dump(condition, default_flow_style=True, width=10_000).strip()
    text = FILES[RULES].replace("when: {fact: offence.political}", f"when: {written}")
    return write(law, {**FILES, RULES: text})


@pytest.mark.parametrize(
    ("written", "expression"),
    [
        ({"fact": "offence.political"}, Expression(Op.FACT, name="offence.political")),
        ({"not": {"fact": "offence.dual"}}, Expression(Op.NOT, (Expression(Op.FACT, name="offence.dual"),))),
        ({"any": [{"fact": "offence.dual"}]}, Expression(Op.ANY, (Expression(Op.FACT, name="offence.dual"),))),
        (
            {"fact": "offence.max_penalty_months.requested", "less_than": "6"},
            Expression(Op.LESS_THAN, name="offence.max_penalty_months.requested", value=("6",)),
        ),
        (
            {"fact": "offence.max_penalty_months.requested", "more_than": "0"},
            Expression(Op.MORE_THAN, name="offence.max_penalty_months.requested", value=("0",)),
        ),
        ({"fact": "offence.on", "at_most": "2003-10-02"}, Expression(Op.AT_MOST, name="offence.on", value=("2003-10-02",))),
        ({"fact": "asset.value", "at_least": "100 EUR"}, Expression(Op.AT_LEAST, name="asset.value", value=("100 EUR",))),
        ({"fact": "asset.value", "at_least": "100.50"}, Expression(Op.AT_LEAST, name="asset.value", value=("100.50",))),
        ({"fact": "purpose", "is": ["execution"]}, Expression(Op.IS, name="purpose", value=("execution",))),
        ({"fact": "purpose", "is": "execution"}, Expression(Op.IS, name="purpose", value=("execution",))),
        ({"fact": "person.nationality", "has": "requested"}, Expression(Op.HAS, name="person.nationality", value=("requested",))),
        ({"fact": "person.nationality", "has": ["XA", "XB"]}, Expression(Op.HAS, name="person.nationality", value=("XA", "XB"))),
        ({"offence": ["fraud", "0701"]}, Expression(Op.OFFENCE, value=("fraud", "0701"))),
        ({"offence": "fraud"}, Expression(Op.OFFENCE, value=("fraud",))),
        ({"party": "fx-004"}, Expression(Op.PARTY, name="fx-004", value=("both", ""))),
        ({"party": "fx-004", "who": "requesting"}, Expression(Op.PARTY, name="fx-004", value=("requesting", ""))),
        ({"party": "fx-004", "on": "offence.on"}, Expression(Op.PARTY, name="fx-004", value=("both", "offence.on"))),
        ({"stated": "direct"}, Expression(Op.STATED, name="direct", value=("requested", "unknown"))),
        ({"stated": "direct", "by": "requesting", "silent": "yes"}, Expression(Op.STATED, name="direct", value=("requesting", "yes"))),
        ({"stated": "direct", "silent": True}, Expression(Op.STATED, name="direct", value=("requested", "yes"))),
        ({"stated": "direct", "silent": False}, Expression(Op.STATED, name="direct", value=("requested", "no"))),
        ({"unknown": "not read"}, Expression(Op.UNKNOWN, name="not read")),
        ({"condition": "grave"}, GRAVE),
        ({"not": {"condition": "grave"}}, Expression(Op.NOT, (GRAVE,))),
    ],
    ids=str,
)
def test_read(written: object, expression: Expression, tmp_path: Path) -> None:
    corpus = load_files(with_condition(tmp_path, written))
    assert corpus.by_id["fx-001"].provisions[1].when == expression


def test_absent_is_always(tmp_path: Path) -> None:
    corpus = load_files(write(tmp_path))
    assert corpus.by_id["fx-001"].provisions[0].when == ALWAYS


def test_largest_condition(tmp_path: Path) -> None:
    """As many parts as are allowed, and one more."""
    parts = [{"fact": "offence.dual"} for _ in range(MAX_PARTS - 1)]
    assert problems_of(with_condition(tmp_path, {"all": parts})) == ()
    assert [
        problem.split(": ", 1)[1] for problem in problems_of(with_condition(tmp_path, {"all": [*parts, {"fact": "offence.dual"}]}))
    ] == [f"more than {MAX_PARTS} parts once its named conditions are written out - make it smaller"]
