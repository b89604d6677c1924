# SPDX-License-Identifier: EUPL-1.2
"""Whether two conditions say the same, whatever their form: they are tried on every combination of what they ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import product

from comity.model.expression import COMPARISONS, Expression, Op

MOST = 4_096  # combinations that are tried; larger pairs of conditions are compared by their form alone

Case = Mapping[Expression | str, bool | float]


class Likeness(StrEnum):
    """How the first of two conditions stands to the second."""

    SAME = "same"
    NARROWER = "narrower"
    WIDER = "wider"
    OTHER = "other"
    UNTRIED = "untried"


def leaves(condition: Expression) -> Iterator[Expression]:
    """The parts that ask something, each once, in order."""
    seen: set[Expression] = set()
    waiting = [condition]
    while waiting:
        part = waiting.pop()
        if part.of:
            waiting.extend(reversed(part.of))
        elif part.op is not Op.ALWAYS and part not in seen:
            seen.add(part)
            yield part


def likeness(first: Expression, second: Expression) -> Likeness:
    """Compare two conditions on every combination of their leaves: each truth both ways, each size below, at and above each bound."""
    if first == second:
        return Likeness.SAME
    axes = _axes((*leaves(first), *leaves(second)))
    count = 1
    for values in axes.values():
        count *= len(values)
    if count > MOST:
        return Likeness.UNTRIED
    found = {(_holds(first, case), _holds(second, case)) for case in _cases(axes)}
    only_first, only_second = (True, False) in found, (False, True) in found
    if only_first and only_second:
        return Likeness.OTHER
    return Likeness.WIDER if only_first else Likeness.NARROWER if only_second else Likeness.SAME


def _axes(asked: tuple[Expression, ...]) -> Mapping[Expression | str, tuple[bool | float, ...]]:
    bounds: dict[str, set[float]] = {}
    axes: dict[Expression | str, tuple[bool | float, ...]] = {}
    for leaf in asked:
        if leaf.op in COMPARISONS:
            bounds.setdefault(leaf.name, set()).add(size(leaf.value[0]))
        else:
            axes[leaf] = (True, False)
    for name, found in bounds.items():
        axes[name] = tuple(sorted(point for bound in found for point in (bound - 0.5, bound, bound + 0.5)))
    return axes


def _cases(axes: Mapping[Expression | str, tuple[bool | float, ...]]) -> Iterator[Case]:
    for values in product(*axes.values()):
        yield dict(zip(axes, values, strict=True))


def size(bound: str) -> float:
    """A bound as a number: whole months and amounts as written, days by their place in the calendar."""
    word = bound.split(maxsplit=1)[0]
    return float(date.fromisoformat(word).toordinal()) if word.count("-") == 2 else float(word)


def _holds(condition: Expression, case: Case) -> bool:
    if condition.op is Op.ALWAYS:
        return True
    if condition.op is Op.NOT:
        return not _holds(condition.of[0], case)
    if condition.op in (Op.ALL, Op.ANY):
        parts = (_holds(part, case) for part in condition.of)
        return all(parts) if condition.op is Op.ALL else any(parts)
    if condition.op not in COMPARISONS:
        return bool(case[condition])
    value, bound = case[condition.name], size(condition.value[0])
    return {Op.AT_LEAST: value >= bound, Op.MORE_THAN: value > bound, Op.AT_MOST: value <= bound, Op.LESS_THAN: value < bound}[condition.op]


def any_of(conditions: list[Expression]) -> Expression:
    """At least one of several."""
    distinct = tuple(dict.fromkeys(conditions))
    if not distinct or any(condition.op is Op.ALWAYS for condition in distinct):
        return Expression()
    return distinct[0] if len(distinct) == 1 else Expression(Op.ANY, of=distinct)


def opposite(condition: Expression) -> Expression:
    """That it does not hold."""
    return condition.of[0] if condition.op is Op.NOT else Expression(Op.NOT, of=(condition,))
