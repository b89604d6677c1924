# SPDX-License-Identifier: EUPL-1.2
"""A map that was made once, and given to whoever asks for it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from comity.cli.map_command import map_
from comity.web.accounts.models import User
from comity.web.jobs.kinds import RESULT
from comity.web.jobs.lifecycle import State
from comity.web.jobs.models import Job, JobFile

QUESTION = {"measure": "extradition", "state": "AZ", "region": "europe", "on": "2026-01-01", "since": 1985, "stalled_years": 5}


def arguments(question: Mapping[str, object]) -> list[str]:
    """The question as the command has it."""
    return [f"--{name.replace('_', '-')}={value}" for name, value in question.items()]


@cache
def files(*given: str) -> Mapping[str, bytes]:
    """What the command leaves for some arguments, made once for a whole run of tests."""
    with TemporaryDirectory() as folder:
        done = CliRunner().invoke(map_, [*given, "--json", "-o", folder], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        kept = {name: (Path(folder) / name).read_bytes() for name in os.listdir(folder) if name.endswith(("json", "csv"))}
    return {**kept, RESULT: done.stdout.encode()}


def made_map(who: User, **other: object) -> Job:
    """A map that was asked for by somebody and is done."""
    question = {name: value for name, value in {**QUESTION, **other}.items() if value != ""}
    units = sorted(who.units())
    job = Job.objects.create(
        who=who, unit_id=units[0] if units else None, kind="map", question=question, arguments=arguments(question), state=State.DONE.value
    )
    for name, content in files(*arguments(question)).items():
        JobFile.of(job, name, content)
    return job
