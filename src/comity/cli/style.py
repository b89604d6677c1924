# SPDX-License-Identifier: EUPL-1.2
"""Words on a terminal: colour only where there is one, lines folded to its width."""

from __future__ import annotations

import shutil
import sys
import textwrap

import click

_COLOURS = {
    "available": "green",
    "yes": "green",
    "conditional": "yellow",
    "unknown": "yellow",
    "statute-only": "yellow",
    "open": "yellow",
    "no": "red",
    "barred": "red",
    "no-basis": "red",
}


def width() -> int:
    """The width to fold to: the terminal's, at most 120; 100 where there is none."""
    return min(shutil.get_terminal_size((100, 24)).columns, 120) if sys.stdout.isatty() else 100


def coloured(word: str, shown: str | None = None) -> str:
    """A verdict or outcome in its colour."""
    return click.style(shown or word, fg=_COLOURS.get(word), bold=word in ("barred", "available"))


def heading(words: str) -> str:
    """A heading."""
    return click.style(words, bold=True)


def faint(words: str) -> str:
    """Less important words."""
    return click.style(words, dim=True)


def folded(words: str, indent: int) -> str:
    """Words folded to the width, each line indented."""
    space = " " * indent
    return textwrap.fill(words, width(), initial_indent=space, subsequent_indent=space, break_long_words=False, break_on_hyphens=False)
