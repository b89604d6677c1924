# SPDX-License-Identifier: EUPL-1.2
"""Writes a letter as DOCX: real styles, an editable text, and a content control around each text that has a place in the case.

The tag of a control is the path of that place, so that changed texts can be read back (:mod:`comity.documents.letter_read`). Word opens no
file with a tag of more than 64 characters: a longer path is kept among the document's variables, and the tag is their name.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from hashlib import sha256
from itertools import count
from typing import Any, Final

import docx
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table as Frame
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as Line
from docx.text.run import Run

from comity.documents.letter import Blank, Block, Fields, Grid, Heading, Letter, Listing, Mark, Prose, Row, Signature, Words
from comity.documents.letter_styles import AMBER, FAINT, TABLE, WIDE, border, draft_mark, field, node, prepare, put, tag_of
from comity.documents.packed import repacked
from comity.documents.text import printable
from comity.documents.wording import column_shares, is_rtl, lines, plain

MOST_TAG: Final = 64
VARIABLE: Final = "comity-path-"
IDENTIFIER: Final = "comity-identifier"  # word processors keep a variable where they drop a property
_PAGE = re.compile(r"\{(page|pages)\}")
_CODES: Final = {"page": "PAGE", "pages": "NUMPAGES"}
_DOTS: Final = "\u2026"


def letter_docx(letter: Letter) -> bytes:
    """The letter as the bytes of a DOCX file."""
    paper = docx.Document()
    prepare(paper, letter.language)
    writer = _Writer(paper, letter)
    writer.properties()
    writer.running()
    writer.front()
    for block in letter.blocks:
        writer.forms[type(block)](block)
    writer.annexes()
    for signature in letter.signatures:
        writer.signature(signature)
    writer.keep_paths()
    raw = io.BytesIO()
    paper.save(raw)
    return repacked(raw.getvalue())


class _Writer:
    def __init__(self, paper: Any, letter: Letter) -> None:
        self.paper = paper
        self.letter = letter
        self.rtl = is_rtl("", letter.language)
        self.numbers = count(1)
        self.long_paths: dict[str, str] = {}
        self.forms: dict[type[Block], Callable[[Any], None]] = {
            Heading: self.heading,
            Prose: self.prose,
            Fields: self.fields,
            Listing: self.listing,
            Grid: self.grid,
            Blank: self.blank,
        }

    # -- the parts of a letter

    def properties(self) -> None:
        letter, properties = self.letter, self.paper.core_properties
        author = " ".join(lines(letter.sender[0].text)) if letter.sender else ""
        properties.title, properties.author, properties.language = printable(letter.title)[:255], author[:255], letter.language
        properties.identifier = printable(letter.identifier)[:255]
        properties.created = properties.modified = datetime.combine(letter.on, time(), UTC)
        properties.last_modified_by, properties.comments, properties.revision = author[:255], "", 1

    def running(self) -> None:
        section = self.paper.sections[0]
        if self.letter.draft:
            line = section.header.paragraphs[0]
            self.run(line, self.letter.draft).bold = True
            line._p.append(draft_mark(" ".join(lines(self.letter.draft))))
        line = section.footer.paragraphs[0]
        put(line._p.get_or_add_pPr(), border("top", "BEBEBE", 4, 4))
        self.run(line, self.letter.running)
        line.add_run("\t")
        for place, part in enumerate(_PAGE.split(self.letter.page)):
            if place % 2:
                line._p.append(field(_CODES[part]))
            elif part:
                self.run(line, part)

    def front(self) -> None:
        letter = self.letter
        for number, words in enumerate(letter.sender):
            line = self.line((words,), "Letter Line" if number else "Letter Sender")
            line.alignment = self.paper.styles["Letter Sender"].paragraph_format.alignment
        if letter.sender:
            line.paragraph_format.space_after = Pt(14)
            put(line._p.get_or_add_pPr(), border("bottom", "1F2A3C", 12, 6))
        if letter.addressee or letter.references:
            self.addressed()
        self.text(self.paper.add_paragraph(style="Title"), letter.title)
        if letter.subtitle:
            self.text(self.paper.add_paragraph(style="Subtitle"), letter.subtitle)
        if letter.notice:
            line = self.paper.add_paragraph(style="Letter Notice")
            self.text(line, letter.notice)
            if any(words.mark is Mark.TRANSLATE for words in letter.words()):
                self.bar(line)

    def addressed(self) -> None:
        (left, label, value), *_ = (row.cells for row in self.frame(1, (8.4, 2.8, 5.0)).rows)
        for number, words in enumerate(self.letter.addressee):
            line = self.line((words,), "Letter Addressee", left, first=number == 0)
            if number == 0:
                self.embolden(line)
        for number, row in enumerate(self.letter.references):
            self.text(self.into(label, "Letter Label", first=number == 0), row.label)
            line = self.line(row.words, "Letter Label", value, first=number == 0, label=row.label)
            for run in _runs(line):
                if run.font.color.rgb is None:
                    run.font.color.rgb = RGBColor(0, 0, 0)

    def annexes(self) -> None:
        if self.letter.annexes:
            if self.letter.annexes_title:
                self.heading(Heading(self.letter.annexes_title))
            self.rows(self.letter.annexes, (3.4, WIDE - 3.4))

    def signature(self, signature: Signature) -> None:
        self.paper.add_paragraph().paragraph_format.keep_with_next = True
        frame = self.frame(1, (6.4, 6.6, 3.2))
        _, middle, right = frame.rows[0].cells
        put(frame.rows[0]._tr.get_or_add_trPr(), node("cantSplit"))
        for number, words in enumerate(signature.lines):
            line = self.line((words,), "Letter Signature" if number == 0 else "Letter Line", middle, first=number == 0)
            line.paragraph_format.keep_with_next = True
            if number == 0:
                line.paragraph_format.space_before = Pt(36)
                put(line._p.get_or_add_pPr(), border("top", "1F2A3C", 6, 3))
                self.embolden(line)
        if signature.seal:
            line = self.into(right, "Letter Label", first=True)
            line.paragraph_format.space_before = Pt(36)
            self.text(line, f"({signature.seal})")
            line.alignment = self.paper.styles["Letter Sender"].paragraph_format.alignment

    # -- blocks

    def heading(self, block: Heading) -> None:
        self.text(self.paper.add_paragraph(style="Heading 1"), f"{block.number} {block.text}" if block.number else block.text)

    def prose(self, block: Prose) -> None:
        line = self.line(block.words, "Normal")
        if block.strong:
            self.embolden(line)

    def fields(self, block: Fields) -> None:
        self.rows(block.rows, (5.4, WIDE - 5.4), block.title)

    def rows(self, rows: Sequence[Row], widths: tuple[float, ...], title: str = "") -> None:
        frame = self.frame(len(rows) + bool(title), widths, TABLE, head=bool(title))
        lines_ = list(frame.rows)
        if title:
            head = lines_.pop(0)
            put(head._tr.get_or_add_trPr(), node("tblHeader"))
            line = self.into(head.cells[0].merge(head.cells[1]), "Letter Value", first=True)
            line.paragraph_format.keep_with_next = True
            self.text(line, title)
            self.embolden(line)
        for place, row in zip(lines_, rows, strict=True):
            self.text(self.into(place.cells[0], "Letter Label", first=True), row.label)
            self.line(row.words, "Letter Value", place.cells[1], first=True, label=row.label)
        self.after(frame)

    def listing(self, block: Listing) -> None:
        number = self.restarted() if block.numbered else None
        for item in block.items:
            line = self.line(item, "List Number" if block.numbered else "List Bullet")
            line.paragraph_format.space_after = Pt(3)
            if number is not None:
                place = node("numPr")
                place.append(node("ilvl", val=0))
                place.append(node("numId", val=number))
                put(line._p.get_or_add_pPr(), place)

    def restarted(self) -> int:
        """The number of a list that starts at one, of the kind of the style "List Number"."""
        numbering = self.paper.part.numbering_part.element
        used = self.paper.styles["List Number"].element.pPr.numPr.numId.val
        made = numbering.add_num(numbering.num_having_numId(used).abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(made.numId)

    def grid(self, block: Grid) -> None:
        if not block.headings:
            return
        shares = column_shares(block.headings, [["".join(words.text for words in cell) for cell in row] for row in block.rows])
        frame = self.frame(len(block.rows) + 1, [WIDE * share / sum(shares) for share in shares], TABLE, head=True)
        table = list(frame.rows)
        put(table[0]._tr.get_or_add_trPr(), node("tblHeader"))
        for cell, words in zip(table[0].cells, block.headings, strict=True):
            line = self.into(cell, "Letter Cell", first=True)
            self.text(line, words)
            self.embolden(line)
        for place, row in zip(table[1:], block.rows, strict=True):
            for cell, item, heading in zip(place.cells, row, block.headings, strict=True):
                self.line(item, "Letter Cell", cell, first=True, label=heading)
        self.after(frame)

    def blank(self, block: Blank) -> None:
        line = self.paper.add_paragraph()
        if block.choices:
            self.text(line, block.label)
            for choice in block.choices:
                self.text(self.paper.add_paragraph(), f"\u2610 {choice}")
            return
        self.text(line, f"{block.label} ")
        for number in range(block.lines):
            if number:
                line = self.paper.add_paragraph()
            line.paragraph_format.tab_stops.add_tab_stop(Cm(WIDE), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
            line.add_run("\t")

    # -- pieces

    def frame(self, rows: int, widths: Sequence[float], style: str = "Normal Table", *, head: bool = False) -> Frame:
        made: Frame = self.paper.add_table(rows=rows, cols=len(widths), style=style)
        made.autofit = False
        look = made._tbl.tblPr.find(qn("w:tblLook"))
        if look is not None:
            for name in ("firstRow", "firstColumn", "lastRow", "lastColumn", "noHBand", "noVBand"):
                look.set(qn(f"w:{name}"), "1" if name.startswith("no") or (head and name == "firstRow") else "0")
            look.set(qn("w:val"), "0620" if head else "0600")
        if self.rtl:
            put(made._tbl.tblPr, node("bidiVisual"))
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Cm(width)
            for cell in column.cells:
                cell.width = Cm(width)
        return made

    def after(self, frame: Frame) -> None:
        line = self.paper.add_paragraph()
        line.paragraph_format.space_after = Pt(2)
        line.paragraph_format.line_spacing = Pt(6)

    def into(self, cell: Cell | None, style: str, *, first: bool) -> Line:
        """A paragraph in the cell, or at the end of the letter."""
        line: Line = cell.paragraphs[0] if cell is not None and first else (self.paper if cell is None else cell).add_paragraph()
        line.style = self.paper.styles[style]
        return line

    def line(self, words: tuple[Words, ...], style: str, cell: Cell | None = None, *, first: bool = False, label: str = "") -> Line:
        """A paragraph of words; those with a place stand in content controls."""
        line = self.into(cell, style, first=first)
        shown = [item for item in words if item.text.strip() or item.mark is Mark.MISSING]
        bar = bool(shown) and all(item.mark is Mark.TRANSLATE for item in shown)
        if bar:
            self.bar(line)
        if self.rtl or (shown and cell is None and all(is_rtl(item.text, item.language or self.letter.language) for item in shown)):
            self.turned(line)
        for item in words:
            self.words(line, item, label, bar=bar)
        return line

    def words(self, line: Line, item: Words, label: str, *, bar: bool) -> None:
        missing = item.mark is Mark.MISSING
        if missing:
            self.run(line, "[").font.color.rgb = FAINT
        if item.text or missing:
            self.control(line, item, label, bar=bar)
        if missing:
            self.run(line, "]").font.color.rgb = FAINT

    def control(self, line: Line, item: Words, label: str, *, bar: bool) -> None:
        run = self.run(line, item.text or _DOTS, item.language)
        if item.mark is Mark.MISSING:
            run.font.color.rgb = FAINT
        elif item.mark is Mark.TRANSLATE and not bar:
            put(run._r.get_or_add_rPr(), node("u", val="dotted", color=AMBER))
        if not item.path:
            return
        properties, content, control = node("sdtPr"), node("sdtContent"), node("sdt")
        properties.append(node("alias", val=printable(label or item.path)[:MOST_TAG]))
        properties.append(node("tag", val=self.tag(item.path)))
        properties.append(node("id", val=next(self.numbers)))
        if item.mark is Mark.MISSING:
            properties.append(node("showingPlcHdr"))  # what it shows is no value
        properties.append(node("text", multiLine=1))
        control.append(properties)
        control.append(content)
        run._r.addprevious(control)
        content.append(run._r)

    def tag(self, path: str) -> str:
        path = printable(path)
        if len(path) <= MOST_TAG:
            return path
        name = VARIABLE + sha256(path.encode()).hexdigest()[:32]
        self.long_paths[name] = path
        return name

    def keep_paths(self) -> None:
        named = {IDENTIFIER: self.paper.core_properties.identifier, **self.long_paths}
        if any(named.values()):
            settings, kept = self.paper.settings.element, node("docVars")
            for name, value in sorted(named.items()):
                kept.append(node("docVar", name=name, val=value))
            settings.find(qn("w:compat")).addnext(kept)  # where the schema wants it; the template has it

    def text(self, line: Line, words: str) -> None:
        if self.rtl:
            self.turned(line)
        self.run(line, words)

    def run(self, line: Line, words: str, language: str = "") -> Run:
        spoken = language or self.letter.language
        run = line.add_run(plain(words))
        properties = run._r.get_or_add_rPr()
        if is_rtl(words, spoken):
            put(properties, node("rtl"))
            put(properties, node("lang", bidi=tag_of(spoken if is_rtl("", spoken) else "ar")))
        else:
            put(properties, node("lang", val=tag_of(spoken)))
        return run

    def embolden(self, line: Line) -> None:
        for run in _runs(line):
            run.bold = True
            run.font.cs_bold = True

    def bar(self, line: Line) -> None:
        line.paragraph_format.left_indent = Cm(0.25)
        put(line._p.get_or_add_pPr(), border("left", AMBER, 12, 6))

    def turned(self, line: Line) -> None:
        put(line._p.get_or_add_pPr(), node("bidi"))


def _runs(line: Line) -> list[Run]:
    """The runs of a paragraph, also those in controls."""
    return [Run(run, line) for run in line._p.xpath(".//w:r")]
