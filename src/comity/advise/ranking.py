# SPDX-License-Identifier: EUPL-1.2
"""The order of the listed instruments, and the reason for each place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from comity.engine.assess import Assessment, BasisResult
from comity.engine.force import Force
from comity.model.law import Binds, Instrument, Relation, RelationKind, Role
from comity.model.said import joined, said
from comity.model.truth import Truth

_ROLES = (Role.PRIMARY, Role.SUPPLEMENT, Role.FALLBACK, Role.CONSTRAINT)
_YIELDING = (RelationKind.FILLS_GAP, RelationKind.SUPPLEMENTS)
_DECIDES = (
    said("it can carry the request"),
    said("by its role"),
    said("its force is known on both sides"),
    said("a relation clause puts it first"),
    said("no rule decides: the special before the general"),
    said("no rule decides: the later before the earlier"),
    said("no rule decides: by name"),
)
_AS = {
    Role.PRIMARY: said("primary basis"),
    Role.SUPPLEMENT: said("supplement basis"),
    Role.FALLBACK: said("fallback basis"),
    Role.CONSTRAINT: said("constraint basis"),
}
Key = tuple[bool, int, bool, int, bool, int, str]


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


def ranked(entries: list[Entry], assessment: Assessment, row: int) -> Iterable[Entry]:
    """The entries in order, each with the reason for its place before the next."""
    keys = {entry.instrument.id: _key(entry, entries, assessment, row) for entry in entries}
    ordered = sorted(entries, key=lambda entry: keys[entry.instrument.id])
    for entry, following in zip(ordered, [*ordered[1:], None], strict=False):
        reason: str = ""
        if following is not None and entry.outcome is not Truth.NO:
            pairs = zip(keys[entry.instrument.id], keys[following.instrument.id], strict=True)
            place = next(i for i, (mine, theirs) in enumerate(pairs) if mine != theirs)
            reason = said("before {instrument}: {decides}", instrument=following.instrument.id, decides=_DECIDES[place])
        why = joined("; ", (part for part in (entry.why, reason) if part)) or _AS[entry.role]
        yield replace(entry, why=why)


def _key(entry: Entry, entries: list[Entry], assessment: Assessment, row: int) -> Key:
    """What can carry first; then role, known force, relation clauses; where no norm decides the special, the later, the name."""
    excluded = entry.outcome is Truth.NO
    both = entry.instrument.binds is Binds.BOTH
    return (
        excluded,
        _ROLES.index(entry.role),
        not entry.force_known if both else entry.forces[1].truth is not Truth.YES,
        0 if excluded else _preceded(entry, entries, assessment.plan.measure),
        not _special_here(assessment, row, entry),
        -_adopted(entry.instrument),
        entry.instrument.id,
    )


def _special_here(assessment: Assessment, row: int, entry: Entry) -> bool:
    """Whether it is a treaty on one subject that the case is known to fall under."""
    scope = entry.result.plan.scopes.get(entry.role) if entry.result is not None else None
    return not entry.instrument.general(assessment.plan.measure) and scope is not None and assessment.at(scope, row) is Truth.YES


def _adopted(instrument: Instrument) -> int:
    return instrument.adopted.first.toordinal() if instrument.adopted is not None and instrument.adopted.first else 0


def _preceded(entry: Entry, entries: list[Entry], measure: str) -> int:
    """How many listed instruments go before this one by a clause of either."""
    own = entry.instrument
    rivals = (o.instrument for o in entries if o is not entry and o.role is entry.role and o.outcome is not Truth.NO)
    return sum(1 for other in rivals if _goes_first(other, own, measure) and not _goes_first(own, other, measure))


def _goes_first(one: Instrument, other: Instrument, measure: str) -> bool:
    """Whether a clause puts one before the other: it prevails, or the other fills its gaps or supplements it."""
    if any(r.kind is RelationKind.PREVAILS_OVER and _speaks_of(r, other, measure) for r in one.relations):
        return True
    return any(r.kind in _YIELDING and _speaks_of(r, one, measure) for r in other.relations)


def _speaks_of(relation: Relation, instrument: Instrument, measure: str) -> bool:
    target = relation.of
    if relation.measures and measure not in relation.measures:
        return False
    return target.id == instrument.id or (target.kind is instrument.kind and target.kind is not None and target.older is None)
