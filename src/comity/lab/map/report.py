# SPDX-License-Identifier: EUPL-1.2
"""The report: what the map shows, in plain words, with a table beside each picture."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from comity.lab.map import page, style, weak, words
from comity.lab.map.result import Result, partners
from comity.lab.map.view import ALL, ASKS, ORDER, View
from comity.lab.world import Strength

MEANINGS = {
    Strength.TREATY: "A general treaty on the measure is in force between the two, and its scope is known to cover the request.",
    Strength.LIST: "Only a treaty on one subject carries it (it covers this class of offence), or a clause that fills a gap.",
    Strength.CONDITIONAL: "A treaty may carry it: its force, its reach or what it demands is not known, or hangs on the case.",
    Strength.STATUTE: "No treaty carries it. The law of the requested side opens a way without one, often on reciprocity.",
    Strength.NONE: "No treaty carries it, and the law of the requested side opens no way without one.",
    Strength.UNKNOWN: "No treaty carries it, and the law of the requested side is not in the corpus: ask its authorities.",
}
SECTIONS = (
    ("map", "On the map"),
    ("matrix", "Pair by pair"),
    ("time", "Through time"),
    ("measures", "What else can be asked"),
    ("links", "Weakest links"),
    ("gaps", "Pairs without a treaty"),
    ("idle", "In force but idle"),
    ("stalled", "Signed but stalled"),
    ("network", "The network"),
    ("about", "About this report"),
)
_HEADINGS = dict(SECTIONS)


def report(result: Result, pictures: Mapping[str, str]) -> str:
    """The page; ``pictures`` are the SVGs of map, matrix and timeline."""
    seen = result.seen
    title = f"{words.subject(seen)}: the cooperation map"
    whose = f" of {seen.name(seen.question.state)}" if seen.question.state else ""
    body = [
        f"<h1>{escape(title)}{escape(whose)}</h1>",
        f'<p class="quiet">Law on {words.day(seen)}. {escape(words.source(seen))}</p>',
        *(page.words(line) for line in _in_short(result)),
        page.contents(SECTIONS),
        _legend(),
        _map(result, pictures["map"]),
        _matrix(result, pictures["matrix"]),
        _time(result, pictures["timeline"]),
        _measures(result),
        *(_section(name, parts) for name, parts in weak.sections(result).items()),
        _about(seen),
    ]
    return page.page(title + whose, body)


def _section(name: str, parts: list[str]) -> str:
    return page.section(name, _HEADINGS[name], *parts)


def _in_short(result: Result) -> list[str]:
    seen = result.seen
    lines = []
    for direction, cells in seen.directions.items():
        counts, total = seen.counts(cells), int(cells.sum())
        if not total:
            return ["No pair of different actors is asked about, so there is nothing to count."]
        firm, maybe = counts["treaty"] + counts["list"], counts["conditional"]
        whose = "ordered pairs" if direction == ALL else f"pairs in which {seen.name(seen.question.state)} {direction}"
        lines.append(
            f"{words.counted(firm)} of {words.counted(total)} {whose} ({firm / total:.0%}) have a treaty in force that is known to carry "
            f"the measure; for {words.counted(maybe)} more a treaty may carry it; {words.counted(total - firm - maybe)} have none."
        )
    return [*lines, words.meaning(seen)]


def _legend() -> str:
    entries = [(style.COLOURS[level], style.WORDS[level], MEANINGS[level]) for level in ORDER]
    return page.key(entries, style.HATCHED)


def _map(result: Result, svg: str) -> str:
    seen = result.seen
    if seen.question.state:
        name = seen.name(seen.question.state)
        counts = seen.counts(seen.directions[ASKS])
        said = "; ".join(f"{style.WORDS[level]}: {counts[level.name.lower()]}" for level in ORDER)
        alt = f"World map of what {name} can ask of others. {said}. The table below names them."
        rows = [(style.WORDS[level], len(names := partners(seen, level)), ", ".join(names) or "nobody") for level in ORDER]
        table = page.table(f"Whom {name} can ask", ("Strength", "Number", "Whom"), rows, "There is nobody to ask.")
    else:
        best = [f"{place.actor} ({place.partners})" for place in result.network.places[:3]]
        alt = f"Two maps of the number of partners of each actor, on certain and on possible treaties. Most partners: {', '.join(best)}."
        table = page.small("Each actor in figures") + page.words("The table stands under the network, at the end.")
    return page.section("map", _HEADINGS["map"], page.figure(svg, alt, words.DOTS), page.words(" ".join(words.BORDERS)), table)


def _matrix(result: Result, svg: str) -> str:
    seen = result.seen
    counts = seen.counts(seen.pairs)
    alt = "Matrix of ordered pairs by strength, in the order of regions: " + ", ".join(
        f"{style.WORDS[level]} {counts[level.name.lower()]}" for level in ORDER
    )
    rows = [(style.WORDS[level], *(seen.counts(cells)[level.name.lower()] for cells in seen.directions.values())) for level in ORDER]
    heads = ("Strength", *(f"Pairs ({direction})" for direction in seen.directions))
    table = page.table("Pairs by strength", heads, rows, "There is no pair.")
    return page.section("matrix", _HEADINGS["matrix"], page.figure(svg, alt, "Each pair is a row of data.csv and data.parquet."), table)


def _time(result: Result, svg: str) -> str:
    last = result.past[-1][0]
    rows = [
        (day.isoformat(), _whole(whose), *(counts[level.name.lower()] for level in ORDER))
        for day, whose, counts in result.past
        if day.year % 5 == 0 or day == last
    ]
    first = result.past[0][0].isoformat()
    alt = f"Areas of the number of pairs by strength from {first} to {last.isoformat()}; the table has every fifth year."
    heads = ("Day", "Pairs", *(style.WORDS[level] for level in ORDER))
    caption = "Counted on 1 January of each year and on the day asked, for today's states and territories from their independence on."
    table = page.table("Pairs by strength, every fifth year", heads, rows, "There is no day to show.")
    return page.section("time", _HEADINGS["time"], page.figure(svg, alt, caption), table)


def _measures(result: Result) -> str:
    seen = result.seen
    rows = [
        (seen.corpus.measures[item.measure].name.en, _whole(item.direction), *(item.counts[level.name.lower()] for level in ORDER))
        for item in result.reach
    ]
    heads = ("Measure", "Pairs", *(style.WORDS[level] for level in ORDER))
    intro = page.words("Every measure of the vocabulary on the same day and for the same offence, by number of pairs.")
    table = page.table("Measures by number of pairs", heads, rows, "No measure is in the vocabulary.")
    return page.section("measures", _HEADINGS["measures"], intro, table)


def _whole(words: str) -> str:
    """Words that are not broken over lines."""
    return words.replace(" ", "\u00a0")


def _about(seen: View) -> str:
    lines = (
        f"Body of law {seen.corpus.version}, as of {seen.corpus.as_of}. The engine that advises on single cases computed this report.",
        words.meaning(seen),
        "A status list that is incomplete makes no basis for an actor that it does not name. Unknown is shown as unknown.",
        "Comity advises, a person decides. Check an entry against its depositary before relying on it: comity law status ID --on DAY.",
        "Regions order and narrow; they say nothing on the status of a territory. They come from law/vocabulary/regions.yaml.",
        "Shapes of the map: world-atlas 2.0.2 (ISC licence), from Natural Earth (public domain).",
    )
    return page.section("about", _HEADINGS["about"], *(page.words(line) for line in lines))
