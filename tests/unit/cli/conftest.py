# SPDX-License-Identifier: EUPL-1.2
"""The commands on the small law, each test with a home of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from comity.cli import main
from comity.corpus import load as loading
from unit.small_law import write

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def small_law(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The small law and a home in which its fast form lies."""
    return write(tmp_path_factory.mktemp("law")), tmp_path_factory.mktemp("home")


@pytest.fixture
def run(small_law: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty folder; never with an exception that the command did not turn into an exit code."""
    law, home = small_law
    monkeypatch.setattr(loading, "CHECKOUT", law)
    monkeypatch.setenv("COMITY_HOME", str(home))
    monkeypatch.chdir(tmp_path)

    def invoke(*args: str, given: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, args, input=given, prog_name="comity")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return invoke
