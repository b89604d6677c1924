# SPDX-License-Identifier: EUPL-1.2
"""Writes `docs/case-file.md`: every place of a case file, from the model and the labels of `law/drafting/labels`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from comity.corpus.load import load_drafting
from comity.draft.case.shape import PlaceKind, Shape, shapes
from comity.model.drafting import Drafting

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "case-file.md"
INTRODUCTION = """# The case file

One file holds all that a request may say, for every measure: `schema: comity.case/1`, as YAML for people or JSON for
machines ([JSON Schema](schemas/comity.case-1.json)). A query of `comity advise` is already a case;
`comity ask`, `comity check`, `comity draft`
and `comity prepare` take the same file. Unknown fields are refused by name, absent ones are unknown. Worked examples for every
measure lie in `examples/`.

Free text stands in the case's own language (`case.language`), or by language: `{en: ..., az: ..., ru: ..., fr: ...}`. Where a
paper is written in another language and the text has no version in it, the original stands there with a mark: a person must translate it.

Plain values in YAML are text unless their place asks for more: `NO` is Norway, `5.10` is an article. Days are written
2026-11-24; a day of birth may be known roughly (`1980-05`, `~1980`).

This page is made from the program's own model by `make glossary`.

"""
KINDS = {
    PlaceKind.TEXT: "text",
    PlaceKind.WRITTEN: "free text",
    PlaceKind.WORD: "one of",
    PlaceKind.TRUTH: "true or false",
    PlaceKind.DAY: "day",
    PlaceKind.NUMBER: "number",
    PlaceKind.ACTOR: "code of a state or court",
    PlaceKind.LANGUAGE: "code of a language",
    PlaceKind.PART: "mapping",
}


def page() -> str:
    """The page."""
    return INTRODUCTION + "\n".join(_sections(load_drafting())) + "\n"


def _sections(drafting: Drafting) -> Iterator[str]:
    top = None
    for place, shape in shapes().items():
        first = place.partition(".")[0]
        if first == "offence" and place != first:
            continue
        if first != top:
            top = first
            yield f"\n## {first}\n\n| place | called | what stands there |\n| --- | --- | --- |"
        yield f"| `{place}` | {drafting.label(place, 'en') if place in drafting.places else ''} | {_said(shape)} |"


def _said(shape: Shape) -> str:
    words = f" {', '.join(f'`{word}`' for word in sorted(shape.words))}" if shape.words else ""
    return f"{'list: ' if shape.several else ''}{KINDS[shape.kind]}{words}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"written: {PAGE.relative_to(ROOT)}")
