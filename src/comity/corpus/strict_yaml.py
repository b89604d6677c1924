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
MAX_DEPTH = 30


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
        if path.exists() and not path.is_file():
            raise _Refused(1, "this is not a file - put a YAML file here")
        if path.stat().st_size > MAX_BYTES:
            raise _Refused(1, f"larger than {MAX_BYTES} bytes - split it")
        text = path.read_text(encoding="utf-8")
        return parse(text, path)
    except UnicodeDecodeError as error:
        raise WrongLaw((f"{path}:1: not UTF-8 text ({error.reason}) - save it as UTF-8",)) from error
    except OSError as error:
        raise WrongLaw((f"{path}:1: cannot be read ({error.strerror}) - put a YAML file here",)) from error
    except _Refused as error:
        raise WrongLaw((f"{path}:{error.line}: {error.what}",)) from error


def parse(text: str, path: Path) -> Document:
    """Parse text; WrongLaw for anything that is not strict YAML."""
    reader = _Reader(text)
    try:
        return Document(path, reader.document(), reader.lines)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise WrongLaw((f"{path}:{line}: not YAML: {error.problem or error.context} - mend the syntax",)) from error
    except yaml.YAMLError as error:
        raise WrongLaw((f"{path}:1: not YAML: {' '.join(str(error).split())} - save it as plain text",)) from error
    except _Refused as error:
        raise WrongLaw((f"{path}:{error.line}: {error.what}",)) from error


class _Reader:
    """Builds values from the events of the parser: no resolver, no aliases, and a depth that cannot exhaust the stack."""

    def __init__(self, text: str) -> None:
        self.lines: dict[str, int] = {}
        self._events = yaml.parse(text, Loader=yaml.CSafeLoader)

    def document(self) -> Any:
        """The one document of the stream; None where it is empty."""
        next(self._events)  # the start of the stream
        start = next(self._events)
        if isinstance(start, yaml.StreamEndEvent):
            return None
        if getattr(start, "version", None) or getattr(start, "tags", None):
            raise _Refused(_line(start), "directives are not used here - remove the line that opens with %")
        value = self._value(next(self._events), "$", 0)
        next(self._events)  # the end of the document
        further = next(self._events)
        if not isinstance(further, yaml.StreamEndEvent):
            raise _Refused(_line(further), "several documents in one file - keep one")
        return value

    def _value(self, event: yaml.Event, path: str, depth: int) -> Any:
        line = _line(event)
        self.lines.setdefault(path, line)
        _refuse_extras(event, line)
        if depth > MAX_DEPTH:
            raise _Refused(line, "nested too deeply - give a part a name under conditions")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        return self._sequence(path, depth) if isinstance(event, yaml.SequenceStartEvent) else _scalar(event)

    def _sequence(self, path: str, depth: int) -> list[Any]:
        result: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            result.append(self._value(event, f"{path}[{len(result)}]", depth + 1))
        return result

    def _mapping(self, path: str, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = _line(event)
            _refuse_extras(event, line)
            key = event.value if isinstance(event, yaml.ScalarEvent) else ""
            if not key or key == "<<":
                raise _Refused(line, "a key must be a plain word")
            if key in result:
                raise _Refused(line, f"the key {key!r} stands twice - keep one")
            self.lines[f"{path}.{key}"] = line
            result[key] = self._value(next(self._events), f"{path}.{key}", depth + 1)
        return result


def _line(event: yaml.Event) -> int:
    return int(event.start_mark.line) + 1 if event.start_mark else 1


def _refuse_extras(event: yaml.Event, line: int) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _Refused(line, "anchors and aliases are not used here - write the value out")
    if tag := getattr(event, "tag", None):
        raise _Refused(line, f"the tag {tag} is not used here - remove it")


def _scalar(event: Any) -> str | bool | None:
    text: str = event.value
    if event.style:
        return text  # quoted or in a block: always text
    if text in ("true", "false"):
        return text == "true"
    return None if text in ("null", "") else text
