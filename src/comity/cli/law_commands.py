# SPDX-License-Identifier: EUPL-1.2
"""``comity law``: list, show, status, validate, coverage."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
import msgspec

from comity.cli.files import day_named
from comity.cli.score_command import score
from comity.cli.style import coloured, faint, folded, heading
from comity.corpus.corpus import Corpus
from comity.corpus.coverage import Covered, coverage_of
from comity.corpus.load import CHECKOUT, load, problems_of
from comity.engine.status import status_report
from comity.model.errors import WrongInput
from comity.model.law import Instrument, InstrumentKind
from comity.model.said import plain_words

GOAL = 0.9  # share of articles from which an instrument counts as well covered


@click.group()
def law() -> None:
    """The body of law: what is in it, who is bound, whether it is sound."""


@law.command("list")
@click.option("--kind", metavar="KIND", help="Only instruments of this kind, such as convention or statute.")
@click.option("--measure", metavar="MEASURE", help="Only instruments that serve this measure.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_(kind: str | None, measure: str | None, as_json: bool) -> int:
    """Every instrument with its id."""
    corpus = load()
    kinds = [known.value for known in InstrumentKind]
    if kind is not None and kind not in kinds:
        raise WrongInput(f"unknown kind {kind!r}", where="--kind", do=f"use one of {', '.join(kinds)}")
    if measure is not None and measure not in corpus.measures:
        raise WrongInput(f"unknown measure {measure!r}", where="--measure", do="see vocabulary/measures.yaml")
    served = {instrument.id for instrument in corpus.serving(measure)} if measure else None
    shown = [i for i in corpus.instruments if (kind is None or i.kind.value == kind) and (served is None or i.id in served)]
    if as_json:
        click.echo(msgspec.json.encode([{"id": i.id, "kind": i.kind.value, "title": i.title.en, "of": i.of} for i in shown]).decode())
        return 0
    for instrument in shown:
        click.echo(f"{instrument.id:<36} {instrument.kind.value:<18} {instrument.title.en}")
    click.echo(faint(f"{len(shown)} of {len(corpus.instruments)} instruments"))
    return 0


@law.command()
@click.argument("id_", metavar="ID")
def show(id_: str) -> int:
    """An instrument: its rules, statements and sources."""
    instrument = _instrument(load(), id_)
    click.echo(heading(f"{instrument.id}: {instrument.title.en}"))
    click.echo(f"{instrument.kind.value}; list of parties: {_completeness(instrument)}; content {instrument.content.value}")
    for relation in instrument.relations:
        target = relation.of.id or f"{relation.of.kind.value if relation.of.kind else 'any'} instruments"
        click.echo(folded(f"{relation.kind.value} {target} (art. {relation.article}): {relation.says.en}", 2))
    click.echo(heading("Provisions"))
    for rule in instrument.provisions:
        ground = f" {rule.ground}" if rule.ground else ""
        click.echo(f"  {rule.article:<12} {rule.kind.value}{ground} [{rule.confidence.value}]")
        click.echo(folded(rule.says.en, 6))
    if instrument.statements:
        click.echo(heading("Statements"))
    for statement in instrument.statements:
        effect = f"shown only: {statement.shown_only}" if statement.shown_only else f"{len(statement.effects)} effects"
        click.echo(
            f"  {statement.by} {statement.kind.value} to {', '.join(statement.to) or 'the whole'} ({statement.since.text}; {effect})"
        )
        click.echo(folded(statement.says.en, 6))
    click.echo(heading("Sources"))
    for source in instrument.sources[:40]:
        click.echo(folded(f"{source.id}: {source.what} {source.url}".rstrip(), 2))
    return 0


def _instrument(corpus: Corpus, id_: str) -> Instrument:
    instrument = corpus.by_id.get(id_)
    if instrument is None:
        near = [known for known in corpus.by_id if id_.replace("-", "") in known.replace("-", "")][:4]
        advice = f"did you mean {' or '.join(near)}?" if near else "see `comity law list`"
        raise WrongInput(f"unknown instrument {id_!r}", where="ID", do=advice)
    return instrument


def _completeness(instrument: Instrument) -> str:
    if instrument.parties is None:
        return "the members of a union" if instrument.members else "none"
    if not instrument.parties.complete:
        return "incomplete"
    return f"complete to {instrument.parties.to}"


@law.command()
@click.argument("id_", metavar="ID")
@click.option("--on", metavar="DAY", help="The day (default: today).")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def status(id_: str, on: str | None, as_json: bool) -> int:
    """Who is bound by an instrument on a day."""
    corpus = load()
    report = status_report(corpus, _instrument(corpus, id_), day_named(on))
    if as_json:
        click.echo(msgspec.json.encode(report, enc_hook=plain_words).decode())
        return 0
    click.echo(heading(f"{report['instrument']} on {report['on']}: {len(report['parties'])} parties"))
    click.echo(faint(f"list {'complete to ' + str(report['complete_to']) if report['complete'] else 'incomplete'}"))
    for party in report["parties"]:
        until = f" until {party['until']}" if party["until"] else ""
        click.echo(f"  {party['actor']:<8} since {party['since'] or 'unknown'}{until}  {faint(party['source'])}")
    for name in ("territories", "provisional", "unknown"):
        if report[name]:
            click.echo(heading(name))
            for item in report[name]:
                click.echo(folded(", ".join(f"{key} {value}" for key, value in item.items() if value), 2))
    if report["signed_only"]:
        click.echo(heading("signed only"))
        click.echo(folded(", ".join(report["signed_only"]), 2))
    return 0


@law.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--law", "folder", type=click.Path(path_type=Path), help="Another folder of law.")
def validate(ids: tuple[str, ...], folder: Path | None) -> int:
    """Check every file of the body of law: each problem with file, line and how to mend it."""
    place = folder or CHECKOUT
    if not (place / "instruments").is_dir():
        raise WrongInput(
            "this folder holds no body of law", where=str(place), do="name a folder with instruments/, actors/ and vocabulary/"
        )
    for id_ in ids:
        if not (place / "instruments" / id_).is_dir():
            raise WrongInput(f"unknown instrument {id_!r}", where="ID", do="see `comity law list`")
    problems = problems_of(place, ids)
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        click.echo(f"{len(problems)} problems")
        return 1
    click.echo("sound: no problem found")
    return 0


@law.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def coverage(ids: tuple[str, ...], as_json: bool) -> int:
    """Per instrument: articles formalised, shown only, not formalised and why."""
    corpus = load()
    wanted: Iterable[Instrument] = [_instrument(corpus, id_) for id_ in ids] or [i for i in corpus.instruments if i.coverage]
    lines = [coverage_of(instrument) for instrument in wanted]
    if as_json:
        click.echo(msgspec.json.encode(lines).decode())
        return 0
    for line in lines:
        share = f"{line.share:.0%}" if line.articles else "-"
        shown = coloured("yes" if line.share >= GOAL else "open", f"{share:>5}")
        click.echo(f"{line.instrument:<34} {shown} of {line.articles:>3} articles on cooperation formalised")
        if ids:
            _articles(line)
    return 0


def _articles(line: Covered) -> None:
    for article in line.lines:
        why = f" - {article.why}" if article.why else ""
        click.echo(folded(f"{article.article} {article.title}: {article.state.value}{why}", 4))


law.add_command(score)
