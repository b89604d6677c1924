# SPDX-License-Identifier: EUPL-1.2
"""A strict reader of YAML: the lawyer's files mean what they look like.

Only ``true`` and ``false`` are booleans and ``null`` is nothing; every other plain scalar stays text, so ``NO`` is Norway, ``on`` is a
word and article ``5.10`` is not ``5.1``. Duplicate keys, anchors, aliases, tags, several documents and huge files are refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from comity.model.errors import WrongLaw

MAX_BYTES = 4_000_000
_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "value")}


@dataclass(frozen=True, slots=True)
class Document:
    """A file's content as plain values, and the line of each path (``$.provisions[3].kind``)."""

    path: Path
    data: Any
    lines: dict[str, int]

    def line(self, path: str) -> int:
        """The line of a path, or of its nearest ancestor that has one."""
        while path not in self.lines and path:
            cut = max(path.rfind("."), path.rfind("["))
            path = path[:cut] if cut > 0 else ""
        return self.lines.get(path, 1)

    def problem(self, path: str, what: str) -> str:
        """``file:line: what``."""
        return f"{self.path}:{self.line(path)}: {what}"


class _Refused(Exception):
    def __init__(self, line: int, what: str) -> None:
        self.line = line
        self.what = what
        super().__init__(what)


def read(path: Path) -> Document:
    """Read a file; WrongLaw with file and line for anything that is not strict YAML."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _Refused(1, f"larger than {MAX_BYTES} bytes - split it")
        text = path.read_text(encoding="utf-8")
        return parse(text, path)
    except UnicodeDecodeError as error:
        raise WrongLaw((f"{path}:1: not UTF-8 text ({error.reason}) - save it as UTF-8",)) from error
    except OSError as error:
        raise WrongLaw((f"{path}:1: cannot be read ({error.strerror})",)) from error
    except _Refused as error:
        raise WrongLaw((f"{path}:{error.line}: {error.what}",)) from error


def parse(text: str, path: Path) -> Document:
    """Parse text; WrongLaw for anything that is not strict YAML."""
    lines: dict[str, int] = {}
    try:
        _refuse_aliases(text)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        data = _value(node, "$", lines, 0) if node is not None else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise WrongLaw((f"{path}:{line}: not YAML: {error.problem or error.context}",)) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise WrongLaw((f"{path}:1: not YAML: {error}",)) from error
    except _Refused as error:
        raise WrongLaw((f"{path}:{error.line}: {error.what}",)) from error
    return Document(path, data, lines)


def _refuse_aliases(text: str) -> None:
    if "&" not in text and "*" not in text:
        return
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise _Refused(line, "anchors and aliases are not used here - write the value out")


def _value(node: yaml.Node, path: str, lines: dict[str, int], depth: int) -> Any:
    line = node.start_mark.line + 1
    lines.setdefault(path, line)
    if node.tag not in _PLAIN_TAGS:
        raise _Refused(line, f"the tag {node.tag} is not used here - remove it")
    if depth > 30:
        raise _Refused(line, "nested too deeply")
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, depth)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, f"{path}[{i}]", lines, depth + 1) for i, item in enumerate(node.value)]
    return _scalar(node)


def _mapping(node: yaml.MappingNode, path: str, lines: dict[str, int], depth: int) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise _Refused(line, "a key must be a plain word")
        key = key_node.value
        if key in result:
            raise _Refused(line, f"the key {key!r} stands twice - keep one")
        lines[f"{path}.{key}"] = line
        result[key] = _value(value_node, f"{path}.{key}", lines, depth + 1)
    return result


def _scalar(node: yaml.Node) -> str | bool | None:
    text: str = node.value
    if getattr(node, "style", None):
        return text  # quoted or in a block: always text
    if text in ("true", "false"):
        return text == "true"
    return None if text in ("null", "") else text
