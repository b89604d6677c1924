# SPDX-License-Identifier: EUPL-1.2
"""Finds the contradictions in the law of a state, or in a set of instruments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import chain
from types import MappingProxyType

from comity.corpus.corpus import Corpus
from comity.engine.pair import compile_pair
from comity.lab.contradictions import differences, grants
from comity.lab.contradictions.assumed import REQUESTING, assumed, chosen, requested_sides
from comity.lab.contradictions.formula import Formulas
from comity.lab.contradictions.partners import Partners, Statuses, between, of_state
from comity.lab.contradictions.remedy import remedy
from comity.lab.contradictions.rules import Conventions, load_conventions
from comity.lab.contradictions.scene import Claim, Clash, Scene
from comity.lab.contradictions.settle import Settling
from comity.lab.contradictions.solver import Search, Witness
from comity.lab.contradictions.types import Case, ClashKind, Contradiction, Norm
from comity.model.errors import OurFault, WrongInput
from comity.model.law import CoverageState

Progress = Callable[[str], None]
_ORDER = tuple(ClashKind)


def contradictions_of(
    corpus: Corpus,
    *,
    on: date,
    state: str = "",
    instruments: Iterable[str] = (),
    progress: Progress = lambda words: None,
) -> tuple[Contradiction, ...]:
    """The contradictions in the law of ``state`` and the treaties that bind it on a day, or in a set of instruments.

    Unresolved ones come first within their kind. Every witness was checked by the evaluator that answers questions; one that does not
    check is a defect of this program (OurFault).
    """
    finder = _Finder(corpus, on, load_conventions(), progress)
    ids = tuple(instruments)
    if state:
        if state not in corpus.by_code:
            raise WrongInput(f"unknown actor {state!r}", where="--state", do="name a state by its code")
        finder.state(state)
    elif ids:
        finder.instruments(ids)
    else:
        raise WrongInput("nothing to compare", where="--state", do="name a state, or at least two instruments with --instruments")
    return finder.results()


@dataclass
class _Finder:
    corpus: Corpus
    on: date
    conventions: Conventions
    progress: Progress
    found: dict[tuple[str, ...], Contradiction] = field(default_factory=dict)
    formulas: Formulas = field(default_factory=Formulas)

    def __post_init__(self) -> None:
        self.search = Search(self.corpus, self.formulas, self.conventions.doc.never_more)

    def state(self, state: str) -> None:
        """One state, asked by partners that bring its treaties together."""
        law = of_state(self.corpus, state)
        statuses = Statuses(law)
        partners = Partners(law, state, self.on, statuses)
        towards = cache(lambda partner: between(law, partner))
        for number, measure in enumerate(self.corpus.measures, start=1):
            self.progress(f"{number}/{len(self.corpus.measures)} {measure}")
            seen: set[tuple[str, ...]] = set()
            for partner in partners.for_measure(measure):
                self._scene(towards(partner), (partner, state), measure, statuses, seen)

    def instruments(self, ids: Iterable[str]) -> None:
        """A set of instruments, between two sides bound by all of it."""
        laws = chosen(self.corpus, ids)
        measures = {measure for law in laws for rule in _rules(law) for measure in rule}
        both = requested_sides(laws)
        for number, requested in enumerate(both, start=1):
            law = assumed(self.corpus, laws, requested)
            statuses = Statuses(law)
            self.progress(f"{number}/{len(both)} {len(measures)} measures")
            for measure in self.corpus.measures:
                if measure in measures:
                    self._scene(law, (REQUESTING, requested), measure, statuses, set())

    def _scene(self, law: Corpus, sides: tuple[str, str], measure: str, statuses: Statuses, seen: set[tuple[str, ...]]) -> None:
        plan = compile_pair(law, *sides, measure, statuses.of)
        scene = Scene(law, plan, self.on, self.formulas, self.conventions)
        for clash in chain(grants.clashes(scene), differences.clashes(scene)):
            name = clash.key if clash.kind is ClashKind.RIGHT_DUTY else clash.group
            if name in seen or _turned(name) in seen:
                continue
            witness = self.search.witness(scene.wanted(clash))
            if witness is not None:
                self._add(scene, clash, witness)
                seen.add(name)

    def _add(self, scene: Scene, clash: Clash, witness: Witness) -> None:
        if not scene.holds(clash, witness):
            raise OurFault(f"a witness does not check: {clash.key} {dict(witness.facts)} {witness.offence}", do="report it")
        name = _turned(clash.group) if _turned(clash.group) in self.found else clash.group
        known = self.found.get(name)
        self.found[name] = self._contradiction(scene, clash, witness) if known is None else self._more(known, clash, scene.plan.measure)

    def _more(self, known: Contradiction, clash: Clash, measure: str) -> Contradiction:
        """The same contradiction for another measure, or from another article that says the same."""
        measures = known.measures if measure in known.measures else (*known.measures, measure)
        norms = [self._norm(claim) for claim in (clash.first, clash.second)]
        more = [
            norm
            for norm in norms
            if (norm.instrument, norm.article) not in {(n.instrument, n.article) for n in (*known.norms, *known.also)}
        ]
        removed_by = known.remedy
        if clash.kind is ClashKind.NO_DOMESTIC_POWER:
            removed_by = remedy(clash, known.resolution, ", ".join(measures))
        return replace(known, measures=measures, also=(*known.also, *more), remedy=removed_by)

    def _contradiction(self, scene: Scene, clash: Clash, witness: Witness) -> Contradiction:
        measure = scene.plan.measure
        resolution = Settling(scene.corpus, self.conventions, measure).of(clash)
        return Contradiction(
            clash.kind,
            (self._norm(clash.first), self._norm(clash.second)),
            MappingProxyType(dict(witness.facts)),
            witness.offence,
            Case(scene.plan.requesting, scene.plan.requested, measure, self.on),
            resolution,
            remedy(clash, resolution, measure),
            (measure,),
            sure=clash.second.rule is not None or not _gaps(scene.corpus, clash.second.absent),
        )

    def _norm(self, claim: Claim) -> Norm:
        if claim.rule is None:
            gaps = _gaps(self.corpus, claim.absent)
            read = f"; {gaps} articles of it were not read" if gaps else ""
            return Norm("", "", f"no provision of the law of {claim.absent} serves the measure{read}", claim.absent)
        rule = claim.rule
        source = rule.instrument.source(rule.provision.source).words if rule.provision.source else ""
        return Norm(
            rule.instrument.id,
            rule.article,
            rule.provision.says.en,
            rule.provision.id,
            rule.kind.value,
            rule.ground,
            source,
            rule.provision.confidence.value,
        )

    def results(self) -> tuple[Contradiction, ...]:
        """All of them: by kind, unresolved first, then in the order of the rules that settle them."""
        order = (*self.conventions.order,)

        def place(item: Contradiction) -> tuple[object, ...]:
            return (item.resolved, _ORDER.index(item.kind), order.index(item.resolved_by) if item.resolved else 0, item.key)

        return tuple(sorted(self.found.values(), key=place))


def _turned(name: tuple[str, ...]) -> tuple[str, ...]:
    """The name of the same two norms in the other order."""
    return (name[0], *name[3:], *name[1:3])


def _rules(law: object) -> Iterator[frozenset[str]]:
    provisions = getattr(law, "provisions", ())
    yield from (rule.measures for rule in provisions)
    for statement in getattr(law, "statements", ()):
        yield from (effect.add.measures for effect in statement.effects if effect.add is not None)


def _gaps(corpus: Corpus, state: str) -> int:
    """How many articles of a state's law on cooperation are not formalised."""
    laws = corpus.national.get(state, ())
    return sum(1 for law in laws for line in law.coverage if line.state is CoverageState.NOT_FORMALISED)
