# SPDX-License-Identifier: EUPL-1.2
"""What single measures need beside persons and things: one small mapping for each kind of act."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from comity.draft.case.base import Actor, LanguageCode, Line, Money, Part, Period, Whole, Written
from comity.draft.case.persons import Official


class Asked(Part, frozen=True):
    """What is asked and why; ``items`` lists it piece by piece."""

    object: Written = ""
    reason: Written = ""
    relevance: Written = ""
    necessity: Written = ""
    items: tuple[Written, ...] = ()
    period: Period | None = None
    tried_before: Written = ""
    further: Written = ""


class Procedure(Part, frozen=True):
    """How it is to be done: formalities that make it evidence at home, who is to be present, by when, what is to come back."""

    formalities: tuple[Written, ...] = ()
    why: Written = ""
    law: Written = ""
    present: tuple[Official, ...] = ()
    presence_reason: Written = ""
    deadline: date | None = None
    deadline_reason: Written = ""
    return_of_items: Written = ""
    costs: Written = ""


class Hearing(Part, frozen=True):
    """A hearing: who conducts it, the questions, oath, counsel, interpreter, and why by video or telephone."""

    conducted_by: tuple[Official, ...] = ()
    authority: Written = ""
    questions: tuple[Written, ...] = ()
    oath: Written = ""
    rights: Written = ""
    counsel: Written = ""
    interpreter: Written = ""
    need: Written = ""
    willing: bool | None = None
    technical: Written = ""
    on: date | None = None
    protection: Written = ""


class ServedDocument(Part, frozen=True):
    """One document to be served."""

    title: Written
    on: date | None = None
    language: LanguageCode | None = None
    translated: bool | None = None


class Service(Part, frozen=True):
    """Service of documents or a summons."""

    documents: tuple[ServedDocument, ...] = ()
    way: Written = ""
    proof: Written = ""
    rights: Written = ""
    appearance: date | None = None
    place: Written = ""
    need_of_appearance: Written = ""
    allowances: Written = ""
    safe_conduct: Written = ""


class Movement(Part, frozen=True):
    """A person who is moved: transit, temporary surrender, transfer to testify."""

    purpose: Written = ""
    period: Period | None = None
    route: Written = ""
    means: Written = ""
    escort: Written = ""
    place: Written = ""
    custody: Written = ""
    return_by: date | None = None
    third_state: Actor | None = None


class Extradition(Part, frozen=True):
    """What extradition and its relatives need beside warrant, facts, law and person."""

    request_follows: Written = ""
    diffusion: Written = ""
    arrested_on: date | None = None
    simplified: Written = ""
    new_offences: Written = ""
    evidence: Written = ""
    status: Written = ""


class Transfer(Part, frozen=True):
    """Transfer of a sentenced person: which side asks, what the transfer would mean, the person's ties and views."""

    role: Literal["", "sentencing", "administering"] = ""
    effect: Written = ""
    procedure: Literal["", "continued-enforcement", "conversion"] = ""
    ties: Written = ""
    nationality_proof: Written = ""
    law_of_administering: Written = ""
    reports: Written = ""


class Proceedings(Part, frozen=True):
    """Proceedings: their subject, stage and acts so far; for transfer, denunciation or consultation."""

    authority: Written = ""
    subject: Written = ""
    stage: Written = ""
    acts_done: Written = ""
    provisional_measures: Written = ""
    file: Written = ""
    complaints: Written = ""
    reasons: Written = ""
    parallel: Written = ""
    proposal: Written = ""


class DataSought(Part, frozen=True):
    """Stored or live electronic data: which, from whom, kept until when, and why at once."""

    categories: tuple[Literal["subscriber", "traffic", "content", "domain", "access", "location", "computer"], ...] = ()
    provider: Line = ""
    custodian: Written = ""
    preserve_until: date | None = None
    preserved_under: Line = ""
    follow_up: Written = ""
    connection: Written = ""
    delivery: Written = ""
    emergency: Written = ""
    access: Written = ""
    provider_told: Written = ""


class Operation(Part, frozen=True):
    """An operation: controlled delivery, undercover, surveillance, interception, monitoring."""

    plan: Written = ""
    targets: tuple[Line, ...] = ()
    goods: Written = ""
    route: Written = ""
    area: Written = ""
    period: Period | None = None
    officers: tuple[Official, ...] = ()
    controlled_by: Written = ""
    powers: Written = ""
    risks: Written = ""
    identities: Written = ""
    technical: Written = ""
    delivery: Written = ""
    suspicion: Written = ""
    liaison: Line = ""


class Team(Part, frozen=True):
    """A joint investigation team: what its agreement says."""

    purpose: Written = ""
    parties: tuple[Actor, ...] = ()
    leaders: tuple[Official, ...] = ()
    members: tuple[Official, ...] = ()
    participants: tuple[Official, ...] = ()
    months: Whole | None = None
    begins: date | None = None
    places: Written = ""
    seat: Written = ""
    means: Written = ""
    costs: Written = ""
    evidence: Written = ""
    confidentiality: Written = ""
    data_protection: Written = ""
    media: Written = ""
    liability: Written = ""
    extension: Written = ""
    evaluation: Written = ""


class Property(Part, frozen=True):
    """Freezing, confiscation, management, return and sharing: what is to be done with the assets of the case."""

    maximum: Money | None = None
    extent: Written = ""
    domestic_facts: Written = ""
    provisional: Written = ""
    third_party_notice: Written = ""
    duration: Written = ""
    follow_up: Written = ""
    management: Written = ""
    share: Written = ""
    return_to: Written = ""
    title: Written = ""
    payee: Written = ""
    suspicion: Written = ""


class Supervision(Part, frozen=True):
    """Conditions and supervision of a person at liberty."""

    conditions: tuple[Written, ...] = ()
    period: Period | None = None
    authority: Written = ""
    consequences: Written = ""
    ties: Written = ""


class Expertise(Part, frozen=True):
    """An examination by an expert, or an exhumation."""

    kind: Written = ""
    questions: tuple[Written, ...] = ()
    material: Written = ""
    handling: Written = ""
    expert: Written = ""
    relatives: Written = ""


class Protection(Part, frozen=True):
    """Protection of a witness or victim."""

    threat: Written = ""
    measures: tuple[Written, ...] = ()
    family: Written = ""
    period: Period | None = None
    costs: Written = ""


class Compensation(Part, frozen=True):
    """Compensation, or what a victim is to be told."""

    claim: Money | None = None
    damage: Written = ""
    application: Written = ""
    decision: Written = ""
    message: Written = ""
    wishes: Written = ""


class Information(Part, frozen=True):
    """Information given unasked, or exchanged."""

    content: Written = ""
    source: Written = ""
    why_useful: Written = ""
    conditions: Written = ""
    reliability: Written = ""


class Notice(Part, frozen=True):
    """A wanted notice: what is asked of those who find the person."""

    status: Written = ""
    action: Written = ""
    location: Written = ""
    identity_markers: Written = ""
    undertaking: Written = ""


class Confidentiality(Part, frozen=True):
    """Whether the request is to be kept confidential, why, and who may be told."""

    keep: bool
    reason: Written = ""
    may_be_told: Written = ""
    until: date | None = msgspec.field(default=None)


class Urgency(Part, frozen=True):
    """How urgent, why, until when."""

    level: Literal["normal", "urgent", "immediate"] = "normal"
    reason: Written = ""
    until: date | None = None
