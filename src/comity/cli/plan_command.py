# SPDX-License-Identifier: EUPL-1.2
"""``comity plan``: the best reforms under constraints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from comity.cli.files import day_named, encoded, write_files
from comity.cli.lab_options import actor_of, executor_of, names_of, shared, weights_of
from comity.cli.progress import done, progress
from comity.cli.style import heading
from comity.corpus.corpus import Corpus
from comity.corpus.load import load
from comity.lab.effect_data import effect_data
from comity.lab.plan.candidates import Candidate, Limits
from comity.lab.plan.function import Wish
from comity.lab.plan.plan import Plan
from comity.lab.plan.plan import plan as planned
from comity.lab.reform import record
from comity.lab.reform_report import cells_csv, markdown, report, rights_csv
from comity.lab.remarks import remarks
from comity.lab.sweep import hold, warm
from comity.model.errors import WrongInput


@click.command("plan")
@click.option("--state", metavar="CODE", help="Who acts, such as AZ.")
@click.option("--several", metavar="CODES", help="Several states that act jointly, such as AZ,GE.")
@click.option("-k", "k", metavar="N", type=click.IntRange(1, 50), default=5, show_default=True, help="How many reforms at most.")
@click.option(
    "--not-with", metavar="CODE", multiple=True, help="Nothing is wanted with this partner: no treaty, and its cells count nothing."
)
@click.option("--keep", metavar="ID", multiple=True, help="This instrument stays as it is: nothing replaces it, no statement to it goes.")
@click.option("--rights-never-fall", is_flag=True, help="No reform, and not the whole, may let a safeguard of persons fall.")
@click.option(
    "--model", "models", metavar="ID", multiple=True, help="A model for bilateral treaties (default: general conventions of the state)."
)
@click.option("--no-bilateral", is_flag=True, help="No bilateral treaties.")
@click.option("--also", metavar="ID", multiple=True, help="Consider this treaty although it is not known to be open to the state.")
@shared
def plan(**options: Any) -> int:
    """The best reforms for a state, or for several jointly, with the proven bound.

    Example: comity plan --state AZ -k 5
    """
    corpus = load()
    wish = _wish(corpus, options)
    law = hold(corpus)
    if not options["measures"]:
        warm(law)
    with executor_of(options["workers"], options["cluster"]) as executor:
        found = planned(law, wish, executor, progress)
    done()
    return _out(_data(corpus, wish, found), options)


def _wish(corpus: Corpus, options: dict[str, Any]) -> Wish:
    several = [code.strip() for code in (options["several"] or "").split(",") if code.strip()]
    if several and options["state"] and options["state"] not in several:
        raise WrongInput("both --state and --several", where="--several", do="write one of them")
    states = tuple(sorted({actor_of(code, corpus) for code in several or [options["state"]]}))
    for code in options["not_with"]:
        if code not in corpus.by_code:
            raise WrongInput(f"unknown actor {code!r}", where="--not-with", do="write a code of law/actors/")
    limits = Limits(
        frozenset(options["not_with"]), frozenset(options["keep"]), options["models"], options["also"], not options["no_bilateral"]
    )
    return Wish(
        states,
        options["k"],
        day_named(options["on"]),
        names_of(options["measures"], list(corpus.measures), "measure"),
        names_of(options["offences"], list(corpus.offences), "offence"),
        weights_of(options["weights"], corpus),
        limits,
        options["rights_never_fall"],
    )


def _data(corpus: Corpus, wish: Wish, found: Plan) -> dict[str, Any]:
    reforms = [candidate.reform for candidate in found.chosen]
    entries = [
        {**record(candidate.reform, corpus), "alone": alone, "equals": equals}
        for candidate, alone, equals in zip(found.chosen, found.alone, found.equals, strict=True)
    ]
    together = [[candidate.reform.says() for candidate in group] for group in found.together]
    place = {candidate: number for number, candidate in enumerate(found.chosen)}
    return {
        "reforms": entries,
        "on": wish.on.isoformat(),
        "states": wish.states,
        "looked_at": (
            f"{len(wish.measures)} measures, {len(wish.offences)} classes of offence, all partners; "
            f"{len(found.offered.candidates)} candidates, {found.ruled_out} ruled out by the constraints"
        ),
        "looked": {"measures": len(wish.measures), "of": len(wish.measures), "offences": len(wish.offences)},
        **effect_data(found.effect, corpus, wish.states, _touched(found)),
        "gap": found.gap,
        "bound": found.bound,
        "predicted": found.predicted,
        "together": together,
        "together_of": [[place[candidate] for candidate in group] for group in found.together],
        "candidates": len(found.offered.candidates),
        "ruled_out": found.ruled_out,
        "models": found.offered.models,
        "left_out": [{"instrument": name, "why": why} for name, why in found.offered.left_out],
        "on_reforms": remarks(corpus, reforms),
        "remarks": [*remarks(corpus, reforms), *_remarks(found)],
        "corpus": {"version": corpus.version, "as_of": corpus.as_of},
    }


def _touched(found: Plan) -> tuple[str, ...]:
    return tuple(str(getattr(candidate.reform, "instrument", "")) for candidate in found.chosen)


def _remarks(found: Plan) -> Iterator[str]:
    if not found.chosen:
        yield "no candidate adds anything"
    alike: dict[int, list[Candidate]] = {}
    for candidate, equals in zip(found.chosen, found.equals, strict=True):
        if equals:
            alike.setdefault(equals, []).append(candidate)
    for equals, chosen in alike.items():
        words = ", ".join(candidate.reform.says() for candidate in chosen)
        yield f"{words}: {equals} others would do as well in its place; weights of partners decide between them"
    for group in found.together:
        yield f"pays only together: {' and '.join(candidate.reform.says() for candidate in group)}"
    if abs(found.predicted - found.gain) > 1e-6 * max(1.0, abs(found.gain)):
        yield f"the model expected {found.predicted:,.0f}, the lab computes {found.gain:,.0f}: the gap counts from the latter"
    if found.offered.models:
        yield f"models of bilateral treaties: {', '.join(found.offered.models)}"
    if found.offered.left_out:
        yield f"{len(found.offered.left_out)} treaties were left out (not in force, not known to be open): the reasons are in the data"


def _out(data: dict[str, Any], options: dict[str, Any]) -> int:
    lines = [*_plan_lines(data), *report(data)]
    if options["folder"]:
        files = {"plan.json": encoded(data), "cells.csv": cells_csv(data), "rights.csv": rights_csv(data), "report.md": markdown(lines)}
        write_files(options["folder"], files)
    if options["as_json"]:
        click.echo(encoded(data), nl=False)
        return 0
    for line in lines:
        click.echo(heading(line[2:]) if line.startswith("# ") else line)
    return 0


def _plan_lines(data: dict[str, Any]) -> Iterator[str]:
    yield f"# The best {len(data['reforms'])} reforms of {', '.join(data['states'])}"
    for number, entry in enumerate(data["reforms"], start=1):
        title = f" ({entry['title']})" if entry["title"] and entry["kind"] == "join" else ""
        yield f"  {number}. {entry['says']}{title}: {entry['alone']:,.0f} alone"
    proof = "proven to be the best" if data["gap"] == 0 else f"at most {data['gap']:.2%} below the best"
    yield (
        f"  together {data['totals']['gain']:,.0f}; no set of as many candidates brings more than {data['bound']:,.0f}: "
        f"{proof} (gap {data['gap']:.4f})"
    )
