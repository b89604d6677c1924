# SPDX-License-Identifier: EUPL-1.2
"""``comity map``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import msgspec

from comity.cli.progress import done, progress
from comity.corpus.load import load
from comity.corpus.region_files import load_regions
from comity.lab.map.files import prepare, write
from comity.lab.map.question import read_question
from comity.lab.map.result import compute, summary
from comity.model.errors import WrongInput


@click.command(name="map")
@click.option("--measure", metavar="MEASURE", help="What is asked for, such as extradition.")
@click.option("--offence", metavar="ALIAS", help="A class of offence, such as money-laundering (default: whatever the offence).")
@click.option("--on", metavar="DAY", help="Day of the law (default: today).")
@click.option("--state", metavar="CODE", help="Show one state or territory, such as AZ, against all others.")
@click.option("--region", metavar="REGION", help="Only a region or group: europe, cis, eu, council-of-europe, western-asia ...")
@click.option("--since", metavar="YEAR", default="1950", show_default=True, help="First year of the time line.")
@click.option("--stalled-years", metavar="YEARS", default="5", show_default=True, help="From when on a bare signature counts as stalled.")
@click.option("-o", "--output", metavar="DIR", help="Folder for pictures, report and data.")
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON on standard output.")
def map_(**options: Any) -> int:
    """Who can do what with whom, and when: a map, a matrix, a time line, a report and the data.

    Example: comity map --measure extradition --on 2026-01-01 -o out/
    """
    if not options["output"] and not options["as_json"]:
        raise WrongInput("nowhere to put the map", where="-o", do="name a folder with -o DIR, or ask for --json")
    corpus = load()
    regions = load_regions(corpus)
    question = read_question(corpus, regions, options, datetime.now(UTC).date())
    folder = Path(options["output"]) if options["output"] else None
    if folder is not None:
        prepare(folder)
    result = compute(corpus, regions, question, progress)
    files = write(result, folder, progress) if folder is not None else ()
    done()
    if options["as_json"]:
        click.echo(msgspec.json.encode({**summary(result), "files": list(files)}).decode())
    else:
        for name in files:
            click.echo(str(folder / name) if folder is not None else name)
    return 0
