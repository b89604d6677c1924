# SPDX-License-Identifier: EUPL-1.2
"""The equality checks bite: peers that were given wrong data must be found out."""

from __future__ import annotations

from collections.abc import Iterator

from bench.logic_program import MultiShot
from bench.p1 import outcomes
from bench.questions import questions
from bench.tables import Asked, ForceAlone, Sql
from bench.timing import Line, Unequal, equal
from comity.advise.advise import Adviser
from comity.corpus.corpus import Corpus

COUNT, FEW = 60, 4  # a grounding is dear


def run(corpus: Corpus) -> Iterator[Line]:
    """The lines of the teeth."""
    broken = (("DuckDB without one actor", COUNT, _sql(corpus)), ("clingo on a law without rows", FEW, _clingo(corpus)))
    for name, asked, found in broken:
        if not found:
            raise Unequal(f"{name}: no difference was found, so the check is blind")
        yield Line(f"teeth: {name}", f"{found} of {asked} questions differ, as they must")


def _sql(corpus: Corpus) -> int:
    asked = [Asked(q.requesting, q.requested, q.measure, q.rows[0].on) for q in questions(corpus, COUNT)]
    ours, broken = ForceAlone(corpus), Sql(corpus)
    broken.connection.execute("delete from status where actor = ?", [asked[0].requested])
    return sum(_differ(ours.in_force(item), broken.in_force(item)) for item in asked)


def _clingo(corpus: Corpus) -> int:
    adviser, broken = Adviser(corpus), MultiShot(corpus)
    broken.oracle.law = "\n".join(line for line in broken.oracle.law.splitlines() if not line.startswith("row("))
    broken.renew()
    return sum(_differ(outcomes(adviser, query), broken.outcomes(query)) for query in questions(corpus, FEW))


def _differ(ours: object, theirs: object) -> bool:
    try:
        equal("teeth", ours, theirs)
    except Unequal:
        return True
    return False
