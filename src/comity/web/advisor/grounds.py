# SPDX-License-Identifier: EUPL-1.2
"""Grounds for refusal as they stand (triggered, open, cleared), what is left to discretion, and the rights of the person at stake."""

from __future__ import annotations

from collections.abc import Mapping

from comity.web.advisor import words
from comity.web.advisor.lines import Group, Line, Reader, merged, proof

REFUSALS = ("must-refuse", "may-refuse", "may-postpone", "conflict")
STATES = ("yes", "unknown", "no")  # of a ground: triggered, open, cleared

ANSWERING = frozenset({*REFUSALS, "require"})
CLAIMS: Mapping[str, str] = {"against": "yes", "open": "unknown", "for": "no"}  # what a finding's effect on the request makes of a claim


def by_state(reader: Reader) -> Mapping[str, tuple[Group, ...]]:
    """The grounds by their state: mandatory ones first."""
    sorted_out: dict[str, dict[tuple[str, str], list[Line]]] = {state: {} for state in STATES}
    for finding in reader.answer.findings:
        if finding.kind in REFUSALS:
            sorted_out[finding.outcome].setdefault((finding.kind, finding.ground), []).append(reader.line(finding))
    return {state: _groups(reader, groups) for state, groups in sorted_out.items()}


def _groups(reader: Reader, groups: Mapping[tuple[str, str], list[Line]]) -> tuple[Group, ...]:
    ordered = sorted(groups.items(), key=lambda item: (REFUSALS.index(item[0][0]), item[0][1]))
    return tuple(Group(reader.ground(ground), kind, merged(lines), words.of(words.REFUSALS, kind)) for (kind, ground), lines in ordered)


def discretion(reader: Reader) -> tuple[Line, ...]:
    """What the other side may use or leave, each with what its finding rests on."""
    found = {(item.ground, item.instrument, item.article, item.says): item for item in reader.answer.findings}
    lines = []
    for item in reader.answer.discretion:
        rests = found.get((item.ground, item.instrument, item.article, item.says))
        shown = proof(rests.source, rests.as_of, rests.confidence, rests.notes) if rests else None
        norms = (reader.norm(item.instrument, item.article),)
        lines.append(Line(item.says, reader.lang, item.outcome, norms, shown, kind=reader.ground(item.ground)))
    return tuple(lines)


def claims(reader: Reader) -> tuple[Group, ...]:
    """What the person claims: a group for each, as it stands, with every norm that answers it; none where no norm does."""
    given = reader.answer.query.get("pleas", [])
    return tuple(_claim(reader, str(plea)) for plea in given) if isinstance(given, list) else ()


def _claim(reader: Reader, plea: str) -> Group:
    found = [item for item in reader.answer.findings if item.ground == plea and item.instrument]
    lines = [reader.line(item)._replace(state=CLAIMS[item.effect] if item.kind in ANSWERING else "") for item in found]
    states = [line.state for line in lines if line.state]
    state = min(states, key=STATES.index, default="unknown")
    ordered = sorted(merged(lines), key=lambda line: STATES.index(line.state) if line.state else len(STATES))
    return Group(reader.ground(plea), state if lines else "silent", tuple(ordered), words.of(words.CLAIMS, state if lines else "silent"))


def rights(reader: Reader) -> tuple[Group, ...]:
    """The rights of the person: what norms grant, and the grounds that protect, as they stand."""
    protecting = {ground.id for ground in reader.corpus.vocabulary.grounds if ground.protects}
    stand = [f for f in reader.answer.findings if f.kind in REFUSALS and f.ground in protecting]
    by_ground: dict[str, list[Line]] = {}
    for finding in sorted(stand, key=lambda f: STATES.index(f.outcome)):
        by_ground.setdefault(finding.ground, []).append(reader.line(finding))
    protected = tuple(Group(reader.ground(ground), "protects", merged(lines)) for ground, lines in by_ground.items())
    return (*reader.of_kinds("right"), *protected)
