# SPDX-License-Identifier: EUPL-1.2
"""A wheel carries the law: installed alone, far from any checkout, it answers as the checkout does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from build_law import PACKED

ROOT = Path(__file__).parents[2]
QUESTION = ("advise", "--from", "AZ", "--to", "GE", "--measure", "bank-records", "--on", "2026-11-24", "--json")


def run(*words: str | Path, cwd: Path, env: dict[str, str]) -> str:
    done = subprocess.run([str(word) for word in words], cwd=cwd, env=env, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return done.stdout


def answer(program: Path, home: Path) -> dict[str, Any]:
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "COMITY_HOME": str(home / "comity")}
    found: dict[str, Any] = json.loads(run(program, *QUESTION, cwd=home, env=env))
    return found


@pytest.mark.needs("uv", "comity")
def test_an_installed_wheel_answers_without_law_folder(program: Callable[[str], Path], tmp_path: Path) -> None:
    uv = program("uv")
    clean = tmp_path / "clean"
    env = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(clean)}
    env.pop("VIRTUAL_ENV", None)
    # With the build's own needs from this environment, and the rest from the lock: what `make test` has already brought here.
    run(uv, "build", "--wheel", "--no-build-isolation", "--python", sys.executable, "--out-dir", tmp_path, cwd=ROOT, env=env)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as packed:
        assert set(PACKED) <= set(packed.namelist())
    run(uv, "sync", "--frozen", "--no-dev", "--no-install-project", "--python", sys.executable, cwd=ROOT, env=env)
    run(uv, "pip", "install", "--no-deps", "--python", clean / "bin" / "python", wheel, cwd=tmp_path, env=env)

    installed = answer(clean / "bin" / "comity", tmp_path)
    assert installed == answer(program("comity"), tmp_path)
    assert installed["bases"]
