# SPDX-License-Identifier: EUPL-1.2
"""The shapes of what the interface says about law and authorities; answers, cases and comparisons have published schemas of their own."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import ConfigDict

from comity.model.law import InstrumentKind
from comity.web.drafting.lifecycle import State

Language = Literal["en", "az", "ru", "fr"]
DayText = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", json_schema_extra={"format": "date"})]
Word = Annotated[str, Field(max_length=200)]

Key = Annotated[int, Field(ge=1, le=2**63 - 1)]


class Words(Schema):
    """Words, and the language that they are in: English where there is no version in the language asked for."""

    text: str
    lang: Language


class Source(Schema):
    """Where data come from."""

    id: str
    what: str
    url: str = ""
    retrieved: str = ""


# -- what is asked


class Tongue(Schema):
    """The language of words."""

    lang: Language = Field("en", description="Language of words")


class Paging(Tongue):
    """A page by key: those after ``after``, at most ``limit``."""

    after: Word = Field("", description="Key of the last item of the page before; take it from `next`")
    limit: int = Field(100, ge=1, le=500, description="Most items of a page")


class InstrumentFilter(Paging):
    """Which instruments."""

    kind: InstrumentKind | None = Field(None, description="Only of this kind")
    measure: Word = Field("", description="Only those under which this measure can be asked for")
    of: Word = Field("", description="Only the national law of this state")
    party: Word = Field("", description="Only those in force for this actor on the day `on`")
    on: DayText | None = Field(None, description="The day (default: today)")
    q: Word = Field("", description="Only those whose id or title, in any language, contains this")


class OnDay(Schema):
    """A day."""

    on: DayText | None = Field(None, description="The day (default: today)")


class StateFilter(Tongue):
    """A day and a language."""

    on: DayText | None = Field(None, description="The day (default: today)")


class DirectoryFilter(Paging):
    """Which authorities."""

    state: Word = Field("", description="Only of this actor")
    role: Word = Field("", description="Only with this role")
    measure: Word = Field("", description="Only those that act on this measure, or on all")


# -- what is answered


class Page(Schema):
    """What every page has."""

    next: str | None = Field(None, description="Address of the next page; null on the last")


class InstrumentLine(Schema):
    """An instrument in a list."""

    id: str
    kind: str
    title: Words
    of: str = Field("", description="Whose law, for national law")
    parent: str = Field("", description="The instrument that a protocol adds to")


class InstrumentPage(Page):
    """A page of instruments."""

    items: list[InstrumentLine]


class ProvisionOut(Schema):
    """A rule at an article."""

    id: str
    article: str
    kind: str
    ground: str
    says: Words
    measures: list[str]
    source: str
    confidence: str
    since: str | None
    until: str | None
    note: str


class StatementOut(Schema):
    """A reservation, declaration, notification or objection."""

    id: str
    by: str
    kind: str
    to: list[str]
    says: Words
    since: str
    until: str | None
    source: str
    confidence: str
    shown_only: str = Field("", description="Why it changes no answer, where it does not")


class RelationOut(Schema):
    """A clause on other instruments."""

    kind: str
    to: str
    article: str
    says: Words
    source: str
    confidence: str


class CoverageOut(Schema):
    """What is done with an article."""

    article: str
    state: str
    title: str
    why: str


class InstrumentOut(InstrumentLine):
    """An instrument with all that is known of it; its parties are at `/status`."""

    short: Words
    pair: list[str]
    adopted: str | None
    in_force: str | None
    content: str = Field(description="Whether its demands are written down (formalised) or only that it is a basis (basis-only)")
    note: str
    relations: list[RelationOut]
    provisions: list[ProvisionOut]
    statements: list[StatementOut]
    coverage: list[CoverageOut]
    sources: list[Source]


class StatusOut(Schema):
    """Who is bound on a day, as `comity law status --json` says it."""

    instrument: str
    on: str
    complete: bool
    complete_to: str | None
    parties: list[dict[str, Any]]
    territories: list[dict[str, Any]]
    provisional: list[dict[str, Any]]
    signed_only: list[str]
    unknown: list[dict[str, Any]]


class AuthorityOut(Schema):
    """An authority and what it does in cooperation."""

    key: str
    actor: str
    name: Words
    role: str
    measures: list[str] = Field(description="Empty: every measure")
    stages: list[str]
    confirmed: str = Field("", description="Day on which it was confirmed")
    source: str
    confidence: str


class DirectoryPage(Page):
    """A page of authorities."""

    items: list[AuthorityOut]


class ContactFilter(Schema):
    """Which contacts."""

    after: Key | None = Field(None, description="Id of the last item of the page before; take it from `next`")
    limit: int = Field(100, ge=1, le=500, description="Most items of a page")
    state: Word = Field("", description="Only of this actor")


class ContactOut(Schema):
    """How to reach an authority."""

    id: int
    state: str
    authority: str
    role: str
    unit: str
    email: str
    telephone: str
    languages: str
    hours: str
    source: str
    standing: str
    confirmed_on: str | None
    expires: str | None


class ContactPage(Page):
    """A page of contacts."""

    items: list[ContactOut]


class ActorLine(Schema):
    """An actor in a list."""

    code: str
    kind: str
    name: Words


class ActorPage(Page):
    """A page of actors."""

    items: list[ActorLine]


class BoundOut(Schema):
    """A treaty and whether it binds the actor on the day."""

    instrument: str
    in_force: Literal["yes", "no", "unknown"]
    status: str
    since: str | None


class ActorOut(ActorLine):
    """A state or another actor with what is known of it."""

    of: str
    languages: list[str]
    members: list[str] = Field(description="Members of a union on the day")
    national: list[str] = Field(description="Its national law")
    treaties: list[BoundOut]
    authorities: list[AuthorityOut]
    facts: list[dict[str, Any]]
    sources: list[Source]


class MeasureOut(Schema):
    """A measure that can be asked for."""

    id: str
    name: Words
    family: str
    coercive: bool


class MeasurePage(Page):
    """A page of measures."""

    items: list[MeasureOut]


class GroundOut(Schema):
    """A ground for refusal or postponement."""

    id: str
    name: Words
    topic: str


class GroundPage(Page):
    """A page of grounds."""

    items: list[GroundOut]


class OffenceOut(Schema):
    """A class of offence."""

    id: str
    name: Words
    iccs: list[str]
    within: list[str]


class OffencePage(Page):
    """A page of offences."""

    items: list[OffenceOut]


class FactOut(Schema):
    """A fact that a query may give."""

    id: str
    type: str
    asks: Words
    why: Words
    unit: str
    values: list[str]
    sensitive: bool


class FactPage(Page):
    """A page of facts."""

    items: list[FactOut]


class DraftFilter(Schema):
    """Which drafts."""

    after: Key | None = Field(None, description="Id of the last item of the page before; take it from `next`")
    limit: int = Field(100, ge=1, le=500, description="Most items of a page")
    state: State | None = Field(None, description="Only those in this state")


class DraftLine(Schema):
    """A draft in a list."""

    id: int
    version: int = Field(description="Counts every change")
    state: str
    title: str
    reference: str
    measure: str
    requesting: str
    requested: str
    unit: int
    changed: str


class DraftPage(Page):
    """A page of drafts."""

    items: list[DraftLine]


class DraftOut(DraftLine):
    """A draft with its case, which may still lack parts."""

    case: dict[str, Any]


class DraftIn(Schema):
    """A case for a draft."""

    model_config = ConfigDict(extra="forbid")

    case: dict[str, Any] = Field(description="A case (comity.case/1): at least who asks whom for what")
    unit: Key | None = Field(None, description="The unit that it belongs to, when it is begun")


class CheckAsked(Schema):
    """From which side a case is checked, and in which language the answer is."""

    side: Literal["requesting", "requested"] = Field("requesting", alias="as", description="From whose side")
    lang: Language | None = Field(None, description="Language of words (default: that of the case)")


class DraftAsked(Schema):
    """In which languages and in which form."""

    lang: list[Language] = Field(default_factory=list, max_length=4, description="Languages of the papers (default: that of the case)")
    bilingual: bool = Field(False, description="With two languages: each paper in both beside each other, too")
    incomplete: bool = Field(False, description="Write a deficient request all the same, each page marked as a draft")
    form: Literal["zip", "json"] = Field("zip", description="One archive, or JSON with each file in base64")


class FileOut(Schema):
    """A file of a package."""

    name: str
    media_type: str
    content: str = Field(description="Base64", json_schema_extra={"contentEncoding": "base64"})


class PackageOut(Schema):
    """The papers of a case."""

    files: list[FileOut]
    deficiencies: list[dict[str, Any]] = Field(description="What the check found and does not stop the request, as in `/check`")


class CheckOut(Schema):
    """What a request lacks (comity.check/1)."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)

    schema_: str = Field(alias="schema")
    verdict: str
    bases: list[str]
    deficiencies: list[dict[str, Any]]
    answer: str | None = Field(None, description="With as=requested: which letter answers")
    letter: str | None = Field(None, description="With as=requested: its text")


class CompareAsked(Schema):
    """What is set side by side."""

    model_config = ConfigDict(extra="forbid")

    sides: list[Annotated[str, Field(min_length=1, max_length=100)]] = Field(min_length=2, max_length=6)
    of: Literal["instruments", "states"] = "instruments"
    topics: list[Word] = Field(default_factory=list, max_length=20)
    on: DayText | None = None
