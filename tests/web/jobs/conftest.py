# SPDX-License-Identifier: EUPL-1.2
"""Kinds of job of these tests alone: each runs a few lines of Python as a process of its own."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from comity.web.accounts.models import Membership, Role, Unit, User
from comity.web.audit.models import Entry
from comity.web.jobs import kinds, running
from comity.web.jobs.acts import StartJob, Wanted
from comity.web.jobs.kinds import Kind
from comity.web.jobs.models import Job

MakeKind = Callable[..., Kind]
Begin = Callable[..., Job]
ANSWER = "print('{}')"
"""The shortest program that gives an answer."""


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look after a job more often than in use."""
    monkeypatch.setattr(running, "BEAT", 0.05)


@pytest.fixture
def make_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeKind:
    """Makes a kind of job that runs a program."""
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")

    def make(program: str = ANSWER, name: str = "program", **options: Any) -> Kind:
        (tmp_path / f"job_{name}.py").write_text(textwrap.dedent(program), encoding="utf-8")
        kind = Kind(name, "A program", f"job_{name}", (), "jobs/gone.html", "jobs:list", **options)
        monkeypatch.setitem(kinds._KINDS, name, kind)
        return kind

    return make


@pytest.fixture
def person(db: None) -> Callable[..., User]:
    """Makes a user of a unit."""

    def make(name: str, unit: str = "Central authority", *roles: Role) -> User:
        made = User.objects.create_user(name)
        place, _ = Unit.objects.get_or_create(name=unit, defaults={"state": "XA"})
        for role in roles or (Role.OFFICER,):
            Membership.objects.create(user=made, unit=place, role=role, since=date(2020, 1, 1))
        return made

    return make


@pytest.fixture
def author(person: Callable[..., User]) -> User:
    """Who begins the jobs."""
    return person("author")


@pytest.fixture
def begin(author: User) -> Begin:
    """Begins a job of a kind and gives it back as it is then."""

    def begin(kind: Kind, *arguments: str, **options: Any) -> Job:
        job = StartJob(author, Wanted(kind, {}, arguments, "law", **options)).run()
        job.refresh_from_db()
        return job

    return begin


def browser_of(user: User) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    return client


def acts() -> list[str]:
    """The acts of the audit trail on jobs, in their order."""
    return list(Entry.objects.filter(act__startswith="job.").order_by("number").values_list("act", flat=True))
