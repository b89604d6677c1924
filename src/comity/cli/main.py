# SPDX-License-Identifier: EUPL-1.2
"""The command line: reads, calls, prints. Exit codes: 0 done, 1 the answer is no, 2 wrong input, 3 our own fault."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NamedTuple

import click

from comity import __version__
from comity.model.errors import ComityError, WrongInput


class Lazy(NamedTuple):
    """A command that is imported only when it is called: where it is, what it is for, which extra it needs."""

    place: str
    says: str
    extra: str = ""


COMMANDS = {
    "advise": Lazy("comity.cli.advise_command:advise", "Every legal basis between two sides for a measure, with reasons."),
    "ask": Lazy("comity.cli.ask_command:ask", "The questions still open in a case, and what its request still lacks."),
    "prepare": Lazy("comity.cli.prepare_command:prepare", "The plan of a request: what to secure first, stages, dates, time-limits."),
    "draft": Lazy("comity.cli.draft_command:draft", "The complete request of a case: PDF/A, DOCX and data in each language."),
    "revision": Lazy("comity.cli.revision_commands:revision", "Versions of a draft, comments of the other side, decisions."),
    "check": Lazy(
        "comity.cli.check_command:check", "What a request lacks, how bad that is, and the article; or the receiving side's answer."
    ),
    "entities": Lazy("comity.cli.entities_command:entities", "Persons and things of a case in FollowTheMoney form, out and in."),
    "serve": Lazy("comity.cli.serve_command:serve", "The web application, on this machine."),
    "law": Lazy("comity.cli.law_commands:law", "The body of law: list, show, status, validate, coverage, score."),
    "map": Lazy("comity.cli.map_command:map_", "Who can do what with whom, and when: pictures, report, data.", "lab"),
    "compare": Lazy("comity.cli.compare_command:compare", "Treaties, states or drafts side by side, topic by topic.", "lab"),
    "contradictions": Lazy("comity.cli.contradictions_command:contradictions", "Norms that collide, each with a witness.", "lab"),
    "codify": Lazy("comity.cli.codify_command:codify", "One unified act on all forms of cooperation.", "lab"),
    "simulate": Lazy("comity.cli.simulate_command:simulate", "What a reform would change.", "lab"),
    "plan": Lazy("comity.cli.plan_command:plan", "The best reforms under constraints.", "lab"),
    "interpretations": Lazy("comity.cli.interpretations_command:interpretations", "How states and courts read an article."),
    "programme": Lazy("comity.cli.programme_command:programme", "Reform programmes: goals, steps, indicators.", "lab"),
}


class Commands(click.Group):
    """Commands whose errors say what, where and what to do, never a traceback for wrong input."""

    def main(  # type: ignore[override]  # one way to run it
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> Any:
        """Run a command and turn what it gives, and errors, into exit codes."""
        try:
            with self.make_context(prog_name or "comity", list(sys.argv[1:] if args is None else args), **extra) as context:
                code = self.invoke(context)
            sys.stdout.flush()
        except click.exceptions.Exit as leave:
            sys.exit(leave.exit_code)
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
            _close_quietly()
            sys.exit(0)
        except Exception as error:  # noqa: BLE001 - the border of the process
            click.echo(f"our own fault: {type(error).__name__}: {error} - please report it with the command that you ran", err=True)
            sys.exit(3)
        sys.exit(code if isinstance(code, int) else 0)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command, imported now; WrongInput where the extra that it needs is not installed."""
        lazy = COMMANDS.get(cmd_name)
        if lazy is None:
            return super().get_command(ctx, cmd_name)
        module, _, name = lazy.place.partition(":")
        try:
            command = getattr(import_module(module), name)
        except ModuleNotFoundError as error:
            if not lazy.extra or (error.name or "").startswith("comity"):
                raise
            raise WrongInput(f"{cmd_name} needs {error.name}", do=f"install the extra: pip install 'comity[{lazy.extra}]'") from error
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, lazy.says) for name, lazy in COMMANDS.items()])


def _close_quietly() -> None:
    """The reader has gone (``| head``): what is still to be flushed goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage(error: click.ClickException) -> None:
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "comity"
    click.echo(f"wrong input: {error.format_message()} - see `{path} --help`", err=True)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="comity")
def main() -> None:
    """International cooperation in criminal matters: what can be asked, on which basis, under which conditions."""
