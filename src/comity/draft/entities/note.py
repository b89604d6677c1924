# SPDX-License-Identifier: EUPL-1.2
"""The note in which an entity carries what its properties cannot: the words as they were typed.

It is one value of ``notes``, so that every tool that keeps entities keeps it too:
``comity.case/1 {"in": "persons", "fields": {"role": "suspect"}}``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from comity.draft.case.case import SCHEMA
from comity.draft.entities.values import settled
from comity.model.errors import WrongInput

_OPENS = f"{SCHEMA} {{"


@dataclass(frozen=True, slots=True)
class Note:
    """In which list of the case the item stands, its id if the entity has another, fields as typed, and to which entities they link."""

    part: str
    id: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    links: tuple[str, ...] = ()


class _Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    part: str = msgspec.field(name="in")
    id: str | None = None
    fields: dict[str, Any] = msgspec.field(default_factory=dict)
    links: tuple[str, ...] = ()


def note_text(note: Note) -> str:
    """The note as text; with escapes where a tool would change a character of it."""
    data: dict[str, Any] = {"in": note.part, "id": note.id, "fields": dict(note.fields), "links": list(note.links)}
    held = {key: value for key, value in data.items() if value or (key == "id" and value is not None)}
    text = f"{SCHEMA} {json.dumps(held, ensure_ascii=False)}"
    return text if settled(text) == text else f"{SCHEMA} {json.dumps(held)}"


def note_among(notes: Iterable[str], where: str) -> Note | None:
    """Our note among the notes of an entity; None where there is none, WrongInput where it was damaged."""
    ours = [text for text in notes if text.startswith(_OPENS)]
    if not ours:
        return None
    if len(ours) > 1:
        raise WrongInput("two notes of a case in one entity", where=where, do="keep the one that is right")
    try:
        read = msgspec.json.decode(ours[0].removeprefix(SCHEMA), type=_Written)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise WrongInput(f"the note of the case was damaged: {error}", where=where, do="take the entity from the export again") from error
    return Note(read.part, read.id, read.fields, read.links)


def is_note(text: str) -> bool:
    """Whether a value of ``notes`` is ours."""
    return text.startswith(_OPENS)
