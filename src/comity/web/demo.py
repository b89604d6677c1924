# SPDX-License-Identifier: EUPL-1.2
"""Demo data of the embedded application: a unit with an officer and an approver, whose passwords are made at first start."""

from __future__ import annotations

import json
import secrets
from datetime import date
from pathlib import Path

from django.db import transaction

from comity.web.accounts.models import Membership, Role, Unit, User
from comity.web.home import home

UNIT: dict[str, str] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
"""Its name and its state: an example, not a rule on it."""
PEOPLE = {"officer": (Role.OFFICER, Role.TREATY_LAWYER), "approver": (Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR)}
_FILE = "demo-accounts.txt"


@transaction.atomic
def make_demo() -> dict[str, str | None]:
    """The demo accounts with their passwords as made; None where the password was changed since, or the account is closed.

    Passwords are kept in a file beside the data. Whoever deletes it gets new ones at the next start, for demo accounts only.
    """
    kept = _kept()
    unit, _ = Unit.objects.get_or_create(name=UNIT["unit"], defaults={"state": UNIT["state"]})
    shown = {}
    for name, roles in PEOPLE.items():
        user = User.objects.filter(username=name).first()
        if user is None or (user.demo and name not in kept):
            kept.setdefault(name, secrets.token_urlsafe(9))
            user = _made(user or User(username=name, demo=True, language=""), unit, roles, kept[name])
        shown[name] = kept[name] if name in kept and user.is_active and user.check_password(kept[name]) else None
    _keep(kept)
    return shown


def _made(user: User, unit: Unit, roles: tuple[Role, ...], password: str) -> User:
    user.set_password(password)
    user.save()
    for role in roles:
        Membership.objects.get_or_create(user=user, unit=unit, role=role, since=date(2026, 1, 1))
    return user


def _file() -> Path:
    return home() / _FILE


def _kept() -> dict[str, str]:
    if not _file().exists():
        return {}
    return dict(line.split(": ", 1) for line in _file().read_text(encoding="ascii").splitlines())


def _keep(passwords: dict[str, str]) -> None:
    _file().touch(mode=0o600)
    _file().write_text("".join(f"{name}: {password}\n" for name, password in passwords.items()), encoding="ascii")
