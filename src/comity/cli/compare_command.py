# SPDX-License-Identifier: EUPL-1.2
"""``comity compare``: treaties, states or drafts side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
import msgspec

from comity.cli.files import encoded, write_files
from comity.cli.interpretations_command import interpretations
from comity.cli.style import faint, folded, heading
from comity.corpus.corpus import Corpus
from comity.corpus.drafts import load_drafts
from comity.corpus.load import load
from comity.lab.compare.columns import Column, of_instrument, of_states
from comity.lab.compare.comparison import Comparison, plain
from comity.lab.compare.comparison import compare as set_side_by_side
from comity.lab.compare.points import Point, Relation
from comity.lab.compare.report import page, table
from comity.lab.compare.topics import WEIGHING, Topic
from comity.model.day import exact_day
from comity.model.errors import WrongInput

__all__ = ["compare", "interpretations"]

_MARKS = {Relation.SAME: "=", Relation.DIFFERS: "~", Relation.ONLY: "-", Relation.UNKNOWN: "?"}
_SHORT = 4  # points of a topic that a terminal shows


@click.command()
@click.argument("names", nargs=-1, metavar="[A B ...]")
@click.option("--states", "states", is_flag=True, help="A, B ... are states: their national law, their treaties, their statements.")
@click.option("--drafts", "drafts", is_flag=True, help="A, B ... are folders in the format of law/instruments/, or ids of instruments.")
@click.option("--topic", "topics", multiple=True, metavar="TOPIC", help="Only this topic, such as grounds; several times.")
@click.option("--on", metavar="DAY", help="Law of this day (default: the day of the corpus).")
@click.option("-o", "folder", metavar="DIR", help="Folder for compare.html, compare.csv and compare.json.")
@click.option("--full", is_flag=True, help="Every point on the terminal.")
@click.option("--json", "as_json", is_flag=True, help="The comparison as data, on standard output.")
def compare(*, names: tuple[str, ...], states: bool, drafts: bool, topics: tuple[str, ...], on: str | None, **shown: object) -> int:
    """Treaties, states or drafts side by side: what is the same, what differs, what stands in one alone, and how far apart they are.

    Examples: comity compare minsk-1993 chisinau-2002; comity compare --states AZ GE -o out/; comity compare --drafts v1/ v2/
    """
    if len(dict.fromkeys(names)) < 2:
        raise WrongInput("a comparison needs two different sides", where="A B", do="name two instruments, states or drafts")
    if states and drafts:
        raise WrongInput("states and drafts cannot be compared with each other", where="--drafts", do="choose one of --states and --drafts")
    corpus = load()
    day = _day(on, corpus)
    columns = _columns(corpus, tuple(dict.fromkeys(names)), (states, drafts), day)
    found = set_side_by_side(corpus, columns, day.isoformat(), _topics(topics))
    folder = shown["folder"]
    if isinstance(folder, str):
        _write(Path(folder), found)
    if shown["as_json"]:
        click.echo(msgspec.json.encode(plain(found)).decode())
    else:
        _print(found, full=bool(shown["full"]))
    return 0


def _columns(corpus: Corpus, names: Sequence[str], kind: tuple[bool, bool], day: date) -> tuple[Column, ...]:
    states, drafts = kind
    if states:
        for code in names:
            if code not in corpus.by_code:
                raise WrongInput(f"unknown actor {code!r}", where="--states", do="use ISO codes, such as AZ")
        return of_states(corpus, names, day)
    if drafts:
        folders = {name: Path(name) for name in names if name not in corpus.by_id or Path(name).is_dir()}
        read = dict(zip(folders, load_drafts(corpus, list(folders.values())), strict=True))
        return tuple(of_instrument(corpus, read.get(name) or corpus.by_id[name], day, name.rstrip("/")) for name in names)
    for name in names:
        if name not in corpus.by_id:
            raise WrongInput(
                f"unknown instrument {name!r}", where="A B", do="see `comity law list`; for a folder add --drafts, for states --states"
            )
    return tuple(of_instrument(corpus, corpus.by_id[name], day) for name in names)


def _topics(names: tuple[str, ...]) -> tuple[Topic, ...]:
    known = [topic.value for topic in Topic]
    for name in names:
        if name.replace("-", " ") not in known:
            raise WrongInput(f"unknown topic {name!r}", where="--topic", do=f"use one of {', '.join(known)}")
    wanted = {name.replace("-", " ") for name in names}
    return tuple(topic for topic in Topic if not wanted or topic.value in wanted)


def _day(on: str | None, corpus: Corpus) -> date:
    if on is None:
        return date.fromisoformat(corpus.as_of)
    try:
        return exact_day(on)
    except ValueError as error:
        raise WrongInput(f"{on!r} is no day", where="--on", do="write it as 2026-11-24") from error


def _write(folder: Path, found: Comparison) -> None:
    contents = {
        "compare.html": page(found).encode(),
        "compare.csv": table(found).encode(),
        "compare.json": encoded(plain(found)),
    }
    click.echo(f"wrote {', '.join(write_files(folder, contents))}", err=True)


def _print(found: Comparison, *, full: bool) -> None:
    click.echo(heading(" / ".join(column.label for column in found.columns)))
    for pair in found.distances:
        shown = "-" if pair.distance is None else f"{pair.distance:.2f}"
        click.echo(folded(f"distance {shown}: {pair.means}", 2))
    click.echo(faint(folded(WEIGHING, 2)))
    for topic in dict.fromkeys(point.topic for point in found.points):
        _topic(topic, [point for point in found.points if point.topic is topic], found, full)


def _topic(topic: Topic, points: list[Point], found: Comparison, full: bool) -> None:
    counts = ", ".join(
        f"{sum(point.relation is relation for point in points)} {words}"
        for relation, words in (
            (Relation.SAME, "same"),
            (Relation.DIFFERS, "differ"),
            (Relation.ONLY, "in one alone"),
            (Relation.UNKNOWN, "not known"),
        )
        if any(point.relation is relation for point in points)
    )
    click.echo(heading(f"{topic.value}: {counts}"))
    order = [Relation.DIFFERS, Relation.ONLY, Relation.UNKNOWN, Relation.SAME]
    ranked = sorted(points, key=lambda point: order.index(point.relation))
    for point in ranked if full else ranked[:_SHORT]:
        about = f" ({', '.join(point.measures[:2])}{' ...' if len(point.measures) > 2 else ''})" if point.measures else ""
        difference = found.words.says(point)
        click.echo(folded(f"{_MARKS[point.relation]} {point.subject}{about}{': ' if difference else ''}{difference}", 2))
    if not full and len(ranked) > _SHORT:
        click.echo(faint(f"  ... and {len(ranked) - _SHORT} more; --full shows them, -o DIR writes them side by side"))
