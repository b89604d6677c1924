# SPDX-License-Identifier: EUPL-1.2
"""Where actors lie: the shapes of the vendored atlas, and a point for each actor."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from comity.lab.map.atlas import FEATURES, VENDOR, read_atlas

SOUTHERN_EDGE = -60.0  # what lies south of it is not drawn


@dataclass(frozen=True, slots=True)
class PlaceOnMap:
    """An actor's shape in the atlas (or nothing), the middle of its largest part, and whether it is drawn as a dot."""

    code: str
    shape: str
    longitude: float
    latitude: float
    dot: bool

    @property
    def drawn(self) -> bool:
        """Whether it lies on the part of the world that is drawn."""
        return self.latitude > SOUTHERN_EDGE


@cache
def places() -> Mapping[str, PlaceOnMap]:
    """The place of every actor."""
    with (VENDOR / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            PlaceOnMap(row["code"], row["shape"], float(row["longitude"]), float(row["latitude"]), row["dot"] == "yes")
            for row in csv.DictReader(file)
        ]
    return {row.code: row for row in rows}


def shapes(values: Mapping[str, Mapping[str, object]], *, others: bool = False) -> dict[str, Any]:
    """The shapes of some actors as topojson, each carrying its values; ``others``: all other shapes, and disputed parts, instead."""
    atlas = read_atlas()
    owners = {place.shape: place for place in places().values() if place.shape}
    kept = []
    for geometry in atlas["objects"][FEATURES]["geometries"]:
        owner = owners.get(str(geometry.get("id") or geometry["properties"]["name"]))
        known = owner is not None and owner.code in values
        if known == others or (owner is not None and not owner.drawn):
            continue
        geometry["properties"] = dict(values[owner.code]) if owner is not None and known else {}
        kept.append(geometry)
    return {**atlas, "objects": {FEATURES: {"type": "GeometryCollection", "geometries": kept}}}


def dots(values: Mapping[str, Mapping[str, object]]) -> list[dict[str, object]]:
    """The actors that are drawn as dots, with their values."""
    return [
        {"longitude": place.longitude, "latitude": place.latitude, **values[code]}
        for code, place in places().items()
        if place.dot and place.drawn and code in values
    ]
