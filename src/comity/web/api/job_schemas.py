# SPDX-License-Identifier: EUPL-1.2
"""The shapes of jobs of the lab."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import AfterValidator, ConfigDict

from comity.web.api.schemas import Key, Page
from comity.web.jobs.lifecycle import State as JobState
from comity.web.lab.questions import FORMS


def _kind(name: str) -> str:
    if name not in FORMS:
        raise ValueError(f"use one of {', '.join(FORMS)}")
    return name


LabKind = Annotated[str, AfterValidator(_kind), Field(json_schema_extra={"enum": list(FORMS)})]


class JobAsked(Schema):
    """A question that is answered by a job."""

    model_config = ConfigDict(extra="forbid")

    kind: LabKind = Field(description="Which page of the lab answers it")
    question: dict[str, Any] = Field(description="The fields of that page; see the schemas of questions")
    anew: bool = Field(False, description="Compute it again although it was asked before on the same law")


class JobFilter(Schema):
    """Which jobs."""

    after: Key | None = Field(None, description="Id of the last item of the page before; take it from `next`")
    limit: int = Field(50, ge=1, le=200, description="Most items of a page")
    state: JobState | None = Field(None, description="Only those in this state")
    kind: LabKind | None = Field(None, description="Only of this kind")


class JobFileOut(Schema):
    """A file that a job made."""

    name: str
    size: int = Field(description="In bytes")


class JobOut(Schema):
    """A job: how far it is, how it ended."""

    id: int
    kind: str
    state: JobState
    question: dict[str, Any]
    asked: str
    began: str | None
    ended: str | None
    step: int | None = Field(description="Of `steps`, while it runs")
    steps: int | None
    doing: str = Field(description="What it does now")
    fault: str = Field(description="Why it failed and what to do, where it failed")
    files: list[JobFileOut]


class JobPage(Page):
    """A page of jobs."""

    items: list[JobOut]
