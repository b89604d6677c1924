# SPDX-License-Identifier: EUPL-1.2
"""One list of what the request must have, over all bases that count: for drafting, never for the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comity.advise.ranking import Entry
from comity.engine.assess import Assessment
from comity.engine.plans import Rule
from comity.model.answer import Citation, Combined
from comity.model.law import Kind, Role
from comity.model.said import told
from comity.model.truth import Truth

_KINDS = (
    Kind.REQUIRE,
    Kind.CONTENT,
    Kind.FORMALITY,
    Kind.CHANNEL,
    Kind.AUTHORITY,
    Kind.LANGUAGE,
    Kind.CLOCK,
    Kind.ASSURANCE,
    Kind.USE_LIMIT,
    Kind.COST,
)


def working_rules(assessment: Assessment, row: int, entries: Sequence[Entry], kinds: Iterable[Kind]) -> list[Rule]:
    """Rules of these kinds that apply, of the listed bases that count, in the order of rank."""
    wanted = frozenset(kinds)
    return [
        rule
        for entry in entries
        if entry.result is not None and entry.outcome is not Truth.NO and entry.role is not Role.CONSTRAINT
        for rule in entry.result.plan.rules
        if rule.kind in wanted and assessment.at(rule.applies, row) is not Truth.NO and _holds(assessment, row, rule)
    ]


def _holds(assessment: Assessment, row: int, rule: Rule) -> bool:
    return rule.kind is Kind.REQUIRE or assessment.at(rule.works, row) is not Truth.NO


def combined(assessment: Assessment, row: int, entries: Sequence[Entry]) -> tuple[Combined, ...]:
    """The list: equal lines once, with every article that asks for them."""
    lines: dict[tuple[str, str], tuple[str, dict[Citation, None]]] = {}
    for rule in working_rules(assessment, row, entries, _KINDS):
        key = (rule.kind.value, rule.provision.value.field or rule.provision.says.en)
        if key not in lines:
            lines[key] = told(rule.provision.says), {}
        lines[key][1].setdefault(Citation(rule.instrument.id, rule.article))
    order = [kind.value for kind in _KINDS]
    ordered = sorted(lines.items(), key=lambda item: order.index(item[0][0]))
    return tuple(Combined(kind, says, tuple(sources)) for (kind, _), (says, sources) in ordered)
