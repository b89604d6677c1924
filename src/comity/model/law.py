# SPDX-License-Identifier: EUPL-1.2
"""Instruments and what stands in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.model.day import UNKNOWN_DAY, Day
from comity.model.expression import ALWAYS, Expression
from comity.model.text import NO_WORDS, Text


class Confidence(StrEnum):
    """How sure a datum is: the text was read; well known; doubtful."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def step_lower(self) -> Confidence:
        """One step lower; low stays low."""
        return Confidence.MEDIUM if self is Confidence.HIGH else Confidence.LOW


class InstrumentKind(StrEnum):
    """What kind of norm an instrument is."""

    CONVENTION = "convention"
    PROTOCOL = "protocol"
    BILATERAL = "bilateral"
    EU_ACT = "eu-act"
    SCHEME = "scheme"
    ARRANGEMENT = "arrangement"
    CHARTER = "charter"
    COURT_STATUTE = "court-statute"
    ORGANISATION_RULES = "organisation-rules"
    CONSTITUTION = "constitution"
    REFERENDUM_ACT = "referendum-act"
    CODE = "code"
    STATUTE = "statute"
    DECREE = "decree"
    PRACTICE = "practice"


NATIONAL_KINDS = frozenset(
    {
        InstrumentKind.CONSTITUTION,
        InstrumentKind.REFERENDUM_ACT,
        InstrumentKind.CODE,
        InstrumentKind.STATUTE,
        InstrumentKind.DECREE,
        InstrumentKind.PRACTICE,
    }
)


class Binds(StrEnum):
    """Whether both sides must be bound, or the requested side alone."""

    BOTH = "both"
    REQUESTED = "requested"


class Content(StrEnum):
    """Whether what an instrument demands is written down, or only that it is a basis."""

    FORMALISED = "formalised"
    BASIS_ONLY = "basis-only"


class StatusKind(StrEnum):
    """What a row of a status list records."""

    RATIFICATION = "ratification"
    ACCESSION = "accession"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    SUCCESSION = "succession"
    DEFINITIVE_SIGNATURE = "definitive-signature"
    SIGNATURE = "signature"
    TERRITORIAL_EXTENSION = "territorial-extension"
    PROVISIONAL_APPLICATION = "provisional-application"
    NOT_PARTY = "not-party"


CONSENTS = frozenset(
    {
        StatusKind.RATIFICATION,
        StatusKind.ACCESSION,
        StatusKind.ACCEPTANCE,
        StatusKind.APPROVAL,
        StatusKind.SUCCESSION,
        StatusKind.DEFINITIVE_SIGNATURE,
    }
)


class EventKind(StrEnum):
    """Events that do not fit a row."""

    SUSPENSION = "suspension"
    END = "end"
    OBJECTION = "objection"
    NOT_APPLIED = "not-applied"
    NOT_RECOGNISED = "not-recognised"
    START = "start"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """Kinds of provision."""

    BASIS = "basis"
    REQUIRE = "require"
    MUST_REFUSE = "must-refuse"
    MAY_REFUSE = "may-refuse"
    MAY_POSTPONE = "may-postpone"
    CONTENT = "content"
    FORMALITY = "formality"
    CHANNEL = "channel"
    AUTHORITY = "authority"
    LANGUAGE = "language"
    CLOCK = "clock"
    DUTY = "duty"
    RIGHT = "right"
    USE_LIMIT = "use-limit"
    COST = "cost"
    ASSURANCE = "assurance"
    DEEMS = "deems"
    RELATION = "relation"


GROUNDS = frozenset({Kind.REQUIRE, Kind.MUST_REFUSE, Kind.MAY_REFUSE, Kind.MAY_POSTPONE})


class Role(StrEnum):
    """What a basis can do for a request; the order of ranks."""

    PRIMARY = "primary"
    SUPPLEMENT = "supplement"
    FALLBACK = "fallback"
    CONSTRAINT = "constraint"


class Side(StrEnum):
    """The two sides of a request."""

    REQUESTING = "requesting"
    REQUESTED = "requested"
    BOTH = "both"


class Reach(StrEnum):
    """Whether a rule limits its own instrument, or every basis."""

    OWN = "own"
    ALL = "all"


class RelationKind(StrEnum):
    """How an instrument stands to another."""

    SUPERSEDES = "supersedes"
    PREVAILS_OVER = "prevails-over"
    SUPPLEMENTS = "supplements"
    FILLS_GAP = "fills-gap"
    WITHOUT_PREJUDICE = "without-prejudice"
    MOST_FAVOURABLE = "most-favourable"


class Standing(StrEnum):
    """What an instrument is for a measure, in the order in which bases are named: lex specialis, general treaty, convention on offences."""

    MADE_FOR = "made-for"
    GENERAL = "general"
    OFFENCES = "offences"
    REST = "rest"


class Fallback(StrEnum):
    """Which clause founds a duty only where no treaty does: in place of the treaty that a state needs, or between two that need none."""

    SUBSTITUTE = "substitute"
    FREE = "free"


class Borrowed(StrEnum):
    """Whose grounds for refusal a clause takes over: those of the treaties that apply, or of the requested state's law."""

    TREATIES = "treaties"
    LAW = "law"


class CoverageState(StrEnum):
    """What is done with an article."""

    FORMALISED = "formalised"
    SHOWN = "shown"
    NOT_FORMALISED = "not-formalised"
    NONE = "none"


class StatementKind(StrEnum):
    """What a party made."""

    RESERVATION = "reservation"
    DECLARATION = "declaration"
    NOTIFICATION = "notification"
    OBJECTION = "objection"
    TERRITORIAL = "territorial"
    LANGUAGE = "language"
    AUTHORITY = "authority"
    READING = "reading"


class Reciprocity(StrEnum):
    """What a statement does against its maker, from the treaty's own article."""

    NONE = "none"
    MAY_BE_APPLIED = "may-be-applied"
    ESTOPS_MAKER = "estops-maker"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a datum comes from."""

    id: str
    what: str
    url: str = ""
    retrieved: str = ""
    sha256: str = ""

    @property
    def words(self) -> str:
        """The source in words, with its address where it has one."""
        return f"{self.what} ({self.url})" if self.url else self.what


@dataclass(frozen=True, slots=True)
class Parties:
    """How far a list of parties can be trusted."""

    complete: bool
    to: date | None = None
    after_unknown: bool = False
    open_to: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One actor's row in a status list; a day that is absent is None, one that is not known is ``Day()``."""

    actor: str
    kind: StatusKind
    source: str
    confidence: Confidence
    signed: Day | None = None
    consent: Day | None = None
    in_force: Day | None = None
    ended: Day | None = None
    of: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of the day of an event."""

    on: date
    source: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class StatusEvent:
    """An event between one actor and all, or named, others."""

    kind: EventKind
    actor: str
    source: str
    confidence: Confidence
    since: Day | None = None
    until: Day | None = None
    towards: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    lapses: str = ""
    lapses_from: date | None = None
    no_relations: bool = False
    says: Text = NO_WORDS


@dataclass(frozen=True, slots=True)
class OptOut:
    """A member of a union that an act does not bind, for a time."""

    actor: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """Bound as members of a union, from the later of both days."""

    of: str
    since: date
    source: str
    confidence: Confidence
    except_: tuple[OptOut, ...] = ()
    until: date | None = None
    towards_others: bool = False


@dataclass(frozen=True, slots=True)
class AfterEffect:
    """That duties of a party outlive its withdrawal for matters begun before; ``when`` says for which."""

    article: str
    says: Text
    source: str
    confidence: Confidence
    when: Expression = ALWAYS


@dataclass(frozen=True, slots=True)
class Place:
    """What an instrument is for some measures, or, without measures, for all others; ``because`` is the reason."""

    standing: Standing
    because: str
    measures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Admitted:
    """To which articles a treaty lets its parties make statements, by which article of its own."""

    article: str
    all: bool = False
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationTarget:
    """Which instruments a relation speaks of: one by id, or a class of them."""

    id: str = ""
    kind: InstrumentKind | None = None
    parent: str = ""
    older: bool | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A clause on other instruments."""

    kind: RelationKind
    of: RelationTarget
    article: str
    says: Text
    source: str
    confidence: Confidence
    measures: frozenset[str] = frozenset()
    when: Expression = ALWAYS
    since: date | None = None
    until: date | None = None
    saves: frozenset[Kind] = frozenset()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the corpus does with one article."""

    article: str
    state: CoverageState
    title: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What a provision sets, by kind: a field of the request, a route, an authority, languages, a clock."""

    field: str = ""
    route: str = ""
    name: str = ""
    languages: tuple[str, ...] = ()
    translation: str = ""
    days: str = ""
    hours: str = ""
    months: str = ""
    starts: str = ""
    then: str = ""
    by: str = ""
    stages: tuple[str, ...] = ()
    without_treaty: str = ""
    counts: str = ""
    extends: str = ""


NO_VALUE = Value()


@dataclass(frozen=True, slots=True)
class Provision:
    """One rule at one article."""

    id: str
    article: str
    kind: Kind
    says: Text
    source: str
    confidence: Confidence
    when: Expression = ALWAYS
    measures: frozenset[str] = frozenset()
    ground: str = ""
    role: Role = Role.PRIMARY
    form: str = ""
    forms: frozenset[str] = frozenset()
    reach: Reach = Reach.OWN
    gap: bool = False
    fallback: Fallback | None = None
    borrows: frozenset[Borrowed] = frozenset()
    except_: frozenset[str] = frozenset()
    before_refusal: bool = False
    appreciation: bool = False
    optional_by_statement: bool = False
    as_: Side = Side.REQUESTED
    since: date | None = None
    until: date | None = None
    strikes: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    fact: str = ""
    to: bool = False
    value: Value = NO_VALUE
    note: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a statement does: exactly one of the fields is set."""

    exclude: tuple[str, ...] = ()
    exclude_all: bool = False
    replace: str = ""
    when: Expression = ALWAYS
    add: Provision | None = None
    instead_of: tuple[str, ...] = ()
    choose: tuple[str, ...] = ()
    lift: tuple[str, ...] = ()
    say: str = ""
    answer: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A reservation, declaration, notification or objection of one party, or a reading of its courts."""

    id: str
    by: str
    kind: StatementKind
    says: Text
    source: str
    confidence: Confidence
    to: tuple[str, ...] = ()
    since: Day = UNKNOWN_DAY
    until: Day | None = None
    lapses: str = ""
    lapses_from: date | None = None
    check: str = ""
    towards: tuple[str, ...] = ()
    as_: Side = Side.REQUESTED
    reciprocity: Reciprocity = Reciprocity.NONE
    reciprocity_article: str = ""
    effects: tuple[Effect, ...] = ()
    shown_only: str = ""
    unseen: bool = False
    court: str = ""
    divided: bool = False


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty, act, scheme, code or body of practice, with all that is known of it."""

    id: str
    title: Text
    short: Text
    kind: InstrumentKind
    sources: tuple[Source, ...] = ()
    parent: str = ""
    of: str = ""
    pair: tuple[str, ...] = ()
    creates: tuple[str, ...] = ()
    binds: Binds = Binds.BOTH
    adopted: Day | None = None
    in_force: Day | None = None
    content: Content = Content.FORMALISED
    places: tuple[Place, ...] = ()
    admits: Admitted | None = None
    provisional: str = ""
    after_effect: AfterEffect | None = None
    confirmed: bool = True
    no_basis: str = ""
    mistaken_for: frozenset[str] = frozenset()
    parties: Parties | None = None
    unread: frozenset[str] = frozenset()
    note: str = ""
    rows: tuple[StatusRow, ...] = ()
    events: tuple[StatusEvent, ...] = ()
    members: Membership | None = None
    relations: tuple[Relation, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    provisions: tuple[Provision, ...] = ()
    statements: tuple[Statement, ...] = ()

    @property
    def national(self) -> bool:
        """Whether it is the law of one state."""
        return self.kind in NATIONAL_KINDS

    def place(self, measure: str) -> Place:
        """What it is for a measure; general where it does not say."""
        for place in self.places:
            if measure in place.measures:
                return place
        return next((place for place in self.places if not place.measures), _UNSAID)

    def general(self, measure: str) -> bool:
        """Whether it is a general treaty on a measure: one that closes the gaps of others."""
        return self.place(measure).standing is Standing.GENERAL

    @property
    def special(self) -> bool:
        """Whether it is made for one subject: a general treaty on no measure."""
        return bool(self.places) and all(place.standing is not Standing.GENERAL for place in self.places)

    def source(self, source_id: str) -> Source:
        """The source of that id; the loader has made sure that it is there."""
        return next(source for source in self.sources if source.id == source_id)


_UNSAID = Place(Standing.GENERAL, "")
