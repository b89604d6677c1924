# SPDX-License-Identifier: EUPL-1.2
"""Which instruments the answer lists, in which order, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from comity.engine.assess import Assessment, BasisResult
from comity.engine.force import Force
from comity.engine.leaves import ForceLeaf
from comity.model.answer import Basis, BothForce, SideForce
from comity.model.law import Binds, Instrument, Kind, Relation, RelationKind, Role
from comity.model.truth import Truth

_ROLES = (Role.PRIMARY, Role.SUPPLEMENT, Role.FALLBACK, Role.CONSTRAINT)
_TRACE = frozenset({"signed", "not-party"})
_LACKING = frozenset({"incomplete", "unread"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One instrument that the answer lists; a protocol that does not bind both has no result of its own."""

    instrument: Instrument
    role: Role
    outcome: Truth
    result: BasisResult | None
    forces: tuple[Force, Force]
    why: str = ""

    @property
    def force_known(self) -> bool:
        """Whether force is known on both sides."""
        return all(force.truth is Truth.YES for force in self.forces)


@dataclass(frozen=True, slots=True)
class Listing:
    """The ranked instruments, and those of which too little is known to say."""

    entries: tuple[Entry, ...]
    unchecked: tuple[str, ...]


def listing(assessment: Assessment, row: int, results: Sequence[BasisResult]) -> Listing:
    """The instruments of one row, ranked."""
    entries: list[Entry] = []
    unchecked: list[str] = []
    for result in results:
        instrument = result.plan.instrument
        forces = _forces(assessment, instrument, row)
        if _lacks_a_side(forces, instrument):
            if all(force.truth is not Truth.NO for force in forces):
                unchecked.append(instrument.id)
            elif any(force.status in _TRACE for force in forces):
                entries.append(_entry(assessment, row, result, forces))
        elif _listed(assessment, row, result, forces):
            entries.append(_entry(assessment, row, result, forces))
            entries.extend(_protocols(assessment, row, result, unchecked))
    return Listing(tuple(_ranked(entries)), tuple(sorted(set(unchecked))))


def _forces(assessment: Assessment, instrument: Instrument, row: int) -> tuple[Force, Force]:
    plan, day = assessment.plan, assessment.rows[row].on
    timelines = plan.ledger.timelines
    found = []
    for code in (plan.requesting, plan.requested):
        known = timelines.get(ForceLeaf(instrument.id, code))
        found.append(known.on(day) if known else Force(Truth.UNKNOWN, "not-needed", says="it need not bind this side"))
    return found[0], found[1]


def _lacks_a_side(forces: tuple[Force, Force], instrument: Instrument) -> bool:
    asked = forces[1:] if instrument.binds is Binds.REQUESTED else forces
    return any(force.status in _LACKING for force in asked)


def _listed(assessment: Assessment, row: int, result: BasisResult, forces: tuple[Force, Force]) -> bool:
    instrument = result.plan.instrument
    if assessment.at(result.plan.force, row) is not Truth.NO:
        return True
    if instrument.binds is Binds.REQUESTED:
        return False
    if any(force.status in _TRACE or (force.status == "not-in-force" and force.source) for force in forces):
        return True
    return all(_ever_bound(assessment, instrument, code, row) for code in (assessment.plan.requesting, assessment.plan.requested))


def _ever_bound(assessment: Assessment, instrument: Instrument, code: str, row: int) -> bool:
    timeline = assessment.plan.ledger.timelines.get(ForceLeaf(instrument.id, code))
    day = assessment.rows[row].on
    return timeline is not None and any(
        start <= day and force.truth is not Truth.NO for start, force in zip(timeline.starts, timeline.forces, strict=True)
    )


def _entry(assessment: Assessment, row: int, result: BasisResult, forces: tuple[Force, Force]) -> Entry:
    instrument = result.plan.instrument
    why = _why_not(assessment, row, result, forces) if result.outcome is Truth.NO else _why_open(assessment, row, result, forces)
    return Entry(instrument, result.role, result.outcome, result, forces, why)


def _protocols(assessment: Assessment, row: int, result: BasisResult, unchecked: list[str]) -> Iterable[Entry]:
    """Protocols that are not in force between both: listed for themselves, with the reason."""
    parent_works = assessment.at(result.plan.force, row) is not Truth.NO
    for protocol, force in result.plan.protocols:
        if not parent_works or not _serves(result, protocol):
            continue
        truth = assessment.at(force, row)
        forces = _forces(assessment, protocol, row)
        lacking = any(side.status in _LACKING for side in forces)
        if truth is Truth.NO and (protocol.in_force is None or any(side.status in _TRACE for side in forces)):
            yield Entry(protocol, Role.SUPPLEMENT, Truth.NO, None, forces, _not_in_force(assessment, protocol, forces))
        elif truth is Truth.UNKNOWN and lacking:
            unchecked.append(protocol.id)
        elif truth is Truth.UNKNOWN:
            yield Entry(protocol, Role.SUPPLEMENT, Truth.UNKNOWN, None, forces, _not_in_force(assessment, protocol, forces))


def _serves(result: BasisResult, protocol: Instrument) -> bool:
    return any(rule.instrument is protocol for rule in result.plan.rules)


# -- reasons


def _why_not(assessment: Assessment, row: int, result: BasisResult, forces: tuple[Force, Force]) -> str:
    plan = result.plan
    if plan.instrument.no_basis:
        return f"no basis: {plan.instrument.no_basis}"
    if assessment.at(plan.force, row) is Truth.NO:
        return _not_in_force(assessment, plan.instrument, forces)
    for item in plan.replaced:
        if assessment.at(item.works, row) is Truth.YES:
            return f"replaced between the two: {item.instrument.id} {item.relation.article}: {item.relation.says.en}"
    for rule in plan.rules:
        if rule.kind is Kind.REQUIRE and assessment.at(rule.applies, row) is Truth.YES and assessment.at(rule.holds, row) is Truth.NO:
            return f"a requirement is not met: {rule.instrument.id} {rule.article}: {rule.provision.says.en}"
    scope = next((rule for rule in plan.rules if rule.kind is Kind.BASIS), None)
    says = f"{scope.article}: {scope.provision.says.en}" if scope else "it has no rule on this measure"
    return f"it does not cover this case: {says}"


def _not_in_force(assessment: Assessment, instrument: Instrument, forces: tuple[Force, Force]) -> str:
    plan = assessment.plan
    reasons = [f"{code}: {_says(force)}" for code, force in zip((plan.requesting, plan.requested), forces, strict=True) if force.truth is not Truth.YES]
    if instrument.in_force is None:
        reasons.insert(0, "it is not in force")
    if not reasons:
        reasons.append("a statement or event keeps it from working between the two")
    return f"not in force between the two ({'; '.join(dict.fromkeys(reasons))})"


def _says(force: Force) -> str:
    words = {
        "signed": "signed, never consented",
        "not-party": "not a party",
        "before": "not yet bound on that day",
        "provisional": "applies it provisionally only",
        "party": "consented, day of entry into force not known",
    }
    says = words.get(force.status, force.status.replace("-", " "))
    return f"{says} ({force.says})" if force.says else says


def _why_open(assessment: Assessment, row: int, result: BasisResult, forces: tuple[Force, Force]) -> str:
    plan = result.plan
    reasons = []
    if assessment.at(plan.force, row) is Truth.UNKNOWN:
        sides = zip((assessment.plan.requesting, assessment.plan.requested), forces, strict=True)
        unsure = [f"{code}: {_says(force)}" for code, force in sides if force.truth is Truth.UNKNOWN and force.status != "not-needed"]
        reasons.append(f"force is not known ({'; '.join(unsure) or 'a statement may have lapsed'})")
    if not plan.instrument.confirmed:
        reasons.append("the treaty is not confirmed")
    elif assessment.at(plan.content, row) is Truth.UNKNOWN:
        reasons.append("what it demands is not formalised yet")
    reasons.extend(
        f"{item.instrument.id} {item.relation.article} may replace it" for item in plan.replaced if assessment.at(item.works, row) is Truth.UNKNOWN
    )
    return "; ".join(reasons)


# -- order


def _ranked(entries: list[Entry]) -> Iterable[Entry]:
    ordered = sorted(entries, key=lambda entry: _key(entry, entries))
    for entry, following in zip(ordered, [*ordered[1:], None], strict=True):
        reason = _order_reason(entry, following, entries) if following is not None else ""
        why = "; ".join(part for part in (entry.why, reason) if part) or f"{entry.role.value} basis"
        yield replace(entry, why=why)


def _key(entry: Entry, entries: list[Entry]) -> tuple[object, ...]:
    return (
        entry.outcome is Truth.NO,
        _ROLES.index(entry.role),
        not entry.force_known if entry.instrument.binds is Binds.BOTH else entry.forces[1].truth is not Truth.YES,
        _preceded(entry, entries),
        not entry.instrument.special,
        -_adopted(entry.instrument),
        entry.instrument.id,
    )


def _adopted(instrument: Instrument) -> int:
    return instrument.adopted.first.toordinal() if instrument.adopted is not None and instrument.adopted.first else 0


def _preceded(entry: Entry, entries: list[Entry]) -> int:
    """How many listed instruments go before this one by their own clause."""
    rivals = [o for o in entries if o is not entry and o.role is entry.role and o.outcome is not Truth.NO]
    return sum(
        1
        for other in rivals
        if _goes_first(other.instrument, entry.instrument) and not _goes_first(entry.instrument, other.instrument)
    )


def _goes_first(one: Instrument, other: Instrument) -> bool:
    """Whether a clause puts one before the other: it prevails, or the other leaves it untouched."""
    prevails = any(r.kind is RelationKind.PREVAILS_OVER and _speaks_of(r, other) for r in one.relations)
    return prevails or any(r.kind is RelationKind.WITHOUT_PREJUDICE and _speaks_of(r, one) for r in other.relations)


def _speaks_of(relation: Relation, instrument: Instrument) -> bool:
    target = relation.of
    return target.id == instrument.id or (target.kind is instrument.kind and target.kind is not None and target.older is None)


_DECIDES = (
    ("it can carry the request", "outcome"),
    ("by its role", "role"),
    ("its force is known on both sides", "force"),
    ("a relation clause puts it first", "relation"),
    ("no rule decides: the special before the general", "special"),
    ("no rule decides: the later before the earlier", "later"),
    ("no rule decides: by name", "name"),
)


def _order_reason(entry: Entry, following: Entry, entries: list[Entry]) -> str:
    pairs = zip(_key(entry, entries), _key(following, entries), strict=True)
    place = next((i for i, (mine, theirs) in enumerate(pairs) if mine != theirs), len(_DECIDES) - 1)
    if entry.outcome is Truth.NO:
        return ""
    return f"before {following.instrument.id}: {_DECIDES[place][0]}"


# -- the entry in the answer


def basis_of(assessment: Assessment, row: int, entry: Entry, rank: int, lang: str) -> Basis:
    """The entry as the answer shows it."""
    result = entry.result
    with_: list[str] = []
    articles: list[str] = []
    missing: frozenset[str] = frozenset()
    if result is not None:
        with_ = [p.id for p, force in result.plan.protocols if assessment.at(force, row) is Truth.YES and _serves(result, p)]
        articles = list(dict.fromkeys(_articles(assessment, row, result)))
        missing = assessment.missing(result.node, row)
    return Basis(
        rank=rank,
        instrument=entry.instrument.id,
        title=entry.instrument.title.in_language(lang)[0],
        with_=tuple(with_),
        articles=tuple(articles),
        form=result.plan.form if result else "",
        role=entry.role.value,
        why=entry.why,
        outcome=entry.outcome.word,
        force=BothForce(*(_side(entry.instrument, force) for force in entry.forces)),
        missing=tuple(sorted(missing)),
        closed=bool(result and result.closed and entry.outcome is not Truth.NO),
    )


def _articles(assessment: Assessment, row: int, result: BasisResult) -> Iterable[str]:
    """The articles that make it a basis, then those of its requirements; only of the treaty itself."""
    for kind in (Kind.BASIS, Kind.REQUIRE):
        for rule in result.plan.rules:
            right_role = kind is not Kind.BASIS or rule.provision.role is result.role or result.outcome is Truth.NO
            if rule.kind is kind and right_role and assessment.at(rule.applies, row) is not Truth.NO:
                if rule.article != "-":
                    yield rule.article


def _side(instrument: Instrument, force: Force) -> SideForce:
    words = force.says or force.status.replace("-", " ")
    if force.source:
        source = instrument.source(force.source)
        words = f"{source.what} ({source.url})" if source.url else source.what
    return SideForce(force.since, words, force.truth.word, force.says, force.confidence.value)
