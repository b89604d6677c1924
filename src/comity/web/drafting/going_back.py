# SPDX-License-Identifier: EUPL-1.2
"""Acts that put an earlier state of a draft back, always as a new step: nothing that was saved is lost by it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from comity.web.accounts.models import User
from comity.web.actions import Refused
from comity.web.drafting import steps
from comity.web.drafting.editing import Change
from comity.web.drafting.models import Draft, Step


class Undo(Change[Step]):
    """Take the last change back that is not taken back yet."""

    name = steps.UNDO

    def check(self) -> None:
        """As every change, and there must be one."""
        super().check()
        if steps.undone(self.draft) is None:
            raise Refused(_("There is nothing to undo."))

    def execute(self) -> Step:
        """Take it back."""
        return self._back_to(steps.undone(self.draft))

    def _back_to(self, step: Step | None) -> Step:
        if step is None:  # check() lets none through
            raise Refused
        self.put(step.case, step.wrong, moved=True, stands_for=step.position)
        return step

    def detail(self, result: Step) -> dict[str, Any]:
        """To which step."""
        return {"step": result.number}


class Redo(Undo):
    """Take an undo back."""

    name = "draft.redo"

    def check(self) -> None:
        """As every change; the last step must be an undo."""
        Change.check(self)
        if steps.redone(self.draft) is None:
            raise Refused(_("There is no undo to take back."))

    def execute(self) -> Step:
        """Take it back."""
        return self._back_to(steps.redone(self.draft))


class Restore(Change[None]):
    """Put any earlier state back, a saved step or a version that was kept."""

    name = "draft.restore"

    def __init__(self, who: User, draft: Draft, state: str, version: int) -> None:
        super().__init__(who, draft, version=version)
        self.state = state

    def check(self) -> None:
        """As every change; the state must be there, and be another one."""
        super().check()
        state = steps.state(self.draft, self.state)
        if state is None:
            raise Refused(_("This state of the draft is not there, or it was altered after it was kept."))
        if state.case == self.draft.case and state.wrong == self.draft.wrong:
            raise Refused(_("The draft is in this state already."))

    def execute(self) -> None:
        """Put it back."""
        state = steps.state(self.draft, self.state)
        if state is not None:
            self.put(state.case, state.wrong, moved=True)

    def detail(self, result: None) -> dict[str, Any]:
        """Which state."""
        return {"state": self.state}
