# SPDX-License-Identifier: EUPL-1.2
"""The effect of reforms in words and tables: for a terminal, and as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from comity.lab.effects import CHANGED, LOST, WON

Data = Mapping[str, Any]
TOP = 12


def report(data: Data) -> Iterator[str]:
    """The lines of a report; headings begin with ``# ``."""
    yield from _head(data)
    yield from _cells(data)
    yield from _rights(data["rights"])
    yield from _open(data["sensitivity"])
    if data.get("remarks"):
        yield "# Remarks"
        yield from (f"  {words}" for words in data["remarks"])


def _head(data: Data) -> Iterator[str]:
    totals = data["totals"]
    yield f"# {'; '.join(reform['says'] for reform in data['reforms']) or data.get('says', '')}"
    yield f"on {data['on']}; {data['looked_at']}"
    yield (
        f"{totals['cells']:,} cells (pair x measure x class of offence): {totals[WON]:,} won, {totals[LOST]:,} lost, "
        f"{totals[CHANGED]:,} as strong as before on other instruments; gain {totals['gain']:,.0f}"
    )


def _cells(data: Data) -> Iterator[str]:
    totals = data["totals"]
    if totals["steps"]:
        yield "# Strength, before -> after"
        yield from (f"  {count:>9,}  {step}" for step, count in list(totals["steps"].items())[:TOP])
    for name in ("measure", "partner", "offence"):
        counts = totals[f"by_{name}"]
        if counts:
            yield f"# By {name}{f' (first {TOP} of {len(counts)})' if len(counts) > TOP else ''}"
            yield f"  {'won':>9} {'lost':>7} {'changed':>9}"
            for key, ways in list(counts.items())[:TOP]:
                yield f"  {ways.get(WON, 0):>9,} {ways.get(LOST, 0):>7,} {ways.get(CHANGED, 0):>9,}  {key}"
    for way in (LOST, WON):
        if data[way]:
            yield f"# {'Lost' if way == LOST else 'Won'}: the largest groups"
            yield from (_group(row) for row in data[way][:TOP])


def _group(row: Data) -> str:
    who = f"{row['state']} {'asks' if row['direction'] == 'asks' else 'is asked by'}"
    partners = _some(row["partners"], 8)
    by = f" by {', '.join(row['by'])}" if row["by"] else ""
    gone = f", without {', '.join(row['ended'])}" if row["ended"] else ""
    step = f"{row['before']} -> {row['after']}"
    return f"  {row['cells']:>7,}  {row['measure']}: {who} {partners}: {step}{by}{gone} ({len(row['offences'])} offences)"


def _some(names: Sequence[str], most: int) -> str:
    return ", ".join(names) if len(names) <= most else f"{', '.join(names[:most])} and {len(names) - most} more"


def _rights(rights: Data) -> Iterator[str]:
    yield "# Rights of the persons concerned"
    if not rights["topics"] and not rights["gained"] and not rights["lost"]:
        yield "  no safeguard reaches more or fewer requests than before"
        return
    yield "  kept: every basis raises the point, so that no choice of basis gets round it; in cells where a request was and stays possible,"
    yield "  and in cells where it becomes possible"
    yield f"  {'newly kept':>11} {'no longer':>11} {'new, kept':>11} {'new, not':>11}"
    for topic, counts in rights["topics"].items():
        yield f"  {counts['gained']:>11,} {counts['lost']:>11,} {counts['new_with']:>11,} {counts['new_without']:>11,}  {topic}"
    for name, words in (("lost", "Safeguards that reach fewer requests"), ("gained", "Safeguards that reach more requests")):
        if rights[name]:
            yield f"# {words}{f' (first {TOP} of {len(rights[name])})' if len(rights[name]) > TOP else ''}"
            yield from (_safeguard(row) for row in rights[name][:TOP])


def _safeguard(row: Data) -> str:
    return f"  {row['before']:,} -> {row['after']:,}  {row['instrument']} {row['article']} {row['kind']}: {row['says']}"


def _open(sensitivity: Data) -> Iterator[str]:
    yield "# What hangs on data that are not known"
    yield (
        f"  {sensitivity['open']:,} cells hang on a status or force that is not known; gain {sensitivity['gain']:,.0f}, "
        f"{sensitivity['worst']:,.0f} if none of it binds, {sensitivity['best']:,.0f} if all of it does"
    )


# -- files


def cells_csv(data: Data) -> bytes:
    """Every group of cells, one line a partner and offence."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(["way", "measure", "requesting", "requested", "offence", "before", "after", "by", "ended"])
    for way in (WON, LOST, CHANGED):
        for row in data[way]:
            for partner in row["partners"]:
                pair = (row["state"], partner) if row["direction"] == "asks" else (partner, row["state"])
                for offence in row["offences"]:
                    writer.writerow(
                        [way, row["measure"], *pair, offence, row["before"], row["after"], " ".join(row["by"]), " ".join(row["ended"])]
                    )
    return lines.getvalue().encode()


def rights_csv(data: Data) -> bytes:
    """Every safeguard that reaches more or fewer requests."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(["instrument", "article", "kind", "says", "before", "after"])
    for name in ("lost", "gained"):
        writer.writerows([row[key] for key in ("instrument", "article", "kind", "says", "before", "after")] for row in data["rights"][name])
    return lines.getvalue().encode()


def markdown(lines: Sequence[str]) -> bytes:
    """A report as Markdown."""
    found: list[str] = []
    for number, line in enumerate(lines):
        if line.startswith("# "):
            found += ["", ("# " if number == 0 else "## ") + line[2:], ""]
        else:
            found.append(f"    {line[2:]}" if line.startswith("  ") else line)
    return ("\n".join(found).strip() + "\n").encode()
