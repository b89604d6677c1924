# SPDX-License-Identifier: EUPL-1.2
"""Reads bodies: their media type and size first, then their content."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

import msgspec
from django.http import HttpRequest, UnreadablePostError

from comity.model.errors import WrongInput
from comity.web.api.problems import ProblemError

JSON = "application/json"
LINES = "application/x-ndjson"
MAX_QUERY = 256_000
MAX_CASE = 2_000_000
MAX_QUESTION = 5_000_000
MAX_BATCH = 64_000_000


def json_body(request: HttpRequest, limit: int) -> object:
    """The plain values of a JSON body: 415, 413 and 400 where it is not one."""
    sized(request, limit, JSON)
    return decoded(request.body, "body")


def sized(request: HttpRequest, limit: int, *media_types: str) -> None:
    """Refuse what is of another media type or too large, before anything is read."""
    if request.content_type not in media_types:
        raise ProblemError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "the body is of another media type", where="Content-Type", do=f"send {media_types[0]}"
        )
    if int(request.META.get("CONTENT_LENGTH") or 0) > limit:
        raise ProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the body is larger than {limit} bytes", where="body")


def decoded(content: bytes, where: str) -> object:
    """JSON as plain values; 400 where it is none."""
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ProblemError(HTTPStatus.BAD_REQUEST, f"not JSON: {error}", where=where, do="send one JSON value", code="not-json") from error
    except RecursionError as error:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "nested too deeply", where=where, do="send a flatter value", code="not-json") from error


def numbered_lines(request: HttpRequest) -> Iterator[tuple[int, bytes | None]]:
    """Lines as they arrive, with their numbers; None for one that is too long. Ends where the other side breaks off."""
    number = 0
    try:
        while line := request.readline(MAX_QUERY):
            number += 1
            too_long = len(line) == MAX_QUERY and not line.endswith(b"\n")
            if too_long:
                _skip(request)
            yield number, None if too_long else line
    except UnreadablePostError:
        return


def _skip(request: HttpRequest) -> None:
    while (more := request.readline(MAX_QUERY)) and not more.endswith(b"\n"):
        pass


def line_decoded(line: bytes | None) -> object:
    """The plain values of a line of a batch; WrongInput as the command line says it."""
    if line is None:
        raise WrongInput(f"longer than {MAX_QUERY} bytes", where="line", do="write a shorter query", code="not-json")
    try:
        return msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WrongInput(f"not JSON: {error}", where="line", do="write one JSON object a line", code="not-json") from error
    except RecursionError as error:
        raise WrongInput("nested too deeply", where="line", do="write one flat JSON object a line", code="not-json") from error
