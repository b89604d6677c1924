# SPDX-License-Identifier: EUPL-1.2
"""P14: ``comity advise`` in a cold process, beside ``python -c pass``."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.timing import Line, at, equal, shown, timed
from comity.advise.advise import Adviser
from comity.advise.data import answer_json
from comity.advise.reading import read_query
from comity.corpus.corpus import Corpus
from comity.corpus.load import load

DAY = "2026-11-24"
WORDS = ["--from", "AZ", "--to", "GE", "--measure", "bank-records", "--offence", "money-laundering", "--on", DAY, "--json"]


def run(_: Corpus, *, times: int = 20) -> Iterator[Line]:
    """The lines of P14; the law is read anew, as the cold process reads it."""
    command = [str(Path(sys.executable).with_name("comity")), "advise", *WORDS]
    equal("the cold process", json.loads(_output(command)), _in_process(load()))  # it also writes the fast form of the law
    cold = at(timed(lambda: _output(command), times), 0.5)
    bare = at(timed(lambda: _output([sys.executable, "-c", "pass"]), times), 0.5)
    yield Line("P14 comity advise, cold process", f"median of {times}: {shown(cold)}", "<= 0.5 s", cold <= 0.5)
    yield Line("   beside python -c pass", f"{shown(bare)}: {cold / bare:.1f} x", "<= 20 x", cold / bare <= 20)
    yield Line("   answers compared", "1 answer, cold process and this one: equal")


def _output(command: list[str]) -> bytes:
    return subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603 - our own program with fixed words


def _in_process(corpus: Corpus) -> object:
    raw = {"requesting": "AZ", "requested": "GE", "measure": "bank-records", "on": DAY, "offence": {"name": "money-laundering"}}
    return json.loads(answer_json(Adviser(corpus).answer(read_query(raw, corpus, date.fromisoformat(DAY)))))
