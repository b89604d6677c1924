# SPDX-License-Identifier: EUPL-1.2
"""The receiving side: what it finds in a request, and the letter that follows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from comity.draft.check.deficiency import Deficiency
from comity.draft.check.grounds import closes, of_ground
from comity.draft.scene import Scene
from comity.model.drafting import Severity
from comity.model.law import Kind
from comity.model.truth import Truth


class AnswerKind(StrEnum):
    """Which letter answers: the names of the papers in ``law/drafting/papers/answers.yaml``."""

    REFUSAL = "refusal"
    POSTPONEMENT = "postponement"
    INFORMATION = "information"
    ACKNOWLEDGEMENT = "acknowledgement"


@dataclass(frozen=True, slots=True)
class Reply:
    """The letter to write, with the grounds it rests on and what it asks for."""

    kind: AnswerKind
    grounds: tuple[Deficiency, ...] = ()
    deficiencies: tuple[Deficiency, ...] = ()


def reply_to(scene: Scene, found: tuple[Deficiency, ...]) -> Reply:
    """A refusal where the law closes every way or every basis named; else a demand for what is missing; else postponed, or received."""
    refusing = tuple(item for item in found if item.severity is Severity.REFUSED and item.code in REFUSING)
    if refusing and (closes(scene) or not scene.judgement.carrying):
        return Reply(AnswerKind.REFUSAL, grounds=refusing)
    asked = tuple(item for item in found if item.severity is not Severity.BETTER and item.code not in REFUSING)
    if any(item.severity.stops for item in asked):
        return Reply(AnswerKind.INFORMATION, deficiencies=asked)
    postponing = _postponing(scene)
    if postponing:
        return Reply(AnswerKind.POSTPONEMENT, grounds=postponing)
    return Reply(AnswerKind.ACKNOWLEDGEMENT, deficiencies=asked)


REFUSING = frozenset({"must-be-refused", "threshold", "condition-fails", "time-barred", "may-be-refused", "basis-closed"})


def _postponing(scene: Scene) -> tuple[Deficiency, ...]:

    rules = (rule for result in scene.relied for rule in result.plan.rules if rule.kind is Kind.MAY_POSTPONE)
    return tuple(of_ground(scene, "may-be-postponed", rule) for rule in rules if scene.assessment.at(rule.works, scene.row) is Truth.YES)
