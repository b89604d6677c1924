# SPDX-License-Identifier: EUPL-1.2
"""What the parts of a case say of each other: annexes that are named and not listed, holders who are no persons of the case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from comity.draft.case.base import Identified
from comity.draft.check.deficiency import Deficiency, asking, cited, found
from comity.draft.scene import Scene
from comity.model.paths import Path, find

_ANNEXED = tuple(
    Path.parse(text) for text in ("orders.annex", "persons.photo", "persons.fingerprints", "persons.consent.annex", "assurances.annex")
)
_PLAIN = "copy"
_HELD = tuple(Path.parse(text) for text in ("accounts.holder", "vehicles.owner", "devices.owner", "assets.owner", "identifiers.user"))


def papers(scene: Scene) -> Iterator[Deficiency]:
    """References that lead nowhere, ids that stand twice, urgency and confidentiality without a reason."""
    yield from _leading_nowhere(scene)
    yield from _other_copy(scene)
    yield from _twice(scene)
    urgency = scene.case.case.urgency
    if urgency.level != "normal" and not urgency.reason:
        yield found(scene, "urgency-without-reason", "urgency", {}, ("case.urgency.reason",))
    secret = scene.case.confidentiality
    if secret is not None and secret.keep and not secret.reason:
        yield found(scene, "confidentiality-without-reason", "confidentiality", {}, ("confidentiality.reason",))


def _leading_nowhere(scene: Scene) -> Iterator[Deficiency]:
    annexes = {annex.id for annex in scene.case.annexes}
    holders = {item.id for item in (*scene.case.persons, *scene.case.companies)}
    for paths, known, code in ((_ANNEXED, annexes, "annex-not-listed"), (_HELD, holders, "holder-not-listed")):
        for path in paths:
            for item in find(scene.values, path):
                if item.value and item.value not in known:
                    yield found(scene, code, str(item.value), {"name": item.value}, (item.at,))


def _other_copy(scene: Scene) -> Iterator[Deficiency]:
    """A decision that is said to come as original or certified copy, while the annex is a plain one."""
    copies = {annex.id: (number, annex.copy) for number, annex in enumerate(scene.case.annexes)}
    for place, order in enumerate(scene.case.orders):
        number, copy = copies.get(order.annex, (0, None))
        if copy == _PLAIN and order.copy not in (None, _PLAIN):
            where = (f"annexes[{number}].copy", f"orders[{place}].copy")
            deficiency = found(scene, "copy-differs", order.annex, {"name": order.annex}, where)
            yield cited(scene, deficiency, asking(scene, f"orders[{order.kind}].copy"))


def _twice(scene: Scene) -> Iterator[Deficiency]:
    case = scene.case
    lists: dict[str, tuple[Identified, ...]] = {
        "persons": case.persons,
        "companies": case.companies,
        "accounts": case.accounts,
        "vehicles": case.vehicles,
        "devices": case.devices,
        "identifiers": case.identifiers,
        "places": case.places,
        "assets": case.assets,
        "annexes": case.annexes,
    }
    for name, items in lists.items():
        for id_, times in Counter(item.id for item in items).items():
            if times > 1:
                yield found(scene, "id-twice", id_, {"name": id_, "list": name}, (name,))


def annex_files(scene: Scene, hashes: Mapping[str, str | None]) -> Iterator[Deficiency]:
    """Annexes whose file is absent or altered; ``hashes``: the SHA-256 of each file by annex, None where the file is absent."""
    for number, annex in enumerate(scene.case.annexes):
        place = (f"annexes[{number}].file",)
        if annex.id in hashes and hashes[annex.id] is None:
            yield found(scene, "annex-absent", annex.id, {"name": annex.id}, place)
        elif annex.sha256 and hashes.get(annex.id, annex.sha256) != annex.sha256:
            yield found(scene, "annex-altered", annex.id, {"name": annex.id}, place)
