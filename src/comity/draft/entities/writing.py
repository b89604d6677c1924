# SPDX-License-Identifier: EUPL-1.2
"""From a case to entities of FollowTheMoney, as plain values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from comity.draft.case.case import Case
from comity.draft.case.read import plain
from comity.draft.entities.documents import document_entity, number_properties, read_document
from comity.draft.entities.links import BY_PROPERTY, OWNERS, called, link_entity
from comity.draft.entities.note import Note, note_text
from comity.draft.entities.rules import SCHEMA, SCHEMA_OF, Rule, rules_of
from comity.draft.entities.values import distinct, is_entity_id

Plain = dict[str, Any]


def export_entities(case: Case) -> list[Plain]:
    """The persons, companies, accounts, vehicles and assets of a case as entities; the same case always gives the same list."""
    values = plain(case)
    ids = _ids(values)
    meant = called(values, ids)
    fresh = _Fresh(set(ids.values()))
    entities: list[Plain] = []
    for (part, number), entity_id in ids.items():
        item = values[part][number]
        owner = meant.get(item.get(OWNERS.get(part, ""), "").strip(), "") if part in OWNERS else ""
        entities += _entities(part, item, entity_id, owner if owner != entity_id else "", fresh)
    return entities


class _Fresh:
    """Ids for entities that are no item of the case."""

    def __init__(self, used: set[str]) -> None:
        self._used = used

    def __call__(self, wanted: str) -> str:
        found, number = wanted, 1
        while found in self._used:
            number += 1
            found = f"{wanted}-{number}"
        self._used.add(found)
        return found


def _ids(values: Plain) -> dict[tuple[str, int], str]:
    """The id of the entity of each item: its own where others can refer to it and no other item has it."""
    items = [(part, number, item["id"]) for part in SCHEMA_OF for number, item in enumerate(values.get(part, ()))]
    given = [own for _, _, own in items]
    fresh = _Fresh({own for own in given if is_entity_id(own)})
    taken: set[str] = set()
    ids: dict[tuple[str, int], str] = {}
    for part, number, own in items:
        keeps = is_entity_id(own) and own not in taken
        digest = hashlib.sha256(own.encode()).hexdigest()[:8]
        ids[part, number] = own if keeps else fresh(f"{part}-{digest}")
        taken.add(own)
    return ids


def _entities(part: str, item: Plain, entity_id: str, owner: str, fresh: _Fresh) -> Iterator[Plain]:
    schema = SCHEMA_OF[part](item)
    properties = properties_of(part, item)
    documents = [document_entity(one, fresh(f"{entity_id}-document-{n}"), entity_id) for n, one in enumerate(item.get("documents", ()), 1)]
    note = Note(part, item["id"] if item["id"] != entity_id else None, _kept(part, item, documents), (owner,) if owner else ())
    own_property = BY_PROPERTY.get(schema)
    if owner and own_property:
        properties[own_property] = [owner]
    properties["notes"] = [note_text(note)]
    yield {"id": entity_id, "schema": schema, "properties": {key: values for key, values in properties.items() if values}}
    yield from documents
    if owner and not own_property:
        yield link_entity(part, fresh(f"{entity_id}-{OWNERS[part].replace('_', '-')}"), owner, entity_id)


def properties_of(part: str, item: Mapping[str, Any]) -> dict[str, list[str]]:
    """The properties in which an item is written, without note and links."""
    written: dict[str, list[str]] = {}
    for rule in rules_of(part, SCHEMA_OF[part](item)):
        if item.get(rule.field):
            for name, values in rule.write(item[rule.field]).items():
                written[name] = distinct([*written.get(name, ()), *values])
    if part == "persons":
        written |= number_properties(item.get("documents", ()))
    return written


def _kept(part: str, item: Plain, documents: Sequence[Plain]) -> Plain:
    """The fields that do not come back from the properties as they were typed."""
    schema = SCHEMA_OF[part](item)
    rules = {rule.field: rule for rule in rules_of(part, schema)}
    given = {**properties_of(part, item), SCHEMA: [schema]}
    kept = {key: value for key, value in item.items() if key != "id" and not _comes_back(rules.get(key), given, value)}
    if "documents" in item and len(documents) == 1 and [read_document(one) for one in documents] == item["documents"]:
        del kept["documents"]
    return kept


def _comes_back(rule: Rule | None, given: Mapping[str, Sequence[str]], value: object) -> bool:
    """Whether reading gives the field as it is, also where a tool changes the order of values."""
    if rule is None or any(len(given.get(name, ())) > 1 for name in rule.properties):
        return False
    return bool(rule.read(given) == value)
