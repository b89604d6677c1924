# SPDX-License-Identifier: EUPL-1.2
"""The stated policies, and how each chooses among the positions that the sources take on one point.

``widest-cooperation``   the position that refuses least, asks least, or leaves the longest hold on a person for the request to arrive
``strongest-safeguard``  the position that protects most; where a point protects nobody, the most common one
``most-common``          the position that most sources take
``instrument:<id>``      the position of that instrument; where it is silent, the most common one

On a point that protects a person (``protects`` in law/vocabulary/grounds.yaml) every policy takes the position that protects most.
Ties go to the source of higher rank in the state, then to the later one, then to the first id: so the choice never hangs on file order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from comity.corpus.corpus import Corpus
from comity.lab.codify.norms import Norm
from comity.model.actors import Actor
from comity.model.errors import WrongInput
from comity.model.law import Instrument

INSTRUMENT = "instrument:"


class Rule(StrEnum):
    """How a policy chooses."""

    WIDEST = "widest-cooperation"
    SAFEGUARD = "strongest-safeguard"
    COMMON = "most-common"
    NAMED = "instrument"


@dataclass(frozen=True, slots=True)
class Policy:
    """A rule of choice, and for NAMED the instrument."""

    rule: Rule
    instrument: str = ""

    @property
    def name(self) -> str:
        """As it is written on the command line."""
        return f"{INSTRUMENT}{self.instrument}" if self.instrument else self.rule.value


def read_policy(name: str, corpus: Corpus) -> Policy:
    """The policy of that name; WrongInput for any other."""
    if name.startswith(INSTRUMENT):
        id_ = name.removeprefix(INSTRUMENT)
        if id_ not in corpus.by_id:
            raise WrongInput(f"unknown instrument {id_!r}", where="--policy", do="name the id of an instrument; see `comity law list`")
        return Policy(Rule.NAMED, id_)
    if name not in (Rule.WIDEST, Rule.SAFEGUARD, Rule.COMMON):
        known = ", ".join([Rule.WIDEST.value, Rule.SAFEGUARD.value, Rule.COMMON.value, f"{INSTRUMENT}<id>"])
        raise WrongInput(f"unknown policy {name!r}", where="--policy", do=f"use one of {known}")
    return Policy(Rule(name))


@dataclass(frozen=True, slots=True)
class Position:
    """What one instrument says on one point.

    ``means`` is equal for positions that come to the same; ``burden`` is how much it stands in the way of cooperation; ``safeguard`` how
    much it protects, None where the point protects nobody.
    """

    instrument: Instrument
    norms: tuple[Norm, ...]
    means: Hashable
    burden: float
    safeguard: float | None


@dataclass(frozen=True, slots=True)
class Choice:
    """The position taken, why, and the positions that come to the same or to something else."""

    taken: Position
    why: str
    same: tuple[Position, ...]
    other: tuple[Position, ...]


class Chooser:
    """Chooses for one policy and one state."""

    def __init__(self, policy: Policy, actor: Actor | None) -> None:
        self.policy = policy
        self.hierarchy = actor.hierarchy if actor else ()

    def choose(self, positions: Sequence[Position], *, protects: bool = False) -> Choice:
        """The position that the policy takes; there is at least one. Where the point ``protects`` a person, the one that protects most."""
        ordered = sorted(positions, key=self._tie)
        guarded = protects and all(position.safeguard is not None for position in ordered)
        choose = _protecting if guarded else self._taken
        taken, why = choose(ordered) if len({position.means for position in ordered}) > 1 else (ordered[0], "the sources agree")
        if len(ordered) == 1:
            why = "one source speaks of it"
        rest = [position for position in ordered if position is not taken]
        return Choice(
            taken,
            why,
            tuple(position for position in rest if position.means == taken.means),
            tuple(position for position in rest if position.means != taken.means),
        )

    def _taken(self, ordered: Sequence[Position]) -> tuple[Position, str]:
        policy = self.policy
        if policy.rule is Rule.NAMED:
            named = [position for position in ordered if position.instrument.id == policy.instrument]
            return (named[0], f"{policy.name} says so") if named else self._common(ordered, f"{policy.instrument} is silent; ")
        if policy.rule is Rule.WIDEST:
            return _best(ordered, lambda position: -position.burden), "it stands least in the way of cooperation"
        if policy.rule is Rule.SAFEGUARD:
            if any(position.safeguard is None for position in ordered):
                return self._common(ordered, "no safeguard hangs on it; ")
            return _best(ordered, lambda position: position.safeguard or 0.0), "it protects most"
        return self._common(ordered, "")

    def _common(self, ordered: Sequence[Position], before: str) -> tuple[Position, str]:
        counted = Counter(position.means for position in ordered)
        most = max(counted.values())
        taken = next(position for position in ordered if counted[position.means] == most)
        how = f"{most} of {len(ordered)} sources say so" if most > 1 else "no two sources agree: the higher, then the later one"
        return taken, f"{before}{how}"

    def _tie(self, position: Position) -> tuple[int, int, str]:
        law = position.instrument
        kind = law.kind.value if law.national else "treaty"
        rank = self.hierarchy.index(kind) if kind in self.hierarchy else len(self.hierarchy)
        day = law.adopted.first.toordinal() if law.adopted and law.adopted.first else 0
        return rank, -day, law.id


def _protecting(ordered: Sequence[Position]) -> tuple[Position, str]:
    """No policy weakens what protects a person."""
    return _best(ordered, lambda position: position.safeguard or 0.0), "it protects a person: no policy may take less"


def _best(ordered: Sequence[Position], worth: Callable[[Position], float]) -> Position:
    most = max(worth(position) for position in ordered)
    return next(position for position in ordered if worth(position) == most)
