# SPDX-License-Identifier: EUPL-1.2
"""One row a pair, as CSV that no spreadsheet takes for formulas, and as Parquet."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from comity.lab.map.view import Cells, View
from comity.lab.world import Strength

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class PairRow(NamedTuple):
    """A pair: its strength, the instruments that carry it, and those that may."""

    requesting: str
    requested: str
    measure: str
    offence: str
    on: str
    strength: str
    bases: tuple[str, ...]
    may_carry: tuple[str, ...]


def pair_rows(seen: View) -> Iterator[PairRow]:
    """The pairs that are asked about, in the order of codes."""
    question = seen.question
    on = question.on.isoformat()
    sure, possible = _names(seen.sure, len(seen.actors)), _names(seen.possible, len(seen.actors))
    for i, j in np.argwhere(seen.pairs):
        strength = Strength(int(seen.strength[i, j])).name.lower()
        carries = sure[i][j]
        may = tuple(name for name in possible[i][j] if name not in carries)
        yield PairRow(seen.actors[i], seen.actors[j], question.measure, question.offence, on, strength, carries, may)


def _names(cells: Mapping[str, Cells], size: int) -> list[list[tuple[str, ...]]]:
    found: list[list[tuple[str, ...]]] = [[()] * size for _ in range(size)]
    for name, pairs in sorted(cells.items()):
        for i, j in np.argwhere(pairs):
            found[i][j] = (*found[i][j], name)
    return found


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_csv(rows: list[PairRow], path: Path) -> None:
    """The rows as CSV; several instruments are set apart by a space."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(PairRow._fields)
        for row in rows:
            writer.writerow([harmless(part if isinstance(part, str) else " ".join(part)) for part in row])


def write_parquet(rows: list[PairRow], path: Path, seen: View) -> None:
    """The rows as Parquet, the body of law in its metadata."""
    words, names, names_schema = pa.dictionary(pa.int16(), pa.string()), pa.list_(pa.string()), {"bases", "may_carry"}
    fields = [pa.field(name, names if name in names_schema else words) for name in PairRow._fields]
    about = {"comity.corpus": seen.corpus.version, "comity.as_of": seen.corpus.as_of}
    columns = zip(*rows, strict=True) if rows else ((),) * len(fields)
    arrays = [pa.array(list(column), field.type) for field, column in zip(fields, columns, strict=True)]
    pq.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=about)), path, compression="zstd")
