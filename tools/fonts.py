# SPDX-License-Identifier: EUPL-1.2
"""Makes the fonts that letters carry: ``python tools/fonts.py [FOLDER]``, with Noto's TTF files in FOLDER.

Debian has them in the package fonts-noto-core. What is kept: the letters of the languages that authorities write in
(Latin with the letters of Azerbaijani, Turkish, Vietnamese and all of Europe, Greek, Cyrillic, Georgian, Armenian, Arabic), figures,
punctuation, signs of money and of mathematics. Hints for coarse screens are left out. ``coverage.txt`` lists the characters that the fonts
hold together, as ranges of hexadecimal numbers: a letter with any other character is refused rather than printed with holes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]  # it has no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it has no types

NOTO: Final = Path("/usr/share/fonts/truetype/noto")
TARGET: Final = Path(__file__).resolve().parents[1] / "src" / "comity" / "documents" / "fonts"

_COMMON: Final = ((0x20, 0x7E), (0xA0, 0xFF))
_MARKS: Final = ((0x2000, 0x200F), (0x2010, 0x2027), (0x202F, 0x203E), (0x2044, 0x2044), (0x204A, 0x205F))
_SIGNS: Final = (
    (0x2070, 0x209C),
    (0x20A0, 0x20C0),
    (0x2100, 0x214F),
    (0x2150, 0x218F),
    (0x2212, 0x2215),
    (0x25CC, 0x25CC),
    (0xFFFD, 0xFFFD),
)
_LATIN: Final = ((0x100, 0x24F), (0x250, 0x2AF), (0x2B0, 0x2FF), (0x300, 0x36F), (0x1E00, 0x1EFF), (0xFB00, 0xFB06))
_SCRIPTS: Final = {
    "NotoSerif": (
        *_COMMON,
        *_MARKS,
        *_SIGNS,
        *_LATIN,
        (0x370, 0x3FF),
        (0x400, 0x52F),
        (0x1F00, 0x1FFF),
        (0x2DE0, 0x2DFF),
        (0xA640, 0xA69F),
    ),
    "NotoSerifGeorgian": ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)),
    "NotoSerifArmenian": ((0x530, 0x58F), (0xFB13, 0xFB17)),
    "NotoSansMath": ((0x2190, 0x21FF), (0x2200, 0x22FF)),
    "NotoSansSymbols2": ((0x25A0, 0x25FF), (0x2610, 0x2612), (0x2713, 0x2718)),
    "NotoNaskhArabic": ((0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0x200C, 0x200F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF)),
}
FILES: Final = {
    **dict.fromkeys(("NotoSerif-Regular", "NotoSerif-Bold", "NotoSerif-Italic"), _SCRIPTS["NotoSerif"]),
    **dict.fromkeys(("NotoSerifGeorgian-Regular", "NotoSerifGeorgian-Bold"), _SCRIPTS["NotoSerifGeorgian"]),
    **dict.fromkeys(("NotoSerifArmenian-Regular", "NotoSerifArmenian-Bold"), _SCRIPTS["NotoSerifArmenian"]),
    **{f"{name}-Regular": _SCRIPTS[name] for name in ("NotoSansMath", "NotoSansSymbols2")},
    **dict.fromkeys(("NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold"), _SCRIPTS["NotoNaskhArabic"]),
}


def shrink(source: Path, target: Path, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Write the font with the characters of the spans alone; what it holds of them."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options(hinting=False, notdef_outline=True, drop_tables=["DSIG", "GlyphOrder"], name_IDs=["*"], recalc_timestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[point for first, last in spans for point in range(first, last + 1)])
    subsetter.subset(font)
    font.save(target, reorderTables=True)
    return frozenset(font.getBestCmap())


def ranges(points: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The points as ranges, both ends included."""
    ordered = sorted(points)
    first = last = ordered[0]
    for point in ordered[1:]:
        if point != last + 1:
            yield first, last
            first = point
        last = point
    yield first, last


def main(folder: Path, target: Path = TARGET) -> None:
    """Make all fonts and the list of what they hold."""
    target.mkdir(parents=True, exist_ok=True)
    held: set[int] = set()
    for name, spans in FILES.items():
        found = shrink(folder / f"{name}.ttf", target / f"{name}.ttf", spans)
        if not name.endswith(("-Bold", "-Italic")):
            held |= found
        print(f"{name:<28} {(target / f'{name}.ttf').stat().st_size:>8} bytes {len(found):>5} characters")
    lines = [f"{first:04X}-{last:04X}" for first, last in ranges(held)]
    (target / "coverage.txt").write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else NOTO)
