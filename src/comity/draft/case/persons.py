# SPDX-License-Identifier: EUPL-1.2
"""Who is concerned: persons, companies, authorities and those who sign."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from comity.draft.case.base import Actor, LanguageCode, Line, Linked, Part, Written

RoleWord = Literal["suspect", "accused", "convicted", "sought", "witness", "expert", "victim", "third-party", "addressee", "applicant"]


class Name(Part, frozen=True):
    """One name as it is written in one script; ``kind`` tells former names and aliases from the own one."""

    full: Line
    family: Line = ""
    given: Line = ""
    patronymic: Line = ""
    kind: Literal["own", "former", "alias", "in-other-script"] = "own"


class Birth(Part, frozen=True):
    """Day and place of birth; ``day`` as far as known: ``1980-05-02``, ``1980-05``, ``~1980``."""

    day: Line = ""
    place: Written = ""
    country: Actor | None = None


class Document(Part, frozen=True):
    """A document of identity."""

    kind: Literal["passport", "identity-card", "residence-permit", "driving-licence", "refugee-document", "other"]
    number: Line
    country: Actor | None = None
    issued: date | None = None
    expires: date | None = None


class Custody(Part, frozen=True):
    """Where the person is held, and since when."""

    since: date | None = None
    place: Written = ""
    reason: Written = ""


class Consent(Part, frozen=True):
    """A declaration of the person: consent, refusal or opinion, when and before whom it was made."""

    given: bool | None = None
    on: date | None = None
    before: Written = ""
    says: Written = ""
    annex: Line = ""


class Person(Linked, frozen=True, kw_only=True):
    """A natural person of the case."""

    role: RoleWord
    names: tuple[Name, ...] = ()
    sex: Literal["", "female", "male", "other"] = ""
    birth: Birth | None = None
    nationality: tuple[Actor, ...] = ()
    documents: tuple[Document, ...] = ()
    address: Written = ""
    residence: Actor | None = None
    whereabouts: Written = ""
    occupation: Written = ""
    description: Written = ""
    languages: tuple[LanguageCode, ...] = ()
    contact: Line = ""
    minor: bool | None = None
    victim: bool | None = None
    vulnerable: Written = ""
    guardian: Written = ""
    counsel: Written = ""
    custody: Custody | None = None
    consent: Consent | None = None
    statement: Written = ""
    health: Written = ""
    photo: Line = ""
    fingerprints: Line = ""


class Company(Linked, frozen=True, kw_only=True):
    """A legal person of the case."""

    name: Line
    other_names: tuple[Line, ...] = ()
    number: Line = ""
    country: Actor | None = None
    seat: Written = ""
    represented_by: Line = ""


class Authority(Part, frozen=True):
    """A body: its name as it calls itself, and how it is reached."""

    name: Written
    unit: Written = ""
    address: Written = ""
    email: Line = ""
    telephone: Line = ""
    contact: Line = ""


class Authorities(Part, frozen=True):
    """Who sends, who conducts the proceedings, who is addressed."""

    requesting: Authority | None = None
    conducting: Authority | None = None
    requested: Authority | None = None


class Official(Part, frozen=True):
    """A person acting for an authority."""

    name: Line
    function: Written
    authority: Written = ""


class Signatory(Part, frozen=True):
    """Who signs, with function and day; ``sealed`` where the seal of the authority is set."""

    name: Line
    function: Written
    on: date | None = None
    sealed: bool = msgspec.field(default=False)
