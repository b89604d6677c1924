# SPDX-License-Identifier: EUPL-1.2
"""Matrices: parts of the world against each other, states against states, one state against others for every measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from comity.lab.map.question import members
from comity.model.day import exact_day
from comity.web.advisor.names import folded
from comity.web.jobs.kinds import Query
from comity.web.knowledge import adviser
from comity.web.lab.asked.map import region_name, regions
from comity.web.lab.fields import language, measure_name, names
from comity.web.lab.results.map_world import FIRM, View, answer, view_of
from comity.web.lab.results.pairs import ASKS, Past
from comity.web.lab.results.strengths import STRENGTHS, Strength

MOST = 4000
"""Cells of one matrix: more are neither read nor loaded in good time."""
STATES, MEASURES = "states", "measures"
SHADES = (0, 1, 20, 40, 60, 80)
"""The least share in hundredths of each shade of the overview."""


class Cell(NamedTuple):
    """A pair in a matrix: how strong, what is said of it, the query of the advisor; nothing where there is no pair."""

    strength: Strength | None
    words: str = ""
    query: str = ""
    requesting: str = ""
    requested: str = ""


class Row(NamedTuple):
    """What a row is about, with its cells."""

    name: str
    cells: Sequence[Cell]


class Block(NamedTuple):
    """Two parts of the world: the share of pairs that have a treaty, in hundredths; none where there is no pair."""

    share: int | None
    shade: int = 0
    words: str = ""
    address: str = ""


class Wanted(NamedTuple):
    """What is shown: states or measures, which regions, on which day."""

    what: str
    rows: str
    columns: str
    view: View

    def address(self, **other: str) -> str:
        """The address of the same page, some of it changed."""
        own = {"show": "matrix", "what": self.what, "rows": self.rows, "columns": self.columns, **self.view._asdict()}
        return "?" + urlencode({**own, **other})


def matrix(past: Past, data: Mapping[str, Any], query: Query, every: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """What the page shows; ``every`` has all measures on the last day, where they are wanted."""
    view = view_of(past, data["query"], query)
    rows = _region(query.get("rows", ""), past) or (regions().part_of(view.state) if view.state else _first(past))
    columns = _region(query.get("columns", ""), past) or rows
    if every is not None:
        view = view._replace(day=past.on, state=view.state or _listed(rows, past)[0])
    wanted = Wanted(STATES if every is None else MEASURES, rows, columns, view)
    made = _Maker(past, data["query"], wanted)
    shown: Mapping[str, Any] = made.states() if every is None else made.measures(every)
    return {
        "wanted": wanted,
        "day": exact_day(view.day),
        "states": sorted(((code, _name(code)) for code in past.actors), key=lambda item: folded(item[1])),
        "regions": [(id_, region_name(id_)) for id_ in regions().by_id if _inside(id_, past)],
        "strengths": STRENGTHS.values(),
        "to_states": wanted.address(what=STATES),
        "to_measures": wanted.address(what=MEASURES),
        **shown,
    }


def _name(code: str) -> str:
    return names().bare_actor(code, language())


def _region(id_: str, past: Past) -> str:
    return id_ if id_ in regions().by_id and _inside(id_, past) else ""


def _first(past: Past) -> str:
    return next(part for part in regions().parts if _inside(part, past))


def _inside(id_: str, past: Past) -> frozenset[str]:
    """Who belongs to a region on the last day, among those who are asked about."""
    return members(adviser().corpus, regions(), regions().by_id[id_], exact_day(past.on)) & frozenset(past.actors)


def _listed(id_: str, past: Past) -> list[str]:
    return sorted(_inside(id_, past), key=lambda code: folded(_name(code)))


@dataclass(frozen=True)
class _Maker:
    """Makes the matrices of one page."""

    past: Past
    asked: Mapping[str, Any]
    wanted: Wanted

    def states(self) -> dict[str, Any]:
        """The overview of parts, and the states of the chosen regions."""
        now, day = self.past.day(self.wanted.view.day), self.wanted.view.day
        lines = {code: self.past.line(now, code, ASKS, day) for code in self.past.actors}
        down, across = _listed(self.wanted.rows, self.past), _listed(self.wanted.columns, self.past)
        found = {"overview": self._overview(lines), "too_large": len(down) * len(across) > MOST, "heads": [], "rows": []}
        if not found["too_large"]:
            found["heads"] = [(code, _name(code)) for code in across]
            found["rows"] = [Row(_name(one), [self._pair(one, other, lines[one].get(other)) for other in across]) for one in down]
        return found

    def measures(self, every: Mapping[str, Any]) -> dict[str, Any]:
        """One state and the others of a region: a row each, a column a measure."""
        state, size = self.wanted.view.state, len(self.past.actors)
        others = [code for code in _listed(self.wanted.columns, self.past) if code != state]
        rows = []
        for other in others:
            one, two = (state, other) if self.wanted.view.way == ASKS else (other, state)
            place = self.past.actors.index(one) * size + self.past.actors.index(two)
            levels = {name: every["strengths"][int(digits[place])] for name, digits in every["measures"].items()}
            rows.append(Row(_name(other), [self._measure(one, two, name, level) for name, level in levels.items()]))
        return {"heads": [(name, measure_name(name)) for name in every["measures"]], "rows": rows, "too_large": False}

    def _pair(self, one: str, other: str, level: str | None) -> Cell:
        if level is None:
            return Cell(None)
        words = f"{_name(one)} → {_name(other)}: {STRENGTHS[level].words}"
        return Cell(STRENGTHS[level], words, answer(self.asked, one, other, self.wanted.view.day), one, other)

    def _measure(self, one: str, other: str, measure: str, level: str) -> Cell:
        words = f"{_name(one)} → {_name(other)}, {measure_name(measure)}: {STRENGTHS[level].words}"
        query = answer({**self.asked, "measure": measure}, one, other, self.wanted.view.day)
        return Cell(STRENGTHS[level], words, query, one, other)

    def _overview(self, lines: Mapping[str, Mapping[str, str]]) -> list[tuple[str, list[Block]]]:
        """The parts of the world against each other."""
        groups = {part: inside for part in regions().parts if (inside := _inside(part, self.past))}
        return [
            (region_name(one), [self._block(one, other, [lines[code] for code in groups[one]], groups[other]) for other in groups])
            for one in groups
        ]

    def _block(self, one: str, other: str, lines: Sequence[Mapping[str, str]], inside: frozenset[str]) -> Block:
        levels = [line[code] for line in lines for code in inside if code in line]
        if not levels:
            return Block(None)
        share = round(100 * sum(level in FIRM for level in levels) / len(levels))
        words = _("%(one)s asks %(other)s: %(share)d %% of %(pairs)d pairs have a treaty in force") % {
            "one": region_name(one),
            "other": region_name(other),
            "share": share,
            "pairs": len(levels),
        }
        shade = sum(share >= bound for bound in SHADES) - 1
        return Block(share, shade, words, self.wanted.address(rows=one, columns=other) + "#states")
