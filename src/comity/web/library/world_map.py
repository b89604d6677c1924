# SPDX-License-Identifier: EUPL-1.2
"""The parties on a map of the world, as SVG without script or style."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from comity.lab.map.outlines import HEIGHT, WIDTH, dots, globe, outlines

COLOURS = {"party": "#1c4f8f", "provisional": "#6fa3b8", "signed": "#e2bf62", "unknown": "#9a7aa0", "": "#e9ecef"}


def picture(standing: Mapping[str, str], names: Mapping[str, str], title: str, colours: Mapping[str, str] = COLOURS) -> str:
    """The map: ``standing`` says in one word what each actor is, ``names`` what it is called, ``colours`` how each word is drawn."""
    drawn = [_shape(path, colours[standing.get(code, "")], names.get(code) or code) for code, path in outlines()]
    drawn += [_dot(x, y, colours[standing[code]], names.get(code) or code) for code, (x, y) in dots() if code in standing]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img">'
        f'<title>{escape(title)}</title><path d="{globe()}" fill="#f6f9fb" stroke="#c9d3da"/>'
        f'<g stroke="#8d99ad" stroke-width="0.3" clip-path="url(#globe)">{"".join(drawn)}</g>'
        f'<clipPath id="globe"><path d="{globe()}"/></clipPath></svg>'
    )


def _shape(path: str, colour: str, name: str) -> str:
    return f'<path d="{path}" fill="{colour}"><title>{escape(name)}</title></path>'


def _dot(x: float, y: float, colour: str, name: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{colour}" stroke="#ffffff"><title>{escape(name)}</title></circle>'
