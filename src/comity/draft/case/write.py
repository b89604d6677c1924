# SPDX-License-Identifier: EUPL-1.2
"""A case as YAML that the strict loader reads back to the same values: the query first, prose folded for the eye.

Days and numbers stand bare where the place asks for them; text that looks like anything else is quoted.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from comity.draft.case.case import SCHEMA, Case
from comity.draft.case.read import Plain, plain
from comity.draft.case.shape import PlaceKind, shapes

WIDTH = 120
_PROSE = re.compile(r"\S+(?: \S+)*")
_LINES = re.compile(r"\S.*(?:\n+\S.*)*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AMOUNT = re.compile(r"0|[1-9][0-9]{0,14}")
_ON = "on"
_FIRST = (
    "schema",
    "requesting",
    "requested",
    "measure",
    "on",
    "purpose",
    "stage",
    "person",
    "offence",
    "offences",
    "bases",
    "facts",
    "case",
)


class _Bare(str):
    """A day or number at a place for one, or the key ``on``: written without quotes."""

    __slots__ = ()


class _Writer(yaml.SafeDumper):
    """Block style, without anchors, every word that could be taken for something else in quotes."""

    def ignore_aliases(self, data: Any) -> bool:
        """Values that stand twice are written twice: the reader refuses references."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists stand two spaces further in than their key."""
        super().increase_indent(flow, indentless=False)


def _bare(writer: _Writer, text: _Bare) -> yaml.ScalarNode:
    tag = "bool" if text == _ON else "timestamp" if "-" in text else "int"
    return writer.represent_scalar(f"tag:yaml.org,2002:{tag}", str(text))


def _text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    """Long prose is folded and lines are kept where that is exact; None leaves the choice between plain and quoted."""
    if not text.isprintable() and not all(line.isprintable() for line in text.split("\n")):
        return '"'
    if "\n" in text:
        return "|" if _LINES.fullmatch(text) and not re.search(r"\s$|[ ]\n", text) else '"'
    return ">" if len(text) > WIDTH and _PROSE.fullmatch(text) else None


_Writer.add_representer(_Bare, _bare)
_Writer.add_representer(str, _text)


def case_yaml(case: Case) -> str:
    """The case as a file, without what is empty."""
    return values_yaml({"schema": SCHEMA, **plain(case)})


def values_yaml(values: Plain) -> str:
    """The plain values of a case, whole or not yet, as a file."""
    ordered = {key: values[key] for key in (*(k for k in _FIRST if k in values), *(k for k in values if k not in _FIRST))}
    return yaml.dump(_ready(ordered, ""), Dumper=_Writer, allow_unicode=True, sort_keys=False, width=WIDTH)


def _ready(value: object, place: str) -> object:
    if isinstance(value, dict):
        return {_Bare(key) if key == _ON else key: _ready(item, f"{place}.{key}" if place else str(key)) for key, item in value.items()}
    if isinstance(value, list):
        return [_ready(item, place) for item in value]
    shape = shapes().get(place) if isinstance(value, str) else None
    if shape is not None and isinstance(value, str):
        bare = _DAY if shape.kind is PlaceKind.DAY else _AMOUNT if shape.kind is PlaceKind.NUMBER else None
        return _Bare(value) if bare is not None and bare.fullmatch(value) else value
    return value
