# SPDX-License-Identifier: EUPL-1.2
"""A model of a letter between authorities: header, addressee, references, blocks of text and data, annexes, signatures.

Words that come from the case keep the ``path`` of their place in it, so that what a reader of the PDF or the DOCX sees can be traced back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Mark(StrEnum):
    """What a reader must see about words: nothing; that a human must still translate them; that they are missing."""

    NONE = ""
    TRANSLATE = "translate"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Words:
    """Words with their place in the case (``path``, empty for controlled phrases), the language they are in, and a mark."""

    text: str
    path: str = ""
    language: str = ""
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what stands beside it."""

    label: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section."""

    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """One paragraph; ``strong`` for the sentence that asks."""

    words: tuple[Words, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels and values in two columns; ``title`` heads one item of several, such as a person."""

    rows: tuple[Row, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Points, numbered or not."""

    items: tuple[tuple[Words, ...], ...]
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with one row of headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[tuple[Words, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """Lines to be filled in by hand: a label and how many lines, or boxes to tick where ``choices`` are given."""

    label: str
    lines: int = 1
    choices: tuple[str, ...] = ()


Block = Heading | Prose | Fields | Listing | Grid | Blank


@dataclass(frozen=True, slots=True)
class Signature:
    """Where somebody signs: name, function, the word for a seal where one is set, place and day lines."""

    lines: tuple[Words, ...]
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole paper in one language.

    ``sender`` and ``addressee`` are lines, the first of them the name of the authority. ``running`` stands with the page number on every
    page (the reference); ``page`` is the pattern of the page number, such as ``Page {page} of {pages}``. ``draft`` is printed across every
    page of an incomplete draft; ``notice`` says in small letters what the marks mean. Words that stand together are set without a space
    between them: a blank or a comma is part of the words.
    """

    identifier: str
    language: str
    title: str
    on: date
    sender: tuple[Words, ...] = ()
    addressee: tuple[Words, ...] = ()
    references: tuple[Row, ...] = ()
    subtitle: str = ""
    blocks: tuple[Block, ...] = ()
    annexes_title: str = ""
    annexes: tuple[Row, ...] = ()
    signatures: tuple[Signature, ...] = ()
    running: str = ""
    page: str = "{page} / {pages}"
    draft: str = ""
    notice: str = ""

    def words(self) -> Iterator[Words]:
        """All words with a place in the case, in the order of reading."""
        yield from self.sender
        yield from self.addressee
        for row in self.references:
            yield from row.words
        for block in self.blocks:
            yield from _of_block(block)
        for row in self.annexes:
            yield from row.words
        for signature in self.signatures:
            yield from signature.lines


def _of_block(block: Block) -> Iterator[Words]:
    if isinstance(block, Prose):
        yield from block.words
    elif isinstance(block, Fields):
        for row in block.rows:
            yield from row.words
    elif isinstance(block, Listing):
        for item in block.items:
            yield from item
    elif isinstance(block, Grid):
        for line in block.rows:
            for cell in line:
                yield from cell
