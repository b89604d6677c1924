# SPDX-License-Identifier: EUPL-1.2
"""To whom, by which way and in which language: what the request says against what the law between the two says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from comity.draft.case.base import Written
from comity.draft.case.things import Annex
from comity.draft.check.deficiency import Deficiency, cited, found
from comity.draft.scene import Demand, Scene, Weight
from comity.model.law import Kind, Side
from comity.model.truth import Truth

_NEEDING = frozenset({"required", "of-request-only", "of-annexes-only"})
_ANNEXES_FREE = frozenset({"of-request-only"})
# A ministry may be the central authority, and leave to write directly from court to court ("may") does not close the way through either.
_LIKE = {
    "ministries": frozenset({"central-authorities", "courts-direct"}),
    "central-authorities": frozenset({"ministries", "courts-direct"}),
}
_DIRECT = "direct"  # between competent authorities, whichever they are
_BETWEEN_MINISTRIES = "ministries"  # then a declaration that lists many (the judicial authorities) names no addressee


def addressing(scene: Scene) -> Iterator[Deficiency]:
    """A channel, addressee or language that no rule allows, and what is not said."""
    yield from _channel(scene)
    yield from _addressee(scene)
    yield from _own(scene)
    yield from _language(scene)


def _sure(scene: Scene, *kinds: Kind) -> tuple[Demand, ...]:
    """The rules that surely apply and bind the request: those of the first basis; without one, those of the requested state's law."""
    demands = [demand for demand in scene.demands_of(*kinds) if demand.truth is Truth.YES]
    return tuple(demand for demand in demands if demand.weight is Weight.FIRST)


def _channel(scene: Scene) -> Iterator[Deficiency]:
    allowed = [demand for demand in _sure(scene, Kind.CHANNEL) if demand.rule.provision.value.route]
    routes = dict.fromkeys(demand.rule.provision.value.route for demand in allowed)
    used = scene.case.case.channel
    if not allowed:
        return
    names = " / ".join(scene.drafting.word(f"channel.{route}", "en") for route in routes)
    if not used:
        yield cited(scene, found(scene, "channel-open", "channel", {"routes": names}, ("case.channel",)), allowed[0].rule)
    elif used not in routes and _LIKE.get(used, frozenset()).isdisjoint(routes) and (_DIRECT not in routes or _roundabout(used, routes)):
        values = {"used": scene.drafting.words.get(f"channel.{used}", used), "routes": names}
        yield cited(scene, found(scene, "channel", "channel", values, ("case.channel",)), allowed[0].rule)


def _roundabout(used: str, routes: Mapping[str, None]) -> bool:
    """Whether authorities that only write to each other directly are addressed through their foreign ministries."""
    return used == "diplomatic" and set(routes) == {_DIRECT}


def _addressee(scene: Scene) -> Iterator[Deficiency]:
    """The authority addressed is none that the requested side named, for this measure and stage."""
    authority = scene.case.case.authorities.requested
    named = [d for d in _sure(scene, Kind.AUTHORITY) if d.rule.provision.as_ is not Side.REQUESTING and d.rule.by == scene.query.requested]
    named = [demand for demand in named if demand.rule.statement is not None and demand.rule.provision.value.name]
    if authority is None or not named:
        return
    written = _words(authority.name)
    proper = [demand.rule.provision.value.name for demand in named]
    each = [part for name in proper for part in (name, *name.split(", "))]  # a declaration often names several in one sentence
    if any(_same(scene, word, name) for word in written for name in each):
        return
    others = [body.name.en for body in scene.corpus.by_code[scene.query.requested].authorities]
    known = any(_same(scene, word, name) for word in written for name in others)
    if known and len(each) > len(proper) * 2 and scene.case.case.channel == _BETWEEN_MINISTRIES:
        return
    if known or "en" in _languages(scene, authority.name):
        values = {"used": written[0], "named": " / ".join(dict.fromkeys(proper))}
        where = ("case.authorities.requested.name",)
        yield cited(scene, found(scene, "addressee", "addressee", values, where), named[0].rule)


def _own(scene: Scene) -> Iterator[Deficiency]:
    """A request that is addressed to the authority which sends it: the same name at the same address."""
    sides = scene.case.case.authorities
    if sides.requested is not None and sides.requesting is not None:
        one, other = ((side.name, side.address) for side in (sides.requested, sides.requesting))
        if one == other and scene.query.requesting != scene.query.requested:
            values = {"used": _words(sides.requested.name)[0]}
            yield found(scene, "addressed-to-sender", "addressee", values, ("case.authorities.requested.name",))


def _words(written: Written) -> list[str]:
    return list(written.values()) if isinstance(written, dict) else [written]


def _languages(scene: Scene, written: Written) -> set[str]:
    return set(written) if isinstance(written, dict) else {scene.case.case.language}


def _same(scene: Scene, written: str, name: str) -> bool:
    """Whether a written name is that of an authority, in any language that the corpus has for it."""
    bodies = scene.corpus.by_code[scene.query.requested].authorities
    versions = {name} | {v for body in bodies if body.name.en == name for v in (body.name.az, body.name.ru, body.name.fr) if v}
    mine = _spelled(written)
    return any(_spelled(version) <= mine or mine <= _spelled(version) for version in versions)


def _spelled(name: str) -> frozenset[str]:
    """The words of a name without order and genitive: Prosecutor General's Office is General Prosecutor's Office."""
    return frozenset(re.findall(r"\w+", name.casefold())) - {"s"}


# -- languages


def _language(scene: Scene) -> Iterator[Deficiency]:
    rules = [demand for demand in _sure(scene, Kind.LANGUAGE) if _speaks(scene, demand)]
    rules = [d for d in rules if d.rule.provision.value.translation in _NEEDING]
    named = [d for d in rules if d.rule.provision.value.languages]  # a rule that names none means the requested side's own
    rules = named or rules
    if not rules:
        return
    accepted = frozenset(language for demand in rules for language in demand.rule.provision.value.languages)
    own = frozenset(scene.corpus.by_code[scene.query.requested].languages)  # no authority sends back what is in its own language
    head = scene.case.case
    offered = {head.language, *(item.language for item in head.translations)}
    names = " / ".join(scene.drafting.word(f"language.{code}", "en") for code in sorted(accepted or own))
    if not offered & (accepted | own):
        values = {"used": scene.drafting.words.get(f"language.{head.language}", head.language), "languages": names}
        yield cited(scene, found(scene, "language", "language", values, ("case.language", "case.translations")), rules[0].rule)
    for number, item in enumerate(head.translations):
        if not item.certified and item.language in accepted | own and head.language not in accepted | own:
            where = (f"case.translations[{number}].certified",)
            yield cited(scene, found(scene, "translation-uncertified", "language", {"paper": "case.translations"}, where), rules[0].rule)
    annexed = [d for d in rules if d.rule.provision.value.translation not in _ANNEXES_FREE]
    if annexed:
        yield from _annexes(scene, accepted | own, annexed, names)


def _speaks(scene: Scene, demand: Demand) -> bool:
    """The requested side's rule, or the treaty's own."""
    return demand.rule.statement is None or demand.rule.by == scene.query.requested


def _annexes(scene: Scene, accepted: frozenset[str], rules: Sequence[Demand], names: str) -> Iterator[Deficiency]:
    for number, annex in enumerate(scene.case.annexes):
        offered = {annex.language, *(item.language for item in annex.translations)} - {None}
        if offered and not offered & accepted:
            values = {"annex": annex.id, "languages": names}
            yield cited(scene, found(scene, "annex-language", annex.id, values, (f"annexes[{number}].translations",)), rules[0].rule)
        elif annex.language and annex.language not in accepted and not _certified(annex, accepted):
            where = (f"annexes[{number}].translations",)
            yield cited(scene, found(scene, "translation-uncertified", annex.id, {"paper": annex.id}, where), rules[0].rule)


def _certified(annex: Annex, accepted: frozenset[str]) -> bool:
    return any(item.certified for item in annex.translations if item.language in accepted)
