# SPDX-License-Identifier: EUPL-1.2
"""Reads what settles contradictions, and the conventions of the detector: ``law/vocabulary/resolution/rules.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from comity.corpus.corpus import Corpus
from comity.corpus.documents import Strict
from comity.corpus.load import CHECKOUT
from comity.corpus.problems import Problems
from comity.model.errors import WrongInput, WrongLaw
from comity.model.law import Instrument, InstrumentKind, RelationKind

PACKAGED = Path(__file__).with_name("resolution")
TREATY = "treaty"


class CitedDoc(Strict, frozen=True):
    """A norm that says so: of the general law, or of a state."""

    says: str
    instrument: str = ""
    article: str = ""
    source: str = ""
    confidence: str = "medium"


class RuleDoc(Strict, frozen=True):
    """One rule that settles contradictions."""

    id: str
    says: str
    cites: list[CitedDoc]


class RulesDoc(Strict, frozen=True):
    """rules.yaml"""

    sources: dict[str, dict[str, str]]
    rules: list[RuleDoc]
    ranks: dict[str, dict[str, CitedDoc]]
    equal_ranks: list[list[str]]
    settling_relations: list[str]
    common_routes: list[list[str]]
    additional_routes: list[str]
    common_authorities: list[str]
    empty_words: list[str]
    facultative_measures: list[str]
    protective_duties: list[str]
    never_more: list[list[str]]
    premises: dict[str, bool]


@dataclass(frozen=True)
class Conventions:
    """The rules in their order, and the conventions."""

    doc: RulesDoc

    @property
    def order(self) -> tuple[str, ...]:
        """The rules, the first that fits settles."""
        return tuple(rule.id for rule in self.doc.rules)

    def rule(self, id_: str) -> RuleDoc:
        """One rule."""
        return next(rule for rule in self.doc.rules if rule.id == id_)

    @property
    def settling(self) -> frozenset[RelationKind]:
        """Kinds of clause between treaties that say which one applies."""
        return frozenset(RelationKind(kind) for kind in self.doc.settling_relations)

    def rank(self, corpus: Corpus, state: str, kind: InstrumentKind, *, national: bool) -> int:
        """The place of an instrument among the norms of a state, the highest first; kinds of equal rank share the better place."""
        actor = corpus.by_code.get(state)
        order = list(actor.hierarchy) if actor and actor.hierarchy else [InstrumentKind.CONSTITUTION.value, TREATY]
        equal = next((group for group in self.doc.equal_ranks if kind.value in group), [kind.value]) if national else [TREATY]
        places = [order.index(word) for word in equal if word in order]
        return min(places, default=len(order))

    def outranks(self, corpus: Corpus, law: Instrument) -> bool:
        """Whether a national law stands above treaties in its state."""
        treaty = self.rank(corpus, law.of, law.kind, national=False)
        return self.rank(corpus, law.of, law.kind, national=True) < treaty

    def same_route(self, one: str, other: str) -> bool:
        """Whether two routes can be one way."""
        return one == other or any(one in group and other in group for group in self.doc.common_routes)

    def bodies(self, name: str) -> tuple[frozenset[str], ...]:
        """The authorities of a value, each as the stems of its words; a name that fits any authority has none."""
        plain = re.sub(r"\([^)]*\)", "", name).casefold()
        parts = [part for part in re.split(r";|,|/|\bor\b|\band\b(?= ministr| prosec| general| supreme| court)", plain) if part.strip()]
        return tuple(self._stems(part) for part in parts)

    def _stems(self, part: str) -> frozenset[str]:
        if any(common in part for common in self.doc.common_authorities):
            return frozenset()
        words = re.findall(r"[^\W\d_]+", part.replace("'s", ""))
        return frozenset(word[:7] for word in words if word not in self.doc.empty_words)

    def same_authority(self, one: str, other: str) -> bool:
        """Whether two names can be one body: one says all that the other says."""
        return any(mine <= theirs or theirs <= mine for mine in self.bodies(one) for theirs in self.bodies(other))


@cache
def load_conventions(folder: Path | None = None) -> Conventions:
    """The conventions of a folder; without one those of the checkout, or the packaged ones."""
    beside = CHECKOUT / "vocabulary" / "resolution"
    place = folder or (beside if beside.is_dir() else PACKAGED)
    if not (place / "rules.yaml").is_file():
        raise WrongInput("the rules that settle contradictions are not there", where=str(place), do="install the package again")
    problems = Problems()
    opened = problems.open(place / "rules.yaml", RulesDoc)
    if opened is None:
        raise WrongLaw(tuple(problems.found))
    return Conventions(_checked(place, opened[1]))


def _checked(place: Path, doc: RulesDoc) -> RulesDoc:
    cited: list[CitedDoc] = [cite for rule in doc.rules for cite in rule.cites]
    cited += [cite for norms in doc.ranks.values() for cite in norms.values()]
    wrong = sorted({cite.source for cite in cited if cite.source not in doc.sources})
    if wrong:
        raise WrongLaw(tuple(f"{place / 'rules.yaml'}: unknown source {name!r} - declare it under sources" for name in wrong))
    return doc


def state_norm(conventions: Conventions, state: str, rank: str) -> CitedDoc | None:
    """The norm of a state that gives treaties or its constitution their rank."""
    ranks: Mapping[str, CitedDoc] = conventions.doc.ranks.get(state, {})
    return ranks.get(rank)
