# SPDX-License-Identifier: EUPL-1.2
"""Runs ``comity draft`` and ``comity check`` on the invented law with drafting data, on a fixed day, in an empty folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from comity.cli import case_files, main
from comity.corpus import load as loading
from unit.draft.before_the_law import TODAY
from unit.draft.drafting_law import case, write

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def drafting_law(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The invented law, and a home in which its fast forms lie."""
    return write(tmp_path_factory.mktemp("law")), tmp_path_factory.mktemp("home")


@pytest.fixture
def run(drafting_law: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command; never with an exception that the command did not turn into an exit code."""
    law, home = drafting_law
    monkeypatch.setattr(loading, "CHECKOUT", law)
    monkeypatch.setattr(case_files, "today", lambda: TODAY)
    monkeypatch.setenv("COMITY_HOME", str(home))
    monkeypatch.chdir(tmp_path)

    def invoke(*args: str) -> Result:
        result = CliRunner().invoke(main, args, prog_name="comity")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return invoke


def case_file(changes: Mapping[str, object] | None = None, name: str = "case.yaml", **more: object) -> str:
    """Writes the good case with changes, as YAML or JSON."""
    made = case(changes, **more)
    text = json.dumps(made) if name.endswith(".json") else yaml.safe_dump(made, allow_unicode=True, sort_keys=False)
    Path(name).write_text(text, encoding="utf-8")
    return name
