# SPDX-License-Identifier: EUPL-1.2
"""Values of the pure layers as JSON."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.utils import timezone

from comity.web.api.problems import encoded


def json_response(value: object, status: int = 200) -> HttpResponse:
    """Plain values as an answer."""
    return HttpResponse(encoded(value), status=status, content_type="application/json")


def today() -> date:
    """Today in universal time, as on the command line."""
    return timezone.now().date()
