# SPDX-License-Identifier: EUPL-1.2
"""The pictures of a map: the world with a link on each actor, and the areas of the time line; SVG without script or style."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from comity.lab.map.outlines import HEIGHT, WIDTH, dots, globe, middles, outlines
from comity.web.lab.results.pairs import LEVELS

MARGIN, LEAST = 30.0, 180.0
CHART = 120.0
WHOLE = f"0 0 {WIDTH:.0f} {HEIGHT:.0f}"
OWN = "own"


class Actor(NamedTuple):
    """An actor on the map: how it is filled, what is said of it, where its link leads."""

    fill: str
    words: str
    address: str


def world(actors: Mapping[str, Actor], heading: str) -> SafeString:
    """The world; whoever is not among the actors is grey, as parts that are given to nobody are."""
    shapes: dict[str, list[str]] = {code: [] for code in actors}
    others = []
    for code, path in outlines():
        if code in shapes:
            shapes[code].append(f'<path d="{path}"/>')
        else:
            others.append(f'<path d="{path}"/>')
    for code, (x, y) in dots():
        if code in shapes:
            shapes[code].append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.8"/>')
    drawn = "".join(_actor(code, actors[code], parts) for code, parts in shapes.items() if parts)
    picture = (
        f'<svg class="comity-world" xmlns="http://www.w3.org/2000/svg" viewBox="{_view(actors)}" '
        f'data-whole="{WHOLE}" role="group" aria-labelledby="{heading}">'
        f'<clipPath id="globe"><path d="{globe()}"/></clipPath><path class="comity-world__sea" d="{globe()}"/>'
        f'<g clip-path="url(#globe)"><g class="comity-world__others">{"".join(others)}</g>'
        f'<g class="comity-world__actors">{drawn}</g></g></svg>'
    )
    return mark_safe(picture)  # noqa: S308 - numbers of our own, and texts escaped


def _actor(code: str, actor: Actor, parts: Iterable[str]) -> str:
    words, (x, y) = escape(actor.words), middles()[code]
    own = ' aria-current="true"' if actor.fill == OWN else ""
    return (
        f'<a href="{escape(actor.address)}" data-code="{escape(code)}" data-x="{x:.0f}" data-y="{y:.0f}" fill="url(#land-{actor.fill})" '
        f'aria-label="{words}"{own}><title>{words}</title>{"".join(parts)}</a>'
    )


def _view(codes: Iterable[str]) -> str:
    """The part of the picture that is shown: the whole world, or where the actors of a region lie."""
    points = [middles()[code] for code in codes if code in middles()]
    if not points:
        return WHOLE
    left, right = min(x for x, _ in points) - MARGIN, max(x for x, _ in points) + MARGIN
    top, bottom = min(y for _, y in points) - MARGIN, max(y for _, y in points) + MARGIN
    ratio = HEIGHT / WIDTH
    width = max(right - left, (bottom - top) / ratio, LEAST)
    if width > WIDTH * 0.7:
        return WHOLE
    x = min(max((left + right - width) / 2, 0), WIDTH - width)
    y = min(max((top + bottom - width * ratio) / 2, 0), HEIGHT - width * ratio)
    return f"{x:.0f} {y:.0f} {width:.0f} {width * ratio:.0f}"


def areas(counts: Sequence[Mapping[str, int]], now: int) -> SafeString:
    """The numbers of pairs by strength as areas on each other, the strongest at the bottom, and a line at one of the days."""
    most = max((sum(found.values()) for found in counts), default=0) or 1
    wide = WIDTH / max(len(counts), 1)
    below = [0.0] * len(counts)
    drawn = []
    for level in LEVELS:
        above = [low + found[level] * CHART / most for low, found in zip(below, counts, strict=True)]
        drawn.append((level, _area(below, above, wide)))
        below = above
    paths = "".join(f'<path data-level="{level}" fill="url(#fill-{level})" d="{path}"/>' for level, path in drawn)
    paths += f'<path class="comity-areas__now" data-now d="M{(now + 0.5) * wide:.1f} 0V{CHART:.0f}"/>'
    return format_html(
        '<svg class="comity-areas" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        f"{WIDTH:.0f}",
        f"{CHART:.0f}",
        mark_safe(paths),  # noqa: S308 - numbers of our own
    )


def _area(below: Sequence[float], above: Sequence[float], wide: float) -> str:
    top = "".join(f"H{place * wide:.1f}V{CHART - y:.1f}" for place, y in enumerate(above))
    bottom = "".join(f"H{(place + 1) * wide:.1f}V{CHART - y:.1f}" for place, y in reversed(list(enumerate(below))))
    return f"M0 {CHART - below[0]:.1f}{top}H{len(below) * wide:.1f}{bottom}H0Z" if below else ""
