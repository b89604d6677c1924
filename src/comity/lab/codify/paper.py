# SPDX-License-Identifier: EUPL-1.2
"""The act as a paper: what the writers of documents are given."""

from __future__ import annotations

from collections.abc import Sequence

from comity.corpus.corpus import Corpus
from comity.documents.model import Document, Level, Paragraph, Point, Section, Table
from comity.lab.codify.act import Act, ActParagraph, Alternative, Article, Became, Clause, Origin, Part
from comity.lab.phrases import Phrases, load_phrases
from comity.lab.wording import Unsaid, Wording

_SHOWN = 4  # origins and alternatives named in a note; the comparison names all


def act_paper(corpus: Corpus, act: Act, phrases: Phrases | None = None) -> Document:
    """The act with its notes and the annex on contradictions."""
    return _Writer(corpus, act, phrases or load_phrases()).paper()


class _Writer:
    def __init__(self, corpus: Corpus, act: Act, phrases: Phrases) -> None:
        self.act = act
        self.wording = Wording(corpus, phrases, act.language)
        self.english = Wording(corpus, phrases, "en")

    def word(self, name: str, **parts: str) -> str:
        try:
            return self.wording.word(name, **parts)
        except Unsaid:
            return self.english.word(name, **parts)

    def paper(self) -> Document:
        act = self.act
        subtitle = self.word("subtitle", number=str(len(act.sources)), policy=act.policy, day=act.on.isoformat())
        return Document(
            title=act.title,
            identifier=act.id,
            language=act.language,
            on=act.on,
            country=act.state.lower(),
            subtitle=subtitle,
            author="Comity",
            preface=(self.word("preface-1"), self.word("preface-2")),
            contents_title=self.word("contents"),
            notes_title=self.word("notes"),
            sections=tuple(self.part(part) for part in act.parts),
            annexes=self.annexes(),
        )

    def part(self, part: Part) -> Section:
        chapters = tuple(
            Section(
                Level.CHAPTER,
                chapter.number,
                chapter.heading,
                self.word("chapter"),
                sections=tuple(self.article(article) for article in chapter.articles),
            )
            for chapter in part.chapters
        )
        return Section(Level.PART, part.number, part.heading, self.word("part"), sections=chapters)

    def article(self, article: Article) -> Section:
        body = tuple(self.paragraph(paragraph) for paragraph in article.paragraphs)
        return Section(Level.ARTICLE, article.number, article.heading, self.word("article"), body=body)

    def paragraph(self, paragraph: ActParagraph) -> Paragraph:
        if not paragraph.intro:
            clause = paragraph.clauses[0]
            return Paragraph(clause.text, f"{paragraph.number}.", notes=self.notes(clause))
        last = len(paragraph.clauses)
        points = tuple(
            Point(f"{clause.number}.", ended(clause.text, at == last), self.notes(clause)) for at, clause in enumerate(paragraph.clauses, 1)
        )
        return Paragraph(paragraph.intro, f"{paragraph.number}.", points)

    def notes(self, clause: Clause) -> tuple[str, ...]:
        """One note a clause: where it comes from, why the choice fell so, what stays open."""
        if clause.drafting:
            return (self.word("note-drafting", why=clause.drafting),)
        kept = [origin for origin in clause.origins if origin.how is Became.KEPT]
        merged = [origin for origin in clause.origins if origin.how is Became.MERGED]
        parts = []
        if kept:
            parts.append(self.word("note-origin", origins=self.some([_place(origin) for origin in kept])))
        if merged:
            parts.append(self.word("note-merged", origins=self.some([_place(origin) for origin in merged])))
        if clause.why:
            parts.append(self.word("note-choice", why=clause.why))
        if clause.alternatives:
            said = self.some([f"{_place(other)} ({other.kind.value}: {other.says})" for other in clause.alternatives])
            parts.append(self.word("note-open", alternatives=said))
        return (" ".join(parts),) if parts else ()

    def some(self, items: Sequence[str]) -> str:
        distinct = list(dict.fromkeys(items))
        shown = "; ".join(distinct[:_SHOWN])
        more = len(distinct) - _SHOWN
        return f"{shown}; {self.word('note-more', number=str(more))}" if more > 0 else shown

    def annexes(self) -> tuple[Section, ...]:
        if not self.act.contradictions:
            return ()
        headings = tuple(self.word(f"column-{name}") for name in ("clause", "point", "taken", "aside", "why"))
        rows = tuple(
            (
                item.clause,
                f"{item.topic.removeprefix('ground/')} ({', '.join(item.measures[:3])}{' ...' if len(item.measures) > 3 else ''})",
                self.some([_place(origin) for origin in item.taken]),
                self.some([_place(other) for other in item.aside]),
                item.resolved_by,
            )
            for item in self.act.contradictions
        )
        return (Section(Level.PART, "", self.word("annex-contradictions"), body=(Table(headings, rows),)),)


def ended(text: str, last: bool) -> str:
    """A point with the sign at its end: a semicolon, a full stop after the last; a whole sentence keeps its own."""
    if text.endswith("."):
        return text
    return f"{text}{'.' if last else ';'}"


def _place(item: Origin | Alternative) -> str:
    return f"{item.instrument} {item.article}"
