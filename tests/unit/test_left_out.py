# SPDX-License-Identifier: EUPL-1.2
"""A test that a machine cannot run is left out with its reason, and is a failure under COMITY_FULL=1."""

from __future__ import annotations

from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"
LACKING = """
import pytest

@pytest.mark.needs("no-such-program")
def test_needs_it():
    raise AssertionError("never run")

def test_says_so_itself():
    pytest.skip("for its own reason")

@pytest.mark.needs("python")
def test_has_it():
    pass
"""
WHOLE_MODULE = """
import pytest
pytest.importorskip("no_such_module")
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8").replace('pytest_plugins = ("pytester",)', ""))
    pytester.makeini("[pytest]\nmarkers = needs(tool, ...): as in the project\n")
    return pytester


def test_left_out_with_reason(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMITY_FULL", raising=False)
    project.makepyfile(LACKING)
    result = project.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:django")
    result.assert_outcomes(passed=1, skipped=2)
    result.stdout.fnmatch_lines(["left out: 1, because: for its own reason", "left out: 1, because: needs no-such-program, not found here"])
    assert result.ret == pytest.ExitCode.OK


def test_a_failure_in_full(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_FULL", "1")
    project.makepyfile(LACKING)
    result = project.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:django")
    outcomes = result.parseoutcomes()
    assert outcomes["passed"] == 1
    assert outcomes.get("failed", 0) + outcomes.get("errors", 0) == 2
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*COMITY_FULL=1 allows no such test*needs no-such-program*"])


def test_a_whole_module_left_out_is_a_failure_in_full(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_FULL", "1")
    project.makepyfile(WHOLE_MODULE)
    result = project.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:django")
    assert result.ret != pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["*COMITY_FULL=1 allows no such test*"])
