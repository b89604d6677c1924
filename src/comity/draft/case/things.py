# SPDX-License-Identifier: EUPL-1.2
"""What the case speaks of: offences and law texts, orders, sentences, accounts, vehicles, devices, data, assets, annexes."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

import msgspec

from comity.draft.case.base import Actor, Identified, Language, LanguageCode, Line, Linked, Money, Part, Period, Whole, Written

Copy = Literal["original", "certified-copy", "copy"]


class Penalty(Part, frozen=True):
    """The penalty that the law of the requesting state provides; months of deprivation of liberty."""

    max_months: Whole | None = None
    min_months: Whole | None = None
    life: bool | None = None
    death: bool | None = None
    says: Written = ""


class Offence(Part, frozen=True):
    """An offence: ``name``, ``iccs``, ``on`` and ``facts`` as in a query; then how the requesting law calls and punishes it."""

    name: Line = ""
    iccs: Line = ""
    on: date | None = None
    facts: dict[str, Any] = msgspec.field(default_factory=dict)
    title: Written = ""
    article: Written = ""
    law_text: Written = ""
    penalty: Penalty | None = None
    limitation: Written = ""
    time_barred_on: date | None = None
    place: Written = ""
    period: Period | None = None
    participation: Written = ""
    damage: Money | None = None
    consequences: Written = ""
    listed: Line = ""


class Order(Part, frozen=True):
    """A decision that the request rests on: warrant, judgment, freezing or confiscation order, and what copy of it is annexed."""

    kind: Literal[
        "arrest-warrant",
        "charge",
        "judgment",
        "search-order",
        "production-order",
        "interception-order",
        "freezing-order",
        "confiscation-order",
        "preservation-order",
        "supervision-order",
        "expulsion-order",
        "fine-decision",
        "team-decision",
        "operation-order",
        "other",
    ]
    authority: Written = ""
    on: date | None = None
    number: Line = ""
    says: Written = ""
    final: bool | None = None
    enforceable: bool | None = None
    in_absentia: bool | None = None
    absence: Written = ""
    valid_until: date | None = None
    copy: Copy | None = None
    annex: Line = ""


class Sentence(Part, frozen=True):
    """A sentence, in months; what was served and what remains, on ``counted_on``."""

    nature: Written = ""
    imposed_months: Whole | None = None
    begins: date | None = None
    ends: date | None = None
    served_months: Whole | None = None
    remaining_months: Whole | None = None
    counted_on: date | None = None
    custody_before_trial: Written = ""
    remission: Written = ""
    conditional_release: Written = ""
    fine: Money | None = None
    fine_paid: Written = ""
    part_for_offences: Written = ""
    conditions: Written = ""
    conditions_until: date | None = None
    supervised_by: Written = ""


class Account(Linked, frozen=True, kw_only=True):
    """An account at a bank or another provider; ``link`` says what connects it with the offence."""

    number: Line = ""
    provider: Line = ""
    branch: Line = ""
    country: Actor | None = None
    kind: Literal["bank", "payment", "securities", "safe-deposit", "virtual-asset", "other"] = "bank"
    holder: Line = ""
    grounds: Written = ""


class Vehicle(Linked, frozen=True, kw_only=True):
    """A vehicle, vessel or aircraft."""

    kind: Line = ""
    make: Line = ""
    registration: Line = ""
    identification: Line = ""
    country: Actor | None = None
    owner: Line = ""


class Device(Linked, frozen=True, kw_only=True):
    """A device or data carrier."""

    kind: Line
    identification: Line = ""
    owner: Line = ""
    location: Written = ""


class DataIdentifier(Linked, frozen=True, kw_only=True):
    """What identifies data at a provider: an address, number, user or domain name, with the period and the link to the offence."""

    kind: Literal["ip-address", "email", "telephone", "user-name", "account", "domain", "url", "imsi", "imei", "message", "other"]
    value: Line
    provider: Line = ""
    country: Actor | None = None
    period: Period | None = None
    user: Line = ""


class Place(Linked, frozen=True, kw_only=True):
    """A place to be searched, visited or watched."""

    address: Written
    country: Actor | None = None
    description: Written = ""
    sought: Written = ""


class Asset(Linked, frozen=True, kw_only=True):
    """An item of property, its value, who holds it and who else claims rights in it."""

    kind: Literal[
        "money", "account", "real-estate", "vehicle", "securities", "virtual-asset", "movable", "company-share", "claim", "object"
    ]
    description: Written
    location: Written = ""
    country: Actor | None = None
    value: Money | None = None
    owner: Line = ""
    others: Written = ""
    condition: Written = ""


class Translation(Part, frozen=True):
    """A translation that goes with a paper."""

    language: LanguageCode
    certified: bool = msgspec.field(default=False)


class Annex(Identified, frozen=True, kw_only=True):
    """A paper that goes with the request; ``sha256`` is the hash of the file named in ``file``."""

    title: Written
    kind: Literal["decision", "law-text", "identity", "evidence", "declaration", "file", "report", "translation", "other"] = "other"
    copy: Copy = "copy"
    pages: Whole | None = None
    language: LanguageCode | None = None
    translations: tuple[Translation, ...] = ()
    file: Line = ""
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")] | None = None


class Assurance(Part, frozen=True):
    """An undertaking that the request gives; ``kind`` is the part of the fact ``assurance.<kind>`` after the point, or ``reciprocity``."""

    kind: Line
    says: Written
    by: Written = ""
    on: date | None = None
    annex: Line = ""


class UseLimit(Part, frozen=True):
    """To what use what is received, or given, is limited."""

    says: Written
    until: date | None = None


LANGUAGES: tuple[Language, ...] = ("en", "az", "ru", "fr")
