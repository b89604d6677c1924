# SPDX-License-Identifier: EUPL-1.2
"""``comity simulate``: what reforms would change, and what past ones did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from comity.cli.files import day_named, encoded, write_files
from comity.cli.lab_options import actor_of, executor_of, names_of, shared, weights_of
from comity.cli.progress import done, progress
from comity.cli.style import heading
from comity.corpus.corpus import Corpus
from comity.corpus.load import load
from comity.lab.effect_data import effect_data
from comity.lab.effects import Effect
from comity.lab.reform import Reform, apply_all, differing, record
from comity.lab.reform_files import read_reforms
from comity.lab.reform_report import cells_csv, markdown, report, rights_csv
from comity.lab.remarks import remarks
from comity.lab.replay import Replay, involving, read_replays, replay
from comity.lab.simulate import Question, question_of, sweep
from comity.lab.simulate import simulate as simulated
from comity.lab.sweep import Law, hold, reformed, warm
from comity.model.errors import WrongInput

_REFORMS = ("ratify", "accede", "denounce", "withdraw", "reserve", "extend", "bilateral", "set", "repeal", "draft")


@click.command("simulate")
@click.option("--state", metavar="CODE", help="Who acts, such as AZ.")
@click.option("--ratify", metavar="ID", multiple=True, help="It ratifies this instrument; several times.")
@click.option("--accede", metavar="ID", multiple=True, help="It accedes to this instrument.")
@click.option("--denounce", metavar="ID", multiple=True, help="It denounces this instrument.")
@click.option("--withdraw", metavar="ID:STATEMENT", multiple=True, help="It takes back this reservation or declaration.")
@click.option(
    "--reserve", metavar="FILE", multiple=True, help="It makes the statements of this file (corpus format, with `instrument: ID`)."
)
@click.option("--extend", metavar="ID:TERRITORY", multiple=True, help="It extends this instrument to its territory.")
@click.option(
    "--bilateral", metavar="STATE:MODEL", multiple=True, help="It concludes a treaty with this state on the model of an instrument."
)
@click.option(
    "--set", "set", metavar="ID:PROVISION=FILE|at_least=N", multiple=True, help="It changes a rule or a threshold of its own law."
)
@click.option("--repeal", metavar="ID", multiple=True, help="It repeals this law of its own.")
@click.option("--draft", metavar="DIR", multiple=True, help="The draft instrument in this folder becomes law.")
@click.option("--each", is_flag=True, help="Each reform by itself too: what it is worth alone and together.")
@click.option("--replay", "past", metavar="ID", help="A past reform of law/replays.yaml; `list` for all.")
@shared
def simulate(**options: Any) -> int:
    """What reforms would change: cells won and lost, rights of the persons concerned, what hangs on unknown data.

    Example: comity simulate --state AZ --ratify ets-182 --ratify ets-073
    """
    corpus = load()
    if options["past"]:
        return _replay(corpus, options)
    reforms, question = _question(corpus, options)
    law = hold(corpus)
    if not options["measures"]:
        warm(law)
    reformed(law, reforms)
    with executor_of(options["workers"], options["cluster"]) as executor:
        effect = simulated(law, question, executor, progress)
        alone = _alone(law, question, executor) if options["each"] else ()
    done()
    touched = differing(corpus, apply_all(corpus, reforms))
    data = _data(corpus, question, effect, touched)
    for entry, worth in zip(data["reforms"], alone, strict=False):
        entry["alone"] = worth
    data["remarks"] = remarks(corpus, reforms)
    return _out(data, options)


def _question(corpus: Corpus, options: dict[str, Any]) -> tuple[tuple[Reform, ...], Question]:
    on = day_named(options["on"])
    given = {name: options[name] for name in _REFORMS}
    if not any(given.values()):
        raise WrongInput("no reform is named", where="simulate", do="write --ratify ID or another; see `comity simulate --help`")
    state = "" if not options["state"] and {name for name in given if given[name]} == {"draft"} else actor_of(options["state"], corpus)
    reforms = read_reforms(given, state, corpus, on)
    measures = names_of(options["measures"], list(corpus.measures), "measure")
    offences = names_of(options["offences"], list(corpus.offences), "offence")
    question = question_of(corpus, reforms, on, measures=measures, offences=offences)
    return reforms, replace(question, weights=weights_of(options["weights"], corpus))


def _alone(law: Law, question: Question, executor: Any) -> Sequence[float]:
    """What each reform is worth by itself."""
    return sweep(law, [replace(question, reforms=(reform,)) for reform in question.reforms], executor)


def _data(corpus: Corpus, question: Question, effect: Effect, touched: Sequence[str]) -> dict[str, Any]:
    measures, offences = len(effect.measures), len(question.offences)
    pairs = effect.cells // max(1, measures * offences)
    return {
        "reforms": [record(reform, corpus) for reform in question.reforms],
        "on": question.after.isoformat(),
        "states": question.states,
        "looked_at": (
            f"{measures} of {len(question.measures)} measures, the others read none of these instruments; {offences} classes of offence; "
            f"{pairs} pairs of those who act"
        ),
        "looked": {"measures": measures, "of": len(question.measures), "offences": offences, "pairs": pairs},
        **effect_data(effect, corpus, question.states, touched),
        "gap": 0.0,
        "corpus": {"version": corpus.version, "as_of": corpus.as_of},
    }


def _replay(corpus: Corpus, options: dict[str, Any]) -> int:
    docs = read_replays()
    if options["past"] == "list":
        for item in docs.replays:
            click.echo(f"{item.id:<24} {item.before} -> {item.after}  {item.says if isinstance(item.says, str) else item.says.en}")
        return 0
    found = replay(docs, options["past"], corpus, weights_of(options["weights"], corpus))
    law = hold(corpus)
    if not options["measures"]:
        warm(law)
    with executor_of(options["workers"], options["cluster"]) as executor:
        effect = simulated(law, found.question, executor, progress)
    done()
    return _out(_past(corpus, found, effect), options)


def _past(corpus: Corpus, found: Replay, effect: Effect) -> dict[str, Any]:
    data = _data(corpus, found.question, effect, found.question.instruments)
    events = [
        {"on": e.on.isoformat(), "actor": e.actor, "instrument": e.instrument, "was": e.was, "became": e.became, "source": e.source}
        for e in found.events
    ]
    moved = sum(len(move.offences) for move in effect.moves)
    own = involving(effect, found.question.instruments)
    return {
        **data,
        "says": f"{found.doc.id}: {found.says}",
        "before": found.question.before.isoformat(),
        "after": found.question.after.isoformat(),
        "source": found.source,
        "events": events,
        "involving": own,
        "remarks": [
            f"compared: {found.question.before} and {found.question.after}; in {own:,} of the {moved:,} cells that moved one of these "
            "instruments came or went, the others moved for other reasons",
            *(f"{e['on']}  {e['actor']} {e['instrument']}: {e['was']} -> {e['became']}" for e in events),
            *([found.doc.note] if found.doc.note else []),
        ],
    }


def _out(data: dict[str, Any], options: dict[str, Any]) -> int:
    lines = list(report(data))
    if options["folder"]:
        files = {"effect.json": encoded(data), "cells.csv": cells_csv(data), "rights.csv": rights_csv(data), "report.md": markdown(lines)}
        write_files(options["folder"], files)
    if options["as_json"]:
        click.echo(encoded(data), nl=False)
        return 0
    for line in lines:
        click.echo(heading(line[2:]) if line.startswith("# ") else line)
    for entry in data["reforms"]:
        if "alone" in entry:
            click.echo(f"  alone: {entry['alone']:,.0f}  {entry['says']}")
    return 0
