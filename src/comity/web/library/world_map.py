# SPDX-License-Identifier: EUPL-1.2
"""The parties on a map of the world, as SVG without script or style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from comity.lab.map.atlas import FEATURES, read_atlas
from comity.lab.map.places import SOUTHERN_EDGE, places

WIDTH, HEIGHT = 1000.0, 450.0
NORTHERN_EDGE = 84.0
FINE = 0.9  # points; what is nearer to the point before, or an island smaller than this, is not drawn
COLOURS = {"party": "#1c4f8f", "provisional": "#6fa3b8", "signed": "#e2bf62", "unknown": "#9a7aa0", "": "#e9ecef"}
Shape = tuple[str, str]  # the actor, and the path


def picture(standing: Mapping[str, str], names: Mapping[str, str], title: str, colours: Mapping[str, str] = COLOURS) -> str:
    """The map: ``standing`` says in one word what each actor is, ``names`` what it is called, ``colours`` how each word is drawn."""
    drawn = [_shape(path, colours[standing.get(code, "")], names.get(code) or code) for code, path in _paths()]
    drawn += [_dot(x, y, colours[standing[code]], names.get(code) or code) for code, x, y in _dots() if code in standing]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img">'
        f'<title>{escape(title)}</title><rect width="100%" height="100%" fill="#f6f9fb"/>'
        f'<g stroke="#8d99ad" stroke-width="0.3">{"".join(drawn)}</g></svg>'
    )


def _shape(path: str, colour: str, name: str) -> str:
    return f'<path d="{path}" fill="{colour}"><title>{escape(name)}</title></path>'


def _dot(x: float, y: float, colour: str, name: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{colour}" stroke="#ffffff"><title>{escape(name)}</title></circle>'


def _flat(longitude: float, latitude: float) -> tuple[float, float]:
    """Plate carrée, cut where nobody lives."""
    span = NORTHERN_EDGE - SOUTHERN_EDGE
    return (longitude + 180) / 360 * WIDTH, (NORTHERN_EDGE - min(max(latitude, SOUTHERN_EDGE), NORTHERN_EDGE)) / span * HEIGHT


@cache
def _dots() -> tuple[tuple[str, float, float], ...]:
    return tuple((place.code, *_flat(place.longitude, place.latitude)) for place in places().values() if place.dot and place.drawn)


@cache
def _paths() -> tuple[Shape, ...]:
    """Every shape once for the life of the process: the atlas does not change."""
    atlas = read_atlas()
    owners = {place.shape: place for place in places().values() if place.shape}
    arcs = _arcs(atlas)
    found = []
    for geometry in atlas["objects"][FEATURES]["geometries"]:
        owner = owners.get(str(geometry.get("id") or geometry["properties"]["name"]))
        if owner is None or owner.drawn:
            found.append((owner.code if owner else "", "".join(_ring(ring, arcs) for ring in _rings(geometry))))
    return tuple(found)


def _arcs(atlas: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Arcs are stored as steps on a grid."""
    scale, translate = atlas["transform"]["scale"], atlas["transform"]["translate"]
    found = []
    for arc in atlas["arcs"]:
        x = y = 0
        points: list[tuple[float, float]] = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append(_flat(x * scale[0] + translate[0], y * scale[1] + translate[1]))
        found.append(_thinned(points))
    return found


def _thinned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points that add something to see; both ends stay, so that neighbours still meet."""
    kept = points[:1]
    for point in points[1:-1]:
        if abs(kept[-1][0] - point[0]) + abs(kept[-1][1] - point[1]) > FINE:
            kept.append(point)
    return [*kept, points[-1]]


def _rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    parts = {"Polygon": [geometry.get("arcs", [])], "MultiPolygon": geometry.get("arcs", [])}.get(geometry["type"], [])
    for polygon in parts:
        yield from polygon


def _ring(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> str:
    points: list[tuple[float, float]] = []
    for number in numbers:
        points.extend(arcs[number] if number >= 0 else reversed(arcs[~number]))
    across = max(point[0] for point in points) - min(point[0] for point in points)
    if across < FINE:
        return ""
    if across > WIDTH * 0.95:  # a ring that crosses the date line is drawn at both edges
        east = [(x + WIDTH if x < WIDTH / 2 else x, y) for x, y in points]
        return _path(east) + _path([(x - WIDTH, y) for x, y in east])
    return _path(points)


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
