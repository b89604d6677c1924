# SPDX-License-Identifier: EUPL-1.2
"""S9: ways in that are none. Every attempt must open nothing; where something was presented, the trail must name the refusal."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from bench.torture_web import makers  # noqa: F401 - registers the makers
from bench.torture_web.attempts import attempts
from bench.torture_web.house import Attempt, House
from comity.web.audit.models import Entry, broken

REFUSALS = frozenset(
    {"session.refused", "session.locked", "second-factor.refused", "form.refused", "invitation.refused", "token.refused", "session.end"}
)


@dataclass
class Report:
    """How many were tried, how many left an entry, how many presented nothing that could be recorded, and what went wrong."""

    tried: int = 0
    recorded: int = 0
    before: int = 0
    faults: list[str] = field(default_factory=list)


def torture(wanted: Iterable[Attempt]) -> Report:
    """Try them, each on its own and rolled back."""
    report = Report()
    for attempt in wanted:
        cache.clear()
        with transaction.atomic():
            _tried(attempt, report)
            transaction.set_rollback(True)
    return report


def _tried(attempt: Attempt, report: Report) -> None:
    report.tried += 1
    since = Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    try:
        inside = attempt.run()
    except Exception as error:  # noqa: BLE001 - a fault is no refusal
        report.faults.append(f"{attempt.name}: {error!r}")
        return
    acts = set(Entry.objects.filter(number__gt=since).values_list("act", flat=True))
    if inside:
        report.faults.append(f"{attempt.name}: let in")
    if attempt.presented and not acts & REFUSALS:
        report.faults.append(f"{attempt.name}: not in the trail ({sorted(acts)})")
    report.recorded += bool(acts & REFUSALS)
    report.before += not attempt.presented
    if broken() is not None:
        report.faults.append(f"{attempt.name}: the chain is broken")


def sample(house: House, seed: int, share: float) -> list[Attempt]:
    """A seeded part, of each kind of attempt at least one."""
    chance = random.Random(seed)  # noqa: S311 - a seeded choice of what is tried
    kinds: dict[str, list[Attempt]] = {}
    for attempt in attempts(house):
        kinds.setdefault(attempt.name.partition(":")[0], []).append(attempt)
    return [one for kind in kinds.values() for one in chance.sample(kind, max(1, round(share * len(kind))))]


def full(count: int | None = None) -> tuple[str, list[str]]:
    """All of them: the row of the table and what went wrong."""
    settings.ALLOWED_HOSTS = ["testserver"]
    every = list(attempts(House.built()))[:count]
    report = torture(every)
    row = f"ways in that are none | {report.tried} attempts, {report.recorded} in the trail, {report.before} presented nothing"
    return row, report.faults
