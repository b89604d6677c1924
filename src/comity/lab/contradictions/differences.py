# SPDX-License-Identifier: EUPL-1.2
"""Clashes between norms that set the same thing differently: thresholds, periods, languages, channels, authorities."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations, groupby

from comity.engine.leaves import CompareLeaf
from comity.engine.plans import Rule
from comity.lab.contradictions.formula import YES
from comity.lab.contradictions.scene import Claim, Clash, Scene
from comity.lab.contradictions.types import ClashKind
from comity.model.law import Kind, Value

_REQUIRED, _NOT_REQUIRED, _OF_ADDRESSEE = "required", "not-required", "of-addressee"
_DAYS_A_MONTH, _HOURS_A_DAY = 30, 24
_SMALL_WORDS = re.compile(
    r"an?|and|are|as|at|be|been|by|did|does|for|from|ha[ds]|have|if|in|is|its?|may|must|no|not|of|on|or|that|the|to|was"
)


def clashes(scene: Scene) -> Iterator[Clash]:
    """Every clash of this sort that may arise between the two sides."""
    yield from _thresholds(scene)
    yield from _periods(scene)
    yield from _sets(scene, ClashKind.LANGUAGE, _languages(scene), _common_language)
    yield from _sets(scene, ClashKind.CHANNEL, _routes(scene), scene.conventions.same_route)
    yield from _sets(scene, ClashKind.AUTHORITY, _authorities(scene), scene.conventions.same_authority)


def _families(claims: Iterable[Claim]) -> Mapping[str, list[Claim]]:
    """The norms by the law or the treaty that they belong to."""
    ordered = sorted(claims, key=lambda claim: claim.family)
    return {family: list(members) for family, members in groupby(ordered, key=lambda claim: claim.family)}


def _pairs(claims: Iterable[Claim]) -> Iterator[tuple[list[Claim], list[Claim]]]:
    families = _families(claims)
    for one, other in combinations(families, 2):
        yield families[one], families[other]


# -- thresholds


def _thresholds(scene: Scene) -> Iterator[Clash]:
    """A requirement of one law that is met where that of another on the same ground fails, both read in numbers."""
    claims = [claim for claim in scene.of_kind(Kind.REQUIRE, Kind.MUST_REFUSE) if claim.rule and claim.rule.ground]
    sized = [(claim, bounds) for claim in claims if (bounds := _bounds(scene, claim))]
    for (one, mine), (other, theirs) in combinations(sized, 2):
        if one.rule is None or other.rule is None or scene.same_family(one, other) or mine == theirs:
            continue
        if one.rule.ground == other.rule.ground and scene.forms_meet(one, other):
            yield _threshold(scene, one, other, (_said(mine), _said(theirs)))
            yield _threshold(scene, other, one, (_said(theirs), _said(mine)))


def _threshold(scene: Scene, lower: Claim, higher: Claim, between: tuple[str, str]) -> Clash:
    """The first is passed, and with it all that its law asks on the ground; the second is not."""
    passed = [rule for rule in _beside(scene, lower) if scene.reduction.of(rule.applies) == YES]
    failed = [higher.rule] if higher.rule else []
    asked = [rule for rule in passed if rule.kind is Kind.REQUIRE] + [rule for rule in failed if rule.kind is not Kind.REQUIRE]
    barred = [rule for rule in passed if rule.kind is not Kind.REQUIRE] + [rule for rule in failed if rule.kind is Kind.REQUIRE]
    applies = tuple(claim.rule.applies for claim in (lower, higher) if claim.rule)
    yes = (*scene.standing(lower), *scene.standing(higher), *applies, *(rule.holds for rule in asked))
    covered = (scene.covering(lower), scene.covering(higher))
    no = tuple(rule.holds for rule in barred)
    return Clash(ClashKind.THRESHOLD, lower, higher, yes, no, some=covered, between=between)


def _beside(scene: Scene, claim: Claim) -> list[Rule]:
    """A norm and those of its law that speak of the same point."""
    beside = [c.rule for c in scene.of_kind(Kind.REQUIRE, Kind.MUST_REFUSE) if c.rule and scene.same_family(c, claim)]
    topic = scene.topic(claim.rule.ground) if claim.rule else ""
    return [rule for rule in beside if rule.ground and scene.topic(rule.ground) == topic]


def _bounds(scene: Scene, claim: Claim) -> frozenset[tuple[str, str, str]]:
    """The comparisons that a norm makes, definitions of facts included."""
    if claim.rule is None or not scene.possible(claim.rule.applies):
        return frozenset()
    reduction = scene.reduction
    number = reduction.of(claim.rule.holds)
    formulas = {number, *(n for pair in reduction.given((number,)) for n in pair)}
    leaves = {reduction.formulas.parts[leaf].leaf for n in formulas for leaf in reduction.formulas.leaves(n)}
    return frozenset((leaf.name, leaf.op.value, f"{leaf.bound}") for leaf in leaves if isinstance(leaf, CompareLeaf))


def _said(bounds: frozenset[tuple[str, str, str]]) -> str:
    return " and ".join(f"{name} {op.replace('_', ' ')} {bound.removesuffix('.0')}" for name, op, bound in sorted(bounds))


# -- periods


def _periods(scene: Scene) -> Iterator[Clash]:
    """Clocks that start with the same event and end in the same, after different times."""
    claims = [claim for claim in scene.of_kind(Kind.CLOCK) if claim.rule and _length(claim.rule.provision.value) is not None]
    for mine, theirs in _pairs(claims):
        for one in mine:
            for other in theirs:
                first, second = _clock(one), _clock(other)
                if not _same_clock(first, second) or not scene.forms_meet(one, other):
                    continue
                lengths = [{_length(_clock(c)) for c in side if _same_clock(_clock(c), first)} for side in (mine, theirs)]
                if not lengths[0] & lengths[1]:
                    yield _both(scene, ClashKind.PERIOD, (one, other), (_period(first), _period(second)))


def _clock(claim: Claim) -> Value:
    return claim.rule.provision.value if claim.rule else Value()


def _length(value: Value) -> float | None:
    """The length in days; None where it is no number."""
    sizes = ((value.days, 1.0), (value.hours, 1 / _HOURS_A_DAY), (value.months, float(_DAYS_A_MONTH)))
    return next((float(text) * factor for text, factor in sizes if text.isdigit()), None)


def _period(value: Value) -> str:
    unit = next(unit for unit in ("days", "hours", "months") if getattr(value, unit))
    return f"{getattr(value, unit)} {unit} from {value.starts}"


def _same_clock(one: Value, other: Value) -> bool:
    if one.starts != other.starts or bool(one.extends) != bool(other.extends):
        return False
    return one.then == other.then or bool(_words(one.then) & _words(other.then))


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in re.findall(r"[a-z]+", text.lower()) if not _SMALL_WORDS.fullmatch(word))


def _both(scene: Scene, kind: ClashKind, claims: tuple[Claim, Claim], between: tuple[str, str], no: tuple[int, ...] = ()) -> Clash:
    """Both norms work."""
    one, other = claims
    works = tuple(claim.rule.works for claim in (one, other) if claim.rule)
    yes = (*scene.standing(one), *scene.standing(other), *works)
    return Clash(kind, one, other, yes, no, some=(scene.covering(one), scene.covering(other)), between=between)


# -- languages, channels, authorities: each law names a set of ways; two laws collide where no way is common


Named = list[tuple[Claim, str]]


def _sets(scene: Scene, kind: ClashKind, named: Named, common: Callable[[str, str], bool]) -> Iterator[Clash]:
    words = {claim.key: text for claim, text in named}
    for mine, theirs in _pairs(claim for claim, _ in named):
        for one in mine:
            for other in theirs:
                first, second = words[one.key], words[other.key]
                if common(first, second) or not scene.forms_meet(one, other):
                    continue
                ways = [c for c in mine if common(words[c.key], second)] + [c for c in theirs if common(first, words[c.key])]
                no = tuple(claim.rule.works for claim in ways if claim.rule)
                if all(scene.reduction.of(node) != YES for node in no):
                    yield _both(scene, kind, (one, other), (first, second), no)


def _live(scene: Scene, kind: Kind) -> Iterator[tuple[Claim, Rule]]:
    for claim in scene.of_kind(kind):
        if claim.rule is not None and scene.possible(claim.rule.works):
            yield claim, claim.rule


def _languages(scene: Scene) -> Named:
    """What may be asked: the languages of which one is needed, or ``not-required`` with those that are free of it."""
    found: Named = []
    actor = scene.corpus.by_code.get(scene.plan.requested)
    own = actor.languages if actor is not None else ()
    for claim, rule in _live(scene, Kind.LANGUAGE):
        value = rule.provision.value
        if value.translation in (_REQUIRED, _OF_ADDRESSEE):
            languages = value.languages or own
            if languages:
                found.append((claim, f"{_REQUIRED}: {' '.join(languages)}"))
        elif value.translation == _NOT_REQUIRED:
            found.append((claim, f"{_NOT_REQUIRED}: {' '.join(value.languages)}"))
    return found


def _common_language(one: str, other: str) -> bool:
    """Whether a request can satisfy both."""
    (how, _, mine), (manner, _, theirs) = one.partition(": "), other.partition(": ")
    return bool(set(mine.split()) & set(theirs.split())) or how == manner == _NOT_REQUIRED


def _routes(scene: Scene) -> Named:
    beside = scene.conventions.doc.additional_routes
    live = [(claim, rule.provision.value.route) for claim, rule in _live(scene, Kind.CHANNEL)]
    return [(claim, route) for claim, route in live if route and route not in beside]


def _authorities(scene: Scene) -> Named:
    return [(claim, rule.provision.value.name) for claim, rule in _live(scene, Kind.AUTHORITY) if rule.provision.value.name]
