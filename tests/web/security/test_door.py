# SPDX-License-Identifier: EUPL-1.2
"""S9: a seeded part of the ways in that are none; all of them are in ``make torture``."""

from __future__ import annotations

from typing import Any

import pytest
from bench.torture_web.attempts import attempts
from bench.torture_web.door import sample, torture
from bench.torture_web.house import Attempt, House
from django.core.cache import cache
from django.test import Client

from comity.web.accounts.models import Invitation
from comity.web.audit.models import Entry
from comity.web.audit.refusals import MOST

pytestmark = pytest.mark.django_db
SEED = 20261127


@pytest.fixture
def house() -> House:
    """The people on whose accounts it is tried."""
    return House.built()


def test_nobody_comes_in_and_the_trail_knows(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    report = torture(sample(house, SEED, 0.02))
    with capsys.disabled():
        print(f"\nS9: {report.tried} attempts, {report.recorded} in the trail, {report.before} presented nothing")  # noqa: T201 - the count is asked for
    assert not report.faults, "\n".join(report.faults)
    assert report.tried > 40


def test_there_are_enough_attempts(house: House) -> None:
    assert len(list(attempts(house))) >= 300


def test_it_bites_where_somebody_comes_in() -> None:
    assert torture([Attempt("open", lambda: True, presented=False)]).faults == ["open: let in"]


def test_it_bites_where_nothing_is_recorded() -> None:
    assert torture([Attempt("silent", lambda: False)]).faults == ["silent: not in the trail ([])"]


def test_the_trail_is_not_filled_from_one_address(client: Client, settings: Any) -> None:
    for number in range(MOST + 20):
        client.get(f"/invitation/guess-{number}/")
    assert MOST - 1 <= Entry.objects.filter(act="invitation.refused").count() <= 2 * MOST  # twice where the minute changes
    cache.clear()


def test_a_refused_invitation_names_the_account_and_never_the_link(client: Client, house: House) -> None:
    token = Invitation.make(house.plain)
    Invitation.objects.filter(user=house.plain).update(used="2026-01-01T00:00:00Z")
    assert client.get(f"/invitation/{token}/").status_code == 410
    entry = Entry.objects.get(act="invitation.refused")
    assert (entry.who, entry.kind, entry.object) == (None, "accounts.user", str(house.plain.pk))
    assert token not in str(list(Entry.objects.values()))
