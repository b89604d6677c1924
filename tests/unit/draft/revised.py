# SPDX-License-Identifier: EUPL-1.2
"""A draft that was shared, and what the other side does with its DOCX."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, nsmap, qn
from docx.text.run import Run
from lxml import etree

from comity.documents.letter import Fields, Heading, Letter, Listing, Mark, Prose, Row, Words
from comity.documents.letter_docx import letter_docx
from comity.draft.case.case import Case
from comity.draft.case.read import read_case
from comity.draft.revision.record import Record, Remark, Shared, saved, shared
from comity.draft.revision.returned import Given, identifier, remarks_in, sent

DAY = date(2026, 11, 24)
LATER = date(2026, 12, 1)
WHAT = "The director moved the money.\n\nNobody rendered a service: the contracts are false."
FIXED = "The facts are as follows."


def case(**more: object) -> Case:
    """A case with texts of every kind, in two languages where a place may have them."""
    return read_case(
        {
            "requesting": "XA",
            "requested": "XB",
            "measure": "bank-records",
            "offence": {"name": "fraud", "title": {"en": "Fraud", "ru": "Мошенничество"}},
            "case": {"reference": "R-1", "language": "en"},
            "summary": {"what": WHAT, "when": {"en": "in May", "ru": "в мае"}, "where": {"ru": "в городе Баку"}},
            "asked": {"items": ["Statements", "Contracts"], "period": {"from": "2025-02-15"}},
            "persons": [
                {"id": "p1", "role": "suspect", "names": [{"full": "A. One"}], "address": "1 Street"},
                {"id": "p2", "role": "witness", "names": [{"full": "B. Two", "kind": "alias"}], "address": "2 Street"},
            ],
            **more,
        }
    )


def letter() -> Letter:
    """The paper of the case."""
    first, second = WHAT.split("\n\n")
    return Letter(
        identifier="R-1",
        language="en",
        title="Request",
        on=DAY,
        references=(Row("Our reference", (Words("R-1", "case.reference"),)),),
        blocks=(
            Heading("Facts", "1."),
            Prose((Words(FIXED),)),
            Prose((Words(first, "summary.what"),)),
            Prose((Words(second, "summary.what"),)),
            Prose((Words("It was "), Words("in May", "summary.when"), Words(", of "), Words("Fraud", "offences[0].title"), Words("."))),
            Prose((Words("в городе Баку", "summary.where", "ru", Mark.TRANSLATE),)),
            Prose((Words("Link", "summary.link", mark=Mark.MISSING),)),
            Prose((Words("Contact", "persons.contact", mark=Mark.MISSING),)),
            Fields(
                (
                    Row("Names", (Words("A. One", "persons[0].names[0]"),)),
                    Row("Address", (Words("1 Street", "persons[0].address"),)),
                    Row("Names", (Words("B. Two (also called)", "persons[1].names[0]"),)),
                    Row("Address", (Words("2 Street", "persons[1].address"),)),
                    Row("When", (Words("in May", "summary.when"),)),
                    Row("Period", (Words("from 15 February 2025", "asked.period.from"),)),
                )
            ),
            Listing(((Words("Statements", "asked.items[0]"),), (Words("Contracts", "asked.items[1]"),))),
        ),
    )


def draft(of: Case | None = None) -> tuple[Record, bytes]:
    """The record of a case whose paper was shared, and the file."""

    record = saved(Record(), of or case(), "P", DAY, "shared")
    data = letter_docx(replace(letter(), identifier=identifier(record.versions[-1], "request", "en")))
    return shared(record, sent(Shared(1, "request", "en", DAY, "P"), data)), data


def worked(data: bytes, *works: Callable[[Any], None]) -> bytes:
    """The file after somebody worked on it."""
    paper = docx.Document(io.BytesIO(data))
    for work in works:
        work(paper)
    made = io.BytesIO()
    paper.save(made)
    return made.getvalue()


def back(record: Record, data: bytes, **given: Any) -> tuple[Remark, ...]:
    """The remarks in a file that came back."""
    return remarks_in(data, record, LATER, Given(**{"source": "back.docx", **given}))[1]


# -- what somebody does in a word processor


def _found(element: Any, path: str) -> Any:
    return etree.XPath(path, namespaces=nsmap)(element)


def control(paper: Any, path: str, number: int = 0) -> Any:
    """The content control of a place."""
    return _found(paper.element.body, f".//w:sdt[w:sdtPr/w:tag/@w:val='{path}']")[number]


def run(paper: Any, path: str, number: int = 0) -> Any:
    """The first run of a place."""
    return _found(control(paper, path, number), ".//w:r")[0]


def write(path: str, text: str, number: int = 0) -> Callable[[Any], None]:
    """Another text in a field."""

    def work(paper: Any) -> None:
        for mark in _found(control(paper, path, number), "./w:sdtPr/w:showingPlcHdr"):
            mark.getparent().remove(mark)
        first, *others = _found(control(paper, path, number), ".//w:t")
        first.text = text
        for other in others:
            other.getparent().remove(other)

    return work


def track(path: str, text: str, by: str) -> Callable[[Any], None]:
    """Another text in a field, as a change that is tracked."""

    def work(paper: Any) -> None:
        old = run(paper, path)
        holder, words = old.getparent(), _found(old, "./w:t")[0].text
        holder.remove(old)
        for xml in (
            f"<w:del {nsdecls('w')} w:id='901' w:author='{by}'><w:r><w:delText>{words}</w:delText></w:r></w:del>",
            f"<w:ins {nsdecls('w')} w:id='902' w:author='{by}'><w:r><w:t>{text}</w:t></w:r></w:ins>" if text else "",
        ):
            if xml:
                holder.append(parse_xml(xml))

    return work


def unwrap(*paths: str) -> Callable[[Any], None]:
    """Fields taken away, their texts kept; all fields where none is named."""

    def work(paper: Any) -> None:
        for box in list(paper.element.body.iter(qn("w:sdt"))):
            if not paths or _found(box, "string(./w:sdtPr/w:tag/@w:val)") in paths:
                for inner in list(_found(box, "./w:sdtContent")[0]):
                    box.addprevious(inner)
                box.getparent().remove(box)

    return work


def say(words: str, text: str) -> Callable[[Any], None]:
    """Another text wherever these words stand."""

    def work(paper: Any) -> None:
        for place in paper.element.body.iter(qn("w:t")):
            place.text = (place.text or "").replace(words, text)

    return work


def cut(words: str) -> Callable[[Any], None]:
    """The paragraphs with these words taken out."""

    def work(paper: Any) -> None:
        for line in list(paper.element.body.iter(qn("w:p"))):
            if words in "".join(_found(line, ".//w:t/text()")):
                line.getparent().remove(line)

    return work


def insert(before: str, text: str) -> Callable[[Any], None]:
    """A paragraph of one's own."""

    def work(paper: Any) -> None:
        line = next(line for line in paper.element.body.iter(qn("w:p")) if before in "".join(_found(line, ".//w:t/text()")))
        line.addprevious(parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>{text}</w:t></w:r></w:p>"))

    return work


def comment(text: str, *runs: Callable[[Any], Any], by: str = "B") -> Callable[[Any], None]:
    """A comment beside one run, or from the first to the last of several."""

    def work(paper: Any) -> None:
        marked = [Run(find(paper), paper.paragraphs[0]) for find in runs]
        paper.add_comment(marked, text=text, author=by, initials=by[:1])

    return work


def at(path: str, number: int = 0) -> Callable[[Any], Any]:
    """The run of a place."""
    return lambda paper: run(paper, path, number)


def beside(words: str) -> Callable[[Any], Any]:
    """The run with these words."""
    return lambda paper: next(run for run in paper.element.body.iter(qn("w:r")) if words in "".join(_found(run, "./w:t/text()")))
