# SPDX-License-Identifier: EUPL-1.2
"""What the writers of letters must know of a text: its lines, direction and width, where it may break, whether the fonts can show it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final

from comity.documents.text import printable

_BREAK = re.compile("\r\n|[\r\n\u0085\u2028\u2029]")
_WIDE: Final = frozenset("MWmw%@\u2014\u2026ЖМФШЩЫЮжмфшщыюѠѡ")
_RTL_LANGUAGES: Final = frozenset({"ar", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"})
_UNSEEN: Final = range(0xFE00, 0xFE10)  # variation selectors need no glyph
_PIECE: Final = 4
_RIGHT_TO_LEFT: Final = re.compile("R|AL")  # bidirectional classes of Hebrew and of Arabic letters


def lines(words: str) -> list[str]:
    """The lines of a text, each without controls; a tabulator is a space."""
    return [printable(line.replace("\t", " ")) for line in _BREAK.split(words)]


def plain(words: str) -> str:
    """The text as it is read back: its lines joined by a line feed."""
    return "\n".join(lines(words))


def is_rtl(words: str, language: str = "") -> bool:
    """Whether the text runs from right to left: as its first letter does, or its language where it has no letter."""
    for letter in words:
        kind = unicodedata.bidirectional(letter)
        if _RIGHT_TO_LEFT.fullmatch(kind):
            return True
        if kind == "L":
            return False
    return language in _RTL_LANGUAGES


def width(word: str) -> float:
    """At most so many em wide, by a generous guess."""
    return sum(_width(letter) for letter in word)


def _width(letter: str) -> float:
    if letter in _WIDE:
        return 1.12
    if letter.isupper():
        return 0.84
    return 0.68 if ord(letter) < 0x3000 else 1.1


def shortened(words: str, room: float) -> str:
    """The text, its end an ellipsis where it is wider than the room (in em)."""
    if width(words) <= room:
        return words
    taken, end = 0.0, 0
    while taken + _width(words[end]) < room - 1.2:
        taken += _width(words[end])
        end += 1
    return words[:end].rstrip() + "\u2026"


def pieces(word: str, room: float) -> list[str]:
    """Where a word may break that is wider than its room (in em): pieces that stay whole; one piece where it fits."""
    if width(word) <= room:
        return [word]
    most = max(1, min(_PIECE, int(room / 2)))
    found: list[str] = [""]
    for letter in word:
        joined = bool(unicodedata.combining(letter)) or unicodedata.category(letter) in ("Mn", "Me", "Cf")
        if len(found[-1]) >= most and not joined:
            found.append("")
        found[-1] += letter
    return found


def column_shares(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """How the width of a table is shared out: to each column by its longest text and its longest word, within bounds."""
    return [_share([heading, *(row[column] for row in rows)]) for column, heading in enumerate(headings)]


def _share(cells: Sequence[str]) -> float:
    word = max((width(word) * 1.1 for cell in cells for word in cell.split()), default=1.0)
    return max(4.0, min(max(map(len, cells)) * 0.62, 22.0), min(word + 1.2, 16.0))


@cache
def _covered() -> tuple[tuple[int, ...], tuple[int, ...]]:
    text = resources.files("comity.documents").joinpath("fonts", "coverage.txt").read_text(encoding="ascii")
    spans = [line.split("-") for line in text.split()]
    return tuple(int(first, 16) for first, _ in spans), tuple(int(last, 16) for _, last in spans)


def has_glyph(letter: str) -> bool:
    """Whether the fonts that letters carry can show the character."""
    firsts, lasts = _covered()
    point = ord(letter)
    place = bisect_right(firsts, point) - 1
    if place >= 0 and point <= lasts[place]:
        return True
    return point in _UNSEEN or (unicodedata.category(letter) == "Cf" and not 0xFFF9 <= point <= 0xFFFB)


def without_glyph(words: str) -> str:
    """The characters of the text that the fonts lack, each once."""
    return "".join(dict.fromkeys(letter for letter in words if letter > "~" and not has_glyph(letter)))
