# SPDX-License-Identifier: EUPL-1.2
"""What all parts of a case file share: strict mappings, free text in several languages, amounts of money."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

Language = Literal["en", "az", "ru", "fr"]
Line = Annotated[str, msgspec.Meta(max_length=400)]
Prose = Annotated[str, msgspec.Meta(max_length=40_000)]
Actor = Annotated[str, msgspec.Meta(min_length=1, max_length=8, extra={"kind": "actor"})]
LanguageCode = Annotated[str, msgspec.Meta(pattern="^[a-z]{2,3}$", extra={"kind": "language"})]
Written = Prose | dict[Language, Prose]
"""Free text: in the case's own language, or by language. What has no version in a language of the request is marked for translation."""
Whole = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A mapping of a case file: unknown keys are refused by name."""


class Money(Part, frozen=True):
    """An amount; ``currency`` is an ISO 4217 code."""

    amount: Annotated[float, msgspec.Meta(ge=0, le=1e15)]
    currency: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]


class Period(Part, frozen=True):
    """From one day to another, both included; with times of the day and their zone where minutes count."""

    since: date | None = msgspec.field(default=None, name="from")
    until: date | None = None
    times: Line = ""


class Identified(Part, frozen=True, kw_only=True):
    """A part that others of the same case refer to by its id."""

    id: Line


class Linked(Identified, frozen=True, kw_only=True):
    """A person or thing; ``link`` says how it is connected with the facts and with what is asked."""

    link: Written = ""
