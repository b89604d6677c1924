# SPDX-License-Identifier: EUPL-1.2
"""The command line: reads, calls, prints. Exit codes: 0 done, 1 the answer is no, 2 wrong input, 3 our own fault."""

from __future__ import annotations

import sys
from typing import Any

import click

from comity import __version__
from comity.cli.advise_command import advise, ask
from comity.cli.law_commands import law
from comity.model.errors import ComityError, WrongInput


class Commands(click.Group):
    """Commands whose errors say what, where and what to do, never a traceback for wrong input."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command and turn errors into exit codes."""
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)
        except click.ClickException as error:
            _usage(error)
            sys.exit(2)
        except click.Abort:
            sys.exit(130)
        except WrongInput as error:
            click.echo(f"wrong input: {error.text}", err=True)
            sys.exit(2)
        except ComityError as error:
            click.echo(f"our own fault: {error.text}", err=True)
            sys.exit(3)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        except Exception as error:  # noqa: BLE001 - the border of the process
            click.echo(f"our own fault: {type(error).__name__}: {error} - please report it with the command that you ran", err=True)
            sys.exit(3)
        sys.exit(code if isinstance(code, int) else 0)


def _usage(error: click.ClickException) -> None:
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "comity"
    click.echo(f"wrong input: {error.format_message()} - see `{path} --help`", err=True)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="comity")
def main() -> None:
    """International cooperation in criminal matters: what can be asked, on which basis, under which conditions."""


main.add_command(advise)
main.add_command(ask)
main.add_command(law)
