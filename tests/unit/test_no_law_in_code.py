# SPDX-License-Identifier: EUPL-1.2
"""Law is data: no instrument, actor or article stands as a value in `src/`.

Docstrings and comments may give examples; every other string literal is compared with the ids and codes of `law/`. A text that merely
names codes in passing ("such as AZ") is no value; a literal that is a code, a pair of codes or an article is. The name of an argument or
field that a message points at (`metavar`, `where`, `verbose_name`) is none either: ID is not Indonesia there.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAW = ROOT / "law"
INSTRUMENTS = sorted(path.name for path in (LAW / "instruments").iterdir() if path.is_dir())
ACTORS = {path.stem for path in (LAW / "actors").glob("*.yaml") if path.stem.isupper()}
MODULES = sorted((ROOT / "src").rglob("*.py"))

INSTRUMENT = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, INSTRUMENTS)) + r")(?![\w-])")
CODES = re.compile(r"[A-Z]{2,}(?:[\s,;:/>-]+[A-Z]{2,})*")
NAMING = ("metavar", "where", "verbose_name")
ARTICLE = re.compile(r"\d+[a-z]?\(\w+\)(\(\w+\))*|.*\b(art\.|articles?|art-)\s?\d+.*", re.DOTALL)


def law_in(source: str) -> Iterator[str]:
    """The literals of a module that are law, each with its line."""
    tree = ast.parse(source)
    names = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg in NAMING}
    words = names | {id(node) for node in _docstrings(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in words:
            what = _law(node.value)
            if what:
                yield f"{node.lineno}: {what}: {node.value!r}"


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value


def _law(text: str) -> str:
    if INSTRUMENT.search(text):
        return "an instrument"
    if CODES.fullmatch(text.strip()) and set(re.findall(r"[A-Z]+", text)) <= ACTORS:
        return "an actor"
    return "an article" if ARTICLE.fullmatch(text.strip()) else ""


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT / "src").as_posix())
def test_no_law_in_code(module: Path) -> None:
    found = list(law_in(module.read_text(encoding="utf-8")))
    assert not found, "move it to law/:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("force('ets-024')", "an instrument"),
        ("rule = f'{x} of ets-030'", "an instrument"),
        ("if actor == 'AZ': pass", "an actor"),
        ("pair = 'AZ-GE'", "an actor"),
        ("codes = ('RU, BY')", "an actor"),
        ("court = 'ICC'", "an actor"),
        ("at = '5(1)(a)'", "an article"),
        ("at = 'art-6'", "an article"),
        ("says = 'see article 53 there'", "an article"),
    ],
)
def test_it_bites(line: str, what: str) -> None:
    assert [found.split(": ")[1] for found in law_in(line)] == [what]


@pytest.mark.parametrize(
    "line",
    [
        '"""Such as ets-024 art. 6 between AZ and GE."""',
        "help='The requesting side, such as AZ.'",
        "truth = Truth.NO  # ets-024",
        "kind = 'may-refuse'",
        "lang = 'az'",
        "option(metavar='ID')",
        "code = 'XX'",
        "form = '{}({})'",
    ],
)
def test_it_lets_words_pass(line: str) -> None:
    assert not list(law_in(line))


def test_it_knows_the_law() -> None:
    assert len(INSTRUMENTS) > 100
    assert {"AZ", "GE", "ICC", "EU"} <= ACTORS
    assert MODULES
