# SPDX-License-Identifier: EUPL-1.2
"""Which rule settles a clash, tried in the order of ``law/vocabulary/resolution/rules.yaml``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from comity.corpus.corpus import Corpus
from comity.lab.contradictions.rules import Conventions, state_norm
from comity.lab.contradictions.scene import Claim, Clash
from comity.lab.contradictions.types import UNRESOLVED, ClashKind, Resolution
from comity.model.law import Instrument, InstrumentKind, Reach, Relation, RelationKind

_HOLDER_WINS = frozenset({RelationKind.SUPERSEDES, RelationKind.PREVAILS_OVER, RelationKind.MOST_FAVOURABLE})
SUPREME = frozenset({InstrumentKind.CONSTITUTION, InstrumentKind.REFERENDUM_ACT})
_WEIGHED = "the right is weighed against the duty in the single case; no general rule lets either go first"
_NO_POWER = "that the treaty prevails gives no authority a power that the law does not give"
_NO_RULE = frozenset({ClashKind.NO_DOMESTIC_POWER})


@dataclass(frozen=True)
class Settling:
    """The rules applied to one clash."""

    corpus: Corpus
    conventions: Conventions
    measure: str

    def of(self, clash: Clash) -> Resolution:
        """The first rule that settles it, or that none does."""
        if clash.kind in _NO_RULE:
            return Resolution(UNRESOLVED, says=_NO_POWER, reason="no-power")
        for id_ in self.conventions.order:
            found = _RULES[id_](self, clash)
            if found is not None:
                return self._cited(id_, found, clash)
        return Resolution(UNRESOLVED)

    def _cited(self, id_: str, found: Resolution, clash: Clash) -> Resolution:
        """With a norm that says so, where the rule itself brings none: the state's own, else the general law."""
        if found.instrument or found.says:
            return found
        states = [claim.rule.instrument.of for claim in (clash.first, clash.second) if claim.rule and claim.rule.instrument.of]
        rank = {"constitution": "constitution", "treaty-over-statute": "treaty"}.get(id_, "")
        own = next((norm for state in states if (norm := state_norm(self.conventions, state, rank)) is not None), None)
        cite = own or self.conventions.rule(id_).cites[0]
        return Resolution(id_, found.wins, cite.instrument, cite.article, cite.says)

    # -- the rules

    def constitution(self, clash: Clash) -> Resolution | None:
        """One of them is of the rank of the constitution, above treaties in its state."""
        laws = _laws(clash)
        above = [bool(law and law.kind in SUPREME and self.conventions.outranks(self.corpus, law)) for law in laws]
        return _winner("constitution", above)

    def human_rights(self, clash: Clash) -> Resolution | None:
        """One of them binds whatever the basis.

        A right that is weighed in the single case has no such primacy, and neither age nor subject lets a treaty go before it.
        """
        binds = [bool(claim.rule and claim.rule.provision.reach is Reach.ALL) for claim in (clash.first, clash.second)]
        weighed = clash.kind is ClashKind.RIGHT_DUTY and not any(binds)
        return Resolution(UNRESOLVED, says=_WEIGHED, reason="weighed") if weighed else _winner("human-rights-primacy", binds)

    def relation_clause(self, clash: Clash) -> Resolution | None:
        """A clause of one of the treaties on the other."""
        first, second = _laws(clash)
        if first is None or second is None or first.national or second.national:
            return None
        for place, holder, other in ((0, first, second), (1, second, first)):
            for law, relation in self._clauses(holder, other):
                wins = place if relation.kind in _HOLDER_WINS else 1 - place
                return Resolution("relation-clause", wins, law.id, relation.article, relation.says.en)
        return None

    def _clauses(self, holder: Instrument, other: Instrument) -> Iterator[tuple[Instrument, Relation]]:
        known = self.corpus.by_id
        mine = [holder, *([known[holder.parent]] if holder.parent in known else [])]
        theirs = [other, *([known[other.parent]] if other.parent in known else [])]
        for law in mine:
            for relation in law.relations:
                narrow = relation.measures and self.measure not in relation.measures
                if relation.kind in self.conventions.settling and not narrow and any(_speaks_of(relation, law, item) for item in theirs):
                    yield law, relation

    def by_rank_of_treaties(self, clash: Clash, treaty_wins: bool) -> Resolution | None:
        """A treaty against the statute of a state that ranks it above, or below."""
        first, second = _laws(clash)
        if first is None or second is None or first.national is second.national or (treaty_wins and clash.open_point):
            return None
        law = first if first.national else second
        rank = self.conventions.rank(self.corpus, law.of, law.kind, national=True)
        treaty = self.conventions.rank(self.corpus, law.of, law.kind, national=False)
        if (treaty < rank) is not treaty_wins:
            return None
        treaty_place = 1 if first.national else 0
        return Resolution(
            "treaty-over-statute" if treaty_wins else "statute-over-treaty", treaty_place if treaty_wins else 1 - treaty_place
        )

    def open_point(self, clash: Clash) -> Resolution | None:
        """National law on a point on which the treaty is silent."""
        second = _laws(clash)[1]
        return Resolution("point-left-open", 1) if clash.open_point and second is not None and second.national else None

    def higher_rank(self, clash: Clash) -> Resolution | None:
        """Two norms of one state, of different rank."""
        first, second = _laws(clash)
        if first is None or second is None or not self._both_national(clash):
            return None
        ranks = [self.conventions.rank(self.corpus, law.of, law.kind, national=True) for law in (first, second)]
        return None if ranks[0] == ranks[1] else Resolution("higher-rank", int(ranks[1] < ranks[0]))

    def later(self, clash: Clash) -> Resolution | None:
        """The later of two, unless it is the more general."""
        first, second = _laws(clash)
        if first is None or second is None or first.national is not second.national:
            return None
        days = [law.adopted for law in (first, second)]
        if days[0] is None or days[1] is None or not days[0].known or not days[1].known:
            return None
        starts = [(day.first, day.last) for day in days if day is not None]
        wins = 1 if starts[1][0] > starts[0][1] else 0 if starts[0][0] > starts[1][1] else None  # type: ignore[operator]
        if wins is None:
            return None
        later, earlier = (second, first) if wins else (first, second)
        return None if earlier.special and not later.special else Resolution("later", wins)

    def special(self, clash: Clash) -> Resolution | None:
        """The one that is made for a special subject."""
        first, second = _laws(clash)
        if first is None or second is None or first.national is not second.national:
            return None
        return _winner("special", [first.special, second.special])

    def _both_national(self, clash: Clash) -> bool:
        return all(law is not None and law.national for law in _laws(clash))


_RULES: Mapping[str, Callable[[Settling, Clash], Resolution | None]] = {
    "constitution": Settling.constitution,
    "human-rights-primacy": Settling.human_rights,
    "relation-clause": Settling.relation_clause,
    "treaty-over-statute": lambda settling, clash: settling.by_rank_of_treaties(clash, True),
    "statute-over-treaty": lambda settling, clash: settling.by_rank_of_treaties(clash, False),
    "point-left-open": Settling.open_point,
    "higher-rank": Settling.higher_rank,
    "later": Settling.later,
    "special": Settling.special,
}


def _laws(clash: Clash) -> tuple[Instrument | None, Instrument | None]:
    return _law(clash.first), _law(clash.second)


def _law(claim: Claim) -> Instrument | None:
    return claim.rule.instrument if claim.rule else None


def _winner(rule: str, marks: list[bool]) -> Resolution | None:
    return Resolution(rule, marks.index(True)) if marks[0] is not marks[1] else None


def _speaks_of(relation: Relation, holder: Instrument, other: Instrument) -> bool:
    """Whether a clause speaks of another treaty; whether that is older is read from the days of adoption."""
    target = relation.of
    if target.id:
        return target.id == other.id
    if target.kind is not None and target.kind is not other.kind:
        return False
    if target.parent and target.parent != other.parent:
        return False
    if target.older is None:
        return True
    mine, theirs = holder.adopted, other.adopted
    if mine is None or theirs is None or mine.first is None or theirs.last is None:
        return False
    return (theirs.last < mine.first) is target.older
