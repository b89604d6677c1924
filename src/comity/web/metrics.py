# SPDX-License-Identifier: EUPL-1.2
"""Counts for whoever watches over the installation, as Prometheus reads them; no personal data, only numbers.

Each process counts in a small file of its own (``$COMITY_METRICS``, by default beside the data); the page adds them up.
"""

from __future__ import annotations

import ipaddress
import mmap
import os
import secrets
import struct
import threading
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.signals import got_request_exception, request_started
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from django_tasks_db.models import DBTaskResult

REQUESTS, ERRORS = range(2)
_FORMAT = struct.Struct("<2Q")
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REAL_IP", "HTTP_FORWARDED")


def _folder() -> Path:
    place: Path = settings.METRICS_FOLDER
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


class Counter:
    """The counts of this process; a child that was forked begins a file of its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process = 0
        self._memory: mmap.mmap | None = None

    def add(self, which: int) -> None:
        """One more."""
        with self._lock:
            memory = self._open()
            values = list(_FORMAT.unpack_from(memory))
            values[which] += 1
            _FORMAT.pack_into(memory, 0, *values)

    def _open(self) -> mmap.mmap:
        if self._memory is None or self._process != os.getpid():
            place = _folder() / f"{os.getpid()}.count"
            with place.open("a+b") as file:
                file.truncate(_FORMAT.size)
                self._memory = mmap.mmap(file.fileno(), _FORMAT.size)
            self._process = os.getpid()
        return self._memory


_counter = Counter()


def forget() -> None:
    """Begin anew, at the start of a server; whoever reads counters knows that they then begin at nothing."""
    for place in _folder().glob("*.count"):
        place.unlink(missing_ok=True)


def totals() -> tuple[int, ...]:
    """Requests and errors of all processes since the start."""
    read = [place.read_bytes() for place in _folder().glob("*.count")]
    rows = [_FORMAT.unpack(content) for content in read if len(content) == _FORMAT.size]
    return tuple(sum(column) for column in zip(*rows, strict=True)) or (0, 0)


@receiver(request_started)
def _request(**_: Any) -> None:
    _counter.add(REQUESTS)


@receiver(got_request_exception)
def _error(**_: Any) -> None:
    _counter.add(ERRORS)


def _allowed(request: HttpRequest) -> bool:
    """With the token, or on this machine itself and not through a proxy."""
    token = os.environ.get("COMITY_METRICS_TOKEN", "")
    if token and secrets.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode()):
        return True
    if any(name in request.META for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """Requests, errors, jobs by their state."""
    if not _allowed(request):
        raise Http404
    requests, errors = totals()
    lines = [
        "# HELP comity_requests_total Requests since the start.",
        "# TYPE comity_requests_total counter",
        f"comity_requests_total {requests}",
        "# HELP comity_errors_total Requests that failed by our own fault.",
        "# TYPE comity_errors_total counter",
        f"comity_errors_total {errors}",
        "# HELP comity_jobs Jobs by their state.",
        "# TYPE comity_jobs gauge",
        f'comity_jobs{{state="waiting"}} {DBTaskResult.objects.ready().count()}',
        f'comity_jobs{{state="running"}} {DBTaskResult.objects.running().count()}',
        f'comity_jobs{{state="failed"}} {DBTaskResult.objects.failed().count()}',
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")
