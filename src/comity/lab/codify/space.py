# SPDX-License-Identifier: EUPL-1.2
"""The cases that conditions can tell apart, and in which of them each holds.

Two conditions are compared by what they say of these cases, not by how they are written: a threshold of six months against one of twelve,
a ground with an exception against one without.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise, product

from comity.lab.codify.settle import leaves
from comity.model.expression import COMPARISONS, Expression, Op

MOST = 4096  # cases looked at; above that an even sample of them
_GOLDEN = 0x9E3779B97F4A7C15  # the golden ratio of 2**64: its multiples spread evenly, so the sample is even and always the same
_ELSE = ""
_Case = Mapping[str, str]


class Space:
    """Every case over the facts of some conditions."""

    def __init__(self, expressions: Iterable[Expression]) -> None:
        self.axes: dict[str, list[str]] = {}
        for expression in expressions:
            for leaf in leaves(expression):
                self._take(leaf)
        self.cases = tuple(self._cases())

    def _take(self, leaf: Expression) -> None:
        if leaf.op is Op.ALWAYS:
            return
        axis = self.axes.setdefault(_axis(leaf), [_ELSE])
        values = leaf.value if leaf.op in (Op.IS, Op.HAS, *COMPARISONS) else ("yes",)
        for value in values:
            if value not in axis:
                axis.append(value)

    def _cases(self) -> Iterable[_Case]:
        names = list(self.axes)
        values = [self._values(name) for name in names]
        total = 1
        for axis in values:
            total *= len(axis)
        if total <= MOST:
            return [dict(zip(names, chosen, strict=True)) for chosen in product(*values)]
        return [_case(names, values, (number * _GOLDEN % 2**64) * total >> 64) for number in range(MOST)]

    def _values(self, name: str) -> list[str]:
        if not name.startswith("#"):
            return self.axes[name]
        bounds = sorted({_size(value) for value in self.axes[name] if value})
        beyond = [bounds[0] - 1, *bounds, *((low + high) / 2 for low, high in pairwise(bounds)), bounds[-1] + 1]
        return [str(value) for value in sorted(beyond)]

    def holds(self, expression: Expression) -> tuple[bool, ...]:
        """In which cases a condition holds."""
        return tuple(_holds(expression, case) for case in self.cases)

    def implies(self, first: Expression, second: Expression) -> bool:
        """Whether the second holds wherever the first does."""
        return all(there or not here for here, there in zip(self.holds(first), self.holds(second), strict=True))


def _case(names: list[str], values: list[list[str]], number: int) -> _Case:
    chosen = {}
    for name, axis in zip(names, values, strict=True):
        number, at = divmod(number, len(axis))
        chosen[name] = axis[at]
    return chosen


def _axis(leaf: Expression) -> str:
    if leaf.op in COMPARISONS:
        return f"#{leaf.name}"
    return leaf.name if leaf.op in (Op.FACT, Op.IS, Op.HAS) else f"{leaf.op.value} {leaf.name} {' '.join(leaf.value)}"


def _size(value: str) -> float:
    """A number, an amount or a day as a size."""
    word, _, _ = value.partition(" ")
    return float(word.replace("-", "")) if word.count("-") == 2 else float(word)


def _holds(expression: Expression, case: _Case) -> bool:
    if expression.op is Op.ALWAYS:
        return True
    if expression.op is Op.NOT:
        return not _holds(expression.of[0], case)
    if expression.op is Op.ALL:
        return all(_holds(part, case) for part in expression.of)
    if expression.op is Op.ANY:
        return any(_holds(part, case) for part in expression.of)
    value = case.get(_axis(expression), _ELSE)
    if expression.op in COMPARISONS:
        return _compared(expression, float(value))
    return value in expression.value if expression.op in (Op.IS, Op.HAS) else value == "yes"


def _compared(expression: Expression, value: float) -> bool:
    bound = _size(expression.value[0])
    return {
        Op.AT_LEAST: value >= bound,
        Op.MORE_THAN: value > bound,
        Op.AT_MOST: value <= bound,
        Op.LESS_THAN: value < bound,
    }[expression.op]
