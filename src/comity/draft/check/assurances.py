# SPDX-License-Identifier: EUPL-1.2
"""Undertakings that the request must give: those the rules demand, speciality where a rule protects it, reciprocity without a treaty."""

from __future__ import annotations

from collections.abc import Iterator

from comity.draft.check.deficiency import Deficiency, cited, found
from comity.draft.scene import Scene
from comity.engine.plans import Rule
from comity.model.law import Kind
from comity.model.truth import Truth

SPECIALITY, RECIPROCITY = "speciality", "reciprocity"
_SURRENDER = "extradition"  # the family of measures to which speciality belongs
_ASSURED = "request.reciprocity_assured"
_RECIPROCITY_GROUND = "reciprocity-missing"


def assurances(scene: Scene) -> Iterator[Deficiency]:
    """Assurances that a rule of kind ``assurance`` demands on a ground, and those that go without saying until they are forgotten."""
    given = {item.kind.replace("-", "_") for item in scene.case.assurances}
    for demand in scene.demands_of(Kind.ASSURANCE):
        kind = demand.rule.ground.replace("-", "_")
        if demand.truth is Truth.YES and kind and f"assurance.{kind}" in scene.corpus.facts and kind not in given:
            values = {"asks": demand.rule.provision.says, "kind": kind}
            yield cited(scene, found(scene, "assurance-missing", f"assurance.{kind}", values, ("assurances",)), demand.rule)
    if SPECIALITY not in given and scene.corpus.measures[scene.query.measure].family == _SURRENDER:
        rule = next((d.rule for d in scene.demands_of(Kind.USE_LIMIT) if d.rule.ground == SPECIALITY and d.truth is Truth.YES), None)
        if rule is not None:
            yield cited(scene, found(scene, "speciality-unsaid", SPECIALITY, {"says": rule.provision.says}, ("assurances",)), rule)
    yield from _reciprocity(scene, given)


def _on_reciprocity(scene: Scene, rule: Rule) -> bool:
    """Whether a condition is one of reciprocity, by its ground or because an assurance of it would meet it."""
    return rule.ground == _RECIPROCITY_GROUND or _ASSURED in scene.assessment.missing(rule.holds, scene.row)


def _reciprocity(scene: Scene, given: set[str]) -> Iterator[Deficiency]:
    if scene.judgement.carrying or RECIPROCITY in given:
        return
    for rule in scene.assessment.plan.national.rules:
        if rule.kind is Kind.REQUIRE and _on_reciprocity(scene, rule) and scene.assessment.at(rule.applies, scene.row) is not Truth.NO:
            values = {"asks": rule.provision.says, "kind": RECIPROCITY}
            yield cited(scene, found(scene, "assurance-missing", RECIPROCITY, values, ("assurances",)), rule)
            return
