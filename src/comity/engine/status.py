# SPDX-License-Identifier: EUPL-1.2
"""Who is bound by an instrument on a day: the report of ``comity law status``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from comity.corpus.corpus import Corpus
from comity.engine.force import Force, Timeline, timeline
from comity.model.law import Instrument, StatusKind
from comity.model.truth import Truth

_NO_ROW = frozenset({"incomplete", "unread", "missing"})


def status_report(corpus: Corpus, instrument: Instrument, on: date) -> dict[str, Any]:
    """The status as plain values; ``parties`` are actors for which it is in force that day."""
    parties = instrument.parties
    report: dict[str, Any] = {
        "instrument": instrument.id,
        "on": on.isoformat(),
        "complete": parties.complete if parties else instrument.members is not None,
        "complete_to": parties.to.isoformat() if parties and parties.to else None,
        "parties": [],
        "territories": [],
        "provisional": [],
        "signed_only": [],
        "unknown": [],
    }
    for code in sorted(_actors(corpus, instrument)):
        line = timeline(corpus, instrument, code)
        force = line.on(on)
        if force.status == "extension":
            _territory(report, instrument, code, force, on)
        elif force.status == "provisional":
            if _begun(force, on):
                report["provisional"].append({"actor": code, "since": force.since})
        elif force.status == "signed":
            if _begun(force, on):
                report["signed_only"].append(code)
        elif force.truth is Truth.YES:
            report["parties"].append(_party(instrument, code, force, line, on))
        elif force.truth is Truth.UNKNOWN and force.status not in _NO_ROW:
            report["unknown"].append({"actor": code, "why": force.says or force.status, "source": _source(instrument, force)})
    return report


def _actors(corpus: Corpus, instrument: Instrument) -> Iterable[str]:
    codes = {row.actor for row in instrument.rows} | {event.actor for event in instrument.events} | set(instrument.creates)
    if instrument.members is not None:
        codes |= {member.actor for member in corpus.by_code[instrument.members.of].members}
    return codes


def _begun(force: Force, on: date) -> bool:
    return force.since is None or force.since[:10] <= on.isoformat()


def _territory(report: dict[str, Any], instrument: Instrument, code: str, force: Force, on: date) -> None:
    if force.truth is Truth.YES:
        of = next(row.of for row in instrument.rows if row.actor == code and row.kind is StatusKind.TERRITORIAL_EXTENSION)
        report["territories"].append({"actor": code, "of": of, "since": force.since})


def _party(instrument: Instrument, code: str, force: Force, line: Timeline, on: date) -> dict[str, Any]:
    ends = (start for start, later in zip(line.starts, line.forces, strict=True) if start > on and later.truth is not Truth.YES)
    until = next(ends, None)
    return {
        "actor": code,
        "since": force.since,
        "until": until.isoformat() if until else None,
        "source": _source(instrument, force),
        "confidence": force.confidence.value,
    }


def _source(instrument: Instrument, force: Force) -> str:
    return instrument.source(force.source).what if force.source else force.says
