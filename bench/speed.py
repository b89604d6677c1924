# SPDX-License-Identifier: EUPL-1.2
"""Prints the speed table: ``python -m bench.speed [p1] [p14] [teeth]``. A missed goal is shown; answers that differ are an error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator

from bench import p1, p14, teeth
from bench.timing import Line, machine, printed
from comity.corpus.corpus import Corpus
from comity.corpus.load import load

PARTS: dict[str, Callable[[Corpus], Iterator[Line]]] = {"p1": p1.run, "p14": p14.run, "teeth": teeth.run}


def main(names: list[str]) -> int:
    """Run the named parts, or all."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    print(machine(), flush=True)
    corpus = load()
    failed = 0
    for name in names or PARTS:
        failed |= printed(name, PARTS[name](corpus))
    return failed


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)  # DuckDB complains at the end of the interpreter of objects that it keeps itself
