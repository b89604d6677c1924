# SPDX-License-Identifier: EUPL-1.2
"""Acts of auditors: to check the chain, and to take entries out of the house."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from comity.web.accounts.models import Role, User
from comity.web.actions import Action, Refused
from comity.web.audit.models import broken
from comity.web.audit.trail import Sought


class OfAuditor(Action[Any]):
    """For auditors."""

    def check(self) -> None:
        """Refused to everybody else."""
        if not self.who.has_role(Role.AUDITOR):
            raise Refused(_("Only an auditor may do this."))


class Verify(OfAuditor):
    """Check the whole chain; the result is the first entry that does not fit, or None."""

    name = "audit.verify"

    def run(self) -> int | None:
        """The chain is checked before the transaction that records it: nobody has to wait with their work until a long trail is read."""
        self.check()
        self.found = broken()
        return super().run()  # type: ignore[no-any-return]  # acts of auditors have results of several kinds

    def execute(self) -> int | None:
        """What was found."""
        return self.found

    def detail(self, result: int | None) -> dict[str, Any]:
        """What was found."""
        return {"broken": result}


class Export(OfAuditor):
    """Take entries out; which, is recorded."""

    name = "audit.export"

    def __init__(self, who: User, sought: Sought) -> None:
        super().__init__(who)
        self.sought = sought

    def execute(self) -> Sought:
        """They are written while they are sent."""
        return self.sought

    def detail(self, result: Sought) -> dict[str, Any]:
        """What was sought."""
        return shown(result)


def shown(sought: Sought) -> dict[str, Any]:
    """What was sought, for the trail."""
    days = {"since": sought.since and sought.since.isoformat(), "until": sought.until and sought.until.isoformat()}
    return {name: value for name, value in {"sought": sought.act, "user": sought.who, **days}.items() if value}
