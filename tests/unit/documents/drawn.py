# SPDX-License-Identifier: EUPL-1.2
"""What a PDF of typst draws: each piece of text with its place, its width from the font's own table, and its glyphs."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdf
from pypdf.generic import ContentStream

Matrix = tuple[float, float, float, float, float, float]
_ONE: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text on a page: where it starts and ends, whether it stands upright, the numbers of its glyphs."""

    page: int
    left: float
    right: float
    base: float
    upright: bool
    glyphs: tuple[int, ...]


def pieces(data: bytes) -> list[Piece]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    return [piece for number, page in enumerate(reader.pages) for piece in _of_page(reader, number, page)]


def sizes(data: bytes) -> list[tuple[float, float]]:
    return [(float(page.mediabox.width), float(page.mediabox.height)) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def holes(data: bytes) -> int:
    """How many glyphs stand for a character that the font lacks: the first glyph of a font is that box."""
    return sum(piece.glyphs.count(0) for piece in pieces(data))


def outside(data: bytes, margin: float) -> list[Piece]:
    """The pieces that leave the page's margins; what is drawn aslant must keep to the page itself."""
    found, pages = [], sizes(data)
    for piece in pieces(data):
        width, height = pages[piece.page]
        edge = margin if piece.upright else 0
        ends = (piece.left, piece.right)
        if min(ends) < edge - 0.5 or max(ends) > width - edge + 0.5 or not 0 < piece.base < height:
            found.append(piece)
    return found


def overlapping(data: bytes) -> list[tuple[Piece, Piece]]:
    """Pieces on one line that run into each other, such as a word that is too wide for its cell."""
    upright = sorted((piece for piece in pieces(data) if piece.upright), key=lambda piece: (piece.page, round(piece.base), piece.left))
    return [(one, other) for one, other in pairwise(upright) if _same_line(one, other) and other.left < one.right - 0.6]


def _same_line(one: Piece, other: Piece) -> bool:
    return one.page == other.page and round(one.base) == round(other.base)


def _of_page(reader: pypdf.PdfReader, number: int, page: Any) -> Iterator[Piece]:
    fonts = {name: _widths(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    matrix, kept, font, size, place = _ONE, [_ONE], "", 0.0, _ONE
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        match operator:
            case b"q":
                kept.append(matrix)
            case b"Q":
                matrix = kept.pop()
            case b"cm":
                matrix = _times(tuple(map(float, operands)), matrix)
            case b"Tf":
                font, size = operands[0], float(operands[1])
            case b"Tm":
                place = tuple(map(float, operands))  # type: ignore[assignment]  # six numbers
            case b"TJ" | b"Tj":
                shown = operands[0] if operator == b"TJ" else [operands[0]]
                glyphs, length = _shown(shown, fonts[font], size)
                yield _piece(number, _times(place, matrix), length, glyphs)


def _piece(page: int, matrix: Matrix, length: float, glyphs: tuple[int, ...]) -> Piece:
    a, b, _, _, e, f = matrix
    return Piece(page, e, e + a * length, f, math.isclose(b, 0, abs_tol=1e-6), glyphs)


def _shown(items: list[Any], font: tuple[dict[int, float], float], size: float) -> tuple[tuple[int, ...], float]:
    widths, default = font
    glyphs: list[int] = []
    length = 0.0
    for item in items:
        if isinstance(item, int | float):
            length -= float(item) / 1000 * size
            continue
        raw = item.original_bytes
        codes = [int.from_bytes(raw[place : place + 2], "big") for place in range(0, len(raw), 2)]
        glyphs += codes
        length += sum(widths.get(code, default) for code in codes) / 1000 * size
    return tuple(glyphs), length


def _widths(font: Any) -> tuple[dict[int, float], float]:
    inner = font["/DescendantFonts"][0].get_object()
    found: dict[int, float] = {}
    entries = list(inner.get("/W", []))
    while entries:
        first, second = int(entries.pop(0)), entries.pop(0)
        if isinstance(second, list):
            found.update((first + place, float(width)) for place, width in enumerate(second))
        else:
            width = float(entries.pop(0))
            found.update((code, width) for code in range(first, int(second) + 1))
    return found, float(inner.get("/DW", 1000))


def _times(one: Any, other: Any) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
