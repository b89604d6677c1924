# SPDX-License-Identifier: EUPL-1.2
"""Every saved step of a draft is kept: undo goes back one by one, and any state can be compared with another and put back.

An undo is a step too. It stands for an earlier one, before which the next undo looks; whatever is typed then stands for itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from comity.draft.case.read import Plain
from comity.web.accounts.models import User
from comity.web.drafting.models import Draft, Step

MOST = 500
"""The steps that are kept of one draft; older ones go, versions never."""
UNDO = "draft.undo"
SAVED = "s"
NOW = "now"


@dataclass(frozen=True, slots=True)
class State:
    """A state in which the draft was: its name, and what stood there."""

    name: str
    case: Plain
    wrong: Plain


def begin(draft: Draft) -> None:
    """The state before the first change, of a draft that has no steps yet."""
    if not draft.steps.exists():
        _made(draft, draft.changed_by or draft.author, "").save()


def keep(draft: Draft, who: User, act: str, stands_for: int | None = None) -> Step:
    """The draft as it is now as its next step."""
    step = _made(draft, who, act)
    step.stands_for = stands_for
    step.save()
    surplus = draft.steps.order_by("-number").values_list("number", flat=True)[MOST : MOST + 1].first()
    if surplus is not None:
        draft.steps.filter(number__lte=surplus).delete()
    return step


def _made(draft: Draft, who: User, act: str) -> Step:
    on = timezone.now() if act else draft.changed
    return Step(draft=draft, number=draft.version, on=on, by=who, act=act, case=draft.case, wrong=draft.wrong)


def _before(draft: Draft, number: int | None = None) -> Step | None:
    """The last step, or the last before a number; its case is read when it is needed."""
    found = draft.steps.defer("case", "wrong").order_by("-number")
    return (found if number is None else found.filter(number__lt=number)).first()


def undone(draft: Draft) -> Step | None:
    """The step to which an undo leads; None where there is none before."""
    last = _before(draft)
    return _before(draft, last.position) if last else None


def redone(draft: Draft) -> Step | None:
    """The step to which it leads to take the last undo back; None where the last step was no undo."""
    last = _before(draft)
    return _before(draft, last.number) if last and last.act == UNDO else None


def state(draft: Draft, name: str) -> State | None:
    """A state by its name: ``s17`` is a saved step, ``2`` a version that was kept, ``now`` what stands there; None where there is none."""
    if name == NOW:
        return State(name, draft.case, draft.wrong)
    digits = name.removeprefix(SAVED)
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        return None
    if name.startswith(SAVED):
        step = draft.steps.filter(number=int(digits)).first()
        return State(name, step.case, step.wrong) if step else None
    version = draft.versions.filter(number=int(digits)).first()
    return State(name, version.case, {}) if version and version.whole else None
