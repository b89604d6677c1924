# SPDX-License-Identifier: EUPL-1.2
"""The case file as a whole."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import msgspec

from comity.draft.case import details, things
from comity.draft.case import persons as people
from comity.draft.case.base import Actor, Language, Line, Part, Prose, Written

SCHEMA = "comity.case/1"
CHANNELS = Literal[
    "", "diplomatic", "ministries", "central-authorities", "prosecutors", "courts-direct", "interpol", "direct", "post", "24-7", "fiu"
]


class Queried(Part, frozen=True):
    """The person of a query."""

    nationality: tuple[Actor, ...] = ()
    role: Line = ""


class Head(Part, frozen=True):
    """References, authorities, way, language and urgency of the request.

    ``language`` is the one in which the request is submitted and in which plain free text stands; ``translations`` go with it.
    """

    reference: Line = ""
    reference_requested: Line = ""
    earlier: tuple[Line, ...] = ()
    title: Written = ""
    authorities: people.Authorities = people.Authorities()
    channel: CHANNELS = ""
    language: Language = "en"
    translations: tuple[things.Translation, ...] = ()
    place: Written = ""
    dated: date | None = None
    urgency: details.Urgency = details.Urgency()


class Summary(Part, frozen=True):
    """What happened, when, where, and how it is linked to what is asked."""

    what: Written
    when: Written = ""
    where: Written = ""
    link: Written = ""


class Case(Part, frozen=True, kw_only=True):
    """A case file: the keys of a query, and all that a request may hold."""

    schema: Literal["comity.case/1"] = "comity.case/1"
    # the query
    id: Line | None = None
    requesting: Actor
    requested: Actor
    measure: Line
    on: date | None = None
    offence: things.Offence | None = None
    offences: tuple[things.Offence, ...] = ()
    purpose: Literal["", "prosecution", "execution"] = ""
    stage: Literal["", "police", "investigation", "trial", "execution"] = ""
    person: Queried | None = None
    pleas: tuple[Line, ...] = ()
    facts: dict[str, Any] = msgspec.field(default_factory=dict)
    lang: Language | None = None
    trace: bool = msgspec.field(default=False)
    # the request
    case: Head = Head()
    summary: Summary | Prose | None = None
    bases: tuple[Line, ...] = ()
    asked: details.Asked = details.Asked()
    persons: tuple[people.Person, ...] = ()
    companies: tuple[people.Company, ...] = ()
    accounts: tuple[things.Account, ...] = ()
    vehicles: tuple[things.Vehicle, ...] = ()
    devices: tuple[things.Device, ...] = ()
    identifiers: tuple[things.DataIdentifier, ...] = ()
    places: tuple[things.Place, ...] = ()
    assets: tuple[things.Asset, ...] = ()
    orders: tuple[things.Order, ...] = ()
    sentence: things.Sentence | None = None
    procedure: details.Procedure = details.Procedure()
    confidentiality: details.Confidentiality | None = None
    use_limits: tuple[things.UseLimit, ...] = ()
    assurances: tuple[things.Assurance, ...] = ()
    annexes: tuple[things.Annex, ...] = ()
    signatories: tuple[people.Signatory, ...] = ()
    # what single measures need
    extradition: details.Extradition | None = None
    movement: details.Movement | None = None
    transfer: details.Transfer | None = None
    proceedings: details.Proceedings | None = None
    supervision: details.Supervision | None = None
    service: details.Service | None = None
    hearing: details.Hearing | None = None
    expertise: details.Expertise | None = None
    data: details.DataSought | None = None
    operation: details.Operation | None = None
    team: details.Team | None = None
    property: details.Property | None = None
    protection: details.Protection | None = None
    compensation: details.Compensation | None = None
    information: details.Information | None = None
    notice: details.Notice | None = None
