# SPDX-License-Identifier: EUPL-1.2
"""The reform lab: comparisons. What runs longer is a job of the web pages."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Router

from comity.lab.compare.comparison import plain
from comity.web.api.access import Bearer, Limit
from comity.web.api.bodies import MAX_QUERY, json_body
from comity.web.api.models import Scope
from comity.web.api.paging import day_named
from comity.web.api.plain import json_response
from comity.web.api.schemas import CompareAsked
from comity.web.knowledge import adviser
from comity.web.lab.comparing import compared

lab = Router(tags=["lab"], auth=Bearer(Scope.LAB))


@lab.post("/compare", operation_id="compare", throttle=Limit(10))
def compare(request: HttpRequest) -> HttpResponse:
    """Treaties or states side by side: what is the same, what differs, what stands in one alone (`comity.comparison/1`)."""
    asked = CompareAsked.model_validate(json_body(request, MAX_QUERY))
    corpus = adviser().corpus
    day = day_named(asked.on) if asked.on else date.fromisoformat(corpus.as_of)
    return json_response(plain(compared(corpus, asked.sides, asked.of, day, asked.topics)))
