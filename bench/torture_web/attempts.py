# SPDX-License-Identifier: EUPL-1.2
"""The attempts of S9: passwords, sessions, forms, second factors, addresses, invitations, tokens."""

from __future__ import annotations

from collections.abc import Iterator

from bench.torture_web.attempts_factors import factors
from bench.torture_web.attempts_keys import keys
from bench.torture_web.attempts_people import people
from bench.torture_web.house import Attempt, House


def attempts(house: House) -> Iterator[Attempt]:
    """All of them."""
    for kind in (people, factors, keys):
        yield from kind(house)
