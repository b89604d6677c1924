# SPDX-License-Identifier: EUPL-1.2
"""Asks the engine and the logic program the same questions, and counts where they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

import clingo

from comity.corpus.corpus import Corpus
from comity.engine.assess import assess
from comity.engine.compiler import Compiler
from comity.engine.force import Timeline, timeline
from comity.engine.pair import compile_pair
from comity.logic.program import evaluate
from comity.model.law import Instrument
from comity.model.query import Row
from comity.model.truth import Truth

from .facts import codes, prefixes, write
from .samples import Group, written

FOLDER = Path(__file__).parent
FILES = ("status.lp", "conditions.lp", "provisions.lp", "outcome.lp")
SIDE, PAIR, ROLE, RESULT = "force of one side", "force between two", "outcome in a role", "outcome"
KINDS = (SIDE, PAIR, ROLE, RESULT)
KEPT = 1000
"""How many disagreements are kept to be read; all are counted."""
TRUTHS = {"yes": Truth.YES, "unknown": Truth.UNKNOWN}

Key = tuple[str | int, ...]
Answers = Mapping[Key, Truth]


class Unsound(Exception):
    """The logic program contradicts itself, or leaves a choice."""


class Asked(NamedTuple):
    """One question, with what the engine says."""

    kind: str
    key: Key
    engine: Truth
    sample: int
    group: Group
    row: Row


class Disagreement(NamedTuple):
    """One question on which the two differ."""

    asked: Asked
    program: Truth

    def __str__(self) -> str:
        kind, key, engine, _, group, row = self.asked
        offence = row.offence.name or row.offence.iccs or "no offence given"
        case = f"{group.requesting} asks {group.requested} for {group.measure} on {row.on}, {offence}, {dict(row.facts)}"
        return f"{kind} {key}: engine {engine.word}, program {self.program.word}; {case}"


@dataclass(slots=True)
class Comparison:
    """What was compared, how often the two agreed, and where they did not."""

    samples: int = 0
    compared: Counter[str] = field(default_factory=Counter)
    agreed: Counter[str] = field(default_factory=Counter)
    values: Counter[tuple[str, Truth]] = field(default_factory=Counter)
    disagreements: list[Disagreement] = field(default_factory=list)

    def count(self, asked: Asked, says: Truth) -> None:
        """Take up one question."""
        self.compared[asked.kind] += 1
        self.values[asked.kind, asked.engine] += 1
        if asked.engine is says:
            self.agreed[asked.kind] += 1
        elif len(self.disagreements) < KEPT:
            self.disagreements.append(Disagreement(asked, says))

    @property
    def agrees(self) -> bool:
        """Whether they agree on everything."""
        return self.agreed == self.compared

    def add(self, other: Comparison) -> None:
        """Take up what another run found."""
        self.samples += other.samples
        self.compared += other.compared
        self.agreed += other.agreed
        self.values += other.values
        self.disagreements += other.disagreements[: KEPT - len(self.disagreements)]


def program() -> str:
    """The legal semantics."""
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in FILES)


class Oracle:
    """The logic program over one body of law."""

    def __init__(self, corpus: Corpus, rules: str | None = None) -> None:
        self.rules = program() if rules is None else rules
        self.law = write(corpus)
        self.codes = codes(corpus)
        self.aliases = frozenset(offence.id for offence in corpus.vocabulary.offences)

    def answers(self, groups: Sequence[Group]) -> dict[Key, Truth]:
        """Everything that is yes or unknown; what is not named is no. Samples are numbered through the rows of the groups."""
        control = clingo.Control(["--warn=none"])
        asked = [line for number, group, row in numbered(groups) for line in written(number, group, row)]
        used = {row.offence.iccs for group in groups for row in group.rows if row.offence.iccs}
        control.add("base", [], "\n".join((self.rules, self.law, *prefixes(self.codes | used), *asked)))
        control.ground([("base", [])])
        found: dict[Key, Truth] = {}
        with control.solve(yield_=True) as handle:
            model = handle.model()
            if model is None:
                raise Unsound("the program has no model")
            for symbol in model.symbols(shown=True):
                if symbol.name == "clash":
                    raise Unsound(f"both yes and no: {symbol}")
                *terms, value = symbol.arguments
                found[symbol.name, *map(_plain, terms)] = TRUTHS[value.name]
            handle.resume()
            if handle.model() is not None:
                raise Unsound("the program has more than one model")
        return found


def _plain(symbol: clingo.Symbol) -> str | int:
    if symbol.type is clingo.SymbolType.Number:
        return symbol.number
    return symbol.string if symbol.type is clingo.SymbolType.String else symbol.name


def numbered(groups: Iterable[Group]) -> Iterator[tuple[int, Group, Row]]:
    """Every question with its number."""
    number = 0
    for group in groups:
        for row in group.rows:
            yield number, group, row
            number += 1


class Engine:
    """The engine on the same questions."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.treaties = tuple(instrument for instrument in corpus.instruments if not instrument.national)
        self._timelines: dict[tuple[str, str], Timeline] = {}

    def status(self, instrument: Instrument, code: str) -> Timeline:
        """The status of an actor; kept, for it holds no fact of a case."""
        key = (instrument.id, code)
        known = self._timelines.get(key)
        if known is None:
            known = self._timelines[key] = timeline(self.corpus, instrument, code)
        return known

    def questions(self, groups: Iterable[Group]) -> Iterator[Asked]:
        """Everything that it says on these groups; samples are numbered as in the logic program."""
        start = 0
        for group in groups:
            yield from self._questions(group, start)
            start += len(group.rows)

    def _questions(self, group: Group, start: int) -> Iterator[Asked]:
        for number, row in enumerate(group.rows):
            for code in (group.requesting, group.requested):
                for key, truth in self.sides(code, row.on):
                    yield Asked(SIDE, key, truth, start + number, group, row)
        for number, key, truth in self.between(group):
            yield Asked(PAIR, key, truth, start + number, group, group.rows[number])
        listed: set[Key] = set()
        for number, kind, key, truth in self.outcomes(group):
            full: Key = ("outcome" if kind is ROLE else "result", start + number, *key)
            listed.add(full)
            yield Asked(kind, full, truth, start + number, group, group.rows[number])
        for number, row in enumerate(group.rows):  # what the engine does not list is no basis
            for instrument in self.treaties:
                full = ("result", start + number, instrument.id)
                if full not in listed:
                    yield Asked(RESULT, full, Truth.NO, start + number, group, row)

    def sides(self, code: str, day: date) -> Iterator[tuple[Key, Truth]]:
        """The force of every treaty for one actor on a day."""
        for instrument in self.treaties:
            yield ("side", instrument.id, code, day.toordinal()), self.status(instrument, code).on(day).truth

    def between(self, group: Group) -> Iterator[tuple[int, Key, Truth]]:
        """The force of every treaty between the two, by row."""
        compiler = Compiler(self.corpus, group.requesting, group.requested, self.status)
        nodes = [compiler.force(instrument) for instrument in self.treaties]
        values = evaluate(compiler.builder.build(), compiler.ledger().fill(group.rows), len(group.rows))
        for number, row in enumerate(group.rows):
            for instrument, node in zip(self.treaties, nodes, strict=True):
                key = ("pair", instrument.id, group.requesting, group.requested, row.on.toordinal())
                yield number, key, values.at(node, number)

    def outcomes(self, group: Group) -> Iterator[tuple[int, str, Key, Truth]]:
        """The outcome of every basis, in each role and as a whole, by row; the key lacks the number of the sample."""
        plan = compile_pair(self.corpus, group.requesting, group.requested, group.measure, self.status)
        values = assess(plan, group.rows)
        for number in range(len(group.rows)):
            for basis in plan.bases:
                for role, node in basis.outcomes.items():
                    yield number, ROLE, (basis.instrument.id, role.value), values.at(node, number)
                yield number, RESULT, (basis.instrument.id,), values.basis(basis, number).outcome


def compare(groups: Sequence[Group], engine: Engine, oracle: Oracle) -> Comparison:
    """Compare both on these questions."""
    return counted(engine.questions(groups), oracle.answers(groups))


def counted(asked: Iterable[Asked], says: Answers) -> Comparison:
    """Count what the engine said against what the program says."""
    comparison = Comparison()
    seen: set[int] = set()
    for question in asked:
        seen.add(question.sample)
        comparison.count(question, says.get(question.key, Truth.NO))
    comparison.samples = len(seen)
    return comparison
