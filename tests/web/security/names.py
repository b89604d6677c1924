# SPDX-License-Identifier: EUPL-1.2
"""The names under which the pages read what is sent to them, from the source and from the forms."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TypeVar

from django import forms

import comity.web

K = TypeVar("K")
SOURCE = Path(comity.web.__file__).parent
_PREFIXES = {"PostForm": "post-", "AbsenceForm": "away-"}


def sent_in_code() -> set[str]:
    """The names that are read of a form that was sent."""
    return {*_read("POST"), *_read("FILES"), *_of_forms()} - _PARTS


def asked_in_code() -> set[str]:
    """The names that are read of an address."""
    return {*_read("GET"), *_called("asked")} - _PARTS


_PARTS = {"after"}
"""Keys of pages: what is behind them is cut, not found."""


def _trees() -> Iterator[ast.AST]:
    for place in sorted(SOURCE.rglob("*.py")):
        yield ast.parse(place.read_text(encoding="utf-8"))


def _read(of: str) -> Iterator[str]:
    for tree in _trees():
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Attribute(value=holder, attr="get" | "getlist"), args=[ast.Constant(value=str(name)), *_]):
                    if _mentions(holder, of):
                        yield name
                case ast.Subscript(value=holder, slice=ast.Constant(value=str(name))) if _mentions(holder, of):
                    yield name


def _mentions(holder: ast.AST, of: str) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == of for node in ast.walk(holder))


def _called(function: str) -> Iterator[str]:
    for tree in _trees():
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name(id=name), args=[_, ast.Constant(value=str(asked))]) if name == function:
                    yield asked


def _of_forms() -> Iterator[str]:
    for form in forms_of():
        for name in getattr(form, "base_fields", {}):
            yield name
            if form.__name__ in _PREFIXES:
                yield _PREFIXES[form.__name__] + name


def forms_of() -> list[type[forms.BaseForm]]:
    """The forms of this application."""
    loaded()
    return sorted({form for form in below(forms.BaseForm) if form.__module__.startswith("comity.web.")}, key=lambda form: form.__name__)


def loaded() -> None:
    """Every module of the application that has classes to be found, also one that nothing has needed yet."""
    for module in walk_packages(comity.web.__path__, "comity.web."):
        if module.name.rpartition(".")[2] not in ("__main__", "wsgi", "settings") and ".migrations" not in module.name:
            import_module(module.name)


def below(kind: type[K]) -> Iterator[type[K]]:
    """All classes that come of one."""
    for inner in kind.__subclasses__():
        yield inner
        yield from below(inner)
