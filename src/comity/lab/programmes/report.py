# SPDX-License-Identifier: EUPL-1.2
"""A programme as a page that prints."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from comity.lab.programmes.measure import Value
from comity.lab.programmes.track import Tracked, Worth
from comity.model.programmes import Measured, Step

STYLE = """
*{box-sizing:border-box}body{font:15px/1.5 system-ui,sans-serif;margin:0;color:#0b0c0c}
main{max-width:78rem;margin:0 auto;padding:0 1.5rem 2rem}h1{font-size:1.6rem}h2{font-size:1.2rem;margin:1.6rem 0 .4rem}
.lead,.note{color:#505a5f}table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{border-bottom:1px solid #b1b4b6;padding:.45rem .6rem;text-align:left;vertical-align:top}thead th{background:#f3f2f1}
.small{font-size:.86rem;font-weight:400;color:#505a5f;display:block}.decision{font-weight:700}.keep{color:#0f5c33}.amend{color:#7a4100}
.replace{color:#8a1231}.lesson{border-left:5px solid #1d70b8;padding:.4rem .9rem;background:#f3f7fb}.wide{overflow-x:auto}
table{table-layout:fixed}.steps th:nth-child(2){width:14%}.steps th:nth-child(3){width:18%}.steps th:nth-child(4){width:34%}
:focus-visible{outline:3px solid #fd0;box-shadow:0 0 0 5px #0b0c0c}
@media print{@page{size:A4 landscape;margin:12mm}body{font-size:9.5pt}tr{break-inside:avoid}thead{display:table-header-group}
.wide{overflow:visible}}
"""


def worth_in_words(worth: Worth) -> str:
    """What a step is worth by itself."""
    if not worth.cells:
        return "serves no measure of the vocabulary"
    if not worth.stronger and not worth.weaker:
        return f"no cell of {worth.cells} changes: where it binds, another treaty carries already, or it is not in force"
    weaker = f", {worth.weaker} weaker" if worth.weaker else ""
    return f"{worth.stronger} of {worth.cells} cells stronger{weaker}"


def done_in_words(step: Step) -> str:
    """Whether and when a step was done."""
    if step.done is None:
        return f"open, due {step.due.text}" if step.due else "open"
    return f"done {step.done.on.text}" if step.done.on.known else "not known whether done"


def page(tracked: Tracked) -> str:
    """The whole page."""
    return "\n".join(_page(tracked)) + "\n"


def _page(tracked: Tracked) -> Iterator[str]:
    programme = tracked.programme
    words = dict(programme.sources)
    title = escape(programme.title.en)
    yield f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    yield f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{STYLE}</style></head><body><main><h1>{title}</h1>'
    source = f"{escape(words.get(programme.source, ''))} ({programme.confidence.value} confidence)"
    yield f'<p class="lead">{escape(programme.state)}, {programme.since} to {programme.until}. Source: {source}.</p>'
    if programme.note:
        yield f"<p>{escape(programme.note)}</p>"
    yield from _indicators(tracked)
    for goal in programme.goals:
        yield from _steps(tracked, goal.says.en, goal.steps)
    if programme.lesson:
        yield f'<h2>What it teaches</h2><p class="lesson">{escape(programme.lesson)}</p>'
    yield f'<p class="note">{escape(MEANING)}</p></main></body></html>'


MEANING = (
    "A cell is one measure with one other state in one direction. It counts as carried where a treaty in force between the two is known "
    "to carry the request; figures follow from the law alone, not from cases. The worth of a step is what changes by that step alone on "
    "the last day, other states as they then are. Comity advises; a person decides."
)


def _table(kind: str, name: str, heads: tuple[str, ...]) -> str:
    row = "".join(f'<th scope="col">{head}</th>' for head in heads)
    region = f'<div class="wide" tabindex="0" role="region" aria-label="{escape(name)}">'
    return f'{region}<table class="{kind}"><thead><tr>{row}</tr></thead><tbody>'


def _indicators(tracked: Tracked) -> Iterator[str]:
    after = f"{tracked.last} (every open step done)" if tracked.planned else f"{tracked.last}"
    yield "<h2>Indicators, before and after</h2>"
    yield _table("indicators", "Indicators", ("indicator", f"before: {tracked.first}", f"after: {after}"))
    for item in tracked.measurements:
        indicator = item.indicator
        about = ", ".join((*indicator.measures, *([indicator.offence] if indicator.offence else [])))
        manual = indicator.measure is Measured.MANUAL
        kind = "reported" if manual else indicator.measure.value.replace("-", " ")
        small = f'<span class="small">{kind}{f": {escape(about)}" if about else ""}</span>'
        yield f'<tr><th scope="row">{escape(indicator.says.en)}{small}</th>'
        yield f"<td>{_value(item.before, manual)}</td><td>{_value(item.after, manual)}</td></tr>"
    yield "</tbody></table></div>"


def _value(value: Value, manual: bool) -> str:
    source = f'<span class="small">{escape(value.source)} ({escape(value.confidence)})</span>' if manual and value.confidence else ""
    return escape(value.says) + source


def _steps(tracked: Tracked, goal: str, steps: tuple[Step, ...]) -> Iterator[str]:
    yield f"<h2>{escape(goal[:1].upper() + goal[1:])}</h2>"
    yield _table("steps", goal, ("step", "state", "worth by itself", "decision and reason"))
    words = dict(tracked.programme.sources)
    for step in steps:
        worth = tracked.worth.get(step.id)
        about = f"{step.kind.value} {step.instrument}".strip()
        source = f'<span class="small">{escape(about)}; {escape(words.get(step.source, ""))} ({step.confidence.value})</span>'
        yield f'<tr><th scope="row">{escape(step.says.en)}{source}</th><td>{escape(done_in_words(step))}{_done(step, words)}</td>'
        yield f"<td>{escape(worth_in_words(worth)) if worth else '-'}</td>"
        yield f'<td><span class="decision {step.decision.value}">{step.decision.value}</span>: {escape(step.reason)}</td></tr>'
    yield "</tbody></table></div>"


def _done(step: Step, words: dict[str, str]) -> str:
    if step.done is None or not step.done.source:
        return ""
    return f'<span class="small">{escape(words.get(step.done.source, ""))} ({step.done.confidence.value})</span>'
