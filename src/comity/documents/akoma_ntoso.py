# SPDX-License-Identifier: EUPL-1.2
"""Writes a document as Akoma Ntoso 3.0 (OASIS LegalDocML): a `bill` while it is a draft, else an `act`."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

from lxml import etree

from comity.documents.model import Document, Level, Paragraph, Point, Section, Table
from comity.documents.text import printable

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
AGENT = "comity"
_PREFIX = {Level.PART: "part", Level.CHAPTER: "chp", Level.ARTICLE: "art"}
_ISO3 = {"en": "eng", "az": "aze", "ru": "rus", "fr": "fra"}


def akoma_ntoso_bytes(document: Document) -> bytes:
    """The document as the bytes of an Akoma Ntoso file."""
    return _Writer(document).bytes()


class _Maker:
    """Makes elements of the namespace: ``_E.p("words", child, eId="x")``."""

    def __call__(self, tag: str, /, *content: etree._Element | str, **attributes: str) -> etree._Element:
        made = etree.Element(f"{{{NAMESPACE}}}{tag}", nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # the stub forgets the default namespace
        for key, value in attributes.items():
            made.set(key, value)
        for item in content:
            if isinstance(item, str):
                made.text = item
            else:
                made.append(item)
        return made

    def __getattr__(self, name: str) -> Callable[..., etree._Element]:
        return lambda *content, **attributes: self(name, *content, **attributes)


_E = _Maker()


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.numbers = count(1)
        self.noted: list[etree._Element] = []
        self.taken: set[str] = set()

    def bytes(self) -> bytes:
        body = _E.body(*(self.section(section, "") for section in self.document.sections))
        kind = "bill" if self.document.draft else "act"
        parts = [self.meta(), *self.front(), body, *self.annexes()]
        root = _E.akomaNtoso(_E(kind, *parts, name=kind))
        meta = parts[0]
        if self.noted:
            meta.append(_E.notes(*self.noted, source=f"#{AGENT}"))
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)

    # -- what stands around the text

    def meta(self) -> etree._Element:
        document = self.document
        kind = "bill" if document.draft else "act"
        day = document.on.isoformat()
        work = f"/akn/{document.country or 'un'}/{kind}/{document.on.year}/{document.identifier}"
        expression = f"{work}/{_ISO3.get(document.language, 'eng')}@{day}"
        return _E.meta(
            _E.identification(
                _E.FRBRWork(
                    *_names(work, f"{work}/!main"),
                    _when(day, "generation"),
                    _by(),
                    _E.FRBRcountry(value=document.country or "un"),
                ),
                _E.FRBRExpression(
                    *_names(expression, f"{expression}/!main"),
                    _when(day, "generation"),
                    _by(),
                    _E.FRBRlanguage(language=_ISO3.get(document.language, "eng")),
                ),
                _E.FRBRManifestation(*_names(f"{expression}.akn", f"{expression}/!main.akn"), _when(day, "generation"), _by()),
                source=f"#{AGENT}",
            ),
            _E.references(_E.TLCOrganization(eId=AGENT, href="/ontology/organization/comity", showAs="Comity"), source=f"#{AGENT}"),
        )

    def front(self) -> list[etree._Element]:
        title = _E.preface(_E.longTitle(_E.p(_E.docTitle(printable(self.document.title)))))
        if self.document.subtitle:
            title.append(_E.p(printable(self.document.subtitle)))
        if not self.document.preface:
            return [title]
        return [title, _E.preamble(*(_E.p(printable(words)) for words in self.document.preface))]

    def annexes(self) -> list[etree._Element]:
        """Annexes stand in the conclusions as blocks: the schema gives a bill no other place after its body without components."""
        blocks = []
        for number, section in enumerate(self.document.annexes, start=1):
            blocks.append(_E.p(_E.b(printable(section.title))))
            blocks.extend(self.block(block, f"annex_{number}") for block in section.body)
        return [_E.conclusions(*blocks)] if blocks else []

    # -- the text

    def section(self, section: Section, within: str) -> etree._Element:
        own = self.id(within if section.level is not Level.ARTICLE else "", f"{_PREFIX[section.level]}_{_slug(section.number)}")
        made = _E(section.level.value, eId=own)
        if section.number:
            made.append(_E.num(f"{section.label} {section.number}".strip()))
        made.append(_E.heading(printable(section.heading)))
        for part in section.sections:
            made.append(self.section(part, own))
        for number, block in enumerate(section.body, start=1):
            made.append(self.paragraph(block, own, number))
        return made

    def paragraph(self, block: Paragraph | Table, within: str, number: int) -> etree._Element:
        own = self.id(within, f"para_{_slug(getattr(block, 'number', '')) or number}")
        made = _E.paragraph(eId=own)
        if isinstance(block, Table):
            made.append(_E.content(self.block(block, own)))
            return made
        if block.number:
            made.append(_E.num(printable(block.number)))
        if not block.points:
            made.append(_E.content(self.words(block.text, block.notes, own)))
            return made
        made.append(_E.intro(self.words(block.text, block.notes, own)))
        for order, point in enumerate(block.points, start=1):
            made.append(self.point(point, own, order))
        return made

    def point(self, point: Point, within: str, order: int) -> etree._Element:
        own = self.id(within, f"point_{_slug(point.number) or order}")
        return _E.point(_E.num(printable(point.number)), _E.content(self.words(point.text, point.notes, own)), eId=own)

    def words(self, text: str, notes: tuple[str, ...], within: str) -> etree._Element:
        line = _E.p(printable(text))
        for note in notes:
            number = next(self.numbers)
            name = f"{within}__note_{number}"
            line.append(_E.noteRef(href=f"#{name}", marker=str(number), placement="bottom"))
            self.noted.append(_E.note(_E.p(printable(note)), eId=name, marker=str(number)))
        return line

    def block(self, block: Paragraph | Table, within: str) -> etree._Element:
        if isinstance(block, Paragraph):
            return self.words(f"{block.number} {block.text}".strip(), block.notes, within)
        heads = _E.tr(*(_E.th(_E.p(printable(cell))) for cell in block.headings))
        return _E.table(heads, *(_E.tr(*(_E.td(_E.p(printable(cell))) for cell in row)) for row in block.rows))

    def id(self, within: str, name: str) -> str:
        whole = f"{within}__{name}" if within else name
        unique, number = whole, 2
        while unique in self.taken:
            unique, number = f"{whole}_{number}", number + 1
        self.taken.add(unique)
        return unique


def _names(name: str, this: str) -> tuple[etree._Element, etree._Element]:
    return _E.FRBRthis(value=this), _E.FRBRuri(value=name)


def _when(day: str, name: str) -> etree._Element:
    return _E.FRBRdate(date=day, name=name)


def _by() -> etree._Element:
    return _E.FRBRauthor(href=f"#{AGENT}")


def _slug(number: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", number).strip("-")
