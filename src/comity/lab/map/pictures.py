# SPDX-License-Identifier: EUPL-1.2
"""The world map and the time line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import altair as alt

from comity.lab.map import style, words
from comity.lab.map.atlas import FEATURES
from comity.lab.map.places import dots, shapes
from comity.lab.map.projection import projection, whole
from comity.lab.map.view import ALL, ASKED, ASKS, ORDER, View
from comity.lab.world import Strength

WIDTH, HEIGHT = 1060, 510
SEA = "#f6f9fb"
Values = Mapping[str, Mapping[str, object]]
HEADINGS = {ALL: "all ordered pairs", ASKS: "what it can ask of others", ASKED: "what others can ask of it"}


def world_map(seen: View) -> dict[str, Any]:
    """The map of a question: strengths for a state, numbers of partners for the world."""
    if seen.question.state:
        return _state_map(seen)
    firm, possible = _partners(seen, Strength.LIST), _partners(seen, Strength.CONDITIONAL)
    sheets = [
        _numbers(seen, "firm", firm, "Partners that it can ask on a treaty in force, force and scope being certain"),
        _numbers(seen, "possible", possible, "Partners that it can ask on a treaty in force, or on one that may carry the request"),
    ]
    notes = [words.meaning(seen), words.DOTS, *words.BORDERS, words.source(seen)]
    chart = alt.vconcat(*sheets, style.foot(notes, WIDTH), spacing=14).resolve_scale(color="independent")
    title = f"{words.subject(seen)}: how many partners each state and territory has"
    under = [f"On {words.day(seen)}"]
    if not ((seen.strength >= Strength.CONDITIONAL) & seen.pairs).any():
        under.append("Nobody has a treaty partner for this, not even an uncertain one.")
    data = {"firm": shapes(firm), "possible": shapes(possible), "outside": shapes(firm, others=True)}
    return style.finished(chart, title, under, data)


def _state_map(seen: View) -> dict[str, Any]:
    question = seen.question
    row = seen.strength[seen.actors.index(question.state)]
    values: dict[str, dict[str, object]] = {
        code: {"shown": style.WORDS[Strength(int(level))]} for code, level in zip(seen.actors, row, strict=True)
    }
    own = {question.state: values.pop(question.state)}
    legend = alt.Legend(title="What it can ask", orient="bottom", columns=3, symbolType="square", symbolSize=170)
    colour = alt.Color("shown:N", scale=style.strengths(), legend=legend)
    chart = alt.vconcat(
        _framed([*_sheet("shapes", values, colour, whole(seen.actors)), *_own(own)], seen),
        style.foot([words.meaning(seen), words.DOTS, *words.BORDERS, words.source(seen)], WIDTH),
        spacing=14,
    ).resolve_scale(color="independent")
    title = f"{words.subject(seen)}: what {seen.name(question.state)} (orange) can ask of each state and territory"
    data = {"shapes": shapes(values), "own": shapes(own), "outside": shapes({**values, **own}, others=True)}
    return style.finished(chart, title, [f"On {words.day(seen)}"], data)


def _partners(seen: View, least: Strength) -> Values:
    firm = (seen.strength >= least) & seen.pairs
    return {code: {"shown": style.step(int(number))} for code, number in zip(seen.actors, firm.sum(axis=1), strict=True)}


def _numbers(seen: View, name: str, values: Values, heading: str) -> alt.LayerChart:
    legend = alt.Legend(title="Number of partners", orient="bottom", columns=6, symbolType="square", symbolSize=170)
    colour = alt.Color("shown:N", scale=style.steps(), legend=legend)
    title = alt.TitleParams(heading, anchor="start", fontSize=13, offset=4)
    return _framed(_sheet(name, values, colour, whole(seen.actors)), seen).properties(title=title)


def _framed(layers: list[alt.Chart], seen: View) -> alt.LayerChart:
    drawn = alt.LayerChart(layer=layers, view=_view(whole(seen.actors)), width=WIDTH, height=HEIGHT)
    return drawn.project(**projection(seen.actors, WIDTH, HEIGHT))


def _view(whole_world: bool) -> alt.ViewBackground:
    return alt.ViewBackground(stroke=None) if whole_world else alt.ViewBackground(stroke="#c9d3da", fill=SEA)


def _sheet(name: str, values: Values, colour: alt.Color, whole_world: bool) -> list[alt.Chart]:
    """Sea, all shapes in grey, those that are asked about in colour, and dots."""
    sea = [alt.Chart(alt.sphere()).mark_geoshape(fill=SEA, stroke="#c9d3da", clip=True)] if whole_world else []
    return [
        *sea,
        alt.Chart(_named("outside")).mark_geoshape(fill=style.OUTSIDE, stroke="#9a9a9a", strokeWidth=0.3, clip=True),
        alt.Chart(_named(name))
        .transform_calculate(shown="datum.properties.shown")
        .mark_geoshape(stroke="#6b6b6b", strokeWidth=0.35, clip=True)
        .encode(color=colour),
        alt.Chart(alt.InlineData(values=dots(values)))
        .mark_circle(size=78, fill="#ffffff", opacity=1, clip=True)
        .encode(longitude="longitude:Q", latitude="latitude:Q"),
        alt.Chart(alt.InlineData(values=dots(values)))
        .mark_circle(clip=True, size=42, stroke="#444444", strokeWidth=0.7, opacity=1)
        .encode(longitude="longitude:Q", latitude="latitude:Q", color=colour),
    ]


def _own(own: Values) -> list[alt.Chart]:
    return [
        alt.Chart(_named("own")).mark_geoshape(fill=style.OWN, stroke="#000000", strokeWidth=1, clip=True),
        alt.Chart(alt.InlineData(values=dots(own)))
        .mark_circle(size=60, fill=style.OWN, stroke="#000000", opacity=1)
        .encode(longitude="longitude:Q", latitude="latitude:Q"),
    ]


def _named(name: str) -> alt.NamedData:
    return alt.NamedData(name=name, format=alt.TopoDataFormat(type="topojson", feature=FEATURES))


# -- the time line

SHOWN = (Strength.TREATY, Strength.LIST, Strength.CONDITIONAL, Strength.STATUTE)


def time_line(seen: View, past: Sequence[tuple[date, str, dict[str, int]]]) -> dict[str, Any]:
    """The number of pairs by strength through time."""
    charts = [_areas(past, direction) for direction in seen.directions]
    notes = [
        "Counted on 1 January of each year and on the day asked; what changed within a year shows on the next 1 January.",
        "Pairs of today's states and territories, each from its day of independence on; states that ended are not drawn.",
        "The space above the areas: pairs without a treaty, where national law opens no way or is not in the corpus.",
        "National law without a day in the corpus counts for all years.",
        words.meaning(seen),
        words.source(seen),
    ]
    chart = alt.vconcat(*charts, style.foot(notes, 900), spacing=18).resolve_scale(color="independent")
    whose = f" of {seen.name(seen.question.state)}" if seen.question.state else ""
    title = f"{words.subject(seen)}: pairs{whose} by strength of their ground"
    under = [f"From {past[0][0].isoformat()} to {seen.question.on.isoformat()}"]
    if not any(counts[level.name.lower()] for _, _, counts in past for level in SHOWN):
        under.append("In all these years no pair had a treaty, or a law known here that opened a way.")
    return style.finished(chart, title, under)


def _areas(past: Sequence[tuple[date, str, dict[str, int]]], direction: str) -> alt.Chart:
    mine = [(day, counts) for day, whose, counts in past if whose == direction]
    total = max((sum(counts.values()) for _, counts in mine), default=0)
    rows = [
        {"day": day.isoformat(), "shown": style.WORDS[level], "layer": ORDER.index(level), "pairs": counts[level.name.lower()]}
        for day, counts in mine
        for level in SHOWN
    ]
    legend = alt.Legend(title=None, orient="bottom", columns=2, symbolType="square", symbolSize=150)
    areas: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows), width=900, height=300)
        .mark_area(interpolate="step-after", stroke="#333333", strokeWidth=0.4)
        .encode(
            x=alt.X("day:T", title=None, axis=alt.Axis(format="%Y", tickCount=10)),
            y=alt.Y("pairs:Q", stack="zero", title=f"pairs (of {total})", scale=alt.Scale(domain=[0, max(total, 1)])),
            color=alt.Color("shown:N", scale=_shown_scale(), legend=legend),
            order=alt.Order("layer:Q"),
        )
        .properties(title=alt.TitleParams(HEADINGS[direction], anchor="start", fontSize=13))
    )
    return areas


def _shown_scale() -> alt.Scale:
    return alt.Scale(domain=[style.WORDS[level] for level in SHOWN], range=[style.COLOURS[level] for level in SHOWN])
