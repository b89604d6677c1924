# SPDX-License-Identifier: EUPL-1.2
"""How far an interview has come: the values, and what was skipped, left unknown or chosen on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from comity.draft.case.read import Plain
from comity.draft.interview.places import Steps, lacking
from comity.draft.interview.slots import Slot


@dataclass(frozen=True, slots=True)
class Session:
    """One moment of an interview.

    ``values`` may hold a part that is not whole yet; ``sound`` are the last values that make a case, and the ones that are saved.
    ``closed`` are places and points that are not asked again, ``skipped`` those that come last, ``grown`` the lists of which it is still
    to be asked whether there is another item. ``fresh``: the case was begun here. ``before`` is the moment before the last answer.
    """

    values: Plain
    sound: Plain
    closed: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    chosen: Mapping[str, int] = field(default_factory=dict)
    grown: tuple[Steps, ...] = ()
    focus: str = ""
    further: bool = False
    fresh: bool = False
    wanted: Slot | None = None
    before: Session | None = None

    @property
    def unfinished(self) -> tuple[Steps, ...]:
        """What parts of the values must still have."""
        return lacking(self.values)

    def then(self, **changes: Any) -> Session:
        """The next moment, from which one can go back to this one."""
        return replace(self, before=self, **changes)

    def close(self, *keys: str) -> Session:
        """The next moment, in which these are not asked again."""
        return self.then(closed=self.closed | set(keys), skipped=self.skipped - set(keys), wanted=None)
