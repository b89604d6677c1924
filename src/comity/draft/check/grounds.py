# SPDX-License-Identifier: EUPL-1.2
"""What the law between the two answers: bases in vain, conditions that fail, grounds that are triggered or hang on our own facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.advise.listing import listing
from comity.draft.check.deficiency import Deficiency, cited, found
from comity.draft.scene import Scene
from comity.engine.assess import BasisResult, Ground
from comity.engine.plans import Rule
from comity.logic.program import Trace
from comity.model.answer import Verdict
from comity.model.drafting import Severity
from comity.model.law import Kind, Role
from comity.model.text import Text
from comity.model.truth import Truth

_CLOSED = (Verdict.BARRED, Verdict.NO_BASIS)
_DUAL = "dual-criminality"
_SCOPE = frozenset({"purpose", "stage", "person.role"})  # they say which rule is meant, and speak neither for nor against
_OF_PERSONS = frozenset({"person.nationality"})
_THRESHOLDS = frozenset({"minimum-penalty", "remaining-sentence"})


def grounds(scene: Scene) -> Iterator[Deficiency]:
    """Bases named in vain; the grounds and failing conditions of a request that the law closes; what is open and ours to say."""
    yield from _named_in_vain(scene)
    yield from _failing(scene)
    yield from _triggered(scene)
    yield from _open(scene)
    yield from _excepted(scene)


def _named_in_vain(scene: Scene) -> Iterator[Deficiency]:
    carrying = {result.plan.instrument.id for result in scene.ranked}
    results = scene.judgement.results
    supplements = {r.plan.instrument.id for r in results if r.role is Role.SUPPLEMENT and r.outcome is not Truth.NO}
    listed = {entry.instrument.id: entry for entry in listing(scene.assessment, scene.row, scene.judgement.results).entries}
    protocols = {protocol.id for result in scene.ranked for protocol, force in result.plan.protocols if _at(scene, force) is Truth.YES}
    for number, name in enumerate(scene.case.bases):
        if name in carrying | supplements | protocols:
            continue
        entry = listed.get(name)
        why = entry.why if entry else "it is no basis for this measure between the two"
        deficiency = found(scene, "basis-in-vain", name, {"basis": _title(scene, name), "why": why}, (f"bases[{number}]",))
        yield replace(deficiency, instrument=name)


def _failing(scene: Scene) -> Iterator[Deficiency]:
    """Conditions that fail where no basis relied on carries: of the bases that the request names, or of all that are in force."""
    if scene.relied:
        return
    named = scene.case.bases
    for result in scene.judgement.results:
        instrument = result.plan.instrument.id
        if scene.assessment.at(result.plan.force, scene.row) is Truth.NO or (named and instrument not in named):
            continue
        for rule in _failed(scene, result):
            code = "threshold" if rule.ground in _THRESHOLDS else "condition-fails"
            yield of_ground(scene, code, rule)


def _failed(scene: Scene, result: BasisResult) -> Iterator[Rule]:
    for rule in result.plan.rules:
        if rule.kind is Kind.REQUIRE and _at(scene, rule.applies) is Truth.YES and _at(scene, rule.holds) is Truth.NO:
            yield rule


def _triggered(scene: Scene) -> Iterator[Deficiency]:
    """Grounds that the other side must or may use against a basis that is relied on."""
    closed = closes(scene)
    seen: set[tuple[str, str, str]] = set()
    for ground in sorted(_grounds(scene), key=lambda ground: not ground.mandatory):  # one article that allows and, declared so, orders
        key = (ground.rule.instrument.id, ground.rule.article, ground.rule.ground)
        if ground.truth is not Truth.YES or key in seen:
            continue
        seen.add(key)
        if not ground.mandatory:
            yield of_ground(scene, "may-be-refused", ground.rule)
        elif closed:
            yield of_ground(scene, "must-be-refused", ground.rule)
        else:
            yield of_ground(scene, "basis-closed", ground.rule)


def closes(scene: Scene) -> bool:
    """Whether the law closes every way, or every basis that the request names."""
    return scene.judgement.verdict in _CLOSED or (bool(scene.case.bases and scene.relied) and all(one.closed for one in scene.relied))


def _grounds(scene: Scene) -> Iterator[Ground]:
    for result in scene.relied:
        yield from result.grounds
    if not scene.judgement.carrying:
        yield from scene.judgement.statute.grounds


def _open(scene: Scene) -> Iterator[Deficiency]:
    """Conditions and grounds of the first basis that hang on facts which only the requesting side knows, and dual criminality."""
    seen: set[str] = set()
    for rule, node in _undecided(scene):
        missing = sorted(scene.assessment.missing(node, scene.row))
        if rule.ground == _DUAL and rule.ground not in seen:
            seen.add(rule.ground)
            yield of_ground(scene, "dual-criminality-open", rule)
            continue
        for name in missing:
            if name.startswith("assurance."):
                if name not in seen:
                    seen.add(name)
                    yield _assurance(scene, rule, name)
            elif name in scene.drafting.stated and name not in seen:
                seen.add(name)
                spec = scene.corpus.facts.get(name)
                asks = spec.asks if spec else name
                yield cited(scene, found(scene, "fact-open", name, {"asks": asks, "fact": name}, (f"facts.{name}",)), rule)


def _assurance(scene: Scene, rule: Rule, name: str) -> Deficiency:
    spec = scene.corpus.facts[name]
    values = {"asks": spec.asks, "kind": name.partition(".")[2]}
    deficiency = cited(scene, found(scene, "assurance-missing", name, values, ("assurances",)), rule)
    return replace(deficiency, severity=Severity.REFUSED) if rule.kind is Kind.MUST_REFUSE else deficiency


def _excepted(scene: Scene) -> Iterator[Deficiency]:
    """Conditions and grounds of the first basis against which a fact of the case speaks, so that only what is not said could still help."""
    facts = _stated(scene)
    seen: set[str] = set()
    for rule, node in _undecided(scene):
        needed = rule.kind is Kind.REQUIRE
        open_ = _only(scene.assessment.values.trace(node if needed else rule.holds, scene.row), facts, wanted=needed)
        names = sorted(name for name in open_ if name in scene.corpus.facts)
        if names and rule.ground not in seen and rule.ground != _DUAL:
            seen.add(rule.ground)
            values = {"says": rule.provision.says, "asks": _asks(scene, names)}
            yield cited(scene, found(scene, "exception-open", rule.ground, values), rule)


def _stated(scene: Scene) -> frozenset[str]:
    """The facts that the case itself states, apart from those that only say which rule is meant."""
    case = scene.case
    own = [case.facts, *(offence.facts for offence in (*case.offences, case.offence) if offence is not None)]
    known = frozenset(scene.query.rows[scene.row].facts) & (frozenset(scene.drafting.facts) | _OF_PERSONS)
    return known.union(*own) - _SCOPE


def _asks(scene: Scene, names: Sequence[str]) -> Text:
    """The questions of several facts, in each language."""
    asks = [scene.corpus.facts[name].asks for name in names]
    return Text(*(" / ".join(one.in_language(language)[0] for one in asks) for language in ("en", "az", "ru", "fr")))


def _only(trace: Trace, facts: frozenset[str], *, wanted: bool) -> frozenset[str]:
    """The open facts of a choice in which a fact of the case already speaks against what is wanted; none where there is no such choice."""
    if trace.truth is not Truth.UNKNOWN or trace.op in ("leaf", "first"):  # how a fact is derived from others is no choice of the rule
        return frozenset()
    if trace.op == "not":
        return _only(trace.parts[0], facts, wanted=not wanted)
    against = Truth.NO if wanted else Truth.YES
    choice = trace.op == ("any" if wanted else "all")
    if choice and any(part.truth is against and _deciding(part) & facts for part in trace.parts):
        return trace.missing()
    return frozenset().union(*(_only(part, facts, wanted=wanted) for part in trace.parts))


def _deciding(trace: Trace) -> frozenset[str]:
    """The leaves that give a settled node its value."""
    one_is_enough = (trace.op, trace.truth) in (("all", Truth.NO), ("any", Truth.YES))
    parts = [part for part in trace.parts if not one_is_enough or part.truth is trace.truth]
    return frozenset({trace.says}).union(*(_deciding(part) for part in parts))


def _undecided(scene: Scene) -> Iterator[tuple[Rule, int]]:
    for result in scene.relied[:1]:
        for rule in result.plan.rules:
            if rule.kind is Kind.REQUIRE and _at(scene, rule.applies) is not Truth.NO and _at(scene, rule.holds) is Truth.UNKNOWN:
                yield rule, rule.holds
        for ground in result.grounds:
            if ground.truth is Truth.UNKNOWN:
                yield ground.rule, ground.node


def of_ground(scene: Scene, code: str, rule: Rule) -> Deficiency:
    """What a check says of a rule on a ground."""
    ground = scene.corpus.grounds.get(rule.ground)
    values = {"ground": ground.name if ground else rule.ground, "says": rule.provision.says}
    return cited(scene, found(scene, code, rule.ground, values), rule)


def _title(scene: Scene, name: str) -> object:
    instrument = scene.corpus.by_id.get(name)
    return instrument.short if instrument else name


def _at(scene: Scene, node: int) -> Truth:
    return scene.assessment.at(node, scene.row)
