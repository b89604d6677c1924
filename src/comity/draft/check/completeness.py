# SPDX-License-Identifier: EUPL-1.2
"""What is missing: the elements that the provisions demand, and those that every request needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from comity.draft.check.deficiency import Deficiency, cited, eased, found
from comity.draft.scene import Demand, Scene, Weight
from comity.model.drafting import Element, Severity
from comity.model.law import Kind
from comity.model.paths import Path, find, is_there, lacking

_GOOD_PRACTICE = "missing-whatever"
_DEMANDED = "missing"


def completeness(scene: Scene) -> tuple[Deficiency, ...]:
    """Every element that is demanded and not there, once, with the weightiest norm that asks for it and the others beside.

    What lacks nothing but places that a worse one names already is told with that one.
    """
    told: list[Deficiency] = []
    for item in sorted(_missing_elements(scene), key=lambda item: (item.rank, -len(item.where))):
        wider = next((number for number, other in enumerate(told) if set(item.where) <= set(other.where)), None)
        if wider is None:
            told.append(item)
        elif item.instrument:
            told[wider] = _beside(told[wider], item)
    return tuple(told)


def _beside(wider: Deficiency, item: Deficiency) -> Deficiency:
    """A deficiency with the norms of one that it holds; where it has none of its own, the first of them stands for it."""
    if not wider.instrument:
        return replace(item, where=wider.where, severity=wider.severity)
    norms = ((item.instrument, item.article), *item.also)
    return replace(wider, also=tuple(dict.fromkeys((*wider.also, *norms))))


def _missing_elements(scene: Scene) -> Iterator[Deficiency]:
    asked: dict[str, tuple[Element, list[Demand]]] = {}
    for demand in scene.demands_of(Kind.CONTENT, Kind.FORMALITY, Kind.ASSURANCE):
        element = scene.element(demand)
        if element is not None:
            asked.setdefault(element.id, (element, []))[1].append(demand)
    for element in scene.drafting.elements:
        if element.always and (not element.measures or scene.query.measure in element.measures):
            asked.setdefault(element.id, (element, []))
    for element, demands in asked.values():
        where = missing_places(scene, element)
        if where:
            yield _missing(scene, element, demands, where)


def missing_places(scene: Scene, element: Element) -> tuple[str, ...]:
    """The places where something is missing for an element; nothing where it is there."""
    places: list[str] = []
    for alternatives in element.needs:
        if not any(is_there(scene.values, path) for path in alternatives) or _denied(scene, alternatives):
            places.extend(lacking(scene.values, alternatives[0]))
    return tuple(dict.fromkeys(places))


def _denied(scene: Scene, alternatives: tuple[Path, ...]) -> bool:
    """Whether the case says the contrary of what is needed first, a plain copy for instance: nothing else makes up for it."""
    first = alternatives[0]
    stands = [item for item in find(scene.values, first) if item.value is not None] if first.values else []
    return bool(stands) and bool(lacking(scene.values, first))


def _missing(scene: Scene, element: Element, demands: list[Demand], where: tuple[str, ...]) -> Deficiency:
    values = {"name": element.name, "asks": element.asks if element.asks.en else element.name}
    if not demands:
        return _at(found(scene, _GOOD_PRACTICE, element.id, values, where), element.severity)
    first = min(demands, key=lambda demand: (demand.weight, -demand.truth))
    deficiency = cited(scene, found(scene, _DEMANDED, element.id, values, where), first.rule)
    severity = eased(element.severity, first)
    if element.always and element.severity.stops and first.weight is not Weight.FIRST:
        severity = element.severity
    also = tuple(dict.fromkeys((d.rule.instrument.id, d.rule.article) for d in demands if d is not first))
    return _at(deficiency, severity, also)


def _at(deficiency: Deficiency, severity: Severity, also: tuple[tuple[str, str], ...] = ()) -> Deficiency:
    return replace(deficiency, severity=severity, also=also)
