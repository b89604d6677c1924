# SPDX-License-Identifier: EUPL-1.2
"""Pages of accounts: administration, the invitation, one's own absences."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: an old page, or somebody else's."""
    return render(request, "accounts/expired.html", status=403)
