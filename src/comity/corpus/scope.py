# SPDX-License-Identifier: EUPL-1.2
"""What the reader of one file needs: its sources, its defaults, the names that exist, and where to report."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from comity.corpus.conditions import Conditions, Names
from comity.corpus.documents import Condition, Defaults, SourceDoc, Words
from comity.corpus.problems import Problems
from comity.corpus.strict_yaml import Document
from comity.model.day import Day
from comity.model.law import Confidence, Source
from comity.model.text import Text


def text(words: Words | str) -> Text:
    """A statement in up to four languages."""
    return Text(words) if isinstance(words, str) else Text(words.en, words.az, words.ru, words.fr)


def sources(docs: Mapping[str, SourceDoc]) -> tuple[Source, ...]:
    """The sources of a file."""
    return tuple(Source(name, doc.what, doc.url or "", doc.retrieved, doc.sha256) for name, doc in docs.items())


@dataclass(frozen=True, slots=True)
class Scope:
    """One file while it is read."""

    document: Document
    problems: Problems
    names: Names
    sources: Mapping[str, SourceDoc]
    defaults: Defaults = field(default_factory=Defaults)

    def report(self, path: str, what: str) -> None:
        """Record a problem, once."""
        if self.document.problem(path, what) not in self.problems.found:
            self.problems.add(self.document, path, what)

    def conditions(self, named: Mapping[str, Condition]) -> Conditions:
        """The reader of this file's conditions; those that have a name are read at once, so that one that nobody uses is checked too."""
        conditions = Conditions(self.names, named, self.report)
        for name, condition in named.items():
            conditions.read(condition, f"$.conditions.{name}")
        return conditions

    def provenance(self, source: str, confidence: Confidence | None, path: str) -> tuple[str, Confidence]:
        """Source and confidence of an entry; both must be there, and high confidence needs a source that can be read."""
        source = source or self.defaults.source
        confidence = confidence or self.defaults.confidence
        if not source:
            self.report(path, "no source - name one here or under defaults")
        elif source not in self.sources:
            self.report(path, f"no source has the id {source!r} - declare it under sources")
        if confidence is None:
            self.report(path, "no confidence - write high, medium or low here or under defaults")
            confidence = Confidence.LOW
        elif confidence is Confidence.HIGH and source in self.sources and self.sources[source].what.casefold().startswith("from memory"):
            self.report(path, "what is from memory cannot have confidence high - write medium or low")
        return source, confidence

    def day(self, written: str, path: str) -> Day | None:
        """A day; None where none is written, and a report where it is no day."""
        if not written:
            return None
        try:
            return Day.parse(written)
        except ValueError:
            self.report(path, f"{written!r} is no day - write 2003-10-02, 2003-10, ~2003 or unknown")
            return Day()

    def known(self, values: Iterable[str], among: Collection[str], what: str, path: str) -> frozenset[str]:
        """The values, each of which must be among the known ones."""
        found = frozenset(values)
        for value in sorted(found.difference(among)):
            self.report(path, f"unknown {what} {value!r} - {_advice(value, among)}")
        return found


def _advice(word: str, among: Collection[str]) -> str:
    close = difflib.get_close_matches(word, sorted(among), n=3, cutoff=0.5)
    return f"did you mean {' or '.join(close)}?" if close else "add it, or use one that is there"
