# SPDX-License-Identifier: EUPL-1.2
"""What was presented and opened nothing: an entry each, but only so many a minute from one address, so that nobody fills the trail."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest

from comity.web.audit.models import record

MOST = 60
WINDOW = 60


def refused(request: HttpRequest, act: str, on: models.Model | str = "", **detail: Any) -> None:
    """Record that what was presented was refused; nobody did it, for nobody proved who they are."""
    key = f"refused-{address_of(request)}-{int(time.time()) // WINDOW}"
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        number = cache.incr(key)
    except ValueError:  # gone in between: the window is over
        number = 1
    if number <= MOST:
        record(None, act, on=on, **detail)


def address_of(request: HttpRequest) -> str:
    """Where it comes from; all that come through a socket without addresses count together."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:  # there is none
        return ""
