# SPDX-License-Identifier: EUPL-1.2
"""Ways to do each act on jobs: to begin one with a browser or a program, to cancel one, to remove one."""

from __future__ import annotations

from bench.torture_web.questions import REFORM, question
from bench.torture_web.town import Request, Town, way
from comity.web.jobs.lifecycle import State
from comity.web.jobs.models import Job

BEGUN_AT = {"/lab/simulate/": "lab:simulate", "/lab/codify/": "lab:codify", "/lab/contradictions/": "lab:contradictions"}


@way("job.start")
def _begin(town: Town) -> Request:
    if town.chance.random() < 0.3:
        return Request("/lab/jobs", body={"kind": "simulate", "question": REFORM}, method="POST", program=True)
    path = town.chance.choice(list(BEGUN_AT))
    anew = {"anew": "1"} if town.chance.random() < 0.7 else {}
    return Request(path, question(BEGUN_AT[path]) | anew)


@way("job.cancel")
def _cancel(town: Town) -> Request:
    return _on(town, "cancel", State.WAITING)


@way("job.remove")
def _remove(town: Town) -> Request:
    return _on(town, "remove", State.CANCELLED, State.DONE)


def _on(town: Town, name: str, *states: State) -> Request:
    job: Job = town.some(Job, state__in=[state.value for state in states])
    return Request(f"/jobs/{job.pk}/{name}/", {}, (f"={job.who_id}",))
