# SPDX-License-Identifier: EUPL-1.2
"""What a machine lacks: tests that need it are left out, said so at the end, and failed under ``COMITY_FULL=1``.

Properties are tried with the same examples in every run, whatever the machine does besides; ``make fuzz`` draws others.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

pytest_plugins = ("pytester",)

FULL = "COMITY_FULL"
FACTOR = "FUZZ_FACTOR"

# No property fails because the machine is busy: there is no deadline for an example, and none for drawing one.
settings.register_profile("suite", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
# The same with a seed (--hypothesis-seed) and more examples; nothing is kept between runs, so a seed always means the same examples.
settings.register_profile(
    "fuzz",
    settings.get_profile("suite"),
    derandomize=False,
    max_examples=settings.get_profile("default").max_examples * int(os.environ.get(FACTOR, "10")),
    print_blob=True,
)
settings.load_profile("suite")
# Hypothesis also draws constants that stand in the modules loaded so far, so the examples would depend on which tests ran before.
providers._get_local_constants = Constants


def full() -> bool:
    """Whether nothing may be left out."""
    return os.environ.get(FULL) == "1"


def tool(name: str) -> Path | None:
    """A program beside this interpreter or on the path."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    return Path(found) if found else None


@pytest.fixture
def program() -> Callable[[str], Path]:
    """Where a program is; for tests marked as needing it."""

    def found(name: str) -> Path:
        path = tool(name)
        assert path is not None, f"{name} is not found: mark the test as needing it"
        return path

    return found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that no process is left alone with it at the end."""
    items.sort(key=lambda item: "browser" not in item.path.parts)


def pytest_runtest_setup(item: pytest.Item) -> None:
    missing = [name for mark in item.iter_markers("needs") for name in mark.args if tool(name) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}, not found here")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        _fail_where_full(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped:
        _fail_where_full(report)
    return report


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return reason.removeprefix("Skipped: ")


def _fail_where_full(report: pytest.TestReport | pytest.CollectReport) -> None:
    """What is left out is a failure where nothing may be."""
    if full():
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was left out, and {FULL}=1 allows no such test: {_reason(report)}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says what was left out and why, whichever process left it out."""
    left_out = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", []))
    if not left_out:
        terminalreporter.write_line("left out: nothing")
    for reason, count in sorted(left_out.items()):
        terminalreporter.write_line(f"left out: {count}, because: {reason}")
