# SPDX-License-Identifier: EUPL-1.2
"""Writes a document as PDF/A-2a with typst. The words are passed as data, never as typst code."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from importlib import resources
from typing import Final

import typst

from comity.documents.model import Document, Paragraph, Section, Table
from comity.documents.text import printable

STANDARD: Final = "a-2a"
_Plain = dict[str, object]


def pdf_bytes(document: Document) -> bytes:
    """The document as the bytes of a PDF/A-2a file.

    Only the fonts that typst carries are used (Libertinus Serif, OFL: Latin with the letters of Azerbaijani, Cyrillic), so the bytes are
    the same on every machine.
    """
    template = resources.files("comity.documents").joinpath("document.typ").read_bytes()
    moment = datetime.combine(document.on, time(), UTC)
    compiler = typst.Compiler(ignore_system_fonts=True)
    made = compiler.compile(
        template,
        format="pdf",
        sys_inputs={"data": json.dumps(_plain(document), ensure_ascii=True)},
        pdf_standards=[STANDARD],
        timestamp=moment,
    )
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made).__name__}, not bytes")
    return made


def _plain(document: Document) -> _Plain:
    return {
        "title": printable(document.title),
        "subtitle": printable(document.subtitle),
        "author": printable(document.author),
        "language": document.language,
        "date": [document.on.year, document.on.month, document.on.day],
        "preface": [printable(words) for words in document.preface],
        "contents": printable(document.contents_title),
        "sections": [_section(section) for section in (*document.sections, *document.annexes)],
    }


def _section(section: Section) -> _Plain:
    return {
        "level": section.level.value,
        "title": printable(section.title),
        "body": [_table(block) if isinstance(block, Table) else _paragraph(block) for block in section.body],
        "sections": [_section(part) for part in section.sections],
    }


def _paragraph(paragraph: Paragraph) -> _Plain:
    return {
        "number": printable(paragraph.number),
        "text": printable(paragraph.text),
        "notes": [printable(note) for note in paragraph.notes],
        "points": [
            {"number": printable(point.number), "text": printable(point.text), "notes": [printable(note) for note in point.notes]}
            for point in paragraph.points
        ],
    }


def _table(table: Table) -> _Plain:
    return {"headings": [printable(cell) for cell in table.headings], "rows": [[printable(cell) for cell in row] for row in table.rows]}
