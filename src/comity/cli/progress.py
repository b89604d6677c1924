# SPDX-License-Identifier: EUPL-1.2
"""How far long work is, on standard error: one line, written over, where somebody watches; nothing where nobody does.

With ``COMITY_PROGRESS=1`` each step is a line ``progress: ...`` for the program that runs this one.
"""

from __future__ import annotations

import os
import sys

import click

FOR_PROGRAMS = "COMITY_PROGRESS"


def progress(words: str) -> None:
    """One step: ``3/40 extradition`` where the number of steps is known, else words."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{words}", nl=False, err=True)
    elif os.environ.get(FOR_PROGRAMS):
        click.echo(f"progress: {words}", err=True)


def done() -> None:
    """The end of the line."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
