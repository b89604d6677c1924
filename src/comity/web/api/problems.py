# SPDX-License-Identifier: EUPL-1.2
"""Errors as problem details (RFC 9457): what is wrong, where, and what to do; never a traceback."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

import msgspec
import pydantic
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.urls import reverse
from ninja import Field, NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from comity.model.errors import WrongInput
from comity.model.said import plain_words
from comity.web.actions import Refused

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger("comity.web.api")
CODES = {
    HTTPStatus.BAD_REQUEST: ("malformed", "send a body that can be read"),
    HTTPStatus.UNAUTHORIZED: ("no-token", "send a token that is valid: Authorization: Bearer ..."),
    HTTPStatus.FORBIDDEN: ("not-opened", "use a token with the scope that the operation names"),
    HTTPStatus.NOT_FOUND: ("not-found", "check the address and the id"),
    HTTPStatus.METHOD_NOT_ALLOWED: ("method", "use a method that the header Allow names"),
    HTTPStatus.CONFLICT: ("conflict", "read it again and repeat the change on what is there now"),
    HTTPStatus.PRECONDITION_FAILED: ("changed", "read it again and repeat the change on what is there now"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("too-large", "send less at once"),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: ("media-type", "send the media type that the operation names"),
    HTTPStatus.UNPROCESSABLE_ENTITY: ("wrong-input", "correct the input"),
    HTTPStatus.PRECONDITION_REQUIRED: ("no-version", "send the header If-Match with the version that you changed"),
    HTTPStatus.TOO_MANY_REQUESTS: ("too-many", "wait as long as the header Retry-After says"),
    HTTPStatus.INTERNAL_SERVER_ERROR: ("our-fault", "please report it; nothing was changed"),
}

MORE_CODES = (
    (HTTPStatus.BAD_REQUEST, "not-json", "send one JSON value"),
    (HTTPStatus.UNPROCESSABLE_ENTITY, "deficient", "complete the case, or ask for a marked draft with incomplete=true"),
)
"""Codes that are closer than their status."""


class Problem(Schema):
    """A problem (RFC 9457), with the members that every error of Comity has."""

    type: str = Field(description="Address of the documentation of this kind of problem")
    title: str
    status: int
    detail: str = Field(description="What is wrong")
    instance: str = Field(description="Path of the request")
    code: str = Field(description="Stable code, the same as on the command line")
    where: str = Field("", description="Which field, parameter or header")
    do: str = Field("", description="What to do")


class ProblemError(Exception):
    """An answer that is a problem."""

    def __init__(self, status: int, what: str, *, where: str = "", do: str = "", code: str = "", **more: Any) -> None:
        self.status, self.what, self.where, self.do, self.code, self.more = status, what, where, do, code, more
        super().__init__(what)


def problem(request: HttpRequest, error: ProblemError) -> HttpResponse:
    """The answer."""
    code, do = CODES.get(HTTPStatus(error.status), ("wrong-input", ""))
    body = {
        "type": f"{reverse('api:docs')}#problem-{error.code or code}",
        "title": HTTPStatus(error.status).phrase,
        "status": error.status,
        "detail": error.what,
        "instance": request.path,
        "code": error.code or code,
        "where": error.where,
        "do": error.do or do,
        **error.more,
    }
    response = HttpResponse(encoded(body), status=error.status, content_type=MEDIA_TYPE)
    if error.status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="comity"'
    if "retry_after" in error.more:
        response["Retry-After"] = str(error.more["retry_after"])
    return response


def encoded(value: object) -> bytes:
    """JSON in bytes; text that is no text (a lone half of a character) is shown as such, never a fault."""
    try:
        return msgspec.json.encode(value, enc_hook=plain_words)
    except UnicodeEncodeError:
        return msgspec.json.encode(_inert(value), enc_hook=plain_words)


def _inert(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {_inert(key): _inert(item) for key, item in value.items()}
    return [_inert(item) for item in value] if isinstance(value, list | tuple) else value


# -- from exceptions


def _wrong_input(error: WrongInput) -> ProblemError:
    return ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, error.what, where=error.where, do=error.do, code=error.code)


def _invalid(errors: list[Any]) -> ProblemError:
    first = errors[0] if errors else {"msg": "invalid", "loc": ()}
    listed = [{"where": _place(item["loc"]), "detail": item["msg"]} for item in errors[:50]]
    return ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, str(first["msg"]), where=_place(first["loc"]), errors=listed)


def _place(steps: Any) -> str:
    return ".".join(str(step) for step in steps)[:200] or "body"


def as_problem(error: Exception) -> ProblemError:
    """What an exception means to the caller; our own fault where it means nothing."""
    match error:
        case ProblemError():
            return error
        case WrongInput():
            return _wrong_input(error)
        case ValidationError():
            return _invalid(error.errors)
        case pydantic.ValidationError():
            return _invalid(error.errors(include_url=False, include_input=False, include_context=False))
        case Refused():
            return ProblemError(HTTPStatus.CONFLICT, str(error))
        case _:
            return _of_django(error)


def _of_django(error: Exception) -> ProblemError:
    match error:
        case Http404():
            return ProblemError(HTTPStatus.NOT_FOUND, "there is no such thing, or not for this token")
        case HttpError():
            return ProblemError(error.status_code, error.message)
        case RequestDataTooBig():
            return ProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the body is too large")
        case UnreadablePostError():
            return ProblemError(HTTPStatus.BAD_REQUEST, "the body broke off")
        case _:
            _log.error("fault in the programming interface", exc_info=error)
            return ProblemError(HTTPStatus.INTERNAL_SERVER_ERROR, "this is our own fault, not yours")


def answer_with_problems(api: NinjaAPI) -> None:
    """Every exception in an operation becomes a problem."""

    def handle(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        return problem(request, as_problem(error if isinstance(error, Exception) else error()))

    for kind in (Exception, Http404, HttpError, ValidationError):
        api.add_exception_handler(kind, handle)
