# SPDX-License-Identifier: EUPL-1.2
"""Acts on reports of errors."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from comity.web.accounts.models import Role, User
from comity.web.actions import Action, Refused
from comity.web.library.models import Decision, ErrorReport


class ReportError(Action[ErrorReport]):
    """Anybody who is signed in says that a datum is wrong."""

    name = "error.report"

    def __init__(self, who: User, report: ErrorReport) -> None:
        super().__init__(who)
        self.report = report

    def check(self) -> None:
        """Nothing but being signed in."""
        if not self.who.is_active:
            raise Refused(_("This account is closed."))

    def execute(self) -> ErrorReport:
        """Put it into the queue."""
        self.report.who = self.who
        self.report.save()
        return self.report

    def detail(self, result: ErrorReport) -> dict[str, Any]:
        """Where the datum stands."""
        return {"where": result.where}


class DecideReport(Action[ErrorReport]):
    """Somebody who keeps the law accepts or declines a report, with the reason."""

    name = "error.decide"

    def __init__(self, who: User, report: ErrorReport, decision: str, why: str) -> None:
        super().__init__(who, why)
        self.report = report
        self.decision = decision

    def check(self) -> None:
        """By role; once; with a reason."""
        self.report = ErrorReport.objects.select_for_update().get(pk=self.report.pk)
        if not self.who.has_role(Role.TREATY_LAWYER):
            raise Refused(_("Only a treaty lawyer decides on reports."))
        if self.report.decision != Decision.OPEN:
            raise Refused(_("This report is decided already."))
        if self.decision not in (Decision.ACCEPTED, Decision.DECLINED) or not self.why.strip():
            raise Refused(_("Choose a decision and give its reason."))

    def execute(self) -> ErrorReport:
        """Keep the decision."""
        self.report.decision = self.decision
        self.report.reason = self.why
        self.report.decided_by = self.who
        self.report.decided_at = timezone.now()
        self.report.save()
        return self.report

    def detail(self, result: ErrorReport) -> dict[str, Any]:
        """The decision."""
        return {"decision": str(result.decision), "where": result.where}
