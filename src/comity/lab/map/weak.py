# SPDX-License-Identifier: EUPL-1.2
"""The sections of the report on where cooperation is weak."""

from __future__ import annotations

from comity.lab.map import page, words
from comity.lab.map.network import EXPLAINED
from comity.lab.map.result import Result

MOST = 40  # rows of a long table; the data hold all


def sections(result: Result) -> dict[str, list[str]]:
    """The parts of each section, by its name."""
    return {
        "links": _links(result),
        "gaps": _gaps(result),
        "idle": _idle(result),
        "stalled": _stalled(result),
        "network": _network(result),
    }


def _cut(number: int) -> str:
    return f" The first {MOST} of {number}." if number > MOST else ""


def _links(result: Result) -> list[str]:
    seen = result.seen
    alone = [(seen.short(leg.instrument), leg.instrument, leg.pairs, leg.else_open) for leg in result.legs]
    maybe = [(seen.short(name), name, number) for name, number in result.conditional]
    heads = ("Instrument", "Id", "Pairs that hang on it", "of these with others that may carry")
    return [
        page.words(
            "Where one instrument alone is known to carry the measure, its end, its suspension or one new reservation ends cooperation on "
            "a treaty for these pairs."
        ),
        page.table("Pairs that hang on one instrument", heads, alone[:MOST], "No pair hangs on one instrument alone."),
        page.words("Where nothing is certain, these instruments may carry the measure: a pair counts under each of its instruments."),
        page.table(
            f"Pairs for which nothing is certain.{_cut(len(maybe))}",
            ("Instrument", "Id", "Pairs that it may carry"),
            maybe[:MOST],
            "No pair hangs on uncertain instruments alone.",
        ),
    ]


def _gaps(result: Result) -> list[str]:
    seen = result.seen
    regions = seen.regions.by_id
    rows = sorted((gap for gap in result.gaps if gap.without), key=lambda gap: (-gap.without, gap.asking, gap.asked))
    shown = [(regions[g.asking].name.en, regions[g.asked].name.en, g.without, g.pairs, f"{g.without / g.pairs:.0%}") for g in rows[:MOST]]
    total = sum(gap.without for gap in result.gaps)
    return [
        page.words(
            f"{words.counted(total)} pairs have no treaty that carries or may carry the measure. They depend on the law of the "
            "requested side alone, or have no way that the corpus knows."
        ),
        page.table(
            f"Pairs without a treaty, by region.{_cut(len(rows))}",
            ("Asks", "Is asked", "Without a treaty", "Pairs", "Share"),
            shown,
            "Every pair has a treaty that carries or may carry the measure.",
        ),
    ]


def _idle(result: Result) -> list[str]:
    seen = result.seen
    rows = [
        (seen.short(item.instrument), item.instrument, item.would, item.might, "; ".join(item.why) or "what one side stated or did")
        for item in result.idle
    ]
    return [
        page.words(
            "These treaties bind both sides of some pairs and yet carry no request between them, because of a reservation, a declaration, "
            "an objection or a refusal to apply them towards the other. Found by asking the same engine about the same law without these. "
            "Statements that only bite in some cases (on nationals, on an offence) do not show here."
        ),
        page.table(
            "Treaties that lie idle",
            ("Instrument", "Id", "Pairs it would carry", "Pairs it might carry", "What can be the cause"),
            rows,
            "No treaty in force lies idle between two sides because of what one of them stated or did.",
        ),
    ]


def _stalled(result: Result) -> list[str]:
    seen = result.seen
    years = seen.question.stalled_years
    rows = [
        (
            seen.name(item.state),
            seen.short(item.instrument),
            item.instrument,
            item.signed,
            item.years,
            "complete" if item.list_complete else "incomplete: check first",
        )
        for item in result.stalled
    ]
    return [
        page.words(
            f"Signatures that are at least {words.by_hand(years, 'year', 'years')} old and were not followed by consent, among the "
            "treaties on the measure and their protocols. A signature binds nobody."
        ),
        page.table(
            "Signed but stalled",
            ("Signatory", "Instrument", "Id", "Signed", "Years", "List of parties"),
            rows,
            f"No signature is older than {words.by_hand(years, 'year', 'years')} without consent.",
        ),
    ]


def _network(result: Result) -> list[str]:
    net, seen = result.network, result.seen
    core = ", ".join(seen.name(code) for code in net.deepest_actors) or "nobody"
    figures = [
        ("States and territories", str(net.actors)),
        ("Links: each can ask the other on a treaty", words.counted(net.links)),
        ("Density", f"{net.density:.1%}"),
        ("Groups of more than one", str(net.components)),
        ("Actors in the largest group", str(net.largest)),
        ("Actors alone", str(net.alone)),
        (f"Deepest core (k = {net.deepest})", f"{len(net.deepest_actors)}: {core}"),
    ]
    places = [(seen.name(p.actor), p.partners, p.share, p.between, p.core, p.component) for p in net.places]
    heads = ("Actor", "Partners", "Share of all", "Between", "Core", "Group")
    return [
        page.words("Two actors are joined where each can ask the other on a treaty that is known to carry the measure."),
        page.table("The network in figures", ("Figure", "Value"), figures, "There is no network."),
        page.terms(EXPLAINED),
        page.table("Each actor, most partners first", heads, places, "There is nobody in the network."),
    ]
