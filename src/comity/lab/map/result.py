# SPDX-License-Identifier: EUPL-1.2
"""Everything that a map says, computed once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from comity.corpus.corpus import Corpus
from comity.corpus.region_files import Regions
from comity.lab.history import History
from comity.lab.map.changes import counted, through_time
from comity.lab.map.findings import Gap, Leg, Stalled, gaps, legs, only_conditional, stalled
from comity.lab.map.idle import Idle, idle
from comity.lab.map.network import Network, network
from comity.lab.map.question import Question
from comity.lab.map.reach import Reach, every_measure, reach
from comity.lab.map.view import ORDER, View, view
from comity.lab.world import Strength

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Result:
    """What pictures, report and data are made from."""

    seen: View
    history: History
    strengths: Mapping[str, npt.NDArray[np.uint8]]
    past: tuple[tuple[date, str, dict[str, int]], ...]
    reach: tuple[Reach, ...]
    legs: tuple[Leg, ...]
    conditional: tuple[tuple[str, int], ...]
    gaps: tuple[Gap, ...]
    idle: tuple[Idle, ...]
    stalled: tuple[Stalled, ...]
    network: Network


def compute(corpus: Corpus, regions: Regions, question: Question, say: Progress) -> Result:
    """The answer to a question."""
    say(f"all pairs on {question.on.isoformat()}")
    seen = view(corpus, regions, question)
    say("weakest links, gaps, idle and stalled treaties, network")
    found = (legs(seen), only_conditional(seen), gaps(seen), idle(seen), stalled(seen), network(seen))
    strengths = every_measure(seen, say)
    past = through_time(seen.world, question, say)
    return Result(seen, past, strengths, counted(seen, past), reach(seen, strengths), *found)


def partners(seen: View, strength: Strength) -> list[str]:
    """Whom the state of the question can ask at a strength, by name."""
    row = seen.strength[seen.actors.index(seen.question.state)]
    mine = seen.pairs[seen.actors.index(seen.question.state)]
    return sorted(seen.name(seen.actors[i]) for i in np.flatnonzero((row == strength) & mine))


def summary(result: Result) -> dict[str, Any]:
    """The answer as plain values, for ``--json``."""
    seen, question = result.seen, result.seen.question
    found: dict[str, Any] = {
        "schema": "comity.map/1",
        "query": {
            "measure": question.measure,
            "offence": question.offence,
            "on": question.on.isoformat(),
            "state": question.state,
            "region": question.region,
            "since": question.since,
        },
        "corpus": {"version": seen.corpus.version, "as_of": seen.corpus.as_of},
        "actors": len(seen.actors),
        "pairs": {direction: seen.counts(cells) for direction, cells in seen.directions.items()},
        "by_actor": _by_actor(seen),
        "timeline": [{"on": day.isoformat(), "direction": whose, **counts} for day, whose, counts in result.past],
        "measures": [asdict(item) for item in result.reach],
        "hangs_on_one": [asdict(item) for item in result.legs],
        "only_conditional": [{"instrument": name, "pairs": number} for name, number in result.conditional],
        "without_treaty": [asdict(item) for item in result.gaps],
        "idle": [asdict(item) for item in result.idle],
        "stalled": [asdict(item) for item in result.stalled],
        "network": asdict(result.network),
    }
    if question.state:
        found["partners"] = {level.name.lower(): partners(seen, level) for level in ORDER}
    return found


def _by_actor(seen: View) -> dict[str, dict[str, int]]:
    rows = np.eye(len(seen.actors), dtype=bool)
    return {code: seen.counts(seen.pairs & rows[:, [i]]) for i, code in enumerate(seen.actors)}
