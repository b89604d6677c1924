# SPDX-License-Identifier: EUPL-1.2
"""Clashes between what must be granted and what bars it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from comity.engine.pair import TREATY
from comity.engine.plans import BasisPlan, Rule
from comity.lab.contradictions.scene import REFUSALS, Claim, Clash, Scene
from comity.lab.contradictions.types import ClashKind
from comity.model.law import Kind, Role

NO_POWER = "no-domestic-authority"
_SILENT = frozenset({Kind.RELATION, Kind.COST})


def clashes(scene: Scene) -> Iterator[Clash]:
    """Every clash of this sort that may arise between the two sides."""
    yield from _refused(scene)
    yield from _without_power(scene)
    yield from _optional(scene)
    yield from _treaty_demanded(scene)
    yield from _rights(scene)


# -- must grant against must refuse


def _refused(scene: Scene) -> Iterator[Clash]:
    for refusal in _mandatory(scene):
        for basis in scene.bases:
            if refusal.family != basis.instrument.id:
                yield from _refused_under(scene, basis, refusal)


def _mandatory(scene: Scene) -> Iterator[Claim]:
    """The mandatory grounds that may be triggered, each once."""
    found = {claim.key: claim for claim in scene.everywhere}
    for claim in scene.norms:
        found.setdefault(claim.key, claim)
    for claim in found.values():
        rule = claim.rule
        if rule and rule.kind is Kind.MUST_REFUSE and rule.ground and not rule.provision.appreciation and scene.possible(rule.works):
            yield claim


def _refused_under(scene: Scene, basis: BasisPlan, refusal: Claim) -> Iterator[Clash]:
    rule = refusal.rule
    if rule is None or not rule.reaches(basis.form):
        return
    topic = scene.topic(rule.ground)
    own = [other for other in basis.rules if other.kind in REFUSALS]
    no = tuple(other.works for other in own if other.ground and scene.topic(other.ground) == topic)
    not_yes = tuple(other.works for other in own if other.works not in no)
    for granting, silent in _granting(scene, basis, topic):
        yield Clash(
            _kind(scene, refusal),
            granting,
            refusal,
            yes=(*_granted(basis, granting), *scene.standing(refusal), rule.works),
            no=no,
            not_yes=not_yes,
            some=(scene.covering(refusal),),
            open_point=silent and not no,
        )


def _kind(scene: Scene, refusal: Claim) -> ClashKind:
    if refusal.rule and refusal.rule.instrument.national:
        return ClashKind.NATIONAL_BAR
    return ClashKind.RIGHT_DUTY if refusal.protects else ClashKind.GRANT_REFUSE


def _granting(scene: Scene, basis: BasisPlan, topic: str) -> Iterator[tuple[Claim, bool]]:
    """What obliges to grant under a treaty: a duty not to refuse on the topic, else the duty to cooperate.

    With each, whether the treaty is silent on the topic. A measure that treaties leave to agreement brings no duty.
    """
    if scene.plan.measure in scene.conventions.doc.facultative_measures:
        return
    duties = [rule for rule in scene.on_topic(basis, topic, Kind.DUTY) if _opens(scene, rule)]
    for duty in duties:
        yield Claim(duty, basis), False
    if not duties:
        regulated = bool(scene.on_topic(basis, topic, Kind.REQUIRE))
        carrying = [rule for rule in basis.rules if rule.kind is Kind.BASIS and rule.provision.role is Role.PRIMARY]
        for rule in sorted(carrying, key=lambda rule: -len(rule.provision.measures)):
            if scene.possible(rule.works):
                yield Claim(rule, basis), not regulated


def _opens(scene: Scene, duty: Rule) -> bool:
    return duty.ground not in scene.conventions.doc.protective_duties and scene.possible(duty.works)


def _granted(basis: BasisPlan, granting: Claim) -> tuple[int, ...]:
    """The nodes of a duty to grant: in force, not replaced, the case covered, the requirements met."""
    scope = basis.scopes.get(Role.PRIMARY)
    covers = (scope,) if scope is not None else ()
    works = (granting.rule.works,) if granting.rule else ()
    return (basis.force, basis.not_replaced, *covers, basis.requirements, *works)


# -- a duty without a domestic power


def _without_power(scene: Scene) -> Iterator[Clash]:
    state = scene.plan.requested
    if not scene.corpus.national.get(state) or scene.plan.measure in scene.conventions.doc.facultative_measures:
        return
    lacking = [claim for claim in scene.national if claim.rule and claim.rule.kind is Kind.REQUIRE and claim.rule.ground == NO_POWER]
    served = any(claim.rule and claim.rule.kind not in _SILENT for claim in scene.national)
    for basis in scene.bases:
        for granting, _ in _granting(scene, basis, scene.topic(NO_POWER)):
            own = [rule for rule in basis.rules if rule.kind in REFUSALS]
            leaves = tuple(rule.works for rule in own if rule.ground and scene.topic(rule.ground) == scene.topic(NO_POWER))
            rest = tuple(rule.works for rule in own if rule.works not in leaves)
            yes = _granted(basis, granting)
            for claim in lacking:
                if claim.rule is not None:
                    fails = (*leaves, claim.rule.holds)
                    yield Clash(ClashKind.NO_DOMESTIC_POWER, granting, claim, (*yes, claim.rule.applies), fails, rest)
            if not served:
                yield Clash(ClashKind.NO_DOMESTIC_POWER, granting, Claim(None, absent=state), yes, leaves, rest)


# -- optional where it has to be mandatory


def _optional(scene: Scene) -> Iterator[Clash]:
    above = [
        claim for claim in scene.national if claim.rule and claim.rule.kind is Kind.MUST_REFUSE and scene.outranks(claim.rule.instrument)
    ]
    for optional in scene.of_kind(Kind.MAY_REFUSE):
        may = optional.rule
        if may is None or may.provision.appreciation or not may.ground or not scene.possible(may.works):
            continue
        higher = above if may.instrument.national and not scene.outranks(may.instrument) else []
        for mandatory in (*scene.everywhere, *higher):
            must = mandatory.rule
            if must is None or must.kind is not Kind.MUST_REFUSE or scene.same_family(optional, mandatory):
                continue
            same = scene.topic(must.ground) == scene.topic(may.ground) and scene.share_facts(may, must)
            if same and scene.forms_meet(optional, mandatory):
                yes = (*scene.standing(optional), may.works, *scene.standing(mandatory), must.works)
                covered = (scene.covering(optional), scene.covering(mandatory))
                yield Clash(ClashKind.OPTIONAL_WHERE_MANDATORY, optional, mandatory, yes, (), _own_duties(scene, optional), covered)


def _own_duties(scene: Scene, optional: Claim) -> tuple[int, ...]:
    """The mandatory grounds on the same topic beside an optional one: where one of them works, nothing is optional."""
    if optional.rule is None:
        return ()
    topic = scene.topic(optional.rule.ground)
    beside: Iterable[Rule] = optional.basis.rules if optional.basis else (claim.rule for claim in scene.national if claim.rule)
    return tuple(rule.works for rule in beside if rule.kind is Kind.MUST_REFUSE and scene.topic(rule.ground) == topic)


# -- a law that demands a treaty, and one that opens a way without


def _treaty_demanded(scene: Scene) -> Iterator[Clash]:
    treaty = scene.plan.definitions.get(TREATY)
    if treaty is None or not scene.possible(scene.plan.national.open):
        return
    for way in scene.plan.national.ways:
        needs = [rule for rule in scene.plan.national.rules if rule.kind is Kind.REQUIRE and rule.instrument is way.instrument]
        met = tuple(node for rule in needs for node in (rule.works,) if scene.possible(rule.applies))
        for claim in scene.national:
            demand = claim.rule
            if demand and demand.kind is Kind.REQUIRE and demand.instrument is not way.instrument and _needs_treaty(scene, demand, treaty):
                yes = (way.works, *met, demand.applies)
                yield Clash(ClashKind.TREATY_DEMANDED, Claim(way), claim, yes, no=(demand.holds, treaty))


def _needs_treaty(scene: Scene, demand: Rule, treaty: int) -> bool:
    """Whether a requirement reads that a treaty is in force, so that it can never be met without one."""
    return treaty in _below(scene, demand.holds)


def _below(scene: Scene, node: int) -> frozenset[int]:
    """A node and the parts that all of it needs."""
    op, of, _ = scene.plan.program.nodes[node]
    return frozenset({node}).union(*(_below(scene, part) for part in of)) if op == "all" else frozenset({node})


# -- a right that a duty would breach


def _rights(scene: Scene) -> Iterator[Clash]:
    rights = [claim for claim in scene.of_kind(Kind.RIGHT) if claim.rule and claim.rule.ground and scene.possible(claim.rule.works)]
    for right in rights:
        for duty in scene.of_kind(Kind.DUTY):
            if right.rule is None or duty.rule is None or not duty.rule.ground or scene.same_family(right, duty):
                continue
            if (
                _opens(scene, duty.rule)
                and scene.topic(duty.rule.ground) == scene.topic(right.rule.ground)
                and scene.forms_meet(right, duty)
            ):
                yes = (*scene.standing(duty), duty.rule.works, *scene.standing(right), right.rule.works)
                yield Clash(ClashKind.RIGHT_DUTY, duty, right, yes, some=(scene.covering(duty), scene.covering(right)))
