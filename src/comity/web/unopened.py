# SPDX-License-Identifier: EUPL-1.2
"""What is sealed and cannot be opened gives a page that says so, and a line for the administrator: never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comity.web.sealing import NoKey, SealError

LOG = logging.getLogger(__name__)


class UnopenedMiddleware:
    """Answers for every view that met something sealed which it could not open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the view."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """503 where a key is missing, 410 where the content is gone or altered; all other errors are not ours."""
        if not isinstance(fault, SealError):
            return None
        LOG.error("%s: %s", fault.code, fault.text)
        missing = isinstance(fault, NoKey)
        return render(request, "comity/unopened.html", {"missing": missing}, status=503 if missing else 410)
