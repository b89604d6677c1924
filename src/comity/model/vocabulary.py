# SPDX-License-Identifier: EUPL-1.2
"""The closed lists that everything else speaks in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from comity.model.expression import Expression
from comity.model.text import NO_WORDS, Text


class FactType(StrEnum):
    """Types of a fact; each may be unknown."""

    TRUTH = "truth"
    NUMBER = "number"
    DAY = "day"
    MONEY = "money"
    SET = "set"


@dataclass(frozen=True, slots=True)
class FactSpec:
    """A fact that the engine may ask about."""

    name: str
    type: FactType
    asks: Text
    why: Text = NO_WORDS
    unit: str = ""
    values: tuple[str, ...] = ()
    same_as: str = ""
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that can be asked for."""

    id: str
    name: Text
    family: str
    coercive: bool
    informal: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    secures: bool = False


@dataclass(frozen=True, slots=True)
class Offence:
    """A class of offence, with the broader classes it lies in."""

    id: str
    name: Text
    iccs: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground; grounds that speak of one point share a topic."""

    id: str
    name: Text
    topic: str
    protects: bool = False


@dataclass(frozen=True, slots=True)
class Derived:
    """The definition of a derived fact; a given value wins over it."""

    fact: str
    when: Expression


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Measures, offences, grounds, facts and derived facts; and sentences as they are said in each language."""

    measures: tuple[Measure, ...]
    offences: tuple[Offence, ...]
    grounds: tuple[Ground, ...]
    facts: tuple[FactSpec, ...]
    derived: tuple[Derived, ...]
    sentences: tuple[Text, ...] = ()
