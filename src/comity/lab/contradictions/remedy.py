# SPDX-License-Identifier: EUPL-1.2
"""What amendment would remove a contradiction, read from its structure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from comity.corpus.corpus import Corpus
from comity.lab.contradictions.scene import Claim, Clash
from comity.lab.contradictions.types import ClashKind, Resolution


def remedy(corpus: Corpus, clash: Clash, resolution: Resolution, measure: str) -> str:
    """One sentence that a drafter can act on."""
    return _REMEDIES[clash.kind](corpus, clash, resolution, measure)


def at(claim: Claim) -> str:
    """Where a norm stands."""
    return f"{claim.rule.instrument.id} {claim.rule.article}" if claim.rule else f"the law of {claim.absent}"


def _yielding(clash: Clash, resolution: Resolution) -> tuple[Claim, Claim]:
    """The norm to amend, and the one that stays: the one that loses, national law where nothing settles it."""
    if resolution.wins is not None:
        return (clash.first, clash.second) if resolution.wins else (clash.second, clash.first)
    national = clash.first.rule is not None and clash.first.rule.instrument.national
    return (clash.first, clash.second) if national else (clash.second, clash.first)


def _treaty_way(claim: Claim) -> str:
    """How the states of a treaty can open what it closes."""
    return f"a reservation or declaration to {claim.family}, where it admits one, or a protocol to it"


def _bar(corpus: Corpus, clash: Clash, resolution: Resolution, measure: str) -> str:
    second = clash.second.rule
    ground = second.ground if second else ""
    if resolution.rule == "constitution":
        return f"{_treaty_way(clash.first)} that adds the ground {ground}; or an amendment of {at(clash.second)}"
    if resolution.rule == "point-left-open":
        return f"limit {at(clash.second)} to requests without a treaty; or {_treaty_way(clash.first)} that adds the ground {ground}"
    return f"amend {at(clash.second)}: the ground {ground} does not apply where {at(clash.first)} obliges to grant"


def _power(corpus: Corpus, clash: Clash, resolution: Resolution, measure: str) -> str:
    if clash.second.rule is None:
        return f"give an authority the power for {measure} by a provision in the law of {clash.second.absent}"
    return f"give an authority the power for {measure} by statute, so that {at(clash.second)} is met"


def _optional(corpus: Corpus, clash: Clash, resolution: Resolution, measure: str) -> str:
    if clash.first.rule and clash.first.rule.instrument.national:
        return f"make {at(clash.first)} mandatory: refusal is a duty where {at(clash.second)} applies"
    return f"declare to {clash.first.family} that {at(clash.first)} is applied as a duty; say so in national law"


def _demanded(corpus: Corpus, clash: Clash, resolution: Resolution, measure: str) -> str:
    return f"amend {at(clash.second)}: add reciprocity beside the treaty; or repeal it in favour of {at(clash.first)}"


def _right(corpus: Corpus, clash: Clash, resolution: Resolution, measure: str) -> str:
    second = clash.second.rule
    what = f"the ground {second.ground}" if second and second.ground else "the right"
    return f"add {what} of {at(clash.second)} to {clash.first.family}, or say in national law that it limits {at(clash.first)}"


def _two_treaties(corpus: Corpus, clash: Clash, resolution: Resolution, measure: str) -> str:
    aligned = f"a protocol that aligns {at(clash.first)} with {at(clash.second)}"
    if resolution.rule == "relation-clause":
        return f"nothing is needed where the clause is applied; {aligned} would end it"
    return f"a clause that says which goes first between parties to both, or {aligned}"


def _aligned(corpus: Corpus, clash: Clash, resolution: Resolution, measure: str) -> str:
    """Two norms that set one thing differently: one value for both."""
    loser, winner = _yielding(clash, resolution)
    theirs, mine = clash.between if loser is clash.second else clash.between[::-1]
    one_rule = f"align {at(loser)} ({mine}) with {at(winner)} ({theirs})"
    treaties = all(claim.rule is not None and not claim.rule.instrument.national for claim in (loser, winner))
    return f"{one_rule} by a protocol or declaration, or a clause on which goes first" if treaties else one_rule


_REMEDIES: Mapping[ClashKind, Callable[[Corpus, Clash, Resolution, str], str]] = {
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
