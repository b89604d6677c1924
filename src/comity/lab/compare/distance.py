# SPDX-License-Identifier: EUPL-1.2
"""How far two columns are apart: the weighted share of points on which they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comity.lab.compare.columns import WHOLE, Column
from comity.lab.compare.points import Point, Relation, points
from comity.lab.compare.topics import WEIGHTS, Topic

_APART = {Relation.SAME: 0.0, Relation.DIFFERS: 0.5, Relation.ONLY: 1.0}


@dataclass(frozen=True, slots=True)
class TopicDistance:
    """One topic: how many subjects are the same, differ, or stand on one side alone; those not known are not counted."""

    topic: Topic
    weight: int
    subjects: int
    unknown: int
    distance: float | None


@dataclass(frozen=True, slots=True)
class Distance:
    """Two columns: ``distance`` on the measures that both serve (none: nothing can be compared), and ``scope``, the share of measures
    that only one serves."""

    first: str
    second: str
    distance: float | None
    scope: float
    measures: tuple[str, ...]
    topics: tuple[TopicDistance, ...]
    means: str


def distance(first: Column, second: Column, topics: Sequence[Topic] = tuple(Topic)) -> Distance:
    """The distance of two columns.

    A subject counts once: over the measures that both serve and on which one of them speaks, the average of 0 (the same), 1/2 (both speak
    and differ) and 1 (one speaks). The distance is the average over all subjects, each with the weight of its topic.
    """
    shared, either = first.measures & second.measures, first.measures | second.measures
    within = shared | {WHOLE}
    found = points((first, second), topics)
    parts = tuple(part for topic in topics if (part := _topic(topic, found, within)) is not None)
    counted = [(part.weight * part.subjects, part.distance) for part in parts if part.distance is not None]
    total = sum(weight for weight, _ in counted)
    whole = sum(weight * apart for weight, apart in counted) / total if total else None
    if whole is None and not shared:
        whole = 1.0
    scope = len(either - shared) / len(either) if either else 0.0
    means = _means(first.label, second.label, (whole, scope), len(shared))
    return Distance(first.label, second.label, whole, scope, tuple(sorted(shared)), parts, means)


def _topic(topic: Topic, found: Sequence[Point], within: frozenset[str]) -> TopicDistance | None:
    """A topic's part; None where nothing is said on it for shared measures."""
    subjects: dict[str, list[tuple[int, Relation]]] = {}
    for point in found:
        count = len(within & set(point.measures or (WHOLE,)))
        if point.topic is topic and count:
            subjects.setdefault(point.subject, []).append((count, point.relation))
    if not subjects:
        return None
    known = [[(n, _APART[relation]) for n, relation in group if relation is not Relation.UNKNOWN] for group in subjects.values()]
    apart = [sum(n * value for n, value in group) / sum(n for n, _ in group) for group in known if group]
    return TopicDistance(topic, WEIGHTS[topic], len(apart), len(subjects) - len(apart), sum(apart) / len(apart) if apart else None)


def _means(first: str, second: str, figures: tuple[float | None, float], shared: int) -> str:
    whole, scope = figures
    if not shared and whole == 1.0:
        return f"{first} and {second} serve no measure in common: nothing of one stands in the other."
    if whole is None:
        return f"What {first} or {second} demands is not written down: no distance can be given."
    near = (
        "say nearly the same"
        if whole < 0.2
        else "have much in common"
        if whole < 0.5
        else "differ on most points"
        if whole < 0.8
        else "have little in common"
    )
    return (
        f"On the {shared} measures that both serve, {first} and {second} {near}: "
        f"{whole:.0%} of the weighted points differ or stand in one alone. {scope:.0%} of all measures are served by one alone."
    )
