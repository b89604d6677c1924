# SPDX-License-Identifier: EUPL-1.2
"""Acts of auditors: to check the chain, and to take entries out of the house."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from comity.web.accounts.models import Role, User
from comity.web.actions import Action, Refused
from comity.web.audit.checking import CHECK
from comity.web.audit.trail import Sought
from comity.web.jobs.acts import StartJob, Wanted


def only_auditors(who: User) -> None:
    """Refused to everybody else."""
    if not who.has_role(Role.AUDITOR):
        raise Refused(_("Only an auditor may do this."))


class Verify(StartJob):
    """Begin a check of the whole chain, as a job that its author alone sees."""

    name = "audit.verify"

    def __init__(self, who: User) -> None:
        super().__init__(who, Wanted(CHECK, {}, (), ""))

    def check(self) -> None:
        """For auditors, as many jobs at a time as everybody."""
        only_auditors(self.who)
        super().check()


class Export(Action[Sought]):
    """Take entries out; which, is recorded."""

    name = "audit.export"

    def __init__(self, who: User, sought: Sought) -> None:
        super().__init__(who)
        self.sought = sought

    def check(self) -> None:
        """For auditors."""
        only_auditors(self.who)

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
