# SPDX-License-Identifier: EUPL-1.2
"""A small seeded run of ``bench.torture_api`` (S8): the full count is in ``make torture``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from bench.torture_api import torture
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from web.api.conftest import Issue

COUNT = 600


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """As Django's own client does: the connection, with the transaction of the test, outlives each request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_one_connection")
def test_no_request_ends_in_a_fault(issue: Issue, settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.API_RATE = 10**9
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}  # jobs wait: no process begins
    report = torture(WSGIHandler(), issue(), COUNT)
    with capsys.disabled():
        shown = ", ".join(f"{status}: {number}" for status, number in sorted(report.statuses.items()))
        print(f"\nschemathesis: {report.sent} requests, {shown}; {report.unauthorised} without a token refused")  # noqa: T201 - the count is asked for
    assert report.sent >= COUNT // 2
    assert not any(status >= 500 for status in report.statuses)
    assert report.statuses[200]
    assert report.unauthorised
