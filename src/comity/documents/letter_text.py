# SPDX-License-Identifier: EUPL-1.2
"""A letter as plain text, for a terminal or a message."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping

from comity.documents.letter import Blank, Block, Fields, Grid, Heading, Letter, Listing, Mark, Prose, Row, Words
from comity.documents.text import printable

_WIDTH = 100
_DOTTED = ("az", "tr")


def letter_text(letter: Letter) -> str:
    """The letter as lines of at most a hundred characters, in the order of reading."""
    return "\n".join(line.rstrip() for line in _lines(letter)).strip("\n") + "\n"


def _lines(letter: Letter) -> Iterator[str]:
    if letter.draft:
        yield letter.draft
        yield ""
    yield from (_said((line,)) for line in letter.sender)
    yield ""
    yield from (_said((line,)) for line in letter.addressee)
    yield ""
    yield from (line for row in letter.references for line in _row(row))
    yield ""
    yield _capitals(printable(letter.title), letter.language)
    if letter.notice:
        yield from _folded(letter.notice)
    for block in letter.blocks:
        yield from _WRITERS[type(block)](block)
    if letter.annexes:
        yield ""
        yield printable(letter.annexes_title)
        yield from (line for row in letter.annexes for line in _row(row))
    for signature in letter.signatures:
        yield ""
        yield from (_said((line,)) for line in signature.lines)
        if signature.seal:
            yield printable(signature.seal)


def _capitals(text: str, language: str) -> str:
    """In capitals; the dot of the i stays in Azerbaijani and Turkish."""
    return (text.replace("i", "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}") if language in _DOTTED else text).upper()


def _said(words: tuple[Words, ...]) -> str:
    return "".join(_marked(item) for item in words)


def _in_line(words: tuple[Words, ...]) -> str:
    """Words of a cell in one line."""
    return _said(words).replace("\n", "; ")


def _marked(words: Words) -> str:
    text = printable(words.text)
    if words.mark is Mark.MISSING:
        return f"[{text or '...'}]"
    return f"<{words.language}: {text}>" if words.mark is Mark.TRANSLATE else text


def _folded(words: str, indent: str = "", first: str = "") -> Iterator[str]:
    for line in words.splitlines() or [""]:
        yield from textwrap.wrap(line, _WIDTH, initial_indent=first or indent, subsequent_indent=indent) or [""]


def _row(row: Row) -> Iterator[str]:
    yield from _folded(_in_line(row.words), "    ", f"  {printable(row.label)}: ")


def _heading(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield ""
        yield f"{block.number} {printable(block.text)}".strip()


def _prose(block: Block) -> Iterator[str]:
    if isinstance(block, Prose):
        yield from _folded(_said(block.words))


def _fields(block: Block) -> Iterator[str]:
    if isinstance(block, Fields):
        if block.title:
            yield f"  {printable(block.title)}"
        for row in block.rows:
            yield from _row(row)


def _listing(block: Block) -> Iterator[str]:
    if isinstance(block, Listing):
        for number, item in enumerate(block.items, start=1):
            yield from _folded(_said(item), "     ", f"  {number}. " if block.numbered else "  - ")


def _grid(block: Block) -> Iterator[str]:
    if isinstance(block, Grid):
        for line in block.rows:
            cells = (f"{printable(head)}: {_in_line(cell)}" for head, cell in zip(block.headings, line, strict=True))
            yield from _folded(" | ".join(cells), "    ", "  - ")


def _blank(block: Block) -> Iterator[str]:
    if isinstance(block, Blank):
        yield f"  {printable(block.label)}: " + ("  ".join(f"[ ] {printable(item)}" for item in block.choices) or "_" * 40)


_WRITERS: Mapping[type[Block], Callable[[Block], Iterator[str]]] = {
    Heading: _heading,
    Prose: _prose,
    Fields: _fields,
    Listing: _listing,
    Grid: _grid,
    Blank: _blank,
}
