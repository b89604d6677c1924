# SPDX-License-Identifier: EUPL-1.2
"""What a request must meet and hold: conditions of the bases, content and form over all bases that count, assurances they may ask for."""

from __future__ import annotations

from collections.abc import Mapping

from comity.model.answer import Combined, Finding
from comity.model.said import joined, mapped
from comity.web.advisor import words
from comity.web.advisor.lines import Group, Line, Proof, Reader, merged, proof

DEMANDS = ("content", "formality", "assurance", "use-limit", "cost")
URGENT = ("no", "unknown", "yes")  # of a condition: not met, open, met
LEVELS = ("high", "medium", "low")
Places = Mapping[tuple[str, str, str], list[Finding]]


def conditions(reader: Reader) -> tuple[Line, ...]:
    """Conditions of the bases: not met first, then open, then met."""
    found = [reader.line(f) for f in reader.answer.findings if f.kind == "require" and f.basis]
    return tuple(sorted(merged(found), key=lambda line: URGENT.index(line.state)))


def demands(reader: Reader) -> tuple[Group, ...]:
    """What the request must hold over all bases that count."""
    places = _places(reader)
    found = []
    for kind in DEMANDS:
        lines = tuple(_demand(reader, item, places) for item in reader.answer.combined if item.kind == kind)
        if lines:
            found.append(Group(words.of(words.KINDS, kind), kind, lines))
    return tuple(found)


def _demand(reader: Reader, item: Combined, places: Places) -> Line:
    norms = tuple(reader.norm(place.instrument, place.article) for place in item.from_)
    return Line(item.says, reader.lang, "yes", norms, _proof_of(reader, item, places))


def _places(reader: Reader) -> Places:
    found: dict[tuple[str, str, str], list[Finding]] = {}
    for item in reader.answer.findings:
        found.setdefault((item.kind, item.instrument, item.article), []).append(item)
    return found


def _proof_of(reader: Reader, common: Combined, places: Places) -> Proof | None:
    """What the norms of a common line rest on: every source, the earliest day, the lowest confidence."""
    found = [item for place in common.from_ for item in places.get((common.kind, place.instrument, place.article), ())]
    if not found:
        return None
    sources = reader.speaker.say(joined("; ", dict.fromkeys(item.source for item in found)))
    lowest = max((item.confidence for item in found), key=LEVELS.index)
    notes = tuple(dict.fromkeys(note for item in found for note in item.notes))
    return proof(sources, min(item.as_of for item in found), lowest, notes)


def assurances(reader: Reader) -> tuple[str, ...]:
    """What the other side may demand."""
    return tuple(reader.named(_assurance(reader, says)) for says in reader.answer.conditions)


def _assurance(reader: Reader, says: str) -> str:
    """A condition that begins with the fact on which it hangs, with the name of the assurance instead."""
    fact = says.partition(":")[0].strip()
    if fact not in reader.corpus.facts:
        return says
    return mapped(says, lambda part: part.replace(fact, reader.drafting.word(fact, reader.lang), 1))
