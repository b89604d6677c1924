# SPDX-License-Identifier: EUPL-1.2
"""Reads ``law/drafting``: what requests must hold, how papers read, how places are called."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path as File

from comity.corpus import drafting_documents as docs
from comity.corpus.documents import Words
from comity.corpus.problems import D, Problems
from comity.corpus.scope import text
from comity.corpus.strict_yaml import Document
from comity.corpus.vocabulary_files import ROUTES
from comity.model import drafting as model
from comity.model.drafting import Drafting, Needs
from comity.model.law import Kind
from comity.model.paths import Path
from comity.model.text import NO_WORDS, Text

PARTS = frozenset({"bases", "offences", "assurances", "use-limits", "formalities", "confidentiality", "urgency", "grounds", "deficiencies"})
SENDERS = frozenset({"requesting", "requested", "person"})
_SHARED = "sections.yaml"
CLOCK_STARTS = ("arrest", "arrival", "decision", "liberty", "notice", "preservation", "receipt", "request", "surrender")


def read_drafting(folder: File, measures: Collection[str], facts: Collection[str], problems: Problems) -> Drafting:
    """Everything under ``law/drafting``; each problem with its place."""
    reader = _Reader(folder, frozenset(measures), problems)
    labels = reader.labels()
    settled, stated = reader.facts(facts)
    stages, events = reader.preparation()
    return Drafting(
        elements=tuple(reader.elements()),
        papers=tuple(reader.papers()),
        places={name: text(item) for name, item in labels.places.items()},
        words={name: text(item) for name, item in labels.words.items()},
        lists=labels.lists,
        facts=settled,
        stated=stated,
        stages=stages,
        events=events,
        checks=reader.checks(),
    )


@dataclass(slots=True)
class _Place:
    """Where a reader is: for reports."""

    document: Document
    path: str
    problems: Problems

    def report(self, what: str, under: str = "") -> None:
        self.problems.add(self.document, f"{self.path}{under}", what)

    def path_of(self, text_: str, under: str) -> Path:
        try:
            return Path.parse(text_)
        except ValueError as error:
            self.report(f"{error} - see docs/drafting-data.md", under)
            return Path(text_, ())

    def paths(self, texts: Sequence[str], under: str) -> tuple[Path, ...]:
        return tuple(self.path_of(item, under) for item in texts)

    def needs(self, needs: docs.Needs) -> Needs:
        return tuple(self.paths([item] if isinstance(item, str) else item, ".needs") for item in needs)

    def known(self, names: Sequence[str], known: Sequence[str], under: str) -> None:
        for name in names:
            if name not in known:
                self.report(f"unknown {name!r} - write one of {', '.join(known)}", under)

    def measures(self, names: Sequence[str], known: frozenset[str]) -> frozenset[str]:
        for name in names:
            if name not in known:
                self.report(f"unknown measure {name!r} - name one of vocabulary/measures.yaml", ".measures")
        return frozenset(names)


class _Reader:
    def __init__(self, folder: File, measures: frozenset[str], problems: Problems) -> None:
        self.folder = folder
        self.known = measures
        self.problems = problems

    def _all(self, name: str, shape: type[D], but: str = "") -> Iterator[tuple[Document, D]]:
        for path in sorted((self.folder / name).glob("*.yaml")):
            if path.name != but:
                opened = self.problems.open(path, shape)
                if opened is not None:
                    yield opened

    def elements(self) -> Iterator[model.Element]:
        seen: set[str] = set()
        for document, doc in self._all("elements", docs.ElementsDoc):
            for i, item in enumerate(doc.elements):
                place = _Place(document, f"$.elements[{i}]", self.problems)
                if item.id in seen:
                    place.report(f"the element {item.id!r} stands twice - keep one")
                seen.add(item.id)
                yield model.Element(
                    item.id,
                    text(item.name),
                    place.needs(item.needs),
                    item.severity,
                    _text(item.asks),
                    _text(item.help),
                    _text(item.example),
                    item.always,
                    place.measures(item.measures, self.known),
                )

    def labels(self) -> docs.LabelsDoc:
        """The labels of all files together."""
        found = docs.LabelsDoc()
        for _, doc in self._all("labels", docs.LabelsDoc):
            found.places.update(doc.places)
            found.words.update(doc.words)
            found.lists.update(doc.lists)
        return found

    def facts(self, known: Collection[str]) -> tuple[Mapping[str, Path], frozenset[str]]:
        path = self.folder / "facts.yaml"
        opened = self.problems.open(path, docs.CaseFactsDoc) if path.exists() else None
        if opened is None:
            return {}, frozenset()
        found: dict[str, Path] = {}
        for name in (*opened[1].facts, *opened[1].stated):
            if name not in known:
                self.problems.add(opened[0], "$", f"unknown fact {name!r} - name one of vocabulary/facts")
        for name, place_text in opened[1].facts.items():
            found[name] = _Place(opened[0], f"$.facts.{name}", self.problems).path_of(place_text, "")
        return found, frozenset(opened[1].stated)

    def checks(self) -> Mapping[str, model.CheckWords]:
        path = self.folder / "checks.yaml"
        opened = self.problems.open(path, docs.ChecksDoc) if path.exists() else None
        checks = opened[1].checks if opened else {}
        return {name: model.CheckWords(text(item.says), text(item.do), item.severity) for name, item in checks.items()}

    def preparation(self) -> tuple[tuple[model.Stage, ...], Mapping[str, tuple[Path, ...]]]:
        """The stages of preparation in their order, and where the days of events stand in a case."""
        path = self.folder / "preparation.yaml"
        opened = self.problems.open(path, docs.PreparationDoc) if path.exists() else None
        if opened is None:
            return (), {}
        document, doc = opened
        stages = tuple(self._stage(item, _Place(document, f"$.stages[{i}]", self.problems)) for i, item in enumerate(doc.stages))
        self._order(stages, document)
        events = {}
        for name, places in doc.events.items():
            place = _Place(document, f"$.events.{name}", self.problems)
            if name not in CLOCK_STARTS:
                place.report(f"{name!r} starts no clock - write one of {', '.join(CLOCK_STARTS)}")
            events[name] = place.paths(places, "")
        return stages, events

    def _stage(self, item: docs.StageDoc, place: _Place) -> model.Stage:
        if min(item.days, item.urgent_days) < 0:
            place.report("a stage takes no fewer than 0 days", ".days")
        place.known(item.routes, ROUTES, ".routes")
        place.known(item.law, tuple(Kind), ".law")
        place.measures(item.asks, self.known)
        return model.Stage(
            item.id,
            item.phase,
            text(item.name),
            text(item.says),
            item.who,
            item.days,
            item.urgent_days,
            item.after,
            place.measures(item.measures, self.known),
            place.measures(item.but, self.known),
            place.needs(item.needs),
            place.needs(item.done),
            place.paths(item.reached, ".reached"),
            place.paths(item.until, ".until"),
            item.asks,
            frozenset(item.routes),
            frozenset(item.law),
            tuple(self._choice(choice, place) for choice in item.binds),
            tuple(self._choice(choice, place) for choice in item.awaits),
            item.secures,
            item.closes,
        )

    def _choice(self, item: docs.ClockChoiceDoc, place: _Place) -> model.ClockChoice:
        place.known((item.starts,), CLOCK_STARTS, ".binds")
        before = place.path_of(item.before, ".binds") if item.before else None
        return model.ClockChoice(item.starts, item.then, place.measures(item.measures, self.known), before)

    def _order(self, stages: Sequence[model.Stage], document: Document) -> None:
        """Each stage once, and after stages that stand before it: so no circle can be written."""
        seen: set[str] = set()
        for i, stage in enumerate(stages):
            place = _Place(document, f"$.stages[{i}]", self.problems)
            if stage.id in seen:
                place.report(f"the stage {stage.id!r} stands twice - keep one")
            for before in stage.after:
                if before not in seen:
                    place.report(f"no stage {before!r} stands before this one - name one that does", ".after")
            seen.add(stage.id)

    def papers(self) -> Iterator[model.Paper]:
        shared = self._shared()
        taken: set[tuple[str, str, str, str]] = set()
        for document, doc in self._all("papers", docs.PapersDoc, but=_SHARED):
            for i, item in enumerate(doc.papers):
                place = _Place(document, f"$.papers[{i}]", self.problems)
                if item.sender not in SENDERS:
                    place.report(f"{item.sender!r} signs nothing - write one of {', '.join(sorted(SENDERS))}", ".from")
                paper = model.Paper(
                    item.id,
                    text(item.title),
                    tuple(self._sections(item.sections, shared, place)),
                    place.measures(item.measures, self.known),
                    item.sender,
                    item.answer,
                    item.between,
                    item.route,
                    place.needs(item.needs),
                )
                for measure, basis in product(item.measures or [""], sorted(paper.under) or [""]):
                    if (item.id, measure, item.route, basis) in taken:
                        for_what = f"{measure or 'all measures'}{' under ' if basis else ''}{basis}"
                        place.report(f"the paper {item.id!r} stands twice for {for_what} - keep one")
                    taken.add((item.id, measure, item.route, basis))
                yield paper

    def _shared(self) -> Mapping[str, model.PaperSection]:
        path = self.folder / "papers" / _SHARED
        opened = self.problems.open(path, docs.SharedSectionsDoc) if path.exists() else None
        if opened is None:
            return {}
        return {
            name: _section(section, _Place(opened[0], f"$.sections.{name}", self.problems)) for name, section in opened[1].sections.items()
        }

    def _sections(
        self, sections: Sequence[docs.SectionDoc], shared: Mapping[str, model.PaperSection], place: _Place
    ) -> Iterator[model.PaperSection]:
        for i, section in enumerate(sections):
            here = _Place(place.document, f"{place.path}.sections[{i}]", self.problems)
            if section.use and section.use in shared:
                yield shared[section.use]
            elif section.use:
                here.report(f"unknown section {section.use!r} - name one of papers/{_SHARED}", ".use")
            else:
                yield _section(section, here)


def _section(section: docs.SectionDoc, place: _Place) -> model.PaperSection:
    blocks = tuple(
        _block(block, _Place(place.document, f"{place.path}.blocks[{i}]", place.problems)) for i, block in enumerate(section.blocks)
    )
    return model.PaperSection(_text(section.heading), blocks, place.needs(section.needs))


def _block(block: docs.BlockDoc, place: _Place) -> model.Block:
    kinds = [block.say, block.prose, block.each or block.fields, block.list, block.grid, block.blank, block.part]
    if sum(bool(kind) for kind in kinds) != 1:
        place.report("a block is one of say, prose, fields, each, list, grid, blank and part")
    if block.part and block.part not in PARTS:
        place.report(f"unknown part {block.part!r} - write one of {', '.join(sorted(PARTS))}", ".part")
    return model.Block(
        say=_text(block.say),
        prose=place.path_of(block.prose, ".prose") if block.prose else None,
        fields=place.paths(block.fields, ".fields"),
        each=place.path_of(block.each, ".each") if block.each else None,
        list=place.path_of(block.list, ".list") if block.list else None,
        grid=place.path_of(block.grid, ".grid") if block.grid else None,
        columns=place.paths(block.columns, ".columns"),
        blank=_text(block.blank),
        lines=block.lines,
        choices=tuple(text(item) for item in block.choices),
        part=block.part,
        strong=block.strong,
        needs=place.needs(block.needs),
    )


def _text(words: Words | None) -> Text:
    return text(words) if words is not None else NO_WORDS
