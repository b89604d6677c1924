# SPDX-License-Identifier: EUPL-1.2
"""What sets of reforms reach: the strength of every cell under many sets at once, by the one evaluator.

The law with all candidates in it is compiled once for a measure. A set of reforms then is a choice among the values of the leaves that
the candidates touch (who is bound, which statement is in effect): each leaf has its value without and with them, taken from the two
bodies of law. That this equals the law with just that set, compiled anew, is tested, and checked for every plan that is given.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from comity.engine.compiler import ANYONE
from comity.engine.force import timeline
from comity.engine.leaves import ForceLeaf, LackLeaf, Ledger, OffenceLeaf, StatementLeaf
from comity.engine.offences import class_of
from comity.engine.statements import InEffect
from comity.lab.field import Cells, Fill, Strips, leaves_of_strength
from comity.lab.grid import Grid
from comity.lab.plan.candidates import MODEL
from comity.lab.safeguards import safeguards
from comity.lab.world import World, bits
from comity.logic.program import Planes, evaluate
from comity.model.errors import OurFault
from comity.model.law import Side
from comity.model.query import OffenceAsked
from comity.model.truth import Truth

Names = frozenset[str]
Choice = tuple[Names, Names]  # what the requesting side chose, what the requested side chose
ROWS = 1_500_000  # rows evaluated together


def both(names: Sequence[str] | Names) -> Choice:
    """The same reforms by whoever of the planning states is on a side."""
    return frozenset(names), frozenset(names)


@dataclass(frozen=True)
class Lawbook:
    """A measure without the candidates (``off``) and with all of them (``on``), on the same pairs."""

    measure: str
    day: date
    off: World
    on: World
    strips: Strips
    classes: tuple[tuple[str, ...], ...]
    states: Names
    _fills: dict[str, Fill] = field(default_factory=dict)

    def choices(self, names: Sequence[str]) -> tuple[str, ...]:
        """Those of some choices that the law of the measure reads."""
        leaves = leaves_of_strength(self.on.plan(self.measure))
        instruments = {getattr(key, "instrument", "") for key in leaves}
        statements = {(key.instrument, key.statement) for key in leaves if isinstance(key, StatementLeaf)}
        return tuple(name for name in names if name in instruments or (":" in name and tuple(name.split(":", 1)) in statements))

    def levels(self, sets: Sequence[Choice]) -> Cells:
        """The strength of every cell under each set: set x class x pair."""
        size = max(1, ROWS // (len(self.classes) * len(self.strips.pairs)))
        parts = [self._levels(sets[i : i + size]) for i in range(0, len(sets), size)]
        return np.concatenate(parts)

    def _levels(self, sets: Sequence[Choice]) -> Cells:
        block = SetBlock.made(self, sets)
        found = self.on.snapshot(self.measure, self.day, grid=block).strength
        return np.asarray(found).reshape(len(sets), len(self.classes), len(self.strips.pairs))

    def fallen(self, sets: Sequence[Choice]) -> Cells:
        """Where a set lets a safeguard of persons fall, in a cell where a request is possible without and with it."""
        result = [self._fallen(self._guards(both(())), part) for part in (self._guards(choice) for choice in sets)]
        return np.asarray(result, dtype=np.uint8)

    def _guards(self, choice: Choice) -> _Kept:
        block = SetBlock.made(self, [choice])
        plan = self.on.plan(self.measure)
        carried = self.on.snapshot(self.measure, self.day, grid=block).carried
        values = evaluate(plan.program, block.fill(plan.ledger, self.day, OffenceAsked()), block.rows)
        found = safeguards(plan, values, carried, block.full)
        return found.kept, found.possible

    def _fallen(self, before: _Kept, after: _Kept) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        stays = before[1] & after[1]
        rows = 0
        for topic, kept in before[0].items():
            rows |= stays & kept & ~after[0].get(topic, 0)
        shape = (len(self.classes), len(self.strips.pairs))
        return bits(rows, shape[0] * shape[1]).reshape(shape) & self.strips.real

    def leaf(self, key: Hashable, *, chosen: bool) -> Planes:
        """A leaf's value over the pairs without or with all candidates."""
        which = "on" if chosen else "off"
        if which not in self._fills:
            strips = self.strips if chosen else self.strips.under(self.off.statuses)
            self._fills[which] = strips.fill(self.on.plan(self.measure).ledger, self.day)
        return self._fills[which](key)

    def statement(self, key: StatementLeaf, *, joined: bool, withdrawn: bool) -> Truth:
        """Whether a statement is in effect, its maker bound or not, the statement taken back or not."""
        law = (self.on if withdrawn else self.off).corpus.by_id[key.instrument]
        made = next(item for item in law.statements if item.id == key.statement)
        bound = self.on if joined else self.off
        maker = timeline(bound.corpus, bound.corpus.by_id[key.instrument], made.by)
        return InEffect(made, maker, date.fromisoformat(self.off.corpus.as_of)).on(self.day)

    def maker(self, key: StatementLeaf) -> str:
        """Who made a statement."""
        return next(item.by for item in self.on.corpus.by_id[key.instrument].statements if item.id == key.statement)


_Kept = tuple[Mapping[str, int], int]


@dataclass(frozen=True)
class SetBlock(Grid):
    """A grid whose lines are sets of reforms x classes of offence, and whose columns are pairs."""

    book: Lawbook | None = None
    sets: tuple[Choice, ...] = ()

    @classmethod
    def made(cls, book: Lawbook, sets: Sequence[Choice]) -> SetBlock:
        """All pairs and classes under each of some sets."""
        lines, pairs = len(sets) * len(book.classes), len(book.strips.pairs)
        return cls(book.strips.statuses, tuple(range(lines)), tuple(range(pairs)), book, tuple(sets))

    def fill(self, ledger: Ledger, on: date, *offences: OffenceAsked) -> Fill:
        """The planes of leaves over all rows."""
        if self.book is None:
            raise OurFault("a block of sets without a book")
        return _SetFill(self, self.book, ledger).planes


class _SetFill:
    """Leaf by leaf: what reads the offence differs by class, what a candidate touches by set, all else is repeated."""

    def __init__(self, block: SetBlock, book: Lawbook, ledger: Ledger) -> None:
        self.book, self.sets, self.ledger = book, block.sets, ledger
        self.width, self.classes = len(block.asked), len(book.classes)
        self.full_pair, self.full = (1 << self.width) - 1, block.full
        self.starts = _repeat(self.width, len(block.asking))
        self.set_starts = _repeat(self.width * self.classes, len(self.sets))
        self._masks: dict[tuple[str, Side], int] = {}

    def planes(self, key: Hashable) -> Planes:
        """The value of a leaf in all rows."""
        if isinstance(key, OffenceLeaf):
            return self._offence(key)
        if isinstance(key, StatementLeaf) and self.book.maker(key) in self.book.states:
            return self._statement(key)
        on = self.book.leaf(key, chosen=True)
        if isinstance(key, ForceLeaf | LackLeaf):
            off = self.book.leaf(key, chosen=False)
            if on != off:
                return self._either(self.mask(key.instrument, Side(key.actor.removeprefix(ANYONE))), on, off)
        return Planes(on.yes * self.starts, on.no * self.starts)

    def mask(self, name: str, side: Side) -> int:
        """The rows of the sets in which a side made a choice; a treaty on a model is there where either side chose it."""
        known = self._masks.get((name, side))
        if known is None:
            known = self._lines(name, side)
            self._masks[name, side] = known
        return known

    def _lines(self, name: str, side: Side) -> int:
        width = self.width * self.classes
        data = bytearray(width * len(self.sets) // 8 + 1)
        for number, chosen in enumerate(self.sets):
            if _chose(chosen, name, side):
                data[number * width // 8] |= 1 << (number * width % 8)
        first = int.from_bytes(data, "little")
        return (first << width) - first  # each first row of a set, and all rows after it

    def _either(self, mask: int, on: Planes, off: Planes) -> Planes:
        with_, without = mask, self.full & ~mask
        yes = (on.yes * self.starts & with_) | (off.yes * self.starts & without)
        return Planes(yes, (on.no * self.starts & with_) | (off.no * self.starts & without))

    def _offence(self, key: OffenceLeaf) -> Planes:
        lines = [class_of(self.ledger.corpus, OffenceAsked(names[0]), key.classes) for names in self.book.classes]
        once = [
            sum(self.full_pair << (i * self.width) for i, truth in enumerate(lines) if truth is wanted) for wanted in (Truth.YES, Truth.NO)
        ]
        return Planes(once[0] * self.set_starts, once[1] * self.set_starts)

    def _statement(self, key: StatementLeaf) -> Planes:
        """A statement of a planning state, by the choices of the side on which it stands; elsewhere the leaf is not read."""
        book, maker = self.book, self.book.maker(key)
        truths = [[book.statement(key, joined=j, withdrawn=w) for w in (False, True)] for j in (False, True)]
        if len({truth for pair in truths for truth in pair}) == 1:
            only = Planes(self.full, 0) if truths[0][0] is Truth.YES else Planes(0, self.full) if truths[0][0] is Truth.NO else Planes(0, 0)
            return only
        yes = no = 0
        for side, place in ((Side.REQUESTING, 0), (Side.REQUESTED, 1)):
            here = sum(1 << i for i, pair in enumerate(book.strips.pairs) if pair[place] == maker) * self.starts
            joined, gone = self.mask(key.instrument, side), self.mask(f"{key.instrument}:{key.statement}", side)
            for j, w in ((False, False), (False, True), (True, False), (True, True)):
                rows = here & (joined if j else ~joined) & (gone if w else ~gone)
                yes |= rows if truths[j][w] is Truth.YES else 0
                no |= rows if truths[j][w] is Truth.NO else 0
        return Planes(yes, no)


def _chose(chosen: Choice, name: str, side: Side) -> bool:
    if name.startswith(MODEL):
        return name in chosen[0] or name in chosen[1]
    return name in chosen[0 if side is Side.REQUESTING else 1]


def _repeat(step: int, times: int) -> int:
    """One bit at each of the first multiples of a step."""
    found, count = min(times, 1), 1
    while count * 2 <= times:
        found |= found << (step * count)
        count *= 2
    return found | _repeat(step, times - count) << (step * count) if count < times else found
