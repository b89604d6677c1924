# SPDX-License-Identifier: EUPL-1.2
"""The whole check of a case: completeness and adequacy, the worst first."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from comity.draft.check.addressing import addressing
from comity.draft.check.assurances import assurances
from comity.draft.check.completeness import completeness
from comity.draft.check.connection import connection
from comity.draft.check.dates import dates
from comity.draft.check.deficiency import Deficiency
from comity.draft.check.grounds import grounds
from comity.draft.check.papers import papers
from comity.draft.check.people import people
from comity.draft.scene import Scene

CHECKS: tuple[Callable[[Scene], Iterable[Deficiency]], ...] = (
    grounds,
    completeness,
    addressing,
    assurances,
    connection,
    dates,
    people,
    papers,
)


def check(scene: Scene) -> tuple[Deficiency, ...]:
    """Every deficiency of the case, each once: the worst first, then as the checks find them."""
    found: dict[tuple[str, str, tuple[str, ...], str, str], Deficiency] = {}
    for one in CHECKS:
        for item in one(scene):
            found.setdefault((item.code, item.about, item.where, item.instrument, item.article), item)
    return tuple(sorted(found.values(), key=lambda item: item.rank))


def stops(deficiencies: tuple[Deficiency, ...]) -> bool:
    """Whether the request should not go out: something will be refused or returned."""
    return any(item.severity.stops for item in deficiencies)
