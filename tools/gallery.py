# SPDX-License-Identifier: EUPL-1.2
"""Writes `docs/gallery.md`: the first page of every worked example in `examples/`, in the four languages by turns."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PIL import Image

from comity.advise.advise import Adviser
from comity.corpus.load import load, load_drafting
from comity.corpus.strict_yaml import read
from comity.documents.letter_pdf import letter_pictures
from comity.draft.case.read import read_case
from comity.draft.case.things import LANGUAGES
from comity.draft.check.check import check
from comity.draft.package import Writer, papers_of
from comity.draft.scene import Scene, scene_of

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "gallery.md"
PICTURES = ROOT / "docs" / "gallery"
PPI = 64
COLOURS = 24  # of a picture: letters are nearly black and white
INTRODUCTION = """# Gallery

The first page of the request of every worked example: `comity draft examples/<measure>.yaml -o out`. All persons, numbers and events are
invented. Each example has one language here, by turns; every paper is written in all four. Made by `make gallery`.

"""


def scene_named(path: Path, adviser: Adviser) -> Scene:
    """The case of an example before the law."""
    return scene_of(read_case(read(path).data), adviser, load_drafting(), date.today())  # noqa: DTZ011 - the examples name their day


def _small(picture: bytes) -> bytes:
    """The same picture in few colours."""
    made = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS).save(made, "PNG", optimize=True)
    return made.getvalue()


def main() -> None:
    """Write page and pictures; remove pictures that no example has any more."""
    adviser = Adviser(load())
    PICTURES.mkdir(exist_ok=True)
    kept = {}
    lines: list[str] = []
    for number, path in enumerate(sorted((ROOT / "examples").glob("*.yaml"))):
        language = LANGUAGES[number % len(LANGUAGES)]
        scene = scene_named(path, adviser)
        papers = papers_of(scene)
        request = Writer(scene, check(scene)).letters(papers[:1], [language])[0].letter
        kept[f"{path.stem}.png"] = _small(letter_pictures(request, PPI)[0])
        lines += _entry(path.stem, scene, language, [paper.title.en for paper in papers])
    for picture in PICTURES.glob("*.png"):
        if picture.name not in kept:
            picture.unlink()
    for name, content in kept.items():
        (PICTURES / name).write_bytes(content)
    PAGE.write_text(INTRODUCTION + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(kept)} examples in {PAGE.relative_to(ROOT)}")


def _entry(name: str, scene: Scene, language: str, titles: list[str]) -> Iterator[str]:
    measure = scene.corpus.measures[scene.query.measure].name.en
    pair = " to ".join(scene.corpus.by_code[code].name.en for code in (scene.query.requesting, scene.query.requested))
    yield f"## {measure}\n"
    yield f"{pair}, `examples/{name}.yaml`; the package: {'; '.join(titles)}.\n"
    yield f"![First page of the request in {language}](gallery/{name}.png)\n"


if __name__ == "__main__":
    main()
