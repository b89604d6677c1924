# SPDX-License-Identifier: EUPL-1.2
"""Two units with their people, and a folder for what they upload."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from comity.draft.case.read import Plain
from comity.web.accounts.models import Membership, Role, Unit, User
from comity.web.drafting.acts import Start
from comity.web.drafting.files import example
from comity.web.drafting.models import Draft

SignedIn = Callable[[User], Client]
Person = Callable[..., User]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMITY_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def unit(db: None) -> Unit:
    return Unit.objects.create(name="Central authority", state="AZ")


@pytest.fixture
def other_unit(db: None) -> Unit:
    return Unit.objects.create(name="Another authority", state="AZ")


@pytest.fixture
def person(unit: Unit) -> Person:
    def made(name: str, *roles: str, within: Unit | None = None) -> User:
        user = User.objects.create_user(name)
        for role in roles:
            Membership.objects.create(user=user, unit=within or unit, role=role)
        return user

    return made


@pytest.fixture
def officer(person: Person) -> User:
    return person("officer", Role.OFFICER)


@pytest.fixture
def approver(person: Person) -> User:
    return person("approver", Role.APPROVER)


@pytest.fixture
def signed_in() -> SignedIn:
    def made(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return made


@pytest.fixture
def values() -> Plain:
    return example("bank-records")


@pytest.fixture
def draft(unit: Unit, officer: User, values: Plain) -> Draft:
    return Start(officer, unit, values, "example").run()
