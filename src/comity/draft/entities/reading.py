# SPDX-License-Identifier: EUPL-1.2
"""From entities to a case: what the officer typed stands, what changed elsewhere is taken, what finds no place is kept aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from comity.draft.case.case import Case
from comity.draft.case.read import plain, read_case
from comity.draft.entities import documents as papers
from comity.draft.entities.item import Item, leftovers, read_item
from comity.draft.entities.lines import MOST_VALUES, entity_of
from comity.draft.entities.links import BY_PROPERTY, ENDS, OWNERS, names_of
from comity.draft.entities.note import note_among
from comity.draft.entities.rules import LONGEST_LINE, PART_OF, SCHEMA_OF
from comity.draft.entities.values import distinct
from comity.model.errors import WrongInput

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Aside:
    """An entity, or what is left of it, for which the case has no place, and why."""

    entity: Plain
    why: str


@dataclass(frozen=True, slots=True)
class Imported:
    """The case with the entities in it; which items are new or changed, what is to be looked at, and what is kept aside."""

    case: Case
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    aside: tuple[Aside, ...] = ()


def import_entities(entities: Iterable[object], case: Case) -> Imported:
    """Add entities to a case, or bring those that it has up to date; WrongInput for what is no entity."""
    given = [entity_of(raw, f"entity {number}") for number, raw in enumerate(entities, 1)]
    reading = _Reading(plain(case))
    for entity in _merged(given, reading):
        reading.sort(entity)
    reading.read_items()
    reading.read_links()
    return reading.result()


def _merged(given: Sequence[Plain], reading: _Reading) -> Iterator[Plain]:
    """Entities with one id and schema are fragments of one entity."""
    whole: dict[str, Plain] = {}
    for entity in given:
        known = whole.setdefault(entity["id"], {**entity, "properties": {}})
        if known["schema"] == entity["schema"]:
            _merge(known, entity)
        else:
            reading.set_aside(entity, f"another entity has this id, under the schema {known['schema']}")
    yield from whole.values()


def _merge(whole: Plain, fragment: Plain) -> None:
    for name, values in fragment["properties"].items():
        known = whole["properties"].get(name, [])
        whole["properties"][name] = list(dict.fromkeys([*known, *values]))
        if len(known) > MOST_VALUES:
            raise WrongInput(f"more than {MOST_VALUES} values", where=f"entity {whole['id']}, {name}", do="keep those that matter")


class _Reading:
    """One import: the case so far, the items read, the links that wait for them."""

    def __init__(self, values: Plain) -> None:
        self._values = values
        self._places = {item["id"]: (part, number) for part in SCHEMA_OF for number, item in enumerate(values.get(part, ()))}
        self._items: list[tuple[str, Item, Plain]] = []
        self._papers: dict[str, list[Plain]] = {}
        self._links: list[tuple[Plain, str, str]] = []
        self._item_of: dict[str, tuple[str, str]] = {own: (part, own) for own, (part, _) in self._places.items()}
        self._expected: dict[str, tuple[str, ...]] = {}
        self._added: list[str] = []
        self._updated: list[str] = []
        self._remarks: list[str] = []
        self._aside: list[Aside] = []
        self._links_aside: set[str] = set()

    def set_aside(self, entity: Plain, why: str) -> None:
        """Keep an entity, or a part of one, for which there is no place."""
        self._aside.append(Aside(entity, why))

    # -- what each entity is

    def sort(self, entity: Plain) -> None:
        """Put an entity with those that are read together."""
        schema, given = entity["schema"], entity["properties"]
        if schema in papers.SCHEMATA and len(given.get("holder", ())) == 1:
            self._papers.setdefault(given["holder"][0], []).append(entity)
            return
        if schema in ENDS:
            self._sort_link(entity)
            return
        note = note_among(given.get("notes", ()), f"entity {entity['id']}")
        part = note.part if note else PART_OF.get(schema, "")
        if part not in SCHEMA_OF:
            self.set_aside(entity, _no_place(schema))
            return
        own = note.id if note and note.id is not None else entity["id"]
        if len(own) > LONGEST_LINE or self._item_of.get(own, (part, own))[0] != part:
            self.set_aside(entity, "the id is too long" if len(own) > LONGEST_LINE else "the id belongs to something else in the case")
            return
        self._item_of[entity["id"]] = (part, own)
        self._expected[own] = note.links if note else ()
        self._items.append((part, Item(own, schema, given, note), entity))
        self._links += [(entity, owner, entity["id"]) for owner in given.get(BY_PROPERTY.get(schema, ""), ())]

    def _sort_link(self, entity: Plain) -> None:
        acting, acted_on = ENDS[entity["schema"]]
        given = entity["properties"]
        actors, things = given.get(acting, []), given.get(acted_on, [])
        if not actors or not things:
            self.set_aside(entity, "the link has only one end")
        elif len(actors) * len(things) > MOST_VALUES:
            self.set_aside(entity, "the link has too many ends")
        else:
            self._links += [(entity, actor, thing) for actor in actors for thing in things]

    # -- items

    def read_items(self) -> None:
        """Read every item, with its documents, into the case."""
        for part, item, entity in self._items:
            own_papers = self._papers.pop(entity["id"], []) if part == "persons" else []
            found, changed = read_item(part, item, own_papers)
            if not self._complete(part, found, entity):
                continue
            self._remarks += [f"{item.id}: {field} was changed elsewhere" for field in changed]
            kept = self._put(part, found, ours=item.note is not None)
            self._left_over(part, kept, entity, own_papers)
        for loose in (paper for several in self._papers.values() for paper in several):
            self.set_aside(loose, "its holder is no person of the case")

    def _complete(self, part: str, found: Plain, entity: Plain) -> bool:
        if part == "persons" and "role" not in found:
            known = self._known(part, found["id"])
            found["role"] = known["role"] if known else "third-party"
            if not known:
                self._remarks.append(f"{found['id']}: the role is not known; third-party is written until you correct it")
        needed = {"companies": "name", "assets": "description"}.get(part)
        if needed and needed not in found:
            if self._known(part, found["id"]):
                return True
            self.set_aside(entity, f"it has no {needed}")
            return False
        return True

    def _known(self, part: str, own: str) -> Plain | None:
        place = self._places.get(own)
        found: Plain | None = self._values[part][place[1]] if place else None
        return found

    def _put(self, part: str, found: Plain, *, ours: bool) -> Plain:
        """Add an item, or bring it up to date; as it then stands in the case."""
        known = self._known(part, found["id"])
        if known is None:
            self._places[found["id"]] = (part, len(self._values.setdefault(part, [])))
            self._values[part].append(found)
            self._added.append(f"{part} {found['id']}")
            return found
        merged = {**known, **found} if ours else _filled(known, found)
        if merged != known:
            self._values[part][self._places[found["id"]][1]] = merged
            self._updated.append(f"{part} {found['id']}")
        return merged

    def _left_over(self, part: str, item: Plain, entity: Plain, own_papers: Sequence[Plain]) -> None:
        links = {BY_PROPERTY.get(entity["schema"], "")}
        left = {name: values for name, values in leftovers(part, entity["schema"], entity["properties"], item).items() if name not in links}
        if left:
            self.set_aside({**entity, "properties": left}, f"the case has no place for: {', '.join(sorted(left))}")
        for paper in own_papers:
            rest = papers.left_of(paper, item.get("documents", ()))
            if rest:
                self.set_aside({**paper, "properties": rest}, f"the case has no place for: {', '.join(sorted(rest))}")

    # -- links

    def read_links(self) -> None:
        """Write who owns, holds or represents what; the line as it was typed stands where the links are those that it gave."""
        by_thing: dict[str, list[tuple[Plain, str]]] = {}
        for entity, actor, thing in self._links:
            by_thing.setdefault(thing, []).append((entity, actor))
        for thing, links in by_thing.items():
            part, own = self._item_of.get(thing, ("", ""))
            if part not in OWNERS or own not in self._places:
                for entity, _ in links:
                    self._link_aside(entity, thing, "one of its ends is no item of the case")
            elif {actor for _, actor in links} != set(self._expected.get(own, ())):
                self._write_link(part, own, thing, links)
            for entity, _ in links:
                self._more_of_link(entity)

    def _write_link(self, part: str, own: str, thing: str, links: Sequence[tuple[Plain, str]]) -> None:
        field, expected = OWNERS[part], self._expected.get(own, ())
        item = self._values[part][self._places[own][1]]
        typed = item.get(field, "")
        stands = bool(typed) and (not expected or any(actor in expected for _, actor in links))
        for entity, actor in links:
            name = self._name(actor)
            if entity["schema"] == "Ownership" and part == "companies":
                self._link_aside(entity, thing, "who owns a company has no field of its own")
            elif not name:
                self._link_aside(entity, thing, "one of its ends is no person or company of the case")
            elif stands and actor not in expected and typed not in (name, actor):
                self._link_aside(entity, thing, f"{field} of {own} says something else")
            elif not stands:
                item[field] = typed = name
                stands = True
                self._note_update(part, own)

    def _note_update(self, part: str, own: str) -> None:
        label = f"{part} {own}"
        if label not in (*self._added, *self._updated):
            self._updated.append(label)

    def _name(self, actor: str) -> str:
        part, own = self._item_of.get(actor, ("", ""))
        if part not in ("persons", "companies") or own not in self._places:
            return ""
        item = self._values[part][self._places[own][1]]
        return next((name for name in [*names_of(part, item)[1:], own] if 0 < len(name) <= LONGEST_LINE), "")

    def _link_aside(self, entity: Plain, thing: str, why: str) -> None:
        if entity["schema"] in ENDS:
            if entity["id"] not in self._links_aside:
                self._links_aside.add(entity["id"])
                self.set_aside(entity, why)
            return
        name = BY_PROPERTY[entity["schema"]]
        self.set_aside({**entity, "id": thing, "properties": {name: entity["properties"][name]}}, why)

    def _more_of_link(self, entity: Plain) -> None:
        if entity["schema"] in ENDS and entity["id"] not in self._links_aside:
            more = sorted(name for name, values in entity["properties"].items() if name not in ENDS[entity["schema"]] and values)
            if more:
                self._link_aside(entity, "", f"the case has no place for: {', '.join(more)}")

    def result(self) -> Imported:
        """The case, checked as any other, and what happened."""
        return Imported(
            read_case(self._values), tuple(self._added), tuple(self._updated), tuple(distinct(self._remarks)), tuple(self._aside)
        )


def _no_place(schema: str) -> str:
    if schema == "LegalEntity":
        return "a legal entity may be a person or a company: give it the schema Person or Company"
    return f"a case has no place for {schema}"


def _filled(known: Plain, found: Plain) -> Plain:
    """What the officer typed, with what it did not say filled in from elsewhere."""
    merged = dict(known)
    for field, value in found.items():
        if not known.get(field):
            merged[field] = value
        elif isinstance(value, list):
            merged[field] = [*known[field], *(item for item in value if not _among(item, known[field]))]
        elif isinstance(value, Mapping) and isinstance(known[field], Mapping) and field == "birth":
            merged[field] = {**value, **known[field]}
    return merged


def _among(item: object, known: Sequence[object]) -> bool:
    """Whether a list has the item: names and documents are the same where the name or number is."""
    if not isinstance(item, Mapping):
        return item in known
    key = "full" if "full" in item else "number"
    return any(isinstance(other, Mapping) and other.get(key) == item.get(key) for other in known)
