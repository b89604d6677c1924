# SPDX-License-Identifier: EUPL-1.2
"""The comparison of the act with each of its sources: norm by norm, kept, merged or set aside, and where and why."""

from __future__ import annotations

import csv
import io
from collections import Counter
from html import escape

from comity.corpus.corpus import Corpus
from comity.lab.codify.act import Act, Became, Disposition
from comity.lab.codify.round_trip import RoundTrip

COLUMNS = ("instrument", "article", "rule", "kind", "ground", "says", "became", "clauses", "measures", "why")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_STYLE = """
body{font:15px/1.5 Georgia,'Times New Roman',serif;max-width:76rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
h1,h2,h3{color:#1a2b45;line-height:1.25}table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}
th,td{border:1px solid #b8c0cc;padding:.3rem .5rem;text-align:left;vertical-align:top}th{background:#eef1f5}
.kept{color:#0b5d1e}.merged{color:#124a86}.set-aside{color:#8a3b00}summary{cursor:pointer;font-weight:bold;padding:.3rem 0}
nav li{margin:.1rem 0}.small{font-size:.85em;color:#444}
""".strip()


def comparison_csv(act: Act) -> str:
    """One line for each norm and what became of it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in act.dispositions:
        writer.writerow([_inert(cell) for cell in _cells(item)])
    return out.getvalue()


def _cells(item: Disposition) -> tuple[str, ...]:
    return (
        item.instrument,
        item.article,
        item.rule,
        item.kind.value,
        item.ground,
        item.says,
        item.became.value,
        " ".join(item.clauses),
        " ".join(item.measures),
        item.why,
    )


def _inert(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) and len(cell) > 1 else cell


def comparison_html(corpus: Corpus, act: Act, trip: RoundTrip | None) -> str:
    """The comparison as one page that works without a network."""
    parts = [_head(act), _sources(corpus, act), _trip(trip) if trip else ""]
    by_source: dict[str, list[Disposition]] = {source: [] for source in act.sources}
    for item in act.dispositions:
        by_source[item.instrument].append(item)
    parts.extend(_source(corpus, source, items) for source, items in by_source.items())
    return (
        f'<!doctype html>\n<html lang="{escape(act.language)}"><head><meta charset="utf-8"><title>{escape(act.title)}: comparison</title>'
        + (f"<style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>\n")
    )


def _head(act: Act) -> str:
    counted = Counter(item.became.value for item in act.dispositions)
    lines = "".join(f'<li><span class="{kind.value}">{kind.value}</span>: {counted[kind.value]}</li>' for kind in Became)
    return (
        f"<h1>{escape(act.title)}: comparison with its sources</h1>"
        f"<p>Policy: {escape(act.policy)}. Law as of {act.on.isoformat()}. "
        "A norm may be kept for one measure and set aside for another.</p>"
        f"<ul>{lines}</ul>"
    )


def _sources(corpus: Corpus, act: Act) -> str:
    items = "".join(f'<li><a href="#{escape(id_)}">{escape(id_)}</a> {escape(corpus.by_id[id_].title.en)}</li>' for id_ in act.sources)
    left = "".join(f"<li>{escape(id_)}: {escape(why)}</li>" for id_, why in act.left_out)
    out = (
        f"<details><summary>No source: {len(act.left_out)} instruments considered and left out</summary><ul>{left}</ul></details>"
        if left
        else ""
    )
    return f"<nav><h2>Sources</h2><ul>{items}</ul>{out}</nav>"


def _trip(trip: RoundTrip) -> str:
    rows = "".join(
        f"<tr><td>{escape(item.instrument)} {escape(item.article)}</td><td>{escape(item.says)}</td><td>{escape(item.loss.value)}</td>"
        f"<td>{escape(', '.join(item.measures))}</td><td>{escape(item.why)}{' <b>no reason on record</b>' if item.silent else ''}</td></tr>"
        for item in trip.differences
    )
    lost = f" Measures that the act does not open: {escape(', '.join(trip.measures_lost))}." if trip.measures_lost else ""
    return (
        "<h2>Round trip: does the act grant what the state's own law grants?</h2>"
        f"<p>{trip.carried} of {trip.asked} norms (each for each of its measures) are carried on whole; {len(trip.differences)} differ, "
        f"{len(trip.silent)} of them without a reason.{lost}</p>"
        f"<table><tr><th>Norm</th><th>Says</th><th>In the act</th><th>Measures</th><th>Why</th></tr>{rows}</table>"
    )


def _source(corpus: Corpus, source: str, items: list[Disposition]) -> str:
    rows = "".join(
        f"<tr><td>{escape(item.article)}</td><td>{escape(item.kind.value)}{' ' + escape(item.ground) if item.ground else ''}</td>"
        f'<td>{escape(item.says)}</td><td class="{item.became.value}">{item.became.value}</td><td>{escape(", ".join(item.clauses))}</td>'
        f'<td>{escape(item.why)}<div class="small">{escape(", ".join(item.measures))}</div></td></tr>'
        for item in items
    )
    title = corpus.by_id[source].title.en
    return (
        f'<section id="{escape(source)}"><h2>{escape(source)}: {escape(title)}</h2>'
        f"<table><tr><th>Article</th><th>Kind</th><th>Norm</th><th>Became</th><th>Clauses</th><th>Why</th></tr>{rows}</table></section>"
    )
