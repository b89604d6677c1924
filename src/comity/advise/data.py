# SPDX-License-Identifier: EUPL-1.2
"""Answers as plain values for JSON; field names with a trailing underscore lose it."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import msgspec

from comity.model.answer import Answer, Basis, Combined
from comity.model.said import plain_words

_NAMES = {kind: tuple((field.name, field.name.rstrip("_")) for field in fields(kind)) for kind in (Answer, Basis, Combined)}


def _named(value: Answer | Basis | Combined) -> dict[str, Any]:
    return {shown: getattr(value, name) for name, shown in _NAMES[type(value)]}


def answer_data(answer: Answer) -> dict[str, Any]:
    """One answer as plain values at its edges, ready for JSON; ``trace`` only where it was asked for."""
    data = _named(answer)
    data["bases"] = [_named(basis) for basis in answer.bases]
    data["combined"] = [_named(line) for line in answer.combined]
    if not answer.trace:
        del data["trace"]
    return data


def answer_json(answer: Answer) -> str:
    """One answer as one line of JSON."""
    return encoded(answer_data(answer)).decode()


def encoded(data: object) -> bytes:
    """Plain values as JSON; a sentence is its words."""
    return msgspec.json.encode(data, enc_hook=plain_words)
