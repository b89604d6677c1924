# SPDX-License-Identifier: EUPL-1.2
"""The shape of an answer as others rely on it (schema ``comity.advice/1``); further fields may be there, none of these may lack."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

Word = Annotated[str, Meta(min_length=1)]
Day = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Since = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(/[0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
Verdict = Literal["available", "conditional", "barred", "statute-only", "no-basis", "unknown"]
Outcome = Literal["yes", "no", "unknown"]
Confidence = Literal["high", "medium", "low"]
FindingKind = Literal[
    "require",
    "must-refuse",
    "may-refuse",
    "may-postpone",
    "content",
    "formality",
    "channel",
    "authority",
    "language",
    "clock",
    "right",
    "duty",
    "use-limit",
    "cost",
    "assurance",
    "conflict",
]
RouteKind = Literal["statute", "reciprocity", "police", "interpol", "fiu", "asset-recovery", "24-7", "provider", "court", "spontaneous"]


class Side(Struct):
    """Force on one side."""

    since: Since | None
    source: Word


class Force(Struct):
    """Force on both."""

    requesting: Side
    requested: Side


class Basis(Struct):
    """One instrument."""

    rank: int
    instrument: Word
    with_: list[Word] = msgspec.field(name="with")
    articles: list[Word]
    form: Literal["", "extradition", "surrender-eu", "surrender-court"]
    role: Literal["primary", "supplement", "fallback", "constraint"]
    why: Word
    outcome: Outcome
    force: Force


class Citation(Struct):
    """A place in the law."""

    instrument: Word
    article: Word


class Combined(Struct):
    """A line for drafting."""

    kind: FindingKind
    says: Word
    from_: list[Citation] = msgspec.field(name="from")


class Finding(Struct):
    """What one norm says."""

    kind: FindingKind
    ground: str
    basis: str | None
    outcome: Outcome
    effect: Literal["for", "against", "open"]
    instrument: str
    article: str
    against: Citation | None
    by: str
    says: Word
    source: Word
    as_of: Day
    confidence: Confidence
    missing: list[Word]


class Route(Struct):
    """A way beside treaties."""

    kind: RouteKind
    says: Word
    evidence: Literal["yes", "no", "depends"]
    instrument: str
    article: str


class Plan(Struct):
    """What to do next."""

    cite: str
    sender: str
    urgent: list[str]
    offer: list[str]
    confidentiality: str
    evidence_form: str
    remedies: str
    duration: str
    if_refused: list[str]
    alerts: list[str]


class Question(Struct):
    """An open fact."""

    fact: Word
    asks: Word
    matters_for: list[Word]


class Part(Struct):
    """One of several offences."""

    offence: Word
    verdict: Verdict


class CorpusUsed(Struct):
    """Which body of law."""

    version: Word
    as_of: Day


class Answer(Struct):
    """The whole answer."""

    schema: Literal["comity.advice/1"]
    id: str | None
    query: dict[str, Any]
    corpus: CorpusUsed
    lang: Literal["en", "az", "ru", "fr"]
    verdict: Verdict
    timing: Literal["now", "postponable", "postponed"]
    parts: list[Part]
    unknowns: list[Word]
    conditions: list[Word]
    discretion: list[Any]
    bases: list[Basis]
    combined: list[Combined]
    unchecked: list[Word]
    findings: list[Finding]
    routes: list[Route]
    plan: Plan
    questions: list[Question]


def shaped(line: str) -> Answer:
    """The answer; ValidationError where it has another shape."""
    return msgspec.json.decode(line, type=Answer)
