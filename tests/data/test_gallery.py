# SPDX-License-Identifier: EUPL-1.2
"""Every measure has a worked example, and every example its picture and its entry in the gallery."""

from __future__ import annotations

from pathlib import Path

from comity.corpus.load import load

ROOT = Path(__file__).resolve().parents[2]


def test_every_measure_has_an_example() -> None:
    assert {path.stem for path in (ROOT / "examples").glob("*.yaml")} == set(load().measures)


def test_every_example_is_in_the_gallery() -> None:
    page = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    names = {path.stem for path in (ROOT / "examples").glob("*.yaml")}
    assert {path.stem for path in (ROOT / "docs" / "gallery").glob("*.png")} == names, "run `make gallery`"
    assert [name for name in names if f"(gallery/{name}.png)" not in page] == []
