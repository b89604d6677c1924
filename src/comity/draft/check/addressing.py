# SPDX-License-Identifier: EUPL-1.2
"""To whom, by which way and in which language: what the request says against what the law between the two says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.draft.case.base import Written
from comity.draft.check.deficiency import Deficiency, cited, found
from comity.draft.scene import Demand, Scene, Weight
from comity.model.law import Kind, Side
from comity.model.truth import Truth

_NEEDING = frozenset({"required", "of-request-only", "of-annexes-only"})
_ANNEXES_FREE = frozenset({"of-request-only"})
_LIKE = {"ministries": "central-authorities", "central-authorities": "ministries"}  # a ministry that is the central authority


def addressing(scene: Scene) -> Iterator[Deficiency]:
    """A channel, addressee or language that no rule allows, and what is not said."""
    yield from _channel(scene)
    yield from _addressee(scene)
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
    elif used not in routes and _LIKE.get(used) not in routes and "direct" not in routes:
        values = {"used": scene.drafting.words.get(f"channel.{used}", used), "routes": names}
        yield cited(scene, found(scene, "channel", "channel", values, ("case.channel",)), allowed[0].rule)


def _addressee(scene: Scene) -> Iterator[Deficiency]:
    """The authority addressed is none that the requested side named, for this measure and stage."""
    authority = scene.case.case.authorities.requested
    named = [d for d in _sure(scene, Kind.AUTHORITY) if d.rule.provision.as_ is not Side.REQUESTING and d.rule.by == scene.query.requested]
    named = [demand for demand in named if demand.rule.statement is not None and demand.rule.provision.value.name]
    if authority is None or not named:
        return
    written = _words(authority.name)
    proper = [demand.rule.provision.value.name for demand in named]
    if any(_same(scene, word, name) for word in written for name in proper):
        return
    others = [body.name.en for body in scene.corpus.by_code[scene.query.requested].authorities]
    if any(_same(scene, word, name) for word in written for name in others) or "en" in _languages(scene, authority.name):
        values = {"used": written[0], "named": " / ".join(dict.fromkeys(proper))}
        where = ("case.authorities.requested.name",)
        yield cited(scene, found(scene, "addressee", "addressee", values, where), named[0].rule)


def _words(written: Written) -> list[str]:
    return list(written.values()) if isinstance(written, dict) else [written]


def _languages(scene: Scene, written: Written) -> set[str]:
    return set(written) if isinstance(written, dict) else {scene.case.case.language}


def _same(scene: Scene, written: str, name: str) -> bool:
    """Whether a written name is that of an authority, in any language that the corpus has for it."""
    bodies = scene.corpus.by_code[scene.query.requested].authorities
    versions = {name} | {v for body in bodies if body.name.en == name for v in (body.name.az, body.name.ru, body.name.fr) if v}
    mine = written.casefold()
    return any(version.casefold() in mine or mine in version.casefold() for version in versions)


# -- languages


def _language(scene: Scene) -> Iterator[Deficiency]:
    rules = [demand for demand in _sure(scene, Kind.LANGUAGE) if _speaks(scene, demand)]
    rules = [d for d in rules if d.rule.provision.value.translation in _NEEDING and d.rule.provision.value.languages]
    if not rules:
        return
    accepted = frozenset(language for demand in rules for language in demand.rule.provision.value.languages)
    head = scene.case.case
    offered = {head.language, *(item.language for item in head.translations)}
    names = " / ".join(scene.drafting.word(f"language.{code}", "en") for code in sorted(accepted))
    if not offered & accepted:
        values = {"used": scene.drafting.words.get(f"language.{head.language}", head.language), "languages": names}
        yield cited(scene, found(scene, "language", "language", values, ("case.language", "case.translations")), rules[0].rule)
    annexed = [d for d in rules if d.rule.provision.value.translation not in _ANNEXES_FREE]
    if annexed:
        yield from _annexes(scene, accepted, annexed, names)


def _speaks(scene: Scene, demand: Demand) -> bool:
    """The requested side's rule, or the treaty's own."""
    return demand.rule.statement is None or demand.rule.by == scene.query.requested


def _annexes(scene: Scene, accepted: frozenset[str], rules: Sequence[Demand], names: str) -> Iterator[Deficiency]:
    for number, annex in enumerate(scene.case.annexes):
        offered = {annex.language, *(item.language for item in annex.translations)} - {None}
        if offered and not offered & accepted:
            values = {"annex": annex.id, "languages": names}
            yield cited(scene, found(scene, "annex-language", annex.id, values, (f"annexes[{number}].translations",)), rules[0].rule)
