# SPDX-License-Identifier: EUPL-1.2
"""How pictures look: words, colours that differ in grey and for the colour-blind, fonts, and drawing without network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import altair as alt
import vl_convert

from comity.lab.map.steps import class_of
from comity.lab.world import Strength

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"  # drawn with the first, which vl-convert carries; the others have its widths
INK, QUIET = "#1a1a1a", "#555555"
OWN, OUTSIDE = "#d9480f", "#ececec"
LARGE = 1300  # points; wider pictures get fewer pixels a point

WORDS = {
    Strength.TREATY: "general treaty in force",
    Strength.LIST: "treaty on one subject in force",
    Strength.CONDITIONAL: "a treaty may carry it, not certain",
    Strength.STATUTE: "no treaty; its law opens a way",
    Strength.NONE: "no treaty; its law opens no way",
    Strength.UNKNOWN: "no treaty; its law not in the corpus",
}
COLOURS = {  # lightness falls with strength; unknown is hatched
    Strength.TREATY: "#0b2a52",
    Strength.LIST: "#2f6390",
    Strength.CONDITIONAL: "#6fa3b8",
    Strength.STATUTE: "#e2bf62",
    Strength.NONE: "#fbe9d2",
    Strength.UNKNOWN: "#fdfdfe",
}
HATCHED = COLOURS[Strength.UNKNOWN]
_HATCH = (
    '<defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="4" height="4" fill="#ffffff"/><rect width="1" height="4" fill="#b4b4b4"/></pattern></defs>'
)
_OPENING = re.compile(r"<svg[^>]*>")
_WIDTH = re.compile(r'<svg[^>]* width="([0-9.]+)"')
_PATH = re.compile(r' d="[^"]*"')
_FRACTION = re.compile(r"([0-9]\.[0-9])[0-9]+")  # a tenth of a point is finer than any eye
STEP_WORDS = ("none", "1 to 25", "26 to 50", "51 to 100", "101 to 150", "more than 150")
STEP_COLOURS = ("#fdfdfe", "#f3e3b3", "#c5d0a0", "#7fb0a8", "#3f7d9c", "#0b2a52")


def step(number: int) -> str:
    """The class of a number of partners."""
    return STEP_WORDS[class_of(number)]


def strengths() -> alt.Scale:
    """The colours of the strengths."""
    return alt.Scale(domain=[WORDS[level] for level in COLOURS], range=list(COLOURS.values()))


def steps() -> alt.Scale:
    """The colours of numbers of partners."""
    return alt.Scale(domain=list(STEP_WORDS), range=list(STEP_COLOURS))


def finished(chart: alt.TopLevelMixin, title: str, under: list[str], data: Mapping[str, object] | None = None) -> dict[str, Any]:
    """The drawing of a chart with its title, the lines under it, and its named data (altair would copy and check them part by part)."""
    heading = alt.TitleParams(title, subtitle=under, anchor="start", fontSize=19, subtitleFontSize=12, subtitleColor=QUIET, offset=14)
    dressed = chart.properties(title=heading, background="#ffffff", padding=18)
    drawn: dict[str, Any] = (
        dressed.configure(font=FONT, view=alt.ViewConfig(stroke=None))
        .configure_title(font=FONT, subtitleFont=FONT, color=INK, subtitleLineHeight=17)
        .configure_legend(
            labelFontSize=12, titleFontSize=12, labelLimit=420, titleLimit=420, symbolStrokeColor=QUIET, symbolStrokeWidth=0.6
        )
        .configure_axis(labelFontSize=12, titleFontSize=12, labelColor=INK, gridColor="#e2e2e2")
        .to_dict(validate=False)
    )
    return {**drawn, "datasets": {**drawn.get("datasets", {}), **(data or {})}}


def foot(lines: list[str], width: int) -> alt.Chart:
    """Lines of small print under a picture."""
    values = [{"line": line, "at": number} for number, line in enumerate(lines)]
    chart = alt.Chart(alt.InlineData(values=values), width=width, height=16 * len(lines))
    written: alt.Chart = chart.mark_text(align="left", baseline="top", fontSize=11, color=QUIET, limit=width).encode(
        text="line:N", x=alt.value(0), y=alt.Y("at:O", axis=None)
    )
    return written


def svg(drawing: dict[str, Any]) -> str:
    """A drawing as SVG; nothing is fetched, and what is unknown is hatched."""
    drawn = vl_convert.vegalite_to_svg(drawing, allowed_base_urls=[])
    drawn = _PATH.sub(lambda match: _FRACTION.sub(r"\1", match[0]), drawn)
    return _OPENING.sub(lambda match: match[0] + _HATCH, drawn, count=1).replace(f'fill="{HATCHED}"', 'fill="url(#hatch)"')


def png(picture: str) -> bytes:
    """An SVG as PNG, sharp enough to print."""
    width = _WIDTH.search(picture)
    scale = 1.5 if width is not None and float(width[1]) > LARGE else 2.0
    return bytes(vl_convert.svg_to_png(picture, scale=scale))
