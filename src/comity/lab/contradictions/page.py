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

Sources = dict[str, int]
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
html{font-size:9.5px}
body{margin:0;padding:0;max-width:none;font-size:1rem;line-height:1.3}
th,td{padding:.2rem .35rem}
h2{break-after:avoid}
tr{break-inside:avoid}
thead{display:table-header-group}}
"""


def page(corpus: Corpus, conventions: Conventions, found: Sequence[Contradiction], about: Mapping[str, object]) -> str:
    """The whole report."""
    open_ = sum(1 for item in found if not item.resolved)
    title = f"Contradictions: {about['about']}, {about['on']}"
    sources: Sources = {}
    parts = [
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>',
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head><body>',
        f"<h1>{escape(title)}</h1>",
        f"<p>{len(found)} contradictions, {open_} of them settled by no rule. Body of law {escape(str(about['corpus']))}.</p>",
        _summary(conventions, found),
        *(_section(corpus, kind, items, sources) for kind, items in by_kind(found)),
        _rules(conventions),
        _left_out(about),
        _sources(sources),
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


def _section(corpus: Corpus, kind: ClashKind, items: Sequence[Contradiction], sources: Sources) -> str:
    title = TITLES[kind]
    columns = '<colgroup><col class="norm"><col class="norm"><col class="facts"><col class="by"><col class="remedy"></colgroup>'
    head = "<thead><tr><th>Norm</th><th>against</th><th>Collide where</th><th>Settled by</th><th>Removed by</th></tr></thead>"
    rows = "".join(_row(corpus, item, sources) for item in items)
    return (
        f'<h2 id="{kind.value}">{escape(title.name)} ({len(items)})</h2><p class="means">{escape(title.means)}</p>'
        f'<table class="list">{columns}{head}<tbody>{rows}</tbody></table>'
    )


def _row(corpus: Corpus, item: Contradiction, sources: Sources) -> str:
    case = item.case
    more = (
        f" and {len(item.measures) - 1} more measures" if len(item.measures) > 2 else f", {item.measures[1]}" if item.measures[1:] else ""
    )
    where = f"<code>{escape(facts_in_words(corpus, item))}</code>"
    where += f'<div class="small">{escape(case.requesting)} asks {escape(case.requested)}: {escape(case.measure + more)}</div>'
    by = escape(settled(item)) if item.resolved else f'<span class="open">{UNRESOLVED}</span>'
    by += "" if item.sure else '<div class="small">as far as the law of the state was read</div>'
    first, second = item.norms
    beside = [norm for norm in item.also if norm.instrument == first.instrument]
    others = [norm for norm in item.also if norm.instrument != first.instrument]
    cells = (_norm(first, beside, sources), _norm(second, others, sources), where, by, escape(item.removed_by))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _norm(norm: Norm, also: Sequence[Norm], sources: Sources) -> str:
    """A norm with its words, how sure they are and the number of their source, and others that say the same."""
    small = []
    if norm.source:
        small.append(f"{norm.confidence} [{sources.setdefault(norm.source, len(sources) + 1)}]")
    if also:
        small.append(f"also {', '.join(place(other) for other in also)}")
    beside = f'<div class="small">{escape("; ".join(small))}</div>' if small else ""
    return f'<div class="at">{escape(place(norm))}</div>{escape(norm.says)}{beside}'


def _sources(sources: Sources) -> str:
    """The numbered sources."""
    rows = "".join(f'<tr><td class="number">{number}</td><td>{escape(words)}</td></tr>' for words, number in sources.items())
    return f"<h2>Sources</h2><table><tbody>{rows}</tbody></table>" if sources else ""


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
