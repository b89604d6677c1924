# SPDX-License-Identifier: EUPL-1.2
"""Advice: one query, or many as lines. What is asked here is kept nowhere."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from itertools import chain

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from ninja import Router

from comity.advise.advise import Adviser
from comity.advise.data import answer_data
from comity.advise.reading import read_query
from comity.model.errors import ComityError, OurFault, WrongInput
from comity.web.api.access import Bearer, Limit
from comity.web.api.bodies import LINES, MAX_BATCH, MAX_QUERY, json_body, line_decoded, numbered_lines, sized
from comity.web.api.models import Scope
from comity.web.api.plain import json_response, today
from comity.web.api.problems import ProblemError, encoded
from comity.web.knowledge import adviser

advice = Router(tags=["advice"], auth=Bearer(Scope.ADVICE))
_log = logging.getLogger("comity.web.api")
Numbered = tuple[int, bytes | None]


@advice.post("", operation_id="advise", throttle=Limit())
def one(request: HttpRequest) -> HttpResponse:
    """Every legal basis between two sides for a measure, with reasons and articles: a query in, an answer (`comity.advice/1`) out.

    The answer is the one of `comity advise --json`. Every verdict, `barred` and `no-basis` too, is a result: the status is 200.
    """
    known = adviser()
    query = read_query(json_body(request, MAX_QUERY), known.corpus, today())
    return json_response(answer_data(known.answer(query)))


@advice.post("/batch", operation_id="adviseBatch", throttle=Limit(30))
def batch(request: HttpRequest) -> HttpResponseBase:
    """Many queries: one JSON query a line in, one JSON answer a line out, in the same order, as they come.

    As `comity advise --batch`: blank lines are skipped; a wrong line is answered in its place by
    `{"id", "line", "error": {"code", "what", "where", "do"}}`, the others are answered. The status is 200 as soon as there is one line.
    """
    sized(request, MAX_BATCH, LINES, "application/jsonl", "text/plain")
    lines = (item for item in numbered_lines(request) if item[1] is None or item[1].strip())
    first = next(lines, None)
    if first is None:
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "there is no query in it", where="body", do="write one JSON query a line")
    return StreamingHttpResponse(_answers(adviser(), chain([first], lines)), content_type=LINES)


def _answers(known: Adviser, lines: Iterable[Numbered]) -> Iterator[bytes]:
    for number, line in lines:
        yield encoded(_answered(known, number, line)) + b"\n"


def _answered(known: Adviser, number: int, line: bytes | None) -> object:
    raw: object = None
    try:
        raw = line_decoded(line)
        return answer_data(known.answer(read_query(raw, known.corpus, today())))
    except WrongInput as error:
        return _wrong(raw, number, error)
    except Exception as error:  # noqa: BLE001 - each line is a border: the others are answered
        _log.error("fault in line %s of a batch", number, exc_info=error)
        return _wrong(raw, number, OurFault(type(error).__name__, where="line", do="please report it with this line"))


def _wrong(raw: object, number: int, error: ComityError) -> object:
    identity = raw.get("id") if isinstance(raw, dict) else None
    return {
        "id": identity,
        "line": number,
        "error": {"code": error.code, "what": error.what, "where": error.where, "do": error.do},
    }
