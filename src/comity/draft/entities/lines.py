# SPDX-License-Identifier: EUPL-1.2
"""From bytes to entities and back: one entity a line, as the tools of FollowTheMoney read and write, or one list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from comity.model.errors import WrongInput

Plain = dict[str, Any]
MOST_ENTITIES = 20_000
MOST_VALUES = 2_000  # of one property


def lines_of(entities: Iterable[Mapping[str, Any]]) -> bytes:
    """The entities as JSON, one a line."""
    return b"".join(msgspec.json.encode(entity) + b"\n" for entity in entities)


def entities_in(content: bytes, where: str = "entities") -> list[Plain]:
    """The entities of a file; WrongInput with the line, or the number in the list, of the first that is none."""
    opens = content.lstrip()[:1]
    if opens == b"[":
        raw = _decoded(content, where)
        named = [(item, f"{where}, entity {number}") for number, item in enumerate(raw, 1)] if isinstance(raw, list) else []
    else:
        lines = ((line, number) for number, line in enumerate(content.split(b"\n"), 1) if line.strip())
        named = [(_decoded(line, f"{where}, line {number}"), f"{where}, line {number}") for line, number in _at_most(lines, where)]
    if len(named) > MOST_ENTITIES:
        raise _too_many(where)
    if not named:
        raise WrongInput("no entity in it", where=where, do="write one entity of FollowTheMoney a line")
    return [entity_of(item, place) for item, place in named]


def _at_most(lines: Iterable[tuple[bytes, int]], where: str) -> Iterable[tuple[bytes, int]]:
    for count, item in enumerate(lines):
        if count >= MOST_ENTITIES:
            raise _too_many(where)
        yield item


def _too_many(where: str) -> WrongInput:
    return WrongInput(f"more than {MOST_ENTITIES} entities", where=where, do="take those that the case is about")


def _decoded(content: bytes, where: str) -> Any:
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise WrongInput(f"not JSON: {error}", where=where, do="write one entity of FollowTheMoney a line") from error


def entity_of(raw: object, where: str) -> Plain:
    """An entity with an id, a schema and lists of text as properties; WrongInput for anything else."""
    if not isinstance(raw, Mapping):
        raise WrongInput("this is no entity", where=where, do='write {"id": ..., "schema": ..., "properties": {...}}')
    for key in ("id", "schema"):
        if not isinstance(raw.get(key), str) or not raw[key].strip():
            raise WrongInput(f"{key} is missing or no text", where=where, do="give it")
    properties = raw.get("properties", {})
    if not isinstance(properties, Mapping):
        raise WrongInput("properties are no mapping", where=where, do='write "properties": {"name": ["..."]}')
    try:
        raw["id"].encode()
        return {**raw, "properties": {str(name): _texts(value, f"{where}, {name}") for name, value in properties.items()}}
    except UnicodeEncodeError as error:
        raise WrongInput("the id is no valid text", where=where, do="mend it") from error


def _texts(value: object, where: str) -> list[str]:
    values = value if isinstance(value, list | tuple) else [] if value is None else [value]
    if len(values) > MOST_VALUES:
        raise WrongInput(f"more than {MOST_VALUES} values", where=where, do="keep those that matter")
    return [_text(item, where) for item in values]


def _text(value: object, where: str) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        kind = "a mapping" if isinstance(value, Mapping) else "a list" if isinstance(value, list | tuple) else "no text"
        raise WrongInput(f"a value is {kind}", where=where, do="give values as text; entities refer to others by their id")
    text = str(value)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise WrongInput("a value is no valid text", where=where, do="mend it") from error
    return text
