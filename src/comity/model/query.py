# SPDX-License-Identifier: EUPL-1.2
"""What is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

FactValue = bool | float | date | frozenset[str]


@dataclass(frozen=True, slots=True)
class OffenceAsked:
    """An offence of a query: alias or free text, and ICCS code; both may be empty."""

    name: str = ""
    iccs: str = ""


NO_OFFENCE = OffenceAsked()


@dataclass(frozen=True, slots=True)
class Row:
    """One question as the engine sees it: a day, an offence and the facts that are known."""

    on: date
    offence: OffenceAsked = NO_OFFENCE
    facts: Mapping[str, FactValue] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Query:
    """A question: who asks whom for what, with one row for each offence."""

    requesting: str
    requested: str
    measure: str
    rows: tuple[Row, ...]
    id: str | None = None
    pleas: tuple[str, ...] = ()
    lang: str = "en"
    trace: bool = False
