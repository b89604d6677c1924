# SPDX-License-Identifier: EUPL-1.2
"""``comity contradictions``: norms that collide, each with a witness. Imported only when it is called: it needs the solver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from comity.cli.files import day_named, encoded, write_files
from comity.cli.progress import done, progress
from comity.cli.style import coloured, faint, folded, heading
from comity.corpus.corpus import Corpus
from comity.corpus.load import load
from comity.lab.contradictions.find import contradictions_of
from comity.lab.contradictions.left_out import left_out
from comity.lab.contradictions.page import page
from comity.lab.contradictions.present import TITLES, by_kind, data, facts_in_words, place, settled, table
from comity.lab.contradictions.rules import load_conventions
from comity.lab.contradictions.types import ClashKind, Contradiction
from comity.model.errors import WrongInput

NAME = "contradictions"


@click.command()
@click.option("--state", metavar="CODE", default="", help="Its national law against itself and against every treaty that binds it.")
@click.option("--instruments", metavar="IDS", multiple=True, help="Only these: two or more, separated by commas or spaces.")
@click.argument("more", metavar="", nargs=-1)
@click.option("--on", metavar="DAY", help="Law of this day (default: today).")
@click.option("--kind", metavar="KIND", help="Only contradictions of this kind, such as threshold.")
@click.option("--unresolved", is_flag=True, help="Only those that no rule settles.")
@click.option("-o", "folder", metavar="DIR", help="Write contradictions.json, .html and .csv into this folder.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, on standard output.")
def contradictions(**options: Any) -> int:
    """Norms that collide: both norms, facts on which they do, the rule that settles it, what would remove it.

    Examples: comity contradictions --state AZ -o out/     comity contradictions --instruments ets-024 minsk-1993
    """
    corpus = load()
    on, ids = day_named(options["on"]), _ids(options)
    kind = _kind(options["kind"])
    if options["state"] and ids:
        raise WrongInput("both a state and instruments are given", where="--instruments", do="keep one of them")
    found = contradictions_of(corpus, on=on, state=options["state"], instruments=ids, progress=progress)
    done()
    shown = [item for item in found if (kind is None or item.kind is kind) and not (options["unresolved"] and item.resolved)]
    about = _about(corpus, options["state"], ids, on)
    if options["folder"] is not None:
        _write(Path(options["folder"]), corpus, shown, about)
    if options["as_json"]:
        click.echo(msgspec.json.encode(data(corpus, shown, about)).decode())
    else:
        _print(corpus, shown, about)
    return 0


def _ids(options: Mapping[str, Any]) -> list[str]:
    if options["more"] and not options["instruments"]:
        raise WrongInput(f"{options['more'][0]!r} stands alone", where="ID", do="name instruments after --instruments")
    return [part.strip() for listed in (*options["instruments"], *options["more"]) for part in listed.split(",") if part.strip()]


def _kind(word: str | None) -> ClashKind | None:
    if word is None:
        return None
    kinds = [kind.value for kind in ClashKind]
    if word not in kinds:
        raise WrongInput(f"unknown kind {word!r}", where="--kind", do=f"use one of {', '.join(kinds)}")
    return ClashKind(word)


def _about(corpus: Corpus, state: str, ids: Sequence[str], on: date) -> dict[str, object]:
    left = [{"instrument": name, "why": why} for name, why in left_out(corpus, state, on)] if state else []
    subject = state or ", ".join(ids)
    return {"about": subject, "state": state, "instruments": list(ids), "on": on.isoformat(), "corpus": corpus.version, "left_out": left}


def _write(folder: Path, corpus: Corpus, found: Sequence[Contradiction], about: Mapping[str, object]) -> None:
    contents = {
        f"{NAME}.json": encoded(data(corpus, found, about)),
        f"{NAME}.html": page(corpus, load_conventions(), found, about).encode(),
        f"{NAME}.csv": table(corpus, found).encode(),
    }
    click.echo(f"wrote {', '.join(write_files(folder, contents))}", err=True)


def _print(corpus: Corpus, found: Sequence[Contradiction], about: Mapping[str, object]) -> None:
    open_ = sum(1 for item in found if not item.resolved)
    click.echo(heading(f"{about['about']} on {about['on']}: {len(found)} contradictions, {open_} unresolved"))
    for kind, items in by_kind(found):
        click.echo()
        click.echo(heading(f"{TITLES[kind].name} ({len(items)})"))
        click.echo(faint(f"  {TITLES[kind].means}"))
        for item in items:
            _print_one(corpus, item)
    left = about["left_out"]
    if isinstance(left, list) and left:
        click.echo(faint(folded(f"not compared, or not wholly: {', '.join(item['instrument'] for item in left)} (--json says why)", 0)))


def _print_one(corpus: Corpus, item: Contradiction) -> None:
    first, second = item.norms
    state = "yes" if item.resolved else "no"
    doubt = "" if item.sure else faint(" (as far as that law was read)")
    click.echo(f"\n  {place(first)}  <>  {place(second)}   {coloured(state, settled(item))}{doubt}")
    click.echo(folded(f"{first.says}", 6))
    click.echo(folded(f"against: {second.says}", 6))
    measures = f"{item.case.measure}{f' and {len(item.measures) - 1} more' if len(item.measures) > 1 else ''}"
    click.echo(folded(f"where: {facts_in_words(corpus, item)} ({item.case.requesting} asks {item.case.requested}: {measures})", 6))
    click.echo(folded(f"removed by: {item.removed_by}", 6))
