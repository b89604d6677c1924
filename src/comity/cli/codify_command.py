# SPDX-License-Identifier: EUPL-1.2
"""``comity codify``: one act from many instruments. Imported only when it is called: it needs the writers of documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import click
import msgspec

from comity.cli.files import day_named, write_files
from comity.cli.style import faint, folded, heading
from comity.corpus.corpus import Corpus
from comity.corpus.load import load
from comity.lab.codify.act import Act
from comity.lab.codify.codifier import DEFAULT_POLICY, Setting, codify_state
from comity.lab.codify.codifier import codify as make_act
from comity.lab.codify.data import act_data
from comity.lab.codify.files import codify_files
from comity.lab.codify.round_trip import RoundTrip, round_trip
from comity.model.errors import WrongInput

_POLICIES = "Or strongest-safeguard, most-common, instrument:ID."


@click.command()
@click.option("--state", metavar="CODE", default="", help="Whose act it is, such as AZ: its own law and the treaties in force for it.")
@click.option("--instruments", metavar="IDS", multiple=True, help="Only these instruments, separated by commas; several times.")
@click.option(
    "--policy", metavar="POLICY", default=DEFAULT_POLICY, show_default=True, help="Or strongest-safeguard, most-common, instrument:ID."
)
@click.option("--on", metavar="DAY", help="Law of this day (default: today).")
@click.option("--lang", metavar="LANG", default="en", show_default=True, help="en, az, ru or fr.")
@click.option("-o", "folder", metavar="DIR", help="Folder for the files.")
@click.option("--json", "as_json", is_flag=True, help="The act as data, on standard output.")
def codify(**options: Any) -> int:
    """One unified act on all forms of cooperation: each clause with its origin, the choices left open, what became of each contradiction.

    Example: comity codify --state AZ -o out/
    """
    folder, as_json = options["folder"], options["as_json"]
    if folder is None and not as_json:
        raise WrongInput("nowhere to write to", where="-o", do="name a folder with -o, or write --json")
    corpus = load()
    act = _act(corpus, options)
    trip = round_trip(corpus, act) if act.state else None
    if folder is not None:
        places = write_files(folder, codify_files(corpus, act))
        if not as_json:
            _report(act, trip, places)
    if as_json:
        click.echo(msgspec.json.encode(act_data(act, trip)).decode())
    return 0


def _act(corpus: Corpus, options: dict[str, Any]) -> Act:
    setting = Setting(on=day_named(options["on"]), state=options["state"], language=options["lang"])
    ids = [id_.strip() for listed in options["instruments"] for id_ in listed.split(",") if id_.strip()]
    if setting.state and setting.state not in corpus.by_code:
        raise WrongInput(f"unknown actor {setting.state!r}", where="--state", do="use a code of law/actors, such as XX")
    if not ids and not setting.state:
        raise WrongInput("there is nothing to codify", where="--state", do="name a state with --state, or instruments with --instruments")
    return make_act(corpus, ids, options["policy"], setting=setting) if ids else codify_state(corpus, setting, options["policy"])


def _report(act: Act, trip: RoundTrip | None, names: Sequence[str]) -> None:
    became = Counter(item.became.value for item in act.dispositions)
    clauses = list(act.clauses)
    click.echo(heading(f"{act.title} ({act.id})"))
    click.echo(f"  {len(act.sources)} sources, policy {act.policy}, law of {act.on.isoformat()}")
    click.echo(f"  {sum(1 for _ in act.articles)} articles, {len(clauses)} clauses; {len(act.contradictions)} contradictions decided")
    click.echo(f"  source norms: {', '.join(f'{word} {became[word]}' for word in ('kept', 'merged', 'set-aside'))}")
    english = sum(1 for clause in clauses if clause.language != act.language)
    if english:
        click.echo(f"  {english} clauses have no version in {act.language} and are given in English")
    if trip is not None:
        click.echo(heading("Does it grant what the state's own law grants?"))
        differ = f"{len(trip.differences)} differ, {len(trip.silent)} of them without a reason"
        click.echo(f"  {trip.carried} of {trip.asked} norms by measure are carried on whole; {differ}")
        for item in trip.differences:
            click.echo(folded(f"{item.instrument} {item.article} {item.loss.value}: {item.says} - {item.why}", 4))
    for name in names:
        click.echo(faint(name))
