# SPDX-License-Identifier: EUPL-1.2
"""Which instruments the answer lists, and why each is or is not a basis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comity.advise.ranking import Entry, ranked
from comity.advise.reasons import why_false
from comity.engine.assess import Assessment, BasisResult
from comity.engine.force import Force
from comity.engine.leaves import ForceLeaf
from comity.model.answer import Basis, BothForce, SideForce
from comity.model.law import Binds, Instrument, Kind, Role
from comity.model.said import Said, joined, remark, said
from comity.model.truth import Truth

_TRACE = frozenset({"signed", "not-party", "provisional"})


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
        forces = assessment.forces(instrument, row)
        if assessment.lacks_a_side(result.plan, row):
            if all(force.truth is not Truth.NO for force in forces):
                unchecked.append(instrument.id)
            elif any(force.status in _TRACE for force in forces):
                entries.append(_entry(assessment, row, result, forces))
        elif _listed(assessment, row, result, forces):
            entries.append(_entry(assessment, row, result, forces))
            entries.extend(_protocols(assessment, row, result, unchecked))
    return Listing(tuple(ranked(entries, assessment, row)), tuple(sorted(set(unchecked))))


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
        forces = assessment.forces(protocol, row)
        lacking = any(side.lacking for side in forces)
        if truth is Truth.NO and (protocol.in_force is None or any(side.status in _TRACE for side in forces)):
            yield Entry(protocol, Role.SUPPLEMENT, Truth.NO, None, forces, _not_in_force(assessment, protocol, forces))
        elif truth is Truth.UNKNOWN and lacking:
            unchecked.append(protocol.id)
        elif truth is Truth.UNKNOWN:
            why = _not_in_force(assessment, protocol, forces)
            if result.outcome is Truth.NO:
                why = said("{instrument} carries nothing here", instrument=result.plan.instrument.id)
            yield Entry(protocol, Role.SUPPLEMENT, min(truth, result.outcome), None, forces, why)


def _serves(result: BasisResult, protocol: Instrument) -> bool:
    return any(rule.instrument is protocol for rule in result.plan.rules)


# -- reasons


def _why_not(assessment: Assessment, row: int, result: BasisResult, forces: tuple[Force, Force]) -> str:
    plan = result.plan
    if plan.instrument.no_basis:
        return said("no basis: {why}", why=remark(plan.instrument.no_basis))
    if assessment.at(plan.force, row) is Truth.NO:
        return _not_in_force(assessment, plan.instrument, forces)
    for item in plan.replaced:
        if assessment.at(item.works, row) is Truth.YES:
            relation = item.relation
            return said(
                "replaced between the two: {instrument} {article}: {says}",
                instrument=item.instrument.id,
                article=relation.article,
                says=relation.says,
            )
    for rule in plan.rules:
        if rule.kind is Kind.REQUIRE and assessment.at(rule.applies, row) is Truth.YES and assessment.at(rule.holds, row) is Truth.NO:
            return said(
                "a requirement is not met: {instrument} {article}: {says}",
                instrument=rule.instrument.id,
                article=rule.article,
                says=rule.provision.says,
            )
    scope = next((r for r in plan.rules if r.kind is Kind.BASIS and r.provision.role is result.role), None)
    if scope is None:
        return said("it has no rule on this measure")
    because = why_false(assessment.values, result.node, row)
    return said("it does not carry this case: {article}: {says} ({why})", article=scope.article, says=scope.provision.says, why=because)


def _not_in_force(assessment: Assessment, instrument: Instrument, forces: tuple[Force, Force]) -> str:
    plan = assessment.plan
    reasons = [
        said("{code}: {says}", code=code, says=_says(force))
        for code, force in zip((plan.requesting, plan.requested), forces, strict=True)
        if force.truth is not Truth.YES and force.status != "not-needed"
    ]
    if instrument.in_force is None:
        reasons.insert(0, said("it is not in force"))
    if not reasons:
        reasons.append(said("a statement or event keeps it from working between the two"))
    return said("not in force between the two ({reasons})", reasons=joined("; ", dict.fromkeys(reasons)))


def _says(force: Force) -> str:
    says = _STATUS.get(force.status) or _status(force)
    return said("{status} ({says})", status=says, says=force.says) if force.says else says


_STATUS = {
    "signed": said("signed, never consented"),
    "not-party": said("not a party"),
    "before": said("not yet bound on that day"),
    "provisional": said("applies it provisionally only"),
    "party": said("consented, day of entry into force not known"),
}


def _status(force: Force) -> Said:
    return remark(force.status.replace("-", " "))


def _why_open(assessment: Assessment, row: int, result: BasisResult, forces: tuple[Force, Force]) -> str:
    plan = result.plan
    reasons: list[Said] = []
    if assessment.at(plan.force, row) is Truth.UNKNOWN:
        sides = zip((assessment.plan.requesting, assessment.plan.requested), forces, strict=True)
        unsure = [
            said("{code}: {says}", code=code, says=_says(force))
            for code, force in sides
            if force.truth is Truth.UNKNOWN and force.status != "not-needed"
        ]
        reasons.append(said("force is not known ({reasons})", reasons=joined("; ", unsure or [said("a statement may have lapsed")])))
    if not plan.instrument.confirmed:
        reasons.append(said("the treaty is not confirmed"))
    elif assessment.at(plan.content, row) is Truth.UNKNOWN:
        reasons.append(said("what it demands is not formalised yet"))
    reasons.extend(
        said("{instrument} {article} may replace it", instrument=item.instrument.id, article=item.relation.article)
        for item in plan.replaced
        if assessment.at(item.works, row) is Truth.UNKNOWN
    )
    return joined("; ", reasons)


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
        missing=tuple(sorted(map(str, missing))),
        closed=bool(result and result.closed and entry.outcome is not Truth.NO),
    )


def _articles(assessment: Assessment, row: int, result: BasisResult) -> Iterable[str]:
    """The articles that make it a basis, then those of its requirements; only of the treaty itself."""
    for kind in (Kind.BASIS, Kind.REQUIRE):
        for rule in result.plan.rules:
            right_role = kind is not Kind.BASIS or rule.provision.role is result.role or result.outcome is Truth.NO
            numbered = rule.kind is kind and right_role and rule.article != "-"
            if numbered and assessment.at(rule.applies, row) is not Truth.NO:
                yield rule.article


def _side(instrument: Instrument, force: Force) -> SideForce:
    words = remark(instrument.source(force.source).words) if force.source else force.says or _status(force)
    return SideForce(force.since, words, force.truth.word, force.says, force.confidence.value)
