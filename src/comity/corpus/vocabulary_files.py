# SPDX-License-Identifier: EUPL-1.2
"""Reads ``law/vocabulary`` and ``law/actors``."""

from __future__ import annotations

from pathlib import Path

from comity.corpus import documents as docs
from comity.corpus.conditions import Names
from comity.corpus.problems import Problems
from comity.corpus.scope import Scope, sources, text
from comity.corpus.strict_yaml import Document
from comity.model import actors as model
from comity.model.law import Confidence
from comity.model.vocabulary import Derived, FactSpec, FactType, Ground, Measure, Offence


def read_measures(folder: Path, problems: Problems) -> tuple[Measure, ...]:
    """The measures."""
    opened = problems.open(folder / "measures.yaml", docs.MeasuresDoc)
    if opened is None:
        return ()
    document, doc = opened
    ids = [measure.id for measure in doc.measures]
    unique(ids, "measures", document, problems)
    for i, measure in enumerate(doc.measures):
        for other in measure.nearest:
            if other not in ids:
                problems.add(document, f"$.measures[{i}]", f"unknown measure {other!r}")
    return tuple(
        Measure(item.id, text(item.name), item.family, item.coercive, tuple(item.informal), tuple(item.nearest)) for item in doc.measures
    )


def read_offences(folder: Path, problems: Problems) -> tuple[Offence, ...]:
    """The classes of offence."""
    opened = problems.open(folder / "offences.yaml", docs.OffencesDoc)
    if opened is None:
        return ()
    document, doc = opened
    unique([offence.id for offence in doc.offences], "offences", document, problems)
    parents = {offence.id: offence.within for offence in doc.offences}
    for i, offence in enumerate(doc.offences):
        for broader in offence.within:
            if broader not in parents:
                problems.add(document, f"$.offences[{i}]", f"unknown offence {broader!r}")
    for circle in circles(parents):
        problems.add(document, "$.offences", f"offences lie within each other in a circle: {' -> '.join(circle)}")
    return tuple(Offence(item.id, text(item.name), tuple(item.iccs), tuple(item.within)) for item in doc.offences)


def read_grounds(folder: Path, problems: Problems) -> tuple[Ground, ...]:
    """The grounds."""
    opened = problems.open(folder / "grounds.yaml", docs.GroundsDoc)
    if opened is None:
        return ()
    document, doc = opened
    unique([ground.id for ground in doc.grounds], "grounds", document, problems)
    return tuple(Ground(item.id, text(item.name), item.topic or item.id) for item in doc.grounds)


def read_facts(folder: Path, problems: Problems) -> tuple[FactSpec, ...]:
    """The facts of all topics."""
    found: dict[str, FactSpec] = {}
    for path in sorted((folder / "facts").glob("*.yaml")):
        opened = problems.open(path, docs.FactsDoc)
        if opened is None:
            continue
        document, doc = opened
        for i, item in enumerate(doc.facts):
            if item.name in found:
                problems.add(document, f"$.facts[{i}]", f"the fact {item.name} is declared twice - keep one")
            if item.values and item.type is not FactType.SET:
                problems.add(document, f"$.facts[{i}]", "only a set has values")
            found[item.name] = FactSpec(
                item.name, item.type, text(item.asks), text(item.why), item.unit, tuple(item.values), item.same_as, item.sensitive
            )
    return tuple(found.values())


def read_derived(folder: Path, names: Names, problems: Problems) -> tuple[Derived, ...]:
    """The definitions of derived facts."""
    opened = problems.open(folder / "derived.yaml", docs.DerivedDoc)
    if opened is None:
        return ()
    document, doc = opened
    scope = Scope(document, problems, names, {})
    conditions = scope.conditions({})
    for i, item in enumerate(doc.derived):
        scope.known([item.fact], names.facts, "fact", f"$.derived[{i}]")
    return tuple(Derived(item.fact, conditions.read(item.when, f"$.derived[{i}].when")) for i, item in enumerate(doc.derived))


def unique(ids: list[str], what: str, document: Document, problems: Problems) -> None:
    """Report ids that stand twice."""
    seen: set[str] = set()
    for i, name in enumerate(ids):
        if name in seen:
            problems.add(document, f"$.{what}[{i}]", f"the id {name} stands twice - ids are unique")
        seen.add(name)


def circles(arrows: dict[str, list[str]]) -> list[list[str]]:
    """The circles in a graph, each once, from its smallest name."""
    found: dict[frozenset[str], list[str]] = {}
    done: set[str] = set()

    def walk(node: str, path: list[str]) -> None:
        if node in path:
            circle = path[path.index(node) :]
            found.setdefault(frozenset(circle), [*circle, node])
            return
        if node in done:
            return
        for following in arrows.get(node, []):
            walk(following, [*path, node])
        done.add(node)

    for start in sorted(arrows):
        walk(start, [])
    return list(found.values())


def read_actors(folder: Path, problems: Problems, measures: frozenset[str]) -> tuple[model.Actor, ...]:
    """Every actor."""
    found: list[model.Actor] = []
    opened = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name in ("routes.yaml", "searched.yaml"):
            continue
        pair = problems.open(path, docs.ActorDoc)
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
        problems.add_line(folder / f"{circle[0]}.yaml", 1, f"actors succeed each other in a circle: {' -> '.join(circle)}")
    return tuple(found)


def _actor(doc: docs.ActorDoc, scope: Scope, measures: frozenset[str]) -> model.Actor:
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


def _authority(doc: docs.AuthorityDoc, path: str, scope: Scope, measures: frozenset[str]) -> model.Authority:
    source, confidence = scope.provenance(doc.source, doc.confidence, path)
    served = scope.known(doc.measures, measures, "measure", path)
    return model.Authority(text(doc.name), doc.role, source, confidence, served, frozenset(doc.stages), doc.confirmed)


def read_routes(path: Path, names: Names, measures: frozenset[str], problems: Problems) -> tuple[model.InformalRoute, ...]:
    """The informal routes."""
    opened = problems.open(path, docs.RoutesDoc) if path.exists() else None
    if opened is None:
        return ()
    document, doc = opened
    scope = Scope(document, problems, names, doc.sources, doc.defaults)
    found = []
    for i, item in enumerate(doc.routes):
        where = f"$.routes[{i}]"
        source, confidence = scope.provenance(item.source, item.confidence, where)
        listed = [] if isinstance(item.members, str) else item.members
        scope.known([*listed, *(item.all_except or [])], names.actors, "actor", where)
        found.append(
            model.InformalRoute(
                id=item.id,
                kind=item.kind,
                says=text(item.says),
                evidence=item.evidence,
                source=source,
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


def read_searched(path: Path, problems: Problems) -> tuple[model.Searched, ...]:
    """The pairs for which a treaty was searched for in vain."""
    opened = problems.open(path, docs.SearchedDoc) if path.exists() else None
    if opened is None:
        return ()
    return tuple(model.Searched(item.pair, item.on, item.says, Confidence(item.confidence)) for item in opened[1].searched)
