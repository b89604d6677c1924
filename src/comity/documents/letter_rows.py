# SPDX-License-Identifier: EUPL-1.2
"""Reads a letter in DOCX as rows, one a paragraph, so that two states of it can be compared, in the fields and outside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from docx.oxml.ns import qn
from lxml import etree

from comity.documents.letter_read import GONE, SPACES, Parts, is_empty, tag_of, text_of
from comity.documents.text import printable

_TRACKED: Final = frozenset({qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo")})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: its place in the case (empty for fixed words), and whose changes to it are tracked (empty for none).

    A field that shows its placeholder has no text; ``shown`` is what it shows.
    """

    text: str
    path: str = ""
    by: str = ""
    shown: str = ""


Row = tuple[Piece, ...]


def docx_rows(parts: Parts) -> list[Row]:
    """The paragraphs of a letter in the order of reading, those without words left out; tracked changes are read as accepted."""
    reader = _Reader(parts)
    reader.read()
    rows = [tuple(_piece(piece) for piece in row if piece.words or piece.path) for row in reader.rows]
    return [row for row in rows if any(piece.text.strip() or piece.path for piece in row)]


@dataclass(slots=True)
class _Open:
    """A piece that is being read, and the control in which it stands."""

    path: str
    control: etree._Element | None
    words: list[str] = field(default_factory=list)
    by: str = ""
    shown: str = ""


def _piece(read: _Open) -> Piece:
    return Piece(printable("".join(read.words)), read.path, read.by, printable(read.shown))


class _Reader:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.rows: list[list[_Open]] = [[]]

    def read(self) -> None:
        """Every element once, without recursion: a file may nest them as deeply as its parser lets it."""
        waiting: list[tuple[etree._Element, etree._Element | None, str, str]] = [(self.parts.body, None, "", "")]
        while waiting:
            element, control, path, by = waiting.pop()
            if element.tag in _TRACKED:
                by = element.get(qn("w:author"), "")
                self.changed_by(path, control, by)
            if element.tag in GONE or not isinstance(element.tag, str):
                continue
            if element.tag == qn("w:p"):
                self.rows.append([])
            elif element.tag == qn("w:sdt") and (tag := tag_of(element)):
                control, path = element, printable(self.parts.variables.get(tag, tag))
                piece = self.piece(path, control)
                if is_empty(element):
                    piece.shown = text_of(element)
                    continue
            else:
                self.text(element, path, control, by)
            waiting.extend((inner, control, path, by) for inner in reversed(element))

    def piece(self, path: str, control: etree._Element | None) -> _Open:
        row = self.rows[-1]
        if not row or row[-1].control is not control:
            row.append(_Open(path, control))
        return row[-1]

    def text(self, element: etree._Element, path: str, control: etree._Element | None, by: str) -> None:
        words = (element.text or "") if element.tag == qn("w:t") else SPACES.get(str(element.tag), "")
        if words:
            piece = self.piece(path, control)
            piece.words.append(words)
            piece.by = piece.by or by

    def changed_by(self, path: str, control: etree._Element | None, by: str) -> None:
        if path:
            piece = self.piece(path, control)
            piece.by = piece.by or by
