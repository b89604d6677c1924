# SPDX-License-Identifier: EUPL-1.2
"""P1: one question with its complete explanation, in process, against clingo; force alone against a decision table and SQL; growth."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial

from bench.copies import copied
from bench.logic_program import MultiShot, together
from bench.questions import largest, of_plan, questions
from bench.tables import Asked, ForceAlone, Sql, Table
from bench.timing import Line, at, equal, shown, timed
from comity.advise.advise import Adviser
from comity.advise.data import answer_json
from comity.corpus.corpus import Corpus
from comity.engine.assess import assess
from comity.model.query import Query
from comity.model.truth import Truth

FACTOR = 10


def run(corpus: Corpus, *, asked: int = 60, rounds: int = 200) -> Iterator[Line]:
    """The lines of P1."""
    yield from against_clingo(corpus, asked)
    yield from force_alone(corpus, asked)
    yield from largest_pair(corpus, rounds)
    yield from growth(corpus, rounds)


def outcomes(adviser: Adviser, query: Query) -> dict[str, Truth]:
    """What is yes or unknown as a basis."""
    results = adviser.assess(query).bases(0)
    return {result.plan.instrument.id: result.outcome for result in results if result.outcome is not Truth.NO}


def against_clingo(corpus: Corpus, count: int) -> Iterator[Line]:
    """The finished answer with every article, against clingo's bare outcomes."""
    adviser, peer = Adviser(corpus), MultiShot(corpus)
    asked = questions(corpus, count)
    cold, warm, shots = list[float](), list[float](), list[float]()
    theirs: list[dict[str, Truth]] = []

    def ours(query: Query) -> None:
        answer_json(adviser.answer(query))

    for query in asked:  # side by side: what else the machine does hits both alike
        peer.renew()
        cold += timed(partial(ours, query), 1)
        shots += timed(lambda query=query: theirs.append(peer.outcomes(query)), 1)  # type: ignore[misc]
        warm += timed(partial(ours, query), 1)
    for seconds in (cold, warm, shots):
        seconds.sort()
    start = time.perf_counter()
    at_once = together(corpus, asked)
    amortised = (time.perf_counter() - start) / count
    compared = 0
    for query, one, other in zip(asked, theirs, at_once, strict=True):
        own = outcomes(adviser, query)
        place = f"{query.requesting} asks {query.requested} for {query.measure} on {query.rows[0].on} ({query.rows[0].offence.name})"
        equal(place, own, one)
        equal(place, own, other)
        compared += len(adviser.plan(query.requesting, query.requested, query.measure).bases)
    ratio = at(shots, 0.5) / at(warm, 0.5)
    yield Line("P1 finished answer in JSON, pair compiled", f"p50 {shown(at(warm, 0.5))}, p99 {shown(at(warm, 0.99))}")
    yield Line("   first question of a pair, compiling its law", f"p50 {shown(at(cold, 0.5))}, p99 {shown(at(cold, 0.99))}")
    yield Line("   clingo multi-shot, bare outcomes", f"p50 {shown(at(shots, 0.5))}: {ratio:.1f} x ours", ">= 5 x", ratio >= 5)
    yield Line(f"   clingo, {count} questions in one grounding", f"{shown(amortised)} each: {amortised / at(warm, 0.5):.1f} x ours")
    yield Line("   answers compared", f"{count} questions, {compared} bases, each twice: equal")


def force_alone(corpus: Corpus, count: int) -> Iterator[Line]:
    """Which treaties that serve the measure are in force between the two."""
    asked = [Asked(q.requesting, q.requested, q.measure, q.rows[0].on) for q in questions(corpus, count)]
    ours, sql, table = ForceAlone(corpus), Sql(corpus), Table(corpus)
    for item in asked:
        equal(f"DuckDB {item}", ours.in_force(item), sql.in_force(item))
        equal(f"zen-engine {item}", ours.in_force(item), table.in_force(item))
    peers: dict[str, Callable[[Asked], frozenset[str]]] = {"ours": ours.in_force, "DuckDB": sql.in_force, "zen-engine": table.in_force}
    seconds: dict[str, list[float]] = {name: [] for name in peers}
    for item in asked:
        for name, ask in peers.items():
            seconds[name] += timed(partial(ask, item), 3)
    median = {name: at(sorted(each), 0.5) for name, each in seconds.items()}
    yield Line("   force and scope alone, one question", f"p50 {shown(median['ours'])}")
    batch = [Asked(asked[0].requesting, asked[0].requested, asked[0].measure, item.on) for item in asked] * 20
    row = at(timed(lambda: ours.many(batch), 20), 0.5) / len(batch)
    yield Line(f"   the same, {len(batch)} days of a pair at once", f"{shown(row)} a question")
    for name in ("DuckDB", "zen-engine"):
        ratio = median[name] / median["ours"]
        measured = f"p50 {shown(median[name])}: {ratio:.0f} x ours ({median[name] / row:.0f} x the batch)"
        yield Line(f"   {name}, which cannot say unknown", measured, ">= 100 x", ratio >= 100)
    total = sum(len(ours.in_force(item)) for item in asked)
    yield Line("   answers compared", f"{2 * count} answers of {total} treaties in force: equal")


def largest_pair(corpus: Corpus, rounds: int) -> Iterator[Line]:
    """Evaluation and finished answer on the largest pair."""
    adviser = Adviser(corpus)
    plan = largest(adviser)
    query = of_plan(plan)
    evaluation = timed(lambda: assess(plan, query.rows), rounds)
    answer = timed(lambda: adviser.answer(query), rounds)
    name = f"{plan.requesting} asks {plan.requested}, {plan.measure}"
    yield Line("   largest pair", f"{name}: {len(plan.program.nodes)} nodes, {len(plan.bases)} bases")
    for what, seconds, limit in (("evaluation", evaluation, 1e-3), ("finished answer", answer, 5e-3)):
        measured = f"p50 {shown(at(seconds, 0.5))}, p99 {shown(at(seconds, 0.99))}"
        yield Line(f"   largest pair, {what}", measured, f"p99 <= {shown(limit)}", at(seconds, 0.99) <= limit)
    equal("the largest pair asked twice", adviser.answer(query), Adviser(corpus).answer(query))


def growth(corpus: Corpus, rounds: int) -> Iterator[Line]:
    """The same question on ten times the law."""
    large = copied(corpus, FACTOR)
    query = questions(corpus, 1)[0]
    small_one, large_one = Adviser(corpus), Adviser(large)
    equal("the same question on ten times the law", small_one.answer(query), large_one.answer(query))
    # In turns, so that what else the machine does hits both alike.
    own: list[float] = []
    grown: list[float] = []
    for _ in range(rounds):
        own += timed(lambda: small_one.answer(query), 1)
        grown += timed(lambda: large_one.answer(query), 1)
    ratio = at(sorted(grown), 0.5) / at(sorted(own), 0.5)
    laws = f"{len(corpus.instruments)} -> {len(large.instruments)} instruments, {len(corpus.actors)} -> {len(large.actors)} actors"
    yield Line(f"   growth: {laws}", f"{ratio:.2f} x the time of an answer", "<= 1.2 x", ratio <= 1.2)
    one = at(timed(lambda: Adviser(corpus).answer(query), 5), 0.5)
    ten = at(timed(lambda: Adviser(large).answer(query), 5), 0.5)
    yield Line("   growth of a pair's first question", f"{shown(one)} -> {shown(ten)}: {ten / one:.2f} x")
