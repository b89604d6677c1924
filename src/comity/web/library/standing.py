# SPDX-License-Identifier: EUPL-1.2
"""How far a contact can be relied on: a function of its days, never stored."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

FRESH_FOR = timedelta(days=180)


class Standing(StrEnum):
    """From the best to the worst."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    STALE = "stale"
    EXPIRED = "expired"
    RETIRED = "retired"


def standing(confirmed: date | None, expires: date | None, retired: date | None, on: date) -> Standing:
    """Retired, past its day of expiry, never confirmed, confirmed too long ago, or confirmed."""
    if retired is not None and retired <= on:
        return Standing.RETIRED
    if expires is not None and expires < on:
        return Standing.EXPIRED
    if confirmed is None:
        return Standing.UNCONFIRMED
    return Standing.STALE if on - confirmed > FRESH_FOR else Standing.CONFIRMED
