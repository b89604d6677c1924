# SPDX-License-Identifier: EUPL-1.2
"""The matrix of ordered pairs: rows ask columns, both in the order of regions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import altair as alt
import numpy as np

from comity.lab.map import style, words
from comity.lab.map.view import View
from comity.lab.world import Strength
from comity.model.actors import ActorKind

FEW = 60  # up to so many actors have their names in full
Rows = list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Layout:
    """Who stands in the matrix, in which order, how large a cell is, and where regions begin and end."""

    order: tuple[str, ...]
    cell: int
    bands: tuple[tuple[str, int, int], ...]

    @property
    def named(self) -> bool:
        """Whether rows carry names in full."""
        return len(self.order) <= FEW

    @property
    def size(self) -> int:
        """The length of a side in points."""
        return self.cell * len(self.order)

    @property
    def font(self) -> float:
        """The size of labels."""
        return 10.0 if self.named else self.cell - 1.0


def layout(seen: View) -> Layout:
    """States in the order of regions; where regions are narrowed to few, territories too."""
    parts = {part: number for number, part in enumerate(seen.regions.parts)}
    everyone = [code for code in seen.actors if code == seen.question.state or _stands(seen, code)]
    order = sorted(everyone, key=lambda code: (parts.get(seen.regions.part_of(code), len(parts)), seen.name(code)))
    bands, start = [], 0
    for part, group in groupby(order, key=seen.regions.part_of):
        number = len(list(group))
        region = seen.regions.by_id.get(part)
        bands.append((region.name.en if region else "", start, start + number))
        start += number
    return Layout(tuple(order), (24 if len(order) <= 12 else 14) if len(order) <= FEW else 8, tuple(bands))


def _stands(seen: View, code: str) -> bool:
    return len(seen.actors) <= FEW or seen.corpus.by_code[code].kind is ActorKind.STATE


def matrix(seen: View) -> dict[str, Any]:
    """The drawing of the matrix."""
    plan = layout(seen)
    layers = [*_cells(seen, plan), *_lines(plan), *_labels(seen, plan), *_own(seen, plan)]
    drawn = alt.layer(*layers).properties(width=plan.size, height=plan.size).resolve_scale(x="shared", y="shared")
    notes = _notes(seen, plan)
    width = max(plan.size, 560)
    chart = alt.vconcat(drawn, style.foot(notes, width + 60), spacing=16).resolve_scale(
        color="independent", x="independent", y="independent"
    )
    return style.finished(chart, f"{words.subject(seen)}: who can ask whom", _subtitle(seen))


def _subtitle(seen: View) -> list[str]:
    return [f"On {words.day(seen)}. The actor of the row asks, the actor of the column is asked."]


def _notes(seen: View, plan: Layout) -> list[str]:
    notes = ["White: the actor itself. The order follows the regions of the United Nations (M49), within them the English names."]
    if len(plan.order) < len(seen.actors):
        notes.append("States only; territories are in the data.")
    meaning = words.meaning(seen).replace("refusal. ", "refusal.|").split("|")
    return [*notes, *meaning, words.source(seen)]


def _scale(plan: Layout) -> alt.Scale:
    return alt.Scale(domain=[0, len(plan.order)], nice=False, zero=False)


def _at(plan: Layout, name: str) -> alt.X:
    return alt.X(f"{name}:Q", scale=_scale(plan), axis=None)


def _down(plan: Layout, name: str) -> alt.Y:
    return alt.Y(f"{name}:Q", scale=alt.Scale(domain=[len(plan.order), 0], nice=False, zero=False), axis=None)


def runs(seen: View, order: Sequence[str]) -> Iterator[tuple[int, int, int, Strength]]:
    """The row, first column, end and strength of each run of like neighbours; a pair of an actor with itself is in none."""
    places = np.array([seen.actors.index(code) for code in order])
    for row, place in enumerate(places):
        levels = [None if place == other else Strength(int(seen.strength[place, other])) for other in places]
        start = 0
        for level, group in groupby(levels):
            end = start + len(list(group))
            if level is not None:
                yield row, start, end, level
            start = end


def _cells(seen: View, plan: Layout) -> list[alt.Chart]:
    rows: Rows = [
        {"y": row, "y2": row + 1, "x": start, "x2": end, "shown": style.WORDS[level]} for row, start, end, level in runs(seen, plan.order)
    ]
    legend = alt.Legend(title=None, orient="bottom", columns=3 if plan.size > 800 else 2, symbolType="square", symbolSize=150, offset=10)
    cells = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_rect()
        .encode(
            x=_at(plan, "x"), x2="x2:Q", y=_down(plan, "y"), y2="y2:Q", color=alt.Color("shown:N", scale=style.strengths(), legend=legend)
        )
    )
    return [cells]


def _lines(plan: Layout) -> list[alt.Chart]:
    """Thin lines between actors, strong ones between regions."""
    size = len(plan.order)
    thin: Rows = [{"at": number, "from": 0, "to": size} for number in range(size + 1)]
    strong: Rows = [{"at": edge, "from": 0, "to": size} for edge in sorted({0, *(end for _, _, end in plan.bands)})]
    found = []
    for rows, width, colour in ((thin, 0.35, "#ffffff"), (strong, 1.1, "#111111")):
        base = alt.Chart(alt.InlineData(values=rows)).mark_rule(strokeWidth=width, color=colour)
        found.append(base.encode(x=_at(plan, "at"), y=_down(plan, "from"), y2="to:Q"))
        found.append(base.encode(y=_down(plan, "at"), x=_at(plan, "from"), x2="to:Q"))
    return found


def _labels(seen: View, plan: Layout) -> list[alt.Chart]:
    rows: Rows = [
        {"at": number + 0.5, "edge": 0, "code": code, "name": f"{seen.name(code)}  {code}" if plan.named else code}
        for number, code in enumerate(plan.order)
    ]
    bands: Rows = [{"at": (start + end) / 2, "edge": 0, "end": len(plan.order), "name": name} for name, start, end in plan.bands]
    labels, heads = alt.Chart(alt.InlineData(values=rows)), alt.Chart(alt.InlineData(values=bands))
    font = plan.font
    return [
        labels.mark_text(align="right", dx=-4, fontSize=font).encode(x=_at(plan, "edge"), y=_down(plan, "at"), text="name:N"),
        labels.mark_text(align="left", angle=270, dx=4, fontSize=font).encode(x=_at(plan, "at"), y=_down(plan, "edge"), text="code:N"),
        heads.mark_text(align="left", angle=315, dx=18, dy=-14, fontSize=11).encode(
            x=_at(plan, "at"), y=_down(plan, "edge"), text="name:N"
        ),
        heads.mark_text(align="left", dx=6, fontSize=11).encode(x=_at(plan, "end"), y=_down(plan, "at"), text="name:N"),
    ]


def _own(seen: View, plan: Layout) -> list[alt.Chart]:
    """A frame around the row and the column of the state that is asked about."""
    if not seen.question.state:
        return []
    place, size = plan.order.index(seen.question.state), len(plan.order)
    rows: Rows = [
        {"x": 0, "x2": size, "y": place, "y2": place + 1},
        {"x": place, "x2": place + 1, "y": 0, "y2": size},
    ]
    frame = alt.Chart(alt.InlineData(values=rows)).mark_rect(fillOpacity=0, stroke=style.OWN, strokeWidth=2)
    return [frame.encode(x=_at(plan, "x"), x2="x2:Q", y=_down(plan, "y"), y2="y2:Q")]
