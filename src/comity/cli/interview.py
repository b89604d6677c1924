# SPDX-License-Identifier: EUPL-1.2
"""The interview on a terminal: reads lines, shows questions, saves the case after every answer."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from comity.advise.advise import Adviser
from comity.cli.files import encoded, kept_beside, read_case, rewritten, today
from comity.cli.style import faint, folded, heading
from comity.corpus.load import load, load_drafting
from comity.draft.case.base import Language
from comity.draft.case.read import Plain
from comity.draft.case.things import LANGUAGES
from comity.draft.case.write import values_yaml
from comity.draft.interview.dialogue import Dialogue, Lines, Style, Turn
from comity.draft.interview.interview import Interview
from comity.draft.interview.session import Session
from comity.draft.request_file import SCHEMA as REQUEST
from comity.model.errors import WrongInput

_BLOCK = '"""'
_SUFFIXES = (".yaml", ".yml", ".json")


class Ended(Exception):
    """No line comes any more: the end of the input, or Ctrl-C."""


class CaseFile:
    """The file of a case: read once, written whole after every answer."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.path = Path(name).resolve()
        if self.path.suffix.lower() not in _SUFFIXES:
            raise WrongInput("an interview is saved as YAML or JSON", where=name, do="name a file such as case.yaml")
        if not self.path.parent.is_dir():
            raise WrongInput("there is no such folder", where=str(self.path.parent), do="make it, or name another")
        self.values = self._read() if self.path.exists() else {}
        self._lost = self._bytes_to_keep()
        self.saved: Plain = self.values

    def _read(self) -> Plain:
        values = read_case(self.name)
        if not isinstance(values, dict):
            raise WrongInput("this is no case", where=self.name, do="name a case file, or a new one")
        if values.get("schema") == REQUEST:
            raise WrongInput("this is a finished request", where=self.name, do="go on with the case file that it was made from")
        return values

    def _bytes_to_keep(self) -> bytes:
        """What stands in the file where writing its values again would lose something of it: comments, the form of a text."""
        before = self.path.read_bytes() if self.values else b""
        return b"" if before == self._content(self.values) else before

    def save(self, values: Plain) -> str:
        """Write the values in one step; the place where the file is kept as it was, the first time that it is rewritten."""
        kept = self._keep()
        rewritten(self.path, self._content(values))
        self.saved = values
        return kept

    def _content(self, values: Plain) -> bytes:
        whole = {"schema": "comity.case/1", **values}
        return encoded(whole) if self.path.suffix.lower() == ".json" else values_yaml(whole).encode()

    def _keep(self) -> str:
        if not self._lost:
            return ""
        kept = kept_beside(self.path, self._lost)
        self._lost = b""
        return kept


def interview(name: str, language: Language | None) -> int:
    """Ask what the case still needs, until nothing is left or the user stops."""
    file = CaseFile(name)
    talk = Dialogue(Interview(Adviser(load()), load_drafting(), today(), language or _language_of(file.values)))
    session = talk.interview.start(file.values)
    _show(talk.opening())
    stop = False
    while not stop:
        try:
            session, stop = _turn(talk, session, file)
        except Ended:
            click.echo("")
            stop = True
    _end(talk, session, file)
    return 0


def _language_of(values: Plain) -> Language:
    """The language of the questions: the query's, else that in which the case is written."""
    head = values.get("case")
    wanted = (values.get("lang"), head.get("language") if isinstance(head, dict) else None)
    return next((language for code in wanted for language in LANGUAGES if language == code), "en")


def _turn(talk: Dialogue, session: Session, file: CaseFile) -> tuple[Session, bool]:
    """One question, until it is answered or left; after the last one, what remains, until nothing is corrected any more."""
    click.echo("")
    finished = talk.interview.asked(session) is None
    _show(talk.closing(session) if finished else talk.question(session))
    turn = Turn(session)
    while turn.session is session and not turn.stop:
        line = _typed()
        if finished and not line.strip():
            return session, True
        turn = talk.take(session, line)
        _show(turn.lines)
    _save(turn.session, file)
    return turn.session, turn.stop


def _save(session: Session, file: CaseFile) -> None:
    if session.sound and session.sound != file.saved:
        kept = file.save(session.sound)
        if kept:
            click.echo(faint(f"the file as it was, with its comments, is kept as {kept}"), err=True)


def _typed() -> str:
    """What was typed: one line, or the lines between two lines of three quotation marks."""
    line = _line("> ")
    if line.strip() != _BLOCK:
        return line
    lines: list[str] = []
    while (line := _line("| ")).strip() != _BLOCK:
        lines.append(line)
    return "\n".join(lines)


def _line(prompt: str) -> str:
    try:
        if sys.stdin.isatty():
            return input(prompt)
        click.echo(prompt, nl=False)
        raw = sys.stdin.buffer.readline()
    except (EOFError, KeyboardInterrupt) as error:
        raise Ended from error
    if not raw:
        raise Ended
    return raw.decode("utf-8", "surrogateescape").removesuffix("\n").removesuffix("\r")


def _show(lines: Lines) -> None:
    for line in lines:
        text = folded(line.text, 2 if line.style is Style.INDENTED else 0)
        styled = _STYLES.get(line.style)
        click.echo(styled(text) if styled else text)


def _red(words: str) -> str:
    return click.style(words, fg="red")


_STYLES: Mapping[Style, Callable[[str], str]] = {Style.STRONG: heading, Style.FAINT: faint, Style.WRONG: _red}


def _end(talk: Dialogue, session: Session, file: CaseFile) -> None:
    """How the case stands, and how to go on."""
    finished = talk.interview.asked(session) is None
    click.echo("")
    if not file.path.exists():
        click.echo("nothing is saved: it is not yet known who asks whom for what", err=True)
        return
    name = shlex.quote(file.name)
    if not finished:
        if session.values != session.sound:
            click.echo("the last part was not finished and is not saved", err=True)
        click.echo(f"saved in {file.name}; go on with: comity draft {name} --interview", err=True)
        return
    click.echo(f"saved in {file.name}; draft it with: comity draft {name}", err=True)
