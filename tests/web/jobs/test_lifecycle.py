# SPDX-License-Identifier: EUPL-1.2
"""The life of a job is a table; what is not in it cannot happen."""

from __future__ import annotations

import itertools

import pytest

from comity.web.jobs.lifecycle import OPEN, TABLE, Event, State, follows
from comity.web.jobs.models import Job
from comity.web.jobs.running import end

ENDS = frozenset({State.DONE, State.FAILED, State.CANCELLED})


def test_a_job_waits_or_runs_or_has_ended() -> None:
    assert {State.WAITING, State.RUNNING} == OPEN
    assert frozenset(State) == OPEN | ENDS


@pytest.mark.parametrize(("state", "event"), list(itertools.product(State, Event)))
def test_only_what_the_table_says_happens(state: State, event: Event) -> None:
    job = Job(state=state.value)
    end(job, event, "why")
    after = TABLE.get((state, event))
    assert follows(state, event) is after
    assert job.status is (after or state)
    assert (job.ended is not None) is (after is not None)


def test_what_has_ended_stays_so() -> None:
    assert not [key for key in TABLE if key[0] in ENDS]
    assert {after for (state, _), after in TABLE.items() if state is State.RUNNING} == ENDS


def test_the_states_have_words() -> None:
    assert set(Job.States.values) == {state.value for state in State}
