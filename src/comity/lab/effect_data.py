# SPDX-License-Identifier: EUPL-1.2
"""An effect as plain values: what is printed, written to files and given as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from comity.corpus.corpus import Corpus
from comity.lab.effects import CHANGED, LOST, WON, Effect, Move

Row = dict[str, Any]


def effect_data(effect: Effect, corpus: Corpus, states: Sequence[str], touched: Iterable[str]) -> Row:
    """Won, lost and changed cells in groups, totals, safeguards, and what hangs on unknown data."""
    names = _Names(corpus, frozenset(touched))
    return {
        **{way: groups([move for move in effect.moves if move.way == way], names, states) for way in (WON, LOST, CHANGED)},
        "rights": rights(effect),
        "totals": totals(effect, states),
        "sensitivity": {
            "open": effect.open,
            "gain": round(effect.worth.gain, 6),
            "worst": round(effect.worst.gain, 6),
            "best": round(effect.best.gain, 6),
            "says": "cells whose strength hangs on a status or force that is not known; the gain if none of it binds, and if all does",
        },
    }


class _Names:
    """Instruments as they work: a treaty together with those of its protocols that the reforms touch."""

    def __init__(self, corpus: Corpus, touched: frozenset[str]) -> None:
        self.of = {
            law.id: "+".join([law.id, *(child.id for child in corpus.protocols.get(law.id, ()) if child.id in touched)])
            if law.id not in touched
            else law.id
            for law in corpus.instruments
        }

    def all(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.of.get(name, name) for name in names)


def groups(moves: Sequence[Move], names: _Names, states: Sequence[str]) -> list[Row]:
    """Moves that differ only in their partner together; those that weigh most first."""
    found: dict[tuple[Any, ...], Row] = {}
    for move in moves:
        asks = move.pair[0] in states
        state, partner = move.pair if asks else (move.pair[1], move.pair[0])
        key = (move.measure, state, asks, move.before, move.after, move.came, move.went, move.offences)
        row = found.get(key)
        if row is None:
            row = found[key] = {
                "measure": move.measure,
                "state": state,
                "direction": "asks" if asks else "asked",
                "before": move.before.name.lower(),
                "after": move.after.name.lower(),
                "by": names.all(move.came),
                "ended": names.all(move.went),
                "offences": move.offences,
                "partners": [],
                "cells": 0,
                "weight": 0.0,
            }
        row["partners"].append(partner)
        row["cells"] += len(move.offences)
        row["weight"] = round(row["weight"] + move.weight, 6)
    return sorted(found.values(), key=lambda row: (-abs(row["weight"]), -row["cells"], row["measure"], row["partners"]))


def rights(effect: Effect) -> Row:
    """Safeguards by topic and rule by rule."""
    rules = [
        {"instrument": rule[0], "article": rule[1], "kind": rule[2], "says": rule[3], "before": before, "after": after}
        for rule, (before, after) in effect.rules.items()
    ]
    rules.sort(key=lambda row: (-abs(row["after"] - row["before"]), str(row["instrument"]), str(row["article"])))  # type: ignore[operator]
    return {
        "topics": {topic: counts._asdict() for topic, counts in sorted(effect.topics.items())},
        "gained": [row for row in rules if row["after"] > row["before"]],  # type: ignore[operator]
        "lost": [row for row in rules if row["after"] < row["before"]],  # type: ignore[operator]
    }


def totals(effect: Effect, states: Sequence[str]) -> Row:
    """Cells counted by way, measure, offence, partner and step."""
    ways = Counter[str]()
    by: dict[str, dict[str, Counter[str]]] = {"measure": {}, "offence": {}, "partner": {}}
    steps = Counter[str]()
    for move in effect.moves:
        count = len(move.offences)
        ways[move.way] += count
        steps[f"{move.before.name.lower()} -> {move.after.name.lower()}"] += count
        partner = move.pair[1] if move.pair[0] in states else move.pair[0]
        by["measure"].setdefault(move.measure, Counter())[move.way] += count
        by["partner"].setdefault(partner, Counter())[move.way] += count
        for offence in move.offences:
            by["offence"].setdefault(offence, Counter())[move.way] += 1
    return {
        "measures": len(effect.measures),
        "cells": effect.cells,
        **{way: ways[way] for way in (WON, LOST, CHANGED)},
        "gain": round(effect.worth.gain, 6),
        "steps": dict(steps.most_common()),
        **{f"by_{name}": {key: dict(counts) for key, counts in _sorted(found)} for name, found in by.items()},
    }


def _sorted(found: dict[str, Counter[str]]) -> list[tuple[str, Counter[str]]]:
    return sorted(found.items(), key=lambda item: (-item[1][WON] - item[1][LOST], -item[1][CHANGED], item[0]))
