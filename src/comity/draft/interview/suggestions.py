# SPDX-License-Identifier: EUPL-1.2
"""What an empty answer takes: the authority that the law names, the way that it opens, the day of the request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from comity.draft.interview.slots import Slot
from comity.draft.scene import Scene, Weight
from comity.model.law import Kind, Side
from comity.model.truth import Truth


def suggested(scene: Scene, slot: Slot) -> Slot:
    """The slot with what the law suggests for it, if anything."""
    find = _SUGGESTIONS.get(slot.key)
    return replace(slot, suggestion=find(scene)) if find and not slot.suggestion else slot


def _addressee(scene: Scene) -> str:
    for demand in scene.demands_of(Kind.AUTHORITY):
        name = demand.rule.provision.value.name
        theirs = demand.rule.by == scene.query.requested and demand.rule.provision.as_ is not Side.REQUESTING
        if name and theirs and demand.truth is Truth.YES and demand.weight is Weight.FIRST:
            return _in_language(scene, name)
    return ""


def _in_language(scene: Scene, name: str) -> str:
    bodies = scene.corpus.by_code[scene.query.requested].authorities
    words = next((body.name for body in bodies if body.name.en == name), None)
    return words.in_language(scene.case.case.language)[0] if words else name


def _channel(scene: Scene) -> str:
    routes = (demand.rule.provision.value.route for demand in scene.demands_of(Kind.CHANNEL) if demand.truth is Truth.YES)
    return next((str(route) for route in routes if route), "")


def _day(scene: Scene) -> str:
    return scene.on.isoformat()


_SUGGESTIONS: Mapping[str, Callable[[Scene], str]] = {
    "case.authorities.requested.name": _addressee,
    "case.channel": _channel,
    "case.dated": _day,
}
