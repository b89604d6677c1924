# SPDX-License-Identifier: EUPL-1.2
"""The tree of reasons for a human."""

from __future__ import annotations

from collections.abc import Iterator

from comity.advise.advise import Adviser
from comity.cli.style import coloured, heading
from comity.logic.program import Trace
from comity.model.query import Query
from comity.model.truth import Truth

_GROUP = {"all": "all of", "any": "any of", "not": "not", "first": "given, or as it follows", "leaf": "condition"}


def explain(adviser: Adviser, query: Query) -> str:
    """For each basis, why its outcome is what it is, down to the facts."""
    assessment = adviser.assess(query)
    lines: list[str] = []
    for row, asked in enumerate(query.rows):
        if len(query.rows) > 1:
            lines.append(heading(f"Offence {asked.offence.name or asked.offence.iccs or row + 1}"))
        for result in assessment.bases(row):
            if assessment.at(result.plan.force, row) is Truth.NO:
                continue
            lines.append(heading(f"{result.plan.instrument.id} as {result.role.value}"))
            lines.extend(_tree(assessment.values.trace(result.node, row), 1))
            for ground in result.grounds:
                lines.extend(_tree(assessment.values.trace(ground.node, row), 1))
            lines.append("")
    return "\n".join(lines)


def _tree(trace: Trace, depth: int) -> Iterator[str]:
    """A node with its parts; parts that merely repeat an unlabelled single step are left out."""
    label = trace.says or _GROUP[trace.op]
    yield f"{'  ' * depth}{coloured(trace.truth.word)}  {label}"
    if trace.op == "leaf" or depth > 14:
        return
    for part in trace.parts:
        yield from _tree(part, depth + 1)
