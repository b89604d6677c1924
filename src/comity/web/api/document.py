# SPDX-License-Identifier: EUPL-1.2
"""The OpenAPI document: the operations as ninja sees them, the published schemas, every error, an example of each body."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, get_args

import msgspec
from django.utils.translation import override

from comity.advise.reading import QUERY_KEYS
from comity.corpus.corpus import Corpus
from comity.draft.case.case import Case
from comity.model.answer import Answer
from comity.model.query import Query
from comity.web.api import job_schemas, schemas
from comity.web.api.bodies import JSON, LINES
from comity.web.api.interface import VERSION, interface
from comity.web.api.models import Scope
from comity.web.api.problems import CODES, MEDIA_TYPE, Problem
from comity.web.knowledge import adviser
from comity.web.lab.plain import schema_of
from comity.web.lab.questions import FORMS

PREFIX = f"/api/v{VERSION}/"
Data = dict[str, Any]
_REF = "#/components/schemas/"
_DESCRIPTION = """Advice, law, directory, checks, drafts, comparisons and questions to the reform lab of Comity.

Every call needs a token with the scope that the operation names: `Authorization: Bearer ...`. Errors are problem details (RFC 9457).
Lists are paged by key: follow `next`."""


@cache
def examples() -> Data:
    """The examples, which a test sends to the interface."""
    read: Data = json.loads(Path(__file__).with_name("examples.json").read_text(encoding="utf-8"))
    return read


@cache
def document() -> Data:
    """The whole document, as plain values."""
    with override("en"):
        built: Data = json.loads(json.dumps(interface.get_openapi_schema(path_prefix=PREFIX), default=str))
    built["info"] = {
        "title": "Comity",
        "version": VERSION,
        "description": _DESCRIPTION,
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    }
    built["servers"] = [{"url": "/"}]
    built["tags"] = [{"name": name} for name in ("advice", "law", "directory", "cases", "drafts", "lab")]
    built["components"]["schemas"] |= _components(adviser().corpus)
    built["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "description": "A token from /api/tokens/"}}
    for operation in operations(built):
        _complete(operation)
    return built


def operations(built: Data) -> Iterator[Data]:
    """Every operation."""
    for methods in built["paths"].values():
        yield from methods.values()


# -- schemas


def _components(corpus: Corpus) -> Data:
    _, found = msgspec.json.schema_components(
        [Answer, Case], schema_hook=lambda _: {"description": "Any value"}, ref_template=_REF + "{name}"
    )
    shapes = {name: _renamed(shape) for name, shape in found.items()}
    for model in (
        Problem,
        schemas.CheckOut,
        schemas.PackageOut,
        schemas.FileOut,
        schemas.CompareAsked,
        schemas.DraftIn,
        job_schemas.JobAsked,
    ):
        shape = model.model_json_schema(ref_template=_REF + "{model}", mode="validation")
        shapes |= shape.pop("$defs", {}) | {model.__name__: shape}
    questions = {f"{form.__name__.removesuffix('Form')}Question": schema_of(form) for form in FORMS.values()}
    asked = shapes["JobAsked"]["properties"]["question"]
    shapes["JobAsked"]["properties"]["question"] = {"description": asked["description"], "anyOf": [_ref(name) for name in questions]}
    return shapes | questions | {"Query": _query(corpus), "Comparison": {"type": "object", "description": "comity.comparison/1"}}


def _renamed(shape: Data) -> Data:
    """Names as they are on the wire: a trailing underscore of Python is none of them."""
    if "properties" not in shape:
        return shape
    required = {"required": [name.rstrip("_") for name in shape["required"]]} if "required" in shape else {}
    return {**shape, "properties": {name.rstrip("_"): value for name, value in shape["properties"].items()}, **required}


def _query(corpus: Corpus) -> Data:
    """The query, with the words that this body of law knows."""
    code = {"type": "string", "enum": sorted(corpus.by_code)}
    offence = {
        "type": "object",
        "properties": {
            "name": {"type": "string", "maxLength": 200},
            "iccs": {"type": "string", "pattern": "^[0-9]{1,8}$"},
            "on": {"type": "string", "format": "date"},
            "facts": {"type": "object"},
        },
        "additionalProperties": False,
    }
    shape: Data = {
        "id": {"type": "string", "maxLength": 200},
        "requesting": code,
        "requested": code,
        "measure": {"type": "string", "enum": sorted(corpus.measures)},
        "on": {"type": "string", "format": "date", "description": "Day on which the request is received (default: today)"},
        "offence": offence,
        "offences": {"type": "array", "items": offence, "minItems": 1},
        "purpose": {"enum": list(corpus.facts["purpose"].values)},
        "stage": {"enum": list(corpus.facts["stage"].values)},
        "person": _person(corpus, code),
        "pleas": {"type": "array", "items": {"type": "string", "enum": sorted(corpus.grounds)}},
        "facts": {"type": "object", "description": "By the names of /law/facts; absent or null is unknown"},
        "lang": {"type": "string", "enum": list(get_args(schemas.Language)), "default": "en"},
        "trace": {"type": "boolean", "default": False, "description": "With the tree of reasons"},
    }
    assert shape.keys() == QUERY_KEYS, "the schema and the reader of queries differ"  # noqa: S101 - a defect of this program
    return {
        "type": "object",
        "description": Query.__doc__ or "",
        "properties": shape,
        "required": ["requesting", "requested", "measure"],
        "additionalProperties": False,
    }


def _person(corpus: Corpus, code: Data) -> Data:
    roles = list(corpus.facts["person.role"].values)
    return {
        "type": "object",
        "properties": {"nationality": {"type": "array", "items": code}, "role": {"enum": roles} if roles else {"type": "string"}},
        "additionalProperties": False,
    }


def _ref(name: str) -> Data:
    return {"$ref": _REF + name}


# -- operations

_LINE = {"type": "string", "description": "One JSON value a line"}
_BODIES: dict[str, tuple[str, Data]] = {
    "advise": (JSON, _ref("Query")),
    "adviseBatch": (LINES, _LINE),
    "checkCase": (JSON, _ref("Case")),
    "draftCase": (JSON, _ref("Case")),
    "createDraft": (JSON, _ref("DraftIn")),
    "updateDraft": (JSON, _ref("DraftIn")),
    "compare": (JSON, _ref("CompareAsked")),
    "createJob": (JSON, _ref("JobAsked")),
}
_ANSWERS: dict[str, Data] = {
    "advise": {JSON: {"schema": _ref("Answer")}},
    "adviseBatch": {LINES: {"schema": _LINE}},
    "checkCase": {JSON: {"schema": _ref("CheckOut")}},
    "draftCase": {
        "application/zip": {"schema": {"type": "string", "format": "binary"}},
        JSON: {"schema": _ref("PackageOut")},
    },
    "compare": {JSON: {"schema": _ref("Comparison")}},
    "readJobFile": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
}
_SCOPES = {
    "advice": Scope.ADVICE,
    "law": Scope.LAW,
    "directory": Scope.DIRECTORY,
    "cases": Scope.CHECK,
    "lab": Scope.LAB,
}
_ALWAYS = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
)
_OF_BODIES = (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
_OF_UPDATES = (HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.PRECONDITION_FAILED, HTTPStatus.PRECONDITION_REQUIRED)
_MORE = {
    "createDraft": (HTTPStatus.CONFLICT,),
    "updateDraft": _OF_UPDATES,
    "createJob": (HTTPStatus.CONFLICT,),
    "cancelJob": (HTTPStatus.CONFLICT,),
}


def scope_of(operation: Data) -> Scope:
    """The scope that a token needs."""
    tag = operation["tags"][0]
    if tag == "drafts":
        return Scope.DRAFTS_WRITE if operation["operationId"] in ("createDraft", "updateDraft") else Scope.DRAFTS_READ
    return _SCOPES[tag]


def _complete(operation: Data) -> None:
    name = operation["operationId"]
    operation["security"] = [{"token": [scope_of(operation).value]}]
    operation["summary"], _, rest = (operation.get("description") or operation["summary"]).partition("\n\n")
    operation["description"] = " ".join(rest.split()) or operation["summary"]
    for parameter in operation.get("parameters", ()):
        _example_of(parameter, operation["tags"][0])
    if name in _BODIES:
        media_type, schema = _BODIES[name]
        content = {"schema": schema, "example": examples()["bodies"][name]}
        operation["requestBody"] = {"required": True, "content": {media_type: content}}
    if name in _ANSWERS:
        operation["responses"].setdefault("200", {"description": "OK"})["content"] = _ANSWERS[name]
    for status in _errors(operation, name):
        operation["responses"][str(status.value)] = _error(status)
    operation["responses"] = dict(sorted(operation["responses"].items()))


def _errors(operation: Data, name: str) -> Iterator[HTTPStatus]:
    yield from _ALWAYS
    yield from _MORE.get(name, ())
    if name in _BODIES:
        yield from _OF_BODIES
    if any(parameter["in"] == "path" for parameter in operation.get("parameters", ())):
        yield HTTPStatus.NOT_FOUND


def _error(status: HTTPStatus) -> Data:
    code = CODES[status][0]
    return {"description": f"{status.phrase} ({code})", "content": {MEDIA_TYPE: {"schema": _ref("Problem")}}}


def _example_of(parameter: Data, tag: str) -> None:
    known = examples()["parameters"] | examples()["of"].get(tag, {})
    if parameter["name"] in known:
        parameter["example"] = known[parameter["name"]]
