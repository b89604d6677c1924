# SPDX-License-Identifier: EUPL-1.2
"""The OpenAPI document in the form in which a page shows it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from comity.web.api.document import document, examples, scope_of
from comity.web.api.models import Scope
from comity.web.api.problems import CODES, MORE_CODES

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter."""

    name: str
    place: str
    type: str
    required: bool
    says: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A status that an operation may answer with."""

    status: str
    says: str
    shape: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    scope: Scope
    parameters: tuple[Parameter, ...]
    answers: tuple[Answered, ...]
    call: str


@dataclass(frozen=True, slots=True)
class Section:
    """The operations on one subject."""

    name: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem."""

    status: int
    code: str
    title: str
    do: str


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything that the page shows."""

    version: str
    sections: tuple[Section, ...]
    problems: tuple[Kind, ...]
    first: str


def guide(host: str) -> Guide:
    """The page's content, with calls to this host."""
    built = document()
    found: dict[str, list[Operation]] = {tag["name"]: [] for tag in built["tags"]}
    for path, methods in built["paths"].items():
        for method, operation in methods.items():
            found[operation["tags"][0]].append(_operation(host, method.upper(), path, operation))
    sections = tuple(Section(name, tuple(operations)) for name, operations in found.items() if operations)
    kinds = [(status, code, do) for status, (code, do) in CODES.items()] + list(MORE_CODES)
    problems = tuple(Kind(status.value, code, status.phrase, do) for status, code, do in sorted(kinds))
    return Guide(built["info"]["version"], sections, problems, _first(host))


def _first(host: str) -> str:
    path, operation = next((path, o) for path, o in _posts() if o["operationId"] == "advise")
    short = {"application/json": {"example": examples()["first"]}}
    return _call(host, "POST", path, {**operation, "requestBody": {"content": short}})


def _posts() -> Iterator[tuple[str, Data]]:
    return ((path, methods["post"]) for path, methods in document()["paths"].items() if "post" in methods)


def _unmarked(text: str) -> str:
    return text.replace("`", "")


def _operation(host: str, method: str, path: str, operation: Data) -> Operation:
    description = operation["description"]
    return Operation(
        id=operation["operationId"],
        method=method,
        path=path,
        summary=_unmarked(operation["summary"]),
        description="" if description == operation["summary"] else _unmarked(description),
        scope=scope_of(operation),
        parameters=tuple(_parameter(parameter) for parameter in operation.get("parameters", ())),
        answers=tuple(_answer(status, answer) for status, answer in operation["responses"].items()),
        call=_call(host, method, path, operation),
    )


def _parameter(parameter: Data) -> Parameter:
    return Parameter(
        parameter["name"],
        parameter["in"],
        _type(parameter["schema"]),
        bool(parameter.get("required")),
        _unmarked(parameter.get("description", "")),
    )


def _type(schema: Data) -> str:
    """What may stand there, in a word."""
    if "enum" in schema:
        return ", ".join(str(value) for value in schema["enum"][:20])
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        meant = document()["components"]["schemas"].get(name, {})
        return _type(meant) if "enum" in meant else str(name)
    for several in ("anyOf", "allOf"):
        if several in schema:
            return ", ".join(_type(item) for item in schema[several] if item.get("type") != "null")
    return str(schema.get("format") or schema.get("type") or "")


def _answer(status: str, answer: Data) -> Answered:
    content = answer.get("content", {})
    shapes = [_type(item.get("schema", {})) for item in content.values()]
    return Answered(
        status, answer["description"], ", ".join(f"{media} {shape}".strip() for media, shape in zip(content, shapes, strict=True))
    )


def _call(host: str, method: str, path: str, operation: Data) -> str:
    """The operation as a call of curl."""
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", str(parameter.get("example", "1")))
    lines = [f"curl {'' if method == 'GET' else f'-X {method} '}{host}{path}", '  -H "Authorization: Bearer $TOKEN"']
    lines += [f"  -H '{p['name']}: {p['example']}'" for p in operation.get("parameters", ()) if p["in"] == "header"]
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        example = content["example"]
        body = example.strip() if isinstance(example, str) else json.dumps(example, ensure_ascii=False, indent=1)
        lines += [f"  -H 'Content-Type: {media_type}'", f"  --data-binary '{body}'"]
    return " \\\n".join(lines)
