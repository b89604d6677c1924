# SPDX-License-Identifier: EUPL-1.2
"""Reads status.csv and status.yaml."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path

from comity.corpus.documents import AfterEffectDoc, EventDoc, MembersDoc, SourceDoc, StatusDoc
from comity.corpus.problems import Problems
from comity.corpus.scope import Scope, text
from comity.corpus.strict_yaml import MAX_BYTES
from comity.model.day import Day
from comity.model.law import CONSENTS, AfterEffect, Confidence, Membership, OptOut, Reading, StatusEvent, StatusKind, StatusRow

HEADER = ["actor", "kind", "signed", "consent", "in_force", "ended", "of", "source", "confidence", "note"]
_UNBINDING = frozenset({StatusKind.SIGNATURE, StatusKind.NOT_PARTY})
DAYS = ("signed", "consent", "in_force", "ended")


def read_rows(path: Path, sources: Mapping[str, SourceDoc], actors: frozenset[str], problems: Problems) -> tuple[StatusRow, ...]:
    """The rows of a status list; problems for whatever is wrong in it."""
    lines = _lines(path, problems)
    if lines is None:
        return ()
    reader = csv.reader(lines, strict=True)
    rows: list[tuple[int, StatusRow]] = []
    try:
        if next(reader, None) != HEADER:
            problems.add_line(path, 1, f"the header must be {','.join(HEADER)}")
            return ()
        for cells in reader:
            row = _row(cells, path, reader.line_num, problems)
            if row is not None:
                rows.append((reader.line_num, row))
                _check(row, sources, actors, (path, reader.line_num), problems)
    except csv.Error as error:
        problems.add_line(path, reader.line_num, f"not CSV: {error} - quote cells that hold a comma or a quote")
    _check_periods(rows, path, problems)
    return tuple(row for _, row in rows)


def _lines(path: Path, problems: Problems) -> list[str] | None:
    """The lines of a list; None, and a problem, where it is no text of a reasonable size."""
    try:
        if not path.is_file():
            problems.add_line(path, 1, "this is not a file - put a CSV file here")
            return None
        if path.stat().st_size > MAX_BYTES:
            problems.add_line(path, 1, f"larger than {MAX_BYTES} bytes - split it")
            return None
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        problems.add_line(path, 1, f"not UTF-8 text ({error.reason}) - save it as UTF-8")
        return None
    except OSError as error:
        problems.add_line(path, 1, f"cannot be read ({error.strerror}) - put a CSV file here")
        return None
    if "\0" in text:
        problems.add_line(path, text.count("\n", 0, text.index("\0")) + 1, "holds a NUL byte - save it as plain text")
        return None
    return text.splitlines()


def _row(cells: list[str], path: Path, line: int, problems: Problems) -> StatusRow | None:
    if len(cells) != len(HEADER):
        problems.add_line(path, line, f"{len(cells)} cells instead of {len(HEADER)} - quote cells that hold a comma")
        return None
    named = dict(zip(HEADER, cells, strict=True))
    days: dict[str, Day | None] = {}
    try:
        kind, confidence = StatusKind(named["kind"]), Confidence(named["confidence"])
    except ValueError as error:
        problems.add_line(path, line, f"{error} - kinds and confidences stand in docs/legal-model.md")
        return None
    for column in DAYS:
        try:
            days[column] = Day.parse(named[column]) if named[column] else None
        except ValueError:
            problems.add_line(path, line, f"{column} {named[column]!r} is no day - write 2003-10-02, 2003-10, ~2003 or unknown")
            return None
    return StatusRow(named["actor"], kind, named["source"], confidence, **days, of=named["of"], note=named["note"])


def _check(row: StatusRow, sources: Mapping[str, SourceDoc], actors: frozenset[str], place: tuple[Path, int], problems: Problems) -> None:
    for actor in (row.actor, *((row.of,) if row.of else ())):
        if actor not in actors:
            problems.add_line(*place, f"unknown actor {actor!r} - add law/actors/{actor}.yaml or correct the code")
    if row.source not in sources:
        problems.add_line(*place, f"no source has the id {row.source!r} - declare it under sources in instrument.yaml")
    elif row.confidence is Confidence.HIGH and sources[row.source].what.casefold().startswith("from memory"):
        problems.add_line(*place, "what is from memory cannot have confidence high - write medium or low")
    if row.kind in CONSENTS and row.consent is None and row.in_force is None:
        problems.add_line(*place, "a consent without a day - write the day, or unknown in the column consent")
    if (row.kind is StatusKind.TERRITORIAL_EXTENSION) != bool(row.of):
        problems.add_line(*place, "a territorial extension, and no other row, names the state in the column of - mend it")
    if row.kind in _UNBINDING and (row.consent or row.in_force):
        problems.add_line(*place, f"a {row.kind.value} has no consent and no entry into force - clear them, or write the kind of consent")
    for problem in _impossible(row):
        problems.add_line(*place, problem)


def _impossible(row: StatusRow) -> Iterator[str]:
    order = [(column, getattr(row, column)) for column in DAYS]
    known: list[tuple[str, Day]] = [(column, day) for column, day in order if day is not None and day.known]
    for (earlier, first), (later, second) in pairwise(known):
        if _before(second, first) and not _back_dated(row, earlier, later):
            yield f"{later} {second.text} lies before {earlier} {first.text} - correct one of them"
    if any(day.first is not None and not 1800 <= day.first.year <= 2200 for _, day in known):
        yield "a day outside 1800 to 2200 - correct it"


def _before(day: Day, other: Day) -> bool:
    """Whether a day lies before another wherever in their spans both are."""
    return day.last is not None and other.first is not None and day.last < other.first


def _back_dated(row: StatusRow, earlier: str, later: str) -> bool:
    """A succession counts from the day of independence, before its notification."""
    return row.kind is StatusKind.SUCCESSION and (earlier == "signed" or (earlier, later) == ("consent", "in_force"))


def _check_periods(rows: list[tuple[int, StatusRow]], path: Path, problems: Problems) -> None:
    periods: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for line, row in rows:
        period = _period(row)
        others = periods.setdefault((row.actor, row.of), [])
        if any(period[0] < end and start < period[1] for start, end in others):
            problems.add_line(path, line, f"{row.actor} has overlapping periods - give the earlier row an end, or keep one row")
        others.append(period)


def _period(row: StatusRow) -> tuple[date, date]:
    start = next((day.first for day in (row.in_force, row.consent) if day is not None and day.first), date.min)
    end = row.ended.last if row.ended is not None and row.ended.last else date.max
    return start, end


def read_events(doc: StatusDoc, scope: Scope) -> tuple[StatusEvent, ...]:
    """The events of status.yaml."""
    return tuple(_event(event, f"$.events[{i}]", scope) for i, event in enumerate(doc.events))


def _event(doc: EventDoc, path: str, scope: Scope) -> StatusEvent:
    scope.known([doc.actor, *doc.towards], scope.names.actors, "actor", path)
    readings = []
    for reading in doc.readings:
        scope.provenance(reading.source, Confidence.LOW, path)
        readings.append(Reading(reading.on, reading.source, reading.says))
    source, confidence = scope.provenance(doc.source or (readings[0].source if readings else ""), doc.confidence, path)
    if doc.effect not in ("", "simple", "no-relations"):
        scope.report(path, f"effect is {doc.effect!r} - write simple or no-relations")
    return StatusEvent(
        kind=doc.kind,
        actor=doc.actor,
        source=source,
        confidence=confidence,
        since=scope.day(doc.since, path),
        until=scope.day(doc.until, path),
        towards=tuple(doc.towards),
        readings=tuple(sorted(readings, key=lambda reading: reading.on)),
        lapses=doc.lapses,
        lapses_from=doc.lapses_from,
        no_relations=doc.effect == "no-relations",
        says=text(doc.says),
    )


def read_after_effect(doc: AfterEffectDoc | None, scope: Scope) -> AfterEffect | None:
    """The clause by which duties outlive a withdrawal."""
    if doc is None:
        return None
    source, confidence = scope.provenance(doc.source, doc.confidence, "$.after_effect")
    when = scope.conditions({}).read(doc.when, "$.after_effect.when")
    return AfterEffect(doc.article, text(doc.says), source, confidence, when)


def read_membership(doc: MembersDoc | None, scope: Scope) -> Membership | None:
    """The union whose members an act binds."""
    if doc is None:
        return None
    path = "$.members"
    scope.known([doc.of, *(opt_out.actor for opt_out in doc.excepted)], scope.names.actors, "actor", path)
    source, confidence = scope.provenance(doc.source, doc.confidence, path)
    excepted = tuple(OptOut(opt_out.actor, opt_out.since, opt_out.until) for opt_out in doc.excepted)
    if doc.towards not in ("", "others"):
        scope.report(
            path, f"towards is others (the members are bound towards the other side, not among themselves), not {doc.towards!r} - mend it"
        )
    return Membership(doc.of, doc.since, source, confidence, excepted, doc.until, doc.towards == "others")
