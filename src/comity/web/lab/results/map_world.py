# SPDX-License-Identifier: EUPL-1.2
"""The world for one state or for all, on a day: the picture, the totals, the time line and the same in tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from comity.lab.map.steps import STEPS, class_of
from comity.model.day import exact_day
from comity.web.advisor.names import folded
from comity.web.jobs.kinds import Query
from comity.web.lab.fields import language, names
from comity.web.lab.results.map_drawing import OWN, Actor, areas
from comity.web.lab.results.map_drawing import world as drawing
from comity.web.lab.results.pairs import ASKED, ASKS, LEVELS, Past
from comity.web.lab.results.strengths import NUMBERS, STRENGTHS, Strength

FIRM = ("treaty", "list")
POSSIBLE = (*FIRM, "conditional")
ABSENT = "absent"
HEADING = "world-heading"


class Total(NamedTuple):
    """How many pairs have a strength."""

    strength: Strength
    number: int
    share: float


class Partners(NamedTuple):
    """With how many others an actor can act, at each strength."""

    code: str
    name: str
    number: int
    counts: Mapping[str, int]


class View(NamedTuple):
    """What is looked at: one state or none, what it asks or is asked, the day; which treaties make a partner, where all are shown."""

    state: str
    way: str
    day: str
    least: str

    @property
    def levels(self) -> tuple[str, ...]:
        """The strengths that make a partner."""
        return POSSIBLE if self.least == "possible" else FIRM

    def address(self, **other: str) -> str:
        """The address of the same page, some of it changed."""
        return "?" + urlencode({**self._asdict(), **other})


def view_of(past: Past, asked: Mapping[str, Any], query: Query) -> View:
    """What the address asks for; else what was asked of the job."""
    state = query.get("state", asked["state"])
    way = ASKED if query.get("way") == ASKED else ASKS
    least = "possible" if query.get("least") == "possible" else "firm"
    return View(state if state in past.actors else "", way, past.within(query.get("day", "")), least)


def world(past: Past, data: Mapping[str, Any], query: Query) -> Mapping[str, Any]:
    """All that the page shows of it."""
    view = view_of(past, data["query"], query)
    now = past.day(view.day)
    called = {code: names().bare_actor(code, language()) for code in past.actors}
    line = past.line(now, view.state, view.way, view.day) if view.state else {}
    numbers = {} if view.state else past.partners(now, view.day)
    counts = past.counts(now, view.state, view.way, view.day)
    total, chart = sum(counts.values()), _through(past, view, data)
    return {
        "view": view,
        "day": exact_day(view.day),
        "past": past,
        "states": sorted(called.items(), key=lambda item: folded(item[1])),
        "heading": HEADING,
        "drawn": drawing(_actors(past, view, called, line, numbers), HEADING),
        "months": "|".join(date_format(date(2003, month, 27)) for month in range(1, 13)),
        "absent": bool(view.state) and not past.exists(view.state, view.day),
        "totals": [Total(STRENGTHS[level], counts[level], counts[level] / total if total else 0.0) for level in LEVELS],
        "steps": _steps(view, numbers),
        "bounds": ",".join(str(bound) for bound in STEPS),
        "partners": _by_strength(view, called, line, data["query"]),
        "ranking": _ranking(view, called, numbers),
        "chart": areas(chart, bisect_right(past.years(), view.day) - 1),
        "years": _fifth_years(past, chart),
    }


def _actors(
    past: Past, view: View, called: Mapping[str, str], line: Mapping[str, str], numbers: Mapping[str, Mapping[str, int]]
) -> dict[str, Actor]:
    """Everybody who is asked about, as the map shows them."""
    found = {}
    for code in past.actors:
        if code == view.state:
            fill, words = OWN, _("chosen")
        elif code in line:
            fill, words = line[code], str(STRENGTHS[line[code]].words)
        elif code in numbers:
            number = _partners(view, numbers[code])
            fill, words = f"number-{class_of(number)}", _("partners: {number}").format(number=number)
        else:
            fill, words = ABSENT, _("did not exist yet")
        found[code] = Actor(fill, f"{called[code]}: {words}", view.address(state=code))
    return found


def _partners(view: View, counts: Mapping[str, int]) -> int:
    return sum(counts[level] for level in view.levels)


def _steps(view: View, numbers: Mapping[str, Mapping[str, int]]) -> list[tuple[int, Any, int]]:
    """How many actors have how many partners."""
    classes = [class_of(_partners(view, counts)) for counts in numbers.values()]
    return [(place, words, classes.count(place)) for place, words in enumerate(NUMBERS)]


def _by_strength(view: View, called: Mapping[str, str], line: Mapping[str, str], asked: Mapping[str, Any]) -> list[tuple[Strength, Any]]:
    """Who stands with the state at each strength: each with the advisor's answer."""
    found: dict[str, list[tuple[str, str]]] = {level: [] for level in LEVELS}
    for code, level in line.items():
        pair = (view.state, code) if view.way == ASKS else (code, view.state)
        found[level].append((called[code], answer(asked, *pair, view.day)))
    return [(STRENGTHS[level], [_link(*item) for item in sorted(rows, key=lambda item: folded(item[0]))]) for level, rows in found.items()]


def answer(asked: Mapping[str, Any], requesting: str, requested: str, day: str) -> str:
    """The query of the advisor's answer for a pair."""
    about = {"requesting": requesting, "requested": requested, "measure": asked["measure"], "offence": asked.get("offence", ""), "on": day}
    return urlencode({name: value for name, value in about.items() if value})


def _link(name: str, query: str) -> SafeString:
    return format_html('<a class="govuk-link" href="{}?{}">{}</a>', reverse("advisor:answer"), query, name)


def _ranking(view: View, called: Mapping[str, str], numbers: Mapping[str, Mapping[str, int]]) -> list[Partners]:
    rows = [Partners(code, called[code], _partners(view, counts), counts) for code, counts in numbers.items()]
    return sorted(rows, key=lambda row: (-row.number, folded(row.name)))


def _through(past: Past, view: View, data: Mapping[str, Any]) -> list[Mapping[str, int]]:
    """The numbers on the days of the time line; those of all pairs stand in the result where no state was asked about."""
    if not view.state and not data["query"]["state"]:
        return [{level: row[level] for level in LEVELS} for row in data["timeline"]]
    days = past.years()
    return [past.counts(now, view.state, view.way, day) for now, day in zip(past.through(days), days, strict=True)]


def _fifth_years(past: Past, counts: Sequence[Mapping[str, int]]) -> list[tuple[str, list[int]]]:
    """Every fifth year and the last day."""
    rows = [(day, [found[level] for level in LEVELS]) for day, found in zip(past.years(), counts, strict=True)]
    return [row for row in rows if int(row[0][:4]) % 5 == 0 or row == rows[-1]]
