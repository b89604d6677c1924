# SPDX-License-Identifier: EUPL-1.2
"""Writes the files of a map: pictures, report, data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from comity.lab.map import style
from comity.lab.map.changes import changes, measures
from comity.lab.map.data import pair_rows, write_csv, write_parquet
from comity.lab.map.matrix import matrix
from comity.lab.map.pictures import time_line, world_map
from comity.lab.map.report import report
from comity.lab.map.result import Progress, Result
from comity.model.errors import WrongInput


def write(result: Result, folder: Path, say: Progress) -> tuple[str, ...]:
    """Write all files into a folder; their names."""
    prepare(folder)
    say("pictures")
    drawings = {"map": world_map(result.seen), "matrix": matrix(result.seen), "timeline": time_line(result.seen, result.past)}
    pictures = {name: style.svg(drawing) for name, drawing in drawings.items()}
    for name, svg in pictures.items():
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
        (folder / f"{name}.png").write_bytes(style.png(svg))
    say("report and data")
    (folder / "report.html").write_text(report(result, pictures), encoding="utf-8")
    rows = list(pair_rows(result.seen))
    write_csv(rows, folder / "data.csv")
    write_parquet(rows, folder / "data.parquet", result.seen)
    write_json(changes(result.seen, result.history), folder / "changes.json")
    write_json(measures(result.seen, result.strengths), folder / "measures.json")
    drawn = (f"{name}.{ending}" for name in pictures for ending in ("svg", "png"))
    return (*drawn, "report.html", "data.csv", "data.parquet", "changes.json", "measures.json")


def write_json(content: dict[str, Any], path: Path) -> None:
    """Plain values as JSON without a space too many."""
    path.write_bytes(msgspec.json.encode(content))


def prepare(folder: Path) -> None:
    """Make the folder; WrongInput where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongInput(f"this folder cannot be made ({error.strerror})", where=str(folder), do="name another with -o") from error
