# SPDX-License-Identifier: EUPL-1.2
"""The report on contradictions as one page that works offline and prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

from comity.corpus.corpus import Corpus
from comity.lab.contradictions.present import TITLES, by_kind, facts_in_words, place, settled
from comity.lab.contradictions.rules import Conventions
from comity.lab.contradictions.types import UNRESOLVED, ClashKind, Contradiction, Norm

_STYLE = """
body{font:15px/1.45 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;
color:#0b0c0c;margin:2rem auto;max-width:78rem;padding:0 1.2rem}
h1{font-size:1.9rem;margin-bottom:.2rem}
h2{font-size:1.3rem;margin:2.2rem 0 .2rem;border-bottom:2px solid #0b0c0c}
p.means{margin:.1rem 0 .7rem;color:#505a5f}
table{border-collapse:collapse;width:100%;margin:.6rem 0 1.4rem}
th,td{border-bottom:1px solid #b1b4b6;padding:.4rem .5rem;text-align:left;vertical-align:top}
th{background:#f3f2f1}
td.number,th.number{text-align:right}
table.list{table-layout:fixed;font-size:.86rem}
table.list td{overflow-wrap:anywhere}
col.norm{width:24%}
col.facts{width:19%}
col.by{width:13%}
col.remedy{width:20%}
.at{font-weight:700}
.open{color:#942514;font-weight:700}
.small{color:#505a5f;font-size:.82rem}
code{font:.82rem/1.4 ui-monospace,"DejaVu Sans Mono",monospace}
@media print{
@page{size:A4 landscape;margin:12mm}
body{margin:0;max-width:none;font-size:9.5pt}
h2{break-after:avoid}
tr{break-inside:avoid}
thead{display:table-header-group}}
"""


def page(corpus: Corpus, conventions: Conventions, found: Sequence[Contradiction], about: Mapping[str, object]) -> str:
    """The whole report."""
    open_ = sum(1 for item in found if not item.resolved)
    title = f"Contradictions: {about['about']}, {about['on']}"
    parts = [
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>',
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head><body>',
        f"<h1>{escape(title)}</h1>",
        f"<p>{len(found)} contradictions, {open_} of them settled by no rule. Body of law {escape(str(about['corpus']))}.</p>",
        _summary(conventions, found),
        *(_section(corpus, kind, items) for kind, items in by_kind(found)),
        _rules(conventions),
        _left_out(about),
        "<p class=small>Comity advises, a person decides. Each witness was checked by the evaluator that answers questions.</p>",
        "</body></html>\n",
    ]
    return "\n".join(part for part in parts if part)


def _summary(conventions: Conventions, found: Sequence[Contradiction]) -> str:
    """How many of each kind each rule settles."""
    counts = Counter((item.kind, item.resolved_by) for item in found)
    rules = [rule for rule in (UNRESOLVED, *conventions.order) if any(rule == by for _, by in counts)]
    head = "".join(f'<th class="number">{escape(rule)}</th>' for rule in rules)
    lines = [
        f"<tr><td>{escape(TITLES[kind].name)}</td>{''.join(_count(counts[kind, rule], rule) for rule in rules)}</tr>"
        for kind, _ in by_kind(found)
    ]
    return f"<table><thead><tr><th>Kind</th>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>" if found else ""


def _count(number: int, rule: str) -> str:
    mark = " open" if rule == UNRESOLVED and number else ""
    return f'<td class="number{mark}">{number or ""}</td>'


def _section(corpus: Corpus, kind: ClashKind, items: Sequence[Contradiction]) -> str:
    title = TITLES[kind]
    columns = '<colgroup><col class="norm"><col class="norm"><col class="facts"><col class="by"><col class="remedy"></colgroup>'
    head = "<thead><tr><th>Norm</th><th>against</th><th>Collide where</th><th>Settled by</th><th>Removed by</th></tr></thead>"
    rows = "".join(_row(corpus, item) for item in items)
    return (
        f'<h2 id="{kind.value}">{escape(title.name)} ({len(items)})</h2><p class="means">{escape(title.means)}</p>'
        f'<table class="list">{columns}{head}<tbody>{rows}</tbody></table>'
    )


def _row(corpus: Corpus, item: Contradiction) -> str:
    case = item.case
    more = (
        f" and {len(item.measures) - 1} more measures" if len(item.measures) > 2 else f", {item.measures[1]}" if item.measures[1:] else ""
    )
    where = f"<code>{escape(facts_in_words(corpus, item))}</code>"
    where += f'<div class="small">{escape(case.requesting)} asks {escape(case.requested)}: {escape(case.measure + more)}</div>'
    by = escape(settled(item)) if item.resolved else f'<span class="open">{UNRESOLVED}</span>'
    by += f'<div class="small">{escape(item.resolution.says)}</div>' if item.resolution.says else ""
    by += "" if item.sure else '<div class="small">as far as the law of the state was read</div>'
    second = _norm(item.norms[1]) + _also(item)
    cells = (_norm(item.norms[0]), second, where, by, escape(item.removed_by))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _norm(norm: Norm) -> str:
    sure = f'<div class="small">{escape(norm.confidence)}: {escape(norm.source)}</div>' if norm.source else ""
    return f'<div class="at">{escape(place(norm))}</div>{escape(norm.says)}{sure}'


def _also(item: Contradiction) -> str:
    return f'<div class="small">also {escape(", ".join(place(norm) for norm in item.also))}</div>' if item.also else ""


def _rules(conventions: Conventions) -> str:
    """The rules, in the order in which they are tried."""
    rows = []
    for rule in conventions.doc.rules:
        cited = "; ".join(f"{cite.instrument} {cite.article}: {cite.says}".strip(": ") for cite in rule.cites)
        rows.append(f"<tr><td>{escape(rule.id)}</td><td>{escape(rule.says)}</td><td>{escape(cited)}</td></tr>")
    head = "<thead><tr><th>Rule</th><th>Says</th><th>Cites</th></tr></thead>"
    return f"<h2>The rules that settle, the first that fits</h2><table>{head}<tbody>{''.join(rows)}</tbody></table>"


def _left_out(about: Mapping[str, object]) -> str:
    """What was not compared, and why."""
    left = about.get("left_out")
    if not isinstance(left, list) or not left:
        return ""
    rows = "".join(f"<tr><td>{escape(str(item['instrument']))}</td><td>{escape(str(item['why']))}</td></tr>" for item in left)
    return f"<h2>Not compared</h2><table><thead><tr><th>Instrument</th><th>Why</th></tr></thead><tbody>{rows}</tbody></table>"
