# SPDX-License-Identifier: EUPL-1.2
"""Builds the corpus from the files under ``law/``, strictly: every problem with its place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from comity.corpus import documents as docs
from comity.corpus import interpretation_files, programme_files, provision_files, status_files, store, vocabulary_files
from comity.corpus import vocabulary_documents as vocabulary_docs
from comity.corpus.checks import check_instrument, check_relations, wrong_sources
from comity.corpus.conditions import Names
from comity.corpus.corpus import Corpus
from comity.corpus.drafting_files import read_drafting
from comity.corpus.problems import Problems
from comity.corpus.provision_files import Lists
from comity.corpus.scope import Scope, sources, text
from comity.corpus.strict_yaml import Document
from comity.model.drafting import Drafting
from comity.model.errors import WrongLaw
from comity.model.law import Admitted, Instrument, Parties, Place, Source, StatusEvent, StatusRow
from comity.model.vocabulary import Vocabulary

FILES = {"instrument.yaml", "status.csv", "status.yaml", "provisions.yaml", "statements.yaml", "cases.yaml"}


def load_files(law: Path, key: str = "") -> Corpus:
    """The corpus from the files; WrongLaw with every problem found."""
    problems = Problems()
    corpus = _Loader(law, problems).corpus(key or store.key_of(law))
    if problems.found:
        raise WrongLaw(tuple(problems.found))
    return corpus


def load_drafting_files(law: Path) -> Drafting:
    """What drafting reads beside the law; WrongLaw with every problem found."""
    problems = Problems()
    words = law / "vocabulary"
    measures = vocabulary_files.read_measures(words, problems)
    facts = vocabulary_files.read_facts(words, problems)
    drafting = read_drafting(law / "drafting", {item.id for item in measures}, {item.name for item in facts}, problems)
    if problems.found:
        raise WrongLaw(tuple(problems.found))
    return drafting


class _Loader:
    folder_names = True  # the folder of an instrument bears its id

    def __init__(self, law: Path, problems: Problems) -> None:
        self.law = law
        self.problems = problems
        for stranger in store.strangers(law):
            problems.add_line(stranger, 1, "a link, pipe or device among the law files - put the file itself there")
        words = law / "vocabulary"
        self.measures = vocabulary_files.read_measures(words, problems)
        self.offences = vocabulary_files.read_offences(words, problems)
        self.grounds = vocabulary_files.read_grounds(words, problems)
        self.facts = vocabulary_files.read_facts(words, problems)
        self.lists = Lists(frozenset(item.id for item in self.measures), frozenset(item.id for item in self.grounds))
        self.actors = vocabulary_files.read_actors(law / "actors", problems, self.lists.measures)
        for actor in self.actors:
            for _, what in wrong_sources(actor.sources):
                problems.add_line(law / "actors" / f"{actor.code}.yaml", 1, what)
        self.folders = sorted(path for path in (law / "instruments").iterdir() if path.is_dir() and any(path.iterdir()))
        self.names = Names(
            {fact.name: fact for fact in self.facts},
            frozenset(offence.id for offence in self.offences),
            frozenset(actor.code for actor in self.actors),
            frozenset(path.name for path in self.folders),
        )
        problems.open(words / "glossary.yaml", vocabulary_docs.GlossaryDoc)
        self.sentences = vocabulary_files.read_sentences(words, problems)
        self.derived = vocabulary_files.read_derived(words, self.names, problems)

    def corpus(self, key: str) -> Corpus:
        routes = vocabulary_files.read_routes(self.law / "actors" / "routes.yaml", self.names, self.lists.measures, self.problems)
        instruments = {path.name: instrument for path in self.folders if (instrument := self._instrument(path)) is not None}
        for name, instrument in instruments.items():
            check_instrument(instrument, instruments, self.law / "instruments" / name, self.problems)
        check_relations(instruments.values(), self.law, self.problems)
        if (self.law / "drafting").is_dir():
            read_drafting(self.law / "drafting", self.lists.measures, self.names.facts, self.problems)
        release, as_of = self._release()
        return Corpus(
            version=f"{release}+{key[:12]}",
            as_of=as_of,
            vocabulary=Vocabulary(self.measures, self.offences, self.grounds, self.facts, self.derived, self.sentences),
            actors=self.actors,
            instruments=tuple(instruments.values()),
            routes=routes,
            searched=vocabulary_files.read_searched(self.law / "actors" / "searched.yaml", self.problems),
            readings=interpretation_files.read_interpretations(self.law / "interpretations.yaml", instruments, self.names, self.problems),
            programmes=programme_files.read_programmes(self.law / "programmes", instruments, self.names, self.lists, self.problems),
        )

    def _release(self) -> tuple[str, str]:
        opened = self.problems.open(self.law / "release.yaml", vocabulary_docs.ReleaseDoc)
        return (opened[1].release, opened[1].as_of.isoformat()) if opened else ("", "")

    def _instrument(self, folder: Path) -> Instrument | None:
        for path in sorted(folder.iterdir()):
            if path.name not in FILES:
                self.problems.add_line(path, 1, f"no file of an instrument - one of {', '.join(sorted(FILES))}")
        opened = self.problems.open(folder / "instrument.yaml", docs.InstrumentDoc)
        status = self._optional(folder / "status.yaml", docs.StatusDoc)
        provisions = self._optional(folder / "provisions.yaml", docs.ProvisionsDoc)
        statements = self._optional(folder / "statements.yaml", docs.StatementsDoc)
        if opened is None:
            return None
        self._check_cases(folder, provisions[1] if provisions else None, statements[1] if statements else None)
        declared = dict(opened[1].sources)
        for file in (status, provisions, statements):
            if file is not None:
                self._merge(declared, file[0], file[1].sources)
        return self._build(folder, opened, (status, provisions, statements), declared)

    def _check_cases(self, folder: Path, provisions: docs.ProvisionsDoc | None, statements: docs.StatementsDoc | None) -> None:
        """cases.yaml is for the tests, and must speak of rules that are there."""
        opened = self.problems.open(folder / "cases.yaml", docs.CasesDoc) if (folder / "cases.yaml").exists() else None
        rules = {rule.id for rule in provisions.provisions} if provisions else set()
        for statement in statements.statements if statements else ():
            rules |= {f"{statement.id}/{number}" for number, effect in enumerate(statement.effects, start=1) if effect.add}
        for i, case in enumerate(opened[1].cases if opened else ()):
            if opened and case.rule not in rules:
                self.problems.add(opened[0], f"$.cases[{i}]", f"{case.rule!r} is no rule of {folder.name} - name the id of a provision")

    def _optional(self, path: Path, shape: type[docs.FileDoc]) -> tuple[Document, docs.FileDoc] | None:
        return self.problems.open(path, shape) if path.exists() else None

    def _merge(self, declared: dict[str, docs.SourceDoc], document: Document, more: dict[str, docs.SourceDoc]) -> None:
        for name, source in more.items():
            if name in declared and declared[name] != source:
                self.problems.add(document, f"$.sources.{name}", f"the source id {name} stands for two things - rename one")
            declared[name] = source

    def _build(
        self,
        folder: Path,
        opened: tuple[Document, docs.InstrumentDoc],
        files: tuple[tuple[Document, docs.AnyFileDoc] | None, ...],
        declared: dict[str, docs.SourceDoc],
    ) -> Instrument:
        document, doc = opened
        fields: dict[str, object] = {}
        main = Scope(document, self.problems, self.names, declared)
        if doc.id != folder.name and self.folder_names:
            main.report("$.id", f"the id is {doc.id!r} but the folder is {folder.name} - they must agree")
        fields["places"] = _places(doc, main, self.lists)
        main.known(doc.mistaken_for, self.lists.measures, "measure", "$.mistaken_for")
        main.known([*doc.pair, *doc.creates, *doc.unread, *([doc.of] if doc.of else [])], self.names.actors, "actor", "$")
        rows: tuple[StatusRow, ...] = ()
        events: tuple[StatusEvent, ...] = ()
        if (folder / "status.csv").exists():
            rows = status_files.read_rows(folder / "status.csv", declared, self.names.actors, self.problems)
        for file in files:
            if file is None:
                continue
            scope = Scope(file[0], self.problems, self.names, declared, file[1].defaults)
            if isinstance(file[1], docs.StatusDoc):
                events = status_files.read_events(file[1], scope)
                fields["members"] = status_files.read_membership(file[1].members, scope)
                fields["after_effect"] = status_files.read_after_effect(file[1].after_effect, scope)
                fields["provisional"] = file[1].provisional
            elif isinstance(file[1], docs.ProvisionsDoc):
                fields["relations"] = provision_files.read_relations(file[1], scope, self.lists)
                fields["coverage"] = provision_files.read_coverage(file[1], scope)
                fields["provisions"] = provision_files.read_provisions(file[1], scope, self.lists)
            else:
                fields["statements"] = provision_files.read_statements(file[1], scope, self.lists)
        return _instrument(doc, main, (sources(declared), rows, events), fields)


class _Beside(_Loader):
    """Reads one instrument against a corpus that is there already; its folder may have any name."""

    folder_names = False

    def __init__(self, corpus: Corpus, problems: Problems, id_: str) -> None:
        self.problems = problems
        self.lists = Lists(frozenset(corpus.measures), frozenset(corpus.grounds))
        self.names = Names(
            corpus.facts, frozenset(corpus.offences), frozenset(corpus.by_code), frozenset({*corpus.by_id, *([id_] if id_ else [])})
        )

    def read(self, corpus: Corpus, folder: Path) -> Instrument | None:
        """The instrument, checked as if it stood among the law."""
        draft = self._instrument(folder)
        if draft is not None:
            check_instrument(draft, {**corpus.by_id, draft.id: draft}, folder, self.problems)
        return draft


def load_beside(corpus: Corpus, folder: Path) -> tuple[Instrument | None, tuple[str, ...]]:
    """The instrument in a folder outside the law, and every problem found."""
    problems = Problems()
    opened = Problems().open(folder / "instrument.yaml", docs.InstrumentDoc)
    draft = _Beside(corpus, problems, opened[1].id if opened else "").read(corpus, folder)
    return draft, tuple(problems.found)


def _places(doc: docs.InstrumentDoc, scope: Scope, lists: Lists) -> tuple[Place, ...]:
    """What the instrument is for its measures; each measure once."""
    places = [
        Place(place.standing, place.because, scope.known(place.measures, lists.measures, "measure", f"$.places[{i}]"))
        for i, place in enumerate(doc.places)
    ]
    named = [measure for place in places for measure in sorted(place.measures)]
    for measure in sorted({measure for measure in named if named.count(measure) > 1}):
        scope.report("$.places", f"{measure} has two places - keep one")
    if sum(1 for place in places if not place.measures) > 1:
        scope.report("$.places", "two places for all other measures - name the measures of one of them")
    return tuple(places)


def _admitted(doc: docs.AdmitsDoc | None) -> Admitted | None:
    if doc is None:
        return None
    return Admitted(doc.article, doc.to == "all", () if isinstance(doc.to, str) else tuple(doc.to))


def _instrument(
    doc: docs.InstrumentDoc,
    scope: Scope,
    status: tuple[tuple[Source, ...], tuple[StatusRow, ...], tuple[StatusEvent, ...]],
    fields: dict[str, object],
) -> Instrument:
    parties = None
    if doc.parties is not None:
        if doc.parties.list not in ("complete", "incomplete") or doc.parties.after not in ("carried", "unknown"):
            scope.report("$.parties", "write list: complete or incomplete, and after: carried or unknown")
        if doc.parties.list == "complete" and doc.parties.to is None:
            scope.report("$.parties", "a complete list says to which day: `to: 2025-02-13`")
        open_to = scope.known(doc.parties.open_to, scope.names.actors, "actor", "$.parties")
        parties = Parties(doc.parties.list == "complete", doc.parties.to, doc.parties.after == "unknown", open_to)
    declared, rows, events = status
    return Instrument(
        id=doc.id,
        title=text(doc.title),
        short=text(doc.short or doc.title),
        kind=doc.kind,
        sources=declared,
        parent=doc.parent,
        of=doc.of,
        pair=tuple(doc.pair),
        creates=tuple(doc.creates),
        binds=doc.binds,
        adopted=scope.day(doc.adopted, "$.adopted"),
        in_force=None if doc.in_force == "none" else scope.day(doc.in_force or "unknown", "$.in_force"),
        content=doc.content,
        admits=_admitted(doc.admits),
        confirmed=doc.confirmed,
        no_basis=doc.no_basis,
        mistaken_for=frozenset(doc.mistaken_for),
        parties=parties,
        unread=frozenset(doc.unread),
        note=doc.note,
        rows=rows,
        events=events,
        **fields,  # type: ignore[arg-type]
    )


def problems_of(law: Path, only: Iterable[str] = ()) -> tuple[str, ...]:
    """Every problem in a folder of law; ``only`` keeps those of the named instruments."""
    problems = Problems()
    _Loader(law, problems).corpus("0" * 64)
    wanted = tuple(f"/instruments/{name}/" for name in only)
    return tuple(problem for problem in problems.found if not wanted or any(part in problem for part in wanted))
