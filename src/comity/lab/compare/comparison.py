# SPDX-License-Identifier: EUPL-1.2
"""A comparison as plain values: rows, distances and what the distances mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from comity.corpus.corpus import Corpus
from comity.lab.compare.columns import Column
from comity.lab.compare.differences import Differences
from comity.lab.compare.distance import Distance, distance
from comity.lab.compare.points import Cell, Point, points
from comity.lab.compare.topics import WEIGHING, WEIGHTS, Topic
from comity.lab.phrases import load_phrases
from comity.lab.wording import Wording
from comity.model.expression import Op


@dataclass(frozen=True)
class Comparison:
    """Several columns side by side."""

    columns: tuple[Column, ...]
    on: str
    version: str
    points: tuple[Point, ...]
    distances: tuple[Distance, ...]
    words: Differences

    def between(self, first: str, second: str) -> Distance | None:
        """The distance of two columns, in either order."""
        return next((d for d in self.distances if {d.first, d.second} == {first, second}), None)


def compare(corpus: Corpus, columns: Sequence[Column], on: str, topics: Sequence[Topic] = tuple(Topic)) -> Comparison:
    """Set the columns side by side."""
    pairs = tuple(distance(first, second, topics) for first, second in combinations(columns, 2))
    words = Differences(columns, Wording(corpus, load_phrases(), "en"))
    return Comparison(tuple(columns), on, corpus.version, points(columns, topics), pairs, words)


def plain(comparison: Comparison, wording: Wording | None = None) -> dict[str, Any]:
    """The content of ``compare.json``; where a ``wording`` is given, conditions in its words too."""
    spoken = Differences(comparison.columns, wording) if wording else None
    labels = [column.label for column in comparison.columns]
    return {
        "schema": "comity.comparison/1",
        "on": comparison.on,
        "corpus": comparison.version,
        "columns": [_column(column) for column in comparison.columns],
        "weights": {topic.value: weight for topic, weight in WEIGHTS.items()},
        "weighing": WEIGHING,
        "points": [_point(point, comparison, spoken) for point in comparison.points],
        "distances": [_distance(found) for found in comparison.distances],
        "matrix": {first: {second: _cell(comparison, first, second) for second in labels} for first in labels},
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "label": column.label,
        "title": column.title,
        "measures": sorted(column.measures),
        "complete": column.complete,
        "not_written_down": list(column.gaps),
    }


def _point(point: Point, comparison: Comparison, spoken: Differences | None) -> dict[str, Any]:
    return {
        "topic": point.topic.value,
        "subject": point.subject,
        "measures": list(point.measures),
        "relation": point.relation.value,
        "only_in": list(point.only),
        "difference": comparison.words.says(point),
        "gaps": [{"kind": gap.kind, "sense": gap.sense} for gap in comparison.words.gaps(point)],
        "alike": [list(labels) for labels in comparison.words.alike(point)],
        "matched_by_words": point.by_words,
        "cells": {c.label: _entries(cell, comparison.words, spoken) for c, cell in zip(comparison.columns, point.cells, strict=True)},
    }


def _entries(cell: Cell, words: Differences, spoken: Differences | None) -> list[dict[str, Any]] | None:
    """What a column says; None where it serves none of the measures."""
    if not cell.served and not cell.entries:
        return None
    return [
        {
            "instrument": entry.instrument,
            "article": entry.article,
            "sense": entry.stand.sense,
            "where": words.condition(entry.stand.when),
            "conditional": entry.stand.when.op is not Op.ALWAYS,
            "says": entry.says,
            "notes": list(entry.notes),
            "provision": entry.rule,
            "source": entry.source,
            "confidence": entry.confidence,
            **({"where_said": spoken.condition(entry.stand.when)} if spoken else {}),
        }
        for entry in cell.entries
    ]


def _distance(found: Distance) -> dict[str, Any]:
    return {
        "first": found.first,
        "second": found.second,
        "distance": _rounded(found.distance),
        "scope": _rounded(found.scope),
        "measures": list(found.measures),
        "means": found.means,
        "topics": [
            {"topic": t.topic.value, "weight": t.weight, "subjects": t.subjects, "not_known": t.unknown, "distance": _rounded(t.distance)}
            for t in found.topics
        ],
    }


def _cell(comparison: Comparison, first: str, second: str) -> float | None:
    if first == second:
        return 0.0
    found = comparison.between(first, second)
    return _rounded(found.distance) if found else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
