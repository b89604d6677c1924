# SPDX-License-Identifier: EUPL-1.2
"""Users of several roles, each with a browser of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from comity.web.accounts.models import Membership, Role, Unit, User
from comity.web.audit.models import Entry


@pytest.fixture
def user(db: None) -> Callable[..., User]:
    """Makes a user with roles."""

    def make(name: str, *roles: Role) -> User:
        unit, _ = Unit.objects.get_or_create(name="Central authority", defaults={"state": "XA"})
        made = User.objects.create_user(name)
        for role in roles:
            Membership.objects.create(user=made, unit=unit, role=role, since=date(2020, 1, 1))
        return made

    return make


@pytest.fixture
def browser(user: Callable[..., User]) -> Callable[..., Client]:
    """A browser in which a new user with these roles is signed in."""

    def make(name: str, *roles: Role) -> Client:
        client = Client(raise_request_exception=True)
        client.force_login(user(name, *roles))
        return client

    return make


@pytest.fixture
def reader(browser: Callable[..., Client]) -> Client:
    """Somebody without any role."""
    return browser("reader")


@pytest.fixture
def officer(browser: Callable[..., Client]) -> Client:
    """An officer."""
    return browser("officer", Role.OFFICER)


@pytest.fixture
def lawyer(browser: Callable[..., Client]) -> Client:
    """A treaty lawyer."""
    return browser("lawyer", Role.TREATY_LAWYER)


@pytest.fixture
def acts(db: None) -> Callable[[], list[Entry]]:
    """The entries of the audit trail, but for those of signing in."""

    def kept() -> list[Entry]:
        return list(Entry.objects.exclude(act__startswith="session."))

    return kept
