# SPDX-License-Identifier: EUPL-1.2
"""Tokens and a caller for tests of the interface."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, cast

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from comity.web.accounts.models import User
from comity.web.api.acts import IssueToken
from comity.web.api.models import Scope
from comity.web.api.problems import MEDIA_TYPE

Issue = Callable[..., str]


@pytest.fixture(autouse=True)
def _nothing_spent() -> None:
    """Every test begins with a rate limit of its own."""
    cache.clear()


@pytest.fixture
def issue(office: dict[str, User]) -> Issue:
    """Makes a token of the officer, or of whom is named, with the scopes; all where none is named."""

    def made(*scopes: str, who: str = "officer", days: int = 30) -> str:
        name = f"test {User.objects.get(username=who).tokens.count()}"
        return IssueToken(office[who], name, scopes or Scope.values, days).run().secret

    return made


class Caller:
    """A program with a token."""

    def __init__(self, secret: str) -> None:
        self.client = Client(headers={"Authorization": f"Bearer {secret}"})

    def get(self, path: str, **asked: Any) -> HttpResponse:
        """GET under the version."""
        return cast("HttpResponse", self.client.get(f"/api/v1{path}", asked))

    def send(self, path: str, body: object, *, method: str = "POST", media_type: str = "application/json", **headers: str) -> HttpResponse:
        """A body under the version: bytes and text as they are, anything else as JSON."""
        content = body if isinstance(body, bytes | str) else json.dumps(body)
        answer = self.client.generic(method, f"/api/v1{path}", content, content_type=media_type, headers=headers or None)
        return cast("HttpResponse", answer)


@pytest.fixture
def caller(issue: Issue) -> Caller:
    """The officer's program with every scope."""
    return Caller(issue())


def problem_of(answer: HttpResponse, status: int) -> dict[str, Any]:
    """The problem in an answer, its shape checked (RFC 9457)."""
    assert (answer.status_code, answer["Content-Type"]) == (status, MEDIA_TYPE), answer.content[:300]
    found: dict[str, Any] = json.loads(answer.content)
    assert found.keys() >= {"type", "title", "status", "detail", "instance", "code", "where", "do"}
    assert found["status"] == status
    assert found["type"] == f"/api/docs/#problem-{found['code']}"
    assert found["detail"]
    assert b"Traceback" not in answer.content
    return found


def data_of(answer: HttpResponse) -> Any:
    """The data in an answer that went well."""
    assert answer.status_code in (200, 201), answer.content[:300]
    return json.loads(answer.content)
