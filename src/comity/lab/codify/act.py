# SPDX-License-Identifier: EUPL-1.2
"""A codified act as data: parts, chapters, articles, paragraphs, clauses, and what became of every source norm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.model.expression import ALWAYS, Expression
from comity.model.law import NO_VALUE, Kind, Side, Value
from comity.model.text import NO_WORDS, Text


class Became(StrEnum):
    """What became of a source norm."""

    KEPT = "kept"
    MERGED = "merged"
    SET_ASIDE = "set-aside"


@dataclass(frozen=True, slots=True)
class Origin:
    """A source norm that a clause carries on: kept as its model, or merged into it."""

    instrument: str
    article: str
    rule: str
    how: Became = Became.KEPT
    measures: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, str]:
        """The name of the norm."""
        return self.instrument, self.rule


@dataclass(frozen=True, slots=True)
class Alternative:
    """A source norm that says something else on the point of a clause: the choice left open, and why it was not taken."""

    instrument: str
    article: str
    rule: str
    kind: Kind
    says: str
    why: str
    measures: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, str]:
        """The name of the norm."""
        return self.instrument, self.rule


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule of the act; ``drafting`` says why there is no source, where there is none."""

    kind: Kind
    topic: str
    measures: tuple[str, ...] = ()
    when: Expression = ALWAYS
    ground: str = ""
    value: Value = NO_VALUE
    forms: frozenset[str] = frozenset()
    side: Side = Side.REQUESTED
    binds_all: bool = False
    appreciation: bool = False
    fact: str = ""
    to: bool = False
    says: Text = NO_WORDS
    origins: tuple[Origin, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    why: str = ""
    drafting: str = ""
    confidence: str = "medium"
    number: str = ""
    text: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class ActParagraph:
    """Clauses under one introduction; without one, the single clause is the paragraph."""

    number: str
    intro: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article."""

    number: str
    heading: str
    paragraphs: tuple[ActParagraph, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter; ``id`` is the form of cooperation or the subject."""

    id: str
    number: str
    heading: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part."""

    id: str
    number: str
    heading: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A point on which sources collide, and what became of it."""

    topic: str
    measures: tuple[str, ...]
    taken: tuple[Origin, ...]
    aside: tuple[Alternative, ...]
    resolved_by: str
    clause: str


@dataclass(frozen=True, slots=True)
class Disposition:
    """What became of one source norm for some measures; ``clauses`` are numbers of the act."""

    instrument: str
    article: str
    rule: str
    kind: Kind
    ground: str
    says: str
    became: Became
    measures: tuple[str, ...]
    clauses: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """The codified act."""

    id: str
    title: str
    state: str
    policy: str
    on: date
    language: str
    sources: tuple[str, ...]
    parts: tuple[Part, ...]
    dispositions: tuple[Disposition, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def articles(self) -> Iterator[Article]:
        """Every article in order."""
        for part in self.parts:
            for chapter in part.chapters:
                yield from chapter.articles

    @property
    def clauses(self) -> Iterator[Clause]:
        """Every clause in order."""
        for article in self.articles:
            for paragraph in article.paragraphs:
                yield from paragraph.clauses
