# SPDX-License-Identifier: EUPL-1.2
"""Points: what the sources say on one topic for one measure; each is decided by the policy, and equal decisions are put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from comity.corpus.corpus import Corpus
from comity.lab.codify.act import Alternative, Became, Clause, Origin
from comity.lab.codify.alike import clusters
from comity.lab.codify.norms import Norm
from comity.lab.codify.policy import Choice, Chooser, Rule
from comity.lab.codify.settle import NEVER, inverse, joined
from comity.lab.codify.space import Space
from comity.lab.codify.weigh import positions
from comity.model.expression import Expression, Op
from comity.model.law import GROUNDS, Kind, Side

Topic = tuple[str, ...]
_IN_WORDS = ("rule", "clock")
_ANY_OF = frozenset({Kind.CHANNEL, Kind.AUTHORITY})
SPECIAL = "it is special to its offences and stays with its treaty beside the act"
FIXED = "a norm that no policy may touch: of the rank of the constitution, or binding whatever the basis"
SCOPE = "the act opens a measure wherever a source does, whatever the policy"


def topic_of(corpus: Corpus, norm: Norm) -> Topic:
    """The point that a norm speaks of."""
    rule = norm.rule
    if rule.kind in GROUNDS or (rule.kind is Kind.DUTY and rule.ground):
        ground = corpus.grounds.get(rule.ground)
        return "ground", (ground.topic if ground else "") or rule.ground
    if rule.kind is Kind.CONTENT:
        return "content", rule.value.field
    if rule.kind is Kind.CLOCK:
        return "clock", rule.value.starts
    if rule.kind in (Kind.BASIS, Kind.LANGUAGE, *_ANY_OF):
        return (rule.kind.value,)
    return "rule", rule.kind.value, rule.ground, rule.fact


@dataclass(slots=True)
class Decided:
    """The clauses of one set of norms, and the norms that are left to their treaties, with their measures."""

    clauses: list[Clause] = field(default_factory=list)
    left: list[tuple[Norm, str, str]] = field(default_factory=list)


class Decider:
    """Decides every point over the norms of all sources."""

    def __init__(self, corpus: Corpus, chooser: Chooser, norms: Iterable[Norm]) -> None:
        self.corpus = corpus
        self.chooser = chooser
        self.norms = [norm for norm in norms if not norm.aside]
        self.general = self._general()

    def _general(self) -> Mapping[str, frozenset[str]]:
        """By measure, the sources that carry it whatever the offence; none where each is bound to its own offences."""
        found: dict[str, set[str]] = {}
        for norm in self.norms:
            if norm.rule.kind is Kind.BASIS and open_to_every_offence(norm.rule.when):
                for measure in norm.rule.measures:
                    found.setdefault(measure, set()).add(norm.instrument.id)
        return {measure: frozenset(ids) for measure, ids in found.items()}

    def speaks(self, norm: Norm, measure: str) -> bool:
        """Whether a norm takes part in the decision on a measure, rather than staying with its special treaty."""
        if norm.binds_all or norm.instrument.national or norm.rule.kind is Kind.BASIS or measure not in self.general:
            return True
        return norm.instrument.id in self.general[measure] or self._parent_speaks(norm, measure)

    def _parent_speaks(self, norm: Norm, measure: str) -> bool:
        return norm.instrument.parent in self.general[measure]

    def decide(self, norms: Sequence[Norm], measures: Sequence[str]) -> Decided:
        """The clauses of these norms for these measures."""
        made = Decided()
        topics: dict[tuple[Topic, Side], list[Norm]] = {}
        for norm in norms:
            topics.setdefault((topic_of(self.corpus, norm), norm.rule.as_), []).append(norm)
        for (topic, _), group in topics.items():
            for cluster in clusters(group) if topic[0] in _IN_WORDS else (group,):
                self._point(topic, cluster, measures, made)
        return made

    def _point(self, topic: Topic, group: Sequence[Norm], measures: Sequence[str], made: Decided) -> None:
        outcomes: dict[tuple[Clause, ...], list[tuple[str, tuple[Clause, ...]]]] = {}
        for measure in measures:
            here = [norm for norm in group if measure in norm.rule.measures]
            speaking = [norm for norm in here if self.speaks(norm, measure)]
            made.left.extend((norm, measure, SPECIAL) for norm in here if norm not in speaking)
            if speaking:
                clauses = tuple(self._outcome(topic, speaking))
                outcomes.setdefault(tuple(_core(clause) for clause in clauses), []).append((measure, clauses))
        for found in outcomes.values():
            made.clauses.extend(_together(found))

    def _outcome(self, topic: Topic, norms: Sequence[Norm]) -> Iterator[Clause]:
        if topic[0] == Kind.BASIS.value:
            return iter([_scope(norms)])
        if topic[0] == "rule":
            return iter([merged(norms)])
        return self._chosen(topic, norms)

    def _chosen(self, topic: Topic, norms: Sequence[Norm]) -> Iterator[Clause]:
        fixed = [norm for norm in norms if norm.binds_all and norm.rule.kind in GROUNDS]
        covered = [norm for norm in norms if norm not in fixed and norm.rule.kind in GROUNDS and _settled_by(norm, fixed)]
        for number, clause in enumerate(_distinct(fixed, topic)):
            aside = tuple(_aside(norm, f"a norm that no policy may touch decides: {_name(fixed[0])}") for norm in covered)
            yield replace(clause, alternatives=() if number else aside, why=FIXED)
        free = [norm for norm in norms if norm not in fixed and norm not in covered]
        if free:
            yield from self._free(topic, free)

    def _free(self, topic: Topic, free: Sequence[Norm]) -> Iterator[Clause]:
        held = positions(free)
        ground = self.corpus.grounds.get(free[0].rule.ground)
        choice = self.chooser.choose(held, protects=ground is not None and ground.protects)
        if free[0].rule.kind in _ANY_OF and self.chooser.policy.rule is Rule.WIDEST:
            everything = tuple(norm for position in held for norm in position.norms)
            choice = Choice(replace(choice.taken, norms=everything), "every way that a source opens stays open", (), ())
        same = [norm for position in choice.same for norm in position.norms]
        aside = tuple(_aside(norm, _why_not(choice)) for position in choice.other for norm in position.norms)
        more = tuple(_origin(norm, Became.MERGED) for norm in same)
        for number, clause in enumerate(_distinct(choice.taken.norms, topic)):
            extra = () if number else more
            yield replace(clause, origins=clause.origins + extra, alternatives=() if number else aside, why=choice.why)


def open_to_every_offence(when: Expression) -> bool:
    """Whether a basis can carry a request whatever the offence is."""
    return _no_offence(when) != NEVER


def _no_offence(when: Expression) -> Expression:
    if when.op in (Op.ALL, Op.ANY):
        return joined(when.op, tuple(_no_offence(part) for part in when.of))
    return NEVER if when.op is Op.OFFENCE or when.name.startswith("offence.") else when


def _settled_by(norm: Norm, above: Iterable[Norm]) -> bool:
    space = Space([norm.rule.when, *(other.rule.when for other in above)])
    return any(space.implies(_bar(norm), _bar(other)) for other in above)


def _bar(norm: Norm) -> Expression:
    """Where a ground stands in the way."""
    return inverse(norm.rule.when) if norm.rule.kind is Kind.REQUIRE else norm.rule.when


def _core(clause: Clause) -> Clause:
    """A clause without what varies by measure: the merged, the alternatives and the reason."""
    kept = tuple(origin for origin in clause.origins if origin.how is Became.KEPT)
    return replace(clause, origins=kept, alternatives=(), why="")


def _together(found: Sequence[tuple[str, tuple[Clause, ...]]]) -> Iterator[Clause]:
    """The same clauses for several measures as one each, which knows for which measure each origin and alternative speaks."""
    measures = tuple(measure for measure, _ in found)
    for at, clause in enumerate(found[0][1]):
        origins: dict[Origin, set[str]] = {}
        others: dict[Alternative, set[str]] = {}
        for measure, clauses in found:
            for origin in clauses[at].origins:
                origins.setdefault(origin, set()).add(measure)
            for other in clauses[at].alternatives:
                others.setdefault(other, set()).add(measure)
        yield replace(
            clause,
            measures=measures,
            origins=tuple(replace(origin, measures=frozenset(served)) for origin, served in origins.items()),
            alternatives=tuple(replace(other, measures=frozenset(served)) for other, served in others.items()),
        )


def _distinct(norms: Sequence[Norm], topic: Topic) -> list[Clause]:
    """One clause for norms that say the same, with the origins of all."""
    found: dict[object, Clause] = {}
    for norm in norms:
        clause = _clause(norm, topic)
        said = clause.kind, clause.when, clause.value, clause.forms
        known = found.get(said)
        found[said] = replace(known, origins=(*known.origins, _origin(norm, Became.MERGED))) if known else clause
    return _widest(list(found.values()))


def _widest(clauses: list[Clause]) -> list[Clause]:
    """Without the grounds of refusal that a wider one of the same kind and form holds already; it takes over their origins."""
    kept: list[Clause] = []
    refusing = {Kind.MUST_REFUSE, Kind.MAY_REFUSE}
    for clause in sorted(clauses, key=lambda item: -len(item.when.of) if item.when.op is Op.ANY else 0):
        space = [other for other in kept if (other.kind, other.forms) == (clause.kind, clause.forms) and clause.kind in refusing]
        wider = next((other for other in space if Space((clause.when, other.when)).implies(clause.when, other.when)), None)
        if wider is None:
            kept.append(clause)
            continue
        taken = tuple(replace(origin, how=Became.MERGED) for origin in clause.origins)
        kept[kept.index(wider)] = replace(wider, origins=wider.origins + taken)
    return kept


def _scope(norms: Sequence[Norm]) -> Clause:
    """The measure is open wherever any source opens it."""
    when = joined(Op.ANY, tuple(norm.rule.when for norm in norms))
    ordered = sorted(norms, key=lambda norm: norm.rule.when != when)
    clause = _clause(ordered[0], (Kind.BASIS.value,))
    return replace(
        clause,
        when=when,
        origins=clause.origins + tuple(_origin(norm, Became.MERGED) for norm in ordered[1:]),
        why=SCOPE,
        forms=frozenset(),
    )


def merged(norms: Sequence[Norm]) -> Clause:
    """One clause for norms that say nearly the same in words."""
    clause = _clause(norms[0], topic=("rule", norms[0].rule.kind.value))
    why = "the sources say the same" if len(norms) > 1 else "one source speaks of it"
    return replace(clause, origins=clause.origins + tuple(_origin(norm, Became.MERGED) for norm in norms[1:]), why=why)


def _clause(norm: Norm, topic: Topic) -> Clause:
    rule = norm.rule
    return Clause(
        kind=rule.kind,
        topic="/".join(part for part in topic if part),
        when=rule.when,
        ground=rule.ground,
        value=rule.value,
        forms=rule.forms,
        side=rule.as_,
        binds_all=norm.binds_all and not norm.instrument.national,
        appreciation=rule.appreciation,
        fact=rule.fact,
        to=rule.to,
        says=rule.says,
        origins=(_origin(norm, Became.KEPT),),
        confidence=rule.confidence.step_lower.value if rule.confidence.value == "high" else rule.confidence.value,
    )


def _origin(norm: Norm, how: Became) -> Origin:
    return Origin(norm.instrument.id, norm.rule.article, norm.rule.id, how)


def _aside(norm: Norm, why: str) -> Alternative:
    rule = norm.rule
    return Alternative(norm.instrument.id, rule.article, rule.id, rule.kind, rule.says.en, why)


def _name(norm: Norm) -> str:
    return f"{norm.instrument.id} {norm.rule.article}"


def _why_not(choice: Choice) -> str:
    return f"{choice.taken.instrument.id} was taken: {choice.why}"
