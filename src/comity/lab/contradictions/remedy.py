# SPDX-License-Identifier: EUPL-1.2
"""What amendment would remove a contradiction, read from its structure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from comity.lab.contradictions.scene import Claim, Clash
from comity.lab.contradictions.types import ClashKind, Remedy, Resolution

_TREATY_WAY = "a reservation or declaration to {family}, where it admits one, or a protocol to it that adds the ground {ground}"
_ALIGNED = "align {loser} ({mine}) with {winner} ({theirs})"
SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "bar": "amend {second}: the ground {ground} does not apply where {first} obliges to grant",
        "bar-constitution": f"{_TREATY_WAY}; or an amendment of {{second}}",
        "bar-open-point": f"limit {{second}} to requests without a treaty; or {_TREATY_WAY}",
        "power-absent": "give an authority the power for {measures} by a provision in the law of {absent}",
        "power": "give an authority the power for {measures} by statute, so that {second} is met",
        "optional-national": "make {first} mandatory: refusal is a duty where {second} applies",
        "optional-treaty": "declare to {family} that {first} is applied as a duty; say so in national law",
        "demanded": "amend {second}: add reciprocity beside the treaty; or repeal it in favour of {first}",
        "right": "add the right of {second} to {family}, or say in national law that it limits {first}",
        "right-ground": "add the ground {ground} of {second} to {family}, or say in national law that it limits {first}",
        "clause": "nothing is needed where the clause is applied; a protocol that aligns {first} with {second} would end it",
        "two-treaties": "a clause that says which goes first between parties to both, or a protocol that aligns {first} with {second}",
        "aligned": _ALIGNED,
        "aligned-treaties": f"{_ALIGNED} by a protocol or declaration, or a clause on which goes first",
    }
)
"""Every sentence by its name; other languages fill the same gaps."""


def remedy(clash: Clash, resolution: Resolution, measures: str) -> Remedy:
    """One sentence that a drafter can act on."""
    name, more = _REMEDIES[clash.kind](clash, resolution)
    values = {"first": at(clash.first), "second": at(clash.second), "family": clash.first.family, "measures": measures, **more}
    needed = {key: value for key, value in values.items() if f"{{{key}}}" in SENTENCES[name]}
    return Remedy(name, SENTENCES[name], MappingProxyType(needed))


def at(claim: Claim) -> str:
    """Where a norm stands."""
    return f"{claim.rule.instrument.id} {claim.rule.article}" if claim.rule else f"the law of {claim.absent}"


Named = tuple[str, dict[str, str]]


def _yielding(clash: Clash, resolution: Resolution) -> tuple[Claim, Claim]:
    """The norm to amend, and the one that stays: the one that loses, national law where nothing settles it."""
    if resolution.wins is not None:
        return (clash.first, clash.second) if resolution.wins else (clash.second, clash.first)
    national = clash.first.rule is not None and clash.first.rule.instrument.national
    return (clash.first, clash.second) if national else (clash.second, clash.first)


def _bar(clash: Clash, resolution: Resolution) -> Named:
    names = {"constitution": "bar-constitution", "point-left-open": "bar-open-point"}
    return names.get(resolution.rule, "bar"), {"ground": clash.second.rule.ground if clash.second.rule else ""}


def _power(clash: Clash, resolution: Resolution) -> Named:
    return ("power-absent", {"absent": clash.second.absent}) if clash.second.rule is None else ("power", {})


def _optional(clash: Clash, resolution: Resolution) -> Named:
    return "optional-national" if clash.first.rule and clash.first.rule.instrument.national else "optional-treaty", {}


def _demanded(clash: Clash, resolution: Resolution) -> Named:
    return "demanded", {}


def _right(clash: Clash, resolution: Resolution) -> Named:
    ground = clash.second.rule.ground if clash.second.rule else ""
    return ("right-ground", {"ground": ground}) if ground else ("right", {})


def _two_treaties(clash: Clash, resolution: Resolution) -> Named:
    return "clause" if resolution.rule == "relation-clause" else "two-treaties", {}


def _aligned(clash: Clash, resolution: Resolution) -> Named:
    """Two norms that set one thing differently: one value for both."""
    loser, winner = _yielding(clash, resolution)
    theirs, mine = clash.between if loser is clash.second else clash.between[::-1]
    treaties = all(claim.rule is not None and not claim.rule.instrument.national for claim in (loser, winner))
    values = {"loser": at(loser), "winner": at(winner), "mine": mine, "theirs": theirs}
    return "aligned-treaties" if treaties else "aligned", values


_REMEDIES: Mapping[ClashKind, Callable[[Clash, Resolution], Named]] = {
    ClashKind.NATIONAL_BAR: _bar,
    ClashKind.NO_DOMESTIC_POWER: _power,
    ClashKind.OPTIONAL_WHERE_MANDATORY: _optional,
    ClashKind.TREATY_DEMANDED: _demanded,
    ClashKind.RIGHT_DUTY: _right,
    ClashKind.GRANT_REFUSE: _two_treaties,
    ClashKind.THRESHOLD: _aligned,
    ClashKind.PERIOD: _aligned,
    ClashKind.LANGUAGE: _aligned,
    ClashKind.CHANNEL: _aligned,
    ClashKind.AUTHORITY: _aligned,
}
