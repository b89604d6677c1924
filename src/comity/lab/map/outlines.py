# SPDX-License-Identifier: EUPL-1.2
"""The world laid flat for a page: the outline of every actor as the path of an SVG, and where each lies. No picture library is needed.

The projection is Equal Earth (Šavrič, Patterson and Jenny, 2018): areas are true, and the north is not blown up.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from comity.lab.map.atlas import FEATURES, Point, read_atlas
from comity.lab.map.places import SOUTHERN_EDGE, places

WIDTH = 1000.0
NORTHERN_EDGE = 84.0
FINE = 0.7  # points; what is nearer to the point before, or an island smaller than this, is not drawn
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = math.sqrt(3) / 2
_SCALE = WIDTH / (2 * math.pi / (_M * _A1))
Path = tuple[str, str]  # the actor (none: a part that is given to nobody), and the path


def flat(longitude: float, latitude: float) -> Point:
    """Where a place lies in the picture; what is beyond an edge lies on it."""
    x, y = _equal_earth(longitude, min(max(latitude, SOUTHERN_EDGE), NORTHERN_EDGE))
    return WIDTH / 2 + x, _TOP - y


def _equal_earth(longitude: float, latitude: float) -> Point:
    theta = math.asin(_M * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    x = math.radians(longitude) * math.cos(theta) / (_M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)))
    return x * _SCALE, theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square)) * _SCALE


_TOP = _equal_earth(0, NORTHERN_EDGE)[1]
HEIGHT = _TOP - _equal_earth(0, SOUTHERN_EDGE)[1]


@cache
def globe() -> str:
    """The edge of the part of the world that is drawn."""
    down = [flat(180, latitude) for latitude in range(int(NORTHERN_EDGE), int(SOUTHERN_EDGE) - 1, -4)]
    return _path([*down, *((WIDTH - x, y) for x, y in reversed(down))])


@cache
def middles() -> Mapping[str, Point]:
    """The middle of each actor's largest part, for those that are drawn."""
    return {code: flat(place.longitude, place.latitude) for code, place in places().items() if place.drawn}


@cache
def dots() -> tuple[tuple[str, Point], ...]:
    """The actors that are too small to be seen, or have no shape of their own."""
    return tuple((code, point) for code, point in middles().items() if places()[code].dot)


@cache
def outlines() -> tuple[Path, ...]:
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


def _arcs(atlas: dict[str, Any]) -> list[list[Point]]:
    """Arcs are stored as steps on a grid."""
    scale, translate = atlas["transform"]["scale"], atlas["transform"]["translate"]
    found = []
    for arc in atlas["arcs"]:
        x = y = 0
        points: list[Point] = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * scale[0] + translate[0], y * scale[1] + translate[1]))
        found.append(_thinned(points))
    return found


def _thinned(points: list[Point]) -> list[Point]:
    """The points that add something to see; both ends stay, so that neighbours still meet."""
    kept = points[:1]
    for point in points[1:-1]:
        (x, y), (before_x, before_y) = flat(*point), flat(*kept[-1])
        if abs(before_x - x) + abs(before_y - y) > FINE:
            kept.append(point)
    return [*kept, points[-1]]


def _rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    parts = {"Polygon": [geometry.get("arcs", [])], "MultiPolygon": geometry.get("arcs", [])}.get(geometry["type"], [])
    for polygon in parts:
        yield from polygon


def _ring(numbers: list[int], arcs: list[list[Point]]) -> str:
    points: list[Point] = []
    for number in numbers:
        points.extend(arcs[number] if number >= 0 else reversed(arcs[~number]))
    longitudes = [longitude for longitude, _ in points]
    if max(longitudes) - min(longitudes) > 340:  # a ring that crosses the date line is drawn at both edges
        east = [(longitude + 360 if longitude < 0 else longitude, latitude) for longitude, latitude in points]
        return _drawn(east) + _drawn([(longitude - 360, latitude) for longitude, latitude in east])
    return _drawn(points)


def _drawn(points: list[Point]) -> str:
    found = [flat(*point) for point in points]
    across = max(x for x, _ in found) - min(x for x, _ in found)
    return _path(found) if across >= FINE else ""


def _path(points: Sequence[Point]) -> str:
    """The path in steps of a tenth of a point, each from the one before: half as long as places would be."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = [(x - last_x, y - last_y) for (last_x, last_y), (x, y) in pairwise(tenths) if (x, y) != (last_x, last_y)]
    return f"M{_tenth(tenths[0][0])} {_tenth(tenths[0][1])}l" + " ".join(f"{_tenth(x)} {_tenth(y)}" for x, y in steps) + "z"


def _tenth(number: int) -> str:
    return f"{number / 10:g}"
