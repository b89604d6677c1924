# SPDX-License-Identifier: EUPL-1.2
"""The shape of each kind of file under ``law/actors``."""

from __future__ import annotations

from datetime import date

import msgspec

from comity.corpus.documents import Defaults, SourceDoc, Strict, Words
from comity.model import actors, law


class SuccessionDoc(Strict, frozen=True):
    """A predecessor."""

    actor: str
    on: date | None = None


class SpanDoc(Strict, frozen=True):
    """From a day to the day before another."""

    since: date | None = msgspec.field(default=None, name="from")
    until: date | None = None


class MemberDoc(Strict, frozen=True):
    """A member of a union."""

    actor: str
    since: date = msgspec.field(name="from")
    until: date | None = None


class StateFactDoc(Strict, frozen=True):
    """What is known of a state whatever the case."""

    value: str | bool = msgspec.field(name="is")
    source: str = ""
    confidence: law.Confidence | None = None


class AuthorityDoc(Strict, frozen=True):
    """A body and its role."""

    name: Words | str
    role: str = ""
    measures: list[str] = []
    stages: list[str] = []
    confirmed: str = ""
    source: str = ""
    confidence: law.Confidence | None = None


class PracticeDoc(Strict, frozen=True):
    """How a state acts in fact."""

    says: str
    source: str = ""
    confidence: law.Confidence | None = None


class ActorDoc(Strict, frozen=True):
    """actors/<CODE>.yaml"""

    code: str
    kind: actors.ActorKind
    name: Words
    of: str = ""
    continues: str = ""
    succeeds: list[SuccessionDoc] = []
    exists: SpanDoc = SpanDoc()
    members: list[MemberDoc] = []
    hierarchy: list[str] = []
    hierarchy_confidence: str = ""
    facts: dict[str, StateFactDoc] = {}
    languages: list[str] = []
    authorities: list[AuthorityDoc] = []
    practice: list[PracticeDoc] = []
    networks: list[str] = []
    note: str = ""
    sources: dict[str, SourceDoc] = {}
    defaults: Defaults = Defaults()


class RouteDoc(Strict, frozen=True):
    """An informal route."""

    id: str
    kind: str
    says: Words | str
    evidence: str
    yields: Words | str = ""
    needs: str = ""
    measures: list[str] = []
    members: list[str] | str = []
    all_except: list[str] | None = msgspec.field(default=None, name="all-except")
    as_of: str = ""
    party: str = ""
    instrument: str = ""
    article: str = ""
    note: str = ""
    source: str = ""
    confidence: law.Confidence | None = None


class RoutesDoc(Strict, frozen=True):
    """actors/routes.yaml"""

    routes: list[RouteDoc]
    sources: dict[str, SourceDoc] = {}
    defaults: Defaults = Defaults()


class SearchedItem(Strict, frozen=True):
    """A pair for which a treaty was searched for in vain."""

    pair: tuple[str, str]
    on: str
    says: str
    found: str = "none"
    confidence: law.Confidence = law.Confidence.LOW
    source: str = ""


class SearchedDoc(Strict, frozen=True):
    """actors/searched.yaml"""

    searched: list[SearchedItem]
    sources: dict[str, SourceDoc] = {}


SCHEMAS: dict[str, type[Strict]] = {
    "actor": ActorDoc,
    "routes": RoutesDoc,
    "searched": SearchedDoc,
}
