# SPDX-License-Identifier: EUPL-1.2
"""Reads regions and groups of states: ``law/vocabulary/regions.yaml``. They order and narrow; they carry no legal meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from comity.corpus.checks import wrong_sources
from comity.corpus.conditions import Names
from comity.corpus.corpus import Corpus
from comity.corpus.documents import Defaults, SourceDoc, Strict, Words
from comity.corpus.load import CHECKOUT
from comity.corpus.problems import Problems
from comity.corpus.scope import Scope, sources, text
from comity.corpus.strict_yaml import Document
from comity.corpus.vocabulary_files import circles, unique
from comity.model.actors import Actor, ActorKind
from comity.model.errors import WrongInput, WrongLaw
from comity.model.law import Confidence
from comity.model.text import Text

FILE = "regions.yaml"
PACKAGED = Path(__file__).with_name(FILE)


class RegionDoc(Strict, frozen=True):
    """One region: exactly one of actors, of, party, union."""

    id: str
    name: Words
    actors: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    party: str = ""
    union: str = ""
    source: str = ""
    confidence: Confidence | None = None
    note: str = ""


class RegionsDoc(Strict, frozen=True):
    """regions.yaml"""

    sources: dict[str, SourceDoc]
    parts: list[str]
    regions: list[RegionDoc]
    defaults: Defaults = Defaults()


@dataclass(frozen=True, slots=True)
class Region:
    """A list of actors, a sum of regions, the parties to an instrument or the members of a union."""

    id: str
    name: Text
    source: str
    confidence: Confidence
    actors: frozenset[str] = frozenset()
    of: tuple[str, ...] = ()
    party: str = ""
    union: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Regions:
    """All regions by id, and those that together hold every actor once, in the order in which they are shown."""

    by_id: Mapping[str, Region]
    parts: tuple[str, ...]

    def part_of(self, code: str) -> str:
        """The part of the world in which an actor lies."""
        return next((part for part in self.parts if code in self.by_id[part].actors), "")

    def listed(self, region: str) -> frozenset[str]:
        """The actors that a region lists, its own parts included."""
        found = self.by_id[region]
        return found.actors.union(*(self.listed(part) for part in found.of))


def load_regions(corpus: Corpus, path: Path | None = None) -> Regions:
    """The regions of the checkout, or the packaged ones; WrongLaw with every problem found."""
    beside = CHECKOUT / "vocabulary" / FILE
    file = path or (beside if beside.is_file() else PACKAGED)
    if not file.is_file():
        raise WrongInput("the list of regions is not there", where=str(file), do="install the package again")
    problems = Problems()
    regions = read_regions(file, corpus, problems)
    if problems.found:
        raise WrongLaw(tuple(problems.found))
    return regions


def read_regions(path: Path, corpus: Corpus, problems: Problems) -> Regions:
    """The regions in a file, checked against the actors and instruments of a corpus."""
    opened = problems.open(path, RegionsDoc)
    if opened is None:
        return Regions({}, ())
    document, doc = opened
    names = Names({}, frozenset(), frozenset(corpus.by_code), frozenset(corpus.by_id))
    scope = Scope(document, problems, names, doc.sources, doc.defaults)
    for source, what in wrong_sources(sources(doc.sources)):
        problems.add(document, f"$.sources.{source.rstrip(':')}", what)
    unique([item.id for item in doc.regions], "regions", document, problems)
    known = {item.id for item in doc.regions}
    for i, item in enumerate(doc.regions):
        _check(item, known, scope, f"$.regions[{i}]")
    for circle in circles({item.id: item.of for item in doc.regions}):
        problems.add(document, "$.regions", f"regions are made of each other in a circle: {' -> '.join(circle)} - break it")
    regions = Regions({item.id: _region(item, scope, f"$.regions[{i}]") for i, item in enumerate(doc.regions)}, tuple(doc.parts))
    for what in _partition(regions, corpus.actors):
        _report(problems, document, what)
    return regions


def _report(problems: Problems, document: Document, what: str) -> None:
    problems.add(document, "$.parts", what)


def _check(item: RegionDoc, known: set[str], scope: Scope, path: str) -> None:
    if sum(map(bool, (item.actors, item.of, item.party, item.union))) != 1:
        scope.report(path, f"{item.id} needs exactly one of actors, of, party and union - keep one")
    if len(set(item.actors)) != len(item.actors):
        scope.report(path, f"{item.id} names an actor twice - keep one")
    scope.known([*item.actors, *([item.union] if item.union else [])], scope.names.actors, "actor", path)
    scope.known([item.party] if item.party else [], scope.names.instruments, "instrument", path)
    scope.known(item.of, known, "region", path)


def _region(item: RegionDoc, scope: Scope, path: str) -> Region:
    source, confidence = scope.provenance(item.source, item.confidence, path)
    return Region(
        id=item.id,
        name=text(item.name),
        source=source,
        confidence=confidence,
        actors=frozenset(item.actors),
        of=item.of,
        party=item.party,
        union=item.union,
        note=item.note,
    )


def _partition(regions: Regions, actors: tuple[Actor, ...]) -> Iterator[str]:
    """What keeps the parts from holding every living state and territory exactly once."""
    strangers = [part for part in regions.parts if part not in regions.by_id]
    if strangers:
        yield f"unknown region {strangers[0]!r} - name one of this file"
        return
    count = Counter(code for part in regions.parts for code in regions.by_id[part].actors)
    for code in sorted(code for code, times in count.items() if times > 1):
        yield f"{code} lies in two parts - keep one"
    wanted = {a.code for a in actors if a.kind in (ActorKind.STATE, ActorKind.TERRITORY) and a.exists_until is None}
    for code in sorted(wanted - set(count)):
        yield f"{code} lies in no part - add it to one"
