# SPDX-License-Identifier: EUPL-1.2
"""The answer: what a person reads and a program takes up (schema ``comity.advice/1``, docs/how-an-answer-is-made.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

SCHEMA = "comity.advice/1"


class Verdict(StrEnum):
    """The answer in a word."""

    AVAILABLE = "available"
    CONDITIONAL = "conditional"
    BARRED = "barred"
    STATUTE_ONLY = "statute-only"
    NO_BASIS = "no-basis"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SideForce:
    """Since when an instrument binds one side, and what says so."""

    since: str | None
    source: str
    truth: str
    says: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class BothForce:
    """Force on both sides."""

    requesting: SideForce
    requested: SideForce


@dataclass(frozen=True, slots=True)
class Basis:
    """One instrument in the ranked set."""

    rank: int
    instrument: str
    title: str
    with_: tuple[str, ...]
    articles: tuple[str, ...]
    form: str
    role: str
    why: str
    outcome: str
    force: BothForce
    missing: tuple[str, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """An article of an instrument."""

    instrument: str
    article: str


@dataclass(frozen=True, slots=True)
class Combined:
    """One line of the combined list for drafting."""

    kind: str
    says: str
    from_: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one norm says on one point."""

    kind: str
    ground: str
    basis: str | None
    outcome: str
    effect: str
    instrument: str
    article: str
    against: Citation | None
    by: str
    says: str
    source: str
    as_of: str
    confidence: str
    missing: tuple[str, ...]
    lang: str = "en"
    notes: tuple[str, ...] = ()
    mandatory: bool = False
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Discretion:
    """A ground that is triggered, or pure appreciation, which the other side may use or leave."""

    ground: str
    instrument: str
    article: str
    says: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Route:
    """A way beside treaties."""

    kind: str
    says: str
    evidence: str
    instrument: str
    article: str
    source: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a prosecutor does next, as far as the corpus knows."""

    cite: str = ""
    sender: str = ""
    urgent: tuple[str, ...] = ()
    offer: tuple[str, ...] = ()
    confidentiality: str = ""
    evidence_form: str = ""
    remedies: str = ""
    duration: str = ""
    costs: str = ""
    if_refused: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """An open fact, what it asks and which points hang on it."""

    fact: str
    asks: str
    matters_for: tuple[str, ...]
    why: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The verdict for one of several offences."""

    offence: str
    verdict: str


@dataclass(frozen=True, slots=True)
class CorpusUsed:
    """Which body of law answered."""

    version: str
    as_of: str


@dataclass(frozen=True, slots=True)
class TraceNode:
    """One step of the tree of reasons."""

    says: str
    truth: str
    op: str
    parts: tuple[TraceNode, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer."""

    schema: str
    id: str | None
    query: dict[str, object]
    corpus: CorpusUsed
    lang: str
    verdict: str
    timing: str
    parts: tuple[Part, ...]
    unknowns: tuple[str, ...]
    conditions: tuple[str, ...]
    discretion: tuple[Discretion, ...]
    bases: tuple[Basis, ...]
    combined: tuple[Combined, ...]
    unchecked: tuple[str, ...]
    findings: tuple[Finding, ...]
    routes: tuple[Route, ...]
    plan: Plan
    questions: tuple[Question, ...]
    trace: tuple[TraceNode, ...] = field(default=())
