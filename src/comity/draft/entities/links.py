# SPDX-License-Identifier: EUPL-1.2
"""Who owns, holds or represents what: in a case a line of text, among entities a reference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Plain = dict[str, Any]
OWNERS: Mapping[str, str] = {"companies": "represented_by", "accounts": "holder", "vehicles": "owner", "assets": "owner"}
"""The field of an item that names another: who represents a company, who holds an account, who owns a thing."""

BY_PROPERTY: Mapping[str, str] = {"Vehicle": "owner", "Vessel": "owner", "Airplane": "owner", "CryptoWallet": "holder"}
"""Schemata that name their owner in a property of their own; for all others there is an entity for the link."""

ENDS: Mapping[str, tuple[str, str]] = {
    "Ownership": ("owner", "asset"),
    "Directorship": ("director", "organization"),
    "Representation": ("agent", "client"),
}
"""Schemata of links that are read: who acts, and for or over what."""


def link_entity(part: str, link_id: str, actor: str, thing: str) -> Plain:
    """The entity for a link: ownership of a thing, representation of a company."""
    schema = "Representation" if part == "companies" else "Ownership"
    acting, acted_on = ENDS[schema]
    return {"id": link_id, "schema": schema, "properties": {acting: [actor], acted_on: [thing]}}


def names_of(part: str, item: Mapping[str, Any]) -> list[str]:
    """What a person or company may be called in the lines of a case: its id and its names."""
    if part == "persons":
        return [item["id"], *(name["full"] for name in item.get("names", ()))]
    return [item["id"], item["name"], *item.get("other_names", ())]


def called(plain: Mapping[str, Any], ids: Mapping[tuple[str, int], str]) -> dict[str, str]:
    """The entity that a line of the case means, where it can mean only one."""
    meant: dict[str, set[str]] = {}
    for part in ("persons", "companies"):
        for number, item in enumerate(plain.get(part, ())):
            for name in names_of(part, item):
                meant.setdefault(name.strip(), set()).add(ids[part, number])
    return {name: next(iter(found)) for name, found in meant.items() if len(found) == 1 and name}
