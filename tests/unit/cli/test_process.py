# SPDX-License-Identifier: EUPL-1.2
"""The border of the process: faults, a closed pipe, no network."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import comity
from comity.cli.main import Commands
from comity.model.errors import ComityError, OurFault, WrongInput

SOURCE = Path(comity.__file__).parent
NETWORK = {
    "socket",
    "ssl",
    "urllib",
    "http",
    "httpx",
    "requests",
    "aiohttp",
    "ftplib",
    "smtplib",
    "xmlrpc",
    "asyncio",
    "websockets",
    "socketserver",
}


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (WrongInput("wrong", where="there", do="mend it"), 2, "wrong input: there: wrong - mend it"),
        (OurFault("lost"), 3, "our own fault: lost"),
        (ComityError("odd"), 3, "our own fault: odd"),
        (ZeroDivisionError("a defect"), 3, "our own fault: ZeroDivisionError: a defect - please report it"),
        (RecursionError("deep"), 3, "our own fault: RecursionError: deep"),
        (click.UsageError("what"), 2, "wrong input: what - see `comity fail --help`"),
        (click.Abort(), 130, ""),
    ],
)
def test_errors_become_exit_codes(error: Exception, code: int, said: str) -> None:
    @click.group(cls=Commands)
    def commands() -> None:
        """Commands."""

    @commands.command()
    def fail() -> None:
        raise error

    result = CliRunner().invoke(commands, ["fail"], prog_name="comity")
    assert result.exit_code == code
    assert result.stderr.startswith(said)
    assert result.stdout == ""


@pytest.mark.parametrize(("given", "code"), [(None, 0), (0, 0), (1, 1), ("text", 0)])
def test_what_a_command_gives_is_the_exit_code(given: object, code: int) -> None:
    @click.group(cls=Commands)
    def commands() -> None:
        """Commands."""

    @commands.command()
    def done() -> object:
        return given

    assert CliRunner().invoke(commands, ["done"]).exit_code == code


def test_closed_pipe_is_no_fault(small_law: tuple[Path, Path]) -> None:
    """`comity ... | head -1` ends quietly."""
    law, home = small_law
    code = (
        "import sys; from pathlib import Path; from comity.corpus import load; load.CHECKOUT = Path(sys.argv[1]);"
        "from comity.cli import main; main(['advise', '--batch', '-'])"
    )
    line = '{"requesting": "XA", "requested": "XB", "measure": "extradition"}\n'
    environment = {**os.environ, "COMITY_HOME": str(home), "PYTHONPATH": str(SOURCE.parent)}
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", code, str(law)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(line * 200)
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        process.stdin.close()
        said = process.stderr.read()
        process.wait(timeout=60)
    assert process.returncode == 0
    assert "Traceback" not in said
    assert "fault" not in said


def imports(path: Path) -> set[str]:
    """The first names of all modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("layer", ["model", "logic", "corpus", "engine", "advise", "cli"])
def test_no_network(layer: str) -> None:
    """Nothing up to the commands opens a connection (QUALITY S13)."""
    files = sorted((SOURCE / layer).rglob("*.py"))
    assert files
    assert {path.name: imports(path) & NETWORK for path in files if imports(path) & NETWORK} == {}
