# SPDX-License-Identifier: EUPL-1.2
"""The life of a job: one table of state, event and next state. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Event(StrEnum):
    """What happens to a job."""

    BEGIN = "begin"
    FINISH = "finish"
    FAIL = "fail"
    CANCEL = "cancel"


TABLE: Mapping[tuple[State, Event], State] = MappingProxyType(
    {
        (State.WAITING, Event.BEGIN): State.RUNNING,
        (State.WAITING, Event.FAIL): State.FAILED,
        (State.WAITING, Event.CANCEL): State.CANCELLED,
        (State.RUNNING, Event.FINISH): State.DONE,
        (State.RUNNING, Event.FAIL): State.FAILED,
        (State.RUNNING, Event.CANCEL): State.CANCELLED,
    }
)
"""What is not in the table cannot happen: a job that ended stays as it ended."""

OPEN = frozenset(state for state, _event in TABLE)
"""The states from which something can still happen."""


def follows(state: State, event: Event) -> State | None:
    """The state after an event; None where it cannot happen in this state."""
    return TABLE.get((state, event))
