# SPDX-License-Identifier: EUPL-1.2
"""Weighs what instruments say on one point, so that a policy can choose."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

from comity.lab.codify.norms import Norm
from comity.lab.codify.policy import Position
from comity.lab.codify.space import Space
from comity.model.expression import ALWAYS
from comity.model.law import GROUNDS, Instrument, Kind, Provision

# How far a rule stands in the way of the request where its condition (for a requirement: its failure) holds.
_WEIGHT = {
    Kind.MUST_REFUSE: 1.0,
    Kind.REQUIRE: 1.0,
    Kind.CONTENT: 1.0,
    Kind.MAY_REFUSE: 0.5,
    Kind.MAY_POSTPONE: 0.25,
    Kind.DUTY: 0.0,  # a duty not to refuse on this ground
    Kind.DEEMS: 0.0,
}
# Of a clock that starts with it, the person is held; of these others, the person is protected while it runs.
_HOLDING = frozenset({"arrest"})
_PROTECTING = frozenset({"liberty", "notice"})
_HOURS = {"hours": 1.0, "days": 24.0, "months": 24 * 30.4}


def positions(norms: Iterable[Norm]) -> tuple[Position, ...]:
    """One position an instrument, all weighed against each other."""
    by_instrument: dict[str, list[Norm]] = {}
    for norm in norms:
        by_instrument.setdefault(norm.instrument.id, []).append(norm)
    groups = [(group[0].instrument, tuple(group)) for group in by_instrument.values()]
    first = groups[0][1][0].rule.kind
    if first is Kind.CLOCK:
        return tuple(_clock(instrument, group) for instrument, group in groups)
    if first in (Kind.LANGUAGE, Kind.CHANNEL, Kind.AUTHORITY):
        return tuple(_set(instrument, group) for instrument, group in groups)
    return _conditions(groups)


def _conditions(groups: Sequence[tuple[Instrument, tuple[Norm, ...]]]) -> tuple[Position, ...]:
    space = Space(norm.rule.when for _, group in groups for norm in group)
    found = []
    for instrument, group in groups:
        effect = _effect(space, [norm.rule for norm in group])
        share = sum(effect) / len(effect)
        safeguard = share if group[0].rule.kind in {*GROUNDS, Kind.DUTY} else None
        found.append(Position(instrument, group, effect, share, safeguard))
    return tuple(found)


def _effect(space: Space, rules: Sequence[Provision]) -> tuple[float, ...]:
    """In each case, how far the rules together stand in the way."""
    whole = [0.0] * len(space.cases)
    for rule in rules:
        weight = _WEIGHT.get(rule.kind, 0.0)
        for at, holds in enumerate(space.holds(rule.when)):
            if holds is not (rule.kind is Kind.REQUIRE):
                whole[at] = max(whole[at], weight)
    return tuple(whole)


def _clock(instrument: Instrument, group: tuple[Norm, ...]) -> Position:
    lengths = [_length(norm.rule) for norm in group]
    longest = max(lengths)
    starts = group[0].rule.value.starts
    means = tuple(sorted(zip(lengths, (norm.rule.when for norm in group), strict=True), key=repr))
    if starts in _HOLDING:
        return Position(instrument, group, means, -longest, -longest)
    return Position(instrument, group, means, longest, longest if starts in _PROTECTING else -longest)


def _length(rule: Provision) -> float:
    return sum(float(getattr(rule.value, unit)) * hours for unit, hours in _HOURS.items() if getattr(rule.value, unit))


def _set(instrument: Instrument, group: tuple[Norm, ...]) -> Position:
    means: Hashable = frozenset((_said(norm.rule), norm.rule.when) for norm in group)
    return Position(instrument, group, means, min(_demand(norm.rule) for norm in group), None)


def _said(rule: Provision) -> Hashable:
    value = rule.value
    return value.route, value.name, frozenset(value.languages), value.translation


def _demand(rule: Provision) -> float:
    """What a rule on language or channel demands: nothing where no translation is needed, least where there are many ways."""
    value = rule.value
    if rule.kind is not Kind.LANGUAGE:
        return 1.0 if rule.when == ALWAYS else 1.5
    needed: Mapping[str, float] = {"not-required": 0.0, "summary": 0.3, "of-request-only": 0.5, "of-annexes-only": 0.5, "reciprocal": 0.6}
    return needed.get(value.translation, 1.0 + 1.0 / (1 + len(value.languages)))
