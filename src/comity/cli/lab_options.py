# SPDX-License-Identifier: EUPL-1.2
"""What the commands that simulate and plan have in common: days, names, weights, processes, progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from comity.corpus.corpus import Corpus
from comity.lab.sweep import cluster, pool
from comity.lab.weights import Weights, read_weights
from comity.model.errors import WrongInput

Command = Callable[..., Any]


def shared(command: Command) -> Command:
    """The options that both commands take."""
    options = (
        click.option("--on", metavar="DAY", help="The day on which the reforms bind and cells are compared (default: today)."),
        click.option("--weights", metavar="FILE", help="What matters: weights of measures, partners, offences (docs/reform-simulate.md)."),
        click.option("--measure", "measures", metavar="MEASURE", multiple=True, help="Look at this measure only; several times."),
        click.option("--offence", "offences", metavar="ALIAS", multiple=True, help="Look at this class of offence only; several times."),
        click.option("-o", "--output", "folder", metavar="DIR", help="Write files into this folder."),
        click.option("--json", "as_json", is_flag=True, help="Data on standard output."),
        click.option("--workers", metavar="N", type=click.IntRange(0, 256), default=0, help="Processes (default: one a core)."),
        click.option("--cluster", metavar="ADDRESS", help="A Dask scheduler to work on (extra: dask)."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def actor_of(code: str | None, corpus: Corpus) -> str:
    """The code of a state; WrongInput for anything else."""
    if not code:
        raise WrongInput("nobody acts", where="--state", do="name a state, such as --state AZ")
    if code not in corpus.by_code:
        raise WrongInput(f"unknown actor {code!r}", where="--state", do="write a code of law/actors/")
    return code


def names_of(given: Sequence[str], known: Sequence[str], where: str) -> tuple[str, ...]:
    """Names that must be known; all where none is given."""
    for name in given:
        if name not in known:
            raise WrongInput(f"unknown {where} {name!r}", where=f"--{where}", do="see law/vocabulary/")
    return tuple(dict.fromkeys(given)) or tuple(known)


def weights_of(name: str | None, corpus: Corpus) -> Weights:
    """The weights of a file; equal ones where there is none."""
    if name is None:
        return Weights()
    if not Path(name).is_file():
        raise WrongInput("there is no such file", where=name, do="check the name")
    return read_weights(Path(name), corpus)


@contextmanager
def executor_of(workers: int, address: str | None) -> Iterator[Executor | None]:
    """The processes to work on."""
    if not address:
        with pool(workers) as executor:
            yield executor
        return
    try:
        with cluster(address) as remote:
            yield remote
    except ImportError as error:
        raise WrongInput("a cluster needs the extra dask", where="--cluster", do="pip install 'comity[dask]'") from error
    except OSError as error:
        raise WrongInput(f"no scheduler answers: {error}", where="--cluster", do="check the address") from error
