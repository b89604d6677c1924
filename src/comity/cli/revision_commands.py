# SPDX-License-Identifier: EUPL-1.2
"""``comity revision``: versions of a draft, what the other side wrote on it, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import msgspec

from comity.advise.advise import Adviser
from comity.cli.case_files import case_of, language_named
from comity.cli.files import encoded, existing, kept_beside, read_case, rewritten, today, write_files
from comity.cli.style import faint, folded, heading
from comity.corpus.load import load, load_drafting
from comity.documents.letter import Letter
from comity.documents.letter_docx import letter_docx
from comity.documents.letter_pdf import letter_pdf
from comity.documents.text import printable
from comity.draft.case.base import Language
from comity.draft.case.case import Case
from comity.draft.case.read import plain
from comity.draft.case.write import case_yaml
from comity.draft.package import Writer, papers_of
from comity.draft.papers.written import WrittenPaper
from comity.draft.request_file import SCHEMA as REQUEST
from comity.draft.revision import record as records
from comity.draft.revision.record import Decision, Record, Remark, Shared, Version, read_record, record_bytes
from comity.draft.revision.returned import Given, identifier, remarks_in, sent
from comity.draft.scene import scene_of
from comity.model.errors import WrongInput

MAX_RETURNED = 50_000_000
MAX_RECORD = 500_000_000


@click.group()
def revision() -> None:
    """Drafts between two sides: versions, comments and changes per field, decisions.

    The record stands beside the case, in CASE.record.json; events are only added to it.
    """


def _record_file(case: str) -> Path:
    return Path(case).with_suffix(".record.json")


def _record(case: str) -> Record:
    place = _record_file(case)
    if not place.is_file():
        return Record()
    if place.stat().st_size > MAX_RECORD:
        raise WrongInput(f"larger than {MAX_RECORD} bytes", where=str(place), do="restore it from a copy")
    try:
        return read_record(place.read_bytes())
    except WrongInput as error:
        raise WrongInput(error.what, where=str(place), do=error.do) from error


def _keep(case: str, record: Record) -> None:
    rewritten(_record_file(case), record_bytes(record))


@revision.command()
@click.argument("case", metavar="CASE.yaml")
@click.option("--by", "who", metavar="NAME", default="", help="Who keeps it.")
@click.option("--note", metavar="TEXT", default="", help="What it is.")
def save(case: str, who: str, note: str) -> int:
    """Keep the case as it is now as a version."""
    record = _record(case)
    kept = records.saved(record, case_of(case), who, today(), note)
    if kept is record:
        click.echo(f"nothing has changed since version {len(record.versions)}")
        return 0
    _keep(case, kept)
    click.echo(f"version {len(kept.versions)} is kept in {_record_file(case)}")
    return 0


@revision.command()
@click.argument("case", metavar="CASE.yaml")
@click.option("-o", "--output", "folder", metavar="DIR", default="out", show_default=True, help="Write the draft into this folder.")
@click.option("--lang", "languages", metavar="LANG", multiple=True, help="en, az, ru or fr; several times (default: the case's).")
@click.option("--by", "who", metavar="NAME", default="", help="Who shares it.")
def share(case: str, folder: str, languages: tuple[str, ...], who: str) -> int:
    """Keep a version and write it for the other side: a DOCX to comment on and change in any word processor, and a PDF to read.

    What comes back is read by `comity revision receive`. The remarks of `comity check` are not in it: they are for your side.
    """
    typed = case_of(case)
    record = records.saved(_record(case), typed, who, today(), "shared")
    version = record.versions[-1]
    made: dict[str, bytes] = {}
    for item in _papers(typed, tuple(dict.fromkeys(map(language_named, languages))) or (typed.case.language,)):
        letter, name = _named(item, version), f"{item.name}.v{version.number}"
        made[f"{name}.docx"], made[f"{name}.pdf"] = letter_docx(letter), letter_pdf(letter)
        paper = Shared(version.number, item.paper.id, language_named(letter.language), today(), who)
        record = records.shared(record, sent(paper, made[f"{name}.docx"]))
    content = record_bytes(record)
    for place in write_files(folder, made):
        click.echo(place)
    rewritten(_record_file(case), content)
    return 0


def _papers(case: Case, languages: Sequence[Language]) -> tuple[WrittenPaper, ...]:
    """The papers of a case as a draft that goes to the other side; what the check says of it stays on this side."""
    scene = scene_of(case, Adviser(load()), load_drafting(), today())
    return Writer(scene, draft=True).letters(papers_of(scene), languages)


def _named(item: WrittenPaper, version: Version) -> Letter:
    """The letter with its version on every page, and in the file what tells it when it comes back."""
    letter = item.letter
    running = f"{letter.running}  \N{MIDDLE DOT}  v{version.number}"
    return replace(letter, running=running, identifier=identifier(version, item.paper.id, letter.language))


@revision.command()
@click.argument("case", metavar="CASE.yaml")
@click.argument("file", metavar="FILE.docx")
@click.option("--version", "version", type=click.IntRange(min=1), help="The version that was shared, where the file does not say.")
@click.option("--paper", metavar="NAME", default="", help="Which paper came back, where the file does not say.")
@click.option("--lang", "language", metavar="LANG", default="", help="The language of the paper, where the file does not say.")
@click.option("--by", "who", metavar="NAME", default="", help="Who changed texts, where the file does not say.")
def receive(case: str, file: str, **options: Any) -> int:
    """Take up the comments and changes of a paper that came back; the case itself stays as it is until they are accepted."""
    record = _record(case)
    record.version()
    place = existing(file)
    if place.stat().st_size > MAX_RETURNED:
        raise WrongInput(f"larger than {MAX_RETURNED} bytes", where=file, do="give the paper without its annexes")
    if options["language"]:
        language_named(options["language"])
    paper, remarks = _read(place, record, Given(**options, source=place.name))
    kept = records.received(record, remarks)
    new = len(kept.remarks) - len(record.remarks)
    if new:
        _keep(case, kept)
    shown = f"{paper.paper}.{paper.language}, version {paper.version}"
    click.echo(f"{new} new remarks on {shown}" + (f"; see `comity revision list {case}`" if kept.remarks else ""))
    return 0


def _read(place: Path, record: Record, given: Given) -> tuple[Shared, tuple[Remark, ...]]:
    try:
        return remarks_in(place.read_bytes(), record, today(), given)
    except WrongInput as error:
        where = f"{place}: {error.where}" if error.where and error.where != place.name else str(place)
        raise WrongInput(error.what, where=where, do=error.do, code=error.code) from error


@revision.command(name="list")
@click.argument("case", metavar="CASE.yaml")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_(case: str, as_json: bool) -> int:
    """The versions, what was shared, and every remark with what was decided on it."""
    record, values = _record(case), plain(case_of(case))
    if as_json:
        click.echo(msgspec.json.encode(_data(record, values)).decode())
    elif not record.events:
        click.echo("No version was kept yet.")
    else:
        for line in _told(record, values):
            click.echo(line)
    return 0


def _state(decision: Decision | None) -> str:
    return "open" if decision is None else "accepted" if decision.accepted else "declined"


def _data(record: Record, values: dict[str, Any]) -> dict[str, object]:
    """The list as data: without the cases and the papers themselves, which stand in the record."""
    decisions = record.decisions
    remarks = [
        {
            **msgspec.to_builtins(remark),
            "state": _state(decisions.get(remark.number)),
            "decision": decisions.get(remark.number),
            "gone": records.is_gone(record, values, remark),
            "other_languages": records.other_languages(record, values, remark),
        }
        for remark in record.remarks
    ]
    versions = [{"number": item.number, "on": item.on, "by": item.by, "note": item.note, "sha256": item.sha256} for item in record.versions]
    shared = [{"version": item.version, "paper": item.paper, "lang": item.language, "on": item.on, "by": item.by} for item in record.shared]
    return {"schema": "comity.remarks/1", "versions": versions, "shared": shared, "remarks": remarks}


def _told(record: Record, values: dict[str, Any]) -> Iterator[str]:
    for version in record.versions:
        yield heading(
            printable(f"version {version.number}, {version.on} {version.by}".strip() + (f": {version.note}" if version.note else ""))
        )
        papers = [item for item in record.shared if item.version == version.number]
        for on, who in dict.fromkeys((item.on, item.by) for item in papers):
            names = ", ".join(f"{item.paper}.{item.language}" for item in papers if (item.on, item.by) == (on, who))
            yield folded(printable(f"shared on {on} {who}".strip() + f": {names}"), 4)
    decisions = record.decisions
    for remark in record.remarks:
        decision = decisions.get(remark.number)
        where = f"version {remark.version}, {remark.by or 'unnamed'}, {remark.on}"
        yield folded(printable(f"{remark.number}. [{_state(decision)}] {remark.path or 'no field'} ({where})"), 0)
        yield from (folded(printable(line), 4) for line in _lines(remark, decision))
        yield from (faint(folded(line, 4)) for line in _hints(record, values, remark, decision))


def _lines(remark: Remark, decision: Decision | None) -> Iterator[str]:
    if remark.about:
        yield f"beside: {remark.about}"
    if remark.was:
        yield f"- {remark.was}"
    if remark.by_hand or remark.proposed is not None:
        yield f"+ {remark.says or remark.proposed or '(nothing)'}"
    elif remark.says:
        yield remark.says
    if decision is not None and (decision.by or decision.why):
        yield ": ".join(
            part for part in (f"{_state(decision)} by {decision.by}" if decision.by else _state(decision), decision.why) if part
        )


def _hints(record: Record, values: dict[str, Any], remark: Remark, decision: Decision | None) -> Iterator[str]:
    if decision is not None and not decision.accepted:
        return
    if decision is None and records.is_gone(record, values, remark):
        yield "this place is no longer in the case"
    if remark.by_hand:
        yield "to be made by hand in the case" if remark.path else "written outside the fields: to be made by hand"
    others = records.other_languages(record, values, remark)
    if others:
        yield f"the same text also stands in {', '.join(others)}: it may need the same change"


@revision.command()
@click.argument("case", metavar="CASE.yaml")
@click.argument("number", metavar="N", type=click.IntRange(min=1))
@click.option("--by", "who", metavar="NAME", default="", help="Who decides.")
@click.option("--why", metavar="TEXT", default="", help="Why.")
@click.option("--by-hand", is_flag=True, help="Only record it: the change is made in the case by hand.")
def accept(case: str, number: int, who: str, why: str, by_hand: bool) -> int:
    """Accept a remark; a proposed text is taken up into the case, and the new state is kept as a version."""
    record, before = _record(case), case_of(case)
    decision = Decision(number, accepted=True, by=who, on=today(), why=why, by_hand=by_hand)
    record, changed = records.decided(record, before, decision)
    taken_up = plain(changed) != plain(before)
    if taken_up:
        record = records.saved(record, changed, who, today(), f"remark {number}")
    content = record_bytes(record)
    if taken_up:
        _rewrite(case, before, changed)
        click.echo(f"taken up into {case}")
    rewritten(_record_file(case), content)
    others = records.other_languages(record, plain(changed), record.remark(number))
    if others:
        click.echo(f"the same text also stands in {', '.join(others)}: it may need the same change", err=True)
    return 0


def _rewrite(name: str, before: Case, case: Case) -> None:
    """Write the case into its file; what the file had beside its values, such as comments, is kept in another the first time."""
    place, raw = Path(name), read_case(name)
    if isinstance(raw, dict) and raw.get("schema") == REQUEST:
        raise WrongInput("this is a finished request", where=name, do="name the case file that it was made from")
    old = place.read_bytes()
    if old != _content(place, before):
        kept = kept_beside(place, old)
        click.echo(faint(f"the file as it was, with its comments, is kept as {kept}"), err=True)
    rewritten(place, _content(place, case))


def _content(place: Path, case: Case) -> bytes:
    return encoded(plain(case)) if place.suffix.lower() == ".json" else case_yaml(case).encode()


@revision.command()
@click.argument("case", metavar="CASE.yaml")
@click.argument("number", metavar="N", type=click.IntRange(min=1))
@click.option("--by", "who", metavar="NAME", default="", help="Who decides.")
@click.option("--why", metavar="TEXT", default="", help="Why.")
def decline(case: str, number: int, who: str, why: str) -> int:
    """Decline a remark; the case stays as it is."""
    record, _ = records.decided(_record(case), case_of(case), Decision(number, accepted=False, by=who, on=today(), why=why))
    _keep(case, record)
    return 0


@revision.command()
@click.argument("case", metavar="CASE.yaml")
@click.argument("first", metavar="A", type=click.IntRange(min=1))
@click.argument("second", metavar="[B]", required=False, type=click.IntRange(min=1))
def compare(case: str, first: int, second: int | None) -> int:
    """What changed, field by field, from version A to version B (default: the last)."""
    found = records.compared(_record(case), first, second)
    if not found:
        click.echo("Nothing differs.")
    for change in found:
        click.echo(heading(printable(change.path)))
        click.echo(folded(printable(f"- {_shown(change.old)}"), 4))
        click.echo(folded(printable(f"+ {_shown(change.new)}"), 4))
    return 0


def _shown(value: object) -> str:
    return "(nothing)" if value is None else value if isinstance(value, str) else msgspec.json.encode(value).decode()
