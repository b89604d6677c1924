# SPDX-License-Identifier: EUPL-1.2
"""What can be done as a job. Each app names its own kinds when it is ready; deny by default: what is not named here cannot run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise

from comity.web.jobs.models import Job

RESULT: Final = "result.json"
"""What a job of the command line wrote on standard output."""


Query = Mapping[str, str]


def _nothing(job: Job, query: Query) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job: its words, the module that is run, the words that open its command line, how its results are shown.

    ``template`` is included in the page of a job that is done, with what ``present`` makes of it and of the query of the address;
    ``asked_at`` names the route of its form;
    ``secrets`` gives the process the settings of this installation, without which it knows neither database nor keys;
    ``private`` keeps the job from the colleagues of its author.
    """

    name: str
    words: str | Promise
    module: str
    opening: tuple[str, ...]
    template: str
    asked_at: str
    present: Callable[[Job, Query], Mapping[str, Any]] = _nothing
    title: Callable[[Job], str] = str
    secrets: bool = False
    private: bool = False


_KINDS: dict[str, Kind] = {}


def name_kind(kind: Kind) -> None:
    """Make a kind known; a name can be taken once."""
    if _KINDS.setdefault(kind.name, kind) != kind:
        raise ValueError(f"two kinds of job are named {kind.name}")


def kind_of(name: str) -> Kind:
    """The kind of that name; KeyError for anything else."""
    return _KINDS[name]


def kind_shown(name: str) -> Kind:
    """The kind of that name as pages show it; one that only an earlier version knew has its bare name."""
    return _KINDS.get(name) or Kind(name, name, "", (), "jobs/gone.html", "jobs:list")
