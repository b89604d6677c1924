# SPDX-License-Identifier: EUPL-1.2
"""The peer clingo: the oracle of the tests, asked question after question without reading the law anew (multi-shot)."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import clingo

from comity.corpus.corpus import Corpus
from comity.model.query import Query
from comity.model.truth import Truth

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from oracle.compare import TRUTHS, Oracle
from oracle.facts import prefixes
from oracle.samples import Group, written

_RULES, _LAW = "base", "law"


class MultiShot:
    """The law is grounded once; each question adds its own facts and grounds what follows from them.

    What earlier questions left behind slows later ones, so ``renew`` starts afresh; it stays out of the timing.
    """

    def __init__(self, corpus: Corpus) -> None:
        self.oracle = Oracle(corpus)
        self.renew()

    def renew(self) -> None:
        """Ground the law, and nothing else."""
        self.control = clingo.Control(["--warn=none"])
        self.control.add(_LAW, [], "\n".join((self.oracle.law, *prefixes(self.oracle.codes))))
        self.control.add(_RULES, [], self.oracle.rules)
        self.control.ground([(_LAW, []), (_RULES, [])])
        self.asked = 0

    def outcomes(self, query: Query) -> dict[str, Truth]:
        """What is yes or unknown as a basis; what is not named is no."""
        number = self.asked
        self.asked += 1
        name = f"question{number}"
        self.control.add(name, [], "\n".join(written(number, _group(query), query.rows[0])))
        self.control.ground([(name, []), (_RULES, [])])
        with self.control.solve(yield_=True) as handle:
            model = handle.model()
            if model is None:
                raise AssertionError("the program has no model")
            shown = [symbol.arguments for symbol in model.symbols(shown=True) if symbol.name == "result"]
        return {words[1].string: TRUTHS[words[2].name] for words in shown if words[0].number == number}


def together(corpus: Corpus, queries: Sequence[Query]) -> Sequence[dict[str, Truth]]:
    """All questions in one grounding and one solution: what is cheapest for the peer."""
    answers = Oracle(corpus).answers([_group(query) for query in queries])
    found: list[dict[str, Truth]] = [{} for _ in queries]
    for (name, *terms), truth in answers.items():
        if name == "result":
            found[int(terms[0])][str(terms[1])] = truth
    return found


def _group(query: Query) -> Group:
    return Group(query.requesting, query.requested, query.measure, query.rows)
