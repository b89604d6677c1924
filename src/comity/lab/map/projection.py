# SPDX-License-Identifier: EUPL-1.2
"""How the globe is laid flat: the whole of it, or the part where the actors of a region lie."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from comity.lab.map.places import PlaceOnMap, places

WIDE = 150.0  # a region that spans more degrees is shown on the whole world
MARGIN = 0.14  # of the radius of the globe, around the outermost middle of a state
LEAST = 0.12  # a region of one small state still shows its neighbours


def projection(codes: Iterable[str], width: int, height: int) -> dict[str, Any]:
    """The whole world, or an equal-area view of the part where some actors lie."""
    shown = [place for code, place in places().items() if code in set(codes) and place.drawn]
    if not shown or not _narrow(shown):
        return {"type": "equalEarth"}
    longitude = (min(place.longitude for place in shown) + max(place.longitude for place in shown)) / 2
    latitude = (min(place.latitude for place in shown) + max(place.latitude for place in shown)) / 2
    points = [_flat(place, longitude, latitude) for place in shown]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    scale = min(width / (max(right - left, LEAST) + 2 * MARGIN), height / (max(high - low, LEAST) + 2 * MARGIN))
    middle = [width / 2 - scale * (left + right) / 2, height / 2 + scale * (low + high) / 2]
    return {"type": "azimuthalEqualArea", "rotate": [-longitude, -latitude, 0], "scale": scale, "translate": middle, "clipAngle": 90.0}


def whole(codes: Iterable[str]) -> bool:
    """Whether the whole world is shown."""
    shown = [place for code, place in places().items() if code in set(codes) and place.drawn]
    return not shown or not _narrow(shown)


def _narrow(shown: list[PlaceOnMap]) -> bool:
    return max(place.longitude for place in shown) - min(place.longitude for place in shown) <= WIDE


def _flat(place: PlaceOnMap, longitude: float, latitude: float) -> tuple[float, float]:
    """Lambert's azimuthal equal-area projection on a globe of radius 1."""
    turn, north, centre = math.radians(place.longitude - longitude), math.radians(place.latitude), math.radians(latitude)
    cosine = math.sin(centre) * math.sin(north) + math.cos(centre) * math.cos(north) * math.cos(turn)
    factor = math.sqrt(2 / (1 + max(cosine, -0.99)))
    x = factor * math.cos(north) * math.sin(turn)
    y = factor * (math.cos(centre) * math.sin(north) - math.sin(centre) * math.cos(north) * math.cos(turn))
    return x, y
