# SPDX-License-Identifier: EUPL-1.2
"""Actors: states, territories, unions, courts and organisations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.model.law import Confidence, Source
from comity.model.text import NO_WORDS, Text


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    TERRITORY = "territory"
    UNION = "union"
    COURT = "court"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a union, from the first day to the day before ``until``."""

    actor: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Succession:
    """That an actor followed another on a day."""

    actor: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class StateFact:
    """What is known of a state whatever the case: ``state.<name>.<side>``."""

    name: str
    value: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Authority:
    """A body and what it does in cooperation."""

    name: Text
    role: str
    source: str
    confidence: Confidence
    measures: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class Practice:
    """How a state acts in fact."""

    says: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, territory, union, court or organisation."""

    code: str
    kind: ActorKind
    name: Text
    of: str = ""
    continues: str = ""
    succeeds: tuple[Succession, ...] = ()
    exists_from: date | None = None
    exists_until: date | None = None
    members: tuple[Member, ...] = ()
    hierarchy: tuple[str, ...] = ()
    facts: tuple[StateFact, ...] = ()
    languages: tuple[str, ...] = ()
    authorities: tuple[Authority, ...] = ()
    practice: tuple[Practice, ...] = ()
    sources: tuple[Source, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class InformalRoute:
    """A way to information without a letter of request."""

    id: str
    kind: str
    says: Text
    evidence: str
    source: str
    confidence: Confidence
    yields: Text = NO_WORDS
    measures: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    except_: frozenset[str] = frozenset()
    open_to_all: bool = False
    party: str = ""
    instrument: str = ""
    article: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Searched:
    """That a treaty between two states was searched for and none was found."""

    pair: tuple[str, str]
    on: str
    says: str
    confidence: Confidence
