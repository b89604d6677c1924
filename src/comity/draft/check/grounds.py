# SPDX-License-Identifier: EUPL-1.2
"""What the law between the two answers: bases in vain, conditions that fail, grounds that are triggered or hang on our own facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from comity.advise.listing import listing
from comity.draft.check.deficiency import Deficiency, cited, found
from comity.draft.scene import Scene
from comity.engine.assess import BasisResult, Ground
from comity.engine.plans import Rule
from comity.model.answer import Verdict
from comity.model.drafting import Severity
from comity.model.law import Kind, Role
from comity.model.truth import Truth

_CLOSED = (Verdict.BARRED, Verdict.NO_BASIS)
_THRESHOLDS = frozenset({"minimum-penalty", "remaining-sentence"})


def grounds(scene: Scene) -> Iterator[Deficiency]:
    """Bases named in vain; the grounds and failing conditions of a request that the law closes; what is open and ours to say."""
    yield from _named_in_vain(scene)
    yield from _failing(scene)
    yield from _triggered(scene)
    yield from _open(scene)


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
    """Conditions that fail where no basis carries: of the bases that the request names, or of all that are in force."""
    if scene.judgement.carrying or not scene.judgement.results:
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
    closed = scene.judgement.verdict in _CLOSED
    seen: set[tuple[str, str, str]] = set()
    for ground in _grounds(scene):
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
        if rule.ground == "dual-criminality" and rule.ground not in seen:
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
