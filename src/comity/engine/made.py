# SPDX-License-Identifier: EUPL-1.2
"""The statements that the two sides made to a treaty and its protocols, and what each does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comity.engine.compiler import Compiler
from comity.model.law import Effect, Instrument, Provision, Reciprocity, Side, Statement

Striker = tuple[Instrument, Provision]


@dataclass(frozen=True, slots=True)
class Made:
    """One effect of a statement made by one of the two sides; ``node`` says that the statement is in effect between them."""

    instrument: Instrument
    statement: Statement
    effect: Effect
    node: int
    maker: Side

    @property
    def direct(self) -> bool:
        """Whether the maker stands in the role for which it made the statement."""
        return self.statement.as_ in (self.maker, Side.BOTH)

    @property
    def against_maker(self) -> bool:
        """Whether the requested side may turn the statement against its maker, who asks."""
        turned = self.maker is Side.REQUESTING and not self.direct
        return turned and self.statement.reciprocity is not Reciprocity.NONE


def strikers_of(owners: Sequence[Instrument]) -> dict[str, list[Striker]]:
    """The rules of protocols that strike or replace others, by what they strike."""
    found: dict[str, list[Striker]] = {}
    for owner in owners:
        for provision in owner.provisions:
            for target in (*provision.strikes, *provision.replaces):
                found.setdefault(target, []).append((owner, provision))
    return found


def statements_of(compiler: Compiler, owners: Sequence[Instrument]) -> Iterable[Made]:
    """Every effect of a statement that one of the two sides made, and that is addressed to the other."""
    strikers = strikers_of(owners)
    for owner in owners:
        for statement in owner.statements:
            effects = [effect for effect in statement.effects if not effect.exclude_all and not effect.say]
            for maker in (Side.REQUESTING, Side.REQUESTED) if effects else ():
                standing = compiler.stands(statement, maker)
                if standing is not None:
                    parts = [standing, compiler.statement(owner, statement), *unfallen(compiler, owner, statement, strikers)]
                    node = compiler.builder.all(parts)
                    yield from (Made(owner, statement, effect, node, maker) for effect in effects)


def unfallen(compiler: Compiler, owner: Instrument, statement: Statement, strikers: dict[str, list[Striker]]) -> Iterable[int]:
    """That no protocol in force between the two lets statements to that article fall, for each that could."""
    for target, striking in strikers.items():
        whose, _, article = target.partition(":statements/")
        if article and whose == owner.id and any(within(own, article) for own in statement.to):
            yield from (compiler.builder.no(compiler.force(striker)) for striker, _ in striking)


def within(article: str, wanted: str) -> bool:
    """Whether an article is another, or a part of it."""
    return article == wanted or article.startswith((f"{wanted}(", f"{wanted}."))
