# SPDX-License-Identifier: EUPL-1.2
"""Demo data of the embedded application: a unit with an officer and an approver, whose passwords are made at first start."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import transaction

from comity.web.accounts.models import Membership, Role, Unit, User
from comity.web.home import home

UNIT, STATE = "Central authority (demo)", "AZ"  # an example of a state, not a rule on it
PEOPLE = {"officer": (Role.OFFICER, Role.TREATY_LAWYER), "approver": (Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR)}
_FILE = "demo-accounts.txt"


@transaction.atomic
def make_demo() -> dict[str, str]:
    """The demo accounts and their passwords; those of an earlier start are read from the file beside the data."""
    kept = home() / _FILE
    if kept.exists():
        return dict(line.split(": ", 1) for line in kept.read_text(encoding="ascii").splitlines())
    unit, _ = Unit.objects.get_or_create(name=UNIT, defaults={"state": STATE})
    passwords = {}
    for name, roles in PEOPLE.items():
        user = User.objects.filter(username=name).first() or User(username=name, demo=True)
        passwords[name] = secrets.token_urlsafe(9)
        user.set_password(passwords[name])
        user.save()
        for role in roles:
            Membership.objects.get_or_create(user=user, unit=unit, role=role, since=date(2026, 1, 1))
    kept.touch(mode=0o600)
    kept.write_text("".join(f"{name}: {password}\n" for name, password in passwords.items()), encoding="ascii")
    return passwords
