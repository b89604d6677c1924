# SPDX-License-Identifier: EUPL-1.2
"""``comity entities``: the persons and things of a case in FollowTheMoney form, out and in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from comity.cli.case_files import case_of
from comity.cli.files import MAX_BYTES, existing, write_files
from comity.draft.case.write import case_yaml
from comity.draft.entities.lines import entities_in, lines_of
from comity.draft.entities.reading import Aside, Imported, import_entities
from comity.draft.entities.writing import export_entities
from comity.model.errors import WrongInput


@click.group()
def entities() -> None:
    """Persons, companies, accounts, vehicles and assets of a case as FollowTheMoney entities."""


@entities.command("export")
@click.argument("case", metavar="CASE.yaml|request.json")
@click.option("-o", "--output", metavar="FILE", help="Write there, not to standard output.")
def export(case: str, output: str | None) -> int:
    """The entities of a case as JSON, one a line, as the tools of FollowTheMoney read them.

    What no property can hold goes along in a note, so that importing the file gives the case again.

    Example: comity entities export examples/bank-records.yaml -o case.ftm.json
    """
    _write(output, lines_of(export_entities(case_of(case))))
    return 0


@entities.command("import")
@click.argument("file", metavar="ENTITIES.json")
@click.argument("case", metavar="CASE.yaml|request.json")
@click.option("-o", "--output", metavar="NEW.yaml", help="Write the case there, not to standard output.")
def import_(file: str, case: str, output: str | None) -> int:
    """Add entities to a case, or bring those that it has up to date.

    What was typed stands. What a case has no place for is listed; with -o it is kept beside the new case, in NEW.aside.json.

    Example: comity entities import found.ftm.json case.yaml -o new.yaml
    """
    aside_name = _aside_name(output)
    for place in (output, aside_name):
        if place and any(Path(place).resolve() == Path(given).resolve() for given in (file, case)):
            raise WrongInput("this would overwrite what is read", where=place, do="name another file")
    result = import_entities(entities_in(_content(file), file), case_of(case))
    if aside_name and result.aside:
        _write(aside_name, lines_of(_kept(item) for item in result.aside))
    _write(output, case_yaml(result.case).encode())
    for line in _report(result, aside_name):
        click.echo(line, err=True)
    return 0


def _aside_name(output: str | None) -> str | None:
    return str(Path(output).with_suffix(".aside.json")) if output else None


def _kept(item: Aside) -> dict[str, object]:
    return {**item.entity, "why": item.why}


def _content(name: str) -> bytes:
    path = existing(name)
    if path.stat().st_size > MAX_BYTES:
        raise WrongInput(f"larger than {MAX_BYTES} bytes", where=name, do="take the entities that the case is about")
    return path.read_bytes()


def _write(output: str | None, content: bytes) -> None:
    if output is None:
        click.echo(content, nl=False)
        return
    path = Path(output)
    (place,) = write_files(path.parent, {path.name: content})
    click.echo(f"wrote {place}", err=True)


def _report(result: Imported, aside_name: str | None) -> Sequence[str]:
    lines = [f"added: {', '.join(result.added) or 'nothing'}; changed: {', '.join(result.updated) or 'nothing'}", *result.remarks]
    if result.aside:
        place = f"kept aside in {aside_name}" if aside_name else "kept aside (with -o they are written to a file)"
        lines += [f"{place}:", *(f"  {item.entity['schema']} {item.entity['id']}: {item.why}" for item in result.aside)]
    return lines
