# SPDX-License-Identifier: EUPL-1.2
"""Reads ``law/vocabulary`` and ``law/actors``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from comity.corpus import actor_documents as actor_docs
from comity.corpus import documents as docs
from comity.corpus import vocabulary_documents as vocabulary_docs
from comity.corpus.conditions import Names
from comity.corpus.problems import Problems
from comity.corpus.scope import Scope, sources, text
from comity.corpus.strict_yaml import Document
from comity.model import actors as model
from comity.model.law import Confidence, Source
from comity.model.said import PLACE
from comity.model.text import LANGUAGES, Text
from comity.model.vocabulary import Derived, FactSpec, FactType, Ground, Measure, Offence

NORMS = ("constitution", "referendum-act", "treaty", "code", "statute", "decree", "practice")
ROUTES = ("statute", "reciprocity", "police", "interpol", "fiu", "asset-recovery", "24-7", "provider", "court", "spontaneous")


def read_measures(folder: Path, problems: Problems) -> tuple[Measure, ...]:
    """The measures."""
    opened = problems.open(folder / "measures.yaml", vocabulary_docs.MeasuresDoc)
    if opened is None:
        return ()
    document, doc = opened
    ids = [measure.id for measure in doc.measures]
    unique(ids, "measures", document, problems)
    for i, measure in enumerate(doc.measures):
        for other in measure.nearest:
            if other not in ids:
                problems.add(document, f"$.measures[{i}].nearest", f"unknown measure {other!r} - name one of this file")
        for kind in measure.informal:
            if kind not in ROUTES:
                problems.add(document, f"$.measures[{i}].informal", f"unknown route {kind!r} - write one of {', '.join(ROUTES)}")
    return tuple(
        Measure(item.id, text(item.name), item.family, item.coercive, tuple(item.informal), tuple(item.nearest), item.secures)
        for item in doc.measures
    )


def read_offences(folder: Path, problems: Problems) -> tuple[Offence, ...]:
    """The classes of offence."""
    opened = problems.open(folder / "offences.yaml", vocabulary_docs.OffencesDoc)
    if opened is None:
        return ()
    document, doc = opened
    unique([offence.id for offence in doc.offences], "offences", document, problems)
    parents = {offence.id: offence.within for offence in doc.offences}
    for i, offence in enumerate(doc.offences):
        for broader in offence.within:
            if broader not in parents:
                problems.add(document, f"$.offences[{i}].within", f"unknown offence {broader!r} - name one of this file")
        for code in offence.iccs:
            if not (code.isascii() and code.isdecimal()):
                problems.add(document, f"$.offences[{i}].iccs", f"{code!r} is no ICCS code - write digits in quotes")
    for circle in circles(parents):
        problems.add(document, "$.offences", f"offences lie within each other in a circle: {' -> '.join(circle)} - break it")
    return tuple(Offence(item.id, text(item.name), tuple(item.iccs), tuple(item.within)) for item in doc.offences)


def read_grounds(folder: Path, problems: Problems) -> tuple[Ground, ...]:
    """The grounds."""
    opened = problems.open(folder / "grounds.yaml", vocabulary_docs.GroundsDoc)
    if opened is None:
        return ()
    document, doc = opened
    unique([ground.id for ground in doc.grounds], "grounds", document, problems)
    return tuple(Ground(item.id, text(item.name), item.topic or item.id, item.protects) for item in doc.grounds)


def read_facts(folder: Path, problems: Problems) -> tuple[FactSpec, ...]:
    """The facts of all topics."""
    found: dict[str, FactSpec] = {}
    followed: list[tuple[Document, str, vocabulary_docs.FactDoc]] = []
    for path in _only_yaml(folder / "facts", problems):
        opened = problems.open(path, vocabulary_docs.FactsDoc)
        if opened is None:
            continue
        document, doc = opened
        for i, item in enumerate(doc.facts):
            if item.name in found:
                problems.add(document, f"$.facts[{i}]", f"the fact {item.name} is declared twice - keep one")
            for what in _unfit(item):
                problems.add(document, f"$.facts[{i}]", what)
            followed.append((document, f"$.facts[{i}].same_as", item))
            found[item.name] = FactSpec(
                item.name, item.type, text(item.asks), text(item.why), item.unit, tuple(item.values), item.same_as, item.sensitive
            )
    for document, where, item in followed:
        if item.same_as and (item.same_as not in found or found[item.same_as].type is not item.type):
            problems.add(document, where, f"{item.name} follows {item.same_as!r}, which is no fact of its type - name one that is")
    return tuple(found.values())


def _unfit(item: vocabulary_docs.FactDoc) -> Iterator[str]:
    if item.values and item.type is not FactType.SET:
        yield f"{item.name} is a {item.type.value}: only a set has values - remove them, or write `type: set`"
    if item.type is FactType.SET and not item.values and item.unit != "states":
        yield f"{item.name} is a set of nothing - write its values, or `unit: states`"
    if item.type is FactType.MONEY and not item.unit:
        yield f"{item.name} has no currency - write `unit: EUR`"


def _only_yaml(folder: Path, problems: Problems) -> Iterator[Path]:
    """The YAML files of a folder, in order; a problem for every other file but READMEs and hidden ones."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix == ".yaml":
            yield path
        elif path.suffix != ".md" and not path.name.startswith("."):
            problems.add_line(path, 1, "nobody reads this - remove it, or name it with .yaml")


def read_sentences(folder: Path, problems: Problems) -> tuple[Text, ...]:
    """Sentences as they are said in each language, of all topics."""
    found: dict[str, Text] = {}
    for path in _only_yaml(folder / "sentences", problems):
        opened = problems.open(path, vocabulary_docs.SentencesDoc)
        for i, item in enumerate(opened[1].sentences if opened else ()):
            said = text(item)
            places = set(PLACE.findall(said.en))
            for language in LANGUAGES:
                words = getattr(said, language)
                if opened and words and set(PLACE.findall(words)) != places:
                    problems.add(opened[0], f"$.sentences[{i}]", f"{language} has other places than English: {sorted(places)}")
            if opened and said.en in found:
                problems.add(opened[0], f"$.sentences[{i}]", "this sentence stands twice - keep one")
            found[said.en] = said
    return tuple(found.values())


def read_derived(folder: Path, names: Names, problems: Problems) -> tuple[Derived, ...]:
    """The definitions of derived facts."""
    opened = problems.open(folder / "derived.yaml", vocabulary_docs.DerivedDoc)
    if opened is None:
        return ()
    document, doc = opened
    scope = Scope(document, problems, names, {})
    conditions = scope.conditions({})
    for i, item in enumerate(doc.derived):
        scope.known([item.fact], names.facts, "fact", f"$.derived[{i}]")
        if item.fact in names.facts and names.facts[item.fact].type is not FactType.TRUTH:
            scope.report(f"$.derived[{i}]", f"{item.fact} is no truth - only a truth is derived")
    unique([item.fact for item in doc.derived], "derived", document, problems)
    return tuple(Derived(item.fact, conditions.read(item.when, f"$.derived[{i}].when")) for i, item in enumerate(doc.derived))


def unique(ids: list[str], what: str, document: Document, problems: Problems) -> None:
    """Report ids that stand twice."""
    seen: set[str] = set()
    for i, name in enumerate(ids):
        if name in seen:
            problems.add(document, f"$.{what}[{i}]", f"the id {name} stands twice - ids are unique")
        seen.add(name)


def circles(arrows: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The circles in a graph, each once, found from its smallest name on."""
    found: dict[frozenset[str], list[str]] = {}
    done: set[str] = set()
    for start in sorted(arrows):
        path: list[str] = []
        waiting = [iter((start,))]
        while waiting:
            node = next(waiting[-1], None)
            if node is None:
                waiting.pop()
                if path:
                    done.add(path.pop())
            elif node in path:
                circle = path[path.index(node) :]
                found.setdefault(frozenset(circle), [*circle, node])
            elif node not in done:
                path.append(node)
                waiting.append(iter(arrows.get(node, ())))
    return list(found.values())


def read_actors(folder: Path, problems: Problems, measures: frozenset[str]) -> tuple[model.Actor, ...]:
    """Every actor."""
    found: list[model.Actor] = []
    opened = []
    for path in _only_yaml(folder, problems):
        if path.name in ("routes.yaml", "searched.yaml"):
            continue
        pair = problems.open(path, actor_docs.ActorDoc)
        if pair is not None:
            opened.append(pair)
            if pair[1].code != path.stem:
                problems.add(pair[0], "$.code", f"the code is {pair[1].code!r} but the file is {path.name} - they must agree")
    codes = frozenset(doc.code for _, doc in opened)
    names = Names({}, frozenset(), codes, frozenset())
    for document, doc in opened:
        scope = Scope(document, problems, names, doc.sources, doc.defaults)
        found.append(_actor(doc, scope, measures))
    succession = {actor.code: [*([actor.continues] if actor.continues else []), *(s.actor for s in actor.succeeds)] for actor in found}
    for circle in circles(succession):
        problems.add_line(folder / f"{circle[0]}.yaml", 1, f"actors succeed each other in a circle: {' -> '.join(circle)} - break it")
    kinds = {actor.code: actor.kind for actor in found}
    for document, doc in opened:
        for where, what in (*_misfits(doc, kinds), *_spans(doc)):
            problems.add(document, where, what)
    return tuple(found)


def _misfits(doc: actor_docs.ActorDoc, kinds: Mapping[str, model.ActorKind]) -> Iterator[tuple[str, str]]:
    if doc.of and doc.kind is not model.ActorKind.TERRITORY:
        yield "$.of", f"a {doc.kind.value} belongs to no state - remove `of`, or write `kind: territory`"
    if doc.of and kinds.get(doc.of, model.ActorKind.STATE) is not model.ActorKind.STATE:
        yield "$.of", f"{doc.of} is no state - name the state of the territory"
    if doc.members and doc.kind not in (model.ActorKind.UNION, model.ActorKind.ORGANISATION):
        yield "$.members", f"a {doc.kind.value} has no members - remove them, or write `kind: union`"
    for norm in doc.hierarchy:
        if norm not in NORMS:
            yield "$.hierarchy", f"unknown rank {norm!r} - write one of {', '.join(NORMS)}"
    if len(set(doc.hierarchy)) != len(doc.hierarchy):
        yield "$.hierarchy", "a rank stands twice - keep one"


def _spans(doc: actor_docs.ActorDoc) -> Iterator[tuple[str, str]]:
    if doc.exists.since and doc.exists.until and doc.exists.until <= doc.exists.since:
        yield "$.exists", "it ends before it begins - correct from or until"
    times: dict[str, list[tuple[date, date]]] = {}
    for i, member in enumerate(doc.members):
        start, end = member.since, member.until or date.max
        if end <= start:
            yield f"$.members[{i}]", f"the membership of {member.actor} ends before it begins - correct from or until"
        if any(start < other_end and other < end for other, other_end in times.get(member.actor, ())):
            yield f"$.members[{i}]", f"{member.actor} has overlapping periods - give the earlier one an end, or keep one"
        times.setdefault(member.actor, []).append((start, end))


def _actor(doc: actor_docs.ActorDoc, scope: Scope, measures: frozenset[str]) -> model.Actor:
    others = [doc.of, doc.continues, *(item.actor for item in doc.succeeds), *(item.actor for item in doc.members)]
    scope.known((code for code in others if code), scope.names.actors, "actor", "$")
    facts = []
    for name, fact in doc.facts.items():
        source, confidence = scope.provenance(fact.source, fact.confidence, f"$.facts.{name}")
        value = fact.value if isinstance(fact.value, str) else ("true" if fact.value else "false")
        facts.append(model.StateFact(name, value, source, confidence))
    return model.Actor(
        code=doc.code,
        kind=doc.kind,
        name=text(doc.name),
        of=doc.of,
        continues=doc.continues,
        succeeds=tuple(model.Succession(item.actor, item.on) for item in doc.succeeds),
        exists_from=doc.exists.since,
        exists_until=doc.exists.until,
        members=tuple(model.Member(item.actor, item.since, item.until) for item in doc.members),
        hierarchy=tuple(doc.hierarchy),
        facts=tuple(facts),
        languages=tuple(doc.languages),
        authorities=tuple(_authority(item, f"$.authorities[{i}]", scope, measures) for i, item in enumerate(doc.authorities)),
        practice=tuple(model.Practice(item.says, *scope.provenance(item.source, item.confidence, "$.practice")) for item in doc.practice),
        sources=sources(doc.sources),
        note=doc.note,
    )


def _authority(doc: actor_docs.AuthorityDoc, path: str, scope: Scope, measures: frozenset[str]) -> model.Authority:
    source, confidence = scope.provenance(doc.source, doc.confidence, path)
    served = scope.known(doc.measures, measures, "measure", path)
    return model.Authority(text(doc.name), doc.role, source, confidence, served, frozenset(doc.stages), doc.confirmed)


def read_routes(path: Path, names: Names, measures: frozenset[str], problems: Problems) -> tuple[model.InformalRoute, ...]:
    """The informal routes."""
    opened = problems.open(path, actor_docs.RoutesDoc) if path.exists() else None
    if opened is None:
        return ()
    document, doc = opened
    scope = Scope(document, problems, names, doc.sources, doc.defaults)
    unique([item.id for item in doc.routes], "routes", document, problems)
    found = []
    for i, item in enumerate(doc.routes):
        where = f"$.routes[{i}]"
        source, confidence = scope.provenance(item.source, item.confidence, where)
        listed = [] if isinstance(item.members, str) else item.members
        for what in _unfit_route(item, names):
            scope.report(where, what)
        scope.known([*listed, *(item.all_except or [])], names.actors, "actor", where)
        found.append(
            model.InformalRoute(
                id=item.id,
                kind=item.kind,
                says=text(item.says),
                evidence=item.evidence,
                source=_spelled(doc.sources, source),
                confidence=confidence,
                yields=text(item.yields),
                measures=scope.known(item.measures, measures, "measure", where),
                members=frozenset(listed),
                except_=frozenset(item.all_except or []),
                open_to_all=item.all_except is not None or item.members == "all" or not (listed or item.party),
                party=item.party,
                instrument=item.instrument,
                article=item.article,
                as_of=item.as_of,
            )
        )
    return tuple(found)


def _unfit_route(item: actor_docs.RouteDoc, names: Names) -> Iterator[str]:
    if item.kind not in ROUTES:
        yield f"unknown kind of route {item.kind!r} - write one of {', '.join(ROUTES)}"
    if item.evidence not in ("yes", "no", "depends"):
        yield f"evidence is {item.evidence!r} - write yes, no or depends"
    if isinstance(item.members, str) and item.members != "all":
        yield f"members is {item.members!r} - write all, or a list of codes"
    for instrument in (item.party, item.instrument):
        if instrument and instrument not in names.instruments:
            yield f"no instrument has the id {instrument!r} - name a folder of law/instruments/"


def _spelled(declared: Mapping[str, docs.SourceDoc], source: str) -> str:
    """A source in words; its id where it is not declared, which is reported elsewhere."""
    known = declared.get(source)
    return Source(source, known.what, known.url or "").words if known else source


def read_searched(path: Path, problems: Problems) -> tuple[model.Searched, ...]:
    """The pairs for which a treaty was searched for in vain."""
    opened = problems.open(path, actor_docs.SearchedDoc) if path.exists() else None
    if opened is None:
        return ()
    return tuple(model.Searched(item.pair, item.on, item.says, Confidence(item.confidence)) for item in opened[1].searched)
