# SPDX-License-Identifier: EUPL-1.2
"""Invented treaties for the reform lab, added to the small law: parties, protocols, offences and relations as a test wants them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

import numpy as np

from comity.corpus.corpus import Corpus
from comity.corpus.load import load_files
from comity.lab.reform import Reform, apply_all
from comity.lab.weights import Weights
from comity.lab.world import Strength, World
from unit import small_law

DAY = date(2026, 11, 24)
STATES = ("XA", "XB", "XC")
MEASURES = ("extradition", "search-seizure", "bank-records")
OFFENCES = ("fraud", "card-fraud", "homicide")


@dataclass(frozen=True)
class Treaty:
    """An invented treaty."""

    id: str
    parties: tuple[str, ...] = ()
    measures: tuple[str, ...] = MEASURES
    parent: str = ""
    offence: str = ""
    supersedes: str = ""
    rules: str = ""
    statements: str = ""
    known: bool = True
    others: tuple[str, ...] = field(default=())  # on record as no parties


def files(treaties: Iterable[Treaty]) -> dict[str, str]:
    """The files of treaties, with the small law."""
    found = dict(small_law.FILES)
    for treaty in treaties:
        found |= {f"instruments/{treaty.id}/{name}": content for name, content in _files(treaty).items()}
    return found


def _files(treaty: Treaty) -> Mapping[str, str]:
    kind = f"protocol\nparent: {treaty.parent}" if treaty.parent else "convention"
    content = "formalised" if treaty.known else "basis-only"
    standing = "offences" if treaty.offence else "general"
    about = (
        f"id: {treaty.id}\ntitle: {{en: Treaty {treaty.id}}}\nkind: {kind}\nadopted: 1990-01-01\nin_force: 1991-01-01\ncontent: {content}\n"
        f"places: [{{standing: {standing}, because: invented}}]\nparties: {{list: complete, to: 2026-01-01, after: carried}}\n"
        "sources:\n  d: {what: depositary list, url: 'https://example.org/d'}\n"
    )
    rows = [f"{code},ratification,,2000-01-01,2000-02-01,,,d,high," for code in treaty.parties]
    rows += [f"{code},not-party,,,,,,d,high," for code in treaty.others]
    status = "\n".join(["actor,kind,signed,consent,in_force,ended,of,source,confidence,note", *rows]) + "\n"
    when = f", when: {{offence: [{treaty.offence}]}}" if treaty.offence else ""
    relations = (
        f"relations:\n  - {{kind: supersedes, of: {treaty.supersedes}, article: '9', says: replaces}}\n" if treaty.supersedes else ""
    )
    basis = f"  - {{id: art-1, article: '1', kind: basis, measures: [{', '.join(treaty.measures)}], says: assistance{when}}}\n"
    provisions = f"defaults: {{source: d, confidence: high}}\n{relations}provisions:\n{basis}{treaty.rules}"
    written = {"instrument.yaml": about, "status.csv": status, "provisions.yaml": provisions}
    if treaty.statements:
        written["statements.yaml"] = f"defaults: {{source: d, confidence: high}}\nstatements:\n{treaty.statements}"
    return written


def law(folder: Path, treaties: Iterable[Treaty] = ()) -> Corpus:
    """The small law with treaties."""
    return load_files(small_law.write(folder, files(treaties)))


def random_treaties(seed: int, count: int) -> list[Treaty]:
    """Treaties with random parties, measures, offences, parents and replacements; XA is on record as no party of any."""
    random = Random(seed)  # noqa: S311 - no secret
    found: list[Treaty] = []
    for number in range(count):
        general = [treaty for treaty in found if not treaty.parent]
        others = tuple(code for code in ("XB", "XC") if random.random() < 0.7)
        found.append(
            Treaty(
                id=f"fx-1{number:02}",
                parties=others,
                measures=tuple(random.sample(MEASURES, random.randint(1, 3))),
                parent=random.choice(general).id if general and random.random() < 0.4 else "",
                offence=random.choice(OFFENCES) if random.random() < 0.3 else "",
                supersedes=random.choice(general).id if general and random.random() < 0.25 else "",
                known=random.random() < 0.75,
                others=("XA",),
            )
        )
    return found


def every_cell(corpus: Corpus, measures: Sequence[str] = MEASURES, offences: Sequence[str] = OFFENCES, on: date = DAY) -> Cells:
    """The strength of every pair, measure and offence, computed anew for the whole world."""
    world = World.of(corpus)
    found: Cells = {}
    for measure in measures:
        for offence in offences:
            snapshot = world.snapshot(measure, on, offence)
            for i, one in enumerate(world.actors):
                for j, other in enumerate(world.actors):
                    if one != other:
                        found[one, other, measure, offence] = Strength(int(snapshot.strength[i, j]))
    return found


Cells = dict[tuple[str, str, str, str], Strength]


def worth(corpus: Corpus, reforms: Sequence[Reform], state: str, weights: Weights | None = None) -> float:
    """What reforms are worth to a state, computed anew for the whole world."""
    weighted = weights or Weights()
    totals = []
    for body in (corpus, apply_all(corpus, reforms)):
        cells = every_cell(body)
        own = [(cell, strength) for cell, strength in cells.items() if state in cell[:2]]
        totals.append(np.array([weighted.worth(strength) * _weight(cell, state, weighted) for cell, strength in own]).sum())
    return float(totals[1] - totals[0])


def _weight(cell: tuple[str, str, str, str], state: str, weights: Weights) -> float:
    asks = cell[0] == state
    partner = cell[1] if asks else cell[0]
    return weights.partner(partner) * weights.direction(asks) * weights.measure(cell[2]) * weights.offence(cell[3])
