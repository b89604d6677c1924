# SPDX-License-Identifier: EUPL-1.2
"""Pages of accounts: administration, the invitation, one's own absences."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comity.web.audit.refusals import refused


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: an old page, or somebody else's."""
    refused(request, "form.refused", route=request.resolver_match.view_name if request.resolver_match else "")
    return render(request, "accounts/expired.html", status=403)
