# SPDX-License-Identifier: EUPL-1.2
"""Properties are tried with the same examples in every run, and no clock judges them; how, stands in one place."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from property.examples import examples

TESTS = Path(__file__).parents[1]
AT_HOME = ("conftest.py", "property/examples.py", "unit/test_properties.py")
NAMES = {"HealthCheck", "register_profile", "load_profile", "reproduce_failure", "seed"}


def test_the_suite_draws_no_chance_and_knows_no_deadline() -> None:
    assert settings.get_current_profile_name() == "suite"
    active = settings()
    assert active.derandomize
    assert active.deadline is None
    assert active.database is None
    assert set(active.suppress_health_check) == {HealthCheck.too_slow}


def test_a_property_with_a_number_of_examples_keeps_the_rest_of_the_profile() -> None:
    made = examples(7)
    assert made.max_examples == 7
    assert (made.derandomize, made.deadline, made.database) == (True, None, None)


def test_a_fuzz_run_has_more_examples_and_no_deadline_either() -> None:
    fuzz = settings.get_profile("fuzz")
    assert not fuzz.derandomize
    assert (fuzz.deadline, fuzz.database, fuzz.suppress_health_check) == (None, None, settings().suppress_health_check)
    settings.load_profile("fuzz")
    try:
        assert examples(60).max_examples == 60 * fuzz.max_examples // 100 > 60
    finally:
        settings.load_profile("suite")


def test_examples_do_not_depend_on_which_modules_are_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hypothesis would draw the words of a module that another test has loaded meanwhile."""
    drawn: list[str] = []

    @examples(300)
    @given(st.text())
    def draw(text: str) -> None:
        drawn.append(text)

    draw()
    before = tuple(drawn)
    drawn.clear()
    loaded = ModuleType("loaded_meanwhile")
    loaded.__file__ = str(tmp_path / "loaded_meanwhile.py")
    Path(loaded.__file__).write_text("WORDS = ('a word of', 'no other file')", encoding="utf-8")
    monkeypatch.setitem(sys.modules, loaded.__name__, loaded)
    draw()
    assert tuple(drawn) == before


def set_apart(source: str) -> Iterator[str]:
    """What a file settles about its properties by itself."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "hypothesis":
            yield from (name.name for name in node.names if name.name in NAMES)
        elif isinstance(node, ast.Attribute) and node.attr in NAMES - {"seed"}:
            yield node.attr
        elif isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "settings":
            yield "settings(...)"


def test_only_the_profiles_say_how_properties_are_tried() -> None:
    found = [
        f"{name}: {what}"
        for path in sorted(TESTS.rglob("*.py"))
        if (name := path.relative_to(TESTS).as_posix()) not in AT_HOME
        for what in set_apart(path.read_text(encoding="utf-8"))
    ]
    assert not found, "the profiles in tests/conftest.py say it; a number of examples is @examples(60)"


@pytest.mark.parametrize(
    "source",
    [
        "@settings(max_examples=60)\ndef test(): ...",
        "@hypothesis.settings(deadline=None)\ndef test(): ...",
        "QUICK = settings(derandomize=False)",
        "from hypothesis import HealthCheck",
        "hypothesis.HealthCheck.too_slow",
        "from hypothesis import seed as always",
        "settings.load_profile('ci')",
    ],
)
def test_teeth(source: str) -> None:
    assert list(set_apart(source))
    assert not list(set_apart("from hypothesis import given\n@examples(60)\n@given(st.text())\ndef test(text): ..."))
