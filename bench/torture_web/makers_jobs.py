# SPDX-License-Identifier: EUPL-1.2
"""Jobs of the lab that are done, one that a unit sees and one that is its author's alone, with marks in what was asked and found."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from click import Command
from click.testing import CliRunner
from django.db.models import Model
from django.test import override_settings
from django.utils import timezone

from bench.torture_web.questions import ACT, REFORM
from bench.torture_web.sides import Alone, Side, maker
from comity.cli.codify_command import codify
from comity.cli.simulate_command import simulate
from comity.web.accounts.models import User
from comity.web.jobs.acts import StartJob, Wanted
from comity.web.jobs.kinds import RESULT, kind_of
from comity.web.jobs.lifecycle import State
from comity.web.jobs.models import Job, JobFile
from comity.web.knowledge import adviser
from comity.web.lab.questions import FORMS

WAITING = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
"""A queue of which nobody takes anything: jobs wait."""
COMMANDS: Mapping[str, Command] = {"codify": codify, "simulate": simulate}


@cache
def _found(kind: str, arguments: tuple[str, ...]) -> Mapping[str, bytes]:
    """What the command of a job leaves, made once for all sides."""
    with TemporaryDirectory() as folder:
        done = CliRunner().invoke(COMMANDS[kind], ["--json", "-o", folder, *arguments], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return {**{place.name: place.read_bytes() for place in Path(folder).iterdir()}, RESULT: done.stdout.encode()}


def _done(who: User, kind: str, asked: Mapping[str, Any], more: Mapping[str, Any]) -> Job:
    """A job as it is when it was asked for and is done; its question is said with marks besides."""
    form = FORMS[kind](asked)
    assert form.is_valid(), form.errors
    with override_settings(TASKS=WAITING):
        job = StartJob(who, Wanted(kind_of(kind), form.question(), form.arguments(), adviser().corpus.version)).run()
    job.state, job.began, job.ended = State.DONE.value, timezone.now(), timezone.now()
    job.question |= more
    job.save()
    return job


def _kept(job: Job, text: str) -> JobFile:
    """Its files; ``text`` is a heading of the act, or a treaty that is joined."""
    found = dict(_found(job.kind, tuple(job.arguments)))
    data = msgspec.json.decode(found.pop(RESULT))
    if job.kind == "codify":
        data["parts"][0]["chapters"][0]["articles"][0]["heading"] = text
    else:
        data["reforms"][0]["instrument"] = text
    for name, content in found.items():
        JobFile.of(job, name, content)
    return JobFile.of(job, RESULT, msgspec.json.encode(data))


@maker(Job)
def _job(side: Side) -> Model:
    who, text, hidden = side.one(User), side.mark(Job), side.mark(Alone)
    alone = _done(who, "simulate", REFORM, {"ratify": [*REFORM["ratify"], hidden]})
    Job.objects.filter(pk=alone.pk).update(unit=None)
    alone.refresh_from_db()
    _kept(alone, hidden)
    side.further[Job] = (alone, Alone)
    job = _done(who, "codify", ACT, {"instruments": [*ACT["instruments"], text]})
    for made, kind in ((alone, Alone), (job, Job)):
        side.hidden(kind, f"/jobs/{made.pk}/")  # whoever asks the same is not led there
    return job


@maker(JobFile)
def _file(side: Side) -> Model:
    return _kept(side.one(Job), side.mark(JobFile))
