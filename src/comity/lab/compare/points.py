# SPDX-License-Identifier: EUPL-1.2
"""The points of a comparison: one subject, the measures for which the columns say the same thing on it, and what each says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from comity.lab.codify.alike import content_words, share
from comity.lab.compare.columns import WHOLE, Column, Entry
from comity.lab.compare.conditions import Likeness, any_of, likeness
from comity.lab.compare.topics import Topic
from comity.model.expression import Expression

ALIKE = 0.4  # share of content words from which two rules without a structured field count as speaking of one subject
_SHOWN = 70


class Relation(StrEnum):
    """How the columns stand to each other on a point."""

    SAME = "same"
    DIFFERS = "differs"
    ONLY = "only in"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one column says on a point; ``served`` is false where it serves none of the measures."""

    entries: tuple[Entry, ...] = ()
    served: bool = True

    @property
    def senses(self) -> Mapping[str, Expression]:
        """The condition of each sense."""
        found: dict[str, list[Expression]] = {}
        for entry in self.entries:
            found.setdefault(entry.stand.sense, []).append(entry.stand.when)
        return {sense: any_of(conditions) for sense, conditions in found.items()}


@dataclass(frozen=True, slots=True)
class Point:
    """One row: topic, subject, measures, a cell for each column, how they stand, and the columns that alone speak."""

    topic: Topic
    subject: str
    measures: tuple[str, ...]
    cells: tuple[Cell, ...]
    relation: Relation
    only: tuple[str, ...] = ()
    by_words: bool = False


def points(columns: Sequence[Column], topics: Iterable[Topic] = tuple(Topic)) -> tuple[Point, ...]:
    """Every point on which at least one column speaks, for the measures that at least two serve (bases: any)."""
    wanted = frozenset(topics)
    named = _named(columns)
    rows: dict[tuple[Topic, str], dict[str, list[list[Entry]]]] = {}
    for place, column in enumerate(columns):
        for measure, entries in column.entries.items():
            for entry in entries:
                topic = entry.stand.topic
                if topic in wanted and (topic is Topic.MEASURES or _shared(columns, measure)):
                    subject = entry.stand.subject or named[_key(entry)]
                    cells = rows.setdefault((topic, subject), {}).setdefault(measure, [[] for _ in columns])
                    cells[place].append(entry)
    by_words = frozenset(named.values())
    found = [_point(key, group, columns, by_words) for key, spoken in rows.items() for group in _groups(spoken)]
    order = list(Topic)
    return tuple(sorted(found, key=lambda point: (order.index(point.topic), point.subject.casefold(), point.measures)))


def _shared(columns: Sequence[Column], measure: str) -> bool:
    return sum(measure in column.served for column in columns) > 1


def _groups(spoken: Mapping[str, list[list[Entry]]]) -> list[tuple[list[str], list[list[Entry]]]]:
    """The measures on which each column says exactly the same, together."""
    groups: dict[tuple[tuple[Entry, ...], ...], list[str]] = {}
    for measure, cells in spoken.items():
        groups.setdefault(tuple(tuple(dict.fromkeys(cell)) for cell in cells), []).append(measure)
    return [(sorted(measures), [list(cell) for cell in cells]) for cells, measures in groups.items()]


def _point(
    key: tuple[Topic, str], group: tuple[list[str], list[list[Entry]]], columns: Sequence[Column], by_words: frozenset[str]
) -> Point:
    measures, spoken = group
    cells = tuple(
        Cell(tuple(entries), any(measure in column.served for measure in measures)) for entries, column in zip(spoken, columns, strict=True)
    )
    relation, only = _relation(key, cells, columns)
    shown = () if measures == [WHOLE] else tuple(measures)
    return Point(key[0], key[1], shown, cells, relation, only, key[1] in by_words)


def _relation(key: tuple[Topic, str], cells: Sequence[Cell], columns: Sequence[Column]) -> tuple[Relation, tuple[str, ...]]:
    speaking = [(cell, column) for cell, column in zip(cells, columns, strict=True) if cell.entries]
    silent = [(cell, column) for cell, column in zip(cells, columns, strict=True) if not cell.entries]
    only = tuple(column.label for _, column in speaking)
    if any(not column.silence_known(*key, served=cell.served) for cell, column in silent):
        return Relation.UNKNOWN, only
    if silent:
        return Relation.ONLY, only
    first = speaking[0][0]
    same = all(agree(first, cell) for cell, _ in speaking[1:])
    return (Relation.SAME if same else Relation.DIFFERS), ()


def agree(first: Cell, second: Cell) -> bool:
    """Whether two cells take the same stands under equal conditions."""
    one, other = first.senses, second.senses
    return one.keys() == other.keys() and all(likeness(one[sense], other[sense]) is Likeness.SAME for sense in one)


# -- rules without a structured field are put together by their words


def _key(entry: Entry) -> tuple[Topic, str, str]:
    return entry.stand.topic, entry.instrument, entry.says


def _named(columns: Sequence[Column]) -> Mapping[tuple[Topic, str, str], str]:
    """A subject for each rule that names none: the words of the first rule that says nearly the same."""
    found: dict[Topic, list[tuple[frozenset[str], str]]] = {}
    names: dict[tuple[Topic, str, str], str] = {}
    entries = (entry for column in columns for spoken in column.entries.values() for entry in spoken if not entry.stand.subject)
    for entry in entries:
        if _key(entry) in names:
            continue
        words = content_words(entry.says)
        known = found.setdefault(entry.stand.topic, [])
        best = max(known, key=lambda item: share(words, item[0]), default=None)
        if best is not None and share(words, best[0]) >= ALIKE:
            names[_key(entry)] = best[1]
        else:
            name = _short(entry.says)
            known.append((words, name))
            names[_key(entry)] = name
    return names


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]} ..."
