# SPDX-License-Identifier: EUPL-1.2
"""People who ask the lab, and pages as trees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from lxml import html

from comity.web.accounts.models import Membership, Role, Unit, User

Query = Mapping[str, Any]


@pytest.fixture
def asker(db: None) -> Callable[..., Client]:
    """A browser in which an officer of a unit is signed in."""

    def make(name: str = "officer", unit: str = "Central authority") -> Client:
        user = User.objects.create_user(name)
        place, _ = Unit.objects.get_or_create(name=unit, defaults={"state": "AZ"})
        Membership.objects.create(user=user, unit=place, role=Role.OFFICER, since=date(2020, 1, 1))
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def client(asker: Callable[..., Client]) -> Client:
    """The browser of the officer."""
    return asker()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """No test speaks the language of the one before it."""
    with translation.override("en"):
        yield


def tree(content: bytes) -> html.HtmlElement:
    """A page as a tree."""
    return html.document_fromstring(content.decode())


def words(found: html.HtmlElement, path: str = ".") -> str:
    """The words at a path, with one space between them."""
    return " ".join(" ".join(part.text_content().split()) for part in found.xpath(path))


def page(client: Client, address: str, query: Query | None = None, status: int = 200) -> html.HtmlElement:
    """A page as a tree."""
    answer = client.get(address, query or {})
    assert answer.status_code == status, answer.content[:400]
    return tree(answer.content)
