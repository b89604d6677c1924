# SPDX-License-Identifier: EUPL-1.2
"""Documents of identity: in a case parts of the person, among entities each one of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from comity.draft.entities.values import actor_form, country_form, day_form, distinct, settled

Plain = dict[str, Any]
SCHEMATA = ("Passport", "Identification")
_KINDS = ("passport", "identity-card", "residence-permit", "driving-licence", "refugee-document", "other")
_AS_NUMBER = ("passportNumber", "number")
_NUMBERS = {"passport": "passportNumber", "identity-card": "idNumber"}


def document_entity(document: Mapping[str, Any], entity_id: str, holder: str) -> Plain:
    """The entity for a document."""
    passport = document["kind"] == "passport"
    number = distinct([settled(document["number"])])
    properties = {
        "holder": [holder],
        "number": number,
        "passportNumber": number if passport else [],
        "type": [document["kind"]],
        "country": distinct([country_form(document.get("country", ""))]),
        "startDate": distinct([day_form(document.get("issued", ""))]),
        "endDate": distinct([day_form(document.get("expires", ""))]),
    }
    held = {key: values for key, values in properties.items() if values}
    return {"id": entity_id, "schema": SCHEMATA[0] if passport else SCHEMATA[1], "properties": held}


def number_properties(documents: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The numbers that stand at the person too, where FollowTheMoney looks for them."""
    written: dict[str, list[str]] = {}
    for document in documents:
        into = _NUMBERS.get(document["kind"])
        if into:
            written.setdefault(into, []).append(settled(document["number"]))
    return {key: distinct(values) for key, values in written.items()}


def read_document(entity: Mapping[str, Any]) -> Plain | None:
    """The document that an entity describes; None where it has no number that fits."""
    given: Mapping[str, Sequence[str]] = entity["properties"]
    number = next((text for name in ("number", "passportNumber") for text in given.get(name, ()) if 0 < len(text) <= 400), None)
    if number is None:
        return None
    named = next((kind for kind in given.get("type", ()) if kind in _KINDS), None)
    found = {
        "kind": named or ("passport" if entity["schema"] == SCHEMATA[0] else "other"),
        "number": number,
        "country": next(iter(distinct(map(actor_form, given.get("country", ())))), None),
        "issued": _day(given.get("startDate", ())),
        "expires": _day(given.get("endDate", ())),
    }
    return {key: value for key, value in found.items() if value}


def _day(values: Sequence[str]) -> str | None:
    """The first whole day; a month or year is none."""
    for value in values:
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            continue
    return None


def same_documents(one: Sequence[Mapping[str, Any]], other: Sequence[Mapping[str, Any]]) -> bool:
    """Whether entities say the same of documents, whatever their order and ids."""
    return _said(one) == _said(other)


def _said(entities: Sequence[Mapping[str, Any]]) -> set[tuple[tuple[str, tuple[str, ...]], ...]]:
    return {tuple(sorted((key, tuple(sorted(values))) for key, values in entity["properties"].items() if values)) for entity in entities}


def numbers_at_person(given: Mapping[str, Sequence[str]], documents: Sequence[Mapping[str, Any]]) -> list[Plain]:
    """Documents of which only the number is known, from the properties of the person."""
    known = {settled(document["number"]) for document in documents} | {document["number"] for document in documents}
    kinds = {"passportNumber": "passport", "idNumber": "other"}
    return [
        {"kind": kind, "number": number}
        for name, kind in kinds.items()
        for number in distinct(given.get(name, ()))
        if number not in known and len(number) <= 400
    ]


def left_of(paper: Mapping[str, Any], documents: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The values of an entity that none of the documents with its number holds."""
    holder = paper["properties"]["holder"][0]
    numbers = {settled(text) for name in ("number", "passportNumber") for text in paper["properties"].get(name, ())} or {""}
    held = [document_entity(one, "", holder)["properties"] for one in documents if settled(one["number"]) in numbers]
    left = {}
    for name, values in paper["properties"].items():
        known = {
            text
            for properties in held
            for text in (*properties.get(name, ()), *(properties.get("number", ()) if name in _AS_NUMBER else ()))
        }
        rest = [value for value in values if value.strip() and settled(value) not in known and value.strip().lower() not in known]
        if rest:
            left[name] = rest
    return left
