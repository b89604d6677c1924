# SPDX-License-Identifier: EUPL-1.2
"""Why a node is false, in the words of the norms that make it so."""

from __future__ import annotations

from collections.abc import Iterator

from comity.engine.compiler import bare
from comity.logic.program import Evaluation
from comity.model.said import joined, remark, said
from comity.model.truth import Truth


def why_false(values: Evaluation, node: int, row: int, most: int = 3) -> str:
    """The labels of the leaves that settle a false node, the first few of them."""
    found: dict[str, None] = {}
    for label in _labels(values, node, row, Truth.NO):
        found.setdefault(label)
        if len(found) == most:
            break
    return joined("; ", found)


def _labels(values: Evaluation, node: int, row: int, wanted: Truth) -> Iterator[str]:
    """Labels of the leaves below a node that force its value."""
    op, of, says = values.program.nodes[node]
    if op == "leaf":
        yield said("{label}: {truth}", label=bare(says), truth=remark(values.at(node, row).word))
    elif op == "not":
        yield from _labels(values, of[0], row, Truth(Truth.YES - wanted))
    else:
        one_is_enough = op == "first" or (op == "all") == (wanted is Truth.NO)
        for part in of:
            if values.at(part, row) is wanted:
                yield from _labels(values, part, row, wanted)
                if one_is_enough:
                    return
