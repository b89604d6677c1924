# SPDX-License-Identifier: EUPL-1.2
"""How strong the ground of a pair is, in words: what it is called, what it means, and the sign that stands for it in a cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Strength(NamedTuple):
    """A strength as it is shown."""

    name: str
    sign: str
    words: str | Promise
    means: str | Promise


STRENGTHS: Mapping[str, Strength] = {
    strength.name: strength
    for strength in (
        Strength(
            "treaty",
            "●",
            _("General treaty in force"),
            _("A general treaty on the measure is in force between the two, and its scope is known to cover the request."),
        ),
        Strength(
            "list",
            "◐",
            _("Treaty on one subject in force"),
            _("Only a treaty on one subject carries it (it covers this class of offence), or a clause that fills a gap."),
        ),
        Strength(
            "conditional",
            "○",
            _("A treaty may carry it, not certain"),
            _("A treaty may carry it: its force, its reach or what it demands is not known, or hangs on the case."),
        ),
        Strength(
            "statute",
            "§",
            _("No treaty; its law opens a way"),
            _("No treaty carries it. The law of the requested side opens a way without one, often on reciprocity."),
        ),
        Strength(
            "none",
            "–",
            _("No treaty; its law opens no way"),
            _("No treaty carries it, and the law of the requested side opens no way without one."),
        ),
        Strength(
            "unknown",
            "?",
            _("No treaty; its law is not in the data"),
            _("No treaty carries it, and the law of the requested side is not in the data: ask its authorities."),
        ),
    )
}
"""Strongest first."""

NUMBERS: tuple[str | Promise, ...] = (_("none"), "1–25", "26–50", "51–100", "101–150", _("more than 150"))
"""The classes of numbers of partners."""
