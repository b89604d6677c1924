# SPDX-License-Identifier: EUPL-1.2
"""The effect of reforms on a page: what is won and lost, by measure and partner, the rights of persons beside it, what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comity.lab.effects import CHANGED, LOST, WON
from comity.model.text import Text
from comity.web.jobs.kinds import Query
from comity.web.jobs.models import Job
from comity.web.knowledge import adviser
from comity.web.lab.fields import language, measure_name, names
from comity.web.lab.results.norms import address
from comity.web.lab.results.reading import data_of
from comity.web.lab.results.reforms import law_name, shown
from comity.web.lab.results.rights import rights_shown
from comity.web.lab.results.witness import advice
from comity.web.library.world_map import picture

SIZE = 40
FIRST = 12
WAYS: Mapping[str, str | Promise] = {
    WON: gettext_lazy("won"),
    LOST: gettext_lazy("lost"),
    CHANGED: gettext_lazy("as strong as before, on other instruments"),
}
STRENGTHS: Mapping[str, str | Promise] = {
    "treaty": gettext_lazy("on a treaty"),
    "list": gettext_lazy("on a treaty, for listed offences"),
    "conditional": gettext_lazy("conditional"),
    "statute": gettext_lazy("by statute only"),
    "none": gettext_lazy("no basis"),
    "unknown": gettext_lazy("unknown"),
}
COLOURS = {
    "": "#e9ecef",
    "acts": "#12294a",
    "more-3": "#0b6a45",
    "more-2": "#4f9f78",
    "more-1": "#a9d5bd",
    "changed": "#e2bf62",
    "fewer": "#b23a3e",
}
"""A partner by the cells won less those lost; each shade is a third of the most."""


class Cell(NamedTuple):
    """A pair and a measure in which cells moved alike."""

    number: int
    way: str
    asks: bool
    requesting: str
    requested: str
    measure: str
    before: str
    after: str
    by: Sequence[tuple[str, str]]
    ended: Sequence[tuple[str, str]]
    offences: Sequence[str]
    advice: Sequence[tuple[str, str]]


class Counted(NamedTuple):
    """A measure, partner or offence with its cells."""

    id: str
    name: str
    won: int
    lost: int
    changed: int


def present(job: Job, query: Query) -> Mapping[str, Any]:
    """What the page shows of an effect, by the filters of the address."""
    return effect_shown(data_of(job), query)


def effect_shown(data: Mapping[str, Any], query: Query) -> Mapping[str, Any]:
    """An effect: of a simulation, of a replay, of a plan."""
    totals = data["totals"]
    tables = {name: _counted(totals[f"by_{name}"], name) for name in ("measure", "partner", "offence")}
    return {
        "data": data,
        "days": [data[name] for name in ("before", "after") if name in data] or [data["on"]],
        "totals": totals,
        "moved": sum(totals[way] for way in WAYS),
        "looked": _looked(data),
        "reforms": [shown(number, entry) for number, entry in enumerate(data["reforms"], start=1)],
        "each": any("alone" in entry for entry in data["reforms"]),
        "rights": rights_shown(data["rights"]),
        "sensitivity": data["sensitivity"],
        "remarks": [names().named(words, language()) for words in _remarks(data)],
        "events": data.get("events", ()),
        "tables": [(words, tables[name][:FIRST], tables[name][FIRST:]) for name, words in _tables() if tables[name]],
        "steps": [_step(step, count) for step, count in totals["steps"].items()],
        **_cells_shown(data, query, tables),
    }


def _remarks(data: Mapping[str, Any]) -> Sequence[str]:
    """What the lab adds: of a plan what concerns its reforms, of a replay the note; the page says the rest itself."""
    if "events" in data:
        return list(data["remarks"])[1 + len(data["events"]) :]
    return list(data.get("on_reforms", data["remarks"]))


def _tables() -> tuple[tuple[str, str], ...]:
    return ("measure", _("By measure")), ("partner", _("By partner")), ("offence", _("By class of offence"))


def _looked(data: Mapping[str, Any]) -> str:
    looked = data.get("looked", {})
    words = _("%(measures)d of %(of)d measures read instruments that change; %(offences)d classes of offence.")
    return words % looked if looked else ""


def _counted(counts: Mapping[str, Mapping[str, int]], name: str) -> list[Counted]:
    said = {"measure": measure_name, "partner": _actor, "offence": _offence}[name]
    return [Counted(id_, said(id_), ways.get(WON, 0), ways.get(LOST, 0), ways.get(CHANGED, 0)) for id_, ways in counts.items()]


def _actor(code: str) -> str:
    return names().bare_actor(code, language())


def _offence(id_: str) -> str:
    return names().offence_name(id_, language())


def _step(step: str, count: int) -> tuple[str | Promise, str | Promise, int]:
    before, _arrow, after = step.partition(" -> ")
    return STRENGTHS.get(before, before), STRENGTHS.get(after, after), count


# -- cells


def _cells_shown(data: Mapping[str, Any], query: Query, tables: Mapping[str, Sequence[Counted]]) -> Mapping[str, Any]:
    """The cells of a page, and what the filters offer."""
    chosen = {name: query.get(name, "") for name in ("way", "measure", "partner", "direction")}
    found = [row for row in _rows(data) if _matches(row, chosen)]
    after = query.get("after", "")
    start = int(after) if after.isascii() and after.isdecimal() and len(after) < 9 else 0
    page = [row for row in found if row[0] > start][:SIZE]
    return {
        "chosen": chosen,
        "found": len(found),
        "cells": [_cell(data, *row) for row in page],
        "more": page[-1][0] if page and page[-1][0] != found[-1][0] else None,
        "ways": [(way, words) for way, words in WAYS.items() if data["totals"][way]],
        "measures": sorted(((item.id, item.name) for item in tables["measure"]), key=lambda item: item[1]),
        "partners": sorted(((item.id, item.name) for item in tables["partner"]), key=lambda item: item[1]),
    }


_Row = tuple[int, str, Mapping[str, Any], str]  # number, way, group, partner


def _rows(data: Mapping[str, Any]) -> Iterator[_Row]:
    """One row for each partner of a group."""
    number = 0
    for way in (LOST, WON, CHANGED):
        for group in data[way]:
            for partner in group["partners"]:
                number += 1
                yield number, way, group, partner


def _matches(row: _Row, chosen: Mapping[str, str]) -> bool:
    _number, way, group, partner = row
    is_ = {"way": way, "measure": group["measure"], "partner": partner, "direction": group["direction"]}
    return all(not value or is_[name] == value for name, value in chosen.items())


def _cell(data: Mapping[str, Any], number: int, way: str, group: Mapping[str, Any], partner: str) -> Cell:
    asks = group["direction"] == "asks"
    requesting, requested = (group["state"], partner) if asks else (partner, group["state"])
    return Cell(
        number,
        way,
        asks,
        requesting,
        requested,
        group["measure"],
        str(STRENGTHS.get(group["before"], group["before"])),
        str(STRENGTHS.get(group["after"], group["after"])),
        _laws(group["by"]),
        _laws(group["ended"]),
        [_offence(id_) for id_ in group["offences"]],
        _advice(data, {"requesting": requesting, "requested": requested, "measure": group["measure"]}, group["offences"][0]),
    )


def _laws(ids: Sequence[str]) -> list[tuple[str, str]]:
    """Name and address of each; a treaty and the protocol that works with it stand in one, with a plus."""
    return [(law_name(id_), address(id_)) for joined in ids for id_ in joined.split("+")]


def _advice(data: Mapping[str, Any], between: Mapping[str, str], offence: str) -> list[tuple[str, str]]:
    """The advisor's answers to the same question: before and after where both are law, else as the law stands."""
    days = [(data["before"], _("before")), (data["after"], _("after"))] if "before" in data else [(data["on"], _("as the law stands"))]
    asked = ((words, advice({**between, "on": on}, {"offence": offence})) for on, words in days)
    return [(words, address) for words, address in asked if address]


# -- the map


def drawn(job: Job) -> str:
    """The world, each partner in the colour of what it brings."""
    data = data_of(job)
    counts = data["totals"]["by_partner"]
    net = {code: ways.get(WON, 0) - ways.get(LOST, 0) for code, ways in counts.items()}
    most = max(net.values(), default=0)
    standing = {code: _shade(value, most) for code, value in net.items()} | dict.fromkeys(data["states"], "acts")
    titles = {actor.code: _titled(actor.name, net.get(actor.code)) for actor in adviser().corpus.actors}
    return picture(standing, titles, str(_("Cells won with each partner, less those lost")), COLOURS)


def _shade(value: int, most: int) -> str:
    if value <= 0:
        return "fewer" if value < 0 else "changed"
    return f"more-{-(-3 * value // most)}"


def _titled(name: Text, value: int | None) -> str:
    said = name.in_language(language())[0]
    if value is None:
        return said
    return f"{said}: " + ngettext("%(number)+d cell", "%(number)+d cells", abs(value)) % {"number": value}
