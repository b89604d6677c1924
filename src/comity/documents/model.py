# SPDX-License-Identifier: EUPL-1.2
"""A small model of a legal paper: sections within sections, numbered paragraphs with points, notes, tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """What a section is, from the widest to the narrowest."""

    PART = "part"
    CHAPTER = "chapter"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered point of a paragraph, with its notes."""

    number: str
    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; with points, ``text`` is what introduces them."""

    text: str
    number: str = ""
    points: tuple[Point, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part, chapter or article; an article holds paragraphs and tables, the others hold sections."""

    level: Level
    number: str
    heading: str
    label: str = ""
    sections: tuple[Section, ...] = ()
    body: tuple[Paragraph | Table, ...] = ()

    @property
    def title(self) -> str:
        """Label, number and heading as one line, such as ``Article 3. Terms``."""
        return f"{self.label} {self.number}. {self.heading}".strip() if self.number else self.heading


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper; ``identifier`` names it in ids, ``country`` is its code in lower case."""

    title: str
    identifier: str
    language: str
    on: date
    sections: tuple[Section, ...]
    country: str = ""
    subtitle: str = ""
    author: str = ""
    preface: tuple[str, ...] = ()
    annexes: tuple[Section, ...] = ()
    contents_title: str = ""
    notes_title: str = "Notes"
    draft: bool = True

    def notes(self) -> Iterator[str]:
        """Every note in the order of the paper."""
        for section in (*self.sections, *self.annexes):
            yield from _notes(section)


def _notes(section: Section) -> Iterator[str]:
    for block in section.body:
        if isinstance(block, Paragraph):
            yield from block.notes
            for point in block.points:
                yield from point.notes
    for part in section.sections:
        yield from _notes(part)
