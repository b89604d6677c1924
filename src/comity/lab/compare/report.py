# SPDX-License-Identifier: EUPL-1.2
"""The comparison as a page that works offline, prints, and is read from the keyboard; and as a table of comma-separated values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from html import escape
from itertools import groupby

from comity.lab.compare.columns import Entry
from comity.lab.compare.comparison import Comparison
from comity.lab.compare.points import Cell, Point, Relation
from comity.lab.compare.topics import WEIGHING, WEIGHTS

SILENCE = "Silence means that the corpus holds no such rule: where few articles are entered, the law itself may say more."
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a formula of a spreadsheet begins
_MANY = 6  # measures that a row names before it counts the rest

STYLE = """
:root{--line:#b1b4b6;--same:#0f5c33;--differs:#7a4100;--only:#8a1231;--unknown:#505a5f}
*{box-sizing:border-box}body{font:15px/1.45 system-ui,sans-serif;margin:0;color:#0b0c0c;background:#fff}
header,main,footer{padding:0 1.5rem;max-width:118rem;margin:0 auto}h1{font-size:1.7rem;margin:1.2rem 0 .3rem}
h2{font-size:1.2rem;margin:1.8rem 0 .4rem}h2::first-letter{text-transform:uppercase}a{color:#1d70b8}
:focus-visible{outline:3px solid #ffdd00;box-shadow:0 0 0 5px #0b0c0c}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem}
.wide{overflow-x:auto;border:1px solid var(--line)}table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid var(--line);padding:.5rem .6rem;text-align:left;vertical-align:top;min-width:15rem}
thead th{position:sticky;top:0;background:#f3f2f1;z-index:1}
th[scope=row]{position:sticky;left:0;background:#fff;min-width:12rem;max-width:16rem;font-weight:600;border-right:1px solid var(--line)}
td p{margin:0 0 .45rem}.art{font-weight:600}.where,.measures,.note,.none{color:#505a5f;font-size:.86em;font-weight:400}
.measures{display:block}.rel{font-weight:700}.same .rel{color:var(--same)}.differs .rel{color:var(--differs)}.only .rel{color:var(--only)}
.unknown .rel{color:var(--unknown)}
.figures th,.figures td{min-width:0;text-align:right;width:auto}.figures th:first-child{text-align:left}.figures{width:auto;margin:.6rem 0}
fieldset{border:1px solid var(--line);margin:1rem 0;padding:.4rem .8rem}fieldset label{margin-right:1.2rem}
body:has(#differing:checked) tr.same,body:has(#alike:checked) tbody tr:not(.same){display:none}
nav ul{columns:3;padding-left:1.2rem}
@media print{@page{size:A3 landscape;margin:12mm}.skip,nav,fieldset{display:none}.wide{overflow:visible;border:0}
thead{display:table-header-group}thead th,th[scope=row]{position:static}
th,td{min-width:0;font-size:8.5pt;padding:3pt}tr{break-inside:avoid}h2{break-after:avoid}}
"""
_CLASSES = {Relation.SAME: "same", Relation.DIFFERS: "differs", Relation.ONLY: "only", Relation.UNKNOWN: "unknown"}
_CHOICE = """<fieldset><legend>Show</legend>
<label><input type="radio" name="show" id="all" checked> all points</label>
<label><input type="radio" name="show" id="differing"> only where they differ</label>
<label><input type="radio" name="show" id="alike"> only where they say the same</label></fieldset>"""


def page(comparison: Comparison) -> str:
    """The whole page."""
    return "\n".join(_page(comparison)) + "\n"


def _page(comparison: Comparison) -> Iterator[str]:
    labels = [column.label for column in comparison.columns]
    title = f"Comparison: {', '.join(labels)}"
    yield f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
    yield f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{STYLE}</style></head><body>'
    yield f'<a class="skip" href="#main">Skip to the comparison</a><header><h1>{escape(title)}</h1><ul>'
    yield from (f"<li><strong>{escape(c.label)}</strong>: {escape(c.title)}</li>" for c in comparison.columns)
    yield f'</ul><p>The law of {escape(comparison.on)}; corpus {escape(comparison.version)}.</p></header><main id="main">'
    yield from _figures(comparison)
    groups = [(topic, list(found)) for topic, found in groupby(comparison.points, key=lambda point: point.topic)]
    yield '<nav aria-label="Topics"><ul>'
    yield from (f'<li><a href="#{_anchor(topic)}">{topic} ({len(found)})</a></li>' for topic, found in groups)
    yield f"</ul></nav>{_CHOICE}"
    for topic, found in groups:
        yield from _topic(topic, found, comparison)
    yield "</main>"
    yield from _gaps(comparison)
    yield "</body></html>"


def _anchor(topic: str) -> str:
    return f"topic-{topic.replace(' ', '-')}"


def _figures(comparison: Comparison) -> Iterator[str]:
    yield "<h2>How far apart</h2>"
    yield from (f"<p>{escape(found.means)}</p>" for found in comparison.distances)
    yield f'<p class="note">{escape(WEIGHING)} 0: nothing differs; 1: nothing is shared.</p>'
    if len(comparison.columns) > 2:
        yield from _matrix(comparison)
    yield from _by_topic(comparison)


def _matrix(comparison: Comparison) -> Iterator[str]:
    labels = [column.label for column in comparison.columns]
    yield '<table class="figures"><caption>Distances</caption><thead><tr><th></th>'
    yield "".join(f'<th scope="col">{escape(label)}</th>' for label in labels) + "</tr></thead><tbody>"
    for first in labels:
        cells = ("<td>0</td>" if first == second else f"<td>{_figure(comparison, first, second)}</td>" for second in labels)
        yield f'<tr><th scope="row">{escape(first)}</th>{"".join(cells)}</tr>'
    yield "</tbody></table>"


def _figure(comparison: Comparison, first: str, second: str) -> str:
    found = comparison.between(first, second)
    return "-" if found is None or found.distance is None else f"{found.distance:.2f}"


def _by_topic(comparison: Comparison) -> Iterator[str]:
    yield '<div class="wide" tabindex="0" role="region" aria-label="Distance by topic">'
    yield '<table class="figures"><thead><tr><th scope="col">by topic (points)</th>'
    yield "".join(f'<th scope="col">{escape(d.first)} / {escape(d.second)}</th>' for d in comparison.distances) + "</tr></thead><tbody>"
    for topic in dict.fromkeys(part.topic for found in comparison.distances for part in found.topics):
        yield f'<tr><th scope="row">{topic} (weight {WEIGHTS[topic]})</th>'
        for found in comparison.distances:
            part = next((part for part in found.topics if part.topic is topic), None)
            shown = "-" if part is None or part.distance is None else f"{part.distance:.2f} ({part.subjects})"
            yield f"<td>{shown}</td>"
        yield "</tr>"
    yield "</tbody></table></div>"


def _topic(topic: str, found: list[Point], comparison: Comparison) -> Iterator[str]:
    yield f'<section id="{_anchor(topic)}"><h2>{topic}</h2>'
    yield f'<div class="wide" tabindex="0" role="region" aria-label="{topic}, side by side"><table><thead><tr><th scope="col">point</th>'
    yield "".join(f'<th scope="col">{escape(column.label)}</th>' for column in comparison.columns)
    yield '<th scope="col">how they stand</th></tr></thead><tbody>'
    for point in found:
        yield f'<tr class="{_CLASSES[point.relation]}"><th scope="row">{escape(point.subject)}{_measures(point)}</th>'
        yield from (f"<td>{_cell(cell, comparison)}</td>" for cell in point.cells)
        yield f"<td>{_standing(point, comparison)}</td></tr>"
    yield "</tbody></table></div></section>"


def _measures(point: Point) -> str:
    if not point.measures:
        return ""
    more = f" and {len(point.measures) - _MANY} more" if len(point.measures) > _MANY else ""
    words = "found alike by their words; " if point.by_words else ""
    return f'<span class="measures">{words}for {escape(", ".join(point.measures[:_MANY]))}{more}</span>'


def _cell(cell: Cell, comparison: Comparison) -> str:
    if not cell.entries:
        return f'<span class="none">{"says nothing" if cell.served else "does not serve this measure"}</span>'
    several = len({entry.instrument for entry in cell.entries}) > 1 or len(comparison.columns[0].label) == 2
    return "".join(_entry(entry.instrument if several else "", entry, comparison) for entry in cell.entries)


def _entry(instrument: str, entry: Entry, comparison: Comparison) -> str:
    article = f"art. {entry.article}" if entry.article else ""
    place = f"{instrument} {article}".strip()
    stand = entry.stand
    where = comparison.words.condition(stand.when)
    sense = "" if stand.sense == "applies" else stand.sense
    detail = " where ".join(part for part in (sense, where) if part)
    notes = "; ".join(entry.notes)
    return (
        f'<p><span class="art">{escape(place)}</span> {escape(entry.says)}'
        + (f' <span class="where">[{escape(detail)}]</span>' if detail else "")
        + (f' <span class="note">({escape(notes)})</span>' if notes else "")
        + "</p>"
    )


def _standing(point: Point, comparison: Comparison) -> str:
    difference = comparison.words.says(point)
    word = point.relation.value if point.relation is not Relation.ONLY else ""
    return f'<span class="rel">{escape(word or difference)}</span>{f"<br>{escape(difference)}" if word and difference else ""}'


def _gaps(comparison: Comparison) -> Iterator[str]:
    yield "<footer><h2>What is not written down</h2>"
    for column in comparison.columns:
        if column.gaps or not column.complete:
            whole = "" if column.complete else " What it demands is not fully written down, so its silence proves nothing."
            yield f"<details><summary>{escape(column.label)}: {len(column.gaps)} articles.{whole}</summary><ul>"
            yield "".join(f"<li>{escape(gap)}</li>" for gap in column.gaps) + "</ul></details>"
    yield f"<p>{escape(SILENCE)}</p>"
    yield "<p>Comity advises; a person decides. Statements are in our own words; the text itself decides.</p></footer>"


def table(comparison: Comparison) -> str:
    """One line a point; no cell can act as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    labels = [column.label for column in comparison.columns]
    writer.writerow(
        [
            "topic",
            "subject",
            "measures",
            "relation",
            "difference",
            *(f"{label}: {what}" for label in labels for what in ("articles", "says")),
        ]
    )
    for point in comparison.points:
        cells = [part for cell in point.cells for part in (_articles(cell), "; ".join(entry.says for entry in cell.entries))]
        row = [point.topic.value, point.subject, " ".join(point.measures), point.relation.value, comparison.words.says(point), *cells]
        writer.writerow([f"'{value}" if value.startswith(_FORMULA) else value for value in row])
    return out.getvalue()


def _articles(cell: Cell) -> str:
    return ", ".join(dict.fromkeys(f"{entry.instrument} {entry.article}".strip() for entry in cell.entries))
