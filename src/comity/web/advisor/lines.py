# SPDX-License-Identifier: EUPL-1.2
"""What an answer says as lines for a reader, each with its norm, source, day and confidence. Pure: values in, values out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from comity.corpus.corpus import Corpus
from comity.model.answer import Answer, Finding
from comity.model.drafting import Drafting
from comity.model.law import Kind, Value
from comity.model.said import Speaker, remark
from comity.web.advisor import words
from comity.web.advisor.names import Names

RECEIPT = "receipt"
WORKING_DAYS = "working"

Link = Callable[[str], str]
"""The address of an instrument in the law browser; nothing where there is none."""


class Norm(NamedTuple):
    """An article as a reader sees it."""

    title: str
    article: str
    id: str
    url: str


class Proof(NamedTuple):
    """What a line rests on."""

    source: str
    day: str
    confidence: str
    level: str
    notes: tuple[str, ...] = ()


class Line(NamedTuple):
    """One statement with its norms and its proof; ``until`` is a day that follows from it."""

    says: str
    lang: str
    state: str
    norms: tuple[Norm, ...]
    proof: Proof | None = None
    by: str = ""
    missing: tuple[str, ...] = ()
    until: str = ""
    kind: str = ""
    mandatory: bool = False
    note: str = ""


class Group(NamedTuple):
    """Lines under a heading; ``kind`` says whether a ground is mandatory, optional or postpones."""

    title: str
    kind: str
    lines: tuple[Line, ...]
    note: str = ""


@dataclass(frozen=True)
class Reader:
    """An answer, and the names by which one reader knows what it speaks of."""

    answer: Answer
    names: Names
    drafting: Drafting
    link: Link

    @property
    def corpus(self) -> Corpus:
        """The body of law."""
        return self.names.corpus

    @property
    def lang(self) -> str:
        """The reader's language."""
        return self.answer.lang

    @cached_property
    def speaker(self) -> Speaker:
        """Who says sentences in that language."""
        return Speaker(self.corpus.phrases, self.lang)

    def say(self, words_: str) -> str:
        """A remark that the body of law has in English, in the reader's language or marked as English."""
        return self.speaker.say(remark(words_))

    @cached_property
    def sides(self) -> tuple[str, str]:
        """The codes of who asks and who is asked."""
        return str(self.answer.query["requesting"]), str(self.answer.query["requested"])

    @cached_property
    def requesting(self) -> str:
        """The side that asks."""
        return self.names.bare_actor(self.sides[0], self.lang)

    @cached_property
    def requested(self) -> str:
        """The side that is asked."""
        return self.names.bare_actor(self.sides[1], self.lang)

    @cached_property
    def day(self) -> date:
        """The day on which the request is received."""
        return date.fromisoformat(str(self.answer.query["on"]))

    def named(self, sentence: str) -> str:
        """A sentence in which instruments stand by their id, with their names instead."""
        return self.names.named(sentence, self.lang, self.sides)

    def norm(self, id_: str, article: str = "") -> Norm:
        """An article of an instrument."""
        law = self.corpus.by_id.get(id_)
        return Norm(law.short.in_language(self.lang)[0] if law else id_, article, id_, self.link(id_) if law else "")

    def ground(self, id_: str) -> str:
        """The name of a ground."""
        ground = self.corpus.grounds.get(id_)
        return ground.name.in_language(self.lang)[0] if ground else id_

    def asks(self, facts: Iterable[str]) -> tuple[str, ...]:
        """What missing facts ask."""
        specs = self.corpus.facts
        return tuple(specs[name].asks.in_language(self.lang)[0] for name in facts if name in specs)

    def line(self, finding: Finding) -> Line:
        """A finding."""
        norms = [self.norm(finding.instrument, finding.article)] if finding.instrument else []
        if finding.against is not None:
            norms.append(self.norm(finding.against.instrument, finding.against.article))
        return Line(
            finding.says,
            finding.lang,
            finding.outcome,
            tuple(norms),
            proof(finding.source, finding.as_of, finding.confidence, finding.notes),
            by=self.names.bare_actor(finding.by, self.lang),
            missing=self.asks(finding.missing),
            until=self._until(finding) if finding.kind == "clock" else "",
            kind=finding.kind,
            mandatory=finding.mandatory,
            note=_("%(number)s readings by courts") % {"number": len(finding.readings)} if finding.readings else "",
        )

    def of_kinds(self, *kinds: str) -> tuple[Group, ...]:
        """The lines of findings that hold or may hold, a group for each kind."""
        found = []
        for kind in kinds:
            lines = merged(self.line(f) for f in self.answer.findings if f.kind == kind and f.outcome != "no")
            if lines:
                found.append(Group(words.of(words.KINDS, kind), kind, lines))
        return tuple(found)

    def _until(self, finding: Finding) -> str:
        """The day on which a time limit ends that runs from the receipt of the request."""
        law = self.corpus.by_id[finding.instrument]
        for rule in law.provisions:
            if rule.kind is Kind.CLOCK and rule.article == finding.article and rule.says.in_language(self.lang)[0] == finding.says:
                return _end(rule.value, self.day)
        return ""


def _end(value: Value, day: date) -> str:
    if value.starts != RECEIPT or not value.days.isdigit() or value.counts == WORKING_DAYS:
        return ""
    return (day + timedelta(days=int(value.days))).isoformat()


def proof(source: str, day: str, confidence: str, notes: tuple[str, ...] = ()) -> Proof:
    """What a line rests on, in words."""
    return Proof(source, day, words.of(words.CONFIDENCE, confidence), confidence, notes)


def merged(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Each line once: a norm that reaches several bases is one line."""
    return tuple(dict.fromkeys(lines))
