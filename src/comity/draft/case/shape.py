# SPDX-License-Identifier: EUPL-1.2
"""What may stand at each place of a case file: the model, read from its types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from msgspec import inspect

from comity.draft.case.case import Case


class PlaceKind(StrEnum):
    """What stands at a place."""

    TEXT = "text"
    WRITTEN = "written"
    WORD = "word"
    TRUTH = "truth"
    DAY = "day"
    NUMBER = "number"
    ACTOR = "actor"
    LANGUAGE = "language"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Shape:
    """A place: what stands there, whether several may, and the words of a closed list or the names of its parts."""

    kind: PlaceKind
    several: bool = False
    words: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@cache
def shapes() -> Mapping[str, Shape]:
    """Every place of a case file by its path without selectors."""
    return dict(_walk(inspect.type_info(Case), "", several=False))


def _walk(kind: inspect.Type, path: str, *, several: bool) -> Iterator[tuple[str, Shape]]:
    if isinstance(kind, inspect.VarTupleType):
        yield from _walk(kind.item_type, path, several=True)
        return
    if path:
        yield path, _shape(kind, several=several)
    struct = _struct(kind)
    for field in struct.fields if struct else ():
        yield from _walk(field.type, f"{path}.{field.encode_name}" if path else field.encode_name, several=False)


def _struct(kind: inspect.Type) -> inspect.StructType | None:
    options = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
    return next((option for option in options if isinstance(option, inspect.StructType)), None)


def _shape(kind: inspect.Type, *, several: bool) -> Shape:
    if isinstance(kind, inspect.Metadata):
        named = (kind.extra or {}).get("kind")
        return Shape(PlaceKind(named), several) if named else _shape(kind.type, several=several)
    if isinstance(kind, inspect.UnionType):
        options = [option for option in kind.types if not isinstance(option, inspect.NoneType)]
        if any(isinstance(option, inspect.DictType) for option in options):
            return Shape(PlaceKind.WRITTEN, several)
        return _shape(next((o for o in options if isinstance(o, inspect.StructType)), options[0]), several=several)
    if isinstance(kind, inspect.StructType):
        return Shape(PlaceKind.PART, several, parts=tuple(field.encode_name for field in kind.fields))
    if isinstance(kind, inspect.LiteralType):
        return Shape(PlaceKind.WORD, several, tuple(str(value) for value in kind.values if value))
    return Shape(next((named for type_, named in _PLAIN if isinstance(kind, type_)), PlaceKind.TEXT), several)


_PLAIN: tuple[tuple[type[inspect.Type], PlaceKind], ...] = (
    (inspect.BoolType, PlaceKind.TRUTH),
    (inspect.DateType, PlaceKind.DAY),
    (inspect.IntType, PlaceKind.NUMBER),
    (inspect.FloatType, PlaceKind.NUMBER),
)
