# SPDX-License-Identifier: EUPL-1.2
"""The vendored atlas as topojson, with the parts whose title is disputed set apart from the shape of whoever controls them."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

VENDOR = Path(__file__).with_name("vendor")
FEATURES = "countries"
Point = tuple[float, float]


def read_atlas() -> dict[str, Any]:
    """The atlas; a disputed part is a shape of its own without an owner."""
    atlas: dict[str, Any] = msgspec.json.decode((VENDOR / "countries-50m.json").read_bytes())
    geometries = atlas["objects"][FEATURES]["geometries"]
    for shape, point, what in _disputed():
        for geometry in [one for one in geometries if one.get("id") == shape and one["type"] == "MultiPolygon"]:
            apart = [polygon for polygon in geometry["arcs"] if holds(_ring(atlas, polygon[0]), point)]
            geometry["arcs"] = [polygon for polygon in geometry["arcs"] if polygon not in apart]
            geometries.append({"type": "MultiPolygon", "arcs": apart, "properties": {"name": what}})
    return atlas


def _disputed() -> list[tuple[str, Point, str]]:
    with (VENDOR / "disputed.csv").open(encoding="utf-8", newline="") as file:
        return [(row["shape"], (float(row["longitude"]), float(row["latitude"])), row["what"]) for row in csv.DictReader(file)]


def _ring(atlas: dict[str, Any], arcs: list[int]) -> list[Point]:
    """The points of a ring, from arcs that are stored as steps on a grid; an inverted number means the arc backwards."""
    scale, translate = atlas["transform"]["scale"], atlas["transform"]["translate"]
    points: list[Point] = []
    for number in arcs:
        x = y = 0
        arc: list[Point] = []
        for step in atlas["arcs"][number if number >= 0 else ~number]:
            x, y = x + step[0], y + step[1]
            arc.append((x * scale[0] + translate[0], y * scale[1] + translate[1]))
        points.extend(arc if number >= 0 else reversed(arc))
    return points


def holds(ring: list[Point], point: Point) -> bool:
    """Whether a point lies within a closed ring: a line from it to the east crosses the ring an odd number of times."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
