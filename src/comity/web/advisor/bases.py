# SPDX-License-Identifier: EUPL-1.2
"""The bases of an answer by rank, each with force on both sides and why it stands where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from comity.model.answer import Basis, SideForce
from comity.web.advisor import words
from comity.web.advisor.lines import Norm, Reader

TONES: Mapping[str, str] = {"yes": "for", "no": "against"}


class Side(NamedTuple):
    """Force on one side."""

    name: str
    truth: str
    since: str
    source: str
    says: str
    confidence: str


class BasisCard(NamedTuple):
    """A basis as a reader sees it."""

    rank: int
    norm: Norm
    title: str
    articles: tuple[str, ...]
    together: tuple[Norm, ...]
    role: str
    outcome: str
    state: str
    closed: bool
    why: str
    sides: tuple[Side, ...]
    missing: tuple[str, ...]


def carrying(reader: Reader) -> tuple[BasisCard, ...]:
    """Those that carry or may carry, by rank."""
    return tuple(_card(reader, basis) for basis in reader.answer.bases if basis.outcome != "no")


def excluded(reader: Reader) -> tuple[BasisCard, ...]:
    """Those that do not, with the reason."""
    return tuple(_card(reader, basis) for basis in reader.answer.bases if basis.outcome == "no")


def _card(reader: Reader, basis: Basis) -> BasisCard:
    return BasisCard(
        rank=basis.rank,
        norm=reader.norm(basis.instrument),
        title=basis.title,
        articles=basis.articles,
        together=tuple(reader.norm(id_) for id_ in basis.with_),
        role=words.of(words.ROLES, basis.role),
        outcome=words.of(words.OUTCOMES, basis.outcome),
        state=TONES.get(basis.outcome, "open"),
        closed=basis.closed,
        why=reader.named(basis.why),
        sides=(_side(reader.requesting, basis.force.requesting), _side(reader.requested, basis.force.requested)),
        missing=reader.asks(basis.missing),
    )


def _side(name: str, force: SideForce) -> Side:
    return Side(name, force.truth, force.since or "", force.source, force.says, words.of(words.CONFIDENCE, force.confidence))
