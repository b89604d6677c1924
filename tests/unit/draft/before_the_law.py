# SPDX-License-Identifier: EUPL-1.2
"""Puts cases before the invented law: scene, deficiencies, letters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from comity.advise.advise import Adviser
from comity.draft.case.read import read_case
from comity.draft.check.check import check
from comity.draft.check.deficiency import Deficiency
from comity.draft.scene import Scene, scene_of
from unit.draft.drafting_law import case, law

TODAY = date(2026, 11, 24)


@cache
def adviser() -> Adviser:
    """Advises on the invented law."""
    return Adviser(law()[0])


def scene(changes: Mapping[str, object] | None = None, **more: object) -> Scene:
    """The good case with changes, before the law."""
    return scene_of(read_case(case(changes, **more)), adviser(), law()[1], TODAY)


def deficiencies(changes: Mapping[str, object] | None = None, **more: object) -> tuple[Deficiency, ...]:
    """What the check finds in the good case with changes."""
    return check(scene(changes, **more))


def codes(found: tuple[Deficiency, ...]) -> set[str]:
    """The codes of deficiencies."""
    return {item.code for item in found}
