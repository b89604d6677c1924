# SPDX-License-Identifier: EUPL-1.2
"""Writes a document as DOCX (Office Open XML)."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from itertools import count

import docx
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from comity.documents.model import Document, Level, Paragraph, Section, Table
from comity.documents.packed import repacked
from comity.documents.text import printable

_HEADINGS = {Level.PART: 1, Level.CHAPTER: 2, Level.ARTICLE: 3}
_SIZES = {1: 15, 2: 13, 3: 11}
_FONT = "Times New Roman"  # named, not shipped: Word and LibreOffice put their own in its place, with the letters of all our languages


def docx_bytes(document: Document) -> bytes:
    """The document as the bytes of a DOCX file."""
    paper = docx.Document()
    _style(paper)
    _properties(paper, document)
    writer = _Writer(paper)
    writer.front(document)
    for section in (*document.sections, *document.annexes):
        writer.section(section)
    writer.notes(document)
    raw = io.BytesIO()
    paper.save(raw)
    return repacked(raw.getvalue())


def _style(paper: Paper) -> None:
    for margin in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(paper.sections[0], margin, Cm(2.5))
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    normal.paragraph_format.space_after = Pt(4)
    for level, size in _SIZES.items():
        style = paper.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), True
        style.font.color.rgb = RGBColor(0x1A, 0x2B, 0x45)
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)


def _properties(paper: Paper, document: Document) -> None:
    properties = paper.core_properties
    moment = datetime.combine(document.on, time(), UTC)
    properties.title, properties.author, properties.language = printable(document.title), printable(document.author), document.language
    properties.created = properties.modified = moment
    properties.last_modified_by, properties.comments, properties.revision = printable(document.author), "", 1


class _Writer:
    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.numbers = count(1)

    def front(self, document: Document) -> None:
        title = self.paper.add_paragraph()
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = title.add_run(printable(document.title))
        run.bold, run.font.size = True, Pt(18)
        if document.subtitle:
            line = self.paper.add_paragraph(printable(document.subtitle))
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for words in document.preface:
            self.paper.add_paragraph(printable(words))

    def section(self, section: Section) -> None:
        self.paper.add_heading(printable(section.title), _HEADINGS[section.level])
        for block in section.body:
            if isinstance(block, Table):
                self.table(block)
            else:
                self.paragraph(block)
        for part in section.sections:
            self.section(part)

    def paragraph(self, paragraph: Paragraph) -> None:
        line = self.paper.add_paragraph(_numbered(paragraph.number, paragraph.text))
        self.marks(line, len(paragraph.notes))
        for point in paragraph.points:
            line = self.paper.add_paragraph(_numbered(point.number, point.text))
            line.paragraph_format.left_indent = Cm(1)
            self.marks(line, len(point.notes))

    def marks(self, line: Line, number: int) -> None:
        for _ in range(number):
            run = line.add_run(f"[{next(self.numbers)}]")
            run.font.superscript = True

    def table(self, table: Table) -> None:
        grid = self.paper.add_table(rows=1, cols=len(table.headings), style="Table Grid")
        for cell, words in zip(grid.rows[0].cells, table.headings, strict=True):
            cell.paragraphs[0].add_run(printable(words)).bold = True
        for row in table.rows:
            for cell, words in zip(grid.add_row().cells, row, strict=True):
                cell.text = printable(words)

    def notes(self, document: Document) -> None:
        notes = list(document.notes())
        if notes:
            self.paper.add_heading(printable(document.notes_title), 1)
        for number, words in enumerate(notes, start=1):
            line = self.paper.add_paragraph()
            run = line.add_run(f"[{number}] {printable(words)}")
            run.font.size = Pt(8.5)
            line.paragraph_format.space_after = Pt(1)


def _numbered(number: str, text: str) -> str:
    return printable(f"{number} {text}" if number else text)
