# SPDX-License-Identifier: EUPL-1.2
"""What must hold of the documentation: one number for one decision, sixty rows of features, every page in the menu."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
DECISIONS = sorted((DOCS / "adr").glob("*.md"))
SECTIONS = ("## Status", "## Context", "## Decision", "## Consequences")
STATES = {"works", "partly", "not yet"}
ROW = re.compile(r"\| (\d+) \|(.*)\| ([a-z ]+) \|(.*)\|")


def doubled(names: list[str]) -> list[str]:
    """Numbers that stand before more than one name."""
    return [number for number, count in Counter(name[:3] for name in names).items() if count > 1]


def test_a_decision_has_a_number_of_its_own() -> None:
    names = [path.name for path in DECISIONS]
    assert len(names) >= 6
    assert all(re.fullmatch(r"\d{3}-[a-z0-9-]+\.md", name) for name in names)
    assert not doubled(names)


def test_it_sees_a_number_given_twice() -> None:
    assert doubled(["001-one.md", "002-two.md", "001-other.md"]) == ["001"]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_why(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [section for section in SECTIONS if section not in lines] == []


def test_sixty_rows_of_features() -> None:
    rows = [found for line in (DOCS / "features.md").read_text(encoding="utf-8").splitlines() if (found := ROW.fullmatch(line))]
    assert [int(row[1]) for row in rows] == list(range(1, 61))
    assert {row[3] for row in rows} <= STATES
    assert not [row[1] for row in rows if row[3] != "not yet" and not row[4].strip()], "a row that works says where it is seen"


def test_every_page_is_in_the_menu() -> None:
    menu = (DOCS.parent / "mkdocs.yml").read_text(encoding="utf-8")
    pages = [path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")]
    assert [page for page in pages if page not in menu] == []
