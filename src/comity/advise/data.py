# SPDX-License-Identifier: EUPL-1.2
"""Answers as plain values for JSON; field names with a trailing underscore lose it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

import msgspec

from comity.model.answer import Answer
from comity.model.said import plain_words


@cache
def _names(kind: type) -> tuple[tuple[str, str], ...]:
    return tuple((field.name, field.name.rstrip("_")) for field in fields(kind))


def plain(value: Any) -> Any:
    """Dataclasses as mappings, tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {shown: plain(getattr(value, name)) for name, shown in _names(type(value))}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def answer_data(answer: Answer) -> dict[str, Any]:
    """One answer as plain values at its edges, ready for JSON; ``trace`` only where it was asked for."""
    data = {shown: getattr(answer, name) for name, shown in _names(Answer)}
    data["bases"] = plain(answer.bases)
    data["combined"] = plain(answer.combined)
    if not answer.trace:
        del data["trace"]
    return data


def answer_json(answer: Answer) -> str:
    """One answer as one line of JSON."""
    return encoded(answer_data(answer)).decode()


def encoded(data: object) -> bytes:
    """Plain values as JSON; a sentence is its words."""
    return msgspec.json.encode(data, enc_hook=plain_words)
