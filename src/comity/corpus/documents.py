# SPDX-License-Identifier: EUPL-1.2
"""The shape of each kind of file under ``law/``; the JSON Schemas are made from these types."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

import msgspec

from comity.model import law


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A mapping in a file: unknown keys are refused."""


class Words(Strict, frozen=True):
    """A statement in up to four languages."""

    en: str
    az: str = ""
    ru: str = ""
    fr: str = ""


class SourceDoc(Strict, frozen=True):
    """Where data come from."""

    what: str
    url: str | None = None
    retrieved: str = ""
    sha256: str = ""


class Defaults(Strict, frozen=True):
    """Source and confidence of every entry of the file that does not say otherwise."""

    source: str = ""
    confidence: law.Confidence | None = None


class Condition(Strict, frozen=True):
    """One condition; see docs/legal-model.md."""

    all: list[Condition] | None = None
    any: list[Condition] | None = None
    no: Condition | None = msgspec.field(default=None, name="not")
    fact: str = ""
    at_least: str = ""
    more_than: str = ""
    at_most: str = ""
    less_than: str = ""
    words: list[str] | str = msgspec.field(default="", name="is")
    has: list[str] | str = ""
    offence: list[str] | str = ""
    party: str = ""
    who: law.Side = law.Side.BOTH
    on: str = ""
    stated: str = ""
    by: law.Side = law.Side.REQUESTED
    silent: str | bool = "unknown"
    condition: str = ""
    unknown: str = ""


class PartiesDoc(Strict, frozen=True):
    """How far the list of parties can be trusted."""

    list: str
    to: date | None = None
    after: str = "carried"
    open_to: tuple[str, ...] = ()


class PlaceDoc(Strict, frozen=True):
    """What an instrument is for some measures, or for all others."""

    standing: law.Standing
    because: str
    measures: list[str] = []


class AdmitsDoc(Strict, frozen=True):
    """To which articles statements are admitted: all, none, or a list."""

    article: str
    to: list[str] | str


class InstrumentDoc(Strict, frozen=True):
    """instrument.yaml"""

    id: str
    title: Words | str
    kind: law.InstrumentKind
    short: Words | str = ""
    parent: str = ""
    of: str = ""
    pair: list[str] = []
    creates: list[str] = []
    binds: law.Binds = law.Binds.BOTH
    adopted: str = ""
    in_force: str = ""
    content: law.Content = law.Content.FORMALISED
    places: list[PlaceDoc] = []
    admits: AdmitsDoc | None = None
    confirmed: bool = True
    no_basis: str = ""
    mistaken_for: list[str] = []
    parties: PartiesDoc | None = None
    unread: list[str] = []
    note: str = ""
    sources: dict[str, SourceDoc] = {}


class ReadingDoc(Strict, frozen=True):
    """One reading of the day of an event."""

    on: date
    source: str
    says: str = ""


class EventDoc(Strict, frozen=True):
    """An event of status.yaml."""

    kind: law.EventKind
    actor: str
    since: str = msgspec.field(default="", name="from")
    until: str = ""
    towards: list[str] = []
    readings: list[ReadingDoc] = []
    lapses: str = ""
    lapses_from: date | None = None
    effect: str = ""
    says: Words | str = ""
    source: str = ""
    confidence: law.Confidence | None = None


class OptOutDoc(Strict, frozen=True):
    """A member that an act does not bind."""

    actor: str
    since: date | None = msgspec.field(default=None, name="from")
    until: date | None = None


class MembersDoc(Strict, frozen=True):
    """Bound as members of a union."""

    of: str
    since: date = msgspec.field(name="from")
    until: date | None = None
    excepted: list[OptOutDoc] = msgspec.field(default_factory=list, name="except")
    towards: str = ""
    source: str = ""
    confidence: law.Confidence | None = None


class AfterEffectDoc(Strict, frozen=True):
    """That duties outlive a withdrawal."""

    article: str
    says: Words | str
    when: Condition | None = None
    source: str = ""
    confidence: law.Confidence | None = None


class StatusDoc(Strict, frozen=True):
    """status.yaml"""

    sources: dict[str, SourceDoc] = {}
    defaults: Defaults = Defaults()
    members: MembersDoc | None = None
    after_effect: AfterEffectDoc | None = None
    provisional: str = ""
    events: list[EventDoc] = []


class TargetDoc(Strict, frozen=True):
    """A class of instruments that a relation speaks of."""

    kind: law.InstrumentKind | None = None
    parent: str = ""
    older: bool | None = None


class RelationDoc(Strict, frozen=True):
    """A clause on other instruments."""

    kind: law.RelationKind
    of: str | TargetDoc
    article: str
    says: Words | str
    measures: list[str] = []
    when: Condition | None = None
    since: date | None = msgspec.field(default=None, name="from")
    until: date | None = None
    saves: list[law.Kind] = []
    source: str = ""
    confidence: law.Confidence | None = None


class CoverageDoc(Strict, frozen=True):
    """One article and what is done with it."""

    article: str
    state: law.CoverageState
    title: str = ""
    why: str = ""


class ValueDoc(Strict, frozen=True):
    """What a provision sets."""

    field: str = ""
    route: str = ""
    name: str = ""
    languages: list[str] = []
    translation: str = ""
    days: str = ""
    hours: str = ""
    months: str = ""
    starts: str = ""
    then: str = ""
    by: str = ""
    stages: list[str] = []
    without_treaty: str = ""
    counts: str = ""
    extends: str = ""


class ProvisionDoc(Strict, frozen=True):
    """One rule."""

    article: str
    kind: law.Kind
    id: str = ""
    says: Words | str = ""
    ground: str = ""
    measures: list[str] = []
    when: Condition | None = None
    role: law.Role = law.Role.PRIMARY
    form: str = ""
    forms: list[str] = []
    reach: law.Reach = law.Reach.OWN
    gap: bool = False
    fallback: law.Fallback | None = None
    borrows: list[law.Borrowed] = []
    excepted: list[str] = msgspec.field(default_factory=list, name="except")
    before_refusal: bool = False
    appreciation: bool = False
    optional_by_statement: bool = False
    speaker: law.Side = msgspec.field(default=law.Side.REQUESTED, name="as")
    since: date | None = msgspec.field(default=None, name="from")
    until: date | None = None
    strikes: list[str] = []
    replaces: list[str] = []
    fact: str = ""
    to: bool = False
    value: ValueDoc = ValueDoc()
    note: str = ""
    source: str = ""
    confidence: law.Confidence | None = None
    instead_of: list[str] = []


class ProvisionsDoc(Strict, frozen=True):
    """provisions.yaml"""

    sources: dict[str, SourceDoc] = {}
    defaults: Defaults = Defaults()
    relations: list[RelationDoc] = []
    coverage: list[CoverageDoc] = []
    conditions: dict[str, Condition] = {}
    provisions: list[ProvisionDoc] = []


class EffectDoc(Strict, frozen=True):
    """What a statement does."""

    exclude: list[str] | str | None = None
    replace: str = ""
    when: Condition | None = None
    add: ProvisionDoc | None = None
    choose: list[str] | None = None
    lift: list[str] | None = None
    say: str = ""
    answer: bool | None = None


class StatementDoc(Strict, frozen=True):
    """A statement of one party."""

    id: str
    by: str
    kind: law.StatementKind
    says: Words | str
    to: list[str] = []
    since: str = msgspec.field(default="unknown", name="from")
    until: str = ""
    lapses: str = ""
    lapses_from: date | None = None
    check: str = ""
    towards: list[str] = []
    speaker: law.Side = msgspec.field(default=law.Side.REQUESTED, name="as")
    reciprocity: law.Reciprocity = law.Reciprocity.NONE
    reciprocity_article: str = ""
    effects: list[EffectDoc] = []
    shown_only: str = ""
    unseen: bool = False
    court: str = ""
    divided: bool = False
    note: str = ""
    source: str = ""
    confidence: law.Confidence | None = None


class StatementsDoc(Strict, frozen=True):
    """statements.yaml"""

    sources: dict[str, SourceDoc] = {}
    defaults: Defaults = Defaults()
    conditions: dict[str, Condition] = {}
    statements: list[StatementDoc] = []


class CaseDoc(Strict, frozen=True):
    """Facts that make one rule true and facts that make it false."""

    rule: str
    true: dict[str, Any] | None = None
    false: dict[str, Any] | None = None
    requesting: str = ""
    requested: str = ""
    measure: str = ""
    offence: str = ""
    on: str = ""
    note: str = ""


class CasesDoc(Strict, frozen=True):
    """cases.yaml"""

    cases: list[CaseDoc] = []


AnyFileDoc = StatusDoc | ProvisionsDoc | StatementsDoc
FileDoc = TypeVar("FileDoc", StatusDoc, ProvisionsDoc, StatementsDoc)

SCHEMAS: dict[str, type[Strict]] = {
    "instrument": InstrumentDoc,
    "status": StatusDoc,
    "provisions": ProvisionsDoc,
    "statements": StatementsDoc,
    "cases": CasesDoc,
}
