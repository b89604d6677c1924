# SPDX-License-Identifier: EUPL-1.2
"""People of an invented office, for tests of every app."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.conf import settings
from django.db import connections
from django.utils import translation

from comity.web.accounts.models import Membership, Role, Unit, User

SINCE = date(2026, 1, 1)
QUICK = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file, so that the threads of a live server have connections of their own, as in use."""
    for connection in connections.all():
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("data") / "test.sqlite3")
            connection.settings_dict["OPTIONS"]["init_command"] = QUICK


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """Every test begins in English, whatever language the reader of the test before it had."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


def person(name: str, unit: Unit, *roles: Role, language: str = "en") -> User:
    """A user who holds the roles in the unit; the password is the name with a tail that the validators accept."""
    user = User.objects.create_user(name, password=password_of(name), language=language)
    for role in roles:
        Membership.objects.create(user=user, unit=unit, role=role, since=SINCE)
    return user


def password_of(name: str) -> str:
    """The password of a person made here."""
    return f"{name}-walks-by-the-sea"


@pytest.fixture
def office(db: None) -> dict[str, User]:
    """One unit with the people whom the start page and the paths through it know."""
    unit = Unit.objects.create(name="Central authority", state="AZ")
    return {
        "officer": person("officer", unit, Role.OFFICER, Role.TREATY_LAWYER),
        "approver": person("approver", unit, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR),
    }
