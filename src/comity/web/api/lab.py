# SPDX-License-Identifier: EUPL-1.2
"""The reform lab: comparisons. What runs longer is a job of the web pages."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Router

from comity.corpus.corpus import Corpus
from comity.lab.compare.columns import Column, of_instrument, of_states
from comity.lab.compare.comparison import compare as set_side_by_side
from comity.lab.compare.comparison import plain
from comity.lab.compare.topics import Topic
from comity.model.errors import WrongInput
from comity.web.api.access import Bearer, Limit
from comity.web.api.bodies import MAX_QUERY, json_body
from comity.web.api.models import Scope
from comity.web.api.paging import day_named
from comity.web.api.plain import json_response
from comity.web.api.schemas import CompareAsked
from comity.web.knowledge import adviser

lab = Router(tags=["lab"], auth=Bearer(Scope.LAB))


@lab.post("/compare", operation_id="compare", throttle=Limit(10))
def compare(request: HttpRequest) -> HttpResponse:
    """Treaties or states side by side: what is the same, what differs, what stands in one alone (`comity.comparison/1`)."""
    asked = CompareAsked.model_validate(json_body(request, MAX_QUERY))
    corpus = adviser().corpus
    day = day_named(asked.on) if asked.on else date.fromisoformat(corpus.as_of)
    columns = _columns(corpus, tuple(dict.fromkeys(asked.sides)), asked.of, day)
    return json_response(plain(set_side_by_side(corpus, columns, day.isoformat(), _topics(asked.topics))))


def _columns(corpus: Corpus, names: tuple[str, ...], of: str, day: date) -> tuple[Column, ...]:
    if len(names) < 2:
        raise WrongInput("a comparison needs two different sides", where="sides", do="name two instruments or states")
    known: object = corpus.by_code if of == "states" else corpus.by_id
    for name in names:
        if name not in known:  # type: ignore[operator]  # a mapping, by the line above
            raise WrongInput(f"unknown side {name!r}", where="sides", do=f"take them from the {of} that /law lists")
    return of_states(corpus, names, day) if of == "states" else tuple(of_instrument(corpus, corpus.by_id[name], day) for name in names)


def _topics(names: list[str]) -> tuple[Topic, ...]:
    known = {topic.value: topic for topic in Topic}
    for name in names:
        if name.replace("-", " ") not in known:
            raise WrongInput(f"unknown topic {name!r}", where="topics", do=f"use one of {', '.join(known)}")
    wanted = {name.replace("-", " ") for name in names}
    return tuple(topic for topic in Topic if not wanted or topic.value in wanted)
