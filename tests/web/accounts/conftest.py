# SPDX-License-Identifier: EUPL-1.2
"""People of an authority in an invented state, and a clean count of attempts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from comity.web.accounts.models import Membership, Role, Unit, User

PASSWORD = "three words apart"  # noqa: S105 - of the accounts of these tests
Make = Callable[..., User]


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def unit(db: None) -> Unit:
    """A unit."""
    return Unit.objects.create(name="Central authority", state="AZ")


@pytest.fixture
def make(unit: Unit) -> Make:
    """Makes a user with roles in the unit."""

    def user(name: str, *roles: Role, **more: object) -> User:
        made = User.objects.create_user(name, password=PASSWORD, last_name=name.title(), **more)  # type: ignore[arg-type]  # fields of the model
        for role in roles:
            Membership.objects.create(user=made, unit=unit, role=role, since=date(2026, 1, 1))
        return made

    return user


@pytest.fixture
def administrator(make: Make, client: Client) -> User:
    """An administrator who is signed in."""
    user = make("administrator", Role.ADMINISTRATOR)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return user
