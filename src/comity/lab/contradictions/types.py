# SPDX-License-Identifier: EUPL-1.2
"""What a contradiction is, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.model.query import FactValue


class ClashKind(StrEnum):
    """Kinds of contradiction, in the order in which they are shown."""

    NATIONAL_BAR = "national-bar"
    NO_DOMESTIC_POWER = "no-domestic-power"
    OPTIONAL_WHERE_MANDATORY = "optional-where-mandatory"
    TREATY_DEMANDED = "treaty-demanded"
    RIGHT_DUTY = "right-duty"
    GRANT_REFUSE = "grant-refuse"
    THRESHOLD = "threshold"
    PERIOD = "period"
    LANGUAGE = "language"
    CHANNEL = "channel"
    AUTHORITY = "authority"


UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Norm:
    """One side of a contradiction; ``provision`` is the id in its instrument, empty where the law of a state lacks a norm."""

    instrument: str
    article: str
    says: str
    provision: str = ""
    kind: str = ""
    ground: str = ""
    source: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """Between whom, for which measure and on which day the two norms collide."""

    requesting: str
    requested: str
    measure: str
    on: date


@dataclass(frozen=True, slots=True)
class Resolution:
    """The rule that settles a contradiction; ``wins`` is the place of the norm that prevails, None where none does.

    ``reason`` names why no rule does, where ``says`` are words of this program and not of a norm.
    """

    rule: str
    wins: int | None = None
    instrument: str = ""
    article: str = ""
    says: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would remove a contradiction: the name of a sentence, the sentence with gaps, and the values that fill them.

    A place is an instrument's id and an article; ``family`` is an instrument, ``ground`` a ground, ``measures`` are ids with commas.
    """

    name: str
    sentence: str
    values: Mapping[str, str]

    @property
    def says(self) -> str:
        """In words, as a drafter can act on them."""
        return self.sentence.format(**self.values)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two norms that collide, the facts on which they do, what settles it and what would remove it.

    ``measures``: all measures on which the same two norms collide; ``also``: further norms, on either side, that collide in the same way;
    ``offence``: the class of offence of the witness, where it matters; ``sure``: false where it rests on law that the corpus does not hold.
    """

    kind: ClashKind
    norms: tuple[Norm, Norm]
    witness: Mapping[str, FactValue]
    offence: str
    case: Case
    resolution: Resolution
    remedy: Remedy
    measures: tuple[str, ...] = ()
    also: tuple[Norm, ...] = ()
    sure: bool = True

    @property
    def removed_by(self) -> str:
        """What would remove it, in words."""
        return self.remedy.says

    @property
    def resolved_by(self) -> str:
        """The rule that settles it, or ``unresolved``."""
        return self.resolution.rule

    @property
    def resolved(self) -> bool:
        """Whether a rule settles it."""
        return self.resolution.rule != UNRESOLVED

    @property
    def key(self) -> tuple[str, ...]:
        """Its name: kind and the two norms."""
        first, second = self.norms
        return (self.kind.value, first.instrument, first.provision, second.instrument, second.provision)
