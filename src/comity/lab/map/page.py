# SPDX-License-Identifier: EUPL-1.2
"""A page that needs nothing else: pictures inside, no script, printable, readable by screen readers."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 "Liberation Sans", Arial, Helvetica, sans-serif; color: #1a1a1a; background: #fff; margin: 0 auto;
  max-width: 72rem; padding: 1.5rem; }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.3rem; margin: 2.2rem 0 .5rem; border-top: 2px solid #1a1a1a; padding-top: .6rem; }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .3rem; }
p, li, dd { max-width: 46rem; }
.quiet { color: #555; }
figure { margin: 1rem 0; }
figure img { max-width: 100%; height: auto; border: 1px solid #d0d0d0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: .6rem 0 1rem; font-size: .92rem; }
caption { text-align: left; font-weight: bold; padding: .2rem 0; }
th, td { text-align: left; vertical-align: top; padding: .25rem .9rem .25rem 0; border-bottom: 1px solid #d0d0d0; }
thead th { vertical-align: bottom; border-bottom: 2px solid #1a1a1a; }
tbody th { font-weight: normal; min-width: 8rem; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.swatch { display: inline-block; width: 1em; height: 1em; border: 1px solid #555; vertical-align: -.15em; margin-right: .4em; }
.hatched { background-image: repeating-linear-gradient(45deg, #fff 0 3px, #b4b4b4 3px 4px); }
nav ul { columns: 2; padding-left: 1.2rem; }
a { color: #0b4a8f; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  .wide { overflow: visible; }
  h2, h3, caption { break-after: avoid; }
  tr, figure { break-inside: avoid; }
  figure img { max-height: 240mm; }
  thead { display: table-header-group; }
  table { font-size: 8.5pt; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  @page { margin: 15mm; }
}
"""


def page(title: str, body: Sequence[str]) -> str:
    """The whole page."""
    rule = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{rule}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )


def section(name: str, heading: str, *parts: str) -> str:
    """A section with its heading."""
    return f'<section aria-labelledby="{name}">\n<h2 id="{name}">{escape(heading)}</h2>\n' + "\n".join(parts) + "\n</section>"


def contents(entries: Sequence[tuple[str, str]]) -> str:
    """The list of sections."""
    items = "".join(f'<li><a href="#{name}">{escape(heading)}</a></li>' for name, heading in entries)
    return f'<nav aria-label="Contents"><ul>{items}</ul></nav>'


def words(text: str) -> str:
    """A paragraph."""
    return f"<p>{escape(text)}</p>"


def small(text: str) -> str:
    """A heading within a section."""
    return f"<h3>{escape(text)}</h3>"


def terms(entries: Sequence[tuple[str, str]]) -> str:
    """Terms with their meaning."""
    return "<dl>" + "".join(f"<dt><strong>{escape(term)}</strong></dt><dd>{escape(says)}</dd>" for term, says in entries) + "</dl>"


def figure(svg: str, alt: str, caption: str) -> str:
    """A picture with its text alternative."""
    data = base64.b64encode(svg.encode()).decode()
    image = f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}">'
    return f'<figure>{image}<figcaption class="quiet">{escape(caption)}</figcaption></figure>'


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[object]], empty: str) -> str:
    """A table, or one plain sentence where there is nothing to show."""
    if not rows:
        return words(empty)
    first = rows[0]
    number = [isinstance(cell, int | float) for cell in first]
    head = "".join(f'<th scope="col"{_number(n)}>{escape(text)}</th>' for text, n in zip(heads, number, strict=True))
    body = "".join(f"<tr>{''.join(_cell(cell, i) for i, cell in enumerate(row))}</tr>\n" for row in rows)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>"
    )


def _number(is_number: bool) -> str:
    return ' class="number"' if is_number else ""


def _cell(cell: object, column: int) -> str:
    is_number = isinstance(cell, int | float)
    shown = f"{cell:,}".replace(",", "\u202f") if isinstance(cell, int) else f"{cell:.3f}" if isinstance(cell, float) else str(cell)
    if column == 0:
        return f'<th scope="row"{_number(is_number)}>{escape(shown)}</th>'
    return f"<td{_number(is_number)}>{escape(shown)}</td>"


def key(entries: Sequence[tuple[str, str, str]], hatched: str) -> str:
    """What the colours mean: colour, word, meaning."""
    rows = []
    for colour, word, meaning in entries:
        kind = "swatch hatched" if colour == hatched else "swatch"
        swatch = f'<span class="{kind}" style="background-color:{colour}"></span>'
        rows.append(f'<tr><th scope="row">{swatch}{escape(word)}</th><td>{escape(meaning)}</td></tr>')
    head = '<tr><th scope="col">In the pictures</th><th scope="col">Meaning</th></tr>'
    return f"<table><caption>What the strengths mean</caption><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"
