# SPDX-License-Identifier: EUPL-1.2
"""P7: a letter as PDF/A, beside WeasyPrint, which lays out the same words with the same fonts. Prints its part of the table."""

from __future__ import annotations

import html
import io
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from importlib import resources
from itertools import count, pairwise
from pathlib import Path

import pypdf
import weasyprint  # type: ignore[import-untyped]  # it has no types
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]  # it has no types

from bench.timing import Line, Unequal, at, equal, machine, printed, shown, timed
from comity.documents.letter import Block, Fields, Grid, Heading, Letter, Listing, Prose, Row, Signature, Words
from comity.documents.letter_pdf import letter_pdf

HEADINGS, TITLE = (
    ("Number", "Account", "Holder", "Period"),
    "Person concerned",
)  # repeated where a table goes on: left out of the comparison
FACTS = (
    "On 3 March 2026 the suspect ordered the transfer of EUR 480 000 from the account of a company to an account held abroad. The money "
    "had been obtained by means of forged invoices; the order was given from a computer that was seized at the office of the company. "
)
SCRIPTS = (
    "Cinayət işi üzrə şübhəli şəxs pul vəsaitini köçürmüşdür",
    "Перевод был осуществлён по поддельным счетам",
    "თანხა გადაირიცხა ანგარიშზე",
)


def letter(number: int, sections: int = 2) -> Letter:
    """A letter about another case for each number; two sections fill two pages."""
    return Letter(
        identifier=f"xa-{number}",
        language="en",
        title="Request for the production of bank records",
        on=date(2026, 11, 24),
        sender=(_w("Office of the Prosecutor General"), _w("Department for International Cooperation")),
        addressee=(_w("Ministry of Justice"), _w("Central Authority for Mutual Assistance")),
        references=(Row("Our reference", (_w(f"17/2-{number}"),)), Row("Date of the request", (_w("24 November 2026"),))),
        subtitle=f"Criminal case {number}",
        blocks=tuple(block for part in range(sections) for block in _section(number, part)),
        annexes_title="List of annexes",
        annexes=(Row("First annex", (_w("Certified copy of the decision"),)),),
        signatures=(Signature((_w("A. Prosecutor"), _w("Head of Department"))),),
        running=f"17/2-{number}",
        page="Page {page} of {pages}",
    )


def _w(text: str) -> Words:
    return Words(text)


def _section(number: int, part: int) -> Iterator[Block]:
    yield Heading("Facts of the case", f"{part + 1}.")
    yield Prose((_w(f"Case {number}, part {part}. "), _w(FACTS * 2)))
    yield Prose((_w(FACTS),))
    rows = [Row(f"Statement {place}", (_w(f"{text} {number}"),)) for place, text in enumerate(SCRIPTS)]
    yield Fields((*rows, Row("Date and place of birth", (_w("1 June 1979, the capital"),))), title=TITLE)
    yield Listing(((_w(f"statements of account {number}"),), (_w("contracts and cards of signature"),)))
    yield Grid(
        HEADINGS, tuple(((_w(str(n)),), (_w(f"AZ21 NABZ {number:08}"),), (_w("A company"),), (_w("January to March"),)) for n in range(8))
    )


# -- the peer

STYLE = """
@page { size: A4; margin: 2cm 2.4cm 2.3cm;
  @bottom-left { content: "%s"; font-size: 8pt } @bottom-right { content: "Page " counter(page) " of " counter(pages); font-size: 8pt } }
%s
body { font-family: "Letter Serif", "Letter Georgian"; font-size: 10.5pt; line-height: 1.4 }
.sender, h1, .subtitle { text-align: center } .sender, h1, h2, th, b { font-weight: bold } h1 { font-size: 14.5pt } h2 { font-size: 11pt }
table { width: 100%%; border-collapse: collapse; margin: 0.6em 0 } th { text-align: left } td, th { border-bottom: 0.4pt solid #bebebe;
  padding: 0.4em; vertical-align: top } table.grid { font-size: 9pt } h2 { break-after: avoid }
.signed { break-inside: avoid; margin-top: 2cm }
"""


def _faces() -> str:
    folder = Path(str(resources.files("comity.documents").joinpath("fonts")))
    files = (("Letter Serif", "NotoSerif"), ("Letter Georgian", "NotoSerifGeorgian"))
    weights = (("Regular", "normal"), ("Bold", "bold"))
    return "\n".join(
        f'@font-face {{ font-family: "{name}"; font-weight: {weight}; src: url({(folder / f"{file}-{face}.ttf").as_uri()}) }}'
        for name, file in files
        for face, weight in weights
    )


class Peer:
    """WeasyPrint with fonts and style already read."""

    def __init__(self) -> None:
        self.fonts = FontConfiguration()
        self.faces = weasyprint.CSS(string=_faces(), font_config=self.fonts)

    def pdf(self, source: Letter) -> bytes:
        style = weasyprint.CSS(string=STYLE % (source.running, ""), font_config=self.fonts)
        made = weasyprint.HTML(string=page(source)).write_pdf(
            stylesheets=[self.faces, style], font_config=self.fonts, pdf_variant="pdf/a-1b"
        )
        if not isinstance(made, bytes):
            raise TypeError("WeasyPrint gave no bytes")
        return made


def page(source: Letter) -> str:
    """The letter as HTML."""
    parts = [f'<p class="sender">{"<br>".join(_cell((line,)) for line in source.sender)}</p>']
    parts += [f"<p>{'<br>'.join(_cell((line,)) for line in source.addressee)}</p>", _rows(source.references)]
    parts += [f"<h1>{html.escape(source.title)}</h1>", f'<p class="subtitle">{html.escape(source.subtitle)}</p>']
    parts += [_block(block) for block in source.blocks]
    parts += [f"<h2>{html.escape(source.annexes_title)}</h2>", _rows(source.annexes)]
    parts += [f'<p class="signed">{"<br>".join(_cell((line,)) for line in item.lines)}</p>' for item in source.signatures]
    return f"<html lang={source.language}><title>{html.escape(source.title)}</title><body>{''.join(parts)}</body></html>"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"<h2>{html.escape(block.number)} {html.escape(block.text)}</h2>"
        case Prose():
            return f"<p>{_cell(block.words)}</p>"
        case Fields():
            return _rows(block.rows, block.title)
        case Listing():
            return f"<ol>{''.join(f'<li>{_cell(item)}</li>' for item in block.items)}</ol>"
        case Grid():
            head = "".join(f"<th>{html.escape(heading)}</th>" for heading in block.headings)
            rows = "".join(f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
            return f'<table class="grid"><thead><tr>{head}</tr></thead>{rows}</table>'
        case _:
            raise ValueError(f"the peer draws no {type(block).__name__}")


def _rows(rows: Sequence[Row], title: str = "") -> str:
    head = f"<thead><tr><th colspan=2>{html.escape(title)}</th></tr></thead>" if title else ""
    return f"<table>{head}{''.join(f'<tr><td>{html.escape(row.label)}</td><td>{_cell(row.words)}</td></tr>' for row in rows)}</table>"


def _cell(words: Sequence[Words]) -> str:
    return html.escape("".join(item.text for item in words))


# -- equality


def said(data: bytes, source: Letter) -> Counter[str]:
    """How often each character stands in the PDF, without page numbers and the headings that a table repeats.

    NUL, which pypdf reads between the letters of WeasyPrint's Georgian font, is no character of either.
    """
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    whole = re.sub(r"[\s\0]", "", "".join(_unnumbered(text, number, len(pages), source) for number, text in enumerate(pages, 1)))
    for heading in (*HEADINGS, TITLE):
        whole = whole.replace(heading.replace(" ", ""), "")
    return Counter(whole)


def _unnumbered(text: str, number: int, total: int, source: Letter) -> str:
    bare = re.sub(r"\s", "", text)
    foot = f"Page{number}of{total}"
    if foot not in bare:
        raise Unequal(f"page {number} does not say {foot}")
    at_foot = source.running if number > 1 else ""  # on the first page the reference also stands at the head
    bare = bare.replace(foot, "")
    if source.running not in bare:
        raise Unequal(f"page {number} does not say {source.running}")
    return bare.replace(at_foot, "") if at_foot else _once(bare, source.running)


def _once(text: str, what: str) -> str:
    """The text without the last of what stands twice in it: at the head, and at the foot."""
    before, _, after = text.rpartition(what)
    if what not in before:
        raise Unequal(f"the first page says {what} only once")
    return before + after


# -- the table


def run(*, times: int = 40) -> Iterator[Line]:
    """The lines of P7."""
    peer, numbers = Peer(), count(1)
    first = letter(0)
    equal("the words of the PDF", said(letter_pdf(first), first), said(peer.pdf(first), first))
    yield Line("P7 first letter of a process", f"{pages_of(letter_pdf(first))} pages; {pages_of(peer.pdf(first))} of WeasyPrint")
    ours = at(timed(lambda: letter_pdf(letter(next(numbers))), times), 0.5)
    same = at(timed(lambda: letter_pdf(first), times), 0.5)
    theirs = at(timed(lambda: peer.pdf(letter(next(numbers))), max(3, times // 8)), 0.5)
    yield Line("P7 a new letter of 2 pages, PDF/A-1b, warm", f"p50 of {times}: {shown(ours)}", "<= 15 ms", ours <= 0.015)
    yield Line("   beside WeasyPrint", f"{shown(theirs)}: {theirs / ours:.1f} x", ">= 5 x", theirs / ours >= 5)
    yield Line("   the same letter again", shown(same))
    yield from growth(numbers)
    yield _teeth(first, peer.pdf)


def pages_of(data: bytes) -> int:
    """How many pages a PDF has."""
    return len(pypdf.PdfReader(io.BytesIO(data)).pages)


def growth(numbers: Iterator[int]) -> Iterator[Line]:
    """Time by pages, the best of six: no page may cost much more in a long letter than in a short one."""
    points = []
    for sections in (2, 8, 32, 128):
        pages = pages_of(letter_pdf(letter(next(numbers), sections)))
        points.append((pages, timed(lambda sections=sections: letter_pdf(letter(next(numbers), sections)), 6)[0]))  # type: ignore[misc]
    for pages, seconds in points:
        yield Line(f"   {pages} pages", f"{shown(seconds)}, {shown(seconds / pages)} a page")
    worst = max((after / before) / (more / less) for (less, before), (more, after) in pairwise(points))
    yield Line("   growth with pages, worst step", f"{worst:.2f} x of linear", "<= 1.3 x", worst <= 1.3)


def _teeth(source: Letter, theirs: Callable[[Letter], bytes]) -> Line:
    """The comparison must see a word that is lost."""
    if said(letter_pdf(source), source) == said(theirs(replace(source, subtitle="")), source):
        raise Unequal("a lost subtitle was not seen, so the check is blind")
    return Line("   words compared", "equal, and a lost line is seen")


def main() -> int:
    """Print the table; 1 where the words differ."""
    print(machine(), flush=True)
    return printed("p7", run())


if __name__ == "__main__":
    sys.exit(main())
