# SPDX-License-Identifier: EUPL-1.2
"""The rules of an instrument and its protocols between two sides, with what statements and protocols did to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from comity.engine.compiler import ALWAYS, Compiler
from comity.engine.made import Made, statements_of, strikers_of, unfallen, within
from comity.engine.plans import Rule
from comity.engine.surroundings import Surroundings
from comity.model.law import Instrument, Kind, Provision, Side, Statement, StatementKind
from comity.model.said import Said, remark, said
from comity.model.truth import Truth

_REFUSALS = (Kind.MUST_REFUSE, Kind.MAY_REFUSE)


class RuleBook:
    """The rules of one treaty and its protocols (``owners``) for one measure."""

    def __init__(self, compiler: Compiler, owners: Sequence[Instrument], measure: str, surroundings: Surroundings) -> None:
        self.compiler = compiler
        self.owners = owners
        self.measure = measure
        self.gap = surroundings.gap
        self.helps = surroundings.helps
        self.strikers = strikers_of(owners)
        self.made = list(statements_of(compiler, owners))

    def rules(self) -> tuple[Rule, ...]:
        """Every rule that serves the measure, in the order of the instruments."""
        found: list[Rule] = []
        for owner in self.owners:
            serving = (rule for rule in owner.provisions if rule.kind is not Kind.DEEMS and self.serves(rule, owner))
            found.extend(self._rule(owner, rule) for rule in serving)
            found.extend(self._added(owner))
            found.extend(self._mirrored(owner))
        return tuple(found)

    def deeming(self, fact: str, owner: Instrument) -> Iterable[Rule]:
        """The rules of one of the instruments, or added by statements to it, that settle a fact."""
        for provision in owner.provisions:
            if provision.kind is Kind.DEEMS and provision.fact == fact and self.serves(provision, owner):
                yield self._rule(owner, provision)
        for made in self.made:
            added = made.effect.add
            if added is not None and added.kind is Kind.DEEMS and added.fact == fact:
                yield from self._add(owner, made)

    def serves(self, provision: Provision, owner: Instrument) -> bool:
        """Whether a provision speaks of the measure; without measures it serves whatever its treaty is a basis for."""
        if provision.measures:
            return self.measure in provision.measures
        family = self.owners if owner.parent else (owner,)
        bases = [other for member in family for other in member.provisions if other.kind is Kind.BASIS]
        return not bases or any(self.measure in other.measures for other in bases)

    # -- what stands of a rule

    def _standing(self, owner: Instrument, provision: Provision) -> list[int]:
        """That no protocol in force between the two struck the rule."""
        builder = self.compiler.builder
        return [
            builder.no(builder.all([self.compiler.force(striker), *self._kept(striker, rule)]))
            for striker, rule in self.strikers.get(f"{owner.id}:{provision.id}", [])
        ]

    def _kept(self, owner: Instrument, provision: Provision) -> list[int]:
        """That the requested side did not exclude the rule by a statement."""
        builder = self.compiler.builder
        return [
            builder.no(made.node)
            for made in self.made
            if made.instrument is owner and made.direct and provision.id in (*made.effect.exclude, *made.effect.instead_of)
        ]

    # -- rules of the text

    def _rule(self, owner: Instrument, provision: Provision) -> Rule:
        compiler, builder = self.compiler, self.compiler.builder
        applies = [*self._standing(owner, provision), *self._kept(owner, provision), *self._limits(owner, provision)]
        if provision.optional_by_statement:
            applies.append(self._chosen(owner, provision))
        holds = self._replaced(owner, provision)
        rule = self._finish(owner, provision, builder.all(applies) if applies else compiler.known(Truth.YES, ALWAYS), holds)
        return replace(rule, readings=self._readings(owner, provision))

    def _limits(self, owner: Instrument, provision: Provision) -> Iterable[int]:
        """What limits any rule: that its protocol is in force, that there is a gap to fill, that it was law that day."""
        if owner.parent:
            yield self.compiler.force(owner)
        if provision.gap:
            yield self.gap
        if provision.since or provision.until:
            yield self.compiler.span(provision.since, provision.until)

    def _readings(self, owner: Instrument, provision: Provision) -> tuple[Statement, ...]:
        """How the courts of the requested side read the rule."""
        read = (m.statement for m in self.made if m.instrument is owner and m.effect.replace == provision.id and m.direct)
        return tuple(statement for statement in read if statement.kind is StatementKind.READING)

    def _finish(self, owner: Instrument, provision: Provision, applies: int, holds: int) -> Rule:
        builder = self.compiler.builder
        holds = self._unseen(owner, provision, holds)
        label = said("{instrument} {article}: {says}", instrument=owner.id, article=provision.article, says=provision.says)
        works = builder.all([applies, holds], label)
        within = works
        if provision.fallback is not None:
            works = builder.all([works, self.helps(owner, provision.fallback)], label)
        return Rule(owner, provision, provision.kind, provision.article, self.compiler.sides[Side.REQUESTED], applies, holds, works, within)

    def _chosen(self, owner: Instrument, provision: Provision) -> int:
        """That one of the two chose the rule: the requested side for itself, or the requesting side, which may be held to it."""
        ground = provision.kind in _REFUSALS
        nodes = [
            made.node
            for made in self.made
            if made.instrument is owner and provision.id in made.effect.choose and (made.direct or (ground and made.against_maker))
        ]
        return self.compiler.builder.any(nodes) if nodes else self.compiler.known(Truth.NO, said("not chosen by a statement"))

    def _replaced(self, owner: Instrument, provision: Provision) -> int:
        builder = self.compiler.builder
        node = self.compiler.condition(provision.when, owner)
        readings: list[tuple[Made, int]] = []
        for made in self.made:
            if made.instrument is owner and made.effect.replace == provision.id and made.direct:
                new = self.compiler.condition(made.effect.when, owner)
                if made.statement.kind is StatementKind.READING:
                    readings.append((made, new))
                else:
                    stays = builder.all([builder.no(made.node), node])
                    node = builder.any([builder.all([made.node, new]), stays, builder.all([new, node])])
        why = said(
            "how the courts of {code} read {instrument} {article}",
            code=self.compiler.sides[Side.REQUESTED],
            instrument=owner.id,
            article=provision.article,
        )
        return self._as_courts_read(readings, node, why)

    def _as_courts_read(self, readings: list[tuple[Made, int]], text: int, why: Said) -> int:
        """The rule as the courts read it: unknown wherever readings in effect differ; where courts are divided the text is one of them."""
        if not readings:
            return text
        builder = self.compiler.builder
        heard = [(made.node, new) for made, new in readings]
        heard += [(made.node, text) for made, _ in readings if made.statement.divided]
        differ = self.compiler.known(Truth.UNKNOWN, why)
        all_hold = builder.all(builder.any([builder.no(active), holds]) for active, holds in heard)
        none_holds = builder.all(builder.any([builder.no(active), builder.no(holds)]) for active, holds in heard)
        read = builder.first(builder.any([all_hold, differ]), builder.all([builder.no(none_holds), differ]))
        spoken = builder.any(active for active, _ in heard)
        either_way = builder.all([text, *(holds for _, holds in heard)])
        return builder.any([builder.all([spoken, read]), builder.all([builder.no(spoken), text]), either_way])

    def _unseen(self, owner: Instrument, provision: Provision, node: int) -> int:
        """A statement whose text was not seen leaves the answer at its article open."""
        compiler, builder = self.compiler, self.compiler.builder
        for statement in owner.statements:
            if not statement.unseen or not any(within(provision.article, article) for article in statement.to):
                continue
            sides = (Side.REQUESTING, Side.REQUESTED) if statement.as_ is Side.BOTH else (statement.as_,)
            for stood in (compiler.stands(statement, side) for side in sides):
                if stood is not None:
                    why = said(
                        "text of {code}'s {kind} to {instrument} {article}",
                        code=statement.by,
                        kind=remark(statement.kind.value),
                        instrument=owner.id,
                        article=provision.article,
                    )
                    made = [compiler.statement(owner, statement), *unfallen(compiler, owner, statement, self.strikers)]
                    veil = builder.all([stood, *made, compiler.known(Truth.UNKNOWN, why)])
                    positive = provision.kind in (Kind.REQUIRE, Kind.BASIS, Kind.DEEMS)
                    node = builder.all([node, builder.no(veil)]) if positive else builder.any([node, veil])
        return node

    # -- rules that statements add, or turn against their makers

    def _added(self, owner: Instrument) -> Iterable[Rule]:
        for made in self.made:
            if made.effect.add is not None and made.effect.add.kind is not Kind.DEEMS:
                yield from self._add(owner, made)

    def _add(self, owner: Instrument, made: Made) -> Iterable[Rule]:
        """The rule that a statement of its maker, in the role for which it was made, adds to an instrument."""
        added = made.effect.add
        if added is None or made.instrument is not owner or not made.direct or not self.serves(added, owner):
            return
        if added.as_ is Side.REQUESTING and made.maker is Side.REQUESTED:
            return
        limits = self._limits(owner, added)
        applies = self.compiler.builder.all([made.node, *limits, *self._article_stands(owner, made.statement)])
        rule = self._finish(owner, added, applies, self.compiler.condition(added.when, owner))
        yield replace(rule, statement=made.statement, by=made.statement.by)

    def _article_stands(self, owner: Instrument, statement: Statement) -> list[int]:
        """A statement to an article that a protocol struck falls with it."""
        builder = self.compiler.builder
        spoken = [rule for rule in owner.provisions if any(within(rule.article, article) for article in statement.to)]
        standing = [self._standing(owner, rule) for rule in spoken]
        if not spoken or not all(standing):
            return []
        return [builder.any([builder.all(nodes) for nodes in standing])]

    def _mirrored(self, owner: Instrument) -> Iterable[Rule]:
        """What the requested side may hold against a requesting side that made a statement."""
        for made in self.made:
            if made.instrument is not owner or not made.against_maker:
                continue
            for provision, refuses in self._turned(made, owner):
                if not self.serves(provision, owner):
                    continue
                article = made.statement.reciprocity_article or provision.article
                limits = self._limits(owner, provision)
                applies = self.compiler.builder.all([made.node, *limits, *self._article_stands(owner, made.statement)])
                turned = replace(provision, id=f"{made.statement.id}/against", kind=Kind.MAY_REFUSE, article=article)
                rule = self._finish(owner, turned, applies, refuses)
                yield replace(rule, statement=made.statement, mirrored=True)

    def _turned(self, made: Made, owner: Instrument) -> Iterable[tuple[Provision, int]]:
        compiler, builder = self.compiler, self.compiler.builder
        added = made.effect.add
        if added is not None and added.kind in (*_REFUSALS, Kind.REQUIRE):
            node = compiler.condition(added.when, owner)
            yield added, builder.no(node) if added.kind is Kind.REQUIRE else node
        rules = {rule.id: rule for rule in owner.provisions}
        if made.effect.replace:
            target = rules[made.effect.replace]
            node = compiler.condition(made.effect.when, owner)
            if target.kind in (*_REFUSALS, Kind.REQUIRE):
                yield target, builder.no(node) if target.kind is Kind.REQUIRE else node
        for name in made.effect.exclude:
            target = rules[name]
            if target.kind not in _REFUSALS:
                yield replace(target, ground="reservation"), compiler.condition(target.when, owner)
