# SPDX-License-Identifier: EUPL-1.2
"""P3 and P4: the world through time against DuckDB and clingo, and after one ratification against anew.

Run by ``make bench``, or alone: ``python -m bench.world [MEASURE] [SINCE]``. The peers have no word for unknown and read no
conditions: they get the days on which each treaty certainly binds, and say how many pairs it is in force between on each of some days. That
part is compared, count by count; our figure for whole cells (pairs x classes x days) is beside it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import clingo
import duckdb
import numpy as np

from comity.corpus.corpus import Corpus
from comity.corpus.load import load
from comity.lab.history import history, recompute
from comity.lab.world import World
from comity.model.day import Day
from comity.model.law import Binds, Confidence, Instrument, Side, StatusKind, StatusRow
from comity.model.truth import Truth

MEASURE = "transfer-sentenced-person"
SINCE = date(2000, 1, 1)
DAYS = tuple(date(year, 7, 1) for year in range(1995, 2027))
CLINGO_DAYS = DAYS[-2:]


def main(arguments: list[str]) -> int:
    """Print the table; 1 where any two answers differ."""
    measure = arguments[0] if arguments else MEASURE
    since = date.fromisoformat(arguments[1]) if len(arguments) > 1 else SINCE
    corpus = load()
    world = World.of(corpus)
    until = date.fromisoformat(corpus.as_of)
    same = _p3(world, measure, since, until)
    return 0 if _p4(world, measure, until) and same else 1


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _bandwidth() -> float:
    """Bytes a second that one core writes to memory, the best of five fills of 256 MB."""
    room = np.zeros(1 << 28, dtype=np.uint8)
    return room.nbytes / min(_timed(lambda: room.fill(1)) for _ in range(5))


# -- P3


def _p3(world: World, measure: str, since: date, until: date) -> bool:
    offences = ["", *world.corpus.offences]
    world.plan(measure)
    start = time.perf_counter()
    found = history(world, measure, offences, since, until=until)
    took = time.perf_counter() - start
    ours = found.cells / took
    print(
        f"P3  {measure}, {since} to {until}: {found.cells:.3g} cells (pairs x {len(offences)} classes x days), {found.change_points} change"
    )
    print(f"    points on {len(found.changes)} days, {took:.1f} s: {ours:.3g} cells a second")
    written = found.start.nbytes + sum(change.places.nbytes + change.strengths.nbytes for change in found.changes)
    share = written / took / _bandwidth()
    print(f"    {written:,} bytes of change points written: {share:.1e} of the write bandwidth of one core, measured now")
    anew = world.strengths(measure, until, found.classes, world.grid)
    equal = bool(np.array_equal(found.on(until), anew))
    print(f"    last day equal to a computation anew: {equal}")
    counts, seconds = _our_counts(world, measure)
    pairs = len(world.actors) ** 2 * len(counts)
    for name, peer, days in (("DuckDB", _duckdb, DAYS), ("clingo", _clingo, CLINGO_DAYS)):
        answers, peer_seconds = peer(world, measure, days)
        wanted = {key: count for key, count in counts.items() if key[1] in days}
        rate = len(world.actors) ** 2 * len(wanted) / peer_seconds
        mine = pairs / seconds
        agree = answers == wanted
        equal &= agree
        print(f"    {name}: force alone {rate:.3g} cells a second, ours {mine:.3g} ({mine / rate:.1f} x) on force,")
        print(f"    {ours / rate:.1f} x in whole cells; {len(wanted)} counts compared, equal: {agree}")
    return equal


def _our_counts(world: World, measure: str) -> tuple[dict[tuple[str, date], int], float]:
    """For each treaty and day, between how many ordered pairs it certainly binds both; and the seconds it took."""
    found: dict[tuple[str, date], int] = {}
    names = [law.id for law in world.corpus.serving(measure) if law.binds is Binds.BOTH and not law.parent]
    for name in names:
        world.statuses.of(name)
    grid = world.grid
    start = time.perf_counter()
    for name in names:
        for day in DAYS:
            bound = world.statuses.vector(name, day).yes
            asking, asked = (grid.spread(bound, side) for side in (Side.REQUESTING, Side.REQUESTED))
            found[name, day] = (asking & asked).bit_count() - bound.bit_count()
    return found, time.perf_counter() - start


def _intervals(world: World, measure: str) -> list[tuple[str, str, int, int]]:
    rows = []
    for law in world.corpus.serving(measure):
        if law.binds is not Binds.BOTH or law.parent:
            continue
        for code, line in zip(world.actors, world.statuses.of(law.id), strict=True):
            ends = [*line.starts[1:], date.max]
            rows += [
                (law.id, code, start.toordinal(), end.toordinal())
                for start, end, force in zip(line.starts, ends, line.forces, strict=True)
                if force.truth is Truth.YES
            ]
    return rows


def _duckdb(world: World, measure: str, days: tuple[date, ...]) -> tuple[dict[tuple[str, date], int], float]:
    rows = _intervals(world, measure)
    connection = duckdb.connect()
    connection.execute("create table bound (law varchar, actor varchar, since integer, until integer)")
    connection.executemany("insert into bound values (?, ?, ?, ?)", rows)
    connection.execute("create table day (day integer)")
    connection.executemany("insert into day values (?)", [(day.toordinal(),) for day in days])
    query = """
        select one.law, day, count(*) from bound one join bound other on one.law = other.law and one.actor <> other.actor
        join day on one.since <= day and day < one.until and other.since <= day and day < other.until group by one.law, day"""
    start = time.perf_counter()
    answers = connection.execute(query).fetchall()
    took = time.perf_counter() - start
    found = {(law.id, day): 0 for law in _both(world, measure) for day in days}
    found.update({(law, date.fromordinal(day)): count for law, day, count in answers})
    return found, took


def _clingo(world: World, measure: str, days: tuple[date, ...]) -> tuple[dict[tuple[str, date], int], float]:
    facts = [f'bound("{law}","{actor}",{since},{until}).' for law, actor, since, until in _intervals(world, measure)]
    facts += [f"day({day.toordinal()})." for day in days]
    rules = "binds(L,A,D) :- bound(L,A,S,U), day(D), S <= D, D < U. pair(L,A,B,D) :- binds(L,A,D), binds(L,B,D), A != B."
    control = clingo.Control(["--warn=none"])
    control.add("base", [], " ".join([*facts, rules]))
    start = time.perf_counter()
    control.ground([("base", [])])
    found = {(law.id, day): 0 for law in _both(world, measure) for day in days}
    for atom in control.symbolic_atoms.by_signature("pair", 4):
        law, _, _, day = atom.symbol.arguments
        found[law.string, date.fromordinal(day.number)] += 1
    return found, time.perf_counter() - start


def _both(world: World, measure: str) -> list[Instrument]:
    return [law for law in world.corpus.serving(measure) if law.binds is Binds.BOTH and not law.parent]


# -- P4


def _p4(world: World, measure: str, until: date) -> bool:
    """One accession: the pairs of its state anew, against every pair anew, in a corpus with the accession; equal bit for bit."""
    law = next(law for law in _both(world, measure) if law.parties is not None and not law.pair)
    bound = {row.actor for row in law.rows}
    state = next(code for code in world.actors if code not in bound)
    after = World.of(_joined(world.corpus, law.id, state))
    classes = ("",)
    after.plan(measure)
    for name in {key.instrument for key in after.plan(measure).program.leaves if hasattr(key, "instrument")}:
        after.statuses.of(name)
    before = world.strengths(measure, until, classes, world.grid)
    after.strengths(measure, until, classes, after.strips([state])[0])
    updated = before.copy()
    part = min(_timed(lambda: recompute(after, measure, until, classes, ([state], updated))) for _ in range(5))
    anew = after.strengths(measure, until, classes, after.grid)
    whole = min(_timed(lambda: after.strengths(measure, until, classes, after.grid)) for _ in range(3))
    equal = bool(np.array_equal(updated, anew))
    others = len(world.corpus.measures)
    served = sum(1 for name in world.corpus.measures if law in world.corpus.serving(name))
    ratio = whole / part
    print(
        f"P4  {state} joins {law.id}: {part * 1e3:.1f} ms for its pairs, {whole * 1e3:.1f} ms for all pairs of the measure ({ratio:.1f} x);"
    )
    print(f"    it serves {served} of {others} measures, so that the world of all of them is {ratio * others / max(served, 1):.0f} x;")
    print(f"    equal bit for bit: {equal}")
    return equal


def _joined(corpus: Corpus, name: str, state: str) -> Corpus:
    laws = []
    for law in corpus.instruments:
        if law.id == name:
            day = Day.parse("2020-01-01")
            row = StatusRow(state, StatusKind.ACCESSION, law.sources[0].id, Confidence.LOW, consent=day, in_force=day)
            law = replace(law, rows=(*law.rows, row))  # noqa: PLW2901 - the changed one takes its place
        laws.append(law)
    return replace(corpus, instruments=tuple(laws))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
