# SPDX-License-Identifier: EUPL-1.2
"""The tree of reasons of one basis, down to facts, as a flat run of steps that a page opens and closes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from comity.advise.advise import Adviser
from comity.advise.judge import judge, telling
from comity.engine.compiler import bare
from comity.logic.program import Trace
from comity.model.query import Query
from comity.model.said import Speaker, in_line
from comity.model.truth import Truth
from comity.web.advisor import words
from comity.web.advisor.names import Names

DEEPEST = 24
MOST_STEPS = 1_500
LEAF = "leaf"
ALWAYS = "always"
NOT = "not"
_SIDES = {Truth.YES: "for", Truth.NO: "against", Truth.UNKNOWN: "open"}


class Reason(NamedTuple):
    """One step. ``opens``: steps below it follow; ``closes``: how many steps end here; ``fact``: it is a fact to be found out."""

    says: str
    truth: str
    word: str
    tone: str
    opens: bool
    closes: int
    fact: bool = False


class Tree(NamedTuple):
    """A tree with its heading; ``cut`` where it has more steps than a page shows."""

    says: str
    truth: str
    word: str
    steps: tuple[Reason, ...]
    cut: bool


def reasons(adviser: Adviser, names: Names, query: Query, basis: str) -> tuple[Tree, ...]:
    """Why a basis that the answer shows has its outcome, and each ground that reaches it; nothing where it is no basis here."""
    assessment = adviser.assess(query)
    row = telling([judge(assessment, row) for row in range(len(query.rows))])
    teller = _Teller(names, query.lang, (query.requesting, query.requested))
    for result in assessment.bases(row):
        if result.plan.instrument.id == basis:
            nodes = [result.node, *(ground.node for ground in result.grounds)]
            return tuple(teller.tree(assessment.values.trace(node, row)) for node in dict.fromkeys(nodes))
    return ()


class _Teller(NamedTuple):
    """Tells a trace in the user's language."""

    names: Names
    lang: str
    sides: tuple[str, str]

    def tree(self, trace: Trace) -> Tree:
        steps = list(self._steps(_parts(trace), 1))
        cut = len(steps) > MOST_STEPS
        shown = _closed(steps[:MOST_STEPS]) if cut else steps
        return Tree(self._says(trace), trace.truth.word, words.of(words.TRUTHS, trace.truth.word), tuple(shown), cut)

    def _steps(self, parts: Sequence[Trace], depth: int) -> Iterator[Reason]:
        for part in parts:
            below = _parts(_inner(part)) if depth < DEEPEST else []
            truth = part.truth
            fact = part.op == LEAF and part.says in self.names.corpus.facts
            word = words.of(words.TRUTHS, truth.word)
            yield Reason(self._says(part), truth.word, word, _SIDES[truth], bool(below), 0, fact)
            if below:
                yield from self._steps(below, depth + 1)
                yield Reason("", "", "", "", False, 1)

    def _says(self, trace: Trace) -> str:
        inner = _inner(trace)
        if inner is not trace:
            return in_line((words.of(words.GROUPS, NOT), ": ", self._says(inner)), self.lang)
        if not trace.says:
            return words.of(words.GROUPS, trace.op)
        spec = self.names.corpus.facts.get(trace.says) if trace.op == LEAF else None
        if spec is not None:
            return spec.asks.in_language(self.lang)[0]
        told = Speaker(self.names.corpus.phrases, self.lang).say(bare(trace.says))
        return self.names.named(told, self.lang, self.sides)


def _inner(trace: Trace) -> Trace:
    """What a bare negation denies; any other step itself."""
    return trace.parts[0] if trace.op == NOT and not trace.says else trace


def _parts(trace: Trace) -> list[Trace]:
    """The parts worth showing: not what always holds, or never."""
    return [part for part in trace.parts if _inner(part).says != ALWAYS]


def _closed(steps: list[Reason]) -> list[Reason]:
    """A run of steps that was cut, with every open step closed."""
    still_open = sum(step.opens for step in steps) - sum(step.closes for step in steps)
    return [*steps, *(Reason("", "", "", "", False, 1) for _ in range(still_open))]
