# SPDX-License-Identifier: EUPL-1.2
"""One item of a case from one entity: its properties, its documents, and the note that says how it was typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from comity.draft.case import persons, things
from comity.draft.entities import documents as papers
from comity.draft.entities.note import Note, is_note
from comity.draft.entities.rules import SCHEMA, SCHEMA_OF, Rule, rules_of
from comity.draft.entities.values import actor_form, address_form, country_form, language_form, number_form, number_of, on_one_line, settled
from comity.draft.entities.writing import properties_of
from comity.model.errors import WrongInput

Plain = dict[str, Any]
Properties = Mapping[str, Sequence[str]]
_STRUCTS: Mapping[str, type[msgspec.Struct]] = {
    "persons": persons.Person,
    "companies": persons.Company,
    "accounts": things.Account,
    "vehicles": things.Vehicle,
    "assets": things.Asset,
}


@dataclass(frozen=True, slots=True)
class Item:
    """An entity as an item of the case: its id there, its schema, properties and note."""

    id: str
    schema: str
    properties: Properties
    note: Note | None


def read_item(part: str, item: Item, own_papers: Sequence[Plain]) -> tuple[Plain, tuple[str, ...]]:
    """The item, and those fields whose properties no longer say what the note does: there the properties count."""
    given = {**item.properties, SCHEMA: [item.schema]}
    rules = rules_of(part, item.schema)
    back = {rule.field: value for rule in rules if (value := rule.read(given)) is not None}
    kept = _typed(part, item)
    found: Plain = {**back, **kept, "id": item.id}
    changed = [rule.field for rule in rules if rule.field in kept and _changed(rule, kept, given, SCHEMA_OF[part](found))]
    for field in changed:
        found[field] = back.get(field)
    if part == "persons":
        changed += _read_documents(found, kept, given, own_papers)
    return {key: value for key, value in found.items() if value is not None}, tuple(changed)


def _changed(rule: Rule, kept: Plain, given: Properties, schema: str) -> bool:
    """Whether the properties of a field say something else; none at all means that a tool dropped them."""
    expected = {**(rule.write(kept[rule.field]) if kept[rule.field] else {}), SCHEMA: [schema]}
    there = any(given.get(name) for name in rule.properties)
    return there and any(set(given.get(name, ())) != set(expected.get(name, ())) for name in rule.properties)


def _typed(part: str, item: Item) -> Plain:
    """The fields of the note, each such as a case can hold it."""
    kept = dict(item.note.fields) if item.note else {}
    known = {field.encode_name: field.type for field in msgspec.structs.fields(_STRUCTS[part])}
    for field, value in kept.items():
        where = f"entity {item.id}, note, {field}"
        if field not in known:
            raise WrongInput("unknown field", where=where, do="take the entity from the export again")
        try:
            msgspec.convert(value, known[field], strict=False)
        except msgspec.ValidationError as error:
            raise WrongInput(
                f"the note of the case was damaged: {error}", where=where, do="take the entity from the export again"
            ) from error
    return kept


def _read_documents(found: Plain, kept: Plain, given: Properties, own_papers: Sequence[Plain]) -> list[str]:
    read = [document for paper in own_papers if (document := papers.read_document(paper))]
    changed = []
    if "documents" in kept and own_papers and not _same_papers(kept["documents"], own_papers):
        changed = ["documents"]
    documents = kept["documents"] if "documents" in kept and not changed else read
    if "documents" not in kept or changed:
        documents = [*documents, *papers.numbers_at_person(given, documents)]
    if documents:
        found["documents"] = documents
    return changed


def _same_papers(kept: Sequence[Plain], own_papers: Sequence[Plain]) -> bool:
    holder = own_papers[0]["properties"]["holder"][0]
    return papers.same_documents([papers.document_entity(document, "", holder) for document in kept], own_papers)


# -- what is left


def leftovers(part: str, schema: str, given: Properties, item: Plain) -> dict[str, list[str]]:
    """The values of an entity that the item does not hold where they belong."""
    fields: dict[str, set[str]] = {"passportNumber": {"documents"}, "idNumber": {"documents"}} if part == "persons" else {}
    for rule in rules_of(part, schema):
        for name in (*rule.properties, *rule.also):
            fields.setdefault(name, set()).add(rule.field)
    written = properties_of(part, item)
    left = {}
    for name, values in given.items():
        held = {form(text) for text in _texts([item.get(field) for field in fields.get(name, ())]) for form in _FORMS}
        rest = [value for value in values if value not in written.get(name, ()) and not _held(name, value, held)]
        if any(value.strip() for value in rest):
            left[name] = rest
    return left


_FORMS = (str, settled, on_one_line, address_form, country_form)


def _held(name: str, value: str, held: set[str]) -> bool:
    """Whether one of these texts is the value, in the form in which this property has it."""
    if name == "notes":
        return is_note(value)
    if name == "spokenLanguage":
        return language_form(value) in held
    if name == "amount":
        number = number_of(value)
        return number is not None and number_form(number) in held
    return value in held or (country_form(actor_form(value)) or value) in held


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, float | int) and not isinstance(value, bool):
        yield number_form(value)
