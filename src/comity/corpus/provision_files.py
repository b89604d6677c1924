# SPDX-License-Identifier: EUPL-1.2
"""Reads provisions.yaml and statements.yaml."""

from __future__ import annotations

from dataclasses import dataclass, replace

from comity.corpus.conditions import Conditions
from comity.corpus.documents import EffectDoc, ProvisionDoc, ProvisionsDoc, RelationDoc, StatementDoc, StatementsDoc, ValueDoc, Words
from comity.corpus.scope import Scope, text
from comity.model.day import Day
from comity.model.law import (
    GROUNDS,
    Coverage,
    CoverageState,
    Effect,
    Kind,
    Provision,
    Relation,
    RelationTarget,
    Statement,
    Value,
)
from comity.model.vocabulary import FactType

_WORDS = {
    "route": ("diplomatic", "ministries", "central-authorities", "prosecutors", "courts-direct", "interpol", "direct", "post"),
    "starts": ("arrest", "arrival", "decision", "liberty", "notice", "preservation", "receipt", "request", "surrender"),
    "translation": ("required", "not-required", "reciprocal", "of-request-only", "of-annexes-only", "of-addressee", "summary"),
    "counts": ("calendar", "working", "unsaid"),
    "without_treaty": ("none",),
}


@dataclass(frozen=True, slots=True)
class Lists:
    """The closed lists that provisions speak in."""

    measures: frozenset[str]
    grounds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reader:
    """What the rules of one file are read with."""

    scope: Scope
    conditions: Conditions
    lists: Lists


def read_relations(doc: ProvisionsDoc, scope: Scope, lists: Lists) -> tuple[Relation, ...]:
    """The clauses on other instruments."""
    reader = Reader(scope, scope.conditions(doc.conditions), lists)
    return tuple(_relation(relation, f"$.relations[{i}]", reader) for i, relation in enumerate(doc.relations))


def _relation(doc: RelationDoc, path: str, reader: Reader) -> Relation:
    scope, lists = reader.scope, reader.lists
    if isinstance(doc.of, str):
        scope.known([doc.of], scope.names.instruments, "instrument", path)
        target = RelationTarget(id=doc.of)
    else:
        target = RelationTarget(kind=doc.of.kind, parent=doc.of.parent, older=doc.of.older)
    source, confidence = scope.provenance(doc.source, doc.confidence, path)
    return Relation(
        kind=doc.kind,
        of=target,
        article=doc.article,
        says=text(doc.says),
        source=source,
        confidence=confidence,
        measures=scope.known(doc.measures, lists.measures, "measure", path),
        when=reader.conditions.read(doc.when, f"{path}.when"),
        since=doc.since,
        until=doc.until,
        saves=frozenset(doc.saves),
    )


def read_coverage(doc: ProvisionsDoc, scope: Scope) -> tuple[Coverage, ...]:
    """What is done with each article."""
    for i, line in enumerate(doc.coverage):
        if line.state in (CoverageState.NOT_FORMALISED, CoverageState.SHOWN) and not line.why:
            scope.report(f"$.coverage[{i}]", f"article {line.article} is {line.state.value}: say why")
    return tuple(Coverage(line.article, line.state, line.title, line.why) for line in doc.coverage)


def read_provisions(doc: ProvisionsDoc, scope: Scope, lists: Lists) -> tuple[Provision, ...]:
    """The rules."""
    reader = Reader(scope, scope.conditions(doc.conditions), lists)
    return tuple(read_provision(item, f"$.provisions[{i}]", reader) for i, item in enumerate(doc.provisions))


def read_provision(doc: ProvisionDoc, path: str, reader: Reader, within: Statement | None = None) -> Provision:
    """One rule; ``within`` is the statement that adds it, whose words and source it carries."""
    scope, lists = reader.scope, reader.lists
    _check_kind(doc, path, scope, within)
    source, confidence = (
        (within.source, within.confidence) if within and not doc.source else scope.provenance(doc.source, doc.confidence, path)
    )
    if doc.ground:
        scope.known([doc.ground], lists.grounds, "ground", path)
    if doc.fact:
        scope.known([doc.fact], scope.names.facts, "fact", path)
    return Provision(
        id=doc.id,
        article=doc.article,
        kind=doc.kind,
        says=text(doc.says) if doc.says else (within.says if within else text("")),
        source=source,
        confidence=confidence,
        when=reader.conditions.read(doc.when, f"{path}.when"),
        measures=scope.known(doc.measures, lists.measures, "measure", path),
        ground=doc.ground,
        role=doc.role,
        form=doc.form,
        forms=frozenset(doc.forms),
        reach=doc.reach,
        gap=doc.gap,
        fallback=doc.fallback,
        borrows=frozenset(doc.borrows),
        except_=scope.known(doc.excepted, lists.grounds, "ground", path),
        before_refusal=doc.before_refusal,
        appreciation=doc.appreciation,
        optional_by_statement=doc.optional_by_statement,
        as_=doc.speaker,
        since=doc.since,
        until=doc.until,
        strikes=tuple(doc.strikes),
        replaces=tuple(doc.replaces),
        fact=doc.fact,
        to=doc.to,
        value=_value(doc.value, scope, path),
        note=doc.note,
    )


def _check_kind(doc: ProvisionDoc, path: str, scope: Scope, within: Statement | None) -> None:
    if not within and not doc.id:
        scope.report(path, "a provision needs an id")
    if not within and not doc.says:
        scope.report(path, "a provision needs its statement in `says`")
    if doc.kind in GROUNDS and not doc.ground:
        scope.report(path, f"a {doc.kind.value} names its ground - see vocabulary/grounds.yaml")
    spec = scope.names.facts.get(doc.fact)
    if doc.kind is Kind.DEEMS and (spec is None or spec.type is not FactType.TRUTH):
        scope.report(path, "a deems names the truth that it settles in `fact`")
    if doc.optional_by_statement and within:
        scope.report(path, "a statement cannot add a rule that another statement chooses - remove optional_by_statement")
    for word in (doc.form, *doc.forms):
        if word not in ("", "extradition", "surrender-eu", "surrender-court"):
            scope.report(path, f"unknown form {word!r} - extradition, surrender-eu or surrender-court")


def _value(doc: ValueDoc, scope: Scope, path: str) -> Value:
    for name, known in _WORDS.items():
        word = getattr(doc, name)
        if word and word not in known:
            scope.report(f"{path}.value", f"unknown {name} {word!r} - use one of {', '.join(known)}")
    for number in (doc.days, doc.hours, doc.months, doc.extends):
        if number and not number.isdigit():
            scope.report(f"{path}.value", f"{number!r} is no whole number - write digits")
    return Value(
        field=doc.field,
        route=doc.route,
        name=doc.name,
        languages=tuple(doc.languages),
        translation=doc.translation,
        days=doc.days,
        hours=doc.hours,
        months=doc.months,
        starts=doc.starts,
        then=doc.then,
        by=doc.by,
        stages=tuple(doc.stages),
        without_treaty=doc.without_treaty,
        counts=doc.counts,
        extends=doc.extends,
    )


def read_statements(doc: StatementsDoc, scope: Scope, lists: Lists) -> tuple[Statement, ...]:
    """Reservations, declarations, notifications and objections."""
    reader = Reader(scope, scope.conditions(doc.conditions), lists)
    return tuple(_statement(item, f"$.statements[{i}]", reader) for i, item in enumerate(doc.statements))


def _statement(doc: StatementDoc, path: str, reader: Reader) -> Statement:
    scope = reader.scope
    scope.known([doc.by, *doc.towards], scope.names.actors, "actor", path)
    if bool(doc.effects) == bool(doc.shown_only) and not doc.unseen:
        scope.report(path, "write either effects, or shown_only with the reason")
    source, confidence = scope.provenance(doc.source, doc.confidence, path)
    bare = Statement(
        id=doc.id,
        by=doc.by,
        kind=doc.kind,
        says=text(doc.says) if isinstance(doc.says, Words | str) else text(""),
        source=source,
        confidence=confidence,
        to=tuple(doc.to),
        since=scope.day(doc.since, path) or Day(),
        until=scope.day(doc.until, path),
        lapses=doc.lapses,
        lapses_from=doc.lapses_from,
        check=doc.check,
        towards=tuple(doc.towards),
        as_=doc.speaker,
        reciprocity=doc.reciprocity,
        reciprocity_article=doc.reciprocity_article,
        shown_only=doc.shown_only,
        unseen=doc.unseen,
        court=doc.court,
        divided=doc.divided,
    )
    effects = tuple(_effect(effect, f"{path}.effects[{i}]", reader, bare, i) for i, effect in enumerate(doc.effects))
    return replace(bare, effects=effects)


def _effect(doc: EffectDoc, path: str, reader: Reader, statement: Statement, number: int) -> Effect:
    scope = reader.scope
    chosen = [name for name in ("exclude", "replace", "add", "choose", "lift", "say") if getattr(doc, name)]
    if len(chosen) != 1:
        scope.report(path, "an effect is exactly one of exclude, replace, add, choose, lift, say")
    if doc.say and doc.answer is None:
        scope.report(path, "say needs answer: true or false")
    if doc.replace and doc.when is None:
        scope.report(path, "replace needs the new condition in `when`")
    added = None
    if doc.add is not None:
        provision = read_provision(doc.add, f"{path}.add", reader, within=statement)
        added = replace(provision, id=f"{statement.id}/{number + 1}")
    exclude = (doc.exclude,) if isinstance(doc.exclude, str) else tuple(doc.exclude or ())
    return Effect(
        exclude=() if exclude == ("all",) else exclude,
        exclude_all=exclude == ("all",),
        replace=doc.replace,
        when=reader.conditions.read(doc.when, f"{path}.when"),
        add=added,
        instead_of=tuple(doc.add.instead_of) if doc.add else (),
        choose=tuple(doc.choose or ()),
        lift=tuple(doc.lift or ()),
        say=doc.say,
        answer=bool(doc.answer),
    )
