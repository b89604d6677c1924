# SPDX-License-Identifier: EUPL-1.2
"""The peers without a word for unknown: a decision table (zen-engine) and SQL on intervals (DuckDB).

Both get the status as intervals in which it is certain, worked out once from the engine's own timelines; they answer which treaties that
serve the measure are in force between two actors on a day.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb
import zen

from comity.corpus.corpus import Corpus
from comity.engine.compiler import Compiler
from comity.engine.force import timeline
from comity.engine.leaves import Ledger
from comity.logic.program import Program, evaluate
from comity.model.law import Binds, Instrument, Kind
from comity.model.query import Row
from comity.model.truth import Truth

FOREVER = date(9999, 12, 31).toordinal()


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of force and scope."""

    requesting: str
    requested: str
    measure: str
    on: date


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from the first to the day before the last, as numbers."""

    instrument: str
    one: str
    other: str
    since: int
    until: int


def treaties(corpus: Corpus) -> list[Instrument]:
    """Treaties, not protocols, that serve some measure."""
    return [law for law in corpus.instruments if not law.national and not law.parent and _serves(law)]


def _serves(law: Instrument) -> set[str]:
    return {measure for rule in law.provisions if rule.kind is Kind.BASIS for measure in rule.measures}


# -- ours


class ForceAlone:
    """The one evaluator on the nodes of force alone."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.serving: dict[str, list[Instrument]] = {}
        for law in treaties(corpus):
            for measure in _serves(law):
                self.serving.setdefault(measure, []).append(law)
        self._kept: dict[tuple[str, str, str], tuple[list[tuple[str, int]], Program, Ledger]] = {}

    def compiled(self, asked: Asked) -> tuple[list[tuple[str, int]], Program, Ledger]:
        """The program of a pair and a measure; kept."""
        key = (asked.requesting, asked.requested, asked.measure)
        kept = self._kept.get(key)
        if kept is None:
            compiler = Compiler(self.corpus, asked.requesting, asked.requested)
            nodes = [(law.id, compiler.force(law)) for law in self.serving.get(asked.measure, ())]
            kept = self._kept[key] = (nodes, compiler.builder.build(), compiler.ledger())
        return kept

    def in_force(self, asked: Asked) -> frozenset[str]:
        """The treaties that are certainly in force and serve the measure."""
        return self.many([asked])[0]

    def many(self, asked: list[Asked]) -> list[frozenset[str]]:
        """The same for several days of one pair and measure."""
        nodes, program, ledger = self.compiled(asked[0])
        rows = [Row(item.on) for item in asked]
        values = evaluate(program, ledger.fill(rows), len(rows))
        return [frozenset(name for name, node in nodes if values.at(node, i) is Truth.YES) for i in range(len(rows))]


# -- what the peers are given


def status(corpus: Corpus) -> Iterator[Interval]:
    """Intervals in which a treaty certainly binds an actor."""
    actors = [actor.code for actor in corpus.actors]
    for law in treaties(corpus):
        for code in actors:
            line = timeline(corpus, law, code)
            for start, end in _certain(line.starts, lambda day, line=line: line.on(day).truth is Truth.YES):  # type: ignore[misc]
                yield Interval(law.id, code, "", start, end)


def _certain(points: Iterable[date], holds: Callable[[date], bool]) -> Iterator[tuple[int, int]]:
    days = sorted(set(points))
    for day, after in zip(days, [*days[1:], None], strict=True):
        if holds(day):
            yield day.toordinal(), after.toordinal() if after is not None else FOREVER


def breaks(corpus: Corpus) -> Iterator[Interval]:
    """Intervals in which a treaty may not work between two whom it binds: events, statements towards one, members of a union."""
    for law in treaties(corpus):
        for one, other in sorted(_perhaps_broken(corpus, law)):
            compiler = Compiler(corpus, one, other)
            node = compiler.force(law)
            program, ledger = compiler.builder.build(), compiler.ledger()
            days = sorted({*_days(law), *timeline(corpus, law, one).starts, *timeline(corpus, law, other).starts})
            values = evaluate(program, ledger.fill([Row(day) for day in days]), len(days))
            broken = {day for i, day in enumerate(days) if values.at(node, i) is not Truth.YES}
            yield from (Interval(law.id, one, other, start, end) for start, end in _certain(days, broken.__contains__))


def _perhaps_broken(corpus: Corpus, law: Instrument) -> set[tuple[str, str]]:
    """The pairs of which an event, a statement or a membership speaks."""
    found = {(event.actor, other) for event in law.events for other in event.towards}
    for statement in law.statements:
        if any(effect.exclude_all for effect in statement.effects):
            found |= {(statement.by, other) for other in statement.towards}
    if law.members is not None:
        members = sorted({member.actor for member in corpus.by_code[law.members.of].members})
        found |= {(one, other) for one in members for other in members if one < other}
    return found


def _days(law: Instrument) -> Iterator[date]:
    """Every day that the treaty's events and statements name."""
    dated = [day for event in law.events for day in (event.since, event.until)]
    dated += [day for statement in law.statements for day in (statement.since, statement.until)]
    for day in dated:
        if day is not None and day.first is not None and day.last is not None:
            yield from (day.first, day.last, day.last + timedelta(days=1))
    if law.members is not None:
        yield law.members.since


# -- DuckDB

_QUERY = """
select s.instrument from serves s join binds b using (instrument)
where s.measure = $3
  and exists (from status r where r.instrument = s.instrument and r.actor = $2 and r.since <= $4 and $4 < r.until)
  and (not b.mutual or exists (from status q where q.instrument = s.instrument and q.actor = $1 and q.since <= $4 and $4 < q.until))
  and (not b.mutual or not exists (from breaks k where k.instrument = s.instrument and k.since <= $4 and $4 < k.until
       and ((k.one = $1 and k.other = $2) or (k.one = $2 and k.other = $1))))
"""


class Sql:
    """DuckDB in memory."""

    def __init__(self, corpus: Corpus) -> None:
        self.connection = duckdb.connect(":memory:")
        run = self.connection.execute
        run("create table status(instrument varchar, actor varchar, since integer, until integer)")
        run("create table breaks(instrument varchar, one varchar, other varchar, since integer, until integer)")
        run("create table serves(instrument varchar, measure varchar)")
        run("create table binds(instrument varchar, mutual boolean)")
        bound, broken, laws = list(status(corpus)), list(breaks(corpus)), treaties(corpus)
        serves: list[tuple[object, ...]] = [(law.id, measure) for law in laws for measure in sorted(_serves(law))]
        self._fill("status", [(item.instrument, item.one, item.since, item.until) for item in bound])
        self._fill("breaks", [(item.instrument, item.one, item.other, item.since, item.until) for item in broken])
        self._fill("serves", serves)
        self._fill("binds", [(law.id, law.binds is Binds.BOTH) for law in laws])

    def _fill(self, table: str, rows: list[tuple[object, ...]]) -> None:
        columns = [list(column) for column in zip(*rows, strict=True)]
        marks = ", ".join("unnest(?)" for _ in columns)
        self.connection.execute(f"insert into {table} select {marks}", columns)

    def in_force(self, asked: Asked) -> frozenset[str]:
        """The same question in SQL."""
        given = [asked.requesting, asked.requested, asked.measure, asked.on.toordinal()]
        return frozenset(name for (name,) in self.connection.execute(_QUERY, given).fetchall())


# -- zen-engine


class Table:
    """A decision table of status intervals, asked once for each side; scope and breaks are plain look-ups beside it."""

    def __init__(self, corpus: Corpus) -> None:
        self.serving = ForceAlone(corpus).serving
        self.breaks = list(breaks(corpus))
        self.decision = zen.ZenEngine().create_decision(json.dumps(_graph(status(corpus))))

    def _bound(self, code: str, day: int) -> set[str]:
        result = self.decision.evaluate({"actor": code, "day": day})["result"]
        return {row["instrument"] for row in result}

    def in_force(self, asked: Asked) -> frozenset[str]:
        """The same question to the table."""
        day = asked.on.toordinal()
        one, other = self._bound(asked.requesting, day), self._bound(asked.requested, day)
        pair = {asked.requesting, asked.requested}
        broken = {item.instrument for item in self.breaks if {item.one, item.other} == pair and item.since <= day < item.until}
        laws = self.serving.get(asked.measure, ())
        mutual = {law.id for law in laws if law.binds is Binds.BOTH} & one & other - broken
        return frozenset(mutual | {law.id for law in laws if law.binds is Binds.REQUESTED and law.id in other})


def _graph(intervals: Iterable[Interval]) -> dict[str, object]:
    rules = [
        {"_id": str(number), "a": f'"{item.one}"', "d": f"[{item.since}..{item.until})", "i": f'"{item.instrument}"'}
        for number, item in enumerate(intervals)
    ]
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": "a", "name": "actor", "field": "actor"}, {"id": "d", "name": "day", "field": "day"}],
        "outputs": [{"id": "i", "name": "instrument", "field": "instrument"}],
        "rules": rules,
    }
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
        {"id": "table", "type": "decisionTableNode", "name": "table", "position": {"x": 1, "y": 0}, "content": table},
        {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
    ]
    edges = [
        {"id": "1", "type": "edge", "sourceId": "in", "targetId": "table"},
        {"id": "2", "type": "edge", "sourceId": "table", "targetId": "out"},
    ]
    return {"nodes": nodes, "edges": edges}
