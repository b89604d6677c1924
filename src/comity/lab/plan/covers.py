# SPDX-License-Identifier: EUPL-1.2
"""From cells to a set function: which smallest sets of choices lift a cell to which strength.

Cells of a measure that behave alike are one group. Where more reforms never hurt a group, it reaches a strength exactly where one of its
smallest sets is chosen. The smallest sets are found by evaluation: all sets of up to two choices first, then, until nothing is missing,
every largest set that holds none of the known ones (if it does not reach the strength, no unknown smallest set exists; if it does, one
is cut out of it). So reforms that pay only together are found, whatever their number. Where more reforms can hurt, the value of every
combination of the few choices that matter is listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, product

import numpy as np
import numpy.typing as npt

from comity.lab.field import Cells, Strips
from comity.lab.plan.candidates import MODEL
from comity.lab.plan.levels import Choice, Lawbook

Literal = tuple[str, str]  # a choice, and the state that makes it; for a treaty on a model the two states, joined
Conjunction = frozenset[Literal]
MOST = 64  # largest sets to be tried for one group and strength
TABLE = 4  # choices that matter in a group where more can hurt


@dataclass
class Found:
    """The set function of a measure, and how much of its value could not be settled."""

    covers: dict[tuple[Conjunction, ...], float] = field(default_factory=dict)
    tables: dict[tuple[Literal, ...], dict[Conjunction, float]] = field(default_factory=dict)
    slack: float = 0.0

    def add(self, other: Found) -> None:
        """Another measure's function too."""
        for any_of, weight in other.covers.items():
            self.covers[any_of] = self.covers.get(any_of, 0.0) + weight
        for literals, values in other.tables.items():
            mine = self.tables.setdefault(literals, {})
            for chosen, value in values.items():
                mine[chosen] = mine.get(chosen, 0.0) + value
        self.slack += other.slack

    def parts(self) -> Mapping[Literal, list[tuple[tuple[Conjunction, ...], float]]]:
        """The covers in which each literal stands."""
        by: dict[Literal, list[tuple[tuple[Conjunction, ...], float]]] = {}
        for any_of, weight in self.covers.items():
            for literal in {literal for part in any_of for literal in part}:
                by.setdefault(literal, []).append((any_of, weight))
        return by

    def value(self, chosen: Conjunction) -> float:
        """What a set of literals is worth."""
        won = sum(weight for any_of, weight in self.covers.items() if any(part <= chosen for part in any_of))
        listed = sum(values.get(chosen & frozenset(literals), 0.0) for literals, values in self.tables.items())
        return won + listed


WeightOf = Callable[[Strips], npt.NDArray[np.float64]]


def covers(book: Lawbook, names: Sequence[str], worths: npt.NDArray[np.float64], weight_of: WeightOf) -> Found:
    """The set function of a measure over choices; ``worths`` by strength, ``weight_of`` gives the weights by class and pair."""
    own = book.choices(names)
    found = Found()
    among = replace(book, strips=Strips.of(book.on, book.states, among=True), _fills={})
    for part, twice in ((book, False), (among, True)):
        sides = [one in book.states and other in book.states for one, other in part.strips.pairs]
        columns = np.flatnonzero((np.array(sides, dtype=bool) == twice) & part.strips.real)
        if columns.size and own:
            found.add(_Search(part, own, columns, twice=twice).function(worths, weight_of(part.strips)))
    return found


class _Search:
    """The smallest sets for the cells of some columns. A tag is a choice of the one planning state, or of one of two of them."""

    def __init__(self, book: Lawbook, names: Sequence[str], columns: npt.NDArray[np.intp], *, twice: bool) -> None:
        self.book, self.columns, self.twice = book, columns, twice
        sides = ("asks", "asked") if twice else ("",)
        shared = [(name, "") for name in names if name.startswith(MODEL)]
        self.universe = frozenset([*shared, *((name, side) for name in names if not name.startswith(MODEL) for side in sides)])
        self.known: dict[frozenset[Literal], Cells] = {}

    # -- evaluation

    def _choice(self, tags: Iterable[Literal]) -> Choice:
        one = frozenset(name for name, side in tags if side != "asked")
        other = frozenset(name for name, side in tags if side != "asks")
        return one, other

    def look_at(self, sets: Iterable[frozenset[Literal]]) -> None:
        """Evaluate those sets that are not known yet."""
        wanted = [tags for tags in dict.fromkeys(sets) if tags not in self.known]
        if wanted:
            levels = self.book.levels([self._choice(sorted(tags)) for tags in wanted])[:, :, self.columns]
            for tags, level in zip(wanted, levels, strict=True):
                self.known[tags] = self.rank[level].ravel()

    # -- the function

    def function(self, worths: npt.NDArray[np.float64], weight: npt.NDArray[np.float64]) -> Found:
        self.values, inverse = np.unique(worths, return_inverse=True)
        self.rank = inverse.astype(np.uint8)
        tags = sorted(self.universe)
        none: frozenset[Literal] = frozenset()
        self.look_at([none, self.universe, *(frozenset({tag}) for tag in tags), *(self.universe - {tag} for tag in tags)])
        self.look_at(frozenset(pair) for pair in combinations(tags, 2))
        table = np.stack(list(self.known.values()))
        _, first, group = np.unique(table, axis=1, return_index=True, return_inverse=True)
        column_of = np.tile(np.arange(len(self.columns)), len(self.book.classes))
        sums = np.zeros((first.size, len(self.columns)))
        np.add.at(sums, (group.ravel(), column_of), weight[:, self.columns].ravel())
        found = Found()
        for number, cell in enumerate(first):
            if (table[:, cell] != table[0, cell]).any() and sums[number].any():
                self._group(int(cell), sums[number], found)
        return found

    def _group(self, cell: int, weights: npt.NDArray[np.float64], found: Found) -> None:
        if not self._monotone(cell):
            self._listed(cell, weights, found)
            return
        low, high = (int(self.known[tags][cell]) for tags in (frozenset(), self.universe))
        for rank in range(low + 1, high + 1):
            step = float(self.values[rank] - self.values[rank - 1])
            sets, complete = self._smallest(cell, rank)
            for column, share in self._shares(weights, sets):
                any_of = tuple(sorted((self._literals(tags, column) for tags in sets), key=sorted))
                found.covers[any_of] = found.covers.get(any_of, 0.0) + share * step
            if not complete:
                found.slack += float(weights.sum()) * step

    def _monotone(self, cell: int) -> bool:
        value = {tags: int(levels[cell]) for tags, levels in self.known.items()}
        top = value[self.universe]
        return all(level <= top and all(value.get(tags - {tag}, 0) <= level for tag in tags) for tags, level in value.items())

    def _shares(self, weights: npt.NDArray[np.float64], sets: Iterable[frozenset[Literal]]) -> Iterator[tuple[int, float]]:
        """The weight by column where the literals depend on it: on the partner, or on who plans; else all together."""
        of_pair = self.twice or any(name.startswith(MODEL) for tags in sets for name, _ in tags)
        by_owner: dict[str, tuple[int, float]] = {}
        for column in np.flatnonzero(weights):
            key = str(column) if of_pair else self._owner(int(column))
            known = by_owner.get(key, (int(column), 0.0))
            by_owner[key] = (known[0], known[1] + float(weights[column]))
        yield from by_owner.values()

    def _owner(self, column: int) -> str:
        one, other = self.book.strips.pairs[int(self.columns[column])]
        return one if one in self.book.states else other

    def _literals(self, tags: Iterable[Literal], column: int) -> Conjunction:
        one, other = self.book.strips.pairs[int(self.columns[column])]
        actor = {"asks": one, "asked": other, "": self._owner(column)}
        return frozenset((name, "+".join(sorted((one, other))) if name.startswith(MODEL) else actor[side]) for name, side in tags)

    # -- smallest sets

    def _smallest(self, cell: int, rank: int) -> tuple[list[frozenset[Literal]], bool]:
        """The smallest sets that reach a rank, and whether none can be missing."""
        sets = _minimal(tags for tags, levels in self.known.items() if levels[cell] >= rank and len(tags) <= 2)
        while True:
            hitting = _transversals(sets)
            if hitting is None:
                return sets, False
            rest = [self.universe - tags for tags in hitting]
            self.look_at(rest)
            reaching = next((tags for tags in rest if self.known[tags][cell] >= rank), None)
            if reaching is None:
                return sets, True
            sets = _minimal([*sets, self._cut(reaching, cell, rank)])

    def _cut(self, tags: frozenset[Literal], cell: int, rank: int) -> frozenset[Literal]:
        """A smallest set within one that reaches the rank."""
        for tag in sorted(tags):
            less = tags - {tag}
            self.look_at([less])
            if self.known[less][cell] >= rank:
                tags = less
        return tags

    # -- where more can hurt

    def _listed(self, cell: int, weights: npt.NDArray[np.float64], found: Found) -> None:
        """Every combination of the choices that matter to a group."""
        matter = sorted({tag for tags, levels in self.known.items() for tag in tags if self._moves(tags, tag, levels, cell)})
        most = max(int(levels[cell]) for levels in self.known.values())
        base = int(self.known[frozenset()][cell])
        sets = [
            frozenset(tag for tag, there in zip(matter, chosen, strict=True) if there) for chosen in product((0, 1), repeat=len(matter))
        ]
        if len(matter) > TABLE:
            found.slack += float(weights.sum()) * float(self.values[most] - self.values[base])
            return
        others = self.universe.difference(matter)
        self.look_at([*sets, *(tags | others for tags in sets)])
        if any(self.known[tags][cell] != self.known[tags | others][cell] for tags in sets):
            found.slack += float(weights.sum()) * float(self.values[-1] - self.values[base])
        for column, share in self._shares(weights, sets):
            table = found.tables.setdefault(tuple(sorted(self._literals(matter, column))), {})
            for tags in sets:
                gained = share * float(self.values[self.known[tags][cell]] - self.values[base])
                if gained:
                    chosen = self._literals(tags, column)
                    table[chosen] = table.get(chosen, 0.0) + gained

    def _moves(self, tags: frozenset[Literal], tag: Literal, levels: Cells, cell: int) -> bool:
        less = self.known.get(tags - {tag})
        return less is not None and bool(less[cell] != levels[cell])


def _minimal(sets: Iterable[frozenset[Literal]]) -> list[frozenset[Literal]]:
    kept: list[frozenset[Literal]] = []
    for tags in sorted(set(sets), key=lambda item: (len(item), sorted(item))):
        if not any(known <= tags for known in kept):
            kept.append(tags)
    return kept


def _transversals(sets: Sequence[frozenset[Literal]]) -> list[frozenset[Literal]] | None:
    """The smallest sets that meet each of some sets; None where they are too many."""
    found: list[frozenset[Literal]] = [frozenset()]
    for tags in sets:
        found = _minimal([known | {tag} for known in found for tag in (known & tags or tags)])
        if len(found) > MOST:
            return None
    return found
