# SPDX-License-Identifier: EUPL-1.2
"""Where cooperation is weak, and what network it makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.web.lab.asked.map import region_name
from comity.web.lab.fields import measure_name
from comity.web.lab.results.norms import NormShown, address, norm_shown
from comity.web.lab.results.pairs import LEVELS
from comity.web.lab.results.strengths import STRENGTHS

MOST = 40
"""Rows of a long table; the data hold all."""


class Instrument(NamedTuple):
    """An instrument with numbers of pairs."""

    id: str
    address: str
    pairs: int
    else_open: int = 0


class Gap(NamedTuple):
    """Two parts of the world and their pairs without a treaty."""

    asking: str
    asked: str
    without: int
    pairs: int
    share: float
    address: str


class Idle(NamedTuple):
    """A treaty that lies idle, and who stated or did what can be the cause."""

    id: str
    address: str
    would: int
    might: int
    causes: list[tuple[str, NormShown]]


class Term(NamedTuple):
    """A figure of the network: its name and what it means for cooperation."""

    name: str | Promise
    means: str | Promise


TERMS = (
    Term(
        _("Density"),
        _(
            "Of all pairs of states and territories, the share that can ask each other on a treaty. At 100 % nobody would need a way "
            "without a treaty; the rest must rely on reciprocity, on comity, or on nothing."
        ),
    ),
    Term(
        _("Partners"),
        _("With how many others an actor can cooperate on a treaty in both directions. Few partners mean many requests without a treaty."),
    ),
    Term(
        _("Between"),
        _(
            "How often an actor lies on the shortest chain of treaties between two others, from 0 to 1. A high figure marks a bridge "
            "between groups: if it leaves a treaty, they lose a common partner. A chain is no legal route: no request travels through "
            "a third state."
        ),
    ),
    Term(
        _("Core"),
        _(
            "An actor of core k belongs to a group in which each has treaty links with at least k others of the group. The deepest core is "
            "the circle in which cooperation is densest; a low number marks the margin, which few treaties reach."
        ),
    ),
    Term(
        _("Group"),
        _(
            "Groups in which everybody is joined to everybody else by some chain of treaties, and to nobody outside. More than one group "
            "means worlds that share no treaty at all; an actor alone has no treaty partner for this measure."
        ),
    ),
)
DIRECTIONS: Mapping[str, str | Promise] = {"asks": _("asks"), "is asked": _("is asked"), "all pairs": _("all pairs")}


def findings(data: Mapping[str, Any]) -> dict[str, Any]:
    """What the page shows of them."""
    gaps = [_gap(item) for item in data["without_treaty"] if item["without"]]
    return {
        "legs": [Instrument(one["instrument"], address(one["instrument"]), one["pairs"], one["else_open"]) for one in data["hangs_on_one"]],
        "conditional": [Instrument(one["instrument"], address(one["instrument"]), one["pairs"]) for one in data["only_conditional"]],
        "gaps": sorted(gaps, key=lambda gap: (-gap.without, gap.asking, gap.asked))[:MOST],
        "without": sum(gap.without for gap in gaps),
        "gaps_left_out": max(len(gaps) - MOST, 0),
        "idle": [_idle(item) for item in data["idle"]],
        "stalled": [{**item, "address": address(item["instrument"])} for item in data["stalled"]],
        "network": data["network"],
        "terms": TERMS,
        "levels": STRENGTHS.values(),
        "measures": [
            (measure_name(row["measure"]), DIRECTIONS[row["direction"]], [row["counts"][level] for level in LEVELS])
            for row in data["measures"]
        ],
    }


def _gap(item: Mapping[str, Any]) -> Gap:
    asking, asked = region_name(item["asking"]), region_name(item["asked"])
    there = "?" + urlencode({"show": "matrix", "rows": item["asking"], "columns": item["asked"]})
    return Gap(asking, asked, item["without"], item["pairs"], 100 * item["without"] / item["pairs"], there)


def _idle(item: Mapping[str, Any]) -> Idle:
    causes = {(cause["by"], cause["says"]): cause for cause in reversed(item["causes"])}  # protocols repeat what was said of the treaty
    shown = [(cause["by"], _cause(cause)) for cause in reversed(causes.values())]
    return Idle(item["instrument"], address(item["instrument"]), item["would"], item["might"], shown)


def _cause(cause: Mapping[str, str]) -> NormShown:
    shown = norm_shown({"instrument": cause["instrument"], "provision": cause["statement"], "says": cause["says"]})
    if not shown.address or not cause["statement"]:
        return shown
    return shown._replace(address=reverse("library:statement", args=[cause["instrument"], cause["statement"]]))
