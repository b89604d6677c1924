# SPDX-License-Identifier: EUPL-1.2
"""What differs on a point, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from comity.lab.compare.columns import Column
from comity.lab.compare.conditions import Likeness, likeness
from comity.lab.compare.points import Cell, Point, Relation, agree
from comity.lab.wording import Unsaid, Wording
from comity.model.expression import COMPARISONS, Expression, Op

_MUST, _MAY = "help is refused", "help may be refused"
_CASES = {
    Likeness.NARROWER: "in fewer cases in {first} than in {second}",
    Likeness.WIDER: "in more cases in {first} than in {second}",
    Likeness.OTHER: "in other cases in {first} than in {second}",
    Likeness.UNTRIED: "under conditions too long to compare",
}
_MOST = 4  # parts of a condition that are named


class Gap(NamedTuple):
    """One thing that two columns say differently: of which kind, in which sense where both have it, and in words."""

    kind: str
    sense: str
    says: str


@dataclass(frozen=True)
class Differences:
    """Says what differs between the columns of a comparison."""

    columns: Sequence[Column]
    wording: Wording

    def says(self, point: Point) -> str:
        """One sentence on a point; empty where all say the same."""
        if point.relation is Relation.SAME:
            return ""
        if point.relation is Relation.UNKNOWN:
            silent = [c.label for c, cell in zip(self.columns, point.cells, strict=True) if not cell.entries]
            return f"not known for {' and '.join(silent)}: what it demands is not fully written down"
        if point.relation is Relation.ONLY:
            return self._silent(point)
        if len(self.columns) == 2:
            return "; ".join(gap.says for gap in self.gaps(point))
        return "; ".join(f"{' = '.join(names)}: {', '.join(cell.senses)}" for cell, names in self._groups(point))

    def gaps(self, point: Point) -> tuple[Gap, ...]:
        """What two columns that both speak say differently, one by one."""
        if point.relation is not Relation.DIFFERS or len(self.columns) != 2:
            return ()
        first, second = point.cells
        return tuple(self._two(first, second))

    def alike(self, point: Point) -> tuple[tuple[str, ...], ...]:
        """The columns that speak, those that agree together."""
        return tuple(tuple(names) for _, names in self._groups(point))

    def condition(self, condition: Expression) -> str:
        """A condition in words; empty where it always holds or has no words."""
        if condition.op is Op.ALWAYS:
            return ""
        try:
            return self.wording.condition(condition)
        except Unsaid:
            return ""

    def _silent(self, point: Point) -> str:
        unserved = [c.label for c, cell in zip(self.columns, point.cells, strict=True) if not cell.served]
        beside = f" ({' and '.join(unserved)} {'do' if len(unserved) > 1 else 'does'} not serve it)" if unserved else ""
        return f"only in {' and '.join(point.only)}{beside}"

    def _two(self, first: Cell, second: Cell) -> Iterator[Gap]:
        one, other = first.senses, second.senses
        names = self.columns[0].label, self.columns[1].label
        left, right = [s for s in one if s not in other], [s for s in other if s not in one]
        if _MUST in left and _MAY in right:
            yield Gap("mandatory-optional", "", f"mandatory in {names[0]}, optional in {names[1]}")
        elif _MAY in left and _MUST in right:
            yield Gap("optional-mandatory", "", f"optional in {names[0]}, mandatory in {names[1]}")
        elif left or right:
            sides = zip(names, (left, right), strict=True)
            yield Gap("senses", "", "; ".join(f"{name}: {', '.join(senses)}" for name, senses in sides if senses))
        for sense in (s for s in one if s in other):
            found = likeness(one[sense], other[sense])
            if found is not Likeness.SAME:
                cases = _CASES[found].format(first=names[0], second=names[1])
                yield Gap(found.value, sense, f"{sense} {cases}{self._parts(one[sense], other[sense])}")

    def _parts(self, first: Expression, second: Expression) -> str:
        one, other = set(_asked(first)), set(_asked(second))
        left = self._named([part for part in _asked(first) if part not in other])
        right = self._named([part for part in _asked(second) if part not in one])
        named = [f"{c.label} asks whether {parts}" for c, parts in zip(self.columns, (left, right), strict=True) if parts]
        return f" ({'; '.join(named)})" if named else ""

    def _named(self, parts: list[tuple[Expression, bool]]) -> str:
        words = list(dict.fromkeys(self._part(*part) for part in parts))
        more = f" and {len(words) - _MOST} more" if len(words) > _MOST else ""
        return ", ".join(words[:_MOST]) + more

    def _part(self, leaf: Expression, holds: bool) -> str:
        if leaf.op is Op.UNKNOWN:
            return f"what nobody read: {leaf.name}"
        try:
            return self.wording.condition(leaf, holds)
        except Unsaid:
            bound = f" {leaf.op.value.replace('_', ' ')} {leaf.value[0]}" if leaf.op in COMPARISONS else ""
            return f"{'' if holds else 'not '}{leaf.name or leaf.op.value}{bound}"

    def _groups(self, point: Point) -> list[tuple[Cell, list[str]]]:
        """Columns that agree, together."""
        groups: list[tuple[Cell, list[str]]] = []
        for column, cell in zip(self.columns, point.cells, strict=True):
            if not cell.entries:
                continue
            known = next((names for other, names in groups if agree(other, cell)), None)
            if known is None:
                groups.append((cell, [column.label]))
            else:
                known.append(column.label)
        return groups


def _asked(condition: Expression, holds: bool = True) -> Iterator[tuple[Expression, bool]]:
    """The parts of a condition, each with whether it has to hold."""
    if condition.op is Op.NOT:
        yield from _asked(condition.of[0], not holds)
    elif condition.of:
        for part in condition.of:
            yield from _asked(part, holds)
    elif condition.op is not Op.ALWAYS:
        yield condition, holds
