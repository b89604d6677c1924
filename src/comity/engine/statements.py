# SPDX-License-Identifier: EUPL-1.2
"""Which statements count on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from comity.engine.force import Timeline, may_have_lapsed
from comity.model.law import Statement, StatementKind
from comity.model.truth import Truth

_CURRENT_ONLY = frozenset({StatementKind.NOTIFICATION, StatementKind.AUTHORITY, StatementKind.LANGUAGE})


@dataclass(frozen=True, slots=True)
class InEffect:
    """A statement together with its maker's status under the treaty."""

    statement: Statement
    maker: Timeline
    current_from: date

    @property
    def day_unknown(self) -> bool:
        """Whether the statement has no day of its own."""
        return not self.statement.since.known

    def on(self, day: date) -> Truth:
        """Whether the statement is in effect.

        A reservation or declaration without a day counts from its maker's own entry into force; a notification without one counts
        as current only; one that ends with an event nobody recorded is unknown, unless it is merely to be checked for withdrawal.
        """
        statement = self.statement
        over = statement.until.reached(day) if statement.until is not None else Truth.NO
        lapsing = may_have_lapsed(statement, day) and (not statement.check or any(effect.exclude_all for effect in statement.effects))
        return min(self._made(day), over.opposite, Truth.UNKNOWN if lapsing else Truth.YES)

    def _made(self, day: date) -> Truth:
        if self.statement.since.known:
            return self.statement.since.reached(day)
        if self.statement.kind in _CURRENT_ONLY:
            return Truth.YES if day >= self.current_from else Truth.UNKNOWN
        force = self.maker.on(day).truth
        return Truth.YES if force is Truth.UNKNOWN else force
