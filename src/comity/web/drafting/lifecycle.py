# SPDX-License-Identifier: EUPL-1.2
"""The life of a draft: one table of state, event and next state; what each event asks of a person stands beside it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """Where a draft is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """What happens to a draft."""

    EDIT = "edit"
    HAND_OVER = "hand-over"
    SHARE = "share"
    COMMENT = "comment"
    SUBMIT = "submit"
    TAKE_BACK = "take-back"
    APPROVE = "approve"
    RETURN = "return"
    WITHDRAW = "withdraw"


TABLE: Mapping[tuple[State, Event], State] = MappingProxyType(
    {
        (State.DRAFT, Event.EDIT): State.DRAFT,
        (State.DRAFT, Event.HAND_OVER): State.DRAFT,
        (State.DRAFT, Event.SHARE): State.DRAFT,
        (State.DRAFT, Event.COMMENT): State.DRAFT,
        (State.DRAFT, Event.SUBMIT): State.SUBMITTED,
        (State.DRAFT, Event.WITHDRAW): State.WITHDRAWN,
        (State.SUBMITTED, Event.COMMENT): State.SUBMITTED,
        (State.SUBMITTED, Event.TAKE_BACK): State.DRAFT,
        (State.SUBMITTED, Event.APPROVE): State.APPROVED,
        (State.SUBMITTED, Event.RETURN): State.RETURNED,
        (State.SUBMITTED, Event.WITHDRAW): State.WITHDRAWN,
        (State.RETURNED, Event.EDIT): State.RETURNED,
        (State.RETURNED, Event.HAND_OVER): State.RETURNED,
        (State.RETURNED, Event.SHARE): State.RETURNED,
        (State.RETURNED, Event.COMMENT): State.RETURNED,
        (State.RETURNED, Event.SUBMIT): State.SUBMITTED,
        (State.RETURNED, Event.WITHDRAW): State.WITHDRAWN,
    }
)
"""What is not in the table cannot happen: an approved draft is locked, a withdrawn one stays as it was."""

ENTERING = frozenset({Event.EDIT, Event.HAND_OVER, Event.COMMENT})
"""What can be done with the draft in which a received request is entered: it is never sent."""

REASONED = frozenset({Event.RETURN, Event.WITHDRAW})
"""What is done only with a reason."""


def follows(state: State, event: Event) -> State | None:
    """The state after an event; None where it cannot happen in this state."""
    return TABLE.get((state, event))


def possible(state: State) -> frozenset[Event]:
    """What can happen to a draft in a state."""
    return frozenset(event for before, event in TABLE if before is state)
