# SPDX-License-Identifier: EUPL-1.2
"""Each program file opens with its licence."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINE = "# SPDX-License-Identifier: EUPL-1.2"
FILES = sorted(
    path for folder in ("src", "tests", "bench", "tools") for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".sh")
)


def opens_with_licence(text: str) -> bool:
    """Whether the first line, or the second after a shebang, is the licence."""
    return LINE in text.splitlines()[: 2 if text.startswith("#!") else 1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_opens_with_licence(path: Path) -> None:
    assert opens_with_licence(path.read_text(encoding="utf-8")), f"write {LINE!r} into the first line"


def test_it_bites() -> None:
    assert opens_with_licence(f"#!/bin/sh\n{LINE}\n")
    assert not opens_with_licence("import os\n")
    assert not opens_with_licence(f"import os\n{LINE}\n")


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "15.Applicable Law" in text
    assert "Appendix" in text
