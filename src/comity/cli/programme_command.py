# SPDX-License-Identifier: EUPL-1.2
"""``comity programme``: programmes of reform with their indicators before and after."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from comity.cli.files import encoded, write_files
from comity.cli.progress import done, progress
from comity.cli.style import faint, folded, heading
from comity.corpus.corpus import Corpus
from comity.corpus.load import load
from comity.lab.programmes.report import MEANING, done_in_words, page, worth_in_words
from comity.lab.programmes.track import Tracked, plain, track
from comity.model.errors import WrongInput
from comity.model.programmes import Programme, Step


@click.command()
@click.argument("id_", metavar="[ID]", required=False)
@click.option("-o", "folder", metavar="DIR", help="Folder for programme.html and programme.json.")
@click.option("--json", "as_json", is_flag=True, help="The programme with its figures as data, on standard output.")
def programme(*, id_: str | None, folder: str | None, as_json: bool) -> int:
    """A programme of reform: goals, steps, indicators before and after, decisions. Without ID: the programmes there are.

    Example: comity programme az-anticorruption-2004
    """
    corpus = load()
    if id_ is None:
        if folder is not None:
            raise WrongInput("no programme is named", where="ID", do=f"one of {', '.join(item.id for item in corpus.programmes)}")
        _list(corpus, as_json)
        return 0
    found = track(corpus, _named(corpus, id_), progress)
    done()
    if folder is not None:
        _write(Path(folder), found)
    if as_json:
        click.echo(msgspec.json.encode(plain(found)).decode())
    else:
        _print(found)
    return 0


def _named(corpus: Corpus, id_: str) -> Programme:
    known = {item.id: item for item in corpus.programmes}
    if id_ not in known:
        raise WrongInput(
            f"unknown programme {id_!r}", where="ID", do=f"one of {', '.join(known) or 'none: write one under law/programmes/'}"
        )
    return known[id_]


def _list(corpus: Corpus, as_json: bool) -> None:
    if as_json:
        lines = [
            {
                "id": p.id,
                "title": p.title.en,
                "state": p.state,
                "from": p.since.isoformat(),
                "until": p.until.isoformat(),
                "steps": len(p.steps),
            }
            for p in corpus.programmes
        ]
        click.echo(msgspec.json.encode(lines).decode())
        return
    for item in corpus.programmes:
        click.echo(f"{item.id:<26} {item.since} to {item.until}, {len(item.steps)} steps: {item.title.en}")


def _write(folder: Path, found: Tracked) -> None:
    contents = {
        "programme.html": page(found).encode(),
        "programme.json": encoded(plain(found)),
    }
    click.echo(f"wrote {', '.join(write_files(folder, contents))}", err=True)


def _print(found: Tracked) -> None:
    item = found.programme
    click.echo(heading(item.title.en))
    click.echo(f"{item.state}, {item.since} to {item.until}")
    if item.note:
        click.echo(folded(item.note, 2))
    click.echo(heading("Indicators"))
    for measurement in found.measurements:
        click.echo(folded(f"- {measurement.indicator.says.en}", 2))
        click.echo(folded(f"before, {found.first}: {measurement.before.says}", 6))
        click.echo(folded(f"after, {found.last}{' (every open step done)' if found.planned else ''}: {measurement.after.says}", 6))
    for goal in item.goals:
        click.echo(heading(f"Goal: {goal.says.en}"))
        for step in goal.steps:
            _step(step, found)
    if item.lesson:
        click.echo(heading("What it teaches"))
        click.echo(folded(item.lesson, 2))
    click.echo(faint(folded(MEANING, 0)))


def _step(step: Step, found: Tracked) -> None:
    worth = found.worth.get(step.id)
    click.echo(folded(f"- {step.says.en} [{step.kind.value}{f' {step.instrument}' if step.instrument else ''}]: {done_in_words(step)}", 2))
    if worth is not None:
        click.echo(folded(f"worth by itself: {worth_in_words(worth)}", 6))
    click.echo(folded(f"{step.decision.value}: {step.reason}", 6))
