# SPDX-License-Identifier: EUPL-1.2
"""What the pages of instruments show: read from the corpus and the engine, no rule of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from comity.advise.advise import Adviser
from comity.engine.status import status_report
from comity.model.day import Day
from comity.model.law import Confidence, Coverage, Instrument, Provision, Source, Statement, StatusEvent, StatusRow
from comity.model.truth import Truth
from comity.web.library.folding import all_words, matches

_NOT_WORD = re.compile(r"[^0-9A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of instruments is narrowed to; ``state`` is bound on the day."""

    words: str = ""
    kind: str = ""
    measure: str = ""
    state: str = ""
    on: date = date.min


def found(adviser: Adviser, wanted: Wanted) -> list[Instrument]:
    """The instruments that fit."""
    corpus = adviser.corpus
    served = {law.id for law in corpus.serving(wanted.measure)} if wanted.measure else None
    return [
        law
        for law in corpus.instruments
        if (not wanted.kind or law.kind.value == wanted.kind)
        and (served is None or law.id in served)
        and matches(wanted.words, (law.id, law.id.replace("-", ""), *all_words(law.title), *all_words(law.short)))
        and (not wanted.state or binds(adviser, law, wanted.state, wanted.on))
    ]


def binds(adviser: Adviser, law: Instrument, code: str, on: date) -> bool:
    """Whether an instrument binds an actor on a day: by consent, or as its own law."""
    if law.national:
        return law.of == code
    if law.id not in adviser.corpus.concerned.get(code, frozenset()):
        return False
    return adviser.status(law, code).on(on).truth is Truth.YES


# -- who is bound on a day


@dataclass(frozen=True, slots=True)
class Bound:
    """An actor under an instrument on a day, and what says so."""

    code: str
    since: str = ""
    until: str = ""
    says: str = ""
    of: str = ""
    source: Source | None = None
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class OnDay:
    """All actors under an instrument on a day, by what they are."""

    on: date
    parties: tuple[Bound, ...]
    territories: tuple[Bound, ...]
    provisional: tuple[Bound, ...]
    signed: tuple[Bound, ...]
    unknown: tuple[Bound, ...]

    def by_code(self) -> dict[str, str]:
        """What each actor is, in one word."""
        groups = (("signed", self.signed), ("unknown", self.unknown), ("provisional", self.provisional))
        words = {item.code: word for word, items in groups for item in items}
        return {**words, **{item.code: "party" for item in (*self.territories, *self.parties)}}


def on_day(adviser: Adviser, law: Instrument, on: date) -> OnDay:
    """Who is bound by an instrument on a day."""
    report = status_report(adviser.corpus, law, on)

    def bound(code: str, entry: dict[str, str | None]) -> Bound:
        force = adviser.status(law, code).on(on)
        return Bound(
            code=code,
            since=entry.get("since") or force.since or "",
            until=entry.get("until") or "",
            says=entry.get("why") or force.says,
            of=entry.get("of") or "",
            source=law.source(force.source) if force.source else None,
            confidence=force.confidence.value,
        )

    def group(name: str) -> tuple[Bound, ...]:
        return tuple(bound(entry["actor"], entry) for entry in report[name])

    signed = tuple(bound(code, {}) for code in report["signed_only"])
    return OnDay(on, group("parties"), group("territories"), group("provisional"), signed, group("unknown"))


# -- articles


def slug(article: str) -> str:
    """The anchor of an article: ``5(1)(a)`` is ``art-5-1-a``."""
    return f"art-{_NOT_WORD.sub('-', article).strip('-').lower()}"


def head(article: str) -> str:
    """The article to which a paragraph belongs."""
    return article.partition("(")[0].strip()


@dataclass(slots=True)
class Article:
    """An article: what the corpus does with it, its rules, and the statements made to it."""

    name: str
    anchor: str
    coverage: list[Coverage] = field(default_factory=list)
    rules: list[tuple[str, Provision]] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)


def articles(law: Instrument) -> list[Article]:
    """The articles in the order of the instrument; a paragraph's first rule carries the anchor of the paragraph."""
    kept: dict[str, Article] = {}

    def of(article: str) -> Article:
        name = head(article)
        return kept.setdefault(name, Article(name, slug(name)))

    for line in law.coverage:
        of(line.article).coverage.append(line)
    anchors: set[str] = set()
    for rule in law.provisions:
        anchor = slug(rule.article)
        fresh = anchor not in anchors and rule.article != head(rule.article)
        anchors.add(anchor)
        of(rule.article).rules.append((anchor if fresh else "", rule))
    for statement in law.statements:
        for name in dict.fromkeys(head(article) for article in statement.to):
            if name in kept:
                kept[name].statements.append(statement)
    return list(kept.values())


# -- changes


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to an instrument, on a day that may be rough."""

    day: Day
    kind: str
    actor: str
    source: str
    confidence: Confidence
    towards: tuple[str, ...] = ()
    says: str = ""


def changes(law: Instrument) -> list[Change]:
    """What happened, newest first; what has no day comes last."""
    happened = [change for row in law.rows for change in _of_row(row)]
    happened += [_of_event(event) for event in law.events]
    return sorted(happened, key=lambda change: (change.day.first or date.min, change.actor), reverse=True)


def _of_row(row: StatusRow) -> Iterator[Change]:
    kinds = ((row.signed, "signature"), (row.consent, row.kind.value), (row.in_force, "entry-into-force"), (row.ended, "end"))
    for day, kind in kinds:
        if day is not None:
            yield Change(day, kind, row.actor, row.source, row.confidence, says=row.note)


def _of_event(event: StatusEvent) -> Change:
    day = event.since or (Day(event.readings[0].on, event.readings[-1].on) if event.readings else Day())
    return Change(day, event.kind.value, event.actor, event.source, event.confidence, event.towards, event.says.en)


def statement_of(law: Instrument, id_: str) -> Statement | None:
    """The statement of that id."""
    return next((statement for statement in law.statements if statement.id == id_), None)


def measures_of(laws: Iterable[Instrument]) -> list[str]:
    """The measures of which rules speak, in order."""
    return sorted({measure for law in laws for rule in law.provisions for measure in rule.measures})
